# %% [markdown]
# # Count who arrives in time, and find the connections that break
#
# The authority asked for 45 minutes first. We will see that nearly everybody reaches the college in 45, so that
# figure decides nothing; with 30 minutes the town falls apart. Then we follow six changes between lines through a
# real day.
#
# **Data** planned timetable of May 2026, the observed day 12 May, homes and streets: see `DATA.md`. All made up but
# for the streets of the centre.

# %%
import sys
from pathlib import Path

sys.path.extend(["src", "../src"])

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from tram_and_bus import access, connections, feed, journeys, streets, uncertainty

project = Path.cwd() if Path("portfolio.toml").is_file() else Path.cwd().parent
data, outputs = project / "data", project / "outputs"
outputs.mkdir(exist_ok=True)
feeds = data / "corridor_timetable_synthetic"

# %%
days = {name: feed.read_day(feeds / f"{name}.zip", "2026-05-12") for name in ("planned", "actual")}
stops = feed.read_stops(feeds / "planned.zip")
homes = pd.read_csv(data / "corridor_homes_synthetic" / "homes.csv", index_col="block")
to_stops_s, egress_s, walk_s = streets.walks_of_the_town(data, stops, "N6")
leaves_s = np.arange(6 * 3600, 22 * 3600, 60)

# %% [markdown]
# ## Who reaches the college?
#
# For each block and each minute from 6:00 to 21:59: how long until people stand at the college, stop N6, if they
# leave home now?

# %%
travel_s = {}
for name, events in days.items():
    found = journeys.profiles(events, egress_s)
    travel_s[name] = journeys.travel_times_s(found, to_stops_s=to_stops_s, walk_s=walk_s, leaves_s=leaves_s)
for minutes in (25, 30, 45):
    shares = [access.share_within(travel_s[name], homes["people"], minutes * 60).mean() for name in days]
    print(f"{minutes} min: {shares[0]:.1%} by plan, {shares[1]:.1%} on the day")

# %% [markdown]
# In 45 minutes all but 0.1 % arrive, at any hour. That is good news, and useless for a decision: we use 30 minutes,
# and keep 25 and 35 beside it in the next notebook. On 12 May two people in a hundred fewer arrived in time than the
# timetable promised.
#
# An average over all hides who they are. By fifth of income:

# %%
rows = []
for name in days:
    for fifth, blocks in homes.groupby("income_fifth"):
        inside = homes["income_fifth"].to_numpy() == fifth
        shares = access.share_within(travel_s[name][inside], blocks["people"], 30 * 60)
        hourly = access.by_hour(shares, leaves_s).rename("share").reset_index()
        rows.append(hourly.assign(day=name, income_fifth=fifth))
reach = pd.concat(rows, ignore_index=True)[["day", "hour", "income_fifth", "share"]]
reach.to_csv(outputs / "reach_by_hour.csv", index=False, lineterminator="\n")
reach.groupby(["income_fifth", "day"])["share"].mean().unstack().round(3)

# %% [markdown]
# Of the poorest fifth 58 % arrive in time by plan and 52 % on the day, of the fourth fifth nearly all. The shares are
# means over the minutes of 16 hours: 52 % may be everybody half of the time, or half of them always.

# %%
fig, ax = plt.subplots(figsize=(8, 4), layout="constrained")
colours = {1: "#D55E00", 2: "#CC79A7", 3: "#0072B2", 4: "#009E73", 5: "#56B4E9"}
for (fifth, name), one in reach.groupby(["income_fifth", "day"]):
    ax.plot(one["hour"], 100 * one["share"], "-" if name == "planned" else ":", color=colours[fifth], linewidth=2)
names = {1: "poorest fifth", 2: "second", 3: "third", 4: "fourth", 5: "richest"}
for fifth, last in reach.query("hour == 21 and day == 'planned'").set_index("income_fifth")["share"].items():
    ax.text(21.2, 100 * last, names[fifth], color=colours[fifth], va="center")
ax.plot([], [], "k-", label="by plan")
ax.plot([], [], "k:", label="on 12 May")
ax.legend(loc="lower left", ncols=2, frameon=False)
ax.set(
    title="The poorest fifth reaches the college least, and lost most on 12 May",
    xlabel="Hour in which people leave home",
    ylabel="At the college within 30 min [%]",
    xlim=(5.8, 23.6),
    ylim=(0, 104),
    xticks=range(6, 22, 3),
)
fig.savefig(outputs / "reach_by_hour.png", dpi=120)

# %% [markdown]
# *The figure in words:* the two poorest fifths lie far below the others, at 58 and 76 % by plan, and fall furthest on
# the day. In the evening, when the tram runs every 15 minutes instead of 10, the plan falls by seven to eight points in
# these two and in the richest fifth, which lives far away in the centre; the day of the poorest falls to 41 %.
#
# Where do they live?

# %%
by_area = {}
for name in days:
    in_time = (travel_s[name] <= 30 * 60).mean(axis=1) * homes["people"]
    by_area[name] = in_time.groupby(homes["area"]).sum() / homes.groupby("area")["people"].sum()
pd.DataFrame(by_area).sort_values("actual").head(5).round(3)

# %% [markdown]
# Weir Estate (W3) has 43 % by plan and 37 % on the day, Quarry Hill (E3) 68 and 61 %. Both must change to the tram.
# So we look at the changes.
#
# ## Which connections break?
#
# A connection is an arriving vehicle and the first one that its passengers can catch, 60 seconds later at least. That
# minute is our assumption: it is the one figure that the authority should measure at each stop.

# %%
planned = connections.planned(days["planned"], connections.WATCHED)
judged = connections.judge(planned, days["actual"])
judged["hour"] = judged["arrival_s"] // 3600
rows = []
for name, one in judged.groupby("connection", sort=False):
    ran = one[one["fate"] != "cancelled"]
    missed = ran["fate"] == "missed"
    low, high = uncertainty.interval(missed, ran["hour"], seed=7)
    counts = one["fate"].value_counts().reindex(["kept", "missed", "cancelled"], fill_value=0)
    lost_min = ran.loc[missed, "lost_s"].mean() / 60
    rows.append(
        {
            "connection": name,
            **counts,
            "missed_share": missed.mean(),
            "low": low,
            "high": high,
            "mean_lost_min": lost_min,
        }
    )
table = pd.DataFrame(rows)
table.to_csv(outputs / "connections.csv", index=False, lineterminator="\n")
table.round(3)

# %% [markdown]
# To the tram nearly one connection in five breaks, from the tram one in twenty-three. But who misses a tram loses 12
# to 13 minutes, who misses a bus 19 to 26. The intervals draw whole hours again, since late buses come together. They
# say how much this Tuesday could vary by the chance of its hours, and nothing about rain, strikes or other weekdays.

# %%
fig, ax = plt.subplots(figsize=(8, 3.6), layout="constrained")
place = np.arange(len(table))[::-1]
span = 100 * np.array([table["missed_share"] - table["low"], table["high"] - table["missed_share"]])
ax.errorbar(100 * table["missed_share"], place, xerr=span, fmt="o", color="#0072B2", capsize=4)
for height, one in zip(place, table.itertuples(), strict=True):
    ax.text(41, height, f"{one.mean_lost_min:.0f} min", va="center", ha="right", color="#444444")
ax.text(41, len(table) - 0.35, "a miss costs", ha="right", color="#444444")
ax.set_yticks(place, table["connection"])
ax.set(
    xlabel="Missed on 12 May [% of those where both ran], 95 % interval",
    xlim=(0, 42),
    ylim=(-0.6, len(table) + 0.1),
)
ax.set_title(
    "Changes to the tram break more often than changes from it; a missed bus costs more", loc="right", fontsize=11
)
fig.savefig(outputs / "connections.png", dpi=120)

# %% [markdown]
# *The figure in words:* shares missed from 4 to 19 %, with wide intervals. Changes to the tram stand apart from
# changes from it; all else overlaps, so we rank no further.
#
# What the timetable itself does is no matter of chance. How much time does it leave to change?

# %%
planned["slack_min"] = (planned["departure_s"] - planned["arrival_s"]) / 60
ran = judged[judged["fate"] != "cancelled"].assign(slack_min=planned["slack_min"])
bands = pd.cut(
    ran["slack_min"], [0, 2, 4, 6, 8, 60], labels=["1 to 2", "over 2 to 4", "over 4 to 6", "over 6 to 8", "over 8"]
)
ran.assign(missed=ran["fate"] == "missed").groupby(bands, observed=True)["missed"].agg(["size", "sum", "mean"]).round(3)

# %% [markdown]
# Where the timetable leaves four minutes or less, 37 of 107 connections break; over six minutes, 2 of 247. The
# authority could move these departures by a few minutes; but a longer change costs its passengers that time *every*
# day, miss or not.
#
# ## Should a vehicle wait?
#
# Without a count of passengers we can still say when waiting pays: as long as the people who sit in the waiting
# vehicle are fewer than `break_even` times those who change.

# %%
kinds = {"the tram waits": judged["to_route"] == "T1", "a bus waits": judged["to_route"] != "T1"}
held = {
    (kind, f"up to {minutes} min"): connections.hold(judged[chosen], longest_s=60 * minutes)
    for kind, chosen in kinds.items()
    for minutes in (1, 2, 3)
}
pd.DataFrame(held).T.round(1)

# %% [markdown]
# A bus that waits at most two minutes saves 13 of the 23 connections to a bus that were missed, and saves
# passenger-minutes as long as fewer than 34 people sit in it for each one who changes. For the tram the limit is nine:
# if more sit in it for each one who changes, it should not wait. So: let buses wait for up to two minutes on trial,
# count those who change at N2 and N4, and decide about the tram then.
#
# > **Limits.** One observed day, made up. A vehicle that waits is late at all stops that follow, and perhaps on its
# > way back: `hold` leaves that out. Nobody knows how many people change. All know the timetable by heart and find
# > room on the first vehicle.

# %% [markdown]
# # Choose one headway change, and say how firm the choice is
#
# One more vehicle between each two of a line, in one part of the day: which option brings the college within 30
# minutes for most people, for each vehicle-hour that it costs? An order of options that holds under one assumption
# only is no advice, so we ask 24 times.
#
# **Data** as before: see `DATA.md`.

# %%
import json
import sys
from pathlib import Path

sys.path.extend(["src", "../src"])

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from tram_and_bus import access, feed, headways, journeys, streets

project = Path.cwd() if Path("portfolio.toml").is_file() else Path.cwd().parent
data, outputs = project / "data", project / "outputs"
outputs.mkdir(exist_ok=True)
feeds = data / "corridor_timetable_synthetic"

# %%
days = {name: feed.read_day(feeds / f"{name}.zip", "2026-05-12") for name in ("planned", "actual")}
stops = feed.read_stops(feeds / "planned.zip")
homes = pd.read_csv(data / "corridor_homes_synthetic" / "homes.csv", index_col="block")
leaves_s = np.arange(6 * 3600, 22 * 3600, 60)

# %% [markdown]
# ## The options
#
# Three lines and four parts of the day: twelve options. Each adds a trip between two that both leave within the part,
# so it reaches as far as the last trip in it.

# %%
parts = {
    "morning, 6 to 9": (6, 9),
    "midday, 9 to 15": (9, 15),
    "afternoon, 15 to 18": (15, 18),
    "evening, 18 to 22": (18, 22),
}
options = {(route, part): hours for route in ("T1", "21", "22") for part, hours in parts.items()}
changed = {
    (day, *option): headways.add_between(events, option[0], from_s=3600 * from_h, to_s=3600 * to_h)
    for day, events in days.items()
    for option, (from_h, to_h) in options.items()
}

# %% [markdown]
# ## The scenarios
#
# Two days (as planned, as it went), two targets (college N6, hospital N4), two walking speeds (4.8 km/h; 3.6 for
# those who walk slowly), three limits (25, 30, 35 minutes): 24 scenarios.


# %%
def travel(events):
    """Return travel times of all blocks and minutes with the walks of the scenario. [s]"""
    found = journeys.profiles(events, egress_s)
    return journeys.travel_times_s(found, to_stops_s=to_stops_s, walk_s=walk_s, leaves_s=leaves_s)


rows = []
for target in ("N6", "N4"):
    for speed_kmh in (4.8, 3.6):
        to_stops_s, egress_s, walk_s = streets.walks_of_the_town(data, stops, target, speed_kmh=speed_kmh)
        before = {day: travel(events) for day, events in days.items()}
        for (day, route_id, part), events in changed.items():
            after, hours = travel(events), headways.vehicle_hours(events) - headways.vehicle_hours(days[day])
            for limit_min in (25, 30, 35):
                gained = access.person_hours_gained(before[day], after, homes["people"], limit_s=60 * limit_min)
                rows.append(
                    (f"{route_id}, {part}", route_id, *parts[part], day, target, speed_kmh, limit_min, hours, gained)
                )

# %%
columns = [
    "option",
    "route_id",
    "from_h",
    "to_h",
    "day",
    "target",
    "speed_kmh",
    "limit_min",
    "extra_vehicle_hours",
    "person_hours_gained",
]
table = pd.DataFrame(rows, columns=columns)
table["gained_per_vehicle_hour"] = table["person_hours_gained"] / table["extra_vehicle_hours"]
scenario = ["day", "target", "speed_kmh", "limit_min"]
table["rank"] = table.groupby(scenario)["gained_per_vehicle_hour"].rank(ascending=False, method="min").astype(int)
table.to_csv(outputs / "options.csv", index=False, lineterminator="\n")
asked = table.query("day == 'planned' and target == 'N6' and speed_kmh == 4.8 and limit_min == 30")
asked.set_index("option")[
    ["extra_vehicle_hours", "person_hours_gained", "gained_per_vehicle_hour", "rank"]
].sort_values("rank").head(5).round(1)

# %% [markdown]
# That is the question as it was asked: by plan, college, 30 minutes, 4.8 km/h. The first four are line 21, to Weir
# Estate. Does the order hold?

# %%
ranks = table.groupby("option")["rank"].agg(best="min", median="median", worst="max")
ranks["first_in"] = table[table["rank"] == 1].groupby("option").size().reindex(ranks.index, fill_value=0)
ranks["first_three_in"] = table[table["rank"] <= 3].groupby("option").size().reindex(ranks.index, fill_value=0)
ranks = ranks.sort_values(["first_three_in", "first_in"], ascending=False)
ranks.head(6)

# %%
order = table.groupby("option")["gained_per_vehicle_hour"].median().sort_values()
fig, ax = plt.subplots(figsize=(8, 4.6), layout="constrained")
for height, option in enumerate(order.index):
    values = table.loc[table["option"] == option, "gained_per_vehicle_hour"]
    colour = {"21": "#D55E00", "22": "#0072B2", "T1": "#009E73"}[option.split(",")[0]]
    ax.plot(
        [values.min(), values.max()], [height, height], color=colour, alpha=0.35, linewidth=6, solid_capstyle="butt"
    )
    ax.plot(values, np.full(len(values), height), "|", color=colour, markersize=9)
    ax.plot(values.median(), height, "o", color=colour)
ax.axvline(0, color="black", linewidth=1)
ax.set_yticks(range(len(order)), order.index)
ax.set(
    title="Line 21 in the evening is among the first three in 21 of 24 scenarios",
    xlabel="Person-hours within reach gained per vehicle-hour: 24 scenarios and their median",
)
fig.savefig(outputs / "options.png", dpi=120)

# %% [markdown]
# *The figure in words:* the four options of line 21 and the tram in the evening lie on the right, and their bars
# overlap; line 22 and the tram by day lie on the left. The evening of line 21 is first most often, 11 times of 24;
# its midday and the tram in the evening are first in six each. So: line 21, yes; the evening rather than midday only
# if nothing else speaks for midday, which gains nearly twice as much in all.
#
# ## Who gains?
#
# The option that is among the first three most often, and its effect by fifth of income, on the question as it was
# asked:

# %%
best = ranks.index[0]
route_id, part = best.split(", ", 1)
to_stops_s, egress_s, walk_s = streets.walks_of_the_town(data, stops, "N6")
before_s, after_s = travel(days["planned"]), travel(changed["planned", route_id, part])
gains = {}
for fifth, blocks in homes.groupby("income_fifth"):
    inside = homes["income_fifth"].to_numpy() == fifth
    gains[int(fifth)] = access.person_hours_gained(before_s[inside], after_s[inside], blocks["people"], limit_s=1800)
pd.Series(gains, name="person-hours gained a day").round(0)

# %%
first = asked.set_index("option").loc[best]
decision = {
    "option": best,
    "scenarios": int(table.groupby(scenario).ngroups),
    "first_in": int(ranks.loc[best, "first_in"]),
    "first_three_in": int(ranks.loc[best, "first_three_in"]),
    "extra_vehicle_hours_a_day": round(float(first["extra_vehicle_hours"]), 3),
    "person_hours_gained_a_day": round(float(first["person_hours_gained"]), 1),
    "share_of_the_poorest_fifth_in_the_gain": round(gains[1] / sum(gains.values()), 4),
}
(outputs / "decision.json").write_text(json.dumps(decision, indent=2) + "\n", encoding="utf-8", newline="\n")
print(json.dumps(decision, indent=2))

# %% [markdown]
# ## What we would tell the authority
#
# 1. **Double line 21 in the evening, 18 to 22 o'clock:** 5.4 vehicle-hours more a day. On the question as it was
#    asked, it brings the college within 30 minutes for 6,400 person-hours more a day, two thirds of them in the
#    poorest fifth. In 21 of 24 scenarios it is among the first three options.
# 2. **If 8.8 vehicle-hours can be had, consider midday instead:** nearly twice the gain, and among the first three in
#    18 of 24.
# 3. **Do not buy it as a cure for missed connections:** these need minutes in the timetable, see the notebook before.
#
# > **Limits.** A person-hour within reach is a chance to arrive in time, not a journey: at ten in the evening few
# > want to go to college. A vehicle-hour counts the drive only: no turning, no depot, no driver's break. On the
# > observed day an added bus splits the real gap in half, which is kind to it. The way home was not looked at. Homes,
# > people and lateness are made up; the method carries over, the numbers do not.

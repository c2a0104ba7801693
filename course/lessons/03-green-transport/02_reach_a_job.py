# %% [markdown]
# # Reach a job in thirty minutes
#
# Lesson 1 read how often the buses come. People do not want buses: they want to be somewhere. The transport authority of
# *Ancoats Quay* asks: "Who can reach work in half an hour, and whom would a better bus help?"
# You walk, wait and ride through the town by computer, millions of journeys at a time.
#
# **You will be able to**
#
# * find walking times on a real network, and say what its gaps lose;
# * route a passenger who walks, waits and rides;
# * map what is within reach, and how it changes from minute to minute;
# * measure who gains from a change: Lorenz curve, Gini coefficient, Palma ratio.
#
# **You need** lesson 1 (departures, headways), and picking rows of a table (module 01): `table[table["x"] > 5]` keeps the rows
# whose `x` is above 5. **Time** 65 min reading, 70 min doing.
#
# **Data** `walking_helsinki`: real ways (m) and workplaces of central Helsinki, April 2019, © OpenStreetMap contributors, ODbL.
# `corridor_homes_synthetic` (suburbs, homes, incomes; ODbL) and `corridor_timetable_synthetic` (May 2026; ODbL): synthetic, nobody lives there.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from ipywidgets import IntSlider, interact

from citylab import check, data, show
from citylab.transport import access, access_pictures, gtfs, network, router

# %% [markdown]
# ## Walk the real streets
#
# A walking network has **nodes** (points) and **edges** (ways between two of them, with a length). Ours holds whatever a
# person may walk on in 1.0 by 1.7 km of Helsinki. We load it, and ask what is wrong with it.

# %%
centre = data.load("walking_helsinki")
streets = network.WalkingNetwork(centre["nodes"], centre["edges"])
print(f"{streets.n_nodes:,} nodes, {centre['edges']['length_m'].sum() / 1000:.0f} km of ways")
for problem in streets.problems:
    print(problem)

# %% [markdown]
# The network is in 26 **pieces**: no way leads from one to another. Small ones are railway platforms, yards and
# corridors whose connection nobody has drawn, or lies beyond the edge of the extract.
# We keep the largest piece, and look at what that loses. To **snap** a place means to find its nearest node.

# %%
work = centre["workplaces"]
nearest, apart_m = streets.snap(work["lat_deg"], work["lon_deg"])  # a node and a distance [m] per workplace
piece = streets.pieces().label  # the piece of each node; 0 is the largest
cut_off = piece[nearest] > 0  # True for each workplace whose node is in another piece
print(f"{cut_off.sum()} of {len(work):,} workplaces are next to a piece that is cut off")

# %% [markdown]
# Only 11. They will snap to the next node of the largest piece. Now we add the synthetic suburbs in the north, which a road joins to the real
# centre. `pd.concat` puts tables on top of each other.

# %%
suburbs = data.load("corridor_homes_synthetic")
nodes = pd.concat([centre["nodes"], suburbs["nodes"]])
edges = pd.concat([centre["edges"], suburbs["edges"]])
workplaces = pd.concat([centre["workplaces"], suburbs["workplaces"]])
town = network.WalkingNetwork(nodes, edges).largest()

homes = suburbs["homes"]
home_nodes = town.positions(homes["node"])
work_nodes, work_m = town.snap(workplaces["lat_deg"], workplaces["lon_deg"])
print(f"{len(homes)} blocks with {homes['people'].sum():,} people, {len(workplaces):,} workplaces")
homes.loc[[148, 202]]

# %% [markdown]
# Two of the 250 rows. The number on the left is the block of homes; `income_fifth` runs from 1, the poorest, to 5, the richest.
#
# **Dijkstra's algorithm** finds the shortest ways from one node to all others: it always goes on from the nearest node that it has not
# yet finished. It may start at many nodes at once; then each node learns its way to the *nearest* of them.
# People walk at 4.8 km/h (our assumption). How far is the nearest stop?

# %%
feed = gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))
stop_nodes, stop_m = town.snap(feed.stops["stop_lat"], feed.stops["stop_lon"])
to_stop_s = town.walk_s(stop_nodes, speed_kmh=4.8)
homes["to_stop_min"] = to_stop_s[home_nodes] / 60
homes["to_stop_min"].describe().round(1)

# %% [markdown]
# Half of the blocks are within 3.4 minutes of a stop; the farthest needs 10.1. But a block is not a person.
#
# > **Your turn.** How many *people* live more than five minutes' walk from every stop? Put one whole number into `far_people`.
# > Do not overwrite `homes`: if you pick rows of it, give them a new name. For a hint, write `check.hint("transport-2-far")` in a new cell.

# %% solution="transport-2-far"
### BEGIN SOLUTION
far_people = homes.loc[homes["to_stop_min"] > 5, "people"].sum()
### END SOLUTION

# %%
check("transport-2-far", far_people)

# %% [markdown]
# ## Wait and ride
#
# First a sketch of the town: the tram T1, the buses 21 and 22, and the homes.

# %%
departures = gtfs.departures(feed, "2026-05-12")
title = "The poorest fifth lives at the ends of the lines"
fig = access_pictures.town_sketch(departures, feed.stops, homes, title=title)
show(fig, alt=f"{title}: W3 Weir Estate in the west, E3 Quarry Hill in the east, N7 Northern Fields in the north.")

# %% [markdown]
# We take block 148: 186 people of the poorest fifth, on the Weir Estate, the end of bus 21. They leave home at 7:30 for
# Central Station, stop C3. It takes them 4.5 minutes to their stop, W3. By hand: here are the next bus, and a tram that it meets.

# %%
# isin: True where the trip is one of the two.
runs = departures[departures["trip_id"].isin(["21-we-1-0750", "T1-we-1-0750"])]
# A list with one clock time per row, such as 07:50:00; assign adds it as a column.
clocks = [gtfs.clock(second) for second in runs["departure_s"]]
runs = runs.assign(clock=clocks)
# pivot: one row per stop, one column per run.
# NaN: the tram does not go there.
runs.pivot(index="stop_id", columns="trip_id", values="clock").loc[["W3", "N2", "N1", "C3"]]

# %% [markdown]
# They stand at W3 at 7:34:30, wait 15.5 minutes, ride 17.5, and are at the station at 8:07:30: 37.5 minutes. But who
# changes to the tram at N2 is there at 8:06:00.
#
# The router does this for all stops. It lists every **hop**, from a stop to the next, in the order of departure, and reads the
# list once. Four rows of it, with the stops between left out, for people at W3 from 7:34:30:
#
# | hop | leaves | arrives | can they be in it? | earliest after it |
# |---|---|---|---|---|
# | tram N2 → C3 | 7:48 | 7:56 | no: N2 not reached yet | |
# | bus W3 → N2 | 7:50 | 7:56:30 | yes: they wait at W3 | N2 7:56:30 |
# | bus N2 → C3 | 7:56:30 | 8:07:30 | yes: they sit in it | C3 8:07:30 |
# | tram N2 → C3 | 7:58 | 8:06 | yes: a minute is enough to change | C3 8:06 |
#
# No row leaves before one that has been read, so once is enough: the **connection scan algorithm**.
#
# Three numbers name a home: its *block* (148), its node's *name* in the tables (100251), its node's *position* in `town`.
# Functions want positions: `home_nodes[148]`. `door_to_door` takes a list of origins, hence the brackets of `[home]`, a list of
# moments in seconds after midnight, and targets. It returns seconds by origin, moment, target: `[0, :, 0]` is the first origin, every moment, the first target.

# %%
timetable = router.Timetable(departures, stops=feed.stops, min_transfer_s=60)
home = home_nodes[148]
station, _ = town.snap(60.1706, 24.9414)  # node and distance; _ is a name for what we do not need
minutes_s = np.arange(7 * 3600, 9 * 3600, 60)  # 7:00, 7:01, ... 8:59
to_station_min = router.door_to_door(town, timetable, [home], minutes_s, targets=station)[0, :, 0] / 60
# Item 0 is 7:00, so item 30 is 7:30.
print(f"leave at 7:30: {to_station_min[30]:.1f} min")

# %% [markdown]
# 36.0 minutes: it found the tram. Now for every minute from 7:00 to 8:59:

# %%
fig, ax = plt.subplots(figsize=(8, 3))
ax.step(np.arange(120), to_station_min, where="mid")
ax.axhline(30, color="black", linestyle="--", linewidth=1)
ax.set(xlabel="Minutes after 7:00 at which people leave home", ylabel="To the station [min]", ylim=(0, 45))
ax.set_title("A minute too late costs nineteen")
show(fig, alt="Saw-tooth: travel time falls from about 40 to 21 minutes, then jumps up, six times in two hours.")

# %% [markdown]
# From 21 to 40 minutes, on the same morning. "It takes 30 minutes" is an average of a saw-tooth. With a timetable in the pocket people choose the bottom of a
# tooth, at the price of being early for work.
#
# > **Watch out.** People change only at the same stop, in a minute at least (our assumption), and every bus is on time. Lesson 1 showed a real day.
#
# > **Your turn.** Block 202 is on Quarry Hill, at the end of bus 22. In how many of the 120 minutes can its people be at the station
# > within 30 minutes? Put one whole number into `good_minutes`.

# %% solution="transport-2-minutes"
### BEGIN SOLUTION
hill_min = router.door_to_door(town, timetable, [home_nodes[202]], minutes_s, targets=station)[0, :, 0] / 60
good_minutes = (hill_min <= 30).sum()
### END SOLUTION

# %%
check("transport-2-minutes", good_minutes)

# %% [markdown]
# ## Map half an hour
#
# An **isochrone** is the line up to which you get in a given time. We compute the way from block 148 to *every* node in
# each of the 120 minutes, and keep the median, the fastest and the slowest. Then move the slider.

# %%
home = home_nodes[148]  # back to the Weir Estate
reached = router.reach(town, timetable, home, minutes_s)


def draw_reach(limit_min):
    inside = reached.loc[work_nodes, "median_s"] <= limit_min * 60
    title = f"Median way ≤ {limit_min} min: {inside.sum():,} workplaces"
    fig = access_pictures.reach_picture(town, reached["median_s"], limit_min, origin=home, title=title)
    show(fig, alt=f"Map of the ways within reach of block 148. {title}.")


interact(draw_reach, limit_min=IntSlider(value=30, min=10, max=60, step=5, description="Minutes"));

# %% [markdown]
# 66 workplaces are each reached within 30 minutes in at least half of the minutes: the reach ends at the gate of the centre. Within 40 there are 1,145.
# The same as a map:

# %%
alt = "Median travel time from the Weir Estate: Gasworks within 15 minutes, "
alt += "Bridge End within 30, most of the centre within 45."
access_pictures.isochrone_map(town, reached["median_s"], origin=home, stops=feed.stops, alt=alt)

# %% [markdown]
# The number of workplaces within 30 minutes is called **cumulative access**. We count in each minute.

# %%
times_s = router.door_to_door(town, timetable, [home], minutes_s, targets=work_nodes)[0]
each = np.ones(len(workplaces))  # every workplace counts 1
in_reach = access.cumulative(times_s, each, limit_s=30 * 60)
print(f"fewest {in_reach.min():.0f}, mean {in_reach.mean():.0f}, most {in_reach.max():.0f}")

# %% [markdown]
# The mean, 261, is far above the 66 of the map, because a quarter of the minutes reach into the centre.
# From here on we use the mean over the 120 minutes.
#
# > **Watch out.** A workplace is not a job: a kiosk counts as much as a ministry, since OpenStreetMap does not say how many work there.
#
# > **Your turn.** Count offices only: `workplaces["kind"] == "office"`, turned into numbers with `.astype(float)`, takes the place of `each`.
# > How many offices are within 30 minutes of block 148, in the mean over the minutes? Put one number into `mean_offices`.

# %% solution="transport-2-offices"
### BEGIN SOLUTION
offices = (workplaces["kind"] == "office").astype(float)
mean_offices = access.cumulative(times_s, offices, limit_s=30 * 60).mean()
### END SOLUTION

# %%
check("transport-2-offices", mean_offices)

# %% [markdown]
# ## Measure who reaches how much
#
# Now all 250 blocks. Workplaces share nodes, so we count them first: `np.unique` returns the different nodes and how often each occurs.
# That leaves 250 blocks × 120 minutes × 758 nodes, some 23 million journeys.

# %%
places, counts = np.unique(work_nodes, return_counts=True)


def journeys(departures):
    """Return travel times [s] of shape (blocks, minutes, places)."""
    timetable = router.Timetable(departures, stops=feed.stops, min_transfer_s=60)
    return router.door_to_door(town, timetable, home_nodes, minutes_s, targets=places)


def by_fifth(values):
    """Return the mean over the people of each fifth of income."""
    sums = (homes["people"] * values).groupby(homes["income_fifth"]).sum()
    return sums / homes.groupby("income_fifth")["people"].sum()


homes["base"] = access.cumulative(journeys(departures), counts, 30 * 60).mean(axis=1)
by_fifth(homes["base"]).round(0)

# %% [markdown]
# (Rows are blocks, columns are minutes: `axis=1` goes along a row. `groupby` puts the rows of each fifth together.) The richest fifth
# reaches 1,176 workplaces, the poorest 275: fewer than a quarter.
#
# Add up what each person reaches: that is the whole. The **Lorenz curve** orders people from the lowest access to the highest, and shows which
# share of the whole the lowest 10 %, 20 %, ... have.
# The **Gini coefficient** is twice the area between curve and diagonal: 0 if all have the same, towards 1 if one has all.
# The **Palma ratio** is the share of the top 10 % divided by that of the bottom 40 %: 0.25 if all have the same.
# (Here people are ranked by access. Planners often rank by income and divide averages; then 1 means equal.)
#
# > **Note.** By hand: four people have 0, 0, 0 and 8. The curve stays at 0 up to 75 % of the people, then climbs to 100 %. Below it
# > is a triangle of 0.25 × 1 / 2 = 0.125, below the diagonal 0.5. Between the two: 0.375. Twice that: the Gini is 0.75.

# %%
on_foot_s = router.door_to_door(town, None, home_nodes, 0, targets=places)
homes["on_foot"] = access.cumulative(on_foot_s, counts, 30 * 60).mean(axis=1)
for name in ("on_foot", "base"):
    gini, palma = access.gini(homes[name], homes["people"]), access.palma(homes[name], homes["people"])
    print(f"{name}: Gini {gini:.3f}, Palma {palma:.2f}")

curves = {"on foot": homes["on_foot"], "on foot, bus and tram": homes["base"]}
fig = access_pictures.lorenz_picture(curves, homes["people"], title="Bus and tram bring access closer to equal")
show(fig, alt="Lorenz curves: on foot the lower half of the people has 11 % of the access, with bus and tram 22 %.")

# %% [markdown]
# On foot the lower half of the people has 11 % of the access, with bus and tram 22 %. The Gini falls from 0.674 to 0.349.
# The tenth with the *lowest access* gains least, from 25 to 112 workplaces on average; its share even falls, from 1.6 to 1.5 %. These are not the poorest: most are of the second fifth.
#
# Thirty minutes is a hard border: 31 counts nothing. In **gravity access** a workplace $t$ minutes away counts $e^{-\beta t}$. With $\beta = \ln 2 / 10$ that is half
# at 10 minutes, a quarter at 20: `np.exp(-np.log(2) / 10 * 20)` is 0.25.
# `access.gravity(journeys(departures), counts, decay=np.log(2) / 10)`
# takes the place of `access.cumulative`.
#
# > **Your turn.** Compute the gravity access of each block, in the mean over the minutes, and its Gini coefficient over the people.
# > Put one number into `gravity_gini`.

# %% solution="transport-2-gravity"
### BEGIN SOLUTION
gravity = access.gravity(journeys(departures), counts, decay=np.log(2) / 10).mean(axis=1)
gravity_gini = access.gini(gravity, homes["people"])
### END SOLUTION

# %%
check("transport-2-gravity", gravity_gini)

# %% [markdown]
# ## Change one line
#
# A proposal: bus 21 every 10 minutes instead of 20. We copy its trips, half a headway later.

# %%
def twice_as_often(departures, route_id, later_s):
    extra = departures[departures["route_id"] == route_id].copy()
    if extra.empty:
        raise ValueError(f"no trips of route {route_id!r}; route ids are text, in quotes")
    extra["trip_id"] = extra["trip_id"] + " extra"
    extra[["arrival_s", "departure_s"]] = extra[["arrival_s", "departure_s"]] + later_s
    return pd.concat([departures, extra])


more_21 = twice_as_often(departures, "21", later_s=600)
homes["more_21"] = access.cumulative(journeys(more_21), counts, 30 * 60).mean(axis=1)
fifths = pd.DataFrame({"base": by_fifth(homes["base"]), "more_21": by_fifth(homes["more_21"])})
fifths["gain"] = fifths["more_21"] - fifths["base"]
gini, palma = access.gini(homes["more_21"], homes["people"]), access.palma(homes["more_21"], homes["people"])
print(f"Gini {gini:.3f}, Palma {palma:.2f}")
fifths.round(0)

# %% [markdown]
# The poorest fifth gains 141 workplaces, half as much again; the richest gains 7. The Gini falls to 0.308, the Palma ratio from 1.29 to 0.99.
# At which cost? And who in the poorest fifth gains?

# %%
extra = more_21[more_21["trip_id"].str.endswith("extra")].groupby("trip_id")
hours = (extra["arrival_s"].max() - extra["departure_s"].min()).sum() / 3600
print(f"{len(extra)} more trips, {hours:.0f} more vehicle-hours a day")

poorest = homes[homes["income_fifth"] == 1]
gain = (poorest["more_21"] - poorest["base"]) * poorest["people"]
(gain.groupby(poorest["area"]).sum() / poorest.groupby("area")["people"].sum()).round(0)

# %% [markdown]
# An average again: in the poorest fifth only the Weir Estate (W3) gains, 245 workplaces; those at Quarry Hill (E3)
# and Northern Fields (N7) gain 1 and 4.
#
# > **Your turn.** The rival proposal: bus 22 every 7.5 minutes instead of 15 (450 s later). By how many workplaces does the mean of the
# > *poorest fifth* rise against `base`? Start from `departures`, and end with `[1]`, which takes fifth 1. Put one number into `gain_22`.

# %% solution="transport-2-rival"
### BEGIN SOLUTION
more_22 = twice_as_often(departures, "22", later_s=450)
rival = access.cumulative(journeys(more_22), counts, 30 * 60).mean(axis=1)
gain_22 = (by_fifth(rival) - by_fifth(homes["base"]))[1]
### END SOLUTION

# %%
check("transport-2-rival", gain_22)

# %% [markdown]
# ## Think
#
# > **Think.** Who in the poorest fifth does not gain? Think of night shifts, of a pram on the stairs, of the fare, of somebody who walks
# > at 3 km/h. Should all reach the same, or those reach more who have no car? Who should choose the border of 30 minutes?
#
# ## What to take away
#
# * A journey is walk, wait, ride, walk. It differs from minute to minute, so give median and spread, not one number.
# * Real networks are in pieces, and places snap to nodes: say what is lost, and how far you moved things.
# * An average hides who gains. Compare the fifths; Gini and Palma say in one number how even it is, not whether it is enough.
#
# ## Further reading
#
# * E. W. Dijkstra, "A note on two problems in connexion with graphs", *Numerische Mathematik* 1, 1959.
# * J. Dibbelt, T. Pajor, B. Strasser, D. Wagner, "Connection Scan Algorithm", arXiv:1703.05997, 2017.
# * W. G. Hansen, "How accessibility shapes land use", *Journal of the American Institute of Planners* 25, 1959: the idea of gravity access.
# * A. Cobham, A. Sumner, "Is it all about the tails? The Palma measure of income inequality", Center for Global Development,
#   Working Paper 343, 2013.

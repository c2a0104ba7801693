# %% [markdown]
# # Wrap up: a boat or a bus for Gannet Haven
#
# **Gannet Haven** is a (fictional) harbour town with an island, *Holm*. A boat crosses every 30 minutes; on the other side bus 7 goes from
# the pier through the town to Beacon Hill. Who has a car drives 19 km round the bay. The harbour board has £450,000 a year, and two proposals,
# each of which would take all of it (our assumption):
#
# * **the boat**: a second boat, so that one crosses every 15 minutes;
# * **the bus**: bus 7 every 6 minutes by day instead of 12, and the lights of two junctions retimed.
#
# **The problem.** Which of the two, and for whom? This page gives you data and six questions. The way is yours:
# the ideas stand in lessons 1 to 4; a few commands stand below.
#
# **You need** lessons 1 to 4. **Time** 20 min reading, 120 min doing.
#
# **Data** `ferry_town_synthetic`: timetable of June 2026 and 11 June as it went, walking ways (m), homes, jobs, commuters (min, £, km), traffic
# (vehicles/h): *synthetic*, in the open sea, CC0. `transport_figures`: a car's emissions (g/km, 2025) and the people in it (2023 and 2024), with sources, CC0.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from citylab import check, data, show
from citylab.transport import access, choice, emissions, gtfs, network, practice, router, signals

# %% [markdown]
# ## Tools you may need
#
# Come back to this table when you miss a command. `day` is a table of departures, `table` has the columns `kind`, `people` and `value`;
# `times_s` has travel times, one column per workplace, `jobs` the jobs of each, and `counts` one row per block and one column per minute.
#
# | to do this | write for example |
# |---|---|
# | Take the first moment of each trip. | `day.groupby("trip_id")["departure_s"].first()` |
# | Count the different trips. | `day["trip_id"].nunique()` |
# | Put what is below 0 to 0, and leave the rest. | `np.maximum([-2, 3], 0)` |
# | Take some rows, by a question with yes or no for each. | `table[table["kind"] == "b"]` |
# | Count the jobs within ten minutes. | `access.cumulative(times_s, jobs, limit_s=10 * 60)` |
# | Average each row over its columns. | `counts.mean(axis=1)` |
# | Average with weights. | `np.average(table["value"], weights=table["people"])` |
# | Keep the old table, and change a new one. | `new = table.copy()` |
# | Change one column in some rows; the others stay as they are. | `table.loc[table["kind"] == "a", "value"] = 7.5` |
# | Divide two columns, and keep the result as a third. | `table["ratio"] = table["value"] / table["people"]` |
# | Find the largest of each group. | `table.groupby("kind")["ratio"].max()` |
# | Read one figure with a source. | `emissions.factors()["value"]["car_average"]` |
#
# Lesson 2's function that makes a line run twice as often is needed again. `later_s` is half of the headway:

# %%
def twice_as_often(departures, route_id, later_s):
    extra = departures[departures["route_id"] == route_id].copy()
    if extra.empty:
        raise ValueError(f"no trips of route {route_id!r}; route ids are text, in quotes")
    extra["trip_id"] = extra["trip_id"] + " extra"
    extra[["arrival_s", "departure_s"]] = extra[["arrival_s", "departure_s"]] + later_s
    return pd.concat([departures, extra])


# %% [markdown]
# ## Open the feed
#
# This feed has no `calendar.txt`: `calendar_dates.txt` names every service day. A route type of 4 is a ferry. The route of bus 7 is called `07`,
# with its zero: ids are text.

# %%
planned = gtfs.read(data.path("ferry_town_synthetic", "planned.zip"))
print(planned.routes[["route_id", "agency_id", "route_long_name", "route_type"]])
with pd.option_context("display.max_colwidth", 100):
    display(gtfs.check(planned)[["file", "row", "message"]])

# %% [markdown]
# `problem` holds what is given. Every figure in the text is that of seed 0.
#
# > **Another problem.** When you are done, write another whole number for the seed and run the page again from here: other people and jobs, another
# > stop, other flows. It takes some seconds. The checks judge your answers for the new numbers; the timetables, and so the first question, stay.

# %%
problem = practice.new_problem(seed=0)
problem

# %% [markdown]
# One Sunday trip has a slip of the pen. Tell the operator; our days are others. A **service day** is the day of a timetable, and
# does not end at midnight.
#
# > **Your turn.** How many trips (boats and buses) leave their first stop on *Saturday 13 June 2026 by the clock*, from midnight
# > to midnight? Put one whole number into `saturday_trips`. For a hint, write `check.hint("transport-w-night")` in a new cell.

# %% solution="transport-w-night"
### BEGIN SOLUTION
friday_s = gtfs.departures(planned, "2026-06-12").groupby("trip_id")["departure_s"].first()
saturday_s = gtfs.departures(planned, "2026-06-13").groupby("trip_id")["departure_s"].first()
saturday_trips = (friday_s >= 24 * 3600).sum() + (saturday_s < 24 * 3600).sum()
### END SOLUTION

# %%
check("transport-w-night", saturday_trips, problem)

# %% [markdown]
# ## Wait at the Custom House
#
# On the working day of Thursday 11 June bus 7 was planned every 12 minutes until eight in the evening. The second feed says when it came. Take the Custom House
# (`M3`), direction 0 (to Beacon Hill), departures from 7 to 19 o'clock (`problem.stop_id` and `problem.bus_7` hold this), and passengers who come at random between the first of them and the last.

# %%
actual = gtfs.read(data.path("ferry_town_synthetic", "actual.zip"))
day, real_day = gtfs.departures(planned, "2026-06-11"), gtfs.departures(actual, "2026-06-11")
bus_7 = problem.bus_7
for name, table in {"planned": day, "real": real_day}.items():
    print(f"{name}: wait {gtfs.headways(table, problem.stop_id, **bus_7).wait_min:.1f} min")

# %% [markdown]
# As planned, nobody would wait longer than 12 minutes. Whoever comes in a gap of $h$ minutes waits longer than that if they come in its
# first $h - 12$ minutes.
#
# > **Your turn.** What share of the passengers waited longer than 12 minutes on that day? Put one number between 0 and 1 into `long_share`.
# > A sum will do, or asking 100,000 passengers as in lesson 1.

# %% solution="transport-w-long"
### BEGIN SOLUTION
gaps_min = gtfs.headways(real_day, problem.stop_id, **bus_7).gaps_min
long_share = np.maximum(gaps_min - 12, 0).sum() / gaps_min.sum()
### END SOLUTION

# %%
check("transport-w-long", long_share, problem)

# %% [markdown]
# ## Cross the water
#
# In lesson 2 we kept the largest piece of the walking network. Look before you do so here.

# %%
places = problem.places
homes, work = places["homes"], places["workplaces"]
town = network.WalkingNetwork(places["nodes"], places["edges"])
print(town.pieces().sizes.to_dict(), "nodes;", homes.groupby("area")["people"].sum().to_dict(), "people")
spots = town.nodes.assign(piece=town.pieces().label)
fig, ax = plt.subplots(figsize=(8, 2.6))
for piece, (name, mark) in enumerate([("town", "."), ("Holm", "x")]):
    rows = spots[spots["piece"] == piece]
    ax.scatter(rows["lon_deg"], rows["lat_deg"], s=6, marker=mark, color=["#0072b2", "#d55e00"][piece], label=name)
ax.plot(planned.stops["stop_lon"], planned.stops["stop_lat"], "k-s", markersize=4, linewidth=1, label="boat and bus")
ax.set(title="Two pieces, and the boat alone joins them", xlabel="Longitude [°]", ylabel="Latitude [°]")
ax.ticklabel_format(useOffset=False)
ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
show(fig, alt="Two grids of street corners: Holm in the west, the town in the east; a line of eight stops crosses the water between.")

# %% [markdown]
# The second piece is no forgotten yard: 3,224 people live there. Both pieces stay, and the router does the rest.
# Let people leave home in each minute from 7:00 to 7:59, walk at 4.8 km/h, and change in a minute at least. Each workplace counts with its `jobs`.

# %%
minutes_s = np.arange(7 * 3600, 8 * 3600, 60)
home_nodes, work_nodes = town.positions(homes["node"]), town.positions(work["node"])
timetable = router.Timetable(day, stops=planned.stops, min_transfer_s=60)
times_s = router.door_to_door(town, timetable, home_nodes, minutes_s, targets=work_nodes)
times_s.shape

# %% [markdown]
# Blocks, minutes, workplaces.
#
# > **Your turn.** How many jobs can the average *person* of the area Holm reach within 40 minutes, in the mean over the 60 minutes? Put one number into `holm_jobs`.
# > Do not overwrite `homes`: it is needed again. If you pick rows of it, give them a new name.

# %% solution="transport-w-holm"
# holm: the rows of homes on Holm
### BEGIN SOLUTION
homes["base"] = access.cumulative(times_s, work["jobs"], limit_s=40 * 60).mean(axis=1)
holm = homes[homes["area"] == "Holm"]
holm_jobs = np.average(holm["base"], weights=holm["people"])
### END SOLUTION

# %%
check("transport-w-holm", holm_jobs, problem)

# %% [markdown]
# ## Compare the proposals
#
# The boat starts again 15 minutes later (900 s), the bus 6 minutes later (360 s); all else stays. We let
# either run twice as often all day, in the evening, too. Give the new departures new names; `day` is needed again. Income is known by fifths: 1 is the poorest.
#
# > **Your turn.** How many jobs more does the average person of the *poorest fifth* reach within 40 minutes with the boat than
# > with the bus? Below 0 if it is less. Put one number into `boat_minus_bus`.

# %% solution="transport-w-boat"
### BEGIN SOLUTION
poor = homes["income_fifth"] == 1


def poorest_jobs(departures, limit_min):
    timetable = router.Timetable(departures, stops=planned.stops, min_transfer_s=60)
    times_s = router.door_to_door(town, timetable, home_nodes[poor], minutes_s, targets=work_nodes)
    jobs = access.cumulative(times_s, work["jobs"], limit_s=limit_min * 60).mean(axis=1)
    return np.average(jobs, weights=homes.loc[poor, "people"])


with_boat, with_bus = twice_as_often(day, "F", 900), twice_as_often(day, "07", 360)
boat_minus_bus = poorest_jobs(with_boat, 40) - poorest_jobs(with_bus, 40)
### END SOLUTION

# %%
check("transport-w-boat", boat_minus_bus, problem)

# %% [markdown]
# Before you go on, do it once more with 30 minutes. The sign changes! Three in five of the poorest fifth live on Holm, the others on Beacon Hill:
# which limit is whose?
#
# ## Count the carbon of the boat
#
# `commuters` has a row for each mode that is open to somebody of Holm who works on the other side. `weights` is a logit that was estimated elsewhere; the car's constant
# is 0. `choice.probabilities(weights, commuters)` takes it as it is, and gives one number per row of the table, in the same order;
# lesson 3's `choice.mode_km(weights, commuters, "car")` gives one number in all.

# %%
commuters, weights = places["commuters"].copy(), places["preferences"]["value"]
print(weights.to_dict(), choice.shares(weights, commuters).round(3).to_dict())
commuters.head(3)

# %% [markdown]
# With the second boat `wait_min` falls from 15 to 7.5. Change a copy of `commuters`: the old table is needed beside it. Count as lesson 3 did: two journeys on 220 days; a car emits `car_average` per km, with `car_occupancy_work` people in it.
# On the other side of the account stand as many more crossings a day as boats cross on 11 June by plan, on 250 days, each with 25 kWh from the grid
# (`problem.crossing_kwh`), at an average of 150 g/kWh (`problem.grid_gkwh`; both our assumption).
#
# > **Your turn.** How much CO₂e does the second boat save in a year? Below 0 if it adds some. Put one number, in tonnes, into `saved_t`.

# %% solution="transport-w-carbon"
### BEGIN SOLUTION
plan = commuters.copy()
plan.loc[plan["mode"] == "boat", "wait_min"] = 7.5
car = commuters["mode"] == "car"
fewer = choice.probabilities(weights, commuters) - choice.probabilities(weights, plan)
car_km = (fewer * commuters["distance_km"])[car].sum() * 2 * 220
figures = emissions.factors()["value"]
car_t = car_km * emissions.grams_per_passenger_km(figures["car_average"], figures["car_occupancy_work"]) / 1e6
crossings = day[day["route_id"] == "F"]["trip_id"].nunique() * 250
saved_t = car_t - crossings * problem.crossing_kwh * problem.grid_gkwh / 1e6
### END SOLUTION

# %%
check("transport-w-carbon", saved_t, problem)

# %% [markdown]
# ## Time two junctions
#
# Bus 7 passes two junctions. So that it can meet green at both, they must have the *same* cycle: the longer one of the two that Webster's formula gives.
# An **approach** is one arm of a junction that cars come from. Approaches of one stage have green together, and the busiest of a stage counts. A lane lets 1,800 vehicles an hour go; each cycle loses 10 s.

# %%
junctions = places["junctions"]
junctions

# %% [markdown]
# > **Your turn.** How long is the common cycle? Put one number, in seconds, into `cycle_s`. `signals.webster_cycle_s` is there.
# > Should it complain that the flow ratios add up to 1 or more: do you count more than the busiest approach of each stage, or forget the lanes?

# %% solution="transport-w-cycle"
### BEGIN SOLUTION
junctions["ratio"] = junctions["flow_vehh"] / (1800 * junctions["lanes"])
ratios = junctions.groupby(["junction", "stage"])["ratio"].max()
cycle_s = max(signals.webster_cycle_s(10, ratios["Custom House"]), signals.webster_cycle_s(10, ratios["Station"]))
### END SOLUTION

# %%
check("transport-w-cycle", cycle_s, problem)

# %% [markdown]
# ## Decide
#
# Write four or five sentences to the harbour board, in a new cell: the boat or the bus, and on what terms? Then compare with this list.
#
# * You name one proposal, and say what the average person of the poorest fifth gains from each: in 40 minutes *and* in 30.
# * You say who in the poorest fifth gains nothing from your choice, and where they live.
# * You give the carbon of the boat, and a figure that turns its sign. What if the extra electricity comes from gas, as in lesson 3?
# * You say what more buses help if they come in pairs. What would it take to keep them apart first?
# * You doubt one of your numbers. Half of the headway as the wait for a boat every 30 minutes: who comes at random to a pier? And the weights come from elsewhere.
# * You say what the junctions gain, and who waits longer for it. (A pedestrian, for one.)
#
# > **Think.** Whoever lives on Holm pays for the boat as well, and no fare is in the 40 minutes. What would the board decide if it counted money instead of minutes, and
# > who was not asked because they gave up a job on the other side?

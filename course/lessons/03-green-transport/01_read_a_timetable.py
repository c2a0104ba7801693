# %% [markdown]
# # Read a timetable
#
# "The bus is never there." People along North Road say so, and the *transport authority of Ancoats Quay* answers: "There is one every 15 minutes."
# Both are right. Cities all over the world publish their timetables as files of the same form; in this lesson you open one, and hold it
# against a day as it went.
#
# **You will be able to**
#
# * open any timetable feed and list what is wrong in it;
# * say which trips run on a date, also after midnight;
# * compute the mean headway at a stop, and what a passenger waits;
# * count vehicle-hours, kilometres and speed by line and hour.
#
# **You need** lists, functions and tables, as in modules 01 and 02. **Time** 50 min reading, 60 min doing.
#
# **Data** `corridor_timetable_synthetic`: two feeds, a tram and two bus lines in May 2026 as planned, and 12 May as it went (times in seconds,
# places in degrees). The town, its timetable and that day are made up: *synthetic*. Its centre stands on the streets of central Helsinki,
# © OpenStreetMap contributors, ODbL.
#
# **Table moves used here**, each explained where first used:
#
# | to | write |
# |---|---|
# | keep some rows | `table[table["stop_id"] == "N4"]` |
# | take one value by name | `table.set_index("stop_id")["arrival_s"]["N4"]` |
# | count where something holds | `(table["arrival_s"] > 600).sum()` |
# | one value per group | `table.groupby("trip_id")["arrival_s"].first()` |
# | one column per line; one value of it | `table.pivot(index="hour", columns="route_id", values="speed_kmh").loc[7, "22"]` |

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from ipywidgets import IntSlider, interact

from citylab import check, data, show
from citylab.transport import gtfs, timetable_pictures

# %% [markdown]
# ## Open the feed
#
# In module 02 we planned cables. Now we plan what runs on the street. Timetables come in the **General Transit Feed Specification** (GTFS):
# a zip file with one table per file. Such a file is called a **feed**.

# %%
planned = gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))
print(planned)
planned.routes[["route_id", "agency_id", "route_long_name", "route_type"]]

# %% [markdown]
# A **route** is a line: here a tram (type 0) and two buses (type 3), run by two agencies. A **trip** is one drive of one vehicle. Each trip
# names its route in `trips.txt`; each of its stops is a row of `stop_times.txt`. The tables hang together by such ids. We follow the bus 22 that leaves the town at 8:00
# (`we`: weekdays, `0`: direction 0, out of town).

# %%
bus_0800 = planned.stop_times[planned.stop_times["trip_id"] == "22-we-0-0800"]
bus_0800[["stop_id", "stop_sequence", "arrival_time", "arrival_s"]]

# %% [markdown]
# Nine stops in 23 and a half minutes. `arrival_s` is the time in seconds of the day: easier to subtract. At four stops no time is given
# (`NaN`): a feed may leave them to us, though it should not.
# To take one value out, name the rows by their stop, and ask for the name:

# %%
bus_s = bus_0800.set_index("stop_id")["arrival_s"]
print(bus_s["N4"], "-", bus_s["C2"], "=", bus_s["N4"] - bus_s["C2"], "s")

# %% [markdown]
# 17 minutes from the Exchange to the hospital.
#
# > **Watch out.** pandas subtracts rows *with the same label*. Columns filtered to different stops share none, so their difference is `NaN`.
# > Take single values first, as above; `.iloc[0]` takes the first of a column.
#
# The numbers on the left above are the rows of the file. We make an error in row 7544: the bus reaches the hospital (`N4`)
# before it left the stop before.

# %%
wrong = planned.stop_times.copy()  # the feed itself stays as it is
wrong.loc[7544, ["arrival_time", "departure_time"]] = "08:07:00"
pd.set_option("display.max_colwidth", 100)  # show long texts in full
gtfs.check(planned.with_tables(stop_times=wrong))

# %% [markdown]
# `gtfs.check` (not the `check` of your answers) names file, row and column. On our two feeds it finds nothing. On real ones it often does:
# a stop in the ocean, a trip that no calendar knows. Check before you count.
#
# > **Your turn.** How long does the tram trip `T1-we-0-0800` take from Central Station (`C3`) to the hospital (`N4`)?
# > Put one number, in minutes, into `ride_min`. For a hint, write `check.hint("transport-1-ride")` in a new cell.
# > An error message below your cell? Then `check` still sees your last answer.

# %% solution="transport-1-ride"
### BEGIN SOLUTION
tram = planned.stop_times[planned.stop_times["trip_id"] == "T1-we-0-0800"].set_index("stop_id")
ride_min = (tram.loc["N4", "arrival_s"] - tram.loc["C3", "arrival_s"]) / 60
### END SOLUTION

# %%
check("transport-1-ride", ride_min)

# %% [markdown]
# ## Ask what runs on a date
#
# A trip has no date. It has a **service**, and the calendar says on which days a service runs: by day of the week, with exceptions. Exception 1 adds a service on a date, 2 removes it.
# (The files write 20260512; we ask for "2026-05-12".)

# %%
print(planned.calendar_dates.head(4))
for date in ["2026-05-12", "2026-05-14", "2026-05-15"]:
    print(date, sorted(gtfs.services_on(planned, date)), len(gtfs.trips_on(planned, date)), "trips")

# %% [markdown]
# Tuesday 12 May has 450 trips. Thursday 14 May is Ascension Day, so the Sunday timetable runs, with about half as many. On Friday the service `night` is added: 452.
# Only two trips more? `frequencies.txt` lists a trip once and says how often it leaves:

# %%
planned.frequencies[["trip_id", "start_time", "end_time", "headway_secs"]]

# %% [markdown]
# Every 1,800 s from 24:00 to 28:00 (the moments are nominal). A **service day** does not end at midnight: a tram at 25:10 on Friday leaves at 1:10 on Saturday, but belongs to Friday. So hours pass 24.
#
# > **Note.** GTFS counts from twelve hours before noon. On most days this is midnight. On the two days a year when the clocks change it is not, and "seconds after midnight" would be an hour wrong.
#
# `gtfs.departures` puts all of this together for one date. It repeats the night bus, each run with a number (`N22-0#3`), and fills in blank times.

# %%
friday = gtfs.departures(planned, "2026-05-15")
friday[friday["trip_id"] == "N22-0#3"].head(4).round(1)

# %% [markdown]
# To see one number per trip we use `groupby`: it sorts the rows into heaps, here one per trip, and takes one value of each heap:
# with `.first()`, the moment in which the trip leaves its first stop. To count, compare: that gives `True` or `False` for each row, and `.sum()` counts the `True`.

# %%
first_s = friday.groupby("trip_id")["departure_s"].first()
print(first_s.head(3))
print((first_s < 6 * 3600).sum(), "trips leave before 6 o'clock")

# %% [markdown]
# > **Your turn.** How many trips *leave their first stop* at 24:00 or later on the service day of Friday 15 May? Each run of the night bus counts.
# > Put one whole number into `night_trips`.

# %% solution="transport-1-night"
### BEGIN SOLUTION
night_trips = (first_s >= 24 * 3600).sum()
### END SOLUTION

# %%
check("transport-1-night", night_trips)

# %% [markdown]
# ## Hold the headway against the wait
#
# The **headway** is the time from one departure to the next at one stop. The second feed says when each vehicle really came on 12 May;
# such a feed is called *retrospective*. We stand at Opera Gate (`C5`) and wait for bus 22 towards the Exchange (direction 1), between 7 and 19 o'clock.

# %%
real = gtfs.read(data.path("corridor_timetable_synthetic", "actual.zip"))
plan_day = gtfs.departures(planned, "2026-05-12")
real_day = gtfs.departures(real, "2026-05-12")
gaps = gtfs.headways(plan_day, "C5", route_id="22", direction_id=1, from_s=7 * 3600, to_s=19 * 3600)
print(f"planned headway {gaps.mean_min:.2f} min")

# %% [markdown]
# Now both days. We put the four arguments into a dictionary (names with values); `**bus_22` hands them over, as if typed again.

# %%
bus_22 = {"route_id": "22", "direction_id": 1, "from_s": 7 * 3600, "to_s": 19 * 3600}
for name, day in {"plan": plan_day, "real": real_day}.items():
    gaps = gtfs.headways(day, "C5", **bus_22)
    print(f"{name}: headway {gaps.mean_min:.2f} min, wait {gaps.wait_min:.2f} min,", end=" ")
    print(f"longest gap {gaps.gaps_min.max():.1f} min")

# %% [markdown]
# The authority is right: 15.35 minutes instead of 14.97, hardly a difference. The passengers are right, too: they wait 9.89 minutes instead of 7.49, a third more.
# How can that be? Look at the morning. Each line is a bus: time runs to the right, the way to town goes up.
#
# > **Note.** You need not read the cells that draw; the text says what matters.

# %%
fig = timetable_pictures.trip_diagram(
    planned, plan_day, real_day, route_id="22", direction_id=1, from_s=7 * 3600, to_s=10 * 3600,
    title="A late bus collects the passengers of the next one, which catches up",
)
alt = "Bus 22 towards town, 7 to 10 o'clock: evenly spaced when planned; on the day several run in pairs, with long gaps."
show(fig, alt=alt)

# %% [markdown]
# A bus that is late finds more people at each stop, and gets later. The one behind finds fewer, and catches up: buses **bunch**.
# Whoever comes at a random moment is likely to meet a *long* gap, because it lasts longer.
#
# Take two gaps, of 5 and 25 minutes; the mean is 15. One passenger comes in each of the 30 minutes: 5 meet the short gap and wait 2.5 minutes on average,
# 25 meet the long one and wait 12.5. Together: (5 × 2.5 + 25 × 12.5) / 30 = 10.8 minutes, not 7.5.
#
# In general a gap of $h$ minutes catches $h$ passengers, who wait $h/2$. The mean wait of all is
#
# $$W = \frac{\sum h^2}{2 \sum h}$$
#
# Statisticians call this the **inspection paradox**. We let 100,000 passengers come at random moments and ask them.

# %%
# Departures: 0, then one gap after the other added up.
leaves_min = np.cumsum(np.append(0, gaps.gaps_min))
# Random moments between the first and the last; the 3 gives the same people on each run.
comes_min = np.random.default_rng(3).uniform(0, leaves_min[-1], size=100_000)
# searchsorted finds, for each passenger, the place of the next departure in the list.
waits_min = leaves_min[np.searchsorted(leaves_min, comes_min)] - comes_min
print(f"asked {waits_min.mean():.2f} min, formula {gtfs.mean_wait(gaps.gaps_min):.2f} min")
print(f"waited more than 15 min: {(waits_min > 15).mean():.1%}")

# %% [markdown]
# People and formula agree. Nearly one passenger in four waits longer than the 15 minutes between two planned buses. Move the slider: every second bus is late, the number of buses stays the same.

# %%
def draw_pairs(late_min):
    gaps_min = [15 + late_min, 15 - late_min] * 4  # the pair, four times
    wait_min = gtfs.mean_wait(gaps_min)
    fig, ax = plt.subplots(figsize=(8, 1.6))
    ax.vlines(np.cumsum([0, *gaps_min]), 0, 1, color="#0072b2", linewidth=3)
    title = f"Every second bus {late_min} min late: mean headway 15 min, mean wait {wait_min:.1f} min"
    ax.set(title=title, xlabel="Time [min]", yticks=[], xlim=(-2, 122))
    show(fig, alt=f"Nine departures in two hours as vertical lines. {title}.")


interact(draw_pairs, late_min=IntSlider(value=5, min=0, max=15, description="late [min]"));

# %% [markdown]
# Nothing late: 7.5 minutes. Five minutes: 8.3. Fifteen: two buses come as one, and the wait doubles. Regular buses can save waiting without one more vehicle,
# though those held back lose time.
#
# > **Watch out.** The formula holds for people who come without looking at the timetable and find room on the first bus. The rarer the bus, the more people look, and the less it describes them.
#
# > **Your turn.** Bus 21 towards Central Station (direction 1) at Bridge End (`N1`), also from 7 to 19 o'clock: by how much is the mean wait
# > longer on the day than planned? Put one number, in minutes, into `extra_min`.

# %% solution="transport-1-extra"
### BEGIN SOLUTION
bus_21 = {"route_id": "21", "direction_id": 1, "from_s": 7 * 3600, "to_s": 19 * 3600}
extra_min = gtfs.headways(real_day, "N1", **bus_21).wait_min - gtfs.headways(plan_day, "N1", **bus_21).wait_min
### END SOLUTION

# %%
check("transport-1-extra", extra_min)

# %% [markdown]
# ## Count hours, kilometres and speed
#
# Passengers feel the wait; the authority pays for vehicles and drivers. One vehicle for one hour is a **vehicle-hour**. `gtfs.service` counts them,
# measuring each trip along its **shape**, the line it drives on the map.

# %%
by_line = pd.concat({"plan": gtfs.service(planned, "2026-05-12", by=["route_id"]),
                     "real": gtfs.service(real, "2026-05-12", by=["route_id"])})
by_line[["route_id", "trips", "vehicle_hours", "vehicle_km", "speed_kmh"]].round(1)

# %% [markdown]
# Bus 22 should need 49.6 vehicle-hours, 48.6 without the three trips that were cancelled. It took 54.8: traffic and boarding cost 6.2 hours of drivers' time
# (breaks at the ends not counted). Where is the service? The map counts vehicles in both directions from 7 to 9; point at a line to read its number.

# %%
alt = "Map: 16 or more vehicles an hour from the Exchange to Millfield South, 12 to Northern Fields, 8 to Quarry Hill, 6 to Weir Estate."
timetable_pictures.service_map(planned, "2026-05-12", from_hour=7, to_hour=9, alt=alt, streets=True)

# %% [markdown]
# The stem is dense, the branches are thin: 6 an hour at Weir Estate, in both directions together. And when is a line slow? `pivot` makes one column per line.

# %%
by_hour = gtfs.service(planned, "2026-05-12", by=["route_id", "hour"])
speeds_kmh = by_hour.pivot(index="hour", columns="route_id", values="speed_kmh")
fig, ax = plt.subplots(figsize=(8, 3))
for line, style in {"T1": "-", "22": "--", "21": ":"}.items():
    ax.plot(speeds_kmh.index, speeds_kmh[line], style, label=line)
ax.set(title="In both peaks the buses lose nearly a quarter of their best speed, the tram 7 %")
ax.set(xlabel="Hour in which the trip starts", ylabel="Planned speed [km/h]", ylim=(0, 20), xticks=range(5, 26, 2))
ax.legend(title="Line")
alt = "Planned speed by hour: in the peaks bus 22 falls from 17.3 to 13.3 km/h, bus 21 from 15.8 to 12.2, the tram from 17.4 to 16.1."
show(fig, alt=alt)

# %% [markdown]
# In the peak, when most people ride, bus 22 is planned with 13.3 km/h instead of 17.3, or 15.2 at midday (early buses also board fewer people);
# the tram has a track of its own and keeps 16.1.
# `.loc[7, "22"]` takes one value out: row 7, column 22. What stands behind it:

# %%
print(speeds_kmh.loc[7, "22"], "km/h in hour 7")
line_22 = by_hour[by_hour["route_id"] == "22"]
line_22[["hour", "trips", "vehicle_hours", "vehicle_km", "speed_kmh"]].head(3)

# %% [markdown]
# In hour 7, 41.6 km at 13.28 km/h take 41.6 / 13.28 = 3.13 vehicle-hours: hours are kilometres divided by speed.
#
# > **Your turn.** Suppose a bus lane let every trip of bus 22 run as fast as the planned trips that start in hour 5, the early morning. How many vehicle-hours would the
# > plan of 12 May need less, over the whole day? Add up the hours of `line_22` by `.sum()`; divide all its kilometres by the speed of hour 5; subtract.
# > Take figures from the tables, not from the print. Put one number, in hours, into `saved_h`.

# %% solution="transport-1-saved"
### BEGIN SOLUTION
free_kmh = speeds_kmh.loc[5, "22"]
saved_h = line_22["vehicle_hours"].sum() - line_22["vehicle_km"].sum() / free_kmh
### END SOLUTION

# %%
check("transport-1-saved", saved_h)

# %% [markdown]
# ## Think
#
# > **Think.** The authority could report that 98.7 % of its trips ran, or that passengers of bus 22 waited a third longer. Which figure would you print, and who gains from the other one?
# > The night bus runs on Fridays and Saturdays: who has to get to work on a Sunday at five? Who does not show in a count of vehicles at all?
#
# ## What to take away
#
# * A feed is a set of tables joined by ids; the service day decides what runs, and its hours pass 24.
# * Passengers meet long gaps more often: the mean wait is $\sum h^2 / (2\sum h)$, half the headway only if buses come evenly.
# * Vehicle-hours, kilometres and the vehicles of the peak make the cost of a line; slow traffic makes hours and vehicles grow.
#
# ## Further reading
#
# * *GTFS Schedule Reference*, gtfs.org: the standard; MobilityData, *Canonical GTFS Schedule Validator*: its rules as a program.
# * N. Wessel, J. Allen, S. Farber, "Constructing a routable retrospective transit timetable from a real-time vehicle location feed and GTFS",
#   *Journal of Transport Geography* 62, 2017: how a feed of the real day is made.
# * G. F. Newell, R. B. Potts, "Maintaining a bus schedule", *Proceedings of the 2nd Australian Road Research Board Conference*, 1964: why buses bunch.
# * E. E. Osuna, G. F. Newell, "Control strategies for an idealized public transportation system", *Transportation Science* 6 (1), 1972: waits, and when to hold a vehicle back.

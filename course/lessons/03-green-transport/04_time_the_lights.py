# %% [markdown]
# # Time the lights
#
# In lesson 3 people chose between car and bus by time and price. Some of that time is spent at red lights.
# The authority asks: "Can we time them so that the bus comes through? And who pays with a longer wait?"
#
# **You will be able to**
#
# * compute cycle and greens of a junction by Webster's method;
# * compare signal plans by simulation, with intervals over mornings;
# * count the delay of people instead of cars;
# * say what a low-emission zone changes, and for whom.
#
# **You need** lesson 3. **Time** 55 min reading, 60 min doing.
#
# **Data** `transport_figures`: people in a car and emissions per km, published. Junctions, traffic (vehicles/h), today's lights,
# times at stops and people in a bus are *our assumptions*; pieces of street (m) are straight lines between the stops of our *synthetic* timetable.

# %%
import matplotlib.pyplot as plt
import pandas as pd
from ipywidgets import IntSlider, interact

from citylab import check, data, show
from citylab.transport import signals, simulation, traffic_pictures

# %% [markdown]
# ## Time one junction by hand
#
# From N3 in the north to C4 in the south, five streets cross North Road. What passes each in the morning peak, in vehicles per hour?
# (`cross` counts on each side of the cross street; `.T` turns the table on its side.)

# %%
road = simulation.north_road()
pd.DataFrame({name: road.flows_vehh(name) for name in road.junctions}).T.round()

# %% [markdown]
# When a queue leaves at green, a car follows every 2 s: 1,800 an hour in a lane, the **saturation flow**.
# The **flow ratio**, flow over saturation flow, is the share of time that a street needs green. North Road has two lanes each way,
# a cross street one. Each of the two changes in a cycle loses 5 s (assumed).
# In 1958 Webster found the cycle near which all vehicles together wait least:
#
# $$C_0 = \frac{1.5 L + 5}{1 - Y}$$
#
# $L$ is the lost time in a cycle. A **stage** is who has green together (the road, then the cross street), an **approach** one side arriving.
# $Y$ is the sum of the flow ratios, each of the busiest approach of its stage; it must stay well below 1.

# %%
ratios = road.flow_ratios("N1")
cycle_s = signals.webster_cycle_s(10, ratios)
greens_s = signals.green_splits_s(cycle_s, 10, ratios)
print(f"flow ratios {ratios[0]:.3f} and {ratios[1]:.3f}; cycle {cycle_s:.1f} s; greens {greens_s.round(1)} s")

# %% [markdown]
# By hand: 980 / 3,600 = 0.272 and 460 / 1,800 = 0.256; (1.5 · 10 + 5) / (1 − 0.272 − 0.256) = 42.4 s. Of these, 42.4 − 10 = 32.4 s are shared
# as 0.272 : 0.256. Webster also gave the mean **delay** of a vehicle: the wait if cars came evenly, plus one for random arrivals, minus a correction.

# %%
terms = signals.webster_delay_parts_s(cycle_s, greens_s[1], flow_vehh=460)
print(f"cross street: {terms[0]:.2f} + {terms[1]:.2f} - {-terms[2]:.2f} = {sum(terms):.2f} s")

# %% [markdown]
# > **Your turn.** A bus lane would leave one lane each way for cars. Which cycle does Webster give N1 then? The cross street stays as it is.
# > Put one number, in seconds, into `lane_cycle_s`.

# %% solution="transport-4-cycle"
### BEGIN SOLUTION
lane_cycle_s = signals.webster_cycle_s(10, [2 * ratios[0], ratios[1]])
### END SOLUTION

# %%
check("transport-4-cycle", lane_cycle_s)

# %% [markdown]
# ## Ask the simulation
#
# A formula knows one junction. A **simulation** lets each car drive. In ours, UXsim, a car follows the one ahead, stops at red and
# leaves in turn. Left out are acceleration, overtaking, gaps for turning, people on foot, bicycles, tracks of the tram's own, and
# changes of mode or route. We take N1 alone. The **seed** fixes the random arrivals: same seed, same morning.

# %%
flows = road.flows_vehh("N1")
alone = simulation.junction(
    southbound_vehh=flows["southbound"], northbound_vehh=flows["northbound"], cross_vehh=flows["cross"], lanes=2
)
morning = simulation.run(alone, simulation.fixed(60), seed=1)
print(morning.delays_s()[["road", "cross", "car"]].round(1).to_dict())
morning.counts

# %% [markdown]
# Nothing is lost: 1,967 vehicles departed, 1,925 arrived, 42 still drive.
# Now cycles from 25 to 120 s, each on four mornings.

# %%
ratios = road.flow_ratios("N1")  # as above, in case you changed them
cycle_s = signals.webster_cycle_s(10, ratios)


def webster_s(cycle_s):
    """Return Webster's delay at N1, mean of all cars."""
    road_s, cross_s = signals.green_splits_s(cycle_s, 10, ratios)
    south = signals.webster_delay_s(cycle_s, road_s, flow_vehh=flows["southbound"], saturation_vehh=3600)
    north = signals.webster_delay_s(cycle_s, road_s, flow_vehh=flows["northbound"], saturation_vehh=3600)
    cross = signals.webster_delay_s(cycle_s, cross_s, flow_vehh=flows["cross"], saturation_vehh=1800)
    waits = flows["southbound"] * south + flows["northbound"] * north + 2 * flows["cross"] * cross
    return waits / (sum(flows.values()) + flows["cross"])  # the cross street has two sides


cycles = [25, 30, 35, 40, 50, 60, 75, 90, 120]
by_cycle = {cycle: simulation.fixed(cycle) for cycle in cycles}
sweep = simulation.compare(alone, by_cycle, seeds=range(4))["car_s"].unstack("plan")  # one row per seed, one column per cycle
sweep.mean().round(1)

# %%
fig, ax = plt.subplots(figsize=(8, 3))
ax.plot(cycles, [webster_s(cycle) for cycle in cycles], "k--", label="Webster's formula")
ax.plot(cycles, sweep.T, "o", color="#0072B2", alpha=0.5)
ax.plot(cycles, sweep.mean()[cycles], color="#0072B2", label="simulation (dots: mornings)")
ax.axvline(cycle_s, color="#D55E00", linewidth=1, label="Webster's cycle")
ax.set(title="By the formula, too short a cycle is worse than one a little too long", xlabel="Cycle [s]", ylabel="Mean delay of a car [s]", ylim=(8, 30))
ax.legend()
show(fig, alt="Mean delay over the cycle: high at 25 s, least at 35 to 40 s, then rising to 24 s at 120 s; formula and simulation agree from 35 s on.")

# %% [markdown]
# From 35 s on, formula and simulation agree within a second. Least delay lies at 35 to 40 s. Below, trust the
# formula: there the steps of the simulation, 1.5 s, distort.
#
# People cross North Road while its cars have red, that is, during the cross street's green. They may begin for, say, $w = 12$ s of each
# cycle. Who comes at any time waits on average
#
# $$\frac{(C - w)^2}{2C}$$
#
# In Python `(C - w)**2 / (2*C)`, or `signals.pedestrian_wait_s(cycle, walk)`. The last one needs 11 s more for four lanes of 3.3 m at 1.2 m/s
# (our assumptions). Together 23 s, but the cross street's green lasts 15.7 s: without an island, Webster's cycle cannot be built.
#
# > **Your turn.** How much longer do they wait with the cycle of 90 s that the town runs today, than with 45 s?
# > Put one number, in seconds, into `extra_wait_s`.

# %% solution="transport-4-walk"
### BEGIN SOLUTION
extra_wait_s = signals.pedestrian_wait_s(90, 12) - signals.pedestrian_wait_s(45, 12)
### END SOLUTION

# %%
check("transport-4-walk", extra_wait_s)

# %% [markdown]
# ## Compare plans on the same mornings
#
# Back to the whole road, with tram and buses. *Today*, we assume, all junctions turn green together, every 90 s. In a **green wave** each begins
# when a car at 50 km/h arrives from the north. One thing at a time: first when greens begin, at the same cycle.

# %%
# fixed(cycle): a wave at 50 km/h unless wave_kmh=None; paths=True keeps each path
today, long_wave, wave = simulation.fixed(90, wave_kmh=None), simulation.fixed(90), simulation.fixed(70)
kept = {"today, 90 s": today, "wave, 90 s": long_wave, "wave, 70 s": wave}
results = {name: simulation.run(road, plan, seed=3, measured_s=400, after_s=0, paths=True) for name, plan in kept.items()}
south = {name: results[name] for name in ("today, 90 s", "wave, 90 s")}
fig = traffic_pictures.time_space(south, from_s=300, to_s=700, title="To the south, the wave carries cars through")
show(fig, alt="Two panels of paths to the south over time: today cars stop at red bars; on the wave they slide between them, and buses stand at stops.")

# %% [markdown]
# Each line is a vehicle, blue if a bus or tram; where it runs flat, it stands. Orange bars are red lights. A bus also stands at its stop, in a bay
# 60 m behind the junction, for 20 s on average (our assumption; Levinson 1983: 5 s, and 2.75 s per passenger). Then its green may be gone.

# %%
north = {name: results[name] for name in ("wave, 90 s", "wave, 70 s")}
fig = traffic_pictures.time_space(north, from_s=300, to_s=700, headed="north", title="To the north, the wave needs the cycle of 70 s")
show(fig, alt="Two panels of paths to the north: with a cycle of 90 s queues form at red bars, with 70 s hardly any do.")

# %% [markdown]
# On a two-way road the wave serves both directions only if the cycle is about twice the driving time between junctions. Here about 514 m
# at 50 km/h (13.9 m/s) take 37 s; 70 s is near 74. More plans; "wave" is the one of 70 s:
#
# * **Adaptive** lights go to the side where more vehicles wait, after 12 s of green at least, each junction for itself; real systems do more.
# * **Priority**: a bus on North Road, within 150 m, holds the green up to 10 s longer, or calls it up to 10 s early (adaptive: after 12 s).
# * **Bus lane**: one lane of North Road for buses and trams, at 70 s.
#
# Delays are means in seconds, without time at stops; `idle_co2_kg` is CO₂ of standing engines, in kg in half an hour.

# %%
plans = {
    "today": today,
    "today + priority": simulation.fixed(90, wave_kmh=None, bus_priority=True),
    "wave, 90 s": long_wave,
    "wave": wave,
    "wave + priority": simulation.fixed(70, bus_priority=True),
    "bus lane": simulation.fixed(70, bus_lane=True),
    "adaptive": simulation.adaptive(),
    "adaptive + priority": simulation.adaptive(bus_priority=True),
}
per_car = data.load("transport_figures").loc["car_occupancy_work", "value"]
table = simulation.compare(road, plans, seeds=range(6), per_car=per_car, per_bus=20)
columns = ["south_s", "north_s", "cross_s", "car_s", "bus_s", "person_s", "idle_co2_kg"]
table.groupby("plan", sort=False)[columns].mean().round(1)

# %% [markdown]
# At 90 s the wave takes cars headed south from 97 to 21 s; those headed north still wait 58 s, at 70 s only 19.
# Buses wait 48 and 59 s; six mornings cannot tell which is less. From today to the wave, CO₂ of standing engines falls by 32 kg,
# *at most*: many engines stop by themselves. Driving emits 590 kg (not shown), and better flow can draw new traffic (Stathopoulos and Noland 2003).

# %%
table[["car_s", "bus_s"]].head(7)

# %% [markdown]
# Each row is one morning of one plan: the **index** has two levels, plan and seed. `table["bus_s"]["today"]` is a Series with one value per morning.
#
# Is a difference chance? All plans saw the *same* six mornings (**common random numbers**), so we subtract morning by morning
# (**paired**), and take Student's interval of the mean.

# %%
bases = ("today", "wave", "adaptive")
pairs = {f"priority, {base}": simulation.difference(table["person_s"], f"{base} + priority", base) for base in bases}
pairs["first, not paired"] = simulation.difference(table["person_s"], "today + priority", "today", paired=False)
pairs["bus lane, wave"] = simulation.difference(table["person_s"], "bus lane", "wave")
rows = pd.DataFrame(pairs).T
title = "Priority saves people time today and on the wave; this bus lane costs it"
fig = traffic_pictures.interval_picture(rows, title=title, xlabel="Change of a person's delay [s]")
alt = "Change of a person's delay, with intervals: "
alt += "priority -8 s today, -1.4 s on the wave, -0.6 s adaptive, where the interval holds 0; the bus lane +21 s."
show(fig, alt=alt)
rows.round(2)

# %% [markdown]
# With adaptive lights the interval holds 0: six mornings cannot tell (24 can, not shown: −1.5 to −0.7 s). Not paired, the first is nearly twice as wide: a busy
# morning is busy under every plan. An interval covers chance between mornings, not whether the model is right. Today priority takes
# 62 s off a bus; in a field study, few such changes shortened a wait (Feng and others 2015).
#
# Here the bus lane saves buses 24 s and costs cars 25 s. We kept 70 s to change one thing only; Webster would give N1 the cycle of your
# first turn, so this is not the best bus lane. Nor does anyone change mode here, and real ones often end before the stop line.
#
# > **Your turn.** Take `bus_s` of "wave + priority" minus that of "wave", morning by morning. Half the width of the interval is
# > $2.571\, s / \sqrt{n}$: $s$ is the standard deviation (`.std()`), $n$ the number of mornings, 2.571 Student's value for $n = 6$.
# > Put half the width, in seconds, into `half_s`.

# %% solution="transport-4-interval"
### BEGIN SOLUTION
gains_s = table["bus_s"]["wave + priority"] - table["bus_s"]["wave"]
half_s = 2.571 * gains_s.std() / len(gains_s) ** 0.5
### END SOLUTION

# %%
check("transport-4-interval", half_s)

# %% [markdown]
# ## Count people, not cars
#
# We gave a car 1.07 people, as on the way to work in England (all trips: 1.55), and a bus 20 (our assumption; in England outside London the
# average was 10.7 in 2019/20). Does priority still save people's time?

# %%
def draw_people(per_bus):
    in_cars, in_buses = table["cars"] * per_car, table["buses"] * per_bus
    person_s = (table["car_s"] * in_cars + table["bus_s"] * in_buses) / (in_cars + in_buses)
    rows = pd.DataFrame({base: simulation.difference(person_s, f"{base} + priority", base) for base in bases}).T
    words = {base: traffic_pictures.verdict(low, high) for base, low, high in zip(bases, rows["low"], rows["high"], strict=True)}
    title = f"{per_bus} in a bus: priority " + ", ".join(f"{word} ({base})" for base, word in words.items())
    fig = traffic_pictures.interval_picture(rows, title=title, xlabel="Change of a person's delay by priority [s]")
    show(fig, alt=title)


per_bus = IntSlider(value=12, min=0, max=60, step=2, description="Per bus", continuous_update=False)
interact(draw_people, per_bus=per_bus);

# %% [markdown]
# Grey intervals hold 0: name no winner there. Today priority pays even for an empty bus, as cars gain as well. On the wave, cross streets pay;
# near 12 in a bus we cannot tell. In `means`, `cars` and `buses` count vehicles:

# %%
means = table.groupby("plan", sort=False).mean()
means[["car_s", "bus_s", "cars", "buses"]].round(1)

# %% [markdown]
# A row is `means.loc["wave"]`. People in cars lose what people in buses save, if
# extra s per car × `cars` × `per_car` = saved s per bus × `buses` × `even_people`.
#
# > **Your turn.** At how many people in a bus does the wave with priority equal the wave without?
# > Put one number into `even_people`. (An estimate: other sets of six mornings gave 9 to 15.)

# %% solution="transport-4-even"
### BEGIN SOLUTION
change = means.loc["wave + priority"] - means.loc["wave"]
cost_s = change["car_s"] * means.loc["wave", "cars"] * per_car
even_people = cost_s / (-change["bus_s"] * means.loc["wave", "buses"])
### END SOLUTION

# %%
check("transport-4-even", even_people)

# %% [markdown]
# ## Change who drives
#
# A **low-emission zone** charges cars below a standard, here from C5 and C4. London's of 2019 is for clean air, not the climate.
# The month before, 61 % of vehicles met its standard in charging hours; so we call 39 % old. We let half of their owners
# pay (London's first month: 54 %); a sixth each, we assume, come with a newer car, drive round, or do not drive.

# %%
sixth = 1 / 6  # the rest, one half, pays
zones = {"no zone": simulation.Zone(), "zone": simulation.Zone(replaced=sixth, round_it=sixth, stays_home=sixth)}
mornings = {name: simulation.run(simulation.north_road(zone=zone), plans["wave"], seed=1) for name, zone in zones.items()}
km = pd.DataFrame({name: result.car_km() for name, result in mornings.items()}).T
km.assign(cars=[(result.vehicles["kind"] == "car").sum() for result in mornings.values()]).round()

# %% [markdown]
# Old cars drive 304 km inside instead of 641, and 121 km on the way round, past other homes. One car in 17 is gone.
#
# Self-driving cars? Simulating one junction, Hajbabaie and others (2023) found *at most* 80 % more capacity if all are *connected*, *at most*
# 20 % less if all are cautious and not connected. We take a headway of 2 / 1.8 = 1.11 s or 2 / 0.8 = 2.5 s, and with share $p$ the mean:
#
# $$h = (1 - p) \cdot 2\,\text{s} + p \cdot h_\text{self}$$
#
# Traffic has grown by 30 %. Delay of a car in seconds, by share, mean of two mornings:

# %%
grown = simulation.north_road(southbound_vehh=1300, northbound_vehh=910, cross_vehh=[390, 520, 598, 546, 468])
delays = {}
for kind, headway_s in {"connected": 2 / 1.8, "not connected": 2 / 0.8}.items():
    for share in (0.0, 0.5, 1.0):
        mixed = grown.with_self_driving(share, headway_s=headway_s)
        delays[kind, share] = simulation.compare(mixed, {"wave": plans["wave"]}, seeds=range(2))["car_s"].mean()
pd.Series(delays).unstack().round(1)

# %% [markdown]
# Connected cars save 6 s; cautious ones double the delay: N1 is *at* its capacity.
#
# > **Your turn.** How many cars leave a queue in one lane in an hour of green, if 30 % are self-driving and connected (1.11 s as above)?
# > Put one number, in vehicles per hour, into `mixed_vehh`.

# %% solution="transport-4-mix"
### BEGIN SOLUTION
mixed_vehh = 3600 / (0.7 * 2 + 0.3 * 2 / 1.8)
### END SOLUTION

# %%
check("transport-4-mix", mixed_vehh)

# %% [markdown]
# ## Think
#
# > **Think.** Our score counts people in vehicles. Who crosses on foot with a walking frame, and gets 12 s? Who drives an old car because a
# > newer one costs too much, and lives inside the zone? Whose street becomes the way round?
#
# ## What to take away
#
# * Webster's cycle is a good start for one junction; on a road, ask both directions, and people on foot.
# * Change one thing at a time, on the same mornings, and give the interval before the verdict.
# * Priority, bus lane or zone: say from whom time is taken, to whom it goes, and how many people that is.
#
# ## Further reading
#
# * F. V. Webster, *Traffic Signal Settings*, Road Research Technical Paper 39, HMSO, London, 1958: cycle and delay.
# * T. Seo, "UXsim: lightweight mesoscopic traffic flow simulator in pure Python", *Journal of Open Source Software* 10 (106), 2025: the simulation.
# * National Programme on Technology Enhanced Learning (India), *Traffic Signal Design*, lecture 38, and University of Idaho, *Two Way Coordination*: waves both ways.
# * H. S. Levinson, "Analyzing transit travel time performance", *Transportation Research Record* 915, 1983: time at stops.
# * W. Feng, M. Figliozzi and R. Bertini, "Empirical evaluation of transit signal priority", *Transportation Research Record*, 2015.
# * Transport Research Laboratory, report TRL194: bus lanes that end before a junction, and areas in which buses go first.
# * F. Stathopoulos and R. Noland, "Induced travel and emissions from traffic flow improvement projects", *Transportation Research Record* 1842, 2003.
# * Department for Transport, answer to written question 41595, September 2021: people in a bus.
# * A. Hajbabaie, M. Tajalli and E. Bardaka, "Effects of connectivity and automation on saturation headway and capacity at signalized intersections",
#   *Transportation Research Record*, 2023 (arXiv 2212.09986).
# * Mayor of London, report on the first month of the Ultra Low Emission Zone, May 2019, as told by *Traffic Technology Today*.
# * U.S. Department of Energy, *Fact #861*, 2015 (fuel of idling engines), and Environmental Protection Agency, EPA-420-F-11-041, 2011 (CO₂ per gallon).
# * M. Rossetti, *Simulation Modeling and Arena*, section 4.4: comparing two systems.

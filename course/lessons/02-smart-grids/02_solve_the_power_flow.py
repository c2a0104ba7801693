# %% [markdown]
# # Solve the power flow of a feeder
#
# You know what a street draws. Now *Northgate Networks* asks: does the voltage hold for the last home?
# Too low, and lamps dim; too high, and solar inverters switch off.
# In this lesson you compute the voltage at every home of a street and find what breaks first.
#
# **You will be able to**
#
# * estimate a voltage drop by hand and hold it against an exact solution;
# * solve the power flow of a published low-voltage network;
# * name the limit that breaks first when homes are added;
# * compare what four remedies give.
#
# **You need** lesson 1 (power, shared peaks). **Time** 45 min reading, 50 min doing.
#
# **Data** `lv_rural_simbench`: a rural benchmark street of the SimBench project, 400 V, with its loads in kW; synthetic, ODbL.
# `smart_grid_figures`: limits and ratings, each with its source, CC0.

# %%
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from ipywidgets import Dropdown, IntSlider, interact

from citylab import check, data, grid, show
from citylab.grid import pictures, two_bus

# %% [markdown]
# ## Work out two buses by hand
#
# **Voltage**, in volts (V), is like the pressure in a water pipe. **Current**, in amperes (A), is what flows. A cable has a
# **resistance** $R$, in ohms (Ω): pushing a current through it costs voltage, and turns power into heat.
#
# A **bus**, or **node**, is a point where things connect. Take two: a transformer that holds 400 V, and a farm that draws 20 kW
# at the end of 400 m of cable. A street cable has three live wires, called **phases**. Between two of them lie 400 V;
# a socket, between one of them and the neutral wire, sees 400 V / √3 ≈ 230 V. In percent both change alike.
#
# Currents that swing to and fro add two more things. The cable has a **reactance** $X$, from its magnetic field. The load has
# **active power** $P$, which does work, and **reactive power** $Q$ (in kvar), which goes to and fro, for example in motors.
# Engineers estimate the drop of the voltage as
#
# $$\Delta V \approx \frac{R\,P + X\,Q}{V}$$
#
# with volts, ohms and *watts*. It takes the current as it would be at the full 400 V.
#
# > **Note.** The exact voltage $V_2$ at the farm follows from a quadratic equation, with $m = \tfrac12 V_1^2 - (R\,P + X\,Q)$:
# > $V_2^2 = m + \sqrt{m^2 - (R^2 + X^2)(P^2 + Q^2)}$. You need not solve it; the next cell does.
#
# Our farm has $Q = 0$, and we borrow the cable of line 8 of the street that we meet below.

# %%
street = grid.network("lv_rural_simbench")
cable = street.lines.loc[8]
# Ohms per metre, times 400 m.
resistance_ohm = cable["resistance_ohm"] / cable["length_m"] * 400
reactance_ohm = cable["reactance_ohm"] / cable["length_m"] * 400

drop_v = resistance_ohm * 20_000 / 400
# A square root is ** 0.5.
middle = 400**2 / 2 - resistance_ohm * 20_000
exact_v = (middle + (middle**2 - (resistance_ohm**2 + reactance_ohm**2) * 20_000**2) ** 0.5) ** 0.5
print(f"drop by hand {drop_v:.2f} V, exactly {400 - exact_v:.2f} V")

# %% [markdown]
# The estimate is 4.13 V, the exact drop 4.18 V: about 1 %. Now let a solver do it.
# A **power flow** is the set of voltages at which every node gets the power it asks for; with many nodes, a computer finds it.
# **Per unit** (pu) means divided by the rated voltage: 1.0 pu is 400 V. We describe the two nodes and the cable as tables;
# you will not need to write such tables yourself.

# %%
farm = grid.Network(
    name="farm",
    nodes=pd.DataFrame({"voltage_rated_v": [400.0, 400.0]}),
    lines=pd.DataFrame({
        "from_node": [0],
        "to_node": [1],
        "length_m": [400.0],
        "resistance_ohm": [resistance_ohm],
        "reactance_ohm": [reactance_ohm],
    }),
    loads=pd.DataFrame({"node": [1], "p_kw": [20.0]}),
    source=pd.DataFrame({"node": [0], "voltage_pu": [1.0]}),
)
grid.solve(farm).nodes[["voltage_v", "voltage_pu"]].round(4)

# %% [markdown]
# The solver says 395.82 V, the same 4.18 V less. What if the farm draws more, or feeds in solar power?
# Feeding in is a load with a minus sign.

# %%
powers_kw = np.arange(-60, 101, 5)
line = {"resistance_ohm": resistance_ohm, "reactance_ohm": reactance_ohm}
exact = [two_bus.receiving_voltage_v(400, power, **line) for power in powers_kw]
by_hand = [400 - two_bus.approximate_voltage_drop_v(400, power, **line) for power in powers_kw]

fig, ax = plt.subplots(figsize=(8, 3))
ax.plot(powers_kw, exact, label="exact")
ax.plot(powers_kw, by_hand, "--", label="by hand")
ax.set(title="Load pulls the voltage down, solar pushes it up")
ax.set(xlabel="Power of the farm [kW]", ylabel="Voltage [V]")
ax.legend()
show(fig, alt="Voltage falls from 412 V at 60 kW fed in to 378 V at 100 kW drawn; the estimate is a straight line.")

# %% [markdown]
# Voltage falls in the direction in which power flows. Solar turns the flow round, so the far end becomes the highest point.
# At 100 kW the estimate says 379.3 V, the exact solution 378.0 V: a lower voltage needs more current, which lowers it further.
#
# > **Your turn.** A workshop at the end of the same cable draws 30 kW (30,000 W) and 10 kvar (10,000 var). Estimate the drop by hand, with 400 V for $V$.
# > Put one number, in percent of 400 V, into `drop_percent`. For a hint, write `check.hint("grid-2-drop")` in a new cell.

# %% solution="grid-2-drop"
### BEGIN SOLUTION
drop_percent = (resistance_ohm * 30_000 + reactance_ohm * 10_000) / 400 / 400 * 100
### END SOLUTION

# %%
check("grid-2-drop", drop_percent)

# %% [markdown]
# ## Read a real street
#
# We leave the hundred homes of lesson 1 and go to the country. The SimBench project published our street, made after real rural
# grids: 14 nodes at 400 V, 13 lines, 13 loads (most of them farms), and a transformer that steps 20,000 V down.
# The firm's new homes will come *on top* of these 13 loads.
# These five lines lead from the transformer (node 3) to the last home (node 4), whichever end is written first.

# %%
columns = ["from_node", "to_node", "length_m", "resistance_ohm", "current_rated_a"]
street.lines.loc[[2, 7, 1, 8, 12], columns].round(4)

# %% [markdown]
# Together they are 245 m long; line 8 is more than half of it.
# `current_rated_a` is the current a cable carries without getting too hot.
# Now the **base case**: every load at its own highest power in the same moment. That is pessimistic, as lesson 1 showed,
# but it needs only one calculation. In the picture, distance runs to the right;
# the two rings are the transformer (its low-voltage side is node 3), the square is the 20,000 V network.

# %%
base = grid.solve(street)
title = "The voltage falls towards the end of the longest cable"
fig = pictures.feeder_picture(street, base.nodes["voltage_pu"], title=title)
show(fig, alt="One-line picture of 14 nodes: 1.010 per unit at the transformer, 1.002 at node 4, 245 m away.")

# %% [markdown]
# The operator feeds the transformer at 1.025 pu, a reserve. The transformer lowers the voltage by 1.5 %,
# the way to node 4 by another 0.8 %. The last home still has 1.002 pu.
#
# > **Your turn.** `base.balance` holds the power that enters (`source_kw`), that is used (`load_kw`) and that is lost (`losses_kw`).
# > How much of what enters is lost? Put one number, in percent, into `lost_percent`. (Printed `8.14e+01` means 81.4.)

# %% solution="grid-2-losses"
### BEGIN SOLUTION
lost_percent = 100 * base.balance["losses_kw"] / base.balance["source_kw"]
### END SOLUTION

# %%
check("grid-2-losses", lost_percent)

# %% [markdown]
# ## Hold it against the limits
#
# EN 50160 describes the voltage that customers in Europe can expect; in Britain the Electricity Safety, Quality and
# Continuity Regulations 2002 bind. We load the figures with their sources.

# %%
figures = data.load("smart_grid_figures")
pd.set_option("display.max_colwidth", 100)
limits = ["voltage_band_en50160", "voltage_low_uk", "voltage_high_uk"]
figures.loc[limits, ["value", "unit", "meaning", "source"]]

# %% [markdown]
# Both allow 10 % up. Down, EN 50160 allows 10 % and Britain 6 %. EN 50160 speaks of ten-minute means, and asks that 95 % of those of
# each week lie within the band, and all within +10 and −15 %. We plan more strictly: every moment within 0.94 to 1.10 pu.
#
# > **Note.** We hold a German street against a British limit, to learn the method. The law counts from 230 V at the socket, we from
# > 400 V / √3 = 230.9 V: that shifts a limit by 0.4 %. British transformers are often set higher, so that
# > high voltages become a problem there before low ones do.
#
# Where is the weakest customer?

# %%
lowest_pu = 1 - figures.loc["voltage_low_uk", "value"] / 100
highest_pu = 1 + figures.loc["voltage_high_uk", "value"] / 100
customers = base.nodes.loc[street.customers["node"]]
weakest = customers["voltage_pu"].idxmin()
margin_percent = 100 * (customers.loc[weakest, "voltage_pu"] - lowest_pu)
print(f"node {weakest} is {margin_percent:.1f} % above the lower limit")

# %% [markdown]
# Node 4 is the weakest, with 6.2 % to spare: 14 V at a socket. The other kind of limit is heat.
# The **loading** is the current (for a transformer, the power) as a share of its rating; it should stay below 100 %.
#
# > **Your turn.** `base.lines` has a column `loading_percent`. Which line is loaded most?
# > Put its number, the label of its row, into `busiest_line`.

# %% solution="grid-2-busiest"
### BEGIN SOLUTION
busiest_line = base.lines["loading_percent"].idxmax()
### END SOLUTION

# %%
check("grid-2-busiest", busiest_line)

# %% [markdown]
# ## Add chargers, heat pumps and solar
#
# The firm's new homes stand at node 4, the end of the line. A common charger in Germany draws 16 A on three phases, or 11 kW
# (mode 3 of IEC 61851-1; in Britain 7.4 kW on one phase is common). The function names every limit that a network breaks; we try thirteen chargers at once.

# %%
charger_kw = figures.loc["charger_three_16a", "value"]


def broken_limits(network):
    """Return the limits that the network breaks, as a list of words."""
    result = grid.solve(network)
    verdicts = {
        "voltage too low": result.nodes["voltage_pu"].min() < lowest_pu,
        "voltage too high": result.nodes["voltage_pu"].max() > highest_pu,
        "line overloaded": result.lines["loading_percent"].max() > 100,
        "transformer overloaded": result.transformers["loading_percent"].max() > 100,
    }
    return [limit for limit, broken in verdicts.items() if broken]


broken_limits(street.with_load(4, 13 * charger_kw))

# %% [markdown]
# Three limits break. In which order? Move the slider. *Evening* is the base case plus chargers. *Noon* is the opposite:
# nobody on the street draws anything, and each of the firm's homes feeds in 11 kW of solar power.

# %%
def draw_homes(homes, moment):
    added_kw = homes * charger_kw
    evening, noon = street.with_load(4, added_kw), street.with_loads(0.0).with_generator(4, added_kw)
    network = evening if moment == "evening" else noon
    voltage_pu = grid.solve(network).nodes["voltage_pu"]
    verdict = ", ".join(broken_limits(network)) or "all limits hold"
    title = f"{homes} homes, {moment}: {voltage_pu[4]:.3f} pu at the end\n{verdict}"
    fig = pictures.voltage_profile(network, voltage_pu, title=title, limits_pu=(lowest_pu, highest_pu))
    fig.axes[0].set_ylim(0.90, 1.12)
    show(fig, alt=f"Voltage against distance. {title}.")


homes_slider = IntSlider(value=7, min=0, max=20, description="Homes")
interact(draw_homes, homes=homes_slider, moment=Dropdown(options=["evening", "noon"], description="Moment"));

# %% [markdown]
# In the evening six homes fit. The seventh takes the transformer to 105 % of its rating, while the end still has 0.968 pu.
# The thirteenth breaks the voltage limit and overloads line 2. At noon fifteen homes fit.
# The weakest part of *this* street is its transformer. (Many operators let it run above its rating for a short time in winter.) With longer cables it can be the voltage.
# Who is outside the limits at thirteen?

# %%
crowded = street.with_load(4, 13 * charger_kw)
crowded_pu = grid.solve(crowded).nodes["voltage_pu"]
title = "Chargers at node 4 leave node 5 without enough voltage, too"
fig = pictures.feeder_picture(crowded, crowded_pu, title=title, limits_pu=(lowest_pu, highest_pu))
show(fig, alt="One-line picture with 13 chargers: nodes 4 and 5 at the end are ringed, at 0.937 per unit.")

# %% [markdown]
# Node 5 bought no charger. It shares the cable.
#
# > **Watch out.** We let all chargers run at once, with no diversity: the worst case, or a common tariff. And we load all three phases alike. A charger of 7.4 kW uses one phase only;
# > in percent, the drop on that phase is about six times as large as if the power were spread over three.
#
# > **Your turn.** Now each home gets a charger *and* a heat pump. Nearly 700 British heat pumps together peaked at
# > 1.7 kW each (Love et al. 2017): `figures.loc["heat_pump_admd", "value"]`. They did so in the morning; we add it to the evening, to be on the safe side. In the evening, how many such homes fit at node 4
# > before any limit breaks? Try 1, 2, 3 …, or write a loop. Put a whole number into `homes_that_fit`.

# %% solution="grid-2-homes"
### BEGIN SOLUTION
home_kw = charger_kw + figures.loc["heat_pump_admd", "value"]
homes_that_fit = 0
while not broken_limits(street.with_load(4, (homes_that_fit + 1) * home_kw)):
    homes_that_fit = homes_that_fit + 1
### END SOLUTION

# %%
check("grid-2-homes", homes_that_fit)

# %% [markdown]
# ## Compare remedies
#
# Thirteen homes want a charger and a roof. Northgate can:
#
# * lay a **second cable** beside line 8;
# * move the transformer's **tap** to −1: 2.5 % fewer turns on its 20,000 V side lift the whole street by about as much;
# * ask the homes' chargers and inverters for **reactive power** that works against the change of voltage: they supply it in the
#   evening and take it at noon, here a third of their active power;
# * set up a **second transformer**, equal to the first.
#
# Each is tried in both extremes.

# %%
def try_remedy(network, kvar_share=0.0):
    added_kw = 13 * charger_kw
    # Minus: a load that supplies reactive power lifts the voltage, a generator that takes it lowers it.
    kvar = -kvar_share * added_kw
    evening = grid.solve(network.with_load(4, added_kw, q_kvar=kvar))
    noon = grid.solve(network.with_loads(0.0).with_generator(4, added_kw, q_kvar=kvar))
    return {
        "evening, end [pu]": evening.nodes["voltage_pu"][4],
        "noon, end [pu]": noon.nodes["voltage_pu"][4],
        "evening, transformer [%]": evening.transformers["loading_percent"].max(),
        "evening, busiest line [%]": evening.lines["loading_percent"].max(),
    }


two_transformers = pd.concat([street.transformers] * 2, ignore_index=True)
pd.DataFrame({
    "as it is": try_remedy(street),
    "second cable": try_remedy(street.with_second_cable(8)),
    "tap": try_remedy(street.with_tap(-1)),
    "reactive power": try_remedy(street, kvar_share=1 / 3),
    "second transformer": try_remedy(replace(street, transformers=two_transformers)),
}).T.round(3)

# %% [markdown]
# All four lift the evening above 0.94 pu. The tap lifts most, but it lifts noon as well, to 1.103 pu: above the limit.
# Reactive power helps in both. Only the second transformer cures its overload, from 152 % to 75 %,
# and even then line 2 stays at 101 %; only the tap brings the lines below 100 %. No single remedy cures everything. A remedy has to meet the limit that breaks.
#
# > **Your turn.** Lay the second cable beside line 2 instead of line 8. By how much does this lift node 4 in the evening,
# > against "as it is"? Put one number, in percent of the rated voltage, into `lift_percent`.

# %% solution="grid-2-lift"
### BEGIN SOLUTION
before, after = try_remedy(street), try_remedy(street.with_second_cable(2))
lift_percent = 100 * (after["evening, end [pu]"] - before["evening, end [pu]"])
### END SOLUTION

# %%
check("grid-2-lift", lift_percent)

# %% [markdown]
# ## Think
#
# > **Think.** At the end of the line the voltage falls first in winter, and inverters switch off first in summer.
# > Who lives there, and did they choose it? If "first come, first served" decides who connects a charger,
# > and whoever breaks the limit pays for the cable, who gains? What could an operator do instead?
#
# ## What to take away
#
# * Voltage falls along the flow of power by about $(RP + XQ)/V$: load pulls the end down, solar lifts it.
# * A street has several limits: voltage, lines, transformer. Find which breaks first before you mend anything.
# * A remedy that saves the winter evening can break the summer noon: test both.
#
# ## Further reading
#
# * M. E. Baran, F. F. Wu, "Network reconfiguration in distribution systems for loss reduction and load balancing",
#   *IEEE Transactions on Power Delivery* 4, 1989: the equation of two buses, and of many.
# * S. Meinecke et al., "SimBench: a benchmark dataset of electric power systems", *Energies* 13 (12), 3290, 2020: our street.
# * J. Love et al., "The addition of heat pump electricity load profiles to GB electricity demand", *Applied Energy* 204, 2017.
# * EN 50160, *Voltage characteristics of electricity supplied by public electricity networks*; *The Electricity Safety, Quality and
#   Continuity Regulations 2002*, SI 2002/2665, United Kingdom.

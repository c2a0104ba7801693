# %% [markdown]
# # Wrap up: set the voltage of Market Row
#
# **Market Row** is another street of *Northgate Networks*: eight shops behind one transformer. In the shops' busiest hour the lights at the far end
# are dim. Northgate can raise the voltage that feeds the transformer. It costs nothing, and the shopkeepers would be glad.
# But they have also asked for solar roofs. On a Sunday the shops are closed, and the sun is not.
#
# **The problem.** How high should the voltage be, and what does that cost the solar roofs?
# This page gives you data and four questions. The way is yours: everything you need stands in lessons 1 to 3.
#
# **You need** lessons 1 to 4. **Time** 6 min reading, 40 min doing.
#
# **Data** `lv_cigre`: a published benchmark network, the part with shops, loads in kW near their peak; no real place, BSD-3-Clause.
# `bdew_2025`: the profile of commerce, G25, mean power per quarter hour, MIT licence.
# `weather_greensboro`: a typical year in Greensboro, North Carolina, W/m² and °C, BSD-3-Clause.
# `smart_grid_figures`: limits with their sources, CC0.

# %%
import numpy as np
import pandas as pd

from citylab import check, data, grid, show
from citylab.grid import demand, pictures, practice, solar

# %% [markdown]
# ## See the street
#
# `problem` holds what is given. Every figure in the text below is that of seed 0.
#
# > **Another problem.** When you are done, write another whole number for the seed and run the page again from here: other loads, another
# > setting, other roofs. The checks judge your answers for the new numbers. If your cells use the names below (`row`, `problem.source_pu`, ...), they still hold.

# %%
problem = practice.new_problem(seed=0)
problem

# %% [markdown]
# First the street with all shops at their peak in the same moment. The source is the upstream network; it feeds
# the transformer at 1.00 per unit. The limits are those of the United Kingdom, as in lesson 2.

# %%
figures = data.load("smart_grid_figures")["value"]
low_pu, high_pu = 1 - figures["voltage_low_uk"] / 100, 1 + figures["voltage_high_uk"] / 100
row = problem.row
busy = grid.solve(row)
dim = (busy.nodes.loc[row.customers["node"], "voltage_pu"] < low_pu).sum()

# %%
title = f"At the peak, {dim} of the eight shops are below the limit"
fig = pictures.feeder_picture(row, busy.nodes["voltage_pu"], title=title, limits_pu=(low_pu, high_pu))
show(fig, alt=f"One-line picture of 20 nodes: the voltage falls along the street, and {dim} shops have rings.")

# %% [markdown]
# A ring marks a voltage outside the limits.
#
# > **Your turn.** What is the lowest voltage of a shop at the peak? Put one number, in per unit, into `lowest_pu`.
# > For a hint, write `check.hint("grid-w-lowest")` in a new cell.

# %% solution="grid-w-lowest"
### BEGIN SOLUTION
lowest_pu = busy.nodes.loc[row.customers["node"], "voltage_pu"].min()
### END SOLUTION

# %%
check("grid-w-lowest", lowest_pu, problem)

# %% [markdown]
# ## Raise the source
#
# The source can be set in steps of 0.005 per unit; `row.with_source_voltage(1.005)` returns the street one step higher.
#
# > **Your turn.** What is the lowest setting at which *every* shop is within the limits at the peak?
# > Put one number, in per unit, into `source_pu`.

# %% solution="grid-w-source"
### BEGIN SOLUTION
source_pu = 1.0
while grid.solve(row.with_source_voltage(source_pu)).nodes.loc[row.customers["node"], "voltage_pu"].min() < low_pu:
    source_pu = source_pu + 0.005
### END SOLUTION

# %%
check("grid-w-source", source_pu, problem)

# %% [markdown]
# ## Let the sun shine on a Sunday
#
# Northgate keeps a reserve and thinks of 1.04 per unit (`problem.source_pu`). For a year we take the profile of commerce, scaled so that
# its highest quarter hour is 1: the load of each shop is that, times its `p_kw` (and `q_kvar`). `sun` is the power of one kWp on a gently sloping
# roof that faces south (180°), laid onto the same calendar. Remember lesson 3: sun of one place and shops of another.

# %%
busy_share = demand.standard_profile("g25", year=2025, annual_kwh=1000)
busy_share = busy_share / busy_share.max()
roof = {"tilt_deg": problem.tilt_deg, "azimuth_deg": problem.azimuth_deg}
roof_kw = solar.pv_power_kw(data.load("weather_greensboro"), peak_kw=1, **roof)
sun = solar.onto_calendar(roof_kw, busy_share.index)
pd.DataFrame({"busy_share": busy_share, "sun": sun}).loc["2025-05-11 12:00":"2025-05-11 13:00"].round(2)

# %% [markdown]
# Here is one hour of a Sunday in May: the shops draw a quarter of their peak, and each kWp gives up to 0.77 kW.
#
# > **Your turn.** Each of the eight shops gets the same number of kWp, a whole number. What is the largest number at which, with the source
# > at `problem.source_pu`, 1.04 per unit, no low-voltage node is above the limit in any quarter hour of the year?
# > Put one whole number, in kWp per shop, into `roof_kwp`. To save time, keep the quarter hours of strong sun, as lesson 3 did.

# %% solution="grid-w-roof"
### BEGIN SOLUTION
bright = sun > 0.5
p_kw = np.outer(busy_share[bright], row.loads["p_kw"])
q_kvar = np.outer(busy_share[bright], row.loads["q_kvar"])


def highest_pu(kwp, source_pu):
    street = row.with_source_voltage(source_pu)
    solar_kw = kwp * sun[bright].to_numpy()
    year = grid.solve_batch(street, p_kw - solar_kw[:, np.newaxis], q_kvar)
    return year.voltages()[row.low_voltage_nodes].max(axis=None)


roof_kwp = 0
while highest_pu(roof_kwp + 1, problem.source_pu) <= high_pu:
    roof_kwp = roof_kwp + 1
### END SOLUTION

# %%
check("grid-w-roof", roof_kwp, problem)

# %% [markdown]
# Before you go on, find the same number with the source at 1.00 per unit. The difference is the price of the raised voltage,
# paid in roofs.
#
# ## Ask where the energy goes
#
# Suppose that each shop has `problem.kwp` = 30 kWp. In every quarter hour the shops of the row share: solar power is used in the row up to the row's load,
# and the rest flows upstream. Leave losses out.
#
# > **Your turn.** What share of the year's solar energy is used in the row? Put one number between 0 and 1 into `used_share`.

# %% solution="grid-w-used"
### BEGIN SOLUTION
row_kw = busy_share * row.loads["p_kw"].sum()
row_solar_kw = 8 * problem.kwp * sun
used_share = np.minimum(row_kw, row_solar_kw).sum() / row_solar_kw.sum()
### END SOLUTION

# %%
check("grid-w-used", used_share, problem)

# %% [markdown]
# ## Decide
#
# Write three or four sentences to Northgate, in a new cell: which setting would you choose, and why? Then compare with this list.
#
# * You name a setting, and the lowest and the highest voltage that follow from it, each with its limit.
# * You say what the setting costs in kWp per shop.
# * You say who gains and who loses: today's shopkeepers at the far end, or those who want roofs tomorrow.
# * You name a remedy that hurts neither, and what you would have to find out first. Lesson 3 has two.
# * You doubt one of your numbers. All shops at their peak in the same moment: how likely is that, after lesson 1?
#
# > **Think.** The shop beside the transformer never had a problem. Its roof is held back by a setting that helps its neighbours.
# > Should it be paid for that?

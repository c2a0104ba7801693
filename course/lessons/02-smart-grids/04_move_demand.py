# %% [markdown]
# # Move demand to cleaner hours
#
# Some demand can wait: a battery, or a car that stands in the drive all night. The housing firm says:
# "Our residents will charge when power is cheap and clean. Your street has nothing to fear." You test that sentence. It is half true.
#
# **You will be able to**
#
# * judge a day-ahead forecast on weeks it has not seen;
# * write a battery's schedule as a linear program and check it by hand;
# * compare charging for cost with charging for carbon;
# * show what many cars on one tariff do to a street, and set a limit.
#
# **You need** lessons 1 to 3. **Time** 55 min reading, 55 min doing.
#
# **Data** `lv_rural_simbench`: a year of quarter hours on our street, kW, benchmark profiles of 2016, ODbL.
# `grid_carbon_synthetic`: *synthetic* carbon intensity (g/kWh) and wholesale price (£/MWh) of 2025, CC0.
# `smart_grid_figures`: ratings and limits with their sources.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from ipywidgets import IntSlider, interact
from scipy.optimize import linprog
from sklearn.linear_model import LinearRegression

from citylab import check, data, grid, show
from citylab.grid import forecast, schedule

# %% [markdown]
# ## Set a baseline
#
# Tomorrow's plan needs tomorrow's load. First we want a **baseline**: a forecast so plain that a model must beat it.
# Ours is **seasonal-naive**: each quarter hour will be as it was one week ago.
# We judge it on four weeks by its **mean absolute error** (MAE), the kW by which it is wrong on average.

# %%
street = grid.network("lv_rural_simbench")
street_kw = street.year_kw().sum(axis=1)
naive_kw = forecast.seasonal_naive(street_kw, days=7)

test_kw = street_kw.loc["2016-11-14":"2016-12-11"]
naive_mae_kw = (naive_kw - test_kw).abs().mean()
print(f"{naive_mae_kw:.2f} kW")

# %% [markdown]
# The street draws 19.8 kW on average, so this is an error of 18 %. Three of the days, 5 to 7 December:

# %%
days = slice("2016-12-05", "2016-12-07")
fig, ax = plt.subplots(figsize=(8, 3))
ax.plot(np.arange(288) / 4, test_kw.loc[days], label="what happened")
ax.plot(np.arange(288) / 4, naive_kw.loc[days], "--", label="a week before")
ax.set(title="Last week knows the habits, not the peaks", xlabel="Hours since Monday, 00:00", ylabel="Street load [kW]")
ax.set_xticks(range(0, 73, 12))
ax.legend()
show(fig, alt="Load of the street over three days, and a week before: the same daily shape, but different single peaks.")

# %% [markdown]
# > **Your turn.** Would a more recent day do better? In the morning, the last *whole* day we know is two days before the one we
# > forecast. Compute the MAE of that baseline on the same four weeks. Put one number, in kW, into `two_days_mae_kw`.

# %% solution="grid-4-baseline"
### BEGIN SOLUTION
two_days_mae_kw = (forecast.seasonal_naive(street_kw, days=2) - test_kw).abs().mean()
### END SOLUTION

# %%
check("grid-4-baseline", two_days_mae_kw)

# %% [markdown]
# ## Use only what is known
#
# We forecast at 10:00 for the next day. A model may use what is known *then*: loads of two days before or older, the mean of
# the last 24 hours, the calendar. `forecast.features` makes that table;
# sines and cosines of the hour stand for the clock. The past ends two days before the first forecast, so that nothing slips through.
# A linear model learns one weight per column from the past, and is judged on four weeks it never saw.

# %%
known = forecast.features(street_kw, issue_hour=10).dropna()
past, later = known.loc[:"2016-11-12"], known.loc["2016-11-14":"2016-12-11"]

model = LinearRegression().fit(past, street_kw[past.index])
model_kw = pd.Series(model.predict(later), later.index)
model_mae_kw = (model_kw - test_kw).abs().mean()
print(f"{model_mae_kw:.2f} kW")

# %% [markdown]
# 3.08 kW: it beats last week. Now a colleague adds one column, the load of the quarter hour before, and is delighted.

# %%
# shift(1) moves every value one row down: the load of the quarter hour before.
leaky = known.assign(quarter_before_kw=street_kw.shift(1))
leaky_model = LinearRegression().fit(leaky.loc[past.index], street_kw[past.index])
leaky_mae_kw = np.abs(leaky_model.predict(leaky.loc[later.index]) - test_kw).mean()
print(f"{leaky_mae_kw:.2f} kW")

# %% [markdown]
# 2.13 kW! But for 18:00 tomorrow it needs the load at 17:45 tomorrow, which nobody has at 10:00 today.
# This is **leakage**: the test knows what the plan cannot. Ask of each column *when* it is known.
#
# **Skill** is the share of the baseline's error that a forecast removes: 1 − MAE of the model / MAE of the baseline.
# The leak claims 0.41.
#
# > **Your turn.** Compute the skill of the honest model against last week. Put one number, without a unit, into `skill`.

# %% solution="grid-4-skill"
### BEGIN SOLUTION
skill = 1 - model_mae_kw / naive_mae_kw
### END SOLUTION

# %%
check("grid-4-skill", skill)

# %% [markdown]
# ## Schedule a battery
#
# Prices that change by the hour reward waiting. We turn the synthetic wholesale price into a tariff, with the example that Octopus Energy
# published in 2023 for Agile: 2.2 times that price, plus 12 p/kWh from 16:00 to 19:00. (Numbers differ by region; we leave out its cap and tax.)
# Then we lay a Tuesday and Wednesday of December 2025 over a Tuesday and Wednesday of our street: the dates below are the street's,
# the prices and emissions those of 2025.

# %%
hours = data.load("grid_carbon_synthetic")[["carbon_gkwh", "price_gbp_mwh"]]
is_peak = (hours.index.hour >= 16) & (hours.index.hour < 19)
# £/MWh divided by 10 is p/kWh.
hours["tariff_p_kwh"] = 2.2 * hours["price_gbp_mwh"] / 10 + 12 * is_peak

two_days = street_kw.loc["2016-12-06":"2016-12-07"].index
# Each hour's value holds for its four quarter hours.
quarters = hours.loc["2025-12-09":"2025-12-11"].resample("15min").ffill()
signals = quarters.iloc[: len(two_days)].set_axis(two_days)
signals.iloc[::24].round(1)

# %% [markdown]
# A **linear program** makes a sum as small as possible, under rules that are sums, too. In words: pay little; the store
# gains what we charge and loses what we discharge, with losses both ways; it stays between empty and full, and ends as it began.
# With price $p$, load $l$, charging $c$, discharging $d$, store $e$, step $\Delta t$, and $\eta$ (eta), the share that survives each way:
#
# $$\min \sum_t p_t (l_t + c_t - d_t)\,\Delta t \quad\text{with}\quad e_t = e_{t-1} + \eta c_t\,\Delta t - d_t\,\Delta t/\eta,$$
# $$0 \le e_t \le E,\quad 0 \le c_t, d_t \le P,\quad l_t + c_t - d_t \ge 0,\quad e_\text{end} = e_0.$$
#
# Two hours by hand: 10 p, then 30 p, a load of 1 kW, $\eta = 0.9$. To save 1 kWh in hour two we buy
# 1 / (0.9 · 0.9) = 1.235 kWh in hour one. The bill falls from 40 p to 10 p · 2.235 = 22.3 p. Does the solver HiGHS, in SciPy, agree?
# Its two unknowns are what we charge in hour one and discharge in hour two; `fun` is the change of the bill.

# %%
found = linprog(c=[10, -30], A_eq=[[0.9, -1 / 0.9]], b_eq=[0], bounds=[(0, 2), (0, 1)])
pd.Series({"charge_kw": found.x[0], "discharge_kw": found.x[1], "bill_p": 40 + found.fun}).round(3)

# %% [markdown]
# It does: `c` holds the prices, `A_eq` the store, `bounds` the limits.
# `schedule.schedule_battery` writes the same for the 96 quarter hours of one home on our street.
# The battery gives 5 kW (NREL, *Annual Technology Baseline*) and returns 80 % of what it takes (HOMER Grid manual, a cautious value): there *and* back,
# so $\eta = \sqrt{0.8} = 0.89$ each way. It begins and ends the day half full. Move its size.

# %%
figures = data.load("smart_grid_figures")["value"]
home_kw = street.year_kw()[1].loc["2016-12-06"]
price_p_kwh = signals["tariff_p_kwh"].loc["2016-12-06"]


def plan_battery(energy_kwh):
    battery = {"power_kw": figures["battery_power"], "efficiency": figures["battery_round_trip"] / 100}
    return schedule.schedule_battery(price_p_kwh, load_kw=home_kw, energy_kwh=energy_kwh, **battery)


def draw_battery(energy_kwh):
    plan = plan_battery(energy_kwh)
    saved_p = plan.totals["cost_before"] - plan.totals["cost"]
    fig, ax = plt.subplots(figsize=(8, 3))
    ax.step(np.arange(96) / 4, home_kw, where="post", color="grey", label="without battery")
    ax.step(np.arange(96) / 4, plan.table["import_kw"], "--", where="post", label="with battery")
    ax.axvspan(16, 19, color="grey", alpha=0.15, label="12 p/kWh more")
    ax.set(title=f"{energy_kwh} kWh save {saved_p:.0f} p on this day", xlabel="Hour of the day", ylabel="Import [kW]")
    ax.legend(loc="upper center")
    show(fig, alt=f"Import of one home over a day: {energy_kwh} kWh lower the expensive evening hours and save {saved_p:.0f} p.")


interact(draw_battery, energy_kwh=IntSlider(value=5, min=1, max=15, description="Size [kWh]"));

# %% [markdown]
# 2 kWh save 23 p of a bill of 256 p; 12 kWh save 38 p. The first wait for the expensive hours from 16:00 to 19:00;
# the later ones find only small differences of price, and a fifth is lost on the way. Returns **diminish**.
#
# > **Your turn.** By how much does the saving of the day grow when the battery grows from 9 to 10 kWh?
# > Put one number, in pence, into `tenth_kwh_p`.

# %% solution="grid-4-tenth"
### BEGIN SOLUTION
tenth_kwh_p = plan_battery(9).totals["cost"] - plan_battery(10).totals["cost"]
### END SOLUTION

# %%
check("grid-4-tenth", tenth_kwh_p)

# %% [markdown]
# ## Charge for cost or for carbon
#
# A car is plugged in from 22:00 to 07:00 and wants 20 kWh (our assumption) from an 11 kW charger; a tenth of
# the energy is lost. `charge_car(evening, aim)` returns the totals of the night.
# We charge it for cost, for carbon, and for mixes: cost plus a **carbon value** in pence per kilogram of CO₂.

# %%
def charge_car(evening, aim, pence_per_kg=0):
    night = hours.loc[f"{evening} 22:00":].iloc[:9]
    stay = {"arrival": night.index[0], "departure": night.index[0] + pd.Timedelta("9h")}
    car = {"energy_kwh": 20, "power_kw": figures["charger_three_16a"], "efficiency": 0.9}
    aims = {"carbon_gkwh": night["carbon_gkwh"], "aim": aim, "carbon_value_per_kg": pence_per_kg}
    return schedule.schedule_ev(night["tariff_p_kwh"], **stay, **car, **aims).totals


mixes = pd.DataFrame({value: charge_car("2025-12-09", "weighted", value) for value in range(21)}).T
fig, ax = plt.subplots(figsize=(8, 3))
ax.plot(mixes["carbon_kg"], mixes["cost"], "o-")
ax.set(title="On this night, clean charging costs 13 p more", xlabel="Emitted [kg CO₂]", ylabel="Bill of the night [p]")
show(fig, alt="Bill against carbon of one night: from 4.5 kg for 379 p down to 2.9 kg for 392 p, in steps.")

# %% [markdown]
# Many carbon values give the same plan, so few points show. On this **trade-off curve** nothing gets better without something getting worse. We chose a night when the aims quarrel:
# after 22:00 the wind dies down and each kWh emits more, yet at 02:00 it is half a penny cheaper.
# Is that typical? We plan 28 nights for each aim, and add up.

# %%
evenings = pd.date_range("2025-12-01", "2025-12-28").strftime("%Y-%m-%d")
totals = {aim: sum(charge_car(evening, aim) for evening in evenings) for aim in ("cost", "carbon")}
pd.DataFrame(totals).loc[["cost", "cost_before", "carbon_kg", "carbon_kg_before"]].round(1)

# %% [markdown]
# Money is in pence: 8,034 p are £80.34. *Before* is a car that starts at 22:00, in both columns. Charging for cost saves £26 and 15 kg in four weeks; charging for carbon saves 21 kg,
# and costs £3.30 more than the cheapest. Mostly cheap is also clean: wind lowers both.
#
# > **Watch out.** This is book-keeping with the *average* emission of each hour. An *extra* kWh comes from the power station that
# > follows demand. In our synthetic system gas runs through the whole night of 9 December, so the extra kWh emits the same in each
# > of its hours, and the 1.6 kg are moved from one account to another. Before you call a plan clean, ask which power station it turns down.
#
# > **Your turn.** On the night of 9 December, compare the clean plan with the cheap one: what does each avoided kilogram cost?
# > Use the totals that `charge_car` returns, not rounded figures. Put one number, in pence per kg, into `pence_per_kg`.

# %% solution="grid-4-tradeoff"
### BEGIN SOLUTION
cheap, clean = charge_car("2025-12-09", "cost"), charge_car("2025-12-09", "carbon")
pence_per_kg = (clean["cost"] - cheap["cost"]) / (cheap["carbon_kg"] - clean["carbon_kg"])
### END SOLUTION

# %%
check("grid-4-tradeoff", pence_per_kg)

# %% [markdown]
# ## Meet the new peak
#
# In the firm's last proposal every one of our 13 connections gets two cars. We try three rules. **At home**: each car starts when its
# owner arrives, at 18:00 give or take 1.5 h (our assumption), and charges for two hours.

# %%
n_cars, charger_kw = 26, figures["charger_three_16a"]
night = slice("2016-12-06 12:00", "2016-12-07 11:45")
clock = 12 + np.arange(96) / 4

starts = np.random.default_rng(4).normal(18, 1.5, size=n_cars)
at_home_kw = charger_kw * sum((clock >= start) & (clock < start + 20 / 0.9 / charger_kw) for start in starts)

# %% [markdown]
# **One tariff**: all cars follow the same price, planned as one large car.

# %%
tariff = signals["tariff_p_kwh"].loc[night]
cars = {"energy_kwh": n_cars * 20, "power_kw": n_cars * charger_kw, "efficiency": 0.9}
stay = {"arrival": "2016-12-06 22:00", "departure": "2016-12-07 07:00"}
free_kw = schedule.schedule_ev(tariff, **cars, **stay).table["charge_kw"]

# %% [markdown]
# **Shared limit**: they follow it, too, but the street may draw only 120 kW, three quarters of the transformer's rated 160 kVA.
# (kVA count active and reactive power together.) Our forecast tells how much room is left; each car gets an equal share.

# %%
room = {"load_kw": model_kw.loc[night], "import_limit_kw": 0.75 * street.transformers["rated_kva"].iloc[0]}
shared_kw = schedule.schedule_ev(tariff, **cars, **stay, **room).table["charge_kw"]
chargers_kw = pd.DataFrame({"at home": at_home_kw, "one tariff": free_kw, "shared limit": shared_kw})
chargers_kw.max().round(1)

# %% [markdown]
# Divide by 26 cars: at home a charger adds 165 / 26 = 6.3 kW to the peak of all, as arrivals differ; on one tariff its full 11 kW.
# The diversity of lesson 1 is gone. Now add what the street drew that night.

# %%
fig, ax = plt.subplots(figsize=(8, 3))
for name, style in {"at home": ":", "one tariff": "--", "shared limit": "-"}.items():
    ax.step(clock, chargers_kw[name] + street_kw.loc[night], style, where="post", label=name)
ax.set(title="One tariff makes a higher peak than no tariff", xlabel="Hour (24 is midnight, 25 is 1:00)", ylabel="Street load [kW]")
ax.set_xticks(range(12, 37, 3))
ax.legend()
show(fig, alt="Street load of one night: a hill of 198 kW in the evening, a tower of 299 kW at 1:00, or steps up to 120 kW.")

# %% [markdown]
# What do cables and transformer say? As in lesson 3, we solve the power flow of each quarter hour.

# %%
worst = {}
for name in chargers_kw:
    loads_kw = street.year_kw().loc[night].add(chargers_kw[name] / len(street.loads), axis=0)
    worst[name] = grid.solve_batch(street, loads_kw, street.year_kvar().loc[night]).worst()["value"]
pd.DataFrame(worst).round(3)

# %% [markdown]
# Voltage and cables hold: even 0.971 is above the 0.94 of the British regulations (ESQCR 2002).
# The transformer is above its rating: 128 % at home, for an hour, which many operators would bear in winter; 194 % on one tariff, which none would. Such a new, higher peak is called a
# **rebound**. With the shared limit it is 78 %. (Reactive power and losses add a little to 121 kW / 160 kVA.)
# We planned for 120 kW and the street drew 121: forecasts err, so a limit needs a margin.
#
# And the bill? Power times price (p/kWh), times the length of a step, for one of 26 cars on the tariff:

# %%
free_bill_p = (chargers_kw["one tariff"] * tariff).sum() * 0.25 / n_cars
print(f"{free_bill_p:.0f} p")

# %% [markdown]
# > **Your turn.** By how much does the shared limit raise the bill of *one car* above this `free_bill_p`?
# > Put one number, in pence per night, into `limit_cost_p`.

# %% solution="grid-4-limit"
### BEGIN SOLUTION
shared_bill_p = (chargers_kw["shared limit"] * tariff).sum() * 0.25 / n_cars
limit_cost_p = shared_bill_p - free_bill_p
### END SOLUTION

# %%
check("grid-4-limit", limit_cost_p)

# %% [markdown]
# ## Think
#
# > **Think.** Those who own a car, a drive and a battery gain. Those who rent a flat without them buy the expensive evening hours,
# > and pay a part if the transformer must grow. An equal share sounds fair: is it, for the nurse who leaves at 04:00?
# > Who decides whose car waits, and who may see when each of us is at home?
#
# ## What to take away
#
# * Judge a forecast on later weeks, against a baseline, with nothing that was unknown when it was issued.
# * A schedule is a linear program; each further kWh of storage saves less.
# * Cheap hours are often clean, not always; one signal for all makes a new peak, unless the street shares a limit.
#
# ## Further reading
#
# * R. J. Hyndman, G. Athanasopoulos, *Forecasting: Principles and Practice*, 3rd edition, 2021.
# * Q. Huangfu, J. A. J. Hall, "Parallelizing the dual revised simplex method", *Mathematical Programming Computation* 10, 2018: HiGHS.
# * Octopus Energy, "Agile pricing explained", updated December 2023: the tariff.
# * National Energy System Operator, *Carbon Intensity API*, and Carbon Brief, "UK renewables enjoy record year in 2025", 2026:
#   the emission factors and yearly energies behind the synthetic hours.

# %% [markdown]
# # Read a street's electricity
#
# A housing firm asks the network operator to connect one hundred homes to one street.
# How strong must the cable be? If we add up what each home can draw, the answer is absurdly expensive.
# If we take the average, the fuses blow on a winter evening. In this lesson you find the number in between.
#
# **You will be able to**
#
# * turn power into energy and back without losing a factor of four;
# * scale a standard load profile to a home, and say what it hides;
# * compute the peak that a street of homes shares;
# * estimate what a solar roof yields from a year of weather.
#
# **You need** Python lists and functions, and a first look at pandas. **Time** 35 min reading, 45 min doing.
#
# **Data** `homes_synthetic`: simulated homes, four winter weeks, mean kW per quarter hour.
# `bdew_2025`: the German standard load profiles, MIT licence.
# `weather_piedmont`: a typical weather year in northern Italy from PVGIS, W/m² and °C, © European Union, reuse with acknowledgement.

# %%
import matplotlib.pyplot as plt
from ipywidgets import IntSlider, interact

from citylab import check, data, show
from citylab.grid import demand, solar

# %% [markdown]
# ## Turn power into energy
#
# **Power** says how fast energy flows, in kilowatts (kW). **Energy** says how much has flowed, in kilowatt-hours (kWh).
# A kettle of 2 kW that runs for a quarter of an hour uses 2 kW × 0.25 h = 0.5 kWh.
#
# Our homes come as a table: one row per quarter hour, one column per home.
# They are simulated with a published model of people at home and the things they switch on, so no real household is exposed.
# We look at rows 70 to 73 and the first five columns.

# %%
homes_kw = data.load("homes_synthetic", "load")
homes_kw.iloc[70:74, :5]

# %% [markdown]
# Each number is the mean power of its quarter hour. Let us look at one home on one winter day: `.loc` with a date picks that day.
#
# > **Note.** Cells that draw a figure are longer than the others. You need not read them; the text says what matters.

# %%
home_kw = homes_kw["home_005"]
day_kw = home_kw.loc["2025-01-15"]

fig, ax = plt.subplots(figsize=(8, 3))
ax.step(day_kw.index.hour + day_kw.index.minute / 60, day_kw, where="post")
ax.set(title="One home is nearly silent, then draws 4.5 kW", xlabel="Hour of the day", ylabel="Power [kW]")
show(fig, alt="Power of one home over one day: near 0.05 kW at night, with single peaks up to 4.5 kW in the afternoon.")

# %% [markdown]
# Between the pulses of its fridge the home draws 0.05 kW. Its highest quarter hour, at 16:30, is 4.5 kW: about ninety times as much.
# To get the energy of the day, multiply each power by the length of its step, 0.25 h, and add up.

# %%
day_kwh = (day_kw * 0.25).sum()
print(f"{day_kwh:.2f} kWh")

# %% [markdown]
# The day took 12.44 kWh. Had we added the powers without the 0.25 h, we would have written 49.77 "kWh":
# four times too much. It is the most common slip in this field.
#
# > **Your turn.** Compute the energy that `home_kw` took in all four weeks. Put one number, in kWh, into `four_weeks_kwh`.

# %% solution="grid-1-energy"
### BEGIN SOLUTION
four_weeks_kwh = (home_kw * 0.25).sum()
### END SOLUTION

# %%
check("grid-1-energy", four_weeks_kwh)

# %% [markdown]
# Stuck? Write `check.hint("grid-1-energy")` in a new cell. Each call gives one more hint.
#
# ## Scale a standard profile
#
# Until homes have meters that report every quarter hour, operators use a **standard load profile**:
# the average course of very many homes, scaled to the yearly energy of one.
# The profile H25 was published by BDEW, the German association of energy and water industries, in 2025.
# We scale it to 3,000 kWh a year.

# %%
profile_kw = demand.standard_profile("h25", year=2025, annual_kwh=3000)
winter_kw, summer_kw = profile_kw.loc["2025-01-15"], profile_kw.loc["2025-07-16"]

# %%
fig, ax = plt.subplots(figsize=(8, 3))
hours = winter_kw.index.hour + winter_kw.index.minute / 60
ax.plot(hours, winter_kw, label="15 January, profile")
ax.plot(hours, summer_kw, "--", label="16 July, profile")
ax.step(hours, day_kw, where="post", alpha=0.4, color="grey", label="15 January, one home")
ax.set(title="A standard profile hides the peaks of a single home", xlabel="Hour of the day", ylabel="Power [kW]")
ax.legend()
show(fig, alt="Two smooth standard profiles that stay below 0.7 kW, and one jagged home that reaches 4.5 kW.")

# %% [markdown]
# The profile never passes 0.69 kW in the whole year. The home passed it again and again on one day.
# A profile is right for the *sum* of many homes and wrong for each of them.
#
# How evenly is a connection used? The **load factor** is the mean power divided by the highest power.
# A load factor of 1 is a lamp that burns all year; a low one means that a thick cable waits for few hours.
#
# > **Your turn.** Compute the load factor of the profile over the year. Put one number between 0 and 1 into `profile_factor`.

# %% solution="grid-1-load-factor"
### BEGIN SOLUTION
profile_factor = profile_kw.mean() / profile_kw.max()
### END SOLUTION

# %%
check("grid-1-load-factor", profile_factor)

# %% [markdown]
# ## Sort the load
#
# Now add up all hundred homes: `axis=1` adds across the columns, row by row. Sort the sum from the highest to the lowest value,
# and you get the **load duration curve**: it says for how many hours the load is at least this high.

# %%
street_kw = homes_kw.sum(axis=1)
duration_kw = demand.load_duration(street_kw)

fig, ax = plt.subplots(figsize=(8, 3))
ax.plot(duration_kw.index, duration_kw)
ax.axhline(0.9 * street_kw.max(), color="black", linestyle="--", linewidth=0.8)
ax.set(title="Six hours in four weeks need more than 90 % of the peak", xlabel="Hours, sorted", ylabel="Power [kW]")
show(fig, alt="Load duration curve of 100 homes over 672 hours: it starts at 91 kW, falls steeply, and ends near 6 kW.")

# %% [markdown]
# The highest quarter hour is 91 kW; the dashed line is 90 % of it. How long is the street above the line? A comparison gives *True* or
# *False* for each row, and in a sum *True* counts as 1. So we count rows, and multiply by the length of a step.

# %%
near_peak_h = (street_kw > 0.9 * street_kw.max()).sum() * 0.25
print(f"{near_peak_h} hours")

# %% [markdown]
# The street spends 5.75 hours of four weeks up there. Operators build for those hours: this is why moving demand in time
# is worth money, as lesson 4 shows.
#
# > **Your turn.** For how many hours was `street_kw` above half of its highest value?
# > Put one number, in hours, into `busy_hours`. Mind the length of a step.

# %% solution="grid-1-duration"
### BEGIN SOLUTION
busy_hours = (street_kw > 0.5 * street_kw.max()).sum() * 0.25
### END SOLUTION

# %%
check("grid-1-duration", busy_hours)

# %% [markdown]
# ## Share a peak
#
# One home peaks when the kettle meets the oven. A hundred homes do not put their kettles on in the same quarter hour.
# Engineers divide the joint peak of homes that share a cable by their number: 24 kW for 20 homes is 1.2 kW per home.
# As homes are added, this number falls towards the **after-diversity maximum demand** (ADMD).
#
# `demand.diversity_curve` draws homes at random, adds their loads, and finds the highest sum per home.
# It repeats this 200 times for each number of homes.

# %%
sizes = [1, 2, 5, 10, 20, 50, 100]
curve_kw = demand.diversity_curve(homes_kw, sizes)
curve_kw.round(2)

# %% [markdown]
# A single home needs 4.4 kW on average. A hundred homes together need 0.9 kW each, about a fifth.
# A formula known as Rusck's describes this with two numbers, the peak $p_1$ of one home and the peak per home $p_\infty$ of very many:
#
# $$p(n) = p_\infty + \frac{p_1 - p_\infty}{\sqrt{n}}$$
#
# Move the slider to see formula and homes side by side.

# %%
single_kw, many_kw = demand.fit_rusck(curve_kw["admd_kw"])


def draw_admd(n_homes):
    fig, ax = plt.subplots(figsize=(8, 3))
    ax.fill_between(curve_kw.index, curve_kw["low_kw"], curve_kw["high_kw"], alpha=0.2, label="9 of 10 draws")
    ax.plot(curve_kw.index, curve_kw["admd_kw"], "o-", label="simulated homes")
    ax.plot(sizes, demand.rusck_kw(sizes, single_kw=single_kw, many_kw=many_kw), "--", label="Rusck's formula")
    shared_kw = demand.admd_kw(homes_kw, n_homes)
    ax.axvline(n_homes, color="black", linewidth=0.8)
    ax.set(title=f"{n_homes} homes need {shared_kw:.1f} kW each", xlabel="Homes", ylabel="Peak per home [kW]")
    ax.legend()
    show(fig, alt=f"Peak per home falls as homes are added; at {n_homes} homes it is {shared_kw:.1f} kW.")


interact(draw_admd, n_homes=IntSlider(value=10, min=1, max=100, description="Homes"));

# %% [markdown]
# With one home the draws differ by nearly a factor of two; with fifty they almost agree. The formula fits few homes well
# and is too low for a hundred: 0.75 instead of 0.91 kW. A law with two numbers cannot follow the whole curve.
#
# > **Note.** Measured British homes settled at 1.5 kW, and planners take 2 kW (Customer-Led Network Revolution, report L217, 2015).
# > Our homes use a usual amount of energy, but only the clock and the daylight unite them: no cold spell, no football final.
# > And four weeks may miss the worst evening of a year.
#
# > **Watch out.** Diversity works for habits that differ. A hundred electric cars that all start charging when
# > a cheap tariff begins at 00:30 have no diversity at all.
#
# > **Your turn.** A branch cable feeds 20 homes. Use `demand.admd_kw` to find the peak that the *whole branch* must carry.
# > Put one number, in kW, into `branch_kw`.

# %% solution="grid-1-branch"
### BEGIN SOLUTION
branch_kw = 20 * demand.admd_kw(homes_kw, 20)
### END SOLUTION

# %%
check("grid-1-branch", branch_kw)

# %% [markdown]
# ## Add the sun
#
# Some of the homes will have solar panels. A roof's yield follows from the weather: sunlight on a tilted surface,
# a panel that loses power as it warms up, an inverter. The library `pvlib` carries the published formulas,
# and `solar.pv_power_kw` chains them; it gives one value per quarter hour.
# The weather is a *typical* year: each month was picked from a real year.

# %%
weather = data.load("weather_piedmont")
south_kw = solar.pv_power_kw(weather, peak_kw=1, tilt_deg=35, azimuth_deg=180)
east_kw = solar.pv_power_kw(weather, peak_kw=1, tilt_deg=35, azimuth_deg=90)

# %%
fig, ax = plt.subplots(figsize=(8, 3))
for label, power_kw, style in [("south", south_kw, "-"), ("east", east_kw, "--")]:
    by_hour_kw = power_kw.groupby(power_kw.index.hour).mean()
    ax.plot(by_hour_kw.index, by_hour_kw, style, label=f"roof faces {label}")
ax.set(title="An east roof works earlier, and yields less", xlabel="Hour of the day", ylabel="Mean power [kW per kWp]")
ax.legend()
show(fig, alt="Mean power by hour for two roofs: the south roof peaks near noon, the east roof earlier and lower.")

# %% [markdown]
# Panels are sold by their power in bright test light, the kilowatt-peak (kWp). What a roof gives in a year per kWp
# is its **specific yield**.
#
# > **Your turn.** Compute the specific yield of the roof that faces south.
# > Put one number, in kWh per kWp and year, into `south_yield`.

# %% solution="grid-1-yield"
### BEGIN SOLUTION
south_yield = demand.energy_kwh(south_kw)
### END SOLUTION

# %%
check("grid-1-yield", south_yield)

# %% [markdown]
# ## Think
#
# > **Think.** A standard profile is a mean, and nobody is the mean. Night workers, large families in small flats
# > and people who turn the heating off to save money disappear in it. If an operator plans by the profile,
# > who gets a weak connection, and who pays for a strong one?
#
# ## What to take away
#
# * Energy is power times time: with quarter hours, the sum of the kW times 0.25 h gives kWh.
# * A standard profile is the mean of very many homes; a cable for few homes must carry much more than the mean.
# * Peaks are shared: a hundred homes need about a fifth of the peak per home that one needs, unless something synchronises them.
#
# ## Further reading
#
# * M. Sun, I. Konstantelos, G. Strbac, "Analysis of diversified residential demand in London using smart meter and
#   demographic data", *IEEE Power and Energy Society General Meeting*, 2016: the same curve, from 2,639 measured homes.
# * Customer-Led Network Revolution, *After Diversity Maximum Demand Report*, CLNR-L217, 2015: what planners take.
# * I. Richardson, M. Thomson, D. Infield, C. Clifford, "Domestic electricity use: a high-resolution energy demand model",
#   *Energy and Buildings* 42, 2010: the model behind the simulated homes.
# * W. F. Holmgren, C. W. Hansen, M. A. Mikofski, "pvlib python: a python package for modeling solar energy systems",
#   *Journal of Open Source Software* 3 (29), 2018.

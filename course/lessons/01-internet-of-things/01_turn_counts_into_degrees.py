# %% [markdown]
# # Turn counts into degrees
#
# Ancoats Quay wants to publish what its street sensors say. A sensor says neither degrees nor micrograms: it says 749.
# In this lesson you turn such counts into degrees and dust, and find out how sure the result is.
#
# **You will be able to**
#
# * convert counts into volts, and volts into a temperature;
# * state a reading with its expanded uncertainty;
# * correct a particle reading for humid air;
# * estimate how many years a battery lasts.
#
# **You need** Python lists and functions, and a first look at pandas. **Time** 45 min reading, 45 min doing.
#
# **Data** `sensor_figures`: figures of a thermistor (°C, and ohms: Ω), a controller, a particle sensor, a radio and a cell, quoted from
# data sheets and papers of 2007 to 2023, each with its source and with what it was checked against, CC0.

# %%
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import IntSlider, interact

from citylab import check, data, show
from citylab.iot import adc, battery, particles, thermistor, uncertainty

# %% [markdown]
# ## Count volts
#
# An **analogue-to-digital converter** (ADC) compares a voltage with its **reference voltage** and gives a whole number, the count.
# With $N$ bits there are $2^N$ counts, from 0 to $2^N-1$. The town's controller has 10 bits; its reference is its supply, 2.5 V.

# %%
print(f"one step: {1000 * adc.step_v(bits=10, reference_v=2.5):.2f} mV")
for volts in [-0.2, 1.828, 1.829, 4.0]:
    print(f"{volts} V gives {adc.counts(volts, bits=10, reference_v=2.5)}")

# %% [markdown]
# A step is 2.44 mV: 1.828 V and 1.829 V give the same 749. Whatever lies outside is *clipped*: 4 V reads 1023.
# A count at either end is no reading, it is an alarm.
#
# Rounding adds an error of up to half a step. A sine wave that fills the whole range is stronger than this error by
# $6.02\,N + 1.76$ decibels (dB), the textbook says. A decibel compares two powers: +10 dB is ten times, +20 dB a hundred times.
# We measure such a wave, then once more with 1 mV of noise.

# %%
# SQNR: signal-to-quantization-noise ratio, the wave's power over that of the rounding error
for bits in [8, 10, 12, 16]:
    quiet_db = adc.measured_sqnr_db(bits=bits, reference_v=2.5)
    noisy_db = adc.measured_sqnr_db(bits=bits, reference_v=2.5, noise_v=0.001)
    formula_db = adc.ideal_sqnr_db(bits)
    print(f"{bits} bits: formula {formula_db:.1f}, measured {quiet_db:.1f}, with noise {noisy_db:.1f} dB")

# %% [markdown]
# Formula and measurement agree within 0.2 dB. With noise, 12 and 16 bits both end at 59 dB: the extra bits count the noise.
#
# > **Note.** This controller's data sheet divides by 1023 instead of 1024. The two differ by one step at most.
#
# > **Your turn.** Another board has 12 bits and a reference of 1.1 V. Put its volts per count, one number in V, into `step_volts`.

# %% solution="iot-1-step"
### BEGIN SOLUTION
step_volts = 1.1 / 2**12
### END SOLUTION

# %%
check("iot-1-step", step_volts)

# %% [markdown]
# Stuck? Write `check.hint("iot-1-step")` in a new cell. Each call gives one more hint.
#
# ## Turn ohms into degrees
#
# A **thermistor** (here an NTC, the common kind) is a resistor whose resistance falls as it warms up. It sits in a *voltage divider*: the 2.5 V
# feed a fixed resistor of 10 kΩ, the thermistor leads on to ground (0 V), and the ADC reads the voltage between them. The controller
# feeds it only while it reads: always on, it would warm itself, and draw more current than the rest of a temperature sensor.
# From the voltage follows the resistance $R$.

# %%
volts = adc.voltage_v(749, bits=10, reference_v=2.5)
ohms = thermistor.divider_resistance_ohm(volts, supply_v=2.5, series_ohm=10_000)
print(f"{volts:.3f} V, {ohms:.0f} Ω")

# %% [markdown]
# Two formulas lead on to the temperature. The **B value** is one number from the data sheet, here 3,380 K, and takes the curve as
# straight if drawn as $\ln R$, the natural logarithm, against $1/T$, with $T$ in kelvin. The formula of **Steinhart and Hart** has three numbers,
# $1/T = a + b \ln R + c\,(\ln R)^3$, and goes through three points of the maker's table.

# %%
table = data.load("sensor_figures", "thermistor")
b_curve = thermistor.BValue(3380, nominal_ohm=10_000, nominal_degc=25)
sh_curve = thermistor.fit_steinhart_hart([(-20, 68_237), (25, 10_000), (85, 1_452)])
b_error = thermistor.temperature_degc(table["resistance_ohm"], model=b_curve) - table["temperature_degc"]
sh_error = thermistor.temperature_degc(table["resistance_ohm"], model=sh_curve) - table["temperature_degc"]

# %%
fig, ax = plt.subplots(figsize=(8, 3))
ax.plot(table["temperature_degc"], b_error, label="B value")
ax.plot(table["temperature_degc"], sh_error, "--", label="Steinhart and Hart")
ax.axhline(0, color="black", linewidth=0.8)
ax.set(title="The B value reads too warm at both ends", xlabel="True temperature [°C]", ylabel="Error [°C]")
ax.legend()
show(fig, alt="Error of two formulas: the B value is 3.0 °C off at -40 °C, 4.2 °C at 125 °C; the other is near zero.")

# %% [markdown]
# The B value is right at 25 and 50 °C. It is 3.0 °C too warm at −40 °C, 4.2 °C at 125 °C, and 0.8 °C at freezing point:
# water that freezes would read +0.8 °C. Steinhart and Hart stay within 0.1 °C between −20 and 85 °C.
#
# How many bits does that deserve? The slider sends temperatures through an ADC and back; you need not read the cell.


# %%
def draw_bits(bits):
    true_degc = np.linspace(-30, 85, 11_501)  # evenly spaced, 0.01 °C apart
    true_ohm = thermistor.resistance_ohm(true_degc, model=sh_curve)
    true_v = thermistor.divider_voltage_v(true_ohm, supply_v=2.5, series_ohm=10_000)
    counts = adc.counts(true_v, bits=bits, reference_v=2.5)
    read_v = adc.voltage_v(counts, bits=bits, reference_v=2.5)
    read_ohm = thermistor.divider_resistance_ohm(read_v, supply_v=2.5, series_ohm=10_000)
    error = thermistor.temperature_degc(read_ohm, model=sh_curve) - true_degc
    fig, ax = plt.subplots(figsize=(8, 3))
    ax.plot(true_degc, error, linewidth=0.5)
    title = f"{bits} bits are at most {abs(error).max():.2g} °C off"
    ax.set(title=title, xlabel="True temperature [°C]", ylabel="Error [°C]")
    show(fig, alt=f"Rounding error against temperature: {title}, and the error grows towards both ends.")


interact(draw_bits, bits=IntSlider(value=10, min=6, max=16, description="Bits"));

# %% [markdown]
# Read only the outline of the blue band. At 85 °C, its worst, ten bits are good for 0.16 °C and twelve for 0.04 °C.
# The error grows towards both ends, where a degree moves the voltage least.
#
# > **Your turn.** At night the same sensor gives count 893. Put the temperature by `sh_curve`, one number in °C, into `night_degc`.

# %% solution="iot-1-degrees"
### BEGIN SOLUTION
night_v = adc.voltage_v(893, bits=10, reference_v=2.5)
night_ohm = thermistor.divider_resistance_ohm(night_v, supply_v=2.5, series_ohm=10_000)
night_degc = thermistor.temperature_degc(night_ohm, model=sh_curve)
### END SOLUTION

# %%
check("iot-1-degrees", night_degc)

# %% [markdown]
# ## Say how sure you are
#
# Eight counts in a row differ a little. The **standard uncertainty** of their mean is their standard deviation divided by $\sqrt{8}$.
# The *Guide to the Expression of Uncertainty in Measurement* (GUM), which laboratories share, calls this *type A*: it comes from repeating.
# *Type B* comes from other knowledge. Of a limit of ±1 % we know no more, so we take all values between as equally likely:
# divide the limit by $\sqrt{3}$. The data sheet gives ±2.5 counts for everything, rounding included:
# typical, not promised. We take it as a limit.

# %%
quantities = {
    "count": uncertainty.type_a([748, 750, 751, 747, 749, 752, 748, 750]),
    "converter": uncertainty.rectangular(0, 2.5),  # counts, ±2.5
    "series_ohm": uncertainty.rectangular(10_000, 100),  # a resistor of ±1 %
    "r25_ohm": uncertainty.rectangular(10_000, 100),  # thermistor at 25 °C, ±1 %
    "b_k": uncertainty.rectangular(3262, 32.6),  # B value between 0 and 25 °C, ±1 %
}

# %% [markdown]
# Next, one function from these quantities to the result. For the budget we need one number with a limit, so we return to B,
# fitted to the table's points at 0 and 25 °C: 3,262 K, right within 0.1 °C between them.
# `uncertainty.budget` moves each quantity by its uncertainty and notes how far the result moves: its *contribution*.
# The sign is the direction; the share is that of the squares.


# %%
def degrees(count, converter, series_ohm, r25_ohm, b_k):
    volts = adc.voltage_v(count + converter, bits=10, reference_v=2.5)
    ohms = thermistor.divider_resistance_ohm(volts, supply_v=2.5, series_ohm=series_ohm)
    return thermistor.temperature_degc(ohms, model=thermistor.BValue(b_k, nominal_ohm=r25_ohm))


uncertainty.budget(degrees, quantities).round(3)

# %% [markdown]
# The converter contributes most, 0.16 °C at 0 °C. The resistances and the B value give 0.13 °C each.
# Independent contributions add up like the sides of a right angle: square, add, take the root. The result is the
# **combined standard uncertainty**; twice that is the **expanded uncertainty** ($k = 2$), which covers about 95 %
# if the result is nearly a bell curve, as here. To check, we draw 200,000 sets of values at random.

# %%
standard = uncertainty.combined(degrees, quantities)
draws = uncertainty.monte_carlo(degrees, quantities, seed=1)
print(f"({draws.mean():.2f} ± {uncertainty.expanded(standard):.2f}) °C")
print(f"standard uncertainty: {standard:.3f} °C, by drawing {draws.std():.3f} °C")

# %% [markdown]
# We publish (−0.06 ± 0.58) °C. Whether it froze, this sensor cannot tell. Both ways agree on 0.29 °C.
#
# > **Watch out.** The supply is not in the table: it feeds divider and ADC alike, so it cancels. Had the ADC a
# > reference of its own, good to ±3 % like the one built into this controller (which needs a supply of 3 V, and has ±5 % in frost),
# > that alone would contribute 1.5 °C. And no budget finds a wrong formula.
#
# > **Your turn.** There is a resistor of ±0.5 %, too. `dict(quantities, series_ohm=...)` copies the quantities with one replaced;
# > write the resistor as in the cell above. Put the new expanded uncertainty, one number in °C, into `better_degc`.

# %% solution="iot-1-expanded"
### BEGIN SOLUTION
better = dict(quantities, series_ohm=uncertainty.rectangular(10_000, 50))
better_degc = uncertainty.expanded(uncertainty.combined(degrees, better))
### END SOLUTION

# %%
check("iot-1-expanded", better_degc)

# %% [markdown]
# ## Dry the particles
#
# **PM2.5** is the mass of airborne particles up to 2.5 µm, per cubic metre. A low-cost sensor lights them with a laser
# and turns the light they scatter into a mass. In humid air particles take up water, scatter more, and seem heavier.
# How eagerly they drink is their *hygroscopicity* κ (kappa), mostly 0.1 to 0.9.

# %%
humidity = np.linspace(0, 97, 98)
fig, ax = plt.subplots(figsize=(8, 3))
for kappa, style in [(0.1, "--"), (0.3, "-"), (0.9, ":")]:
    ax.plot(humidity, particles.growth_factor(humidity, kappa=kappa), style, label=f"κ = {kappa}")
ax.set(title="In humid air a sensor weighs water", xlabel="Relative humidity [%]", ylabel="Wet over dry (ratio)")
ax.set_ylim(0, 8)
ax.legend()
show(fig, alt="Growth factor against humidity, ever steeper: for kappa 0.1, 0.3, 0.9 it is 1.1, 1.3, 1.8 at 60 %, 1.3, 2.0, 4.1 at 85 %.")

# %% [markdown]
# With κ = 0.3 a sensor reads double at 85 %. To *dry* a reading, divide it by the factor. Who does not know κ can fit a line instead: the US
# Environmental Protection Agency (EPA) did so for one make, PurpleAir, beside reference stations: $0.524\,x - 0.0862\,h + 5.75$,
# fitted to 24-hour means. Here $x$ is the mean of the two channels' output `CF=1` in µg/m³ (not `ATM`, which PurpleAir's map shows outdoors),
# and $h$ the humidity that the sensor itself reads, in %.

# %%
dry_ugm3 = particles.dry_ugm3(30, 50, kappa=0.3)
line_ugm3 = particles.correct_epa(30, 50)
print(f"30 µg/m³ at 50 %: by κ {dry_ugm3:.1f}, by the EPA's line {line_ugm3:.1f} µg/m³")

# %% [markdown]
# 25.4 or 17.2 µg/m³: PurpleAirs read about 40 % too high in most of the United States; the line takes that off, too.
# The town has another make; its data sheet states a precision of ±5 µg/m³ plus 5 % of the reading, at 25 °C, before any humidity
# and for no street's dust. Lesson 3 fits a line for it.
#
# > **Your turn.** A PurpleAir's daily mean is 60 µg/m³ (`CF=1`), and its own humidity sensor says 85 %. Put the value by the EPA's line, one number in µg/m³, into `corrected_ugm3`.

# %% solution="iot-1-dry"
### BEGIN SOLUTION
corrected_ugm3 = particles.correct_epa(60, 85)
### END SOLUTION

# %%
check("iot-1-dry", corrected_ugm3)

# %% [markdown]
# ## Pay for a reading
#
# A sensor sleeps, measures, sends, sleeps. The charge of one round, current times time, spread over the period, is its **mean current**.
# Data sheets say what each part draws; `.loc` picks rows by name, and columns.

# %%
figures = data.load("sensor_figures", "figures")
wanted = ["particles_measuring", "particles_start", "radio_sending", "cell_capacity", "cell_loss"]
figures.loc[wanted, ["value", "unit", "source"]]

# %% [markdown]
# The particle sensor needs 5 V. The cell has 3.6 V, and we assume that the converter between them loses a tenth.
# The fan runs 30 s to start and, we assume, 10 s to read; then its power is cut. A message takes 0.37 s; lesson 4 shows why.
# Energy is current times voltage times time, in joules (J).

# %%
fan_ma = battery.at_battery_ma(55, load_v=5, battery_v=3.6, efficiency=0.9)
fan_j = battery.energy_j(fan_ma, 40, voltage_v=3.6)
send_j = battery.energy_j(29, 0.37, voltage_v=3.6)
print(f"{fan_ma:.0f} mA from the cell; fan {fan_j:.1f} J, radio {send_j:.3f} J")

# %% [markdown]
# One reading of particles costs as much as 300 messages. Now the life on one D cell of 17 Ah (ampere-hours), every ten minutes.
# The controller is awake 0.5 s, we assume. Controller and radio draw 0.9 µA asleep. A stored cell loses up to 1 % a year by itself, which counts, too.

# %%
control, fan, send = (1.2, 0.5), (fan_ma, 40), (29, 0.37)  # current in mA, duration in s
for name, phases in [("temperature only", [control, send]), ("with particles", [control, fan, send])]:
    mean_ua = battery.mean_current_ua(phases, period_s=600, sleep_ua=0.9)
    years = battery.life_years(mean_ua, capacity_ah=17, self_discharge_percent=1)
    print(f"{name}: {mean_ua:.0f} µA, {years:.2f} years")

# %% [markdown]
# Temperature alone would run for 98 years without the cell's own loss, 50 with it, on paper.
# With particles it is four months. A rated capacity holds for 20 °C and 5 mA; at 85 mA and in winter it is less.
# After a rest such a cell sags under its first big current (*passivation*), so designers put a capacitor beside it.
# A particle sensor wants the mains or a solar panel. Lesson 2 sends the readings on their way.
#
# > **Your turn.** Do the whole round (measure both, send) once an hour instead. Put the life, one number in years, into `hourly_years`.

# %% solution="iot-1-battery"
### BEGIN SOLUTION
hourly_ua = battery.mean_current_ua([control, fan, send], period_s=3600, sleep_ua=0.9)
hourly_years = battery.life_years(hourly_ua, capacity_ah=17, self_discharge_percent=1)
### END SOLUTION

# %%
check("iot-1-battery", hourly_years)

# %% [markdown]
# ## Think
#
# > **Think.** One sensor stands in the mist of the quay, one on the dry hill. Uncorrected, the quay looks dirtier than it is; with too high a κ,
# > cleaner. Who gains from each error if the town publishes one number without its uncertainty? Who changes the batteries, and where?
#
# ## What to take away
#
# * A count times reference over $2^N$ is a voltage; a count at either end is an alarm.
# * State a reading with its expanded uncertainty; a limit in a data sheet counts with its half width over $\sqrt{3}$.
# * Humid air makes particles look heavier, and the fan that draws them in empties the battery.
#
# ## Further reading
#
# * JCGM 100:2008, *Guide to the Expression of Uncertainty in Measurement*, and JCGM 101:2008, its Monte Carlo supplement.
# * W. Kester, "Taking the Mystery out of the Infamous Formula, SNR = 6.02N + 1.76dB", Analog Devices, MT-001, 2008.
# * J. S. Steinhart, S. R. Hart, "Calibration curves for thermistors", *Deep-Sea Research* 15, 1968.
# * L. R. Crilley et al., "Evaluation of a low-cost optical particle counter (Alphasense OPC-N2) for ambient air monitoring",
#   *Atmospheric Measurement Techniques* 11, 2018: the growth factor.
# * K. K. Barkjohn, B. Gantt, A. L. Clements, "Development and application of a United States-wide correction for PM2.5 data
#   collected with the PurpleAir sensor", *Atmospheric Measurement Techniques* 14, 2021.

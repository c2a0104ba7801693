# %% [markdown]
# # Wrap up: publish the air of Egret Quay
#
# **Egret Quay** is a (fictional) quay in Shanghai, Ancoats Quay's partner in the laboratory. Six street sensors stood beside a reference
# instrument for four weeks in February 2026; then they hung on the quay for three. The harbour office wants to tell its residents on how many of these
# 21 days the air was worse than the World Health Organization (WHO) recommends: its guideline of 2021 is 15 µg/m³ of PM2.5 as a mean over 24 hours.
#
# **The problem.** Which readings may it publish, on how many days was the guideline exceeded, and how sure is that?
# This page gives you data and six questions. The way is yours: the ideas stand in lessons 1 to 4; a few new commands stand below.
# The faults are other ones than in lesson 3, and nobody labelled them.
#
# **You need** lessons 1 to 4. **Time** 15 min reading, 95 min doing.
#
# **Data** `quay_sensors_synthetic`: *synthetic* PM2.5 (µg/m³) and humidity (%), hourly, 2 February to 22 March 2026, CC0.

# %%
import pandas as pd

from citylab import check
from citylab.iot import calibration, lora, practice, quality, senml

# %% [markdown]
# ## Tools you may need
#
# Come back to this table when you miss a command. `table` has a column `time`; `one`, `other` and `hourly` are series, and the index of `hourly` holds times.
#
# | to do this | write for example |
# |---|---|
# | Change one column in some rows; the others stay as they are. | `table.loc[table["unit"] == "cm", "value"] = 0` |
# | Move times by a fixed length. | `table["time"] = table["time"] + pd.Timedelta(minutes=20)` |
# | Make the times the index, in their order. | `table = table.set_index("time").sort_index()` |
# | Read the same moments on the clock of another zone (of a series or a table; the times must be the index). | `hourly = hourly.tz_convert("Asia/Tokyo")` |
# | Average each day on that clock; a day with fewer than 18 hours is missing. | `quality.daily_mean(hourly)` |
# | Average each day, however few hours it has. | `hourly.resample("D").mean()` |
# | Keep one thing per name in a dictionary, and find it again. | `found = {}; found["A"] = 3; found["A"]` |
# | Put series side by side and average each row (`axis=1`: across the columns). | `pd.DataFrame({"one": one, "other": other}).mean(axis=1)` |
# | Count a day's messages where no duty cycle holds. | `lora.messages_per_day(900, duty_cycle=None, airtime_s_per_day=60)` |
#
# And lesson 2's way to survive an error: if a line below `try` fails in the way that `except` names, Python goes on below `except`.

# %%
for text in ["7.5", "wet", "8.1"]:
    try:
        print(float(text))
    except ValueError as error:
        print("refused:", error)

# %% [markdown]
# ## Read what came
#
# `problem` holds what is given. Every figure and name in the text is that of seed 0.
#
# > **Another problem.** When you are done, write another whole number for the seed and run the page again from here: other names, other silences,
# > another radio. It takes some seconds. The checks judge your answers for the new numbers.

# %%
problem = practice.new_problem(seed=0)
problem

# %% [markdown]
# A message is a SenML pack, with the time at which it arrived. This is the third one, and what `senml.read` makes of it:

# %%
packs = problem.packs
print(packs.loc[2, "payload"])
senml.read(packs.loc[2, "payload"])

# %% [markdown]
# Not all of the 3,039 packs can be read. Where one is refused, `senml.read` raises a `senml.SenMLError` that says why.
#
# > **Your turn.** How many packs are refused? Put one whole number into `refused`.
# > For a hint, write `check.hint("iot-w-refused")` in a new cell.

# %% solution="iot-w-refused"
### BEGIN SOLUTION
refused = 0
for payload in packs["payload"]:
    try:
        senml.read(payload)
    except senml.SenMLError:
        refused = refused + 1
### END SOLUTION

# %%
check("iot-w-refused", refused, problem)

# %% [markdown]
# Before you go on, print the errors. For nine hours one sensor forgot to say which version of SenML it speaks: its numbers may be right, and the standard
# forbids to guess. Would you?
#
# ## Decide which days count
#
# `readings` holds what the other packs said: one row per reading of PM2.5, with the humidity of the same message. Nothing is mended yet.

# %%
readings = problem.readings
readings.head(4)

# %% [markdown]
# Flag with `quality.flag(readings)`, its limits as they stand. Look which rule hits which sensor. What can be repaired without guessing, repair;
# then flag again. Both times name their zone already (UTC), so `quality.from_wall_clock` refuses them. A day runs from midnight to midnight on the quay's clock (`Asia/Shanghai`, which has no summer time: always eight hours ahead of
# UTC), and counts if at least 18 of its hours are `ok`. Each sensor sends one reading an hour.
#
# Keep the trusted hours of each sensor, humidity included, on the quay's clock: you need them again below.
#
# > **Your turn.** Six sensors for 21 days make 126 sensor-days. How many of them count? Put one whole number into `sensor_days`.

# %% solution="iot-w-days"
### BEGIN SOLUTION
mended = readings.copy()
kilograms = mended["unit"] == "kg/m3"
mended.loc[kilograms, "value"] = mended.loc[kilograms, "value"] * 1e9
mended.loc[kilograms, "unit"] = "ug/m3"
future = quality.flag(mended).groupby("sensor")["future"].sum()
ahead = mended["sensor"] == future.idxmax()
mended.loc[ahead, "time"] = mended.loc[ahead, "time"] - pd.Timedelta(hours=8)
flagged = quality.flag(mended)
hours = {}
for name in sorted(mended["sensor"].unique()):
    rows = flagged[(flagged["sensor"] == name) & flagged["ok"]]
    hours[name] = rows.set_index("time").sort_index().tz_convert("Asia/Shanghai")
sensor_days = sum(quality.valid_days(hours[name]["value"]).sum() for name in hours)
### END SOLUTION

# %%
check("iot-w-days", sensor_days, problem)

# %% [markdown]
# ## Refuse a sensor
#
# `beside` holds the four weeks beside the reference, hour by hour. Learn a correction with humidity for each sensor before 16 February, and judge it on
# the two weeks from then on, by its RMSE. Keep the six corrections, for example in a dictionary: the later questions need them.

# %%
beside = problem.beside
beside.head(3)

# %% [markdown]
# > **Your turn.** One sensor must not be published, whatever correction it gets: after correction it has by far the largest error on the later weeks.
# > Put its name, one of `"SQ-01"` to `"SQ-06"`, into `not_published`.

# %% solution="iot-w-sensor"
### BEGIN SOLUTION
early, later = calibration.split_by_time(beside, learn_until="2026-02-16")
learnt, rmse_ugm3 = {}, {}
for name in sorted(readings["sensor"].unique()):
    learnt[name] = calibration.fit(early["reference_ugm3"], early[name], early["humidity_percent"])
    corrected = learnt[name].apply(later[name], later["humidity_percent"])
    rmse_ugm3[name] = calibration.errors(later["reference_ugm3"], corrected)["rmse"]
not_published = pd.Series(rmse_ugm3).idxmax()
### END SOLUTION

# %%
check("iot-w-sensor", not_published, problem)

# %% [markdown]
# ## Hold the days against the guideline
#
# Correct the trusted hours of the other five with what they learnt, make daily means (18 hours or more), and average the five on each day. That is the
# quay's day. Keep these means for the next question.
#
# > **Your turn.** On how many of the 21 days is the quay's mean above 15 µg/m³? Put one whole number into `exceeded`.

# %% solution="iot-w-exceeded"
### BEGIN SOLUTION
published = [name for name in hours if name != not_published]
daily = {}
for name in published:
    corrected = learnt[name].apply(hours[name]["value"], hours[name]["humidity_percent"])
    daily[name] = quality.daily_mean(corrected)
quay_ugm3 = pd.DataFrame(daily).mean(axis=1)
exceeded = (quay_ugm3 > 15).sum()
### END SOLUTION

# %%
check("iot-w-exceeded", exceeded, problem)

# %% [markdown]
# How sure is that? On the two later weeks beside the reference you know the truth. Average the five corrected sensors there, hour by hour, make daily means of
# them and of the reference, and take the RMSE of these 14 days as the standard uncertainty of a day. Call a day *surely* above if its mean is
# above 15 µg/m³ by more than the expanded uncertainty, $k = 2$ (lesson 1). (The RMSE contains a bias. The GUM would correct that first, and then one day more would be sure.)
#
# > **Your turn.** How many days are surely above? Put one whole number into `sure`.

# %% solution="iot-w-sure"
### BEGIN SOLUTION
five = pd.DataFrame({name: learnt[name].apply(later[name], later["humidity_percent"]) for name in published})
five_daily = five.mean(axis=1).resample("D").mean()
true_daily = later["reference_ugm3"].resample("D").mean()
day_ugm3 = calibration.errors(true_daily, five_daily)["rmse"]
sure = (quay_ugm3 > 15 + 2 * day_ugm3).sum()
### END SOLUTION

# %%
check("iot-w-sure", sure, problem)

# %% [markdown]
# ## Leave the cable
#
# So far a cable carries the packs, about 110 bytes each. Next winter the sensors go where there is none and must use LoRaWAN at spreading factor 12. A reading is
# packed into 8 bytes (`problem.app_bytes`), and LoRaWAN adds its own. The network asks each device to stay below 30 s of air time a day
# (`problem.airtime_s`), as in lesson 4; no
# duty cycle is added here.
#
# > **Your turn.** How many messages a day may a sensor send? Put one whole number into `a_day`.

# %% solution="iot-w-radio"
### BEGIN SOLUTION
message_ms = lora.time_on_air_ms(problem.app_bytes + lora.LORAWAN_BYTES, spreading_factor=12)
a_day = lora.messages_per_day(message_ms, duty_cycle=None, airtime_s_per_day=problem.airtime_s)
### END SOLUTION

# %%
check("iot-w-radio", a_day, problem)

# %% [markdown]
# ## Decide
#
# Write four or five sentences to the harbour office, in a new cell: what may it publish, and what not? Then compare with this list.
#
# * You give the number of days above the guideline, the number that is sure, and say what *sure* means.
# * You name the sensor that is not published, and what is to happen to it.
# * You say how many sensor-days count, and why the others do not.
# * You say that three weeks are no year. The WHO's level for a day may be passed on three to four days of a *year*; its level for the mean of a year is 5 µg/m³.
#   China's own standard (GB 3095-2026) has allowed 60 µg/m³ for a day where people live since 1 March 2026, and 50 from 2031; before, it was 75. Whose limit you hold up is a choice: say which.
# * You doubt one of your numbers. Beside the reference the five read 1.1 µg/m³ too low in the later weeks. And February is not July: what if the air gets damper?
# * You say what changes with the radio: how often a resident would hear of the air, and how many lost messages a day still allows.
#
# > **Think.** The office may show the doubtful days in grey, or count them as clean. Who would notice the difference, and who would be
# > glad of it?

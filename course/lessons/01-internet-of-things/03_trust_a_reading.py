# %% [markdown]
# # Trust a reading
#
# Lesson 2 brought the messages of the street sensors into one table. The environment department of Ancoats Quay asks:
# "Which readings may we publish?" A wrong number on a public map frightens people, or lulls them.
# You mark what cannot be trusted, count how often your marks are wrong, and correct a sensor.
#
# **You will be able to**
#
# * find late, repeated and missing messages, and clocks that are wrong;
# * flag readings with a schema that never deletes a row;
# * choose the threshold of an anomaly score by its false alarms and misses;
# * judge a calibration on weeks it has not seen.
#
# **You need** lessons 1 and 2. **Time** 50 min reading, 60 min doing.
#
# **Data** `street_air_synthetic`: *synthetic* PM2.5 (µg/m³), six street sensors in two weeks of spring 2026, and one
# beside a reference station for twelve, CC0. `water_flow`: a real pipeline in Italy, 2022, hourly, l/s, BSD-3-Clause.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pandera.pandas as pa
from ipywidgets import IntSlider, interact
from sklearn.ensemble import IsolationForest
from sklearn.neighbors import KNeighborsRegressor

from citylab import check, data, show
from citylab.iot import calibration, quality

# %% [markdown]
# ## Ask when, and how often
#
# Each message has two times: `time`, when the sensor says it measured, and `received`, when it arrived. Both are in UTC, which has no summer time.
# A column `label` tells which fault was put in. A real table has none: we use it only to count our errors.

# %%
messages = data.load("street_air_synthetic", "messages")
messages.drop(columns=["quantity", "unit"]).head(3)

# %% [markdown]
# The rules in `quality` answer with True or False for every row.
# `groupby(messages["sensor"])` sorts the rows into one heap per sensor; `sum()` counts the True in each heap. `mean()` of True and False is the share of True.

# %%
clocks = pd.DataFrame({
    "late": quality.late(messages, allowed_min=15),
    "out_of_order": quality.out_of_order(messages),  # arrived after a later measurement of the same sensor
    "future": quality.future(messages),
})
clocks.groupby(messages["sensor"]).sum()

# %% [markdown]
# AQ-06 has 42 late messages; 40 came in two bunches. Its *gateway*, the antenna that takes the radio messages (lesson 4), had been down. Late is not wrong; keep them.
# But AQ-05 sends readings from the *future*. Here are its messages around 01:00 UTC on 29 March. Square brackets with a True or False per row keep the rows with True:

# %%
aq5 = messages[messages["sensor"] == "AQ-05"].set_index("received")
aq5.loc["2026-03-29 00:40":"2026-03-29 01:20", ["time", "value"]]

# %% [markdown]
# In that night British clocks went forward. AQ-05 sends the wall clock without naming its zone, and the server takes it for UTC:
# right all winter, an hour ahead from then on. `missing_times` lists when a message was due and none came:

# %%
# 22:45 UTC is the last time due before midnight in the town. Without `end`, AQ-05's clock would make it 23:45.
lost = quality.missing_times(messages, step_min=15, end="2026-04-05 22:45")
lost.groupby("sensor").size()

# %% [markdown]
# AQ-03 was silent for a third of a day. The four that AQ-05 lacks are the hour its clock skipped: nothing was lost there.
# Can such times be repaired? `from_wall_clock` reads them in a named zone:

# %%
shown = pd.Series(["2026-03-29 00:30", "2026-03-29 01:30", "2026-03-29 02:30", "2026-10-25 01:30"])
quality.from_wall_clock(shown, timezone="Europe/London").assign(shown=shown)  # assign adds a column

# %% [markdown]
# 01:30 on 29 March **never** was; on 25 October it comes **twice**, and the clock on the wall does not say which (`received` may, if the message was not late). So sensors should send UTC.
#
# A broker with QoS 1 delivers *at least* once, as lesson 2 showed. `quality.duplicated(messages)` marks the second and later copies of a message.
#
# > **Your turn.** What share of the messages of sensor AQ-02 are such copies? Put one number, in percent, into `copies_percent`.

# %% solution="iot-3-copies"
### BEGIN SOLUTION
copies = quality.duplicated(messages)
copies_percent = 100 * copies[messages["sensor"] == "AQ-02"].mean()
### END SOLUTION

# %%
check("iot-3-copies", copies_percent)

# %% [markdown]
# ## Flag, and never delete
#
# A **schema** says what a table must look like. The library pandera checks all rows against it and lists each failure;
# `quality.failures` returns that list. Two rules of our own: the unit is µg/m³, and the value is below 100, where the supplier cuts these sensors off.

# %%
rules = pa.DataFrameSchema({
    "unit": pa.Column(str, pa.Check.isin(["ug/m3"], error="unit")),
    "value": pa.Column(float, pa.Check.in_range(0, 99.9, error="range")),
})
quality.failures(rules, messages).groupby("rule").size()

# %% [markdown]
# 59 readings stand at 100: they are **clipped**, the air may have been worse. Every row names the right unit.
# `quality.flag` uses a longer schema. Each row keeps its place and gets a column per rule, a `reason`, and `ok`: no rule
# but *late* or *out of order* was broken.

# %%
flagged = quality.flag(messages, high=100, stuck_steps=8)
names = ["wrong_unit", "duplicated", "late", "future", "stuck", "clipped", "spikes"]
flagged.groupby("sensor")[[*names, "ok"]].sum()  # [*names, "ok"]: a list of all the names, and one more

# %% [markdown]
# A rule in the longer schema compares each sensor with its neighbours. AQ-04 fails it: from 31 March its values are a thousandth of theirs, in the same hours. After an update it
# sends milligrams and still writes `ug/m3`. AQ-03 is **stuck** for 35 readings (eight equal ones in a row). The few *stuck* readings of other sensors are clipped: equal, since the scale ends.
#
# > **Watch out.** A flag is an opinion, and the limits are ours. Who deletes flagged rows cannot change their mind later.
#
# > **Your turn.** One sensor **drifts**: after one day its readings are a tenth higher than before, after two days two tenths, and so on. They still look normal (`label` is `"drifting"`).
# > What share of the drifting messages passes every rule (`ok`)? Put one number, in percent, into `passed_percent`.

# %% solution="iot-3-drift"
### BEGIN SOLUTION
drifting = flagged[flagged["label"] == "drifting"]
passed_percent = 100 * drifting["ok"].mean()
### END SOLUTION

# %%
check("iot-3-drift", passed_percent)

# %% [markdown]
# ## Choose a threshold by its errors
#
# A **score** says how unusual a reading is. The plain one is (value − mean) / standard deviation. The **robust** one is
# (value − median) / (1.4826 · MAD); MAD is the median distance from the median, and 1.4826 makes it equal to the standard deviation for a *bell curve* (most values near the middle, few far off, alike on both sides).
# With `by_hour`, each hour of the day has its own median and MAD.
# A real water pipe shows the difference. Its owner names three low stretches and a small peak, but no dates.

# %%
flow_ls = data.load("water_flow")["flow_ls"]
scores = pd.DataFrame({
    "plain": quality.plain_score(flow_ls),
    "robust": quality.robust_score(flow_ls, by_hour=True),
})
print(f"Standard deviation: {flow_ls.std():.1f} l/s. The highest flow:")
scores.loc[[flow_ls.idxmax()]].round(1)

# %%
robust, plain = [flow_ls[quality.alarms(scores[name], threshold=3.5)] for name in ["robust", "plain"]]
fig, ax = plt.subplots(figsize=(8, 3))
ax.plot(flow_ls, color="grey", linewidth=1)
ax.plot(robust, "o", color="#0072B2", markersize=4, label=f"robust: {len(robust)} hours")
ax.plot(plain, "x", color="#D55E00", label=f"plain: {len(plain)} hours")
ax.set(title="Three outages hide the small peak from the plain score", xlabel="2022", ylabel="Water flow [l/s]")
mondays = pd.date_range("2022-03-21", "2022-05-16", freq="14D")
ax.set_xticks(mondays, mondays.strftime("%d %b"))
ax.legend(loc="lower right", title="Score beyond 3.5")
show(fig, alt="Water flow near 102 l/s with three drops to 24 l/s. Both scores mark the drops; only the robust one marks a peak of 110 l/s.")

# %% [markdown]
# The peak of 110 l/s has a plain score of 0.8: the outages stretch the standard deviation to 12.5 l/s, and hide what is small. The
# robust score is 10.5. It marks 59 hours, 7 per week of the calendar (the readings have gaps). How many are false? Without labels we cannot know; we can only count alarms.
#
# Back to the air, where labels exist: 30 spikes in twelve weeks beside the reference station. Twelve other peaks are real smoke.
# `around=7` first subtracts the median of the seven hours around. The **isolation forest** of scikit-learn calls unusual what a few random cuts set apart.

# %%
hours = data.load("street_air_synthetic", "hours")
sensor, wrong = hours["pm25_sensor_ugm3"], hours["label"] == "spiking"
# diff() is the step from the hour before, diff(-1) that to the hour after.
steps = pd.DataFrame({"value": sensor, "before": sensor.diff(), "after": sensor.diff(-1)}).fillna(0)
forest = IsolationForest(random_state=0).fit(steps)
air_scores = {
    "plain": quality.plain_score(sensor),
    "robust, by hour": quality.robust_score(sensor, by_hour=True),
    "robust, around": quality.robust_score(sensor, around=7),
    "forest": pd.Series(-100 * forest.score_samples(steps), sensor.index),
}

# %% [markdown]
# For each method we try many thresholds, and count spikes found and false alarms. Move the slider; of this cell
# you need only `count(name, threshold)`, which counts for one method and one threshold.

# %%
def count(name, threshold):
    return quality.count_errors(quality.alarms(air_scores[name], threshold=threshold), wrong)


# Steps of 0.1 where most scores lie, whole steps above.
thresholds = pd.Index([*np.arange(10, 201) / 10, *range(21, 81)], name="threshold")
curves = {name: pd.DataFrame([count(name, t) for t in thresholds], index=thresholds) for name in air_scores}


def draw_errors(threshold):
    now = count("robust, around", threshold)
    fig, ax = plt.subplots(figsize=(8, 3.2))
    for (name, curve), line in zip(curves.items(), [":", "-.", "-", "--"], strict=True):
        ax.plot(curve["false_alarms_per_week"], curve["found"], line, label=name)
    ax.plot(now["false_alarms_per_week"], now["found"], "ko", markersize=9)
    ax.set(xlim=(-0.2, 10), xlabel="False alarms per week", ylabel="Spikes found, of 30")
    ax.set(title=f"Beyond {threshold}: {now['missed']:.0f} missed, {now['false_alarms_per_week']:.1f} false alarms a week")
    ax.legend(loc="lower right")
    show(fig, alt=f"Spikes found against false alarms. Threshold {threshold} misses {now['missed']:.0f} of 30; the forest is the first to reach 30.")


interact(draw_errors, threshold=IntSlider(value=3, min=3, max=25, description="Threshold"));

# %% [markdown]
# The dot is *robust, around*. The textbook threshold of 3.5 lies between two stops: it finds all 30 spikes, with 7.7 false alarms a week. Textbooks assume bell curves, and
# PM2.5 is *skewed*: it has a long tail of high values, on one side only.
#
# *Robust, by hour* is no clear gain over *plain* here. Knowing the neighbours helps where false alarms must be rare: with one every two weeks,
# *robust, around* finds 26 and *plain* 18; with two a week all three find 29. For all 30, *plain* needs 3.4 a week and *robust, around* 6.6.
# Only the forest, which knows the neighbours too, finds all 30 with fewer than one a week. Which is best for *your* data must be counted, best on other weeks than you chose it on.
#
# > **Your turn.** The officer has time for fewer than two false alarms per week. Which is the lowest whole threshold of
# > *robust, around* that respects it? Put one whole number into `threshold`.

# %% solution="iot-3-threshold"
### BEGIN SOLUTION
rates = {t: count("robust, around", t)["false_alarms_per_week"] for t in range(2, 26)}
threshold = min(t for t in rates if rates[t] < 2)
### END SOLUTION

# %%
check("iot-3-threshold", threshold)

# %% [markdown]
# ## Calibrate, and judge on later weeks
#
# Beside the station, the sensor shows about twice what is true: damp particles swell, as in lesson 1. We learn a correction,
# reference = constant + gain · sensor, and judge it by its **RMSE**, the root of the mean squared error. Learning takes the first four weeks, the later eight judge.
# A colleague draws a third of the hours at random instead. Both leave the spikes out.

# %%
good = hours[~wrong]  # ~ turns True into False, and False into True
early, later = calibration.split_by_time(good, learn_until="2026-02-09")
drawn, rest = calibration.split_at_random(good, share=1 / 3, seed=1)


def judge(learn, test):
    learnt = calibration.fit(learn["pm25_reference_ugm3"], learn["pm25_sensor_ugm3"])
    corrected = learnt.apply(test["pm25_sensor_ugm3"])
    return calibration.errors(test["pm25_reference_ugm3"], corrected)[["rmse", "bias"]]


raw = calibration.errors(later["pm25_reference_ugm3"], later["pm25_sensor_ugm3"])[["rmse", "bias"]]
pd.DataFrame({"raw, later weeks": raw, "later weeks": judge(early, later), "at random": judge(drawn, rest)}).round(2)

# %% [markdown]
# The correction helps: 11.7 falls to 4.6 µg/m³. The random split promises 3.2, with hardly any **bias** (mean error). But this sensor fades: dust settles in it, 2.5 % a week.
# On the street it will always be *later*, and then it reads too low: the bias is −2.22 µg/m³. The random split learns from the future, and hides that.
#
# A model with a good memory is flattered even more. `KNeighborsRegressor` looks for the three most similar hours that it knows:

# %%
inputs = ["pm25_sensor_ugm3", "humidity_percent", "temperature_degc"]
for name, learn, test in [("later weeks", early, later), ("at random", drawn, rest)]:
    memory = KNeighborsRegressor(3).fit(learn[inputs], learn["pm25_reference_ugm3"])
    guess = pd.Series(memory.predict(test[inputs]), test.index)
    print(f"{name}: {calibration.errors(test['pm25_reference_ugm3'], guess)['rmse']:.2f} µg/m³")

# %% [markdown]
# 1.37 became 5.76. Air changes slowly (**autocorrelation**): beside most hours to be judged stands a nearly equal one that was learnt.
#
# The function `judge` did it in three steps: `calibration.fit(reference, sensor)` learns, `learnt.apply(sensor)` corrects, `calibration.errors(reference, corrected)["rmse"]` judges.
#
# > **Your turn.** `fit` and `apply` take the humidity as one more series, after the sensor's. Learn in the early weeks with humidity
# > (`humidity_percent`), and judge on the later ones. Put the RMSE, one number in µg/m³, into `rmse_ugm3`.

# %% solution="iot-3-later"
### BEGIN SOLUTION
learnt = calibration.fit(early["pm25_reference_ugm3"], early["pm25_sensor_ugm3"], early["humidity_percent"])
corrected = learnt.apply(later["pm25_sensor_ugm3"], later["humidity_percent"])
rmse_ugm3 = calibration.errors(later["pm25_reference_ugm3"], corrected)["rmse"]
### END SOLUTION

# %%
check("iot-3-later", rmse_ugm3)

# %% [markdown]
# ## Publish the days that count
#
# Health guidelines speak of days. By Directive 2008/50/EC (Annex XI), in force until its recast, Directive (EU) 2024/2881, takes over in December 2026,
# an hour needs 75 % of its data, for us three of its four quarter-hourly readings, and a day needs 18 such hours.
# A day with fewer is *missing*, not clean. `resample("h")` gathers the readings of each hour, on the town's clock;
# `.where` keeps the means for which its condition is True, and leaves the others missing.

# %%
def hourly(name):
    rows = flagged[(flagged["sensor"] == name) & flagged["ok"]].set_index("time").sort_index()
    quarters = rows["value"].tz_convert("Europe/London").resample("h")
    return quarters.mean().where(quarters.count() >= 3)


valid = quality.valid_days(hourly("AQ-03"))
print(f"AQ-03: {valid.sum()} of 14 days count")

# %% [markdown]
# AQ-03 loses two days, to its stuck hours and to a gap.
#
# > **Your turn.** Six sensors for 14 days make 84 sensor-days. How many of them count? Put one whole number into `days`.

# %% solution="iot-3-days"
### BEGIN SOLUTION
days = sum(quality.valid_days(hourly(name)).sum() for name in sorted(messages["sensor"].unique()))
### END SOLUTION

# %%
check("iot-3-days", days)

# %% [markdown]
# Fourteen of them belong to AQ-06, which drifts unseen from 28 March. Rules find what is impossible; what is wrong and possible needs
# a second instrument beside it.
#
# ## Think
#
# > **Think.** A barbecue, a bonfire, lorries that idle beside a school: such smoke looks like a spike. Whoever deletes "anomalies"
# > deletes the evidence of those who breathe it. Who should decide: the software, the officer or the street? Which streets have no sensor at all?
#
# ## What to take away
#
# * Keep both times, in UTC; flag and give the reason; never delete.
# * A threshold is a choice between false alarms and misses. Count both on labelled events; without labels you only count alarms.
# * Judge a calibration on later weeks: a random split hides drift and rewards memory.
#
# ## Further reading
#
# * Directive 2008/50/EC on ambient air quality and cleaner air for Europe, Annex XI.
# * B. Iglewicz, D. C. Hoaglin, *How to Detect and Handle Outliers*, 1993: the robust score and its threshold of 3.5.
# * F. T. Liu, K. M. Ting, Z.-H. Zhou, "Isolation Forest", *IEEE International Conference on Data Mining*, 2008.
# * L. R. Crilley et al., "Evaluation of a low-cost optical particle counter (Alphasense OPC-N2) for ambient air monitoring",
#   *Atmospheric Measurement Techniques* 11, 2018.
# * R. Duvall et al., *Performance Testing Protocols, Metrics, and Target Values for Fine Particulate Matter Air Sensors*, US EPA,
#   EPA/600/R-20/280, 2021.

# %% [markdown]
# # Write the data sheet
#
# **Question.** Which of the ten wishes may stand on the data sheet? For each we need a figure with an interval,
# from weeks that were not learnt from.

# %%
import itertools
import json
import sys

sys.path.extend(["src", "../src"])

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from datasheet import battery, calibration, claims, errors, sources, uncertainty
from IPython.display import display
from scipy.stats import binomtest

sources.OUTPUTS.mkdir(exist_ok=True)
EDGE_UGM3 = 30
KAPPA = sources.chosen_kappa()  # chosen on page 2
trial = sources.trial()
learn, choose, judge = (trial.loc[part] for part in (sources.LEARN, sources.CHOOSE, sources.JUDGE))
validation = pd.read_csv(sources.OUTPUTS / "validation.csv")


# %% [markdown]
# ## Uncertainty of a reading
#
# In week 3 we look how far single hours are off, and take the limit that 95 of 100 new hours would keep, for
# readings up to 30 µg/m³ and above. In week 4 we count. SQ-05 counts too: a customer cannot know that he has it.


# %%
def corrected(part):
    """Return corrected readings and their errors, all units one below the other. [µg/m³]"""
    readings, off = [], []
    for unit in sources.UNITS:
        learnt = calibration.fit_growth(learn["reference_ugm3"], learn[unit], learn["humidity_percent"], kappa=KAPPA)
        own = learnt.apply(part[unit], part["humidity_percent"])
        readings.append(own)
        off.append(own - part["reference_ugm3"])
    return pd.concat(readings, keys=sources.UNITS), pd.concat(off, keys=sources.UNITS)


reading, error = corrected(choose)
limits = uncertainty.limits_by_range(reading, error, edge=EDGE_UGM3)
later_reading, later_error = corrected(judge)
kept = {
    unit: uncertainty.coverage(later_reading[unit], later_error[unit], limits, edge=EDGE_UGM3) for unit in sources.UNITS
}
print({name: round(limit, 2) for name, limit in limits.items()}, "µg/m³, from week 3")
display(pd.Series(kept, name="share within, week 4").to_frame().T.round(3))

# %% [markdown]
# The limits of week 3 hold for the five steady units, and fail for SQ-05. Above the edge they are no promise at all:
# week 3 has four hours there for each unit, and six units in the same hour are no six witnesses. The weeks also
# differ: week 4 had more smoke. So the verdict rests on week 4, unit by unit, with an interval from drawing its days.


# %%
def limit_of_the_worst_unit(is_high):
    """Return the interval of the largest limit, in readings above the edge or up to it; 0 to infinity if unknown."""
    own = {unit: later_error[unit][(later_reading[unit] > EDGE_UGM3) == is_high] for unit in sources.UNITS}
    limit = {unit: uncertainty.limit_for(one) for unit, one in own.items()}
    worst = max(limit, key=limit.get)
    if np.isinf(limit[worst]):
        return 0.0, np.inf
    return errors.day_interval(own[worst], uncertainty.limit_for)


by_unit = {
    unit: uncertainty.limits_by_range(later_reading[unit], later_error[unit], edge=EDGE_UGM3) for unit in sources.UNITS
}
display(pd.DataFrame(by_unit).round(2))
limit_low, limit_high = limit_of_the_worst_unit(False), limit_of_the_worst_unit(True)
print("up to 30 µg/m³, the worst unit:", np.round(limit_low, 2), "µg/m³; above:", limit_high)
high_hours = judge.index[judge["reference_ugm3"] > EDGE_UGM3]
print(f"{len(high_hours)} hours above {EDGE_UGM3} µg/m³, on {len(set(high_hours.date))} days")

# %% [markdown]
# Five units keep 3 µg/m³ up to the edge, SQ-05 does not. Above 30 µg/m³ there are only fifteen hours, on three days:
# no limit holds for 95 of 100 new hours before 19 have been seen. The trial cannot say.

# %% [markdown]
# ## How long a calibration holds
#
# The unit at the second site learnt for four weeks. How wrong is its mean, week by week, as a share of the
# reference? (The axis counts weeks since the start. `sources.weeks` counts days of the calendar: the clock is changed
# on 29 March.) Errors and reference are drawn together, day by day, for both stand in the share.

# %%
second = sources.second_site()
week = sources.weeks(second.index)
first = second[week <= 4]
columns = ["pm25_reference_ugm3", "pm25_sensor_ugm3", "humidity_percent"]
learnt = calibration.fit_growth(*(first[name] for name in columns), kappa=KAPPA)
second["corrected"] = learnt.apply(second["pm25_sensor_ugm3"], second["humidity_percent"])
second["error"] = second["corrected"] - second["pm25_reference_ugm3"]
second["reference"] = second["pm25_reference_ugm3"]


def percent(rows):
    """Return the sum of the errors over the sum of the reference. [%]"""
    return 100 * rows[:, 0].sum() / rows[:, 1].sum()


rows = []
for number, own in second.groupby(week):
    both = own[["error", "reference"]]
    low, high = errors.day_interval(both, percent)
    rows.append({"week": number, "hours": len(own), "bias_percent": percent(both.to_numpy()), "low": low, "high": high})
ageing = pd.DataFrame(rows)
ageing.to_csv(sources.OUTPUTS / "ageing.csv", index=False, lineterminator="\n")

# %%
fig, ax = plt.subplots(figsize=(8, 3.4))
bars = [ageing["bias_percent"] - ageing["low"], ageing["high"] - ageing["bias_percent"]]
ax.axvspan(0.5, 4.5, color="grey", alpha=0.15, label="learnt from")
ax.axhspan(-10, 10, color="C2", alpha=0.1, label="within 10 %")
ax.errorbar(ageing["week"], ageing["bias_percent"], yerr=bars, fmt="o-", capsize=3)
ax.set(title="Two months after its calibration the unit reads a fifth too low", xlabel="Week at the second site")
ax.set(ylabel="Error of the week's mean\n[% of the reference]", xticks=range(1, 13), xlim=(0.5, 12.5))
ax.legend(loc="lower left")
fig.tight_layout()
fig.savefig(sources.OUTPUTS / "ageing.png", dpi=120)
plt.show()

# %% [markdown]
# The unit fades. In week 5 the whole interval is still within 10 %; in week 7, three weeks after the last that it
# learnt from, all of it is outside. One unit, one site: enough to forbid a promise, not enough to make one.
#
# ## How long the battery lasts
#
# Currents and capacity come from data sheets; four figures are assumed with a low, a middle and a high value. We
# compute all corners.

# %%
figures, assumed = sources.figures(), sources.assumptions()


def life_years(a_day, efficiency, measuring_s, message_s, usable):
    """Return the battery's life with so many measurements a day. [a]"""
    volts = {"load_v": figures["particles_voltage"], "battery_v": figures["cell_voltage"]}
    measuring_ma = battery.at_battery_ma(figures["particles_measuring"], **volts, efficiency=efficiency)
    asleep_ma = battery.at_battery_ma(figures["particles_sleep"] / 1e3, **volts, efficiency=efficiency)
    asleep_ma += (figures["controller_standby"] + figures["radio_sleep"]) / 1e3
    awake_s = figures["particles_start"] + measuring_s
    phases = [(measuring_ma + figures["controller_active"], awake_s), (figures["radio_sending"], message_s)]
    current_ma = battery.mean_current_ma(phases, period_s=86_400 / a_day, sleep_ma=asleep_ma)
    return battery.life_years(
        current_ma, capacity_ah=figures["cell_capacity"], usable=usable, loss_percent=figures["cell_loss"]
    )


rows = []
for a_day in (24, 96):
    corners = itertools.product(*assumed[["low", "high"]].to_numpy())
    lives = [life_years(a_day, *corner) for corner in corners]
    rows.append(
        {"a_day": a_day, "middle": life_years(a_day, *assumed["middle"]), "low": min(lives), "high": max(lives)}
    )
lives = pd.DataFrame(rows).set_index("a_day")
lives.to_csv(sources.OUTPUTS / "battery.csv", lineterminator="\n")
display(lives.round(2))

# %% [markdown]
# Once an hour the middle case is just above a year, and the corners run from 0.6 to 1.8: a year is not shown. Four
# times an hour it is out of reach.
#
# **And the accuracy?** Our errors belong to *hourly means*. A unit that wakes once an hour reports one moment for
# the hour. A unit in the street that reports four times an hour tells what that costs:

# %%
hours = sources.quarter_hours().resample("h")
full = hours.count() == 4
one_of_four = (hours.first() - hours.mean())[full]
sampling_ugm3 = uncertainty.limit_for(one_of_four)
print(f"{full.sum()} hours: one reading instead of four is off by up to {sampling_ugm3:.1f} µg/m³ (95 of 100 hours)")

# %% [markdown]
# So "±x µg/m³" and "a year of battery" are claims about two different ways to run the unit. **They must not stand
# in one line.**
#
# ## Judge the wishes
#
# Each claim gets the interval of its figure. A claim about an error speaks of every unit that is sold, so the worst
# of our six must keep it.


# %%
def worst_unit(way):
    """Return the interval of the unit with the largest error."""
    row = validation[validation["way"] == way].sort_values("rmse").iloc[-1]
    return row["low"], row["high"]


dry = trial[sources.UNITS].div(calibration.growth_factor(trial["humidity_percent"], kappa=KAPPA), axis=0)
trial_week = sources.weeks(trial.index)
dry_ratio = dry.groupby(trial_week).sum().div(trial["reference_ugm3"].groupby(trial_week).sum(), axis=0)
change = 100 * (dry_ratio.loc[4] / dry_ratio.loc[1] - 1)
display(change.rename("change of the dry ratio, week 1 to 4 [%]").to_frame().T.round(1))
fading = binomtest(int((change < -10).sum()), len(sources.UNITS)).proportion_ci(0.95, method="wilson")
daily_error = later_error.unstack(level=0).resample("D").mean()
worst = daily_error.apply(errors.rmse).idxmax()
last = ageing.iloc[-1]

measured = {
    "rmse_raw": worst_unit("raw"),
    "rmse_factory": worst_unit("factory"),
    "rmse_own": worst_unit("own, growth"),
    "limit_low": limit_low,
    "limit_high": limit_high,
    "share_fading": (100 * fading.low, 100 * fading.high),
    "ageing_12_weeks": claims.without_sign(last["low"], last["high"]),
    "rmse_daily": errors.day_interval(daily_error[worst], errors.rmse),
    "battery_hourly": tuple(lives.loc[24, ["low", "high"]]),
    "battery_quarter": tuple(lives.loc[96, ["low", "high"]]),
}

# %% [markdown]
# One wish names the targets of the United States' environment agency (EPA) for daily means. It names one; there are
# more. How do all units do in week 4?

# %%
targets = sources.targets()
true_daily = judge["reference_ugm3"].resample("D").mean()
by_unit = pd.DataFrame(
    {unit: errors.scores(true_daily, true_daily + daily_error[unit])[targets.index] for unit in sources.UNITS}
)
keeps = by_unit.ge(targets["low"], axis=0) & by_unit.le(targets["high"], axis=0)
display(by_unit.round(2))
print("targets kept by all units:", ", ".join(keeps.index[keeps.all(axis=1)]))

# %% [markdown]
# Even the fading unit keeps these four. They are wide: a slope from 0.65 to 1.35 is allowed. And *keeps the
# targets* is no certificate: the agency writes in its twin report on ozone sensors that results of testing are no
# certification or endorsement (EPA/600/R-20/279).

# %%
judged = sources.wishes()
judged[["low", "high"]] = [measured[figure] for figure in judged["figure"]]
judged["verdict"] = [
    claims.judge(row.value, row.low, row.high, more_is_better=row.figure.startswith("battery"))
    for row in judged.itertuples()
]
judged.to_csv(sources.OUTPUTS / "claims.csv", lineterminator="\n")
with pd.option_context("display.max_colwidth", 60):
    display(judged[["claim", "value", "unit", "low", "high", "verdict"]].round(1))

# %% [markdown]
# Three outcomes: **may** (the whole interval keeps the promise), **may not** (all of it breaks it), **not shown**
# (the trial is too small, or the assumptions too wide). *Not shown* is not a yes: a customer, and in many countries
# the law on misleading advertising, will ask for the proof. (Check with a lawyer which law is yours.)
#
# ## What we would print

# %%
own = validation[validation["way"] == "own, growth"].set_index("unit")
five = own.drop(index="SQ-05")
sheet = {
    "quantity": "PM2.5, hourly mean of continuous measurement, corrected for humidity, calibrated beside a reference",
    "rmse_ugm3": {
        "five of six units, at most": round(five["high"].max(), 3),
        "sixth unit": round(own.loc["SQ-05", "high"], 3),
    },
    "limit_95_up_to_30_ugm3": round(limit_low[1], 3),
    "tested": {
        "units": len(sources.UNITS),
        "hours": len(judge),
        "reference_ugm3": [judge["reference_ugm3"].min(), judge["reference_ugm3"].max()],
        "humidity_percent": [judge["humidity_percent"].min(), judge["humidity_percent"].max()],
    },
    "weeks_after_calibration_shown_within_10_percent": int((ageing["low"].iloc[4:] >= -10).cummin().sum()),
    "battery_years_hourly": [round(lives.loc[24, name], 3) for name in ("low", "high")],
    "not_to_be_combined": "accuracy of hourly means with the battery's life at one measurement an hour",
    "may": judged.index[judged["verdict"] == "may"].tolist(),
    "may_not": judged.index[judged["verdict"] == "may not"].tolist(),
    "not_shown": judged.index[judged["verdict"] == "not shown"].tolist(),
}
text = json.dumps(sheet, indent=2, ensure_ascii=False)
(sources.OUTPUTS / "data_sheet.json").write_text(text + "\n", encoding="utf-8")
print(text)

# %% [markdown]
# ## What we tell the host
#
# * **Print one of ten.** The daily means keep the EPA's target for the RMSE, with the conditions beside it.
# * **Do not print six.** Above all not *calibrated in the factory*: the six gains differ by more than a factor of
#   two.
# * **Three are not shown.** Each has its price: 5 needs weeks with smoke, 19 hours of it and more; 6 needs
#   more units (one of six faded: 3 to 56 % of all may); 9 needs the battery measured in the cold.
# * **Mend the product before the sheet.** A unit that fades cannot be told from outside: find out why it fades, or
#   visit each unit with a reference.
# * **Two ways to run the unit, two lines on the sheet.** The accuracy is that of a unit on mains power.

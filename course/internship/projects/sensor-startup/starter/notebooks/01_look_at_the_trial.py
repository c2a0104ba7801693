# %% [markdown]
# # Look at the trial
#
# **The host.** *Egret Sensing* (fictional) is a start-up of seven people. It builds a street sensor for fine dust
# (PM2.5). In February six units stood beside a reference instrument for four weeks. The sales team wants a data
# sheet by spring, and has written down ten claims. The host asks: **which of them may we print?**
#
# This page loads what you have and shows it. It runs as it stands. The work begins on the next page.
#
# **Data** All of it is synthetic or assumed, see `DATA.md`; the figures of the parts are real, each with its
# source.

# %%
import sys

sys.path.extend(["src", "../src"])

import matplotlib.pyplot as plt
import pandas as pd
from datasheet import sources
from IPython.display import display

# %% [markdown]
# ## Read the wishes

# %%
with pd.option_context("display.max_colwidth", 80):
    display(sources.wishes()[["claim", "value", "unit"]])

# %% [markdown]
# ## Read the dictionary
#
# Each data set has a passport, `datapackage.json`, that names source, licence, period, and the unit of every
# column.

# %%
dictionary = sources.dictionary("quay_sensors_synthetic")
display(dictionary[dictionary["table"] == "beside"])

# %% [markdown]
# ## Look at the trial
#
# One row per hour, one column per unit. The reference is what we hold for true.

# %%
trial = sources.trial()
display(trial.describe().loc[["count", "mean", "min", "max"]].round(1))

# %%
fig, axes = plt.subplots(2, 3, figsize=(8, 5), sharex=True, sharey=True, layout="constrained")
for ax, unit in zip(axes.flat, sources.UNITS, strict=True):
    points = ax.scatter(trial["reference_ugm3"], trial[unit], c=trial["humidity_percent"], s=4, cmap="viridis")
    ax.axline((0, 0), slope=1, color="grey", linewidth=0.8)
    ax.set_title(unit, fontsize=10)
fig.supxlabel("Reference [µg/m³]")
fig.supylabel("Unit [µg/m³]")
fig.suptitle("Every unit reads too high, and the more so the damper the air")
fig.colorbar(points, ax=axes, label="Humidity [%]")
plt.show()

# %% [markdown]
# All units lie above the grey line, SQ-04 most of all. Colours order the points: at the same reference, damp hours
# (yellow) read higher than dry ones. An optical sensor takes the water on a particle for dust.
#
# ## Look at time
#
# What is learnt in one week will be used in others. So look at the ratio of unit and reference week by week.

# %%
weeks = sources.weeks(trial.index)
ratio = trial[sources.UNITS].groupby(weeks).sum().div(trial["reference_ugm3"].groupby(weeks).sum(), axis=0)
display(ratio.rename_axis("week").round(2))

# %% [markdown]
# Five units keep their ratio, give or take the weather. SQ-05 falls from week to week. `sources.weeks` counts days of
# the calendar: at the second site the clock is changed on 29 March, and that day has 23 hours.
#
# ## Look at what else there is
#
# One unit stood at a second site for twelve weeks: a damp English winter instead of Shanghai. It can tell how long
# a calibration holds.

# %%
second = sources.second_site()
display(second.describe().loc[["count", "mean", "min", "max"]].round(1))

# %% [markdown]
# And these are the figures of the parts that the battery must feed, with their data sheets, and what has to be
# assumed:

# %%
figures = sources.figures()
display(figures[["particles_measuring", "particles_start", "radio_sending", "cell_capacity", "cell_loss"]].to_frame())
display(sources.assumptions()[["low", "middle", "high", "unit"]])

# %% [markdown]
# ## Before you go on
#
# 1. For each of the ten wishes, write down your guess: may, may not, not shown. The last page checks it.
# 2. Weeks 1 and 2 are for learning, week 3 for choosing, week 4 for judging **once**. Why not judge on week 3?
# 3. Read *How a verdict is made* in `README.md`: what the tables hold, and what a verdict rests on.
# 4. Run the tests, as `README.md` shows. They fail, and say what is missing.

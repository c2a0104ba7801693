# %% [markdown]
# # Calibrate and validate
#
# **Question.** How wrong is a corrected reading, in weeks that the correction has not seen, and for units that
# never stood beside a reference?
#
# This page calls functions that are yours to write: all of `src/datasheet/calibration.py`, and `scores` and
# `day_interval` in `errors.py`. Until then it stops where the first one is missing.

# %%
import sys

sys.path.extend(["src", "../src"])

import pandas as pd
from datasheet import calibration, errors, sources
from IPython.display import display

sources.OUTPUTS.mkdir(exist_ok=True)
trial = sources.trial()
learn, choose, judge = (trial.loc[part] for part in (sources.LEARN, sources.CHOOSE, sources.JUDGE))

# %% [markdown]
# ## Choose a correction in week 3
#
# One unit, one κ. Try others, for all units, against the linear correction with humidity. Choose in week 3; do not
# look at week 4 yet. Which unit should have no say in the choice, and why? Write the κ that you chose to
# `outputs/choice.json`; page 3 reads it there.

# %%
unit, kappa = "SQ-01", 0.3
learnt = calibration.fit_growth(learn["reference_ugm3"], learn[unit], learn["humidity_percent"], kappa=kappa)
error = learnt.apply(choose[unit], choose["humidity_percent"]) - choose["reference_ugm3"]
print(f"{unit}, κ = {kappa}: RMSE in week 3 {errors.rmse(error):.2f} µg/m³")

# %% [markdown]
# ## Judge in week 4
#
# For each unit and each way (`raw`, `factory`, `own, linear`, `own, growth`) write one row to
# `outputs/validation.csv`: `way`, `unit`, `rmse`, `low`, `high`, `bias`, `slope`, `intercept`, `r2`. `low` and
# `high` come from `errors.day_interval`. The factory has only growth corrections to take the mean of. Here is the
# first row:

# %%
raw = judge["SQ-01"] - judge["reference_ugm3"]
low, high = errors.day_interval(raw, errors.rmse)
row = {
    "way": "raw",
    "unit": "SQ-01",
    "low": low,
    "high": high,
    **errors.scores(judge["reference_ugm3"], judge["SQ-01"]),
}
display(pd.DataFrame([row]).round(2))

# %% [markdown]
# Draw all 24 errors with their intervals (`outputs/validation.png`), and say in two sentences what you see. Then
# learn from hours drawn at random, and say what such a split would have hidden.

# %%
raise NotImplementedError("the table outputs/validation.csv and its figure are yours to make")

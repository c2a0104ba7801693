# %% [markdown]
# # Find what each feeder can take
#
# **Question.** Up to which share of homes with a car *and* a heat pump does each feeder stay within its limits in a
# winter week?
#
# This page calls functions that are yours to write: `shared_ohm`, `voltage_pu` and `head_percent` in
# `src/feeders/voltage.py`, `charging_kw` in `growth.py`, `probability` and `largest_share` in `risk.py`. Until then
# it stops where the first one is missing.

# %%
import os
import sys

# The matrices are small: one thread is faster than several.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.extend(["src", "../src"])

import pandas as pd
from feeders import engine, risk, simulate, sources, voltage
from IPython.display import display

WEEKS = 200
sources.OUTPUTS.mkdir(exist_ok=True)
village = simulate.village()

# %% [markdown]
# ## Check the method first
#
# The linear form leaves out losses. How wrong is it near the limit? Here is one quarter hour of one week; look at
# more weeks and shares before you trust `simulate.GUARD_PU`.

# %%
week = village.week(0)
load_kw = village.by_building(week.total_kw(0.5, 0.5))
linear_pu = voltage.voltage_pu(village.paths, load_kw, load_kw * village.kvar_per_kw)
worst = linear_pu.min(axis=1).argmin()
step_kw = load_kw[[worst]]
full_pu = engine.full_flow_pu(sources.network(), step_kw, step_kw * village.kvar_per_kw)[0]
print(f"lowest voltage: linear {linear_pu[worst].min():.4f}, full {full_pu.min():.4f}")

# %% [markdown]
# ## Count the weeks that break a limit
#
# `simulate.run` draws the weeks, `simulate.broken` holds them against the limits. The table goes to
# `outputs/uptake.csv`.

# %%
shares = [round(0.1 * n, 1) for n in range(1, 11)]
weeks = simulate.run(village, [(share, share) for share in shares], weeks=WEEKS)
broken = simulate.broken(village, weeks)
uptake = pd.concat(
    risk.probability(broken[weeks["cars_per_home"] == share]).assign(share=share).reset_index() for share in shares
)
uptake.to_csv(sources.OUTPUTS / "uptake.csv", index=False, lineterminator="\n")
display(uptake.pivot(index="share", columns="asset", values="probability"))

# %% [markdown]
# ## Draw it, and say what you see
#
# Draw the probability of each asset against the share, with its interval, and save the figure to
# `outputs/uptake.png`. Then say in a sentence or two, with figures, which limit gives way first, and where.

# %%
raise NotImplementedError("the figure outputs/uptake.png is yours to draw")

# %% [markdown]
# ## Say what each can take

# %%
display(risk.largest_share(uptake))

# %% [markdown]
# # Look at the data
#
# **The host.** *Pennine Wires* (fictional) operates the electricity network round a northern English city. One of
# its villages, Bank Hill (fictional), hangs on one transformer with six feeders. Cars and heat pumps are coming.
# The host asks which feeder needs a stronger cable, or customers who let their cars wait, **first**, and how sure
# that is.
#
# This page loads what you have and shows it. It runs as it stands. The work begins on the next page.
#
# **Data** All of it is synthetic or assumed: see `DATA.md`. No real home is in it.

# %%
import os
import sys

# The matrices are small: one thread is faster than several.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.extend(["src", "../src"])

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from feeders import growth, sources
from feeders.paths import follow
from IPython.display import display

# %% [markdown]
# ## Read the dictionary
#
# Each data set has a passport, `datapackage.json`, that names source, licence, period, and the unit of every
# column. These are the columns of the network's lines. The homes' table has a time and one column per home, all in
# kW.

# %%
dictionary = sources.dictionary("lv_kerber")
display(dictionary[dictionary["table"] == "lines"])

# %% [markdown]
# ## Look at the homes
#
# A hundred homes without electric heating, four winter weeks, mean power of each quarter hour.

# %%
homes_kw = sources.homes_kw()
display(homes_kw.iloc[70:74, :5])

# %%
by_clock_kw = homes_kw.mean(axis=1).groupby(homes_kw.index.hour + homes_kw.index.minute / 60).mean()
fig, ax = plt.subplots(figsize=(8, 3))
ax.step(by_clock_kw.index, by_clock_kw, where="post")
ax.set(title="A home draws most in the evening", xlabel="Hour of the day", ylabel="Mean power per home [kW]", ylim=0)
plt.show()

# %% [markdown]
# The mean home draws little at night and most from 16:30 to 21:00: the hours at which people come home and plug in
# their cars. (The dip at 23:00 comes from the simulation.)
#
# ## Look at the network
#
# The network is a tree. `follow` walks it from the transformer, and says which feeder each building belongs to.

# %%
network = sources.network()
paths = follow(network)
buildings = sources.buildings().assign(feeder=paths.feeder)
buildings["ohm"] = paths.uses @ paths.resistance_ohm
feeders = buildings.groupby("feeder").agg(
    buildings=("homes", "size"), homes=("homes", "sum"), farthest_ohm=("ohm", "max")
)
display(feeders.assign(first_cable_a=pd.Series(paths.head_rated_a)))

# %% [markdown]
# F3 has the most homes and the longest way. F1 and F2 have cables of the same length; only their homes differ.
#
# ## Look at what is assumed
#
# Six of these eleven figures have a published source. The others are *our assumption*: the result can be no better
# than they are.

# %%
with pd.option_context("display.max_colwidth", 70):
    display(sources.assumptions()[["value", "unit", "source"]])

# %% [markdown]
# The mean of many heat pumps on a cold day, as assumed here, beside the mean home:

# %%
assumed = sources.assumptions()["value"]
pump_kw = growth.heat_pump_profile_kw(assumed)
fig, ax = plt.subplots(figsize=(8, 3))
ax.plot(np.arange(96) / 4, pump_kw, "--", label="heat pump, cold day, assumed")
ax.step(by_clock_kw.index, by_clock_kw, where="post", label="home without electric heating")
ax.set(title="A heat pump draws more than all else in a home", xlabel="Hour of the day", ylabel="Mean power [kW]")
ax.set_ylim(0, 2.3)
ax.legend(loc="upper center", ncols=2)
plt.show()

# %% [markdown]
# And these are the host's scenarios: how many homes of a hundred have a car, or a heat pump, in which year.

# %%
scenarios = sources.scenarios()
display(scenarios.pivot(index="year", columns="scenario", values=["cars_per_home", "heat_pumps_per_home"]))

# %% [markdown]
# ## Before you go on
#
# 1. Write down in your own words what the host wants to decide, and by when.
# 2. Which of the assumptions would change the answer most? Write your guess down now; the last page checks it.
# 3. Run the tests, as `README.md` shows. They fail, and say what is missing.

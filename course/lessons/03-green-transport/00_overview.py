# %% [markdown]
# # Green transport: redesign the corridor
#
# **The partner's brief.** The *transport authority of Ancoats Quay*, the (fictional) harbour town of module 01, writes:
#
# > A tram and two bus lines run along the North Road corridor. People complain that the bus is never there, the poorer estates cannot
# > reach work, and we promised to cut emissions. We have a small budget. Redesign the corridor: headways, stops, signals, a bus lane.
# > Who gains? Show us how you found out.
#
# **You will be able to**
#
# * read any published timetable, and say what a passenger waits on a real day;
# * compute who reaches how many jobs by walking and riding, and how evenly that is shared;
# * predict who switches to another mode, and how much CO₂e that saves, with an interval;
# * time traffic lights, and compare plans by the delay of people;
# * write the decision as advice that an engineer and a resident can read.
#
# **You need** Python: numbers, lists, functions, and a first look at pandas; two weeks of it will do. No traffic engineering.
# A headway, a utility, a cycle: all such words are explained where they are first used. The whole takes ten to eleven hours, and the assignment six.
#
# | step | what you do | read | do |
# |---|---|--:|--:|
# | [1 Read a timetable](01_read_a_timetable.ipynb) | GTFS, service days, headway and wait, vehicle-hours | 50 min | 60 min |
# | [2 Reach a job in thirty minutes](02_reach_a_job.ipynb) | walking network, router, isochrones, Gini and Palma | 65 min | 70 min |
# | [3 Predict a switch of mode](03_predict_a_switch.ipynb) | logit, value of time, nests, CO₂e saved | 60 min | 50 min |
# | [4 Time the lights](04_time_the_lights.ipynb) | cycles, simulation, bus priority, paired intervals | 55 min | 60 min |
# | [Quiz](05_quiz.ipynb) | twelve questions | | 20 min |
# | [Wrap-up](06_wrap_up.ipynb) | one open problem on an island and its ferry | 20 min | 120 min |
# | Assignment `green-transport` | redesign a second corridor; marked by your instructor | | 370 min |
# | [Take-away](07_take_away.ipynb) | one page to keep | 10 min | |
#
# The assignment is handed out by your instructor with nbgrader. If you study alone, it is in
# `assignments/release/green-transport/`.
#
# > **Whose town?** Ancoats Quay is fictional. Its centre has the real streets and workplaces of central Helsinki (OpenStreetMap); suburbs, timetable,
# > homes and people are *synthetic*, and the poorest live where we put them. The value of time, the people in a car and the emission factors are British, the electricity of
# > trams is Finnish and Swiss: a teaching mix, each with its source. Look up the figures of your country.
#
# ## The data
#
# All data come with the course; nothing is fetched from the network. The next cell lists what this module uses.

# %%
import pandas as pd

from citylab import data

used = ["corridor_timetable_synthetic", "walking_helsinki", "corridor_homes_synthetic", "mode_choice_synthetic"]
used += ["carshare_montreal", "transport_figures", "smart_grid_figures"]
used += ["ferry_town_synthetic", "corridor_redesign_synthetic"]
with pd.option_context("display.max_colwidth", 100):
    display(data.catalogue().loc[used, ["title", "synthetic"]])

# %% [markdown]
# *Synthetic* means that a computer made the numbers. It is said wherever it is so: in a made-up survey we know the truth that an estimate should
# find, and no block of homes exposes anybody. Streets, workplaces, shared cars and emission factors are real.

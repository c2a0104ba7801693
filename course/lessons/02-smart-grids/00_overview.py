# %% [markdown]
# # Smart grids: approve or refuse the connection
#
# **The partner's brief.** *Northgate Networks*, a (fictional) operator of low-voltage networks, writes:
#
# > A housing firm wants to renew the homes on one of our rural streets: solar roofs, car chargers, heat pumps.
# > Our rules of thumb say no. The firm says that our rules are from the last century. We have to answer within six weeks.
# > May they connect, on what terms, and who pays if the cable must be replaced? Show us how you found out.
#
# **You will be able to**
#
# * say what a street draws, hour by hour, and how strong its peak is;
# * compute the voltage along a feeder and hold it against the limits of the standards;
# * estimate how much solar power fits, with an honest probability;
# * move demand in time for cost or carbon, and say who gains;
# * write the decision as a memo that an engineer and a resident can read.
#
# **You need** Python: numbers, lists, functions, and a first look at pandas. No electrical engineering.
# A kilowatt and a volt are explained where they first appear. The whole takes about seven and a half hours, and the assignment three and a half.
#
# | step | what you do | read | do |
# |---|---|--:|--:|
# | [1 Read a street's electricity](01_read_a_street.ipynb) | energy, profiles, shared peaks, solar yield | 35 min | 45 min |
# | [2 Solve the power flow of a feeder](02_solve_the_power_flow.ipynb) | voltage, limits, remedies | 45 min | 50 min |
# | [3 Find how much solar fits](03_find_how_much_solar_fits.ipynb) | a year in one batch, Monte Carlo, risk | 45 min | 50 min |
# | [4 Move demand to cleaner hours](04_move_demand.ipynb) | forecast, battery, charging | 55 min | 55 min |
# | [Quiz](05_quiz.ipynb) | twelve questions | | 15 min |
# | [Wrap-up](06_wrap_up.ipynb) | one open problem on another street | | 45 min |
# | Assignment `smart-grids` | approve or refuse; marked by your instructor | | 220 min |
# | [Take-away](07_take_away.ipynb) | one page to keep | 10 min | |
#
# The assignment is handed out by your instructor with nbgrader. If you study alone, it is in
# `assignments/release/smart-grids/`.
#
# > **Whose rules?** Northgate is fictional, and its rules are a teaching mix. In Germany an operator may no longer refuse a charger or heat pump
# > because its network is full; it may dim it to 4.2 kW instead (EnWG § 14a, since 2024). In Great Britain most new
# > connections of demand no longer pay for the existing network (Ofgem, Access reform, since April 2023). Look up the rules of your country.
#
# ## The data
#
# All data come with the course; nothing is fetched from the network. The next cell lists them.

# %%
import pandas as pd

from citylab import data

with pd.option_context("display.max_colwidth", 100):
    display(data.catalogue()[["title", "synthetic"]])

# %% [markdown]
# *Synthetic* means that a computer made the numbers. It is said wherever it is so: benchmark networks and simulated homes are
# made after real ones, so that we can show every number without exposing anybody.

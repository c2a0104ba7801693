# %% [markdown]
# # Public participation: run the neighbourhood vote
#
# **The partner's brief.** The *council of Ancoats Quay*, the (fictional) harbour town of modules 01 and 03, writes:
#
# > We give the people of Millfield 500,000 euros to spend on their own neighbourhood. Last year two hundred people came to one meeting, and a car
# > park won. Run the vote: find out who is missing, share out the money so that most can say it was fair, tell us what people think, and publish
# > the data without exposing anyone.
#
# **You will be able to**
#
# * say who is missing from a survey, weight the answers you have, and tell what weights cannot mend;
# * count a vote under several rules, and show which neighbourhood each rule serves;
# * draw a map of opinions, and test how much of it is chance;
# * attack a table before you publish it, and choose a protection whose price you can name;
# * explain the result to those who lost.
#
# **You need** Python: numbers, lists, functions, and a first look at pandas; two weeks of it will do. No statistics beyond a mean and a share:
# weights, rules, groups and noise are explained where they are first used. The whole takes ten to eleven hours, and the assignment seven to eight.
#
# | step | what you do | read | do |
# |---|---|--:|--:|
# | [1 Find out who is missing](01_find_who_is_missing.ipynb) | coverage, raking, effective size, complaints against need | 55 min | 70 min |
# | [2 Share out a budget](02_share_a_budget.ipynb) | ballots, greedy rules, the Method of Equal Shares, minorities | 50 min | 50 min |
# | [3 Map opinions](03_map_opinions.ipynb) | votes with holes, groups against chance, topics, agreement of coders | 60 min | 50 min |
# | [4 Publish without exposing anyone](04_publish_safely.ipynb) | linking, crowds, hidden cells, noise and its budget, consent | 60 min | 75 min |
# | [Quiz](05_quiz.ipynb) | twelve questions | | 25 min |
# | [Wrap-up](06_wrap_up.ipynb) | one open problem on a hillside and its vote | 20 min | 110 min |
# | Assignment `public-participation` | run the vote of another neighbourhood; marked by your instructor | | about 7½ h |
# | [Take-away](07_take_away.ipynb) | one page to keep | 10 min | |
#
# The assignment is handed out by your instructor with nbgrader. If you study alone, it is in
# `assignments/release/public-participation/`.
#
# > **Whose vote?** Ancoats Quay and its neighbourhood Millfield are fictional. Their people, answers, ballots, opinions and comments are *synthetic*. Shares of tenure,
# > language and old age are those of England and Wales in 2021; that the poorer wards answer less often is our assumption. It has been found: in England's National
# > Maternity Survey of 2018, 17 % of the women asked in the most deprived fifth of areas answered, and 41 % in the least deprived (S. Harrison et al., *Archives of Public Health* 78, 46, 2020).
# > Laws and rules of counting are real, each with its source. Look up those of your country.
#
# ## The data
#
# All data come with the course; nothing is fetched from the network. The next cell lists what this module uses.

# %%
import pandas as pd

from citylab import data

used = ["millfield_survey_synthetic", "census_margins", "service_requests_synthetic", "millfield_vote_synthetic"]
used += ["millfield_opinions_synthetic", "millfield_people_synthetic"]
used += ["hillside_vote_synthetic", "harbour_vote_synthetic"]
with pd.option_context("display.max_colwidth", 100):
    display(data.catalogue().loc[used, ["title", "synthetic"]])

# %% [markdown]
# *Synthetic* means that a computer made the numbers. It is said wherever it is so. In a made-up town we know the truth that a survey should find, and an
# attack on published data exposes nobody.

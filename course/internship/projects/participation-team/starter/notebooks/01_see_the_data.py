# %% [markdown]
# # See the data before you count
#
# The participation team of Ancoats Quay (fictional) asks for one report to the residents of Millfield: *whom did we
# not hear, what won the vote and how firmly, and what can we publish about people's worries without betraying
# anybody?* This notebook runs as it stands. It opens each file and says what every column means.
#
# **You will be able to** name source, period, unit and licence of each file, and say which of them is about people.
#
# **Data** Millfield is *synthetic*, no real person is in it; the shares in `census_margins` are real (England and
# Wales, 2021). See `DATA.md`.

# %%
import json
import sys
from pathlib import Path

sys.path.extend(["src", "../src"])

import pandas as pd
from participation_team import reading

# A notebook may start in its own folder or in the project's; both work.
project = Path.cwd() if Path("portfolio.toml").is_file() else Path.cwd().parent
data = project / "data"

# %% [markdown]
# ## The survey, and the town that it should stand for
#
# In January 2026 the council invited 2,000 people of the voters' list. These answered:

# %%
answers = pd.read_csv(data / "millfield_survey_synthetic" / "answers.csv")
print(len(answers), "answers")
answers.head(3)

# %% [markdown]
# | column | meaning |
# |---|---|
# | `ward` | one of five wards |
# | `age`, `tenure`, `language` | age band in years; how the home is held; main language |
# | `car_park` | would spend the money on a car park first |
# | `trust` | trusts the council to spend the money well |
#
# A **margin** counts the residents of 16 and over in each category of one variable, as a census office publishes it.

# %%
margins = reading.read_margins(data / "millfield_survey_synthetic" / "margins.csv")
print({name: int(residents.sum()) for name, residents in margins.items()})
margins["tenure"]

# %%
census = pd.read_csv(data / "census_margins" / "shares.csv")
census.loc[census["variable"] == "tenure", ["category", "share_percent", "base"]]

# %% [markdown]
# Owners are 62.5 % of Millfield, as of the households of England and Wales. Look at the base: households there,
# people of 16 and over here.
#
# ## The vote

# %%
vote = reading.read_vote(data / "millfield_vote_synthetic" / "millfield_vote.pb")
print(f"{len(vote.wards):,} voters, {len(vote.projects)} projects, budget {vote.budget:,.0f} €")
vote.projects.assign(votes=vote.approvals.sum(axis=0)).sort_values("votes", ascending=False).head(4)

# %% [markdown]
# `vote.approvals[i, j]` says whether voter `i` approved project `j`; `vote.wards[i]` is the voter's ward. Nothing
# else is known of a voter.
#
# ## Worries, and what people wrote
#
# 1,500 people answered *What keeps you awake?* These answers are the ones that could hurt.

# %%
worries = pd.read_csv(data / "millfield_people_synthetic" / "survey.csv")
worries["age"] = reading.ages_on(worries["birth_date"], "2026-03-02")
pd.crosstab(worries["ward"], worries["worry"])

# %% [markdown]
# Four people in Station fear violence at home. If this table were published, a neighbour might know who they are.

# %%
opinions = data / "millfield_opinions_synthetic"
comments = pd.read_csv(opinions / "comments.csv")
holds_contact = comments["text"].str.contains("@|http", regex=True)
print(f"{len(comments)} comments, {holds_contact.mean():.0%} of them hold an address or a link")
print(comments["coder_b"].isna().sum(), "were read by one coder only")
comments["coder_a"].value_counts()

# %% [markdown]
# Two coders sorted the comments by topic. One in five holds an address or a link to a photo: the texts themselves are
# never published.
#
# ## The passports
#
# Each folder in `data/` has a `datapackage.json` with source, licence, period, and the unit of every column:

# %%
passports = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(data.glob("*/datapackage.json"))]
rows = [(one["name"], one["synthetic"], one["licenses"][0]["name"], one["period"]) for one in passports]
pd.DataFrame(rows, columns=["data set", "synthetic", "licence", "period"])

# %% [markdown]
# ## What to do next
#
# 1. Run the tests, as `README.md` shows. They fail, and each says what is missing.
# 2. Fill the functions in `src/participation_team/`, in this order: `missing.py`, `counting.py`, `publishing.py`.
# 3. Work through the three notebooks that follow, and write the outputs that `portfolio.toml` lists.

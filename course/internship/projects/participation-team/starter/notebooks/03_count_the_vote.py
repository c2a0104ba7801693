# %% [markdown]
# # Count the vote in two ways, and say how firm each result is
#
# **You need** `counting.py`: its tests pass first.
#
# **You write** `outputs/winners.csv`, `outputs/winners.png` and `outputs/nothing.csv`.

# %%
import sys
from pathlib import Path

sys.path.extend(["src", "../src"])

from participation_team import counting, reading

project = Path.cwd() if Path("portfolio.toml").is_file() else Path.cwd().parent
data, outputs = project / "data", project / "outputs"
outputs.mkdir(exist_ok=True)

# %% [markdown]
# Two rules for the same ballots:

# %%
vote = reading.read_vote(data / "millfield_vote_synthetic" / "millfield_vote.pb")
costs = vote.projects["cost"].to_numpy()
most_voted = counting.by_votes(vote.approvals, costs, vote.budget)
vote.projects.iloc[most_voted]

# %% [markdown]
# **Must.** Count by votes and by equal shares with raised shares (`complete`). Write `nothing.csv`: `ward`, and the
# share of its voters without a winner under each rule (`by_votes`, `equal_shares`).
#
# **Should.** Draw the voters again, 100 times or more, with a seed, and count anew. Write `winners.csv` with
# `project`, `name`, `ward`, `cost`, `votes`, `by_votes`, `equal_shares` (True or False), `by_votes_chance`,
# `equal_shares_chance` (in which share of the draws it wins), and draw it.
#
# **Could.** Let each ward count by its residents: who would win if all wards had voted alike?

# %% [markdown]
# # Publish what can be published
#
# **You need** `publishing.py`: its tests pass first.
#
# **You write** `outputs/worries_by_ward.csv`, `outputs/exposure.csv` and `outputs/report.md`.

# %%
import sys
from pathlib import Path

sys.path.extend(["src", "../src"])

import pandas as pd
from participation_team import publishing

project = Path.cwd() if Path("portfolio.toml").is_file() else Path.cwd().parent
data, outputs = project / "data", project / "outputs"
outputs.mkdir(exist_ok=True)

# %% [markdown]
# One table, made safe by itself:

# %%
worries = pd.read_csv(data / "millfield_people_synthetic" / "survey.csv")
counts = pd.crosstab(worries["ward"], worries["worry"])
publishing.hide_small(counts)

# %% [markdown]
# **Must.** Write `worries_by_ward.csv`: the counts, with small ones and what protects them empty. Its row and column
# sums are published, too.
#
# **Should.** The council also wants the same table for people under 80, or one by age. Attack each plan as a whole.
# Write `exposure.csv` with `plan`, `small_cells`, `exposed`, `published` (True for the one plan that you publish):
# three plans or more.
#
# **Must.** Write `report.md`, one page for residents: who is missing, what won and how firmly, what is not published
# and why. Take the numbers from your outputs, not by hand.
#
# **Could.** Comments: how far do the two coders agree (`comments.agreement`), and which topics can be published by
# ward?

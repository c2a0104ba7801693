# %% [markdown]
# # Find out who is missing, and what weights can mend
#
# **You need** `missing.py`: its tests pass first.
#
# **You write** `outputs/missing.csv`, `outputs/missing.png` and `outputs/survey.csv`.

# %%
import sys
from pathlib import Path

sys.path.extend(["src", "../src"])

import pandas as pd
from participation_team import missing, reading

project = Path.cwd() if Path("portfolio.toml").is_file() else Path.cwd().parent
data, outputs = project / "data", project / "outputs"
outputs.mkdir(exist_ok=True)

# %% [markdown]
# The survey against the town, category by category:

# %%
survey_folder = data / "millfield_survey_synthetic"
margins = reading.read_margins(survey_folder / "margins.csv")
answers = pd.read_csv(survey_folder / "answers.csv")
missing.compare(answers, margins)

# %% [markdown]
# **Must.** Compare every channel with the town, as far as its people are known: the meeting, the survey, the vote,
# the opinions, the comments. Write `missing.csv` with the columns `channel`, `variable`, `category`, `people`,
# `share`, `town_share`, `ratio`, and draw it.
#
# **Must.** Rake the survey. Write `survey.csv` with `question` (`car_park`, `trust`), `plain`, `weighted`, `low`,
# `high` (see `intervals.py`) and `design_effect`. Say in words what the weights cost, and whom no weight brings back.

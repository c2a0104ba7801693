# %% [markdown]
# # Count who arrives in time, and find the connections that break
#
# **You need** `journeys.py`, `access.py` and `connections.py`: their tests pass first.
#
# **You write** `outputs/reach_by_hour.csv`, `outputs/reach_by_hour.png`, `outputs/connections.csv` and
# `outputs/connections.png`.

# %%
import sys
from pathlib import Path

sys.path.extend(["src", "../src"])

import numpy as np
from tram_and_bus import feed, journeys, streets

project = Path.cwd() if Path("portfolio.toml").is_file() else Path.cwd().parent
data, outputs = project / "data", project / "outputs"
outputs.mkdir(exist_ok=True)
feeds = data / "corridor_timetable_synthetic"

# %% [markdown]
# ## Who reaches the college within 30 minutes?
#
# The target is the college, stop N6. People leave home at each minute from 6:00 to 21:59.

# %%
plan = feed.read_day(feeds / "planned.zip", "2026-05-12")
stops = feed.read_stops(feeds / "planned.zip")
to_stops_s, egress_s, walk_s = streets.walks_of_the_town(data, stops, "N6")
leaves_s = np.arange(6 * 3600, 22 * 3600, 60)
found = journeys.profiles(plan, egress_s)
travel_s = journeys.travel_times_s(found, to_stops_s=to_stops_s, walk_s=walk_s, leaves_s=leaves_s)

# %% [markdown]
# **Must.** Compute the share of each fifth of income that arrives in time, for each hour, by plan and on the day as
# it went. Write `reach_by_hour.csv` with the columns `day` ("planned" or "actual"), `hour`, `income_fifth`, `share`.
# Draw it.
#
# **Must.** For each of the six watched changes write a row of `connections.csv`: `connection`, `kept`, `missed`,
# `cancelled`, `missed_share` (of those where both vehicles ran), `low` and `high` (an interval:
# `uncertainty.interval`), and `mean_lost_min` of the missed. Draw it.
#
# **Could.** What does it bring, and cost, to let vehicles wait for late passengers? See `connections.hold`; its tests
# are yours to write.

# %% [markdown]
# # See the data before you count
#
# The transport authority of Ancoats Quay (fictional) asks: *who reaches the college within 30 minutes, hour by hour;
# which connections break; and which one headway change brings most people within reach for each vehicle-hour?* This
# notebook runs as it stands. It loads each file, shows it, and says what every column means.
#
# **You will be able to** open a timetable feed and the observed day, and name period, unit and licence of each file.
#
# **Data** All of it is *synthetic*, but for the streets of central Helsinki (© OpenStreetMap contributors, ODbL). See
# `DATA.md`.

# %%
import json
import sys
from pathlib import Path

sys.path.extend(["src", "../src"])

import pandas as pd
from tram_and_bus import feed, streets

# A notebook may start in its own folder or in the project's; both work.
project = Path.cwd() if Path("portfolio.toml").is_file() else Path.cwd().parent
data = project / "data"
feeds = data / "corridor_timetable_synthetic"

# %% [markdown]
# ## The timetable, and the day as it went
#
# Two feeds have the same form, GTFS: `planned.zip` is the timetable of May 2026, `actual.zip` is Tuesday 12 May as it
# went. `feed.read_day` gives one row for each trip and stop.

# %%
plan = feed.read_day(feeds / "planned.zip", "2026-05-12")
actual = feed.read_day(feeds / "actual.zip", "2026-05-12")
print(plan["trip_id"].nunique(), "trips planned,", actual["trip_id"].nunique(), "ran")
plan.head(3)

# %% [markdown]
# Six of 450 trips were cancelled: they are in the plan, and not in the day.
#
# | column | unit | meaning |
# |---|---|---|
# | `trip_id` | – | one drive of one vehicle |
# | `route_id` | – | the line: `T1` is the tram, `21` and `22` are buses |
# | `direction_id` | – | 0 leads out of town or north, 1 the other way |
# | `stop_id`, `stop_sequence` | – | the stop, and its place in the trip |
# | `arrival_s`, `departure_s` | s | seconds of the service day: 21,600 is 6:00, and 86,460 a minute past midnight |

# %%
hours = plan.groupby("trip_id").agg(route_id=("route_id", "first"), first_s=("departure_s", "min"))
hours["hour"] = (hours["first_s"] // 3600).astype(int)
hours.groupby(["route_id", "hour"]).size().unstack(fill_value=0)

# %% [markdown]
# Trips that leave in each hour, both directions. The tram is the backbone; line 21, to Weir Estate, runs three times
# an hour and direction, all day.
#
# ## The stops

# %%
stops = feed.read_stops(feeds / "planned.zip")
stops.loc[["C3", "N1", "N2", "N4", "N6", "N7", "W3", "E3"]]

# %% [markdown]
# The college is N6, on the tram. Line 21 meets the tram at N2, line 22 at N4, and the two buses part at N1.
#
# ## The people

# %%
homes = pd.read_csv(data / "corridor_homes_synthetic" / "homes.csv", index_col="block")
homes.groupby("income_fifth").agg(blocks=("people", "size"), people=("people", "sum"))

# %% [markdown]
# 35,000 people in 250 blocks. `income_fifth` 1 is the poorest fifth of the people, 5 the richest. The passport beside
# the file explains each column:

# %%
passport = json.loads((data / "corridor_homes_synthetic" / "datapackage.json").read_text(encoding="utf-8"))
tables = {resource["name"]: resource["schema"]["fields"] for resource in passport["resources"]}
pd.DataFrame(tables["homes"]).set_index("name")[["type", "unit", "description"]]

# %% [markdown]
# ## The walks
#
# `walks_of_the_town` returns every walk that you need: from each block to each stop, from each stop to the target,
# and from each block all the way.

# %%
to_stops_s, egress_s, walk_s = streets.walks_of_the_town(data, stops, "N6")
(to_stops_s.min(axis=1) / 60).describe().round(1)

# %% [markdown]
# Half of the blocks lie within 3.4 minutes of a stop, the farthest 10.1 minutes away (4.8 km/h).
#
# ## What to do next
#
# 1. Run the tests, as `README.md` shows. They fail, and each says what is missing.
# 2. Fill the functions in `src/tram_and_bus/`, in this order: `access.py`, `connections.py`, `journeys.py`,
#    `headways.py`.
# 3. Work through the two notebooks that follow, and write the outputs that `portfolio.toml` lists.

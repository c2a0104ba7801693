# %% [markdown]
# # Choose one headway change, and say how firm the choice is
#
# **You need** `headways.py`: its tests pass first.
#
# **You write** `outputs/options.csv`, `outputs/options.png` and `outputs/decision.json`.

# %%
import sys
from pathlib import Path

sys.path.extend(["src", "../src"])

from tram_and_bus import feed, headways

project = Path.cwd() if Path("portfolio.toml").is_file() else Path.cwd().parent
data, outputs = project / "data", project / "outputs"
outputs.mkdir(exist_ok=True)

# %% [markdown]
# An option is a line and a time of day in which one more vehicle runs between each two. This one doubles line 21 in
# the evening:

# %%
plan = feed.read_day(data / "corridor_timetable_synthetic" / "planned.zip", "2026-05-12")
more = headways.add_between(plan, "21", from_s=18 * 3600, to_s=22 * 3600)
print(f"{headways.vehicle_hours(more) - headways.vehicle_hours(plan):.2f} more vehicle-hours")

# %% [markdown]
# **Should.** Compare options by the person-hours of the day for which the college comes within 30 minutes, for each
# vehicle-hour that they add. Write `options.csv` with `option` (a name), `route_id`, `from_h`, `to_h`, `day`,
# `target`, `speed_kmh`, `limit_min`, `extra_vehicle_hours`, `person_hours_gained`, `gained_per_vehicle_hour`: one row
# for each option and scenario. Draw it.
#
# **Should.** Repeat the comparison under other assumptions (limit, walking speed, target, the observed day). Write
# `decision.json` with `option`, `scenarios` (how many you tried), `first_in` (in how many the option comes first),
# `first_three_in`, and what else the authority needs.

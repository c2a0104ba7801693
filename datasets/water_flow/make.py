"""
Make `water_flow` from the file that river 0.26.1 ships, which is no part of the course's environment.

    python datasets/water_flow/make.py PATH/TO/river/datasets/water-flow.csv

The file says each time with its offset from UTC; here the index is in the zone of Italy, where the
flow was measured. Nothing else is changed: hours that are missing there are missing here.
"""

import sys
from pathlib import Path

import pandas as pd

from classroom.datapackages import write_package

META = {
    "name": "water_flow",
    "title": "Hourly water flow through a branch of a pipeline in Italy, spring 2022",
    "description": (
        "1,268 hourly values from 20 March to 16 May 2022, donated to the river project by the company Tecnojest "
        "s.r.l. The project's documentation names four unusual segments: three of low values (water losses or "
        "maintenance) and a small peak (a pumping operation). It does not say their hours, so there are no labels. "
        "Some hours are missing."
    ),
    "synthetic": False,
    "licenses": [
        {
            "name": "BSD-3-Clause",
            "title": "BSD 3-Clause, as distributed with river",
            "path": "https://github.com/online-ml/river/blob/main/LICENSE",
        }
    ],
    "sources": [
        {
            "title": "Tecnojest s.r.l., Italy, as documented in river.datasets.WaterFlow, river 0.26.1",
            "path": "https://github.com/online-ml/river/blob/main/river/datasets/water_flow.py",
        }
    ],
    "period": "2022-03-20 to 2022-05-16",
    "tables": {
        "flow": {
            "fields": {
                "time": ("-", "Time of the hourly value, local time"),
                "flow_ls": ("l/s", "Water flow"),
            },
        }
    },
}


def flow(path: Path) -> pd.DataFrame:
    """Return the flow on its local times. [l/s]"""
    raw = pd.read_csv(path)
    times = pd.to_datetime(raw["Time"], utc=True).dt.tz_convert("Europe/Rome").rename("time")
    return pd.DataFrame({"flow_ls": raw["Water flow [l/s]"].to_numpy()}, index=pd.DatetimeIndex(times))


if __name__ == "__main__":
    write_package(Path(__file__).parent, META, {"flow": flow(Path(sys.argv[1]))})

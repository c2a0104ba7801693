"""
Make `bdew_2025` from the tables that demandlib 0.2.2 (MIT) carries.

In an environment of its own install `demandlib==0.2.2`; then, in the course's
environment, give the folder that holds h25.csv, g25.csv, l25.csv, p25.csv, s25.csv:

    python datasets/bdew_2025/make.py .../demandlib/bdew/bdew_data

Only the shape of the tables changes: one row per month, day type and quarter hour.
"""

import sys
from pathlib import Path

import pandas as pd

from classroom.datapackages import write_package

PROFILES = {
    "h25": "Households",
    "g25": "Commerce and small industry",
    "l25": "Farms",
    "p25": "Households with solar panels: what they still take from the grid",
    "s25": "Households with solar panels and a battery: what they still take from the grid",
}
DAY_TYPES = {"WT": "workday", "SA": "saturday", "FT": "sunday"}
META = {
    "name": "bdew_2025",
    "title": "BDEW standard load profiles 2025",
    "description": (
        "Energy per quarter hour of an average German customer, by month, day type and quarter "
        "hour, scaled to a year of 1,000,000 kWh. The values are energy, not power: a mean "
        "power in kW is four times the value. h25, p25 and s25 are static values that still "
        "need the factor of the day of the year (citylab.grid.demand.daily_factor)."
    ),
    "synthetic": False,
    "licenses": [
        {
            "name": "MIT",
            "title": "MIT License, copyright oemof developer group",
            "path": "https://github.com/oemof/demandlib/blob/v0.2.2/LICENSE",
        }
    ],
    "sources": [
        {
            "title": "BDEW, Standardlastprofile Strom, published March 2025",
            "path": "https://www.bdew.de/energie/standardlastprofile-strom/",
        },
        {
            "title": "demandlib 0.2.2, bdew_data",
            "path": "https://github.com/oemof/demandlib/tree/v0.2.2",
        },
    ],
    "period": "typical days; h25 from 2018-2019, g25, p25, s25 from 2022-2023, l25 from before",
    "tables": {
        "profiles": {
            "primaryKey": ["month", "day_type", "time"],
            "fields": {
                "month": ("1", "Month, 1 is January"),
                "day_type": ("-", "workday, saturday, or sunday (public holidays too)"),
                "time": ("-", "Local time at which the quarter hour starts, HH:MM"),
                **{
                    name: ("kWh", f"{what}: energy in the quarter hour, for 1,000,000 kWh a year")
                    for name, what in PROFILES.items()
                },
            },
        }
    },
}


def profile(path: Path) -> pd.Series:
    """Return one table as a series over month, day type and time. [kWh]"""
    table = pd.read_csv(path, header=[0, 1], index_col=0)
    months = {name: i for i, name in enumerate(dict.fromkeys(table.columns.get_level_values(0)), 1)}
    table.columns = pd.MultiIndex.from_tuples(
        [(months[month], DAY_TYPES[day]) for month, day in table.columns],
        names=["month", "day_type"],
    )
    table.index = pd.Index([quarter[:5] for quarter in table.index], name="time")
    return table.stack(["month", "day_type"], future_stack=True)


def main(folder: Path) -> None:
    """Write the package from demandlib's folder."""
    series = {name: profile(folder / f"{name}.csv") for name in PROFILES}
    table = pd.DataFrame(series).reset_index()
    table["day_type"] = pd.Categorical(table["day_type"], list(DAY_TYPES.values()), ordered=True)
    table = table.sort_values(["month", "day_type", "time"], ignore_index=True)
    table["day_type"] = table["day_type"].astype("str")
    columns = ["month", "day_type", "time", *PROFILES]
    write_package(Path(__file__).parent, META, {"profiles": table[columns]})


if __name__ == "__main__":
    main(Path(sys.argv[1]))

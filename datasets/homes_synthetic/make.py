"""
Make `homes_synthetic`: a hundred homes simulated with the model of Richardson et al. (2010).

The model is richardsonpy 0.2.3 (GPL-3.0), which is no part of the course. Two steps; the first
in an environment of its own with `richardsonpy==0.2.3`, about five minutes:

    python datasets/homes_synthetic/make.py simulate homes.csv

and the second in the course's environment:

    python datasets/homes_synthetic/make.py package homes.csv

Choices of ours: the appliances a home owns are drawn from the model's ownership shares, without
electric space and water heating; cycle counts are the model's own (not scaled to a target); the
bulbs are the model's hundred configurations, one per home; daylight is the course's Piedmont
weather. Two slips of the library are stepped around: its loop over days reads the irradiance of
a day's first minutes for the whole day, and it looks up the six activities five rows
apart, not six, so that laundry runs eight times too often. With both mended, appliances use what
the model's own table expects.
"""

import csv
import gzip
import random
import sys
from pathlib import Path

SEED = 2025
FIRST_DAY = "2025-01-06"  # a Monday
DAYS = 28
# Chosen to match Census 2021 for England and Wales, where 30.2 % of households are one person
# and the mean is 2.4 people; here 30 % and 2.33.
HOMES_BY_OCCUPANTS = {1: 30, 2: 34, 3: 16, 4: 13, 5: 7}
HERE = Path(__file__).parent
META = {
    "name": "homes_synthetic",
    "title": "Synthetic: electricity of a hundred homes in four winter weeks",
    "description": (
        "One hundred simulated homes without electric heating, 6 January to 2 February 2025, "
        "mean power per quarter hour. Made with the published occupant and appliance model of "
        "Richardson et al., whose appliances and lamps are those of Britain about 2008. "
        "No real home is in it."
    ),
    "synthetic": True,
    "licenses": [
        {
            "name": "CC0-1.0",
            "title": "CC0 1.0 Universal",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    ],
    "sources": [
        {
            "title": (
                "I. Richardson, M. Thomson, D. Infield, C. Clifford, Domestic electricity use: "
                "a high-resolution energy demand model, Energy and Buildings 42 (2010) 1878-1887"
            ),
            "path": "https://doi.org/10.1016/j.enbuild.2010.05.023",
        },
        {
            "title": "richardsonpy 0.2.3, RWTH Aachen University",
            "path": "https://github.com/RWTH-EBC/richardsonpy",
        },
        {
            "title": "ONS, Census 2021: 30.2 % one-person households, 2.4 people on average",
            "path": "https://www.ons.gov.uk/census",
        },
    ],
    "period": "2025-01-06 to 2025-02-02",
}


def irradiance_wm2() -> list[float]:
    """Return the global irradiance of every minute of the days simulated. [W/m²]"""
    path = HERE.parent / "weather_piedmont" / "hours.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        hours = [float(row["ghi_wm2"]) for row in csv.DictReader(file)]
    first_hour = 24 * 5
    hours = hours[first_hour : first_hour + 24 * DAYS]
    return [value for value in hours for _ in range(60)]


def statistics(weekend: bool, activity: int) -> list[list[float]]:
    """Return the shares of people doing one activity, where the library looks for them."""
    import richardsonpy

    name = "ActiveAppliances_we.csv" if weekend else "ActiveAppliances_wd.csv"
    path = Path(richardsonpy.__file__).parent / "inputs" / "constants" / name
    with path.open(encoding="utf-8") as file:
        table = [[float(value) for value in row] for row in csv.reader(file, delimiter=";")]
    shares = [[0.0] * 146 for _ in range(36)]
    for row in table:
        if row[1] == activity:
            shares[int(5 * row[0] + activity)] = row
    return shares


def home_w(number: int, occupants: int, irradiance: list[float]) -> list[float]:
    """Return the power of one home in every minute. [W]"""
    import richardsonpy
    from richardsonpy.classes import appliance, lighting, occupancy

    inputs = Path(richardsonpy.__file__).parent / "inputs"
    random.seed(1000 * SEED + number)
    people = occupancy.Occupancy(number_occupants=occupants, initial_day=1, nb_days=DAYS)
    owned = appliance.Appliances(str(inputs / "Appliances.csv"), randomize_appliances=True)
    for heater in owned.data[28:33]:
        heater[0] = 0
    owned.estimate_annual_consumption(calibration_factor=1)
    has = [row[0] for row in owned.data]
    bulbs = lighting.load_lighting_profile(str(inputs / "LightBulbs.csv"), number - 1)
    power: list[float] = []
    for day in range(DAYS):
        present = people.occupancy[144 * day : 144 * (day + 1)]
        light = irradiance[1440 * day : 1440 * (day + 1)]
        loads = lighting.run_lighting_simulation(present, bulbs, light, lighting.LightingModelConfiguration())
        for activity in sorted({row[8] for row in owned.data}):
            for row, owns in zip(owned.data, has, strict=True):
                row[0] = owns if row[8] == activity else 0
            loads += appliance.run_application_simulation(
                present, owned, statistics(day % 7 >= 5, int(activity)), iMonth=1
            )
        power.extend(float(sum(minute)) for minute in zip(*loads, strict=True))
    return power


def simulate(path: Path) -> None:
    """Write the mean power of each home in each quarter hour, one home per row. [kW]"""
    irradiance = irradiance_wm2()
    sizes = [n for n, count in HOMES_BY_OCCUPANTS.items() for _ in range(count)]
    random.Random(SEED).shuffle(sizes)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number, occupants in enumerate(sizes, start=1):
            power = home_w(number, occupants, irradiance)
            quarters = [round(float(sum(power[i : i + 15])) / 15_000, 3) for i in range(0, len(power), 15)]
            writer.writerow([number, occupants, *quarters])
            print(f"home {number}: {occupants} occupants, {sum(quarters) / 4:.0f} kWh", flush=True)


def package(path: Path) -> None:
    """Write the package from the simulated homes."""
    import pandas as pd

    from classroom.datapackages import write_package

    raw = pd.read_csv(path, header=None, index_col=0)
    names = [f"home_{number:03d}" for number in raw.index]
    times = pd.date_range(FIRST_DAY, periods=96 * DAYS, freq="15min", tz="Europe/Berlin", name="time")
    load = pd.DataFrame(raw.iloc[:, 1:].to_numpy().T, index=times, columns=names)
    homes = pd.DataFrame(
        {
            "home": names,
            "occupants": raw.iloc[:, 0].to_numpy(),
            "energy_kwh": (load.sum() / 4).round(1).to_numpy(),
            "peak_kw": load.max().to_numpy(),
        }
    )
    meta = META | {
        "tables": {
            "load": {
                "description": "Mean power of each home in each quarter hour.",
                "fields": {"time": ("-", "Start of the quarter hour, local time")}
                | {name: ("kW", f"Mean power of {name.replace('_', ' ')}") for name in names},
            },
            "homes": {
                "description": "What was simulated: one row per home.",
                "primaryKey": ["home"],
                "fields": {
                    "home": ("-", "Name of the home's column in load"),
                    "occupants": ("1", "People who live there"),
                    "energy_kwh": ("kWh", "Energy of the four weeks"),
                    "peak_kw": ("kW", "Highest quarter hour of the four weeks"),
                },
            },
        }
    }
    write_package(HERE, meta, {"load": load, "homes": homes})


if __name__ == "__main__":
    {"simulate": simulate, "package": package}[sys.argv[1]](Path(sys.argv[2]))

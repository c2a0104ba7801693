"""
Make `heated_homes_synthetic`: gas and indoor temperature of sixty rented homes in twelve winter weeks.

    PYTHONPATH=course python datasets/heated_homes_synthetic/make.py

Homes and tenants are made up, with a seed. A day's heat is the loss through fabric and air, that is the heat loss
coefficient times the difference between indoors and outdoors, less the gains of sun, people and appliances. Outdoors is
the course's typical year of Piedmont, `weather_piedmont`. All parameters are our choice.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from citylab import data
from classroom.datapackages import write_package

SEED, HOMES, FIRST_DAY, DAYS = 505, 60, "2025-01-06", 84
BOILER_EFFICIENCY = 0.85
# Heat loss coefficient of one square metre of floor [W/(K m²)]: mean and spread; share of homes
WALLS = {"solid": (3.2, 0.45, 0.40), "cavity": (2.6, 0.40, 0.35), "insulated": (1.7, 0.30, 0.25)}
PREPAID_SHARE = {"solid": 0.60, "cavity": 0.30, "insulated": 0.10}
KITCHEN_BIAS_C = 2.5
META: dict[str, Any] = {
    "name": "heated_homes_synthetic",
    "title": "Synthetic: gas and indoor temperature of sixty rented homes in twelve winter weeks",
    "description": (
        "Made by a seeded simulator: no real home and no real tenant. A heat balance for each day, with the "
        "outdoor temperatures of weather_piedmont, a typical year with the nominal date 2025. All parameters "
        "of homes and people are assumptions; that prepaid homes are so much colder is one of them, not a "
        "finding. One indoor sensor in each home. gas_kwh is for heating and hot water."
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
                "The form of the model, heat in proportion to degrees below a balance: M. F. Fels, PRISM: an "
                "introduction, Energy and Buildings 9 (1986) 5-18"
            ),
            "path": "https://doi.org/10.1016/0378-7788(86)90003-4",
        }
    ],
    "period": "2025-01-06 to 2025-03-30",
    "tables": {
        "homes": {
            "description": "What the association knows of each home.",
            "primaryKey": ["home"],
            "fields": {
                "home": ("-", "Number of the home"),
                "floor_m2": ("m²", "Floor area"),
                "walls": ("-", "Walls as in the register of 2009: solid, cavity or insulated"),
                "occupants": ("1", "People who live there"),
                "meter": ("-", "How gas is paid: credit or prepaid"),
                "sensor_room": ("-", "Room in which the temperature sensor hangs"),
            },
        },
        "days": {
            "description": "One row per home and day.",
            "primaryKey": ["day", "home"],
            "fields": {
                "day": ("-", "Day"),
                "home": ("-", "Number of the home"),
                "gas_kwh": ("kWh", "Gas used"),
                "indoor_c": ("°C", "Mean of the indoor readings that arrived; empty if none did"),
                "readings": ("1", "Indoor readings that arrived, of 48"),
            },
        },
    },
}


def homes(rng: np.random.Generator) -> pd.DataFrame:
    """Return the homes, with what nobody is told: heat loss coefficient [W/K], wanted temperature [°C], gains [W]."""
    table = pd.DataFrame({"home": [f"H{number:02d}" for number in range(1, HOMES + 1)]})
    table["floor_m2"] = rng.integers(42, 96, HOMES)
    table["walls"] = rng.choice(list(WALLS), HOMES, p=[about[2] for about in WALLS.values()])
    table["occupants"] = 1 + rng.binomial(4, 0.3, HOMES)
    prepaid = rng.random(HOMES) < table["walls"].map(PREPAID_SHARE)
    table["meter"] = np.where(prepaid, "prepaid", "credit")
    table["sensor_room"] = rng.choice(["living room", "hall", "kitchen"], HOMES, p=[0.6, 0.25, 0.15])
    mean, spread = (table["walls"].map({name: about[part] for name, about in WALLS.items()}) for part in (0, 1))
    table["loss_wk"] = table["floor_m2"] * rng.normal(mean, spread)
    # Some walls were insulated after the register was written.
    renewed = (table["walls"] != "insulated") & (rng.random(HOMES) < 0.15)
    table["loss_wk"] = table["loss_wk"].where(~renewed, 0.6 * table["loss_wk"])
    table["wanted_c"] = np.where(prepaid, rng.normal(15.8, 0.9, HOMES), rng.normal(20.3, 1.0, HOMES))
    table["gains_w"] = 180 + 90 * table["occupants"] + rng.normal(0, 50, HOMES)
    return table


def outdoor() -> pd.Series:
    """Return the mean outdoor temperature of each day. [°C]"""
    hours = data.load("weather_piedmont")["temp_air_c"]
    daily = hours.resample("D").mean().tz_localize(None)
    return daily.loc[FIRST_DAY:].iloc[:DAYS]


def days(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return gas and indoor temperature of each home and day."""
    parts = []
    outside = outdoor()
    for home in table.itertuples():
        indoor = home.wanted_c + rng.normal(0, 0.5, DAYS)
        if home.meter == "prepaid":  # on cold days the money does not reach
            indoor -= 0.25 * np.clip(4 - outside.to_numpy(), 0, None)
        gains = home.gains_w + 60 * rng.gamma(2, 1, DAYS)
        heat_w = np.clip(home.loss_wk * (indoor - outside.to_numpy()) - gains, 0, None)
        away = np.zeros(DAYS, dtype=bool)
        if rng.random() < 0.2:
            first = rng.integers(0, DAYS - 10)
            away[first : first + rng.integers(4, 10)] = True
        indoor = np.where(away, np.maximum(12.0, outside.to_numpy() + 2), indoor)
        heat_w = np.where(away, np.clip(home.loss_wk * (indoor - outside.to_numpy()) - 60, 0, None), heat_w)
        water_kwh = np.where(away, 0.0, (0.8 + 1.3 * home.occupants) * rng.gamma(8, 1 / 8, DAYS))
        gas = (heat_w * 24 / 1000 + water_kwh) / BOILER_EFFICIENCY
        readings = np.where(rng.random(DAYS) < 0.04, 0, rng.binomial(48, 0.97, DAYS))
        seen = indoor + rng.normal(0, 0.1, DAYS) + KITCHEN_BIAS_C * (home.sensor_room == "kitchen")
        part = pd.DataFrame({"day": outside.index, "home": home.home, "gas_kwh": gas.round(1)})
        parts.append(part.assign(indoor_c=np.where(readings > 0, seen, np.nan).round(1), readings=readings))
    return pd.concat(parts).sort_values(["day", "home"], ignore_index=True)


def tables() -> dict[str, pd.DataFrame]:
    """Return all tables."""
    rng = np.random.default_rng(SEED)
    table = homes(rng)
    return {"homes": table[list(META["tables"]["homes"]["fields"])], "days": days(table, rng)}


if __name__ == "__main__":
    write_package(Path(__file__).parent, META, tables())

"""Self-checks of *Read a street's electricity*."""

import pandas as pd

from citylab import data
from citylab.grid import demand, solar
from citylab.practice import Exercise, Mistake

LESSON = "02-smart-grids/01_read_a_street"


def _homes_kw() -> pd.DataFrame:
    return data.load("homes_synthetic", "load")


def _street_kw() -> pd.Series:
    return _homes_kw().sum(axis=1)


def _profile_kw() -> pd.Series:
    return demand.standard_profile("h25", year=2025, annual_kwh=3000)


def _busy_steps() -> int:
    street_kw = _street_kw()
    return int((street_kw > 0.5 * street_kw.max()).sum())


def _south_kw() -> pd.Series:
    return solar.pv_power_kw(data.load("weather_piedmont"), peak_kw=1, tilt_deg=35, azimuth_deg=180)


EXERCISES = [
    Exercise(
        id="grid-1-energy",
        lesson=LESSON,
        expected=lambda: demand.energy_kwh(_homes_kw()["home_005"]),
        unit="kWh",
        tolerance=0.5,
        mistakes=[
            Mistake(
                gives=lambda: _homes_kw()["home_005"].sum(),
                say="This is the sum of the powers. Each of them lasts only a quarter of an hour.",
            ),
            Mistake(
                gives=lambda: demand.energy_kwh(_homes_kw()["home_005"].loc["2025-01-15"]),
                say="This is the energy of the one day in the figure; all four weeks are asked for.",
            ),
        ],
        hints=[
            "The text before this exercise does the same for one day.",
            "Multiply the whole column home_kw by the length of a step in hours.",
            "Then add up: (home_kw * ...).sum() with the length of a quarter hour in the gap.",
        ],
    ),
    Exercise(
        id="grid-1-load-factor",
        lesson=LESSON,
        expected=lambda: demand.load_factor(_profile_kw()),
        tolerance=0.005,
        mistakes=[
            Mistake(
                gives=lambda: 1 / demand.load_factor(_profile_kw()),
                say="Upside down: a load factor is never above 1.",
            ),
            Mistake(
                gives=lambda: demand.load_factor(_profile_kw().loc["2025-01-15"]),
                say="This is the load factor of the January day; the whole year is asked for.",
            ),
        ],
        hints=[
            "Two numbers of profile_kw are needed: its mean and its highest value.",
            "A pandas Series has .mean() and .max().",
            "Divide the mean by the maximum.",
        ],
    ),
    Exercise(
        id="grid-1-duration",
        lesson=LESSON,
        expected=lambda: _busy_steps() * 0.25,
        unit="h",
        tolerance=0.26,
        mistakes=[
            Mistake(gives=_busy_steps, say="You counted quarter hours; hours are asked for."),
            Mistake(
                gives=lambda: float((_street_kw() > _street_kw().mean()).sum() * 0.25),
                say="You compared with the mean; half of the highest value is asked for.",
            ),
        ],
        hints=[
            "A comparison such as street_kw > 50 gives True or False for each row; True counts as 1 in a sum.",
            "Half of the highest value is 0.5 * street_kw.max().",
            "Count with (street_kw > ...).sum(), then turn quarter hours into hours.",
        ],
    ),
    Exercise(
        id="grid-1-branch",
        lesson=LESSON,
        expected=lambda: 20 * demand.admd_kw(_homes_kw(), 20),
        unit="kW",
        tolerance=1.5,
        mistakes=[
            Mistake(
                gives=lambda: demand.admd_kw(_homes_kw(), 20),
                say="This is the peak per home; the cable carries all 20.",
            ),
            Mistake(
                gives=lambda: 20 * demand.admd_kw(_homes_kw(), 1),
                say="You added the peaks of single homes; they do not peak together.",
            ),
        ],
        hints=[
            "demand.admd_kw(homes_kw, n) gives the peak per home of n homes.",
            "Call it with 20. What does the cable carry if each of 20 homes needs that much?",
            "Multiply the result by the number of homes.",
        ],
    ),
    Exercise(
        id="grid-1-yield",
        lesson=LESSON,
        expected=lambda: demand.energy_kwh(_south_kw()),
        unit="kWh",
        tolerance=5.0,
        mistakes=[
            Mistake(
                when=lambda answer: 0.7 < answer < 1,
                say="This is the highest power; the yield is the energy of the whole year.",
            ),
            Mistake(
                when=lambda answer: 0.1 < answer < 0.2,
                say="This is the mean power; the yield is the energy of the whole year.",
            ),
            Mistake(
                gives=lambda: _south_kw().sum(),
                say="This is the sum of the powers. Each of them lasts only a quarter of an hour.",
            ),
        ],
        hints=[
            "A yield is an energy: power times time, added up over the year.",
            "You did the same for home_kw in the first section; south_kw has quarter hours, too.",
            "Add up south_kw times the length of a quarter hour in hours; the system has exactly 1 kWp.",
        ],
    ),
]

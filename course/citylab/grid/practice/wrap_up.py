"""Self-checks of *Wrap up: set the voltage of Market Row*."""

from functools import cache

import numpy as np
import pandas as pd

from citylab import data, grid
from citylab.grid import demand, solar
from citylab.practice import Exercise, Mistake

LESSON = "02-smart-grids/06_wrap_up"
LOW_PU, HIGH_PU = 0.94, 1.10  # ESQCR 2002, as in the data set smart_grid_figures
STEP_PU, SHOPS = 0.005, 8


@cache
def _row() -> grid.Network:
    return grid.network("lv_cigre").only_transformer(2)


@cache
def _shops_pu(source_pu: float) -> pd.Series:
    nodes = grid.solve(_row().with_source_voltage(source_pu)).nodes
    return nodes.loc[_row().customers["node"], "voltage_pu"]


def _source_pu(low_pu: float) -> float:
    settings = 1 + STEP_PU * np.arange(21)
    return float(next(setting for setting in settings if _shops_pu(setting).min() >= low_pu))


@cache
def _year() -> pd.DataFrame:
    """Return the share of the peak that shops draw, and the power of one kWp. [1, kW/kWp]"""
    busy = demand.standard_profile("g25", year=2025, annual_kwh=1000)
    roof_kw = solar.pv_power_kw(data.load("weather_greensboro"), peak_kw=1, tilt_deg=15, azimuth_deg=180)
    return pd.DataFrame({"busy": busy / busy.max(), "sun": solar.onto_calendar(roof_kw, busy.index)})


@cache
def _highest_pu(kwp: int, source_pu: float, load_share: float = 1.0) -> float:
    bright = _year()[_year()["sun"] > 0.5]
    loads = _row().loads
    p_kw = np.outer(load_share * bright["busy"], loads["p_kw"]) - kwp * bright[["sun"]].to_numpy()
    q_kvar = np.outer(load_share * bright["busy"], loads["q_kvar"])
    year = grid.solve_batch(_row().with_source_voltage(source_pu), p_kw, q_kvar)
    return float(year.voltages()[_row().low_voltage_nodes].max(axis=None))


def _roof_kwp(source_pu: float, load_share: float = 1.0) -> int:
    """Return the largest whole number of kWp per shop, by halving the range."""
    fits, breaks = 0, 128
    while breaks - fits > 1:
        middle = (fits + breaks) // 2
        if _highest_pu(middle, source_pu, load_share) <= HIGH_PU:
            fits = middle
        else:
            breaks = middle
    return fits


def _energies(kwp: float) -> tuple[float, float, float]:
    """Return solar energy used in the row, solar energy and load. [kWh]"""
    load_kw = _year()["busy"] * _row().loads["p_kw"].sum()
    solar_kw = SHOPS * kwp * _year()["sun"]
    used_kw = np.minimum(load_kw, solar_kw)
    return float(used_kw.sum() / 4), float(solar_kw.sum() / 4), float(load_kw.sum() / 4)


EXERCISES = [
    Exercise(
        id="grid-w-lowest",
        lesson=LESSON,
        expected=lambda: float(_shops_pu(1.0).min()),
        unit="pu",
        tolerance=0.0005,
        mistakes=[
            Mistake(
                gives=lambda: float(_shops_pu(1.0).min() * 400),
                say="This is in volts; divide by the rated voltage, or take the column in per unit.",
            ),
            Mistake(
                gives=lambda: float(_shops_pu(1.0).mean()),
                say="This is the mean of the shops; the lowest is asked for.",
            ),
        ],
        hints=[
            "The result `busy` has a table of nodes, as in lesson 2.",
            'Shops are the customers: row.customers["node"] holds their nodes.',
            'busy.nodes.loc[row.customers["node"], "voltage_pu"] holds their voltages; take the lowest.',
        ],
    ),
    Exercise(
        id="grid-w-source",
        lesson=LESSON,
        expected=lambda: _source_pu(LOW_PU),
        unit="pu",
        tolerance=0.001,
        mistakes=[
            Mistake(
                gives=lambda: _source_pu(LOW_PU) - STEP_PU,
                say="Nearly: at this setting one shop is still a little below the limit. Look at more digits.",
            ),
            Mistake(
                gives=lambda: _source_pu(0.9),
                say="This keeps 10 % down, as EN 50160 allows; the British limit is stricter.",
            ),
            Mistake(
                gives=lambda: 1 + LOW_PU - float(_shops_pu(1.0).min()),
                say="The voltage at the end does not rise one for one with the source; solve it, step by step.",
            ),
        ],
        hints=[
            "Try one setting first: what is the lowest voltage of a shop at 1.01?",
            "A while loop can raise the setting until no shop is below the limit, as in lesson 2 with homes.",
            "Start at 1.0; while the lowest voltage of grid.solve(row.with_source_voltage(source_pu)) "
            "is below low_pu, add 0.005.",
        ],
        note="Nothing was built, and nobody's load changed: the whole street moved up.",
    ),
    Exercise(
        id="grid-w-roof",
        lesson=LESSON,
        expected=lambda: _roof_kwp(1.04),
        unit="kWp",
        tolerance=0,
        mistakes=[
            Mistake(
                gives=lambda: _roof_kwp(1.04) + 1,
                say="This is the first number that breaks the limit; the largest that keeps it is one less.",
            ),
            Mistake(
                gives=lambda: _roof_kwp(1.0),
                say="This is the number with the source at 1.00 per unit; Northgate thinks of 1.04.",
            ),
            Mistake(
                gives=lambda: _roof_kwp(1.04, 0.0),
                say="This leaves the load out; closed shops still draw something.",
            ),
            Mistake(
                gives=lambda: SHOPS * _roof_kwp(1.04),
                say="This is the number of all shops together; the number per shop is asked for.",
            ),
        ],
        hints=[
            "The power of a shop is its load minus the power of its panels. Which quarter hours can be the worst?",
            'np.outer(busy_share, row.loads["p_kw"]) is a table of quarter hours and shops; '
            "grid.solve_batch(row.with_source_voltage(1.04), p_kw, q_kvar) solves them all.",
            "Subtract kwp * sun from each column, and look at .voltages()[row.low_voltage_nodes].max(axis=None) "
            "for 1, 2, 3 ... kWp until it passes high_pu.",
        ],
    ),
    Exercise(
        id="grid-w-used",
        lesson=LESSON,
        expected=lambda: _energies(30)[0] / _energies(30)[1],
        tolerance=0.002,
        mistakes=[
            Mistake(
                gives=lambda: _energies(30)[0] / _energies(30)[2],
                say="This is the share of the load that the sun covers; the share of the sun is asked for.",
            ),
            Mistake(
                gives=1.0,
                say="Nothing would flow upstream, then. Compare load and sun in every quarter hour, "
                "with 30 kWp on each of the eight shops.",
            ),
        ],
        hints=[
            "In one quarter hour, what is used in the row is the smaller of two numbers.",
            'The load of the row is busy_share * row.loads["p_kw"].sum(); its solar power is 8 * 30 * sun.',
            "np.minimum(load, solar).sum() / solar.sum() with your two Series.",
        ],
    ),
]

"""Self-checks of *Find how much solar fits*."""

from functools import cache
from typing import Any

import pandas as pd

from citylab import data, grid
from citylab.grid import hosting, solar
from citylab.grid.flow import BatchResult
from citylab.practice import Exercise, Mistake

LESSON = "02-smart-grids/03_find_how_much_solar_fits"
END, NEAR, FAR = 4, 1, 12  # the last node, a home near the transformer, the home at the last node
ROOF_KWP = 40


@cache
def _street() -> grid.Network:
    return grid.network("lv_rural_simbench")


@cache
def _year() -> BatchResult:
    street = _street()
    return grid.solve_batch(street, street.year_kw(), street.year_kvar())


def _voltages() -> pd.DataFrame:
    return _year().voltages()


@cache
def _sun() -> pd.Series:
    roof_kw = solar.pv_power_kw(data.load("weather_piedmont"), peak_kw=1, tilt_deg=35, azimuth_deg=180)
    return solar.onto_calendar(roof_kw, _street().year_kw().index)


def _spread_percent(nodes: Any) -> float:
    voltage_pu = _voltages()[nodes].to_numpy()
    return float(100 * (voltage_pu.max() - voltage_pu.min()))


def _noon_pu(home: int | None) -> pd.Series:
    load_kw, load_kvar = _street().year_kw(), _street().year_kvar()
    noon = (13 * 20 * _sun() - load_kw.sum(axis=1)).idxmax()
    drawn_kw = load_kw.loc[noon].copy()
    if home is not None:
        drawn_kw[home] -= _sun()[noon] * ROOF_KWP
    return grid.solve(_street().with_loads(drawn_kw, load_kvar.loc[noon])).nodes["voltage_pu"]


def _rise_percent(home: int) -> float:
    return float(100 * (_noon_pu(home) - _noon_pu(None))[END])


@cache
def _futures(homes: int) -> pd.Series:
    """Return the highest rise of each future with so many homes. [per unit]"""
    table = hosting.monte_carlo(_year(), _sun(), kwp_per_home=ROOF_KWP, levels=[homes], draws=200, seed=11)
    return table["voltage_rise_max_pu"]


def _strict_risk(homes: int, most_pu: float) -> float:
    return float((_futures(homes) > most_pu).mean())


@cache
def _worst_case_kw(home: int) -> int:
    street = _street()
    trial_kw = pd.DataFrame(0.0, index=range(401), columns=street.loads.index)
    trial_kw[home] = -trial_kw.index.to_numpy()
    end_pu = grid.solve_batch(street, trial_kw).voltages()[street.loads.loc[home, "node"]]
    return int((end_pu - end_pu[0] <= 0.03).sum()) - 1


def _lost_share() -> float:
    return float(1 - _sun().clip(upper=0.6).sum() / _sun().sum())


EXERCISES = [
    Exercise(
        id="grid-3-spread",
        lesson=LESSON,
        expected=lambda: _spread_percent([END]),
        unit="%",
        tolerance=0.01,
        mistakes=[
            Mistake(
                gives=lambda: _spread_percent([END]) / 100,
                say="This is a difference in per unit; percent is asked for.",
            ),
            Mistake(
                gives=lambda: _spread_percent(list(_street().low_voltage_nodes)),
                say="You took the lowest and the highest voltage of the whole street; node 4 alone is asked for.",
            ),
            Mistake(
                gives=lambda: 100 * (_voltages()[END].mean() - _voltages()[END].min()),
                say="You measured from the mean; the highest value is asked for.",
            ),
        ],
        hints=[
            "Take the column of node 4 first: year.voltages()[4].",
            "A pandas Series has .max() and .min(); subtract one from the other.",
            "1 per unit is 100 %: multiply the difference by 100.",
        ],
    ),
    Exercise(
        id="grid-3-rise",
        lesson=LESSON,
        expected=lambda: _rise_percent(FAR),
        unit="%",
        tolerance=0.01,
        mistakes=[
            Mistake(
                gives=lambda: _rise_percent(NEAR),
                say="These panels stand near the transformer, at home 1 or 4. Wanted is home 12, at node 4.",
            ),
            Mistake(
                gives=lambda: 100 * (_noon_pu(FAR)[END] - 1),
                say="You compared with the rated voltage; compare with the same moment without panels, before_pu.",
            ),
            Mistake(
                gives=lambda: _rise_percent(FAR) / 100,
                say="This is a difference in per unit; percent is asked for.",
            ),
        ],
        hints=[
            "The cell before does the same for home 1.",
            "Make a new Series of zeros like near_kwp, and put 40 at home 12.",
            "noon_voltage(...) - before_pu is the rise at each node; take node 4 of it with [4], in percent.",
        ],
    ),
    Exercise(
        id="grid-3-strict",
        lesson=LESSON,
        expected=lambda: _strict_risk(3, 0.02),
        tolerance=0.0005,
        mistakes=[
            Mistake(
                gives=lambda: float((_futures(3) > 0.02).sum()),
                say="You counted the futures; divide by how many futures have three homes.",
            ),
            Mistake(
                gives=lambda: _strict_risk(3, 0.03),
                say="This is the share above 3 %; 2 % is asked for.",
            ),
            Mistake(
                gives=lambda: 100 * _strict_risk(3, 0.02),
                say="This is in percent; a number between 0 and 1 is asked for.",
            ),
        ],
        hints=[
            'Keep the rows with three homes first: futures[futures["homes"] == 3].',
            "A comparison gives True or False for each row; the mean of True and False is the share of True.",
            'Compare the column "voltage_rise_max_pu" of these rows with 0.02, then take .mean().',
        ],
    ),
    Exercise(
        id="grid-3-worst-case",
        lesson=LESSON,
        expected=lambda: _worst_case_kw(FAR),
        unit="kW",
        tolerance=0,
        mistakes=[
            Mistake(
                gives=lambda: _worst_case_kw(FAR) + 1,
                say="This is the first power that breaks the limit; the largest that keeps it is one step less.",
            ),
            Mistake(
                gives=lambda: _worst_case_kw(NEAR),
                say="This power fits at home 1; the worst case puts the panels at home 12.",
            ),
        ],
        hints=[
            "Keep only the powers whose rise is accepted: trial_percent[trial_percent <= 3].",
            "The power itself is the label of the row: .index.",
            "Take the largest label of the rows you kept: .index.max().",
        ],
    ),
    Exercise(
        id="grid-3-loss",
        lesson=LESSON,
        expected=lambda: 100 * _lost_share(),
        unit="%",
        tolerance=0.01,
        mistakes=[
            Mistake(
                gives=lambda: 100 * (1 - _lost_share()),
                say="This is the share that is kept; the share that is lost is asked for.",
            ),
            Mistake(gives=_lost_share, say="This is a fraction; percent is asked for."),
            Mistake(
                gives=lambda: float(100 * (_sun() > 0.6).mean()),
                say="This is the share of the quarter hours in which the cap acts; energy is asked for.",
            ),
        ],
        hints=[
            "All steps are equally long, so sums of power may stand for energy.",
            "capped.sum() / sun.sum() is the share of the energy that is left.",
            "Subtract that share from 1, and multiply by 100.",
        ],
    ),
]

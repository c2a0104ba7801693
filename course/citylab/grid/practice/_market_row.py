"""The data of *Market Row*, those of the text or newly drawn, and what follows from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd

from citylab import data, grid
from citylab.grid import demand, solar
from citylab.practice.problems import Problem

LOW_PU, HIGH_PU = 0.94, 1.10  # ESQCR 2002, as in the data set smart_grid_figures
STEP_PU, SHOPS = 0.005, 8
_HAIR_PU = 2e-5  # no voltage of a fair problem is nearer to a limit
_HIGHEST_SOURCE_PU = 1.035  # above it, roofs would have no room


@dataclass(frozen=True, eq=False)
class MarketRow(Problem):
    """
    A street of shops, the setting that Northgate thinks of, and the roofs.

    Attributes
    ----------
    load_factors : tuple of float, shape (8,)
        Peak of each shop, as a multiple of the published one. [1]
    source_pu : float
        The setting that is thought of. [per unit]
    kwp : int
        Panels of each shop in the last question. [kWp]
    tilt_deg, azimuth_deg : int
        How the roofs stand; 180 is south. [°]
    """

    load_factors: tuple[float, ...] = (1.0,) * SHOPS
    source_pu: float = 1.04
    kwp: int = 30
    tilt_deg: int = 15
    azimuth_deg: int = 180

    def __repr__(self) -> str:
        return (
            f"Market Row, seed {self.seed}: shops of {self.row.loads['p_kw'].sum():.0f} kW, "
            f"source_pu={self.source_pu}, kwp={self.kwp}, tilt_deg={self.tilt_deg}, azimuth_deg={self.azimuth_deg}"
        )

    @cached_property
    def row(self) -> grid.Network:
        """The street with its shops at their peak."""
        published = grid.network("lv_cigre").only_transformer(2)
        factors = np.array(self.load_factors)
        return published.with_loads(published.loads["p_kw"] * factors, published.loads["q_kvar"] * factors)


def draws(seed: int) -> Iterator[MarketRow]:
    """Draw one street after another."""
    rng = np.random.default_rng([seed, 602])
    while True:
        yield MarketRow(
            seed=seed,
            load_factors=tuple(rng.uniform(0.7, 1.2, SHOPS).round(2).tolist()),
            source_pu=float(rng.choice([1.03, 1.035, 1.045, 1.05])),
            kwp=int(rng.integers(20, 46)),
            tilt_deg=int(rng.choice([5, 10, 20, 30])),
            azimuth_deg=int(rng.choice([135, 160, 200, 225])),
        )


def is_fair(problem: MarketRow) -> bool:
    """Ask whether a shop is dim, the source can cure it, and no voltage stands on a limit."""
    if shops_pu(problem, 1.0).min() > LOW_PU - _HAIR_PU or shops_pu(problem, _HIGHEST_SOURCE_PU).min() < LOW_PU:
        return False
    setting, kwp = lowest_source_pu(problem, LOW_PU), roof_kwp(problem, problem.source_pu)
    borders = [shops_pu(problem, at).min() - LOW_PU for at in (setting, setting - STEP_PU)]
    borders += [highest_pu(problem, at, problem.source_pu) - HIGH_PU for at in (kwp, kwp + 1)]
    return kwp >= 5 and min(abs(border) for border in borders) > _HAIR_PU


@cache
def shops_pu(problem: MarketRow, source_pu: float) -> pd.Series:
    """Return the voltage of each shop at the peak. [per unit]"""
    nodes = grid.solve(problem.row.with_source_voltage(source_pu)).nodes
    return nodes.loc[problem.row.customers["node"], "voltage_pu"]


def lowest_source_pu(problem: MarketRow, low_pu: float) -> float:
    """Return the lowest setting at which every shop has at least `low_pu`. [per unit]"""
    settings = 1 + STEP_PU * np.arange(21)
    return float(next(setting for setting in settings if shops_pu(problem, float(setting)).min() >= low_pu))


@cache
def year(problem: MarketRow) -> pd.DataFrame:
    """Return the share of the peak that shops draw, and the power of one kWp. [1, kW/kWp]"""
    busy = demand.standard_profile("g25", year=2025, annual_kwh=1000)
    weather = data.load("weather_greensboro")
    roof_kw = solar.pv_power_kw(weather, peak_kw=1, tilt_deg=problem.tilt_deg, azimuth_deg=problem.azimuth_deg)
    return pd.DataFrame({"busy": busy / busy.max(), "sun": solar.onto_calendar(roof_kw, busy.index)})


@cache
def _worst_steps(problem: MarketRow) -> pd.DataFrame:
    """Keep the quarter hours than which none has as much sun and less load: the worst is among them."""
    steps = year(problem).sort_values(["sun", "busy"], ascending=[False, True])
    return steps[steps["busy"] < steps["busy"].cummin().shift(fill_value=np.inf)]


@cache
def highest_pu(problem: MarketRow, kwp: int, source_pu: float, load_share: float = 1.0) -> float:
    """Return the highest voltage of the year with `kwp` on each shop. [per unit]"""
    bright, row = _worst_steps(problem), problem.row
    p_kw = np.outer(load_share * bright["busy"], row.loads["p_kw"]) - kwp * bright[["sun"]].to_numpy()
    q_kvar = np.outer(load_share * bright["busy"], row.loads["q_kvar"])
    solved = grid.solve_batch(row.with_source_voltage(source_pu), p_kw, q_kvar)
    return float(solved.voltages()[row.low_voltage_nodes].max(axis=None))


def roof_kwp(problem: MarketRow, source_pu: float, load_share: float = 1.0) -> int:
    """Return the largest whole number of kWp per shop, by halving the range."""
    fits, breaks = 0, 128
    while breaks - fits > 1:
        middle = (fits + breaks) // 2
        if highest_pu(problem, middle, source_pu, load_share) <= HIGH_PU:
            fits = middle
        else:
            breaks = middle
    return fits


def energies(problem: MarketRow) -> tuple[float, float, float]:
    """Return solar energy used in the row, solar energy and load. [kWh]"""
    load_kw = year(problem)["busy"] * problem.row.loads["p_kw"].sum()
    solar_kw = SHOPS * problem.kwp * year(problem)["sun"]
    used_kw = np.minimum(load_kw, solar_kw)
    return float(used_kw.sum() / 4), float(solar_kw.sum() / 4), float(load_kw.sum() / 4)

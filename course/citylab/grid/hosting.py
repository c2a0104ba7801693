"""
How much solar a feeder can host, by Monte Carlo over who installs it first.

Nobody knows which homes will buy panels. So many possible futures are drawn; in
each, homes get panels one after another in a random order. For every number of
homes the share of futures that break a limit estimates the probability of a
violation, with an interval for the limited number of futures [1]_.

Of the 35,136 quarter hours of a year only the critical ones are solved: those
that can be the worst for some node or branch (`critical_steps`).

References
----------
.. [1] E. B. Wilson, "Probable inference, the law of succession, and statistical
   inference", Journal of the American Statistical Association 22 (1927) 209-212,
   https://doi.org/10.1080/01621459.1927.10502953
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from citylab.grid._critical import critical_steps, extremes, sun_of
from citylab.grid.flow import BatchResult

__all__ = [
    "HostingCapacity",
    "Limits",
    "critical_steps",
    "hosting_capacity",
    "monte_carlo",
    "violation_probability",
]

MOST_LEVELS = 14


@dataclass(frozen=True)
class Limits:
    """
    Limits that solar panels must not break; None switches one off.

    Attributes
    ----------
    voltage_max_pu : float
        Highest voltage at a low-voltage node; EN 50160 allows 10 % above the
        rated one. [per unit]
    voltage_rise_max_pu : float, optional
        Highest rise against the same moment without panels. [per unit]
    line_loading_max_percent, transformer_loading_max_percent : float
        Highest loading; lines without a rated current are left out. [%]
    """

    voltage_max_pu: float | None = 1.10
    voltage_rise_max_pu: float | None = None
    line_loading_max_percent: float | None = 100.0
    transformer_loading_max_percent: float | None = 100.0


@dataclass(frozen=True)
class HostingCapacity:
    """
    What a feeder can host at an accepted probability of violation.

    Attributes
    ----------
    homes : int
        Largest number of homes with panels that is still accepted. [homes]
    share : float
        The same, of all homes. [1]
    installed_kwp : float
        Installed power at that number, mean of the futures. [kWp]
    at_least : bool
        True if even the largest number tried was accepted.
    """

    homes: int
    share: float
    installed_kwp: float
    at_least: bool


def monte_carlo(
    base: BatchResult,
    solar_kw_per_kwp: Any,
    *,
    kwp_per_home: float | Sequence[float],
    homes: Sequence[int] | None = None,
    levels: Sequence[int] | None = None,
    draws: int = 100,
    seed: int = 0,
    limits: Limits | None = None,
    all_steps: bool = False,
) -> pd.DataFrame:
    """
    Draw futures of solar panels and find the extremes of the year in each.

    Parameters
    ----------
    base : BatchResult
        The year without panels, from `solve_batch`, of a radial network.
    solar_kw_per_kwp : array-like, shape (n_steps,)
        Output of one installed kilowatt, the same sun for all. [kW/kWp]
    kwp_per_home : float or sequence, shape (n_homes,)
        Installed power of each home. [kWp]
    homes : sequence of int, optional
        Numbers of the loads that may get panels; all, if left out.
    levels : sequence of int, optional
        How many homes have panels; 14 numbers from 0 to all, if left out.
    draws : int
        Number of futures.
    seed : int
        Seed of the draws.
    limits : Limits, optional
        Limits; the default ones if left out.
    all_steps : bool
        Solve every step of every future, slowly, instead of the critical ones.

    Returns
    -------
    pandas.DataFrame, shape (n_levels * draws, 9)
        `homes`, `share` [1], `draw`, `installed_kwp` [kWp], `voltage_max_pu`,
        `voltage_rise_max_pu` [per unit], `line_loading_max_percent`,
        `transformer_loading_max_percent` [%] and `violated`.

    Raises
    ------
    ValueError
        If lengths do not fit, a level is out of range or the network not radial.

    Examples
    --------
    >>> from citylab import data, grid
    >>> feeder = grid.network("lv_rural_simbench")
    >>> year = grid.solve_batch(feeder, feeder.year_kw(), feeder.year_kvar())
    >>> sun = data.load("lv_rural_simbench", "profiles_solar")["PV5"]
    >>> futures = monte_carlo(year, sun, kwp_per_home=30, levels=[0, 6, 13], draws=20)
    >>> futures.groupby("homes")["violated"].mean().tolist()
    [0.0, 0.0, 1.0]
    """
    sun = sun_of(base, solar_kw_per_kwp)
    steps = np.arange(len(sun)) if all_steps else critical_steps(base, sun)
    columns = _columns(base, homes)
    kwp = _kwp(kwp_per_home, len(columns))
    if draws < 1:
        raise ValueError(f"draws must be 1 or more, found {draws}")
    random = np.random.default_rng(seed)
    ranks = np.array([random.permutation(len(columns)) for _ in range(draws)])
    rows = []
    for level in _levels(len(columns), levels):
        installed = np.zeros((draws, base.p_kw.shape[1]))
        installed[:, columns] = np.where(ranks < level, kwp, 0.0)
        about = {"homes": level, "share": level / len(columns), "draw": range(draws)}
        size = pd.DataFrame(about).assign(installed_kwp=installed.sum(axis=1))
        rows.append(size.join(extremes(base, sun, steps, installed)))
    table = pd.concat(rows, ignore_index=True)
    return table.assign(violated=_violated(table, limits or Limits()))


def violation_probability(table: pd.DataFrame, *, confidence: float = 0.95) -> pd.DataFrame:
    """
    Return the probability of a violation for each number of homes with panels.

    Parameters
    ----------
    table : pandas.DataFrame
        Futures from `monte_carlo`.
    confidence : float
        Confidence of the interval, Wilson's. [1]

    Returns
    -------
    pandas.DataFrame, shape (n_levels, 7), indexed by `homes`
        `share` [1], `installed_kwp` [kWp, mean], `draws`, `violations`,
        `probability`, `low`, `high` [1].
    """
    groups = table.groupby("homes")
    curve = groups[["share"]].first().join(groups["installed_kwp"].mean())
    curve = curve.assign(draws=groups.size(), violations=groups["violated"].sum())
    curve["probability"] = curve["violations"] / curve["draws"]
    intervals = [
        binomtest(int(row.violations), int(row.draws)).proportion_ci(confidence, method="wilson")
        for row in curve.itertuples()
    ]
    return curve.assign(low=[i.low for i in intervals], high=[i.high for i in intervals])


def hosting_capacity(table: pd.DataFrame, *, probability: float = 0.05, cautious: bool = False) -> HostingCapacity:
    """
    Return how many homes can have panels at an accepted probability of violation.

    Parameters
    ----------
    table : pandas.DataFrame
        Futures from `monte_carlo`.
    probability : float
        Accepted probability of a violation. [1]
    cautious : bool
        Compare the upper end of the 95 % interval instead of the estimate.

    Returns
    -------
    HostingCapacity
        The largest number up to which every smaller one is accepted too.

    Raises
    ------
    ValueError
        If the probability is not within 0..1, or not even the smallest number
        of homes is accepted.
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"probability must be within 0..1, found {probability}")
    curve = violation_probability(table)
    accepted = (curve["high" if cautious else "probability"] <= probability).cummin()
    if not accepted.iloc[0]:
        raise ValueError(
            f"with {curve.index[0]} homes a limit is broken in more than {probability:.0%} of the "
            "futures already; begin with 0 homes, draw more futures, or look at the base year"
        )
    homes = int(curve.index[accepted][-1])
    share, installed_kwp = (float(curve.loc[homes, name]) for name in ("share", "installed_kwp"))
    return HostingCapacity(homes, share, installed_kwp, bool(accepted.all()))


def _violated(table: pd.DataFrame, limits: Limits) -> pd.Series:
    broken = [table[name] > most for name, most in asdict(limits).items() if most is not None]
    return pd.concat([pd.Series(False, index=table.index), *broken], axis=1).any(axis=1)


def _columns(base: BatchResult, homes: Sequence[int] | None) -> np.ndarray:
    loads = base.network.loads.index
    columns = loads.get_indexer(loads if homes is None else list(homes))
    if not len(columns) or (columns < 0).any():
        raise ValueError(f"homes must be numbers of loads of {base.network.name}, {loads[0]} to {loads[-1]}")
    return columns


def _kwp(kwp_per_home: float | Sequence[float], homes: int) -> np.ndarray:
    kwp = np.asarray(kwp_per_home, dtype=float)
    if kwp.shape not in ((), (homes,)):
        raise ValueError(f"kwp_per_home must be one number, or one for each of the {homes} homes")
    if not (np.isfinite(kwp).all() and (kwp >= 0).all()):
        raise ValueError("kwp_per_home must be 0 or more")
    return np.broadcast_to(kwp, homes)


def _levels(homes: int, levels: Sequence[int] | None) -> list[int]:
    if levels is None:
        return np.unique(np.linspace(0, homes, min(homes + 1, MOST_LEVELS)).round()).astype(int).tolist()
    if not len(levels) or min(levels) < 0 or max(levels) > homes:
        raise ValueError(f"levels must be within 0..{homes}, the number of homes; found {levels}")
    return sorted({int(level) for level in levels})

"""Run many drawn weeks through the network. Nothing here is left to do: it calls what you write elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feeders import growth, sources
from feeders.paths import Paths, follow
from feeders.voltage import head_percent, voltage_pu

# The linear form reads a little too high near the limit; the second notebook measures by how much.
GUARD_PU = 0.004


@dataclass(frozen=True)
class Village:
    """
    All that a drawn week needs.

    Attributes
    ----------
    paths : Paths
        The network.
    homes : numpy.ndarray of int, shape (n_loads,)
        Homes in each building; one load of the network is one building.
    metered_kw : pandas.DataFrame, shape (2688, 100)
        Homes to draw from. [kW]
    assumed : pandas.Series
        The assumptions, by name.
    """

    paths: Paths
    homes: np.ndarray
    metered_kw: pd.DataFrame
    assumed: pd.Series

    @property
    def limit_pu(self) -> float:
        """Lowest voltage that the linear form may show. [per unit]"""
        return 1 - self.assumed["voltage_low"] / 100 + GUARD_PU

    @property
    def kvar_per_kw(self) -> float:
        """Reactive power of a load, from its power factor. [kvar/kW]"""
        return float(np.tan(np.arccos(self.assumed["power_factor"])))

    def by_building(self, by_home_kw: np.ndarray) -> np.ndarray:
        """Add up homes (n_steps, n_homes) to buildings (n_steps, n_loads). [kW]"""
        return np.add.reduceat(by_home_kw, np.concatenate([[0], self.homes.cumsum()[:-1]]), axis=1)

    def week(self, number: int) -> growth.Week:
        """Draw a week; the same number gives the same week."""
        random = np.random.default_rng([2026, number])
        return growth.draw_week(random, self.metered_kw, int(self.homes.sum()), self.assumed)


def village() -> Village:
    """Return the village of this project."""
    return Village(
        paths=follow(sources.network()),
        homes=sources.buildings()["homes"].to_numpy(),
        metered_kw=sources.homes_kw(),
        assumed=sources.assumptions()["value"],
    )


def extremes(place: Village, load_kw: np.ndarray) -> dict[str, float]:
    """
    Return the worst of a week: each feeder's lowest voltage and highest loading, and the transformer's.

    Parameters
    ----------
    place : Village
        The village.
    load_kw : numpy.ndarray, shape (672, n_loads)
        Power of each building. [kW]

    Returns
    -------
    dict of str to float
        ``F1_pu`` [per unit], ``F1_percent`` [%] and so on; ``T_percent`` for the transformer. [%]
    """
    load_kvar = load_kw * place.kvar_per_kw
    lowest_pu = voltage_pu(place.paths, load_kw, load_kvar).min(axis=0)
    found = {f"{name}_pu": lowest_pu[place.paths.feeder == name].min() for name in place.paths.names}
    found |= {f"{name}_percent": most for name, most in head_percent(place.paths, load_kw, load_kvar).max().items()}
    apparent_kva = load_kw.sum(axis=1).max() / place.assumed["power_factor"]
    return found | {"T_percent": 100 * apparent_kva / place.paths.transformer_kva}


def run(place: Village, uptakes: Iterable[tuple[float, float]], *, weeks: int) -> pd.DataFrame:
    """
    Return the extremes of each drawn week at each uptake.

    The same weeks are used for every uptake, so that two uptakes differ in nothing else.

    Parameters
    ----------
    place : Village
        The village.
    uptakes : iterable of tuple of float
        Cars per home and heat pumps per home, 0 to 1. [1]
    weeks : int
        How many weeks are drawn.

    Returns
    -------
    pandas.DataFrame, shape (n_uptakes * weeks, ...)
        `cars_per_home`, `heat_pumps_per_home`, `week`, and the columns of `extremes`.
    """
    points = list(uptakes)
    rows = []
    for number in range(weeks):
        week = place.week(number)
        for cars, pumps in points:
            load_kw = place.by_building(week.total_kw(cars, pumps))
            about = {"cars_per_home": cars, "heat_pumps_per_home": pumps, "week": number}
            rows.append(about | extremes(place, load_kw))
    return pd.DataFrame(rows)


def broken(place: Village, table: pd.DataFrame) -> pd.DataFrame:
    """Return, for rows of `run`, whether each feeder or the transformer (T) broke a limit."""
    found = {
        name: (table[f"{name}_pu"] < place.limit_pu) | (table[f"{name}_percent"] > 100) for name in place.paths.names
    }
    return pd.DataFrame(found | {"T": table["T_percent"] > 100})

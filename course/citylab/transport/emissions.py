"""
Greenhouse gases of a journey, and what a switch of mode saves.

Emissions are CO2e: carbon dioxide, methane and nitrous oxide, weighted by their warming. Factors are those of
the data set `transport_figures`, each with its source. What a switch saves is uncertain in many ways at once;
`saved_co2e` draws five of them together (Monte Carlo): the car-km, and the four figures of `RANGES`. What it
does not draw is how wrong the model itself may be: its form, those who did not answer a survey, rebound, and
whether an extra kWh emits what an average one does. So 80 % of the draws is not an 80 % chance.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from citylab import data

__all__ = ["RANGES", "Interval", "factors", "grams_per_passenger_km", "interval", "saved_co2e"]

RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "car_g_km": (150.5, 184.0),  # 167.25 of DESNZ 2025, 10 % up and down
        "occupancy": (1.0, 1.15),  # around 1.07, to work, England 2023-24
        "tram_kwh_km": (2.5, 5.5),  # 3.2 over a fleet (Dresden), 3.7 with climate (Bern); more where winters are cold
        "carbon_gkwh": (126.0, 177.0),  # Great Britain 2025: mean of the year, and the factor for company reports
    }
)
"""
Lowest and highest value of each uncertain figure; the widths are our assumption.

The carbon is an average, as company reports use it. An extra kWh comes from the power station that follows demand,
often gas: compare with ``ranges={"carbon_gkwh": (394, 394)}``. For decisions with a long life, appraisals take
long-run marginal factors: A. D. Hawkes, Applied Energy 125 (2014) 197-205.
"""


class Interval(NamedTuple):
    """Mean of the draws, and the limits between which the middle of them lies."""

    mean: float
    low: float
    high: float


def factors() -> pd.DataFrame:
    """Return the figures of `transport_figures`: value, unit, meaning, source, edition, checked_with."""
    return data.load("transport_figures")


def grams_per_passenger_km(vehicle_g_km: Any, occupancy: Any) -> Any:
    """
    Share the emissions of a vehicle among the people in it.

    Parameters
    ----------
    vehicle_g_km : float or array
        Emissions of the vehicle, CO2e. [g/km]
    occupancy : float or array
        People in it, driver of a car included. [1]

    Returns
    -------
    float or array
        Emissions per person. [g/passenger-km]

    Raises
    ------
    ValueError
        If the occupancy is not above 0, or the emissions are negative.

    Examples
    --------
    >>> grams_per_passenger_km(180.0, 1.5)
    120.0
    """
    if not np.all(np.asarray(occupancy) > 0):
        raise ValueError(f"occupancy must be above 0, got {occupancy}; an empty vehicle has no passenger-km")
    if not np.all(np.asarray(vehicle_g_km) >= 0):
        raise ValueError(f"vehicle_g_km must not be negative, got {vehicle_g_km}")
    return vehicle_g_km / occupancy


def saved_co2e(
    car_passenger_km: Any,
    *,
    tram_km: float = 0.0,
    rebound: float = 0.0,
    ranges: Mapping[str, tuple[float, float]] = RANGES,
    draws: int = 2000,
    seed: int,
) -> pd.DataFrame:
    """
    Draw what a switch from car to tram saves, with five figures uncertain at once.

    Parameters
    ----------
    car_passenger_km : float or array, shape (n,)
        Passenger-km that leave the car. Several values, such as one per plausible model, are
        drawn from with equal chances. [passenger-km]
    tram_km : float
        Vehicle-km that trams run more. [km]
    rebound : float
        Share of the car-km avoided that others drive instead, 0 to 1; not drawn. [1]
    ranges : mapping of str to (low, high)
        Range of each uncertain figure, all values in it equally likely; those left out are as in `RANGES`.
    draws : int
        Number of draws.
    seed : int
        Seed of the draws.

    Returns
    -------
    pandas.DataFrame, shape (draws, 3)
        ``car_t`` (no longer emitted by cars), ``tram_t`` (emitted by more trams) and ``saved_t``, their
        difference. [t CO2e]

    Raises
    ------
    ValueError
        If a range is unknown or upside down, `rebound` is not within 0 to 1, or `draws` is below 1.

    Examples
    --------
    >>> fixed = {"car_g_km": (160, 160), "occupancy": (1, 1), "tram_kwh_km": (4, 4), "carbon_gkwh": (200, 200)}
    >>> saved_co2e(100_000, tram_km=5_000, ranges=fixed, draws=1, seed=1).round(3).iloc[0].tolist()
    [16.0, 4.0, 12.0]
    """
    limits = _limits(ranges)
    if not 0 <= rebound <= 1:
        raise ValueError(f"rebound must be a share within 0 to 1, got {rebound}")
    if draws < 1:
        raise ValueError(f"draws must be 1 or more, got {draws}")
    random = np.random.default_rng(seed)
    drawn = {name: random.uniform(low, high, draws) for name, (low, high) in limits.items()}
    km = random.choice(np.atleast_1d(np.asarray(car_passenger_km, dtype=float)), size=draws)
    car_t = km * (1 - rebound) * grams_per_passenger_km(drawn["car_g_km"], drawn["occupancy"]) / 1e6
    tram_t = tram_km * drawn["tram_kwh_km"] * drawn["carbon_gkwh"] / 1e6
    return pd.DataFrame({"car_t": car_t, "tram_t": tram_t, "saved_t": car_t - tram_t})


def interval(draws: Any, *, level: float = 0.9) -> Interval:
    """
    Return the mean of draws, and the limits between which the share `level` of them lies.

    Parameters
    ----------
    draws : array-like, shape (n,)
        Drawn values.
    level : float
        Share between the limits, above 0 and below 1.

    Returns
    -------
    Interval
        Mean, low and high, in the unit of the draws.

    Raises
    ------
    ValueError
        If `level` is not within 0 to 1, or there are no draws.
    """
    values = np.asarray(draws, dtype=float)
    if not 0 < level < 1 or values.size == 0:
        raise ValueError(f"interval needs draws and a level above 0 and below 1, got {values.size} draws, {level}")
    low, high = np.quantile(values, [0.5 - level / 2, 0.5 + level / 2])
    return Interval(float(values.mean()), float(low), float(high))


def _limits(ranges: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    unknown = sorted(set(ranges) - set(RANGES))
    if unknown:
        raise ValueError(f"unknown ranges: {', '.join(unknown)}; there are: {', '.join(RANGES)}")
    limits = {**RANGES, **ranges}
    for name, (low, high) in limits.items():
        if not 0 <= low <= high:
            raise ValueError(f"the range of {name} must be (low, high) with 0 <= low <= high, got ({low}, {high})")
    return limits

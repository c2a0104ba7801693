"""Demand of homes: energy and power, load duration, and the peak that homes share."""

import numpy as np
import pandas as pd

from citylab.grid.diversity import admd_kw, diversity_curve, fit_rusck, rusck_kw
from citylab.grid.profiles import daily_factor, public_holidays, standard_profile

__all__ = [
    "admd_kw",
    "daily_factor",
    "diversity_curve",
    "energy_kwh",
    "fit_rusck",
    "load_duration",
    "load_factor",
    "public_holidays",
    "rusck_kw",
    "standard_profile",
    "step_hours",
]


def step_hours(index: pd.Index) -> float:
    """Return the length of the steps of a regular time index. [h]"""
    if not isinstance(index, pd.DatetimeIndex) or len(index) < 2:
        raise ValueError("power needs a time index of at least two steps; use citylab.data.load")
    steps = np.unique(np.diff(index.asi8))
    if len(steps) > 1:
        raise ValueError("the steps of the time index must be equal; use power.asfreq('15min')")
    return float((index[1] - index[0]) / pd.Timedelta("1h"))


def energy_kwh(power_kw: pd.Series) -> float:
    """
    Return the energy of a series of mean powers: their sum times the step.

    Parameters
    ----------
    power_kw : pandas.Series, shape (n_steps,)
        Mean power of each step, on a regular time index. [kW]

    Returns
    -------
    float
        Energy of the whole series. [kWh]

    Raises
    ------
    ValueError
        If the index is no regular time index.

    Examples
    --------
    >>> hours = pd.date_range("2025-01-01", periods=4, freq="15min")
    >>> energy_kwh(pd.Series([2.0, 2.0, 0.0, 0.0], index=hours))
    1.0
    """
    return float(power_kw.sum() * step_hours(power_kw.index))


def load_duration(power_kw: pd.Series) -> pd.Series:
    """
    Sort a load from its highest to its lowest value.

    Parameters
    ----------
    power_kw : pandas.Series, shape (n_steps,)
        Mean power of each step, on a regular time index. [kW]

    Returns
    -------
    pandas.Series, shape (n_steps,)
        Power [kW] over the hours in which the load is at least as high [h].
    """
    hours = step_hours(power_kw.index) * np.arange(1, len(power_kw) + 1)
    ordered = np.sort(power_kw.to_numpy())[::-1]
    return pd.Series(ordered, index=pd.Index(hours, name="hours"), name=power_kw.name)


def load_factor(power_kw: pd.Series) -> float:
    """Return the mean load divided by the highest load. [1]"""
    return float(power_kw.mean() / power_kw.max())

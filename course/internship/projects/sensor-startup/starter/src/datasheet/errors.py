"""How wrong corrected readings are, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd


def scores(reference: pd.Series, corrected: pd.Series) -> pd.Series:
    """
    Compare corrected readings with the reference.

    Parameters
    ----------
    reference, corrected : pandas.Series, shape (n,)
        In the same hours or days. [µg/m³]

    Returns
    -------
    pandas.Series
        ``rmse`` and ``bias`` (corrected minus reference, mean) [µg/m³]; ``slope`` [1] and ``intercept`` [µg/m³] of the
        least-squares line of corrected over reference; ``r2``, their squared correlation [1].
    """
    raise NotImplementedError("scores is yours to write; its docstring says what it returns")


def rmse(difference: pd.Series | np.ndarray) -> float:
    """Return the root mean square of differences [µg/m³]. [µg/m³]"""
    return float(np.sqrt(np.mean(np.square(difference))))


def day_interval(
    values: pd.Series | pd.DataFrame, statistic: Callable[[np.ndarray], float], *, draws: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """
    Return a 95 % interval of a statistic by drawing whole days.

    The errors of neighbouring hours resemble each other. Drawing single hours would pretend that there are 24 times as
    many independent ones; whole days keep them together (block bootstrap [1]_). A day is a calendar day in the zone of
    the index. Days may differ in length: hours are missing, or the clock was changed. Each is drawn with all it has.

    Parameters
    ----------
    values : pandas.Series, shape (n_hours,), or pandas.DataFrame, shape (n_hours, n_columns)
        Errors, on an index of times with a zone. [µg/m³] A table, where the statistic needs two columns of the same
        hours: for an error as a share of the reference, for example.
    statistic : callable
        Takes the values of the drawn days as an array, shape (n_drawn,) or (n_drawn, n_columns); gives a number.
    draws : int
        Number of draws. Each takes as many days as `values` has, with replacement: some twice, some not at all.
    seed : int
        Seed of the draws; the same seed gives the same interval.

    Returns
    -------
    tuple of float
        The 2.5th and the 97.5th percentile of the drawn statistics. Mostly, but not always, what all days together
        give lies between them.

    References
    ----------
    .. [1] B. Efron, R. J. Tibshirani, *An Introduction to the Bootstrap*, 1993, section 8.6.
    """
    raise NotImplementedError("day_interval is yours to write; its docstring says what it returns")

"""
How far a single reading may be off.

References
----------
.. [1] J. Lei et al., "Distribution-free predictive inference for regression", Journal of the American Statistical
   Association 113 (2018) 1094-1111: split conformal prediction.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def limit_for(error: pd.Series | np.ndarray, *, share: float = 0.95) -> float:
    """
    Return the limit within which a *new* error lies with a given probability.

    Of n errors it is the one at place ⌈(n + 1) · share⌉ by size, without sign [1]_. That holds for new errors that are
    like the old ones; where n is too small for the share, no finite limit holds. Round the product to ten digits before
    you round up: 100 · 0.55 is 55.00000000000001 for a computer, and its place is 55.

    Parameters
    ----------
    error : array-like, shape (n,)
        Errors of hours that were not learnt from. [µg/m³]
    share : float
        Probability, between 0 and 1. [1]

    Returns
    -------
    float
        The limit, or infinity if ⌈(n + 1) · share⌉ is above n. [µg/m³]
    """
    raise NotImplementedError("limit_for is yours to write; its docstring says what it returns")


def limits_by_range(reading: pd.Series, error: pd.Series, *, edge: float, share: float = 0.95) -> dict[str, float]:
    """
    Return one limit for readings up to an edge, and one for those above.

    Parameters
    ----------
    reading, error : pandas.Series, shape (n,)
        Corrected readings and their errors. [µg/m³]
    edge : float
        Where the ranges meet; a reading at the edge belongs to the lower one. [µg/m³]
    share : float
        See `limit_for`. [1]

    Returns
    -------
    dict of str to float
        ``low`` and ``high``. [µg/m³]
    """
    raise NotImplementedError("limits_by_range is yours to write; its docstring says what it returns")


def coverage(reading: pd.Series, error: pd.Series, limits: dict[str, float], *, edge: float) -> float:
    """
    Return the share of errors within the limits of their range.

    Parameters
    ----------
    reading, error : pandas.Series, shape (n,)
        Corrected readings and their errors. [µg/m³]
    limits : dict of str to float
        From `limits_by_range`. [µg/m³]
    edge : float
        The same as there. [µg/m³]

    Returns
    -------
    float
        Share; an error at its limit is within. [1]
    """
    raise NotImplementedError("coverage is yours to write; its docstring says what it returns")

"""
What weights cost, and how far an estimate may be off.

References
----------
.. [1] L. Kish, "Weighting for unequal P_i", Journal of Official Statistics 8 (2), 1992, 183-200.
.. [2] J.-C. Deville, C.-E. Särndal, "Calibration estimators in survey sampling", Journal of the American
   Statistical Association 87 (418), 1992, 376-382.
"""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["Interval", "design_effect", "effective_size", "interval"]


@dataclass(frozen=True)
class Interval:
    """
    An estimate of a mean or a share, with an interval.

    Attributes
    ----------
    estimate, low, high : float
        The weighted mean and the ends of the interval. [as the values]
    level : float
        How often such intervals shall hold what they are about, between 0 and 1. [1]
    """

    estimate: float
    low: float
    high: float
    level: float

    @property
    def margin(self) -> float:
        """Half the width of the interval. [as the values]"""
        return (self.high - self.low) / 2

    @property
    def covers(self) -> str:
        """What the interval is about, and what it leaves out."""
        return (
            f"{100 * self.level:g} of 100 surveys, invited and answered in the same way, would give an interval\n"
            "that holds the mean of people like those who answer: it covers the chance of who was drawn\n"
            "and who answered. It does not cover people who can never be drawn, who answer differently\n"
            "from others with the same weight, or who misread the question."
        )

    def __str__(self) -> str:
        return f"{self.estimate:.3f} ({self.low:.3f} to {self.high:.3f})"


def design_effect(weights: npt.ArrayLike) -> float:
    """
    Return Kish's design effect of unequal weights, n Σw² / (Σw)² [1]_.

    It says how many times the variance of a mean grows if the weights have nothing to do with the answers.

    Parameters
    ----------
    weights : array-like, shape (n_people,)
        Weights of 0 or more, not all 0. [people]

    Returns
    -------
    float
        1 for equal weights, more for others. [1]

    Raises
    ------
    ValueError
        If there are no weights, one is negative or missing, or all are 0.

    Examples
    --------
    >>> design_effect([1, 1, 1, 3])
    1.3333333333333333
    """
    checked = _weights(weights)
    return float(len(checked) * np.sum(checked**2) / np.sum(checked) ** 2)


def effective_size(weights: npt.ArrayLike) -> float:
    """
    Return how many equally weighted answers would be as precise, (Σw)² / Σw² [1]_.

    Parameters
    ----------
    weights : array-like, shape (n_people,)
        Weights of 0 or more, not all 0. [people]

    Returns
    -------
    float
        Effective sample size, at most the number of answers. [people]

    Raises
    ------
    ValueError
        If there are no weights, one is negative or missing, or all are 0.

    Examples
    --------
    >>> effective_size([1, 1, 1, 3])
    3.0
    """
    checked = _weights(weights)
    return float(np.sum(checked) ** 2 / np.sum(checked**2))


def interval(
    values: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    level: float = 0.95,
    *,
    given: pd.DataFrame | None = None,
) -> Interval:
    """
    Estimate a mean or a share from weighted answers, with an interval.

    The variance is that of a ratio by linearisation, for people drawn independently: n / (n − p) times
    Σw²e² / (Σw)², where e is what is left of each value once the mean is taken off (p = 1). With `given`, e is
    what a weighted regression on those categories leaves (p coefficients), as it should be after raking to
    them [2]_: weights cost less where the margins explain the answer.

    Parameters
    ----------
    values : array-like, shape (n_people,)
        The answers: numbers, or True and False for a share.
    weights : array-like, shape (n_people,), optional
        Weights of 0 or more; without them all are equal. [people]
    level : float
        How often such intervals shall hold what they are about, between 0 and 1. [1]
    given : pandas.DataFrame, shape (n_people, n_margins), optional
        The columns of the sample to whose margins the weights were raked.

    Returns
    -------
    Interval
        Estimate and interval, from the normal distribution; `covers` says what it is about.

    Raises
    ------
    ValueError
        If there are fewer than two answers, lengths differ, a value is missing, or `level` is not within 0 and 1.

    Examples
    --------
    >>> interval([True] * 30 + [False] * 70).margin.__round__(3)
    0.09
    """
    y = np.asarray(values, dtype=float)
    w = np.ones(len(y)) if weights is None else _weights(weights)
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, got {level}; 0.95 is usual")
    if len(y) < 2 or len(y) != len(w):
        raise ValueError(f"an interval needs two answers or more and a weight for each, got {len(y)} and {len(w)}")
    if not np.isfinite(y).all():
        raise ValueError(f"{int((~np.isfinite(y)).sum())} answers are missing; leave them out, with their weights")
    columns = np.ones((len(y), 1)) if given is None else _indicators(given, len(y))
    estimate = float(np.average(y, weights=w))
    root = np.sqrt(w)[:, None]
    fit, _, rank, _ = np.linalg.lstsq(columns * root, y * root[:, 0], rcond=None)
    if len(y) <= rank:
        raise ValueError(f"{len(y)} answers cannot carry {rank} categories; leave out a column of given")
    left = y - columns @ fit
    variance = len(y) / (len(y) - rank) * np.sum((w * left) ** 2) / np.sum(w) ** 2
    margin = NormalDist().inv_cdf((1 + level) / 2) * float(np.sqrt(variance))
    return Interval(estimate, estimate - margin, estimate + margin, level)


def _weights(weights: Any) -> np.ndarray:
    checked = np.asarray(weights, dtype=float)
    if checked.ndim != 1 or not len(checked):
        raise ValueError(f"weights must be a list of numbers, one per answer, got the shape {checked.shape}")
    if not (np.isfinite(checked) & (checked >= 0)).all() or not checked.sum() > 0:
        raise ValueError("weights must be 0 or more, none missing, and not all 0")
    return checked


def _indicators(given: pd.DataFrame, people: int) -> np.ndarray:
    if len(given) != people:
        raise ValueError(f"given must have one row per answer, got {len(given)} rows and {people} answers")
    return pd.get_dummies(given.astype(str), dtype=float).to_numpy()

"""Repeat a survey on a population that is known, and count how often the intervals are right."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from citylab.participation.weighting.precision import Interval

__all__ = ["ask_again", "coverage"]


def ask_again(residents: pd.DataFrame, *, invited: int, rng: np.random.Generator) -> pd.DataFrame:
    """
    Draw people from the list, and let each answer with the chance that is hers.

    Parameters
    ----------
    residents : pandas.DataFrame, shape (n_residents, n_columns)
        The whole population, with `listed` (whether a person can be drawn) and `answer_chance` (the
        chance that she answers if invited). [1]
    invited : int
        How many are drawn, without replacement. [people]
    rng : numpy.random.Generator
        Source of the chance; seed it.

    Returns
    -------
    pandas.DataFrame
        The rows of those who answered.

    Raises
    ------
    ValueError
        If a column is missing, a chance is not within 0 and 1, or fewer people are listed than invited.
    """
    if missing := [column for column in ("listed", "answer_chance") if column not in residents]:
        raise ValueError(f"residents lacks the columns {missing}; it has {list(residents.columns)}")
    listed = np.flatnonzero(residents["listed"].to_numpy(dtype=bool))
    if not 1 <= invited <= len(listed):
        raise ValueError(f"invited must be within 1 and the {len(listed)} people listed, got {invited}")
    chance = residents["answer_chance"].to_numpy(dtype=float)
    if not ((chance >= 0) & (chance <= 1)).all():
        raise ValueError("answer_chance must be within 0 and 1 for each resident")
    drawn = rng.choice(listed, size=invited, replace=False)
    return residents.iloc[drawn[rng.random(invited) < chance[drawn]]]


def coverage(intervals: Iterable[Interval], truth: float) -> float:
    """
    Return the share of the intervals that hold the truth.

    Parameters
    ----------
    intervals : iterable of Interval
        One per repeated survey.
    truth : float
        What the whole population says. [as the values]

    Returns
    -------
    float
        Share between 0 and 1; a level of 0.95 promises 0.95. [1]

    Raises
    ------
    ValueError
        If there is no interval.

    Examples
    --------
    >>> coverage([Interval(0.5, 0.4, 0.6, 0.95), Interval(0.7, 0.6, 0.8, 0.95)], truth=0.45)
    0.5
    """
    holds = [one.low <= truth <= one.high for one in intervals]
    if not holds:
        raise ValueError("coverage needs at least one interval")
    return sum(holds) / len(holds)

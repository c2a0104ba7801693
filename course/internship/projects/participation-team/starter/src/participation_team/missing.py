"""Who is missing from a sample, and what weights can do about it."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


def compare(sample: pd.DataFrame, margins: Mapping[str, pd.Series]) -> pd.DataFrame:
    """
    Compare the people of a sample with all residents, category by category.

    Parameters
    ----------
    sample : pandas.DataFrame
        One row per person, with a column for each variable of `margins`.
    margins : mapping from str to pandas.Series
        For each variable the residents by category. [people]

    Returns
    -------
    pandas.DataFrame
        Indexed by `variable` and `category`, in the order of `margins`: `people` (in the sample), `share` and
        `town_share` (between 0 and 1), `ratio` (`share` / `town_share`: below 1 is missing). A category that nobody
        in the sample has stays, with 0.

    Raises
    ------
    ValueError
        If the sample holds a category that `margins` does not know.
    """
    raise NotImplementedError("compare: count each category, those with nobody included")


def rake(
    sample: pd.DataFrame,
    margins: Mapping[str, pd.Series],
    *,
    start: ArrayLike | None = None,
    tolerance: float = 1e-6,
    most_rounds: int = 500,
) -> np.ndarray:
    """
    Return weights with which the sample meets all margins at once: iterative proportional fitting [1]_.

    Multiply the weights of each category of the first variable so that they add up to its residents; do so for the
    second variable, which spoils the first a little, and for all others; begin again, until all margins are met.

    Parameters
    ----------
    sample : pandas.DataFrame
        One row per person, with a column for each variable of `margins`.
    margins : mapping from str to pandas.Series
        For each variable the residents by category; all variables have the same total. [people]
    start : array-like, shape (n_people,), optional
        Weights to begin with, of 0 or more; without them all are equal.
    tolerance : float
        By what share of all residents a category may be off at most in the end.
    most_rounds : int
        After that many rounds it gives up.

    Returns
    -------
    numpy.ndarray, shape (n_people,)
        Weights, in the order of the rows. [people]

    Raises
    ------
    ValueError
        If a category has residents and no weight in the sample, or the margins are not met after `most_rounds`.

    References
    ----------
    .. [1] W. E. Deming, F. F. Stephan, "On a least squares adjustment of a sampled frequency table when the expected
       marginal totals are known", Annals of Mathematical Statistics 11 (4), 1940, 427-444.
    """
    raise NotImplementedError("rake: fit one variable after the other, and begin again")


def design_effect(weights: ArrayLike) -> float:
    """
    Return Kish's design effect, n Σw² / (Σw)² [1]_.

    It says how many times unequal weights inflate the variance of a mean, if they have nothing to do with the answers.

    Parameters
    ----------
    weights : array-like, shape (n_people,)
        Weights of 0 or more, not all 0. [people]

    Returns
    -------
    float
        1 for equal weights, more for others.

    References
    ----------
    .. [1] L. Kish, "Weighting for unequal P_i", Journal of Official Statistics 8 (2), 1992, 183-200.
    """
    raise NotImplementedError("design_effect: the formula is in the docstring")

"""
Turn many drawn weeks into statements that say how sure they are.

References
----------
.. [1] E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
   Statistical Association 22 (1927) 209-212.
"""

from __future__ import annotations

import pandas as pd

# The host accepts that a limit is broken in one winter week of twenty.
ACCEPTED = 0.05


def probability(broken: pd.DataFrame) -> pd.DataFrame:
    """
    Estimate how probable it is that each asset breaks a limit.

    Parameters
    ----------
    broken : pandas.DataFrame of bool, shape (n_weeks, n_assets)
        Whether an asset broke a limit in a drawn week.

    Returns
    -------
    pandas.DataFrame, shape (n_assets, 5)
        Indexed by asset: `weeks`, `broken` (how many), `probability`, and the ends `low` and `high` of Wilson's
        interval with 95 % confidence. [1]
    """
    raise NotImplementedError("probability is yours to write; its docstring says what it returns")


def largest_share(table: pd.DataFrame, *, accepted: float = ACCEPTED) -> pd.DataFrame:
    """
    Find the largest uptake at which each asset is still accepted.

    Parameters
    ----------
    table : pandas.DataFrame
        One row per asset and uptake: `asset`, `share` [1], `probability`, `low`, `high`.
    accepted : float
        Highest probability that is accepted. [1]

    Returns
    -------
    pandas.DataFrame, shape (n_assets, 3)
        Indexed by asset, the largest share before the first that is not accepted: `cautious` (judged by `high`),
        `best` (by `probability`) and `bold` (by `low`). Not a number if even the smallest share is not accepted. [1]
    """
    raise NotImplementedError("largest_share is yours to write; its docstring says what it returns")


def first_years(table: pd.DataFrame, *, accepted: float = ACCEPTED) -> pd.DataFrame:
    """
    Find when each asset is no longer accepted.

    Parameters
    ----------
    table : pandas.DataFrame
        One row per scenario, year and asset: `scenario`, `year`, `asset`, `low`, `high`.
    accepted : float
        Highest probability that is accepted. [1]

    Returns
    -------
    pandas.DataFrame
        Indexed by scenario and asset: `possibly_from`, the first year in which `high` is above what is accepted, and
        `surely_by`, the first in which `low` is. Missing if there is none.
    """
    raise NotImplementedError("first_years is yours to write; its docstring says what it returns")


def places(margin: pd.DataFrame) -> pd.DataFrame:
    """
    Rank the assets in each drawn week, and say how firm each place is.

    Parameters
    ----------
    margin : pandas.DataFrame, shape (n_weeks, n_assets)
        How far each asset stays inside its limit; the smallest comes first.

    Returns
    -------
    pandas.DataFrame, shape (n_assets, 3)
        Indexed by asset, in the order of `median`: median place, and `low` and `high`, between which the place lies
        in nine of ten weeks (5th and 95th percentile).
    """
    raise NotImplementedError("places is yours to write; its docstring says what it returns")

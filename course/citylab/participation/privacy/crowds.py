"""
People who look alike: k-anonymity and l-diversity.

References
----------
.. [1] L. Sweeney, "k-anonymity: a model for protecting privacy", International Journal of Uncertainty,
   Fuzziness and Knowledge-based Systems 10 (5), 2002, 557-570.
.. [2] A. Machanavajjhala, D. Kifer, J. Gehrke, M. Venkitasubramaniam, "l-diversity: privacy beyond
   k-anonymity", ACM Transactions on Knowledge Discovery from Data 1 (1), 2007, article 3.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

__all__ = ["crowd_sizes", "k_anonymity", "keep_crowds", "l_diversity"]

_CLASS = "__class__"


def crowd_sizes(table: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """
    Count, for each row, the rows that look like it in all of `columns`.

    A missing value looks like another missing value.

    Parameters
    ----------
    table : pandas.DataFrame, shape (n_rows, n_columns)
        One row per person.
    columns : sequence of str
        What a stranger may know; without any column all rows look alike.

    Returns
    -------
    pandas.Series of int, shape (n_rows,)
        Size of each row's crowd, the row itself included, on the index of `table`. [people]

    Raises
    ------
    ValueError
        If the table lacks a column.

    Examples
    --------
    >>> people = pd.DataFrame({"ward": ["Station", "Station", "Mill Lane"]})
    >>> crowd_sizes(people, ["ward"]).tolist()
    [2, 2, 1]
    """
    return _classes(table, columns).groupby(_CLASS)[_CLASS].transform("size").rename("crowd")


def k_anonymity(table: pd.DataFrame, columns: Sequence[str]) -> int:
    """
    Return the size of the smallest crowd [1]_. [people]

    Parameters
    ----------
    table : pandas.DataFrame, shape (n_rows, n_columns)
        One row per person.
    columns : sequence of str
        What a stranger may know.

    Returns
    -------
    int
        k: each row looks like at least k - 1 others. [people]

    Raises
    ------
    ValueError
        If the table lacks a column or has no rows.
    """
    return int(crowd_sizes(_filled(table), columns).min())


def l_diversity(table: pd.DataFrame, columns: Sequence[str], sensitive: str, *, entropy: bool = False) -> float:
    """
    Return how diverse the sensitive values of the most uniform crowd are [2]_.

    Parameters
    ----------
    table : pandas.DataFrame, shape (n_rows, n_columns)
        One row per person.
    columns : sequence of str
        What a stranger may know.
    sensitive : str
        The column that nobody should learn about a person; a missing value counts as a value.
    entropy : bool
        False counts different values (distinct l-diversity). True gives the exponential of the entropy,
        which is lower where one value is common and the others rare (entropy l-diversity).

    Returns
    -------
    float
        The smallest number of values in a crowd, or the smallest effective number. [1]

    Raises
    ------
    ValueError
        If the table lacks a column or has no rows.
    """
    classes = _classes(_filled(table), [*columns])
    if sensitive not in table:
        raise ValueError(lacks([sensitive], table))
    counts = classes.assign(value=table[sensitive]).groupby([_CLASS, "value"], dropna=False).size()
    per_class = counts.groupby(level=0)
    if not entropy:
        return float(per_class.size().min())
    shares = counts / per_class.transform("sum")
    return float(np.exp((-shares * np.log(shares)).groupby(level=0).sum().min()))


def keep_crowds(table: pd.DataFrame, columns: Sequence[str], *, minimum: int) -> pd.DataFrame:
    """
    Leave out the rows whose crowd is smaller than `minimum`.

    Parameters
    ----------
    table : pandas.DataFrame, shape (n_rows, n_columns)
        One row per person.
    columns : sequence of str
        What a stranger may know.
    minimum : int
        Smallest crowd that stays. [people]

    Returns
    -------
    pandas.DataFrame
        The rows that stay, unchanged; their k is at least `minimum`.

    Raises
    ------
    ValueError
        If the table lacks a column or `minimum` is below 1.
    """
    if minimum < 1:
        raise ValueError(f"minimum must be at least 1 person, got {minimum}")
    return table[crowd_sizes(table, columns) >= minimum]


def _classes(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Number the crowds: rows that look alike get the same number."""
    if missing := [column for column in columns if column not in table]:
        raise ValueError(lacks(missing, table))
    numbers = table.groupby([*columns], dropna=False).ngroup() if len(columns) else pd.Series(0, table.index)
    return numbers.rename(_CLASS).to_frame()


def _filled(table: pd.DataFrame) -> pd.DataFrame:
    if table.empty:
        raise ValueError("the table has no rows; a crowd needs at least one person")
    return table


def lacks(missing: Sequence[str], table: pd.DataFrame) -> str:
    """Return the message about missing columns."""
    return f"the table lacks the columns {list(missing)}; it has {list(table.columns)}"

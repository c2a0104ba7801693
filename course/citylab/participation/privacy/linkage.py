"""
What a stranger may know: the attack by linking two tables, and coarser ages against it.

References
----------
.. [1] L. Sweeney, "k-anonymity: a model for protecting privacy", International Journal of Uncertainty,
   Fuzziness and Knowledge-Based Systems 10 (5), 2002, 557-570.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from citylab.participation.privacy.crowds import lacks

__all__ = ["age_band", "link"]


def link(published: pd.DataFrame, named: pd.DataFrame, *, on: Sequence[str], name: str = "name") -> pd.DataFrame:
    """
    Attack a table without names: look up each of its rows in a list of names [1]_.

    A missing value fits another missing value.

    Parameters
    ----------
    published : pandas.DataFrame, shape (n_rows, n_columns)
        The table without names.
    named : pandas.DataFrame
        A list of people that has the columns `on`, too.
    on : sequence of str
        The columns to compare; a list also for one column.
    name : str
        The column of `named` to find out.

    Returns
    -------
    pandas.DataFrame, shape (n_rows, n_columns + 2)
        `published` with ``candidates``, the people on the list who fit [people], and `name`, which is
        missing unless exactly one fits.

    Raises
    ------
    ValueError
        If `on` is a text, a column is missing from a table, or `published` has one that the attack would write.
    """
    if isinstance(on, str):
        raise ValueError(f"on must be a list of columns, got the text {on!r}; write on=[{on!r}]")
    for table, needed in ((published, on), (named, [*on, name])):
        if missing := [column for column in needed if column not in table]:
            raise ValueError(lacks(missing, table))
    if taken := [column for column in ("candidates", name) if column in published]:
        raise ValueError(f"published already has the columns {taken}; rename or drop them first")
    fits = named.groupby([*on], dropna=False)[name].agg(["size", "first"]).reset_index()
    fits = fits.rename(columns={"size": "candidates", "first": name})
    found = published.merge(fits, on=[*on], how="left").set_axis(published.index)
    found["candidates"] = found["candidates"].fillna(0).astype(int)
    found[name] = found[name].where(found["candidates"] == 1)
    return found


def age_band(birth_date: pd.Series, *, on: str | pd.Timestamp, edges: Sequence[int]) -> pd.Series:
    """
    Turn days of birth into age bands such as ``30-44``.

    Parameters
    ----------
    birth_date : pandas.Series of datetime, shape (n_people,)
        Days of birth.
    on : str or pandas.Timestamp
        The day on which the ages are counted.
    edges : sequence of int
        First age of each band, rising; the last band is open (``75+``). [year]

    Returns
    -------
    pandas.Series of str, shape (n_people,)
        The bands; missing for who is younger than the first edge or has no date.

    Raises
    ------
    ValueError
        If the edges do not rise.

    Examples
    --------
    >>> born = pd.Series(pd.to_datetime(["1996-03-02", "1996-03-03"]))
    >>> age_band(born, on="2026-03-02", edges=[16, 30]).tolist()
    ['30+', '16-29']
    """
    edges = [int(edge) for edge in edges]
    if not edges or any(low >= high for low, high in pairwise(edges)):
        raise ValueError(f"edges must rise, got {edges}")
    day = pd.Timestamp(on)
    had_birthday = 100 * birth_date.dt.month + birth_date.dt.day <= 100 * day.month + day.day
    age_years = day.year - birth_date.dt.year - (~had_birthday).astype(int)
    names = [f"{low}-{high - 1}" for low, high in pairwise(edges)] + [f"{edges[-1]}+"]
    bands = pd.cut(age_years, [*edges, np.inf], right=False, labels=names)
    return bands.astype("str").where(bands.notna()).rename("age")

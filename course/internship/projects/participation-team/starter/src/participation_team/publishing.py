"""Publish a table of counts in which nobody can be found."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from participation_team.attack import Cell, Fact

Place = tuple[str, str]  # row and column

MINIMUM = 5  # as in module 04: counts of 1 to 4 are hidden; your host's own rule takes its place


def too_narrow(ranges: pd.DataFrame, minimum: int = MINIMUM) -> np.ndarray:
    """Say for each range of a small count whether it tells too much: not all of 1 to `minimum` are still possible."""
    return ((ranges["low"] > 1) | (ranges["high"] < minimum)).to_numpy()


def hide_small(counts: pd.DataFrame, *, minimum: int = MINIMUM) -> pd.DataFrame:
    """
    Hide small counts, and as many others as it takes that they cannot be found by subtraction.

    The sums of rows and columns are published, too. A table is safe if for each count from 1 to `minimum` - 1 the range
    that `attack.bounds` finds holds all of 1 to `minimum`: see `too_narrow`.

    Parameters
    ----------
    counts : pandas.DataFrame of int
        Counts of 0 or more. [people]
    minimum : int
        The smallest count above 0 that may be shown. [people]

    Returns
    -------
    pandas.DataFrame of float
        The same table with NaN for what is hidden; a 0 may be shown. [people]

    Raises
    ------
    ValueError
        If even hiding all cells above 0 does not protect the small ones: then merge rows or columns.
    """
    raise NotImplementedError("hide_small: hide the small, attack, hide more where the attack finds them")


def exposed_cells(cells: Mapping[Cell, int], known: Sequence[Fact], *, minimum: int = MINIMUM) -> pd.DataFrame:
    """
    Return the small cells that a reader of all published tables together can narrow down too far.

    Parameters
    ----------
    cells : mapping from Cell to int
        The true count of each of the finest cells. [people]
    known : sequence of Fact
        All that was published.
    minimum : int
        Counts from 1 to `minimum` - 1 are small. [people]

    Returns
    -------
    pandas.DataFrame
        `cell`, `count`, `low`, `high`, a row for each exposed cell, in the order of `cells`; none if all is safe.
    """
    raise NotImplementedError("exposed_cells: attack all tables together")

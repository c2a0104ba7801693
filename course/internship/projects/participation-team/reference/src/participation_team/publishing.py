"""Publish a table of counts in which nobody can be found."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from participation_team.attack import Cell, Fact, bounds, facts

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
    shown = counts.astype(float).mask((counts > 0) & (counts < minimum))
    small = [(row, column) for row, column in _places(counts) if 0 < counts.loc[row, column] < minimum]
    for row, column in _exposed(counts, shown, small, minimum):
        # What was hidden for another cell may have saved this one, too.
        if _exposed(counts, shown, [(row, column)], minimum):
            for place in _cheapest_rectangle(counts, shown, row, column, minimum):
                shown.loc[place] = np.nan
    if _exposed(counts, shown, small, minimum):
        shown = counts.astype(float).where(counts == 0)
        if _exposed(counts, shown, small, minimum):
            raise ValueError("hiding all cells above 0 does not protect the small counts; merge rows or columns")
    return shown


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
    small = {cell: count for cell, count in cells.items() if 0 < count < minimum}
    ranges = bounds(known, list(small)).assign(cell=list(small), count=list(small.values()))
    return ranges[too_narrow(ranges, minimum)][["cell", "count", "low", "high"]].reset_index(drop=True)


def _places(counts: pd.DataFrame) -> list[Place]:
    return [(row, column) for row in counts.index for column in counts.columns]


def _exposed(counts: pd.DataFrame, shown: pd.DataFrame, places: list[Place], minimum: int) -> list[Place]:
    """Return the places whose hidden counts the table betrays."""
    if not places:
        return []
    ranges = bounds(facts(counts, shown), [(str(row), str(column), "all") for row, column in places])
    return [place for place, narrow in zip(places, too_narrow(ranges, minimum), strict=True) if narrow]


def _cheapest_rectangle(
    counts: pd.DataFrame, shown: pd.DataFrame, row: str, column: str, minimum: int
) -> tuple[Place, ...]:
    """
    Return the corners of the rectangle that protects a count x and takes least from readers; none if there is none.

    Moving people round a rectangle keeps all sums. x can fall by what the opposite corner holds, and rise by the
    smaller of its two neighbours, so these must be x - 1 and `minimum` - x at least.
    """
    count, best = counts.loc[row, column], (np.inf, ())
    for other_row, other_column in _places(counts):
        if other_row == row or other_column == column:
            continue
        corners = ((row, other_column), (other_row, column), (other_row, other_column))
        beside, below, opposite = (counts.loc[corner] for corner in corners)
        if opposite >= max(count - 1, 1) and min(beside, below) >= minimum - count:
            price = sum(counts.loc[corner] for corner in corners if pd.notna(shown.loc[corner]))
            best = min(best, (price, corners), key=lambda one: one[0])
    return best[1]

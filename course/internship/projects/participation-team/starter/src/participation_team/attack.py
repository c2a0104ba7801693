"""
What a reader of published tables can find out: the least and the most that a hidden number can be.

The cells are the finest that somebody could ask for, such as ("Station", "illness", "80+"). Each published number is
the sum of some cells. A linear program finds the smallest and the largest value of a cell that fits all that was
published [1]_.

References
----------
.. [1] M. Fischetti, J. J. Salazar, "Solving the cell suppression problem on tabular data with linear constraints",
   Management Science 47 (7), 2001: the attacker's problem.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array

Cell = tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """
    A published number.

    Attributes
    ----------
    cells : tuple of Cell
        The cells whose sum it is.
    number : float
        The number. [people]
    """

    cells: tuple[Cell, ...]
    number: float


def facts(counts: pd.DataFrame, shown: pd.DataFrame, layers: Sequence[str] = ("all",)) -> list[Fact]:
    """
    Return all that a table tells: the cells that are shown, and the sums of its rows and columns, which always are.

    Parameters
    ----------
    counts : pandas.DataFrame of int
        The true table, for its sums. [people]
    shown : pandas.DataFrame
        The same with NaN where a cell is hidden. [people]
    layers : sequence of str
        Over which groups each cell is summed, such as ("under 80", "80+").

    Returns
    -------
    list of Fact
        On cells (row, column, layer).
    """

    def cells(rows: Iterable[str], columns: Iterable[str]) -> tuple[Cell, ...]:
        return tuple((str(row), str(column), layer) for row in rows for column in columns for layer in layers)

    single = [
        Fact(cells([row], [column]), float(shown.loc[row, column]))
        for row in shown.index
        for column in shown.columns
        if pd.notna(shown.loc[row, column])
    ]
    by_row = [Fact(cells([row], counts.columns), float(counts.loc[row].sum())) for row in counts.index]
    by_column = [Fact(cells(counts.index, [column]), float(counts[column].sum())) for column in counts.columns]
    return single + by_row + by_column


def bounds(known: Sequence[Fact], cells: Sequence[Cell]) -> pd.DataFrame:
    """
    Return the least and the most that each cell can be, if all counts are 0 or more.

    Parameters
    ----------
    known : sequence of Fact
        All that was published, in however many tables.
    cells : sequence of Cell
        The cells that are asked for.

    Returns
    -------
    pandas.DataFrame
        `low` and `high` [people], one row per cell, in the order of `cells`.

    Raises
    ------
    ValueError
        If the published numbers contradict each other.
    """
    everything = [cell for fact in known for cell in fact.cells] + list(cells)
    names = {cell: place for place, cell in enumerate(dict.fromkeys(everything))}
    rows = [row for row, fact in enumerate(known) for _ in fact.cells]
    columns = [names[cell] for fact in known for cell in fact.cells]
    sums = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(known), len(names)))
    numbers = [fact.number for fact in known]
    found = []
    for cell in cells:
        ends = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(names))
            aim[names[cell]] = sign
            result = linprog(aim, A_eq=sums, b_eq=numbers, bounds=(0, None), method="highs")
            if result.status == 2:
                raise ValueError("the published numbers contradict each other: are the tables about the same people?")
            ends.append(sign * result.fun if result.status == 0 else np.inf)
        found.append(ends)
    return pd.DataFrame(np.array(found).reshape(-1, 2).round(6) + 0.0, columns=["low", "high"])

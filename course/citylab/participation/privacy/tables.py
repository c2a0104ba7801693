"""
Tables of counts with totals: hide small counts, and find out what was hidden.

A count of 1 to ``minimum - 1`` is *small* and is hidden. Totals give it away unless other cells are hidden
with it (complementary suppression). Which ones is a mixed-integer program: hide the fewest cells such that
whoever knows all that is published must still think every number from 1 to ``minimum`` possible in each
hidden small cell. The attacker is a linear program: the least and the most each hidden cell can be.

That is safety against subtraction. Whoever also knows the rule and the minimum can repeat `suppress` for each
number that the sums allow, and rule out those that would hide other cells (a minimality attack [3]_).

References
----------
.. [1] M. Fischetti, J. J. Salazar, "Solving the cell suppression problem on tabular data with linear
   constraints", Management Science 47 (7), 2001, 1008-1027: attacker and suppression as programs.
.. [2] L. Zayatz, "Using linear programming methodology for disclosure avoidance purposes", US Bureau of the
   Census, research report RR-92/02, 1992: one sensitive cell at a time.
.. [3] R. C.-W. Wong, A. W.-C. Fu, K. Wang, J. Pei, "Minimality attack in privacy preserving data publishing",
   VLDB 2007.
"""

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from citylab.participation.privacy import _patterns

__all__ = ["TOTAL", "attack", "suppress", "with_totals"]

TOTAL = "total"
_SMALL_TABLE = 80  # cells, totals included; above it the exact program may take minutes
_ROUNDING = 1e-6


def with_totals(counts: pd.DataFrame) -> pd.DataFrame:
    """
    Add the totals of rows and columns.

    Parameters
    ----------
    counts : pandas.DataFrame of int, shape (n_rows, n_columns)
        Counts without totals. [people]

    Returns
    -------
    pandas.DataFrame of int, shape (n_rows + 1, n_columns + 1)
        With a last row and a last column called ``total``. [people]

    Raises
    ------
    ValueError
        If a count is missing, negative or not whole, or the table is empty or has a total already.
    """
    values = _checked(counts)
    filled = np.vstack([values, values.sum(axis=0)])
    filled = np.column_stack([filled, filled.sum(axis=1)])
    full = pd.DataFrame(filled, index=[*counts.index, TOTAL], columns=[*counts.columns, TOTAL])
    return full.rename_axis(index=counts.index.name, columns=counts.columns.name)


def suppress(
    counts: pd.DataFrame, *, minimum: int = 5, complementary: bool = True, method: str | None = None
) -> pd.DataFrame:
    """
    Add totals and hide small counts, with as few other cells as protect them.

    Zeros stay; so do totals where it is possible.

    Parameters
    ----------
    counts : pandas.DataFrame of int, shape (n_rows, n_columns)
        Counts without totals. [people]
    minimum : int
        Counts of 1 to ``minimum - 1`` are hidden. [people]
    complementary : bool
        False hides the small counts alone: a careless table.
    method : str, optional
        ``"optimal"`` hides the fewest cells, and of equally many those with the fewest people [1]_.
        ``"stepwise"`` protects one cell after the other and then shows again what can be shown [2]_: fast, and
        perhaps a few cells more. By default optimal up to 80 cells, totals included.

    Returns
    -------
    pandas.DataFrame of float, shape (n_rows + 1, n_columns + 1)
        The table with totals; a hidden cell is NaN. [people]

    Raises
    ------
    ValueError
        If a count is missing, negative or not whole, the table is empty or has a total already, `minimum`
        is below 2, or the method is unknown.
    """
    if minimum < 2:
        raise ValueError(f"minimum must be at least 2 people, got {minimum}; below it nothing is small")
    full = with_totals(counts)
    hidden = (full > 0).to_numpy() & (full < minimum).to_numpy()
    if complementary and hidden.any():
        method = method or ("optimal" if full.size <= _SMALL_TABLE else "stepwise")
        hidden = _patterns.choose(full.to_numpy(), hidden, minimum=minimum, method=method)
    return full.astype(float).mask(hidden)


def attack(published: pd.DataFrame) -> pd.DataFrame:
    """
    Return the least and the most that each hidden cell can be, from what is published.

    Parameters
    ----------
    published : pandas.DataFrame of float, shape (n_rows + 1, n_columns + 1)
        A table whose last row and last column are its totals; a hidden cell is NaN. [people]

    Returns
    -------
    pandas.DataFrame, shape (n_hidden, 2)
        ``low`` and ``high`` of each hidden cell, on an index of row and column; equal where the cell is found
        out, infinite where nothing bounds it. [people]

    Raises
    ------
    ValueError
        If the last row and column are not called ``total``, a count is negative, or the totals do not fit.
    """
    if published.index[-1] != TOTAL or published.columns[-1] != TOTAL:
        raise ValueError(f"the last row and the last column must be called {TOTAL!r}; see with_totals")
    values = published.to_numpy(dtype=float)
    if (values < 0).any():
        raise ValueError("a count cannot be negative")
    hidden = np.flatnonzero(np.isnan(values))
    bounds = [(0.0, None) if np.isnan(value) else (value, value) for value in values.ravel()]
    sums = _patterns.additivity(*values.shape)
    found = [[_extreme(int(cell), sign, sums, bounds) for sign in (1, -1)] for cell in hidden]
    rows, columns = np.unravel_index(hidden, values.shape)
    names = pd.MultiIndex.from_arrays([published.index[rows], published.columns[columns]], names=["row", "column"])
    return pd.DataFrame(found, index=names, columns=["low", "high"], dtype=float)


def _extreme(cell: int, sign: int, sums: np.ndarray, bounds: list[tuple[float, float | None]]) -> float:
    """Return the least (sign 1) or the most (-1) of a cell over all tables with the same published cells."""
    cost = np.zeros(len(bounds))
    cost[cell] = sign
    # Whole numbers come by themselves: rows and columns with totals form a network.
    solved = linprog(cost, A_eq=sums, b_eq=np.zeros(len(sums)), bounds=bounds, method="highs")
    if solved.status == 3:
        return np.inf
    if solved.status != 0:
        raise ValueError("the published cells do not add up to their totals; was a total rounded or noisy?")
    return float(round(solved.x[cell]) if abs(solved.x[cell] - round(solved.x[cell])) < _ROUNDING else solved.x[cell])


def _checked(counts: pd.DataFrame) -> np.ndarray:
    if counts.empty:
        raise ValueError("the table is empty; give at least one row and one column of counts")
    if TOTAL in counts.index or TOTAL in counts.columns:
        raise ValueError(f"the table already has a {TOTAL!r}; give the counts alone")
    values = counts.to_numpy(dtype=float)
    if not (np.isfinite(values).all() and (values >= 0).all() and (values == np.floor(values)).all()):
        raise ValueError("counts must be whole numbers of people, none of them missing or negative")
    return values.astype(np.int64)

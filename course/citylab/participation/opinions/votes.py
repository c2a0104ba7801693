"""Votes on statements: from a list or a file to a matrix with holes."""

from os import PathLike
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["as_matrix", "enough_votes", "read_votes"]

VOTES = (-1.0, 0.0, 1.0)
LONG = ("person", "statement", "vote")


def read_votes(source: Any) -> pd.DataFrame:
    """
    Return the matrix of votes, one row per person and one column per statement.

    Parameters
    ----------
    source : pandas.DataFrame, str or path
        A list with the columns ``person``, ``statement`` and ``vote``, in the order in which the votes
        were cast: the last vote of a person on a statement counts. Or a CSV file with such a list, or the
        file `participants-votes.csv` of a Polis export. Other sources of Polis, its database and its API, have the
        opposite signs, -1 for agree [1]_: turn them before.

    Returns
    -------
    pandas.DataFrame, shape (n_people, n_statements)
        1 for agree, -1 for disagree, 0 for pass, NaN for not seen; people and statements in ascending order.

    Raises
    ------
    ValueError
        If a column is missing, there is no vote, a vote is none of 1, -1 and 0, or a Polis row is repeated.

    References
    ----------
    .. [1] github.com/compdemocracy/polis, issue 2554, 2026.

    Examples
    --------
    >>> votes = pd.DataFrame({"person": [7, 7, 8], "statement": [1, 2, 2], "vote": [1, 0, -1]})
    >>> read_votes(votes).fillna(9).to_numpy().tolist()
    [[1.0, 0.0], [9.0, -1.0]]
    """
    table = pd.read_csv(source) if isinstance(source, (str, PathLike)) else source
    if "participant" in table.columns:
        return _from_polis(table)
    missing = [name for name in LONG if name not in table.columns]
    if missing:
        raise ValueError(f"votes need the columns {', '.join(LONG)}; missing: {', '.join(missing)}")
    if table[list(LONG)].isna().any(axis=None) or table.empty:
        raise ValueError(
            "every row must hold a person, a statement and a vote, and there must be a row; drop the others"
        )
    last = table.drop_duplicates(["person", "statement"], keep="last")
    return as_matrix(last.pivot(index="person", columns="statement", values="vote"))


def as_matrix(votes: Any) -> pd.DataFrame:
    """
    Return a matrix of votes as numbers, after a look at its values.

    Parameters
    ----------
    votes : pandas.DataFrame or array-like, shape (n_people, n_statements)
        1, -1, 0 or NaN.

    Returns
    -------
    pandas.DataFrame, shape (n_people, n_statements)
        The same, as floats.

    Raises
    ------
    ValueError
        If a value is none of 1, -1, 0 and NaN, or nobody voted.
    """
    table = votes if isinstance(votes, pd.DataFrame) else pd.DataFrame(np.asarray(votes, dtype=float))
    numbers = table.apply(pd.to_numeric, errors="coerce").astype(float)
    wrong = table.notna() & ~numbers.isin(VOTES)
    if wrong.any(axis=None):
        found = table.to_numpy(dtype=object)[wrong.to_numpy()][0]
        raise ValueError(f"a vote is 1 (agree), -1 (disagree), 0 (pass) or missing; found {found!r}")
    if not numbers.notna().any(axis=None):
        raise ValueError("the matrix holds no vote; check that people and statements are those of the votes")
    return numbers


def enough_votes(votes: pd.DataFrame, *, minimum: int = 7) -> pd.DataFrame:
    """
    Keep the people who cast enough votes to be placed on a map.

    Polis computes the axes from all people and leaves the others out of the groups only; we leave them out of both.

    Parameters
    ----------
    votes : pandas.DataFrame, shape (n_people, n_statements)
        Votes with holes.
    minimum : int
        Fewest votes a person needs; all statements are enough where there are fewer. Polis takes 7 [1]_.

    Returns
    -------
    pandas.DataFrame, shape (n_kept, n_statements)
        Their rows.

    Raises
    ------
    ValueError
        If nobody cast so many votes.

    References
    ----------
    .. [1] Small et al., "Polis: Scaling deliberation by mapping high dimensional opinion spaces", 2021.
    """
    cast = votes.notna().sum(axis=1)
    kept = votes[cast >= min(minimum, votes.shape[1])]
    if kept.empty:
        raise ValueError(f"nobody cast {minimum} votes; the most was {cast.max()}: ask for fewer")
    return kept


def _from_polis(table: pd.DataFrame) -> pd.DataFrame:
    columns = [name for name in table.columns if str(name).isdigit()]
    if not columns or table["participant"].duplicated().any():
        raise ValueError("a Polis export has one row per participant and a numbered column per statement")
    votes = table.set_index("participant")[columns]
    votes = votes.rename(columns=int).sort_index().sort_index(axis=1)
    return as_matrix(votes.rename_axis(index="person", columns="statement"))

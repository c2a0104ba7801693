"""Can any weights meet the margins? Two linear programs over the cells that have answers."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from citylab.participation.weighting.margins import MarginsError

__all__ = ["why_not"]

_NOTHING = 1e-7


def why_not(sample: pd.DataFrame, margins: Mapping[str, pd.Series], rounds: int) -> str:
    """
    Say why raking did not reach the margins, or raise `MarginsError` if nothing can.

    Parameters
    ----------
    sample : pandas.DataFrame, shape (n_people, n_columns)
        The answers, already checked.
    margins : mapping of str to pandas.Series
        The margins, already checked. [people]
    rounds : int
        Rounds that were done.

    Returns
    -------
    str
        One sentence.

    Raises
    ------
    MarginsError
        If no weights of 0 or more meet all margins; the message names the categories that stay short.
    """
    rows, wanted, names = _equations(sample, margins)
    short = _shortfall(rows, wanted)
    if np.abs(short).sum() > _NOTHING:
        total = next(iter(margins.values())).sum()
        worst = np.argsort(-np.abs(short))[:3]
        gaps = ", ".join(_gap(names[i], total * short[i]) for i in worst if abs(short[i]) > _NOTHING)
        raise MarginsError(
            f"no weights can meet these margins with these answers; closest misses: {gaps}; "
            "merge categories, or drop a margin"
        )
    if _least_share(rows, wanted) < _NOTHING:
        return "only weights of 0 for some answers meet the margins, which the rounds approach slowly; merge categories"
    return f"not met after {rounds} rounds; allow more"


def _gap(name: str, people: float) -> str:
    return f"{name} ({abs(people):.0f} people too {'few' if people > 0 else 'many'})"


def _equations(sample: pd.DataFrame, margins: Mapping[str, pd.Series]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return one row per category over the filled cells, the shares wanted, and the names."""
    cells = sample[list(margins)].drop_duplicates()
    rows, wanted, names = [], [], []
    for variable, counts in margins.items():
        for category, count in counts.items():
            rows.append((cells[variable] == category).to_numpy(dtype=float))
            wanted.append(count / counts.sum())
            names.append(f"{variable} = {category}")
    return np.array(rows), np.array(wanted), names


def _shortfall(rows: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return how much each category misses at best; all zero if the margins can be met."""
    slack = np.eye(len(wanted))
    cost = np.concatenate([np.zeros(rows.shape[1]), np.ones(2 * len(wanted))])
    solved = linprog(cost, A_eq=np.hstack([rows, slack, -slack]), b_eq=wanted, bounds=(0, None), method="highs")
    above, below = np.split(solved.x[rows.shape[1] :], 2)
    return np.asarray(above - below)


def _least_share(rows: np.ndarray, wanted: np.ndarray) -> float:
    """Return the largest share that every filled cell can have at once."""
    cells = rows.shape[1]
    cost = np.append(np.zeros(cells), -1.0)
    floor = np.hstack([-np.eye(cells), np.ones((cells, 1))])
    solved = linprog(
        cost,
        A_ub=floor,
        b_ub=np.zeros(cells),
        A_eq=np.hstack([rows, np.zeros((len(wanted), 1))]),
        b_eq=wanted,
        bounds=(0, None),
        method="highs",
    )
    return float(-solved.fun) if solved.success else 0.0

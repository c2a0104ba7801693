"""Open the files of Millfield."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Vote:
    """
    A vote on how to spend a budget.

    Attributes
    ----------
    projects : pandas.DataFrame
        `name`, `ward`, `cost` [EUR], by `project` (a whole number).
    wards : numpy.ndarray, shape (n_voters,)
        Ward of each voter.
    approvals : numpy.ndarray of bool, shape (n_voters, n_projects)
        Who approved what; columns in the order of `projects`.
    budget : float
        What can be spent. [EUR]
    """

    projects: pd.DataFrame
    wards: np.ndarray
    approvals: np.ndarray
    budget: float


def read_margins(path: Path) -> dict[str, pd.Series]:
    """Return the residents of 16 and over in each category, for each variable. [people]"""
    table = pd.read_csv(path)
    return {
        str(variable): rows.set_index("category")["residents"]
        for variable, rows in table.groupby("variable", sort=False)
    }


def read_vote(path: Path) -> Vote:
    """
    Read a file in the form of Pabulib [1]_.

    Raises
    ------
    ValueError
        If a ballot names a project that is not on the list.

    References
    ----------
    .. [1] Pabulib, participatory budgeting library, https://pabulib.org/format
    """
    parts: dict[str, list[list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line in ("META", "PROJECTS", "VOTES"):
            parts[line] = []
        elif line:
            parts[list(parts)[-1]].append(line.split(";"))
    meta = {key: value for key, value in parts["META"]}
    tables = {name: pd.DataFrame(rows[1:], columns=rows[0]) for name, rows in parts.items()}
    projects = tables["PROJECTS"].astype({"project_id": int, "cost": float}).set_index("project_id")
    projects = projects.rename_axis("project")[["name", "ward", "cost"]]
    ballots = [[int(one) for one in text.split(",")] for text in tables["VOTES"]["vote"]]
    unknown = {project for ballot in ballots for project in ballot} - set(projects.index)
    if unknown:
        raise ValueError(f"{path.name}: ballots name projects {sorted(unknown)}, which are not on the list")
    approvals = np.array([projects.index.isin(ballot) for ballot in ballots])
    return Vote(projects, tables["VOTES"]["ward"].to_numpy(dtype=str), approvals, float(meta["budget"]))


def ages_on(birth_dates: pd.Series, day: str) -> pd.Series:
    """Return ages in whole years on a day; who is born on 29 February gets older on 1 March."""
    born, today = pd.to_datetime(birth_dates), pd.Timestamp(day)
    had_birthday = (born.dt.month < today.month) | ((born.dt.month == today.month) & (born.dt.day <= today.day))
    return today.year - born.dt.year - (~had_birthday).astype(int)

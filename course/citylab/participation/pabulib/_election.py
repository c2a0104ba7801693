"""An election: projects, ballots and a budget."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from citylab.participation.pabulib._meta import VOTE_TYPES

__all__ = ["Election", "build", "tally"]


@dataclass(frozen=True, eq=False)
class Election:
    """
    A participatory budget: what may be bought, and who wants it.

    Attributes
    ----------
    projects : pandas.DataFrame, shape (n_projects, 5 or more)
        By `project_id`: `name`; `cost` [currency]; `votes`, the ballots that name it; `score`, the sum of its points;
        `categories`, a tuple of text; further columns as in the file (text; `selected`, `latitude`, `longitude` are
        numbers, NaN where blank).
    voters : pandas.DataFrame, shape (n_voters, …)
        By `voter_id`, in the order of the ballots: the file's further columns, such as `age`, as text.
    ballots : scipy.sparse.csr_array, shape (n_voters, n_projects)
        Points each ballot gives: 1 for an approval; the points of a cumulative or scoring ballot; for a ranking of k
        projects the points of the file, or else k for the first down to 1 for the last (Borda). A stored 0 is a
        project that is named with no points. [points]
    budget : float
        What may be spent. [currency]
    vote_type : str
        ``approval``, ``choose-1``, ``ordinal``, ``cumulative`` or ``scoring``.
    meta : dict of str to str
        All entries of `META`, as text.
    warnings : tuple of str
        What is odd in the file and does no harm.
    """

    projects: pd.DataFrame
    voters: pd.DataFrame
    ballots: csr_array
    budget: float
    vote_type: str
    meta: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def currency(self) -> str:
        """The currency of budget and costs (ISO 4217), or an empty text."""
        return self.meta.get("currency", "")

    def __repr__(self) -> str:
        what = f"{len(self.projects)} projects, {len(self.voters)} {self.vote_type} ballots"
        return f"<Election: {what}, budget {self.budget:,.10g} {self.currency}".rstrip() + ">"


def build(
    costs: Mapping[str, float],
    ballots: Iterable[Iterable[str] | Mapping[str, float]],
    *,
    budget: float,
    vote_type: str = "approval",
    currency: str = "",
) -> Election:
    """
    Make an election by hand.

    Parameters
    ----------
    costs : mapping of str to float
        Cost of each project. [currency]
    ballots : iterable
        One per voter: the projects approved, or ranked from the best; or a mapping from project to points.
    budget : float
        What may be spent. [currency]
    vote_type : str
        As in `Election`.
    currency : str
        ISO 4217, for display.

    Returns
    -------
    Election
        Voters are numbered from 1.

    Raises
    ------
    ValueError
        If the vote type is unknown, a cost or the budget is negative or not finite, or a ballot names an unknown
        project.

    Examples
    --------
    >>> build({"oak": 6, "elm": 4}, [["oak", "elm"], ["elm"]], budget=10)
    <Election: 2 projects, 2 approval ballots, budget 10>
    """
    if vote_type not in VOTE_TYPES:
        raise ValueError(f"vote_type must be one of {', '.join(VOTE_TYPES)}; found {vote_type!r}")
    amounts = np.array([*costs.values(), budget], dtype=float)
    if not (np.isfinite(amounts) & (amounts >= 0)).all():
        raise ValueError("costs and budget must be finite and 0 or more")
    index = pd.Index(list(costs), name="project_id", dtype="str")
    table = pd.DataFrame({"name": list(costs), "cost": amounts[:-1], "categories": [()] * len(costs)}, index=index)
    matrix = _stack([_points(ballot, vote_type) for ballot in ballots], list(costs))
    voters = pd.DataFrame(index=pd.Index([str(n + 1) for n in range(matrix.shape[0])], name="voter_id", dtype="str"))
    meta = {"currency": currency} if currency else {}
    return Election(tally(table, matrix), voters, matrix, float(budget), vote_type, meta)


def _points(ballot: Iterable[str] | Mapping[str, float], vote_type: str) -> dict[str, float]:
    if isinstance(ballot, Mapping):
        return {name: float(points) for name, points in ballot.items()}
    names = list(dict.fromkeys(ballot))
    if vote_type in ("cumulative", "scoring"):
        raise ValueError(f"a {vote_type} ballot needs points: pass a mapping from project to points")
    return {name: float(len(names) - rank) if vote_type == "ordinal" else 1.0 for rank, name in enumerate(names)}


def _stack(ballots: list[dict[str, float]], ids: list[str]) -> csr_array:
    place = {identifier: position for position, identifier in enumerate(ids)}
    unknown = next((name for ballot in ballots for name in ballot if name not in place), None)
    if unknown is not None:
        raise ValueError(f"a ballot names project {unknown!r}; there are: {', '.join(ids)}")
    columns = [place[name] for ballot in ballots for name in ballot]
    points = [value for ballot in ballots for value in ballot.values()]
    ends = np.cumsum([0, *(len(ballot) for ballot in ballots)])
    matrix = csr_array((np.array(points, float), np.array(columns, int), ends), shape=(len(ballots), len(ids)))
    matrix.sort_indices()
    return matrix


def tally(projects: pd.DataFrame, ballots: csr_array, note: Callable[[str], None] | None = None) -> pd.DataFrame:
    """Return the projects with `votes` and `score` as counted; tell `note` if the file says otherwise."""
    counted = {
        "votes": np.bincount(ballots.indices, minlength=len(projects)),
        "score": np.bincount(ballots.indices, weights=ballots.data, minlength=len(projects)),
    }
    for name, values in counted.items():
        claimed = projects.get(name)
        if note is None or claimed is None:
            continue
        wrong = claimed.notna() & ~np.isclose(claimed, values)
        if wrong.any():
            at = int(wrong.to_numpy().argmax())
            text = f"{name} of project {projects.index[at]!r} is {claimed.iloc[at]:g} in the file"
            note(f"{text}, {values[at]:g} counted ({int(wrong.sum())} projects differ); the count is used")
    first = projects[["name", "cost"]].assign(**counted)
    return first.join(projects.drop(columns=["name", "cost", *(set(counted) & set(projects))]))

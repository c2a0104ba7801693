"""An election made ready for the Method of Equal Shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from citylab.participation.pabulib import Election
from citylab.participation.rules._exact import exactly, precedence, scores, whole

__all__ = ["Problem", "prepare"]


@dataclass(frozen=True, eq=False)
class Problem:
    """
    Ballots in groups of equal ones, and projects with their supporters.

    A voter's utility from a project is `factor` times the whole number in `points`.

    Attributes
    ----------
    points : scipy.sparse.csr_array of int, shape (n_groups, n_projects)
        Points above 0.
    utility : scipy.sparse.csr_array of float, shape (n_groups, n_projects)
        The same as utilities.
    weight : numpy.ndarray of int, shape (n_groups,)
        Voters with that ballot. [voters]
    group : numpy.ndarray of int, shape (n_voters,)
        The group of each voter.
    cost, factor : list of fractions.Fraction, length n_projects
        [currency], [utility per point]
    supporters : list of numpy.ndarray of int
        Groups that give each project points.
    given : list of numpy.ndarray of int
        Those points, per voter.
    ties : numpy.ndarray of int, shape (n_projects,)
        Rank among tied projects.
    budget : fractions.Fraction
        [currency]
    """

    points: csr_array
    utility: csr_array
    weight: np.ndarray
    group: np.ndarray
    cost: list[Fraction]
    factor: list[Fraction]
    supporters: list[np.ndarray]
    given: list[np.ndarray]
    ties: np.ndarray
    budget: Fraction

    @property
    def voters(self) -> int:
        """Number of voters, with those who chose nothing."""
        return len(self.group)

    @cached_property
    def rivals(self) -> list[int]:
        """Columns of the projects that cost something and have a supporter."""
        return [column for column, cost in enumerate(self.cost) if cost and len(self.supporters[column])]

    @property
    def free(self) -> list[int]:
        """Columns of the projects that cost nothing and have a supporter, in the order of ties."""
        columns = [column for column, cost in enumerate(self.cost) if not cost and len(self.supporters[column])]
        return sorted(columns, key=lambda column: self.ties[column])

    @cached_property
    def appetite(self) -> np.ndarray:
        """Utility that a voter of each group has from all projects."""
        return self.utility.sum(axis=1)

    def wishes(self, groups: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """Return the utility of groups, each with points, from each set of `chosen` projects."""
        begins, table = self.utility.indptr[groups], self.utility
        lengths = table.indptr[groups + 1] - begins
        ends = np.cumsum(lengths)
        entries = np.repeat(begins - ends + lengths, lengths) + np.arange(ends[-1])
        gains = chosen.take(table.indices[entries], axis=0) * table.data[entries, None]
        return np.add.reduceat(gains, ends - lengths, axis=0)

    @cached_property
    def floats(self) -> tuple[np.ndarray, ...]:
        """
        Numbers for quick, inexact work.

        Voters of each group; of each project: utility per point, cost, voters who support it, and the least price per
        unit of utility, which it has when all of them pay in full (infinite for what is not to be bought).
        """
        backers = [int(self.weight[groups].sum()) for groups in self.supporters]
        least = np.full(len(self.cost), np.inf)
        for column in self.rivals:
            points = int(self.weight[self.supporters[column]] @ self.given[column])
            least[column] = float(self.cost[column] / (self.factor[column] * points))
        lists = (self.weight, self.factor, self.cost, backers)
        return *(np.array([float(value) for value in each]) for each in lists), least


def prepare(election: Election, utility: str, tie_breaking: Sequence[str]) -> Problem:
    """Return the problem; ValueError if `utility` or `tie_breaking` is unknown."""
    if utility not in ("cost", "cardinality"):
        raise ValueError(f"utility must be 'cost' or 'cardinality', found {utility!r}")
    values, scale = whole(election.ballots.data)
    # Nobody can be made to pay for what is disliked: points below 0 support nothing.
    entries = (np.maximum(values, 0), election.ballots.indices, election.ballots.indptr)
    ballots = csr_array(entries, shape=election.ballots.shape, copy=True)
    ballots.eliminate_zeros()
    # A project that nets less than nothing over all ballots is not wanted.
    wanted = np.array([score > 0 for score in scores(election)], dtype=bool)
    first, group, weight = _groups(ballots)
    points = csr_array(ballots[first])
    columns = points.tocsc()
    bounds = zip(columns.indptr[:-1], columns.indptr[1:], wanted, strict=True)
    spans = [slice(start, end if asked else start) for start, end, asked in bounds]
    cost = [exactly(value) for value in election.projects["cost"]]
    factor = [(value if utility == "cost" else Fraction(1)) / scale for value in cost]
    worth = points.data * np.array([float(each) for each in factor])[points.indices]
    return Problem(
        points=points,
        utility=csr_array((worth, points.indices, points.indptr), shape=points.shape),
        weight=weight,
        group=group,
        cost=cost,
        factor=factor,
        supporters=[columns.indices[span].astype(np.int64) for span in spans],
        given=[columns.data[span] for span in spans],
        ties=precedence(election, tie_breaking),
        budget=exactly(election.budget),
    )


def _groups(ballots: csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return one ballot of each group, the group of each ballot, and the sizes."""
    known: dict[bytes, int] = {}
    group = np.empty(ballots.shape[0], dtype=np.int64)
    first: list[int] = []
    for row, (start, end) in enumerate(zip(ballots.indptr[:-1], ballots.indptr[1:], strict=True)):
        key = ballots.indices[start:end].tobytes() + b"/" + ballots.data[start:end].tobytes()
        place = known.setdefault(key, len(known))
        if place == len(first):
            first.append(row)
        group[row] = place
    return np.array(first, dtype=np.int64), group, np.bincount(group, minlength=len(first)).astype(np.int64)

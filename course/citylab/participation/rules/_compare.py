"""Which of two outcomes more voters prefer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from citylab.participation.pabulib import Election
from citylab.participation.rules._exact import whole
from citylab.participation.rules._outcome import Outcome

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True)
class Comparison:
    """Voters who get more from one outcome, more from the other, and the same. [voters]"""

    prefer_a: int
    prefer_b: int
    indifferent: int

    @property
    def a_stands(self) -> bool:
        """Whether the first outcome stands: not more voters prefer the second."""
        return self.prefer_a >= self.prefer_b


def compare(
    election: Election, a: Outcome | Sequence[str], b: Outcome | Sequence[str], *, by: str = "count"
) -> Comparison:
    """
    Count the voters who get more from each of two outcomes.

    It is the *comparison step* with which Wieliczka and Świecie guarded their first votes by equal shares: the
    outcome of equal shares (`a`) stands, unless more voters prefer the greedy one (`b`) [1]_.

    Parameters
    ----------
    election : Election
        The vote.
    a, b : Outcome or sequence of str
        Two results, or the identifiers of their winners.
    by : str
        What a voter gets: ``count``, the number of winners with points from the voter, as in [1]_; ``points``, the
        sum of those points; ``cost``, the cost of those winners; ``any``, whether there is one.

    Returns
    -------
    Comparison
        Three numbers that add up to all voters. [voters]

    Raises
    ------
    ValueError
        If `by` is unknown, or a winner is not a project of the election.

    References
    ----------
    .. [1] equalshares.net: elections of Wieliczka 2023 and Świecie 2023, and its tool for computing results.

    Examples
    --------
    >>> from citylab.participation.pabulib import build
    >>> vote = build({"pool": 90, "trees": 10}, [["pool"], ["trees"], ["trees"], []], budget=90)
    >>> compare(vote, ["trees"], ["pool"])
    Comparison(prefer_a=2, prefer_b=1, indifferent=1)
    """
    worth = _worth(election, by)
    gain = [worth @ _chosen(election, outcome) for outcome in (a, b)]
    if by == "any":
        gain = [np.minimum(each, 1) for each in gain]
    more, less = int((gain[0] > gain[1]).sum()), int((gain[0] < gain[1]).sum())
    return Comparison(more, less, len(election.voters) - more - less)


def _worth(election: Election, by: str) -> csr_array:
    ballots = election.ballots
    named = (ballots.data > 0).astype(np.int64)
    if by in ("count", "any"):
        values = named
    elif by == "points":
        values = whole(ballots.data)[0]
    elif by == "cost":
        values = named * whole(election.projects["cost"].to_numpy())[0][ballots.indices]
    else:
        raise ValueError(f"by must be 'count', 'points', 'cost' or 'any', found {by!r}")
    return csr_array((values, ballots.indices, ballots.indptr), shape=ballots.shape)


def _chosen(election: Election, outcome: Outcome | Sequence[str]) -> np.ndarray:
    winners = list(outcome.winners if isinstance(outcome, Outcome) else outcome)
    unknown = [winner for winner in winners if winner not in election.projects.index]
    if unknown:
        raise ValueError(f"no project {unknown[0]!r} in this election")
    return election.projects.index.isin(winners).astype(np.int64)

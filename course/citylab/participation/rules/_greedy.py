"""The rules that most cities use."""

from collections.abc import Sequence
from fractions import Fraction

from citylab.participation.pabulib import Election
from citylab.participation.rules._exact import TIES, exactly, fill, precedence, scores
from citylab.participation.rules._outcome import Outcome, decide

__all__ = ["greedy", "ranking"]


def greedy(election: Election, *, by: str = "votes", tie_breaking: Sequence[str] = TIES) -> Outcome:
    """
    Fund the projects from the best down; one that no longer fits is skipped.

    Parameters
    ----------
    election : Election
        The vote.
    by : str
        ``votes``: by the sum of points, which is the number of votes in an approval vote, and the Borda score in a
        vote by ranking (k points for the first of k, 1 for the last); ``votes per cost``: by that sum divided by the
        cost, so that a free project comes first.
    tie_breaking : sequence of str
        What decides among equals: ``votes`` (more points first), ``cost`` (cheaper first), ``id`` (order of text, the
        last resort in any case).

    Returns
    -------
    Outcome
        Winners in the order of selection. [currency of the election]

    Raises
    ------
    ValueError
        If `by` or `tie_breaking` is unknown.

    Examples
    --------
    >>> from citylab.participation.pabulib import build
    >>> vote = build({"pool": 90, "trees": 10, "bench": 5}, [["pool"], ["pool", "trees"], ["bench"]], budget=100)
    >>> greedy(vote).winners
    ('pool', 'bench')
    >>> greedy(vote, by="votes per cost").winners
    ('bench', 'trees')
    """
    return decide(election, f"greedy by {by}", fill(election, ranking(election, by, tie_breaking), []))


def ranking(election: Election, by: str, tie_breaking: Sequence[str]) -> list[int]:
    """Return the columns of projects with points, the best first."""
    if by not in ("votes", "votes per cost"):
        raise ValueError(f"by must be 'votes' or 'votes per cost', found {by!r}")
    ties = precedence(election, tie_breaking)
    worth: dict[int, tuple[bool, Fraction]] = {}
    for column, score in enumerate(scores(election)):
        cost = exactly(election.projects["cost"].iloc[column])
        free = by == "votes per cost" and not cost
        if score > 0:
            worth[column] = (free, score if free or by == "votes" else score / cost)
    return sorted(worth, key=lambda column: (not worth[column][0], -worth[column][1], ties[column]))

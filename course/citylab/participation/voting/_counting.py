"""Count the ballots by both rules."""

from collections.abc import Sequence

from citylab.participation.voting._box import BallotBox
from citylab.participation.voting._errors import VotingError
from citylab.participation.voting._paper import Paper
from citylab.participation.voting._result import Decision, Result

__all__ = ["count", "renew"]


def count(paper: Paper, ballots: Sequence[tuple[str, ...]]) -> Result:
    """
    Count ballots greedily by votes, and by the Method of Equal Shares completed by Add1.

    Parameters
    ----------
    paper : Paper
        Projects and budget.
    ballots : sequence of tuple of str
        The projects that each ballot names.

    Returns
    -------
    Result

    Raises
    ------
    VotingError
        If a ballot names a project that is not on the paper.
    """
    # Loaded late: a page that only shows results needs neither pandas nor SciPy.
    from citylab.participation import pabulib, rules

    votes = {project.id: 0 for project in paper.projects}
    for name in (name for ballot in ballots for name in ballot):
        if name not in votes:
            raise VotingError(f"a ballot names the project {name!r}, which is not on the paper; the file was changed")
        votes[name] += 1
    costs = {project.id: project.cost for project in paper.projects}
    election = pabulib.build(costs, ballots, budget=paper.budget, currency=paper.currency)
    greedy, shares = rules.greedy(election), rules.equal_shares(election, completion="add1")
    return Result(
        ballots=len(ballots),
        blank=sum(not ballot for ballot in ballots),
        votes=votes,
        greedy=_decision(greedy.winners, ballots),
        equal_shares=_decision(shares.winners, ballots),
    )


def _decision(winners: tuple[str, ...], ballots: Sequence[tuple[str, ...]]) -> Decision:
    funded = set(winners)
    return Decision(winners, sum(bool(ballot) and funded.isdisjoint(ballot) for ballot in ballots))


def renew(box: BallotBox) -> bool:
    """Count anew if ballots came since the last count, and keep the result; tell whether it was needed."""
    known = box.result()
    if known is not None and known.ballots == box.count():
        return False
    box.publish(count(box.paper(), box.ballots()))
    return True

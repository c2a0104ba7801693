"""What two rules make of the ballots."""

import json
from dataclasses import asdict, dataclass

__all__ = ["Decision", "Result"]


@dataclass(frozen=True)
class Decision:
    """
    What one rule decides.

    Attributes
    ----------
    winners : tuple of str
        Projects that are funded, in the order of selection.
    without : int
        Ballots that name projects, none of which is funded.
    """

    winners: tuple[str, ...] = ()
    without: int = 0


@dataclass(frozen=True)
class Result:
    """
    A count.

    Attributes
    ----------
    ballots, blank : int
        Ballots counted, and those among them that name no project.
    votes : dict of str to int
        By project: the ballots that name it.
    greedy, equal_shares : Decision
        Greedy by votes; the Method of Equal Shares (utility by cost, completed by Add1).
    """

    ballots: int
    blank: int
    votes: dict[str, int]
    greedy: Decision
    equal_shares: Decision

    def to_json(self) -> str:
        """Return the result as text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Result":
        """Return the result that `to_json` wrote."""
        entries = json.loads(text)
        for rule in ("greedy", "equal_shares"):
            found = entries[rule]
            entries[rule] = Decision(tuple(found["winners"]), found["without"])
        return cls(**entries)

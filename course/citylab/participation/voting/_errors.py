"""What can go wrong in a vote; each message says how to mend it."""

__all__ = ["Refused", "VotingError"]


class VotingError(ValueError):
    """An election, a list of voters or a file of ballots that cannot be used."""


class Refused(VotingError):
    """A ballot that is not accepted; the voter reads the message."""

"""What the options of ``citylab vote`` do before and after the vote."""

from __future__ import annotations

from pathlib import Path

from citylab.participation import voting
from citylab.participation.voting._elections import DEFAULT
from classroom.errors import CitylabError

__all__ = ["DEFAULT", "delete", "open_box", "save", "where"]


def where(election: str, ballots: Path | None) -> Path:
    """
    Return the file of the ballots, whether it exists or not.

    Raises
    ------
    CitylabError
        If no file is named and there is no such election.
    """
    if ballots is not None:
        return ballots.expanduser().absolute()
    try:
        return voting.default_file(voting.find(election)[0])
    except voting.VotingError as error:
        raise CitylabError(str(error)) from None


def open_box(election: str, *, ballots: Path | None = None, voters: Path | None = None) -> voting.BallotBox:
    """
    Open the file of an election's ballots, or make it.

    Parameters
    ----------
    election : str
        A ``.pb`` file or one of the course's data sets.
    ballots : pathlib.Path, optional
        The file; else the election's own below the home folder.
    voters : pathlib.Path, optional
        A CSV file of code words; then only these may vote.

    Returns
    -------
    citylab.participation.voting.BallotBox

    Raises
    ------
    CitylabError
        If the election, the file or the list cannot be used.
    """
    try:
        name, paper = voting.find(election)
        roll = voting.read_roll(voters) if voters is not None else None
        return voting.BallotBox.open(ballots or voting.default_file(name), paper, roll=roll)
    except voting.VotingError as error:
        raise CitylabError(str(error)) from None


def save(path: Path, target: Path) -> int:
    """Write the ballots as a Pabulib file and return their number; CitylabError if that cannot be done."""
    if not path.exists():
        raise CitylabError(f"there are no ballots in {path}; name their file with --ballots")
    try:
        return voting.export(voting.BallotBox(path), target)
    except voting.VotingError as error:
        raise CitylabError(str(error)) from None


def delete(path: Path) -> None:
    """Delete names and ballots; CitylabError if the file is none of ballots."""
    try:
        voting.forget(path)
    except voting.VotingError as error:
        raise CitylabError(str(error)) from None

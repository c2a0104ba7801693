"""Write the ballots as an open data file."""

import csv
import io
from pathlib import Path

from citylab.participation.voting._box import BallotBox
from citylab.participation.voting._errors import VotingError
from citylab.participation.voting._paper import Paper

__all__ = ["export"]


def export(box: BallotBox, target: str | Path) -> int:
    """
    Write a Pabulib file, which `citylab.participation.pabulib.read` reads; it holds no name.

    Parameters
    ----------
    box : BallotBox
        The ballots.
    target : str or pathlib.Path
        The file to write; there must be none yet.

    Returns
    -------
    int
        Ballots written.

    Raises
    ------
    VotingError
        If the file exists or cannot be written.
    """
    paper, ballots = box.paper(), box.ballots()
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=";", lineterminator="\n")
    rows.writerows([("META",), ("key", "value"), *_meta(paper, len(ballots))])
    rows.writerows([("PROJECTS",), ("project_id", "cost", "votes", "name", "ward")])
    for project in paper.projects:
        votes = sum(project.id in ballot for ballot in ballots)
        rows.writerow((project.id, _number(project.cost), votes, project.name, project.place))
    rows.writerows([("VOTES",), ("voter_id", "vote")])
    rows.writerows((number, ",".join(ballot)) for number, ballot in enumerate(ballots, start=1))
    path = Path(target).expanduser()
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text.getvalue())
    except FileExistsError:
        raise VotingError(f"{path} exists and is not overwritten; name a new file") from None
    except OSError as error:
        raise VotingError(f"{path} cannot be written ({error.strerror}); name a file in a folder of yours") from None
    return len(ballots)


def _meta(paper: Paper, votes: int) -> list[tuple[str, object]]:
    limits: list[tuple[str, object]] = [("max_length", paper.most)]
    if paper.least:
        limits.append(("min_length", paper.least))
    if paper.most_cost is not None:
        limits.append(("max_sum_cost", _number(paper.most_cost)))
    return [
        ("description", paper.title),
        ("num_projects", len(paper.projects)),
        ("num_votes", votes),
        ("budget", _number(paper.budget)),
        *([("currency", paper.currency)] if paper.currency else []),
        ("vote_type", "approval"),
        ("rule", "unknown"),
        *limits,
    ]


def _number(amount: float) -> str:
    """Return a number that no reader takes for thousands: never with three decimals."""
    if amount.is_integer():
        return f"{amount:.0f}"
    return f"{amount:.2f}" if round(amount, 2) == amount else f"{amount:.6f}"

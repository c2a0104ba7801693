"""Find an election, and the file that keeps its ballots."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from citylab.participation.voting._errors import VotingError
from citylab.participation.voting._paper import Paper, Project

if TYPE_CHECKING:
    import pandas as pd

    from citylab.participation.pabulib import Election

__all__ = ["DEFAULT", "course_elections", "default_file", "find", "paper_of"]

DEFAULT = "millfield_vote_synthetic"


def course_elections() -> dict[str, str]:
    """Return the course's data sets that hold an election, each with the name of its file."""
    from citylab.paths import root

    return {path.parent.name: path.name for path in sorted((root() / "datasets").glob("*/*.pb"))}


def find(election: "str | Path | Election" = DEFAULT) -> tuple[str, Paper]:
    """
    Return the name and the ballot paper of an election.

    Parameters
    ----------
    election : str, pathlib.Path or Election
        A ``.pb`` file, one of the course's data sets, or an election that was read.

    Returns
    -------
    name : str
        A short name, for the file that keeps the ballots.
    paper : Paper
        Projects and budget; the ballots of the election's own voters are not taken over.

    Raises
    ------
    VotingError
        If there is no such election, its file is damaged, or it has nothing to vote on.
    """
    if not isinstance(election, str | Path):
        return election.meta.get("subunit") or election.meta.get("unit") or "election", paper_of(election)
    from citylab.participation import pabulib

    path = _path(election)
    try:
        return path.stem, paper_of(pabulib.read(path))
    except pabulib.PabulibError as error:
        raise VotingError(f"{path} cannot be read: {error}") from None
    except OSError as error:
        raise VotingError(f"{path} cannot be opened ({error.strerror}); name a .pb file that you may read") from None


def _path(election: str | Path) -> Path:
    path = Path(election).expanduser()
    if path.is_file():
        return path
    known = course_elections()
    if str(election) in known:
        from citylab import data

        return data.path(str(election), known[str(election)])
    what = "file" if path.suffix else "election"
    raise VotingError(
        f"there is no {what} {str(election)!r}; name a .pb file, or one of the course's: {', '.join(known)}"
    )


def paper_of(election: "Election") -> Paper:
    """Return the ballot paper of an election; votes by points or ranks become votes by ticks."""
    projects = tuple(_project(str(key), row) for key, row in election.projects.iterrows())
    if not projects:
        raise VotingError("the election has no project to vote on; add rows to its section PROJECTS")
    if comma := next((project.id for project in projects if "," in project.id), None):
        raise VotingError(f"the project {comma!r} has a comma in its project_id; write another sign")
    meta = election.meta
    most = 1 if election.vote_type == "choose-1" else int(_limit(meta, "max_length") or len(projects))
    most = max(1, min(most, len(projects)))
    return Paper(
        title=_line(meta.get("description") or meta.get("unit") or "A vote on projects"),
        currency=election.currency,
        budget=election.budget,
        projects=projects,
        least=max(0, min(int(_limit(meta, "min_length") or 0), most)),
        most=most,
        most_cost=_limit(meta, "max_sum_cost"),
    )


def _project(identifier: str, row: "pd.Series") -> Project:
    place = next((row[name] for name in ("ward", "district", "neighborhood") if isinstance(row.get(name), str)), "")
    return Project(identifier, _line(str(row["name"])) or identifier, float(row["cost"]), _line(place))


def _limit(meta: dict[str, str], name: str) -> float | None:
    from citylab.participation.pabulib._text import number

    try:
        return number(meta[name]) if meta.get(name) else None
    except ValueError:
        return None  # pabulib.read has listed it among the election's warnings


def _line(text: str) -> str:
    return " ".join(text.split())


def default_file(name: str) -> Path:
    """Return where the ballots of the election `name` are kept unless told: beside the learner's progress."""
    from citylab import progress

    word = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "election"
    return progress.location().parent / "votes" / f"{word[:60]}.sqlite"

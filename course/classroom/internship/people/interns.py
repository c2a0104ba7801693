"""Read the list of interns; the columns are described in `course/internship/examples/README.md`."""

from __future__ import annotations

from pathlib import Path

from citylab.modules import modules
from classroom.internship.people.duplicates import note_duplicates
from classroom.internship.people.fields import Fields
from classroom.internship.people.model import Intern
from classroom.internship.people.problems import PeopleError, Problem
from classroom.internship.people.table import read_table

REQUIRED = ("id", "name", "email", "preferences", "skills", "languages", "right_to_work", "where", "remote")
OPTIONAL = ("earliest_start", "hours", "modules_done")


def read_interns(path: Path) -> tuple[Intern, ...]:
    """
    Return the interns of a CSV file.

    Parameters
    ----------
    path : pathlib.Path
        With the columns `REQUIRED`, and any of `OPTIONAL`.

    Raises
    ------
    PeopleError
        With every problem of the file, by line.
    """
    problems: list[Problem] = []
    rows = load_interns(Path(path), problems)
    if problems:
        raise PeopleError(problems)
    return tuple(intern for _, intern in rows)


def load_interns(path: Path, problems: list[Problem]) -> list[tuple[int, Intern]]:
    """Return line and intern of each row, and add what is wrong to `problems`."""
    table = read_table(path, problems, required=REQUIRED, optional=OPTIONAL)
    slugs = [module.slug for module in modules()]
    rows = [(row.line, _intern(Fields(path.name, row, problems), slugs)) for row in table]
    if not rows:
        problems.append(Problem(path.name, 0, "lists no intern; write a row for each below the header"))
    note_duplicates(path.name, rows, "the id", lambda intern: intern.id, problems)
    note_duplicates(path.name, rows, "the e-mail address", lambda intern: intern.email, problems)
    return rows


def _intern(row: Fields, slugs: list[str]) -> Intern:
    hours = row.number("hours", least=1, most=60)
    intern = Intern(
        id=row.id(),
        name=row.text("name", needed=True),
        email=row.email("email"),
        preferences=row.items("preferences"),
        skills=row.words("skills"),
        languages=row.languages("languages"),
        right_to_work=row.countries("right_to_work"),
        where=row.spots("where"),
        remote=row.choice("remote", ("yes", "no", "only")),
        earliest_start=row.day("earliest_start"),
        hours=hours,
        modules_done=row.words("modules_done", slugs),
    )
    if not row.text("where"):
        row.say("where is empty; write where the intern can be, such as Manchester/GB, GB or any")
    return intern

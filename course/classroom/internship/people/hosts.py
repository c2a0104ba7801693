"""Read the list of hosts; the columns are described in `course/internship/examples/README.md`."""

from __future__ import annotations

from pathlib import Path

from citylab.modules import modules
from classroom.internship.people.duplicates import note_duplicates
from classroom.internship.people.fields import Fields
from classroom.internship.people.model import Host
from classroom.internship.people.problems import PeopleError, Problem
from classroom.internship.people.table import read_table

REQUIRED = (
    *("id", "name", "kind", "place", "country", "remote", "places", "supervisor_name", "supervisor_email"),
    *("languages", "skills_needed"),
)
OPTIONAL = ("skills_wanted", "modules_wanted", "sponsors_visas", "start", "hours", "preferences", "restrictions")
MOST_PLACES = 500


def read_hosts(path: Path) -> tuple[Host, ...]:
    """
    Return the hosts of a CSV file.

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
    rows = load_hosts(Path(path), problems)
    if problems:
        raise PeopleError(problems)
    return tuple(host for _, host in rows)


def load_hosts(path: Path, problems: list[Problem]) -> list[tuple[int, Host]]:
    """Return line and host of each row, and add what is wrong to `problems`."""
    table = read_table(path, problems, required=REQUIRED, optional=OPTIONAL)
    slugs = [module.slug for module in modules()]
    before = len(problems)
    rows = [(row.line, _host(Fields(path.name, row, problems), slugs)) for row in table]
    if not rows:
        problems.append(Problem(path.name, 0, "lists no host; write a row for each below the header"))
    elif len(problems) == before and not any(host.places for _, host in rows):
        problems.append(Problem(path.name, 0, "no host has a place; write in the column places how many each takes"))
    note_duplicates(path.name, rows, "the id", lambda host: host.id, problems)
    note_duplicates(path.name, rows, "the host", lambda host: f"{host.name}, {host.place}", problems)
    return rows


def _host(row: Fields, slugs: list[str]) -> Host:
    if not row.text("places"):
        row.say(f"places is empty; write a whole number from 0 to {MOST_PLACES}")
    places = row.number("places", least=0, most=MOST_PLACES, whole=True)
    return Host(
        id=row.id(),
        name=row.text("name", needed=True),
        kind=row.text("kind", needed=True),
        place=row.text("place", needed=True),
        country=row.country("country"),
        places=int(places or 0),
        supervisor_name=row.text("supervisor_name", needed=True),
        supervisor_email=row.email("supervisor_email"),
        remote=row.choice("remote", ("yes", "no", "only")),
        languages=row.languages("languages"),
        skills_needed=row.words("skills_needed"),
        skills_wanted=row.words("skills_wanted"),
        modules_wanted=row.words("modules_wanted", slugs),
        sponsors_visas=row.choice("sponsors_visas", ("yes", "no"), "no") == "yes",
        start=row.day("start"),
        hours=row.number("hours", least=1, most=60),
        preferences=row.items("preferences"),
        restrictions=row.text("restrictions"),
    )

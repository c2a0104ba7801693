"""Read pairs of intern and host from a CSV file: those to be fixed, or those of an earlier matching."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from classroom.internship.people.duplicates import note_duplicates
from classroom.internship.people.model import Host, Intern
from classroom.internship.people.problems import PeopleError, Problem, quoted
from classroom.internship.people.table import read_table


def read_pairs(path: Path, interns: Sequence[Intern], hosts: Sequence[Host]) -> dict[str, str]:
    """
    Return the pairs of a CSV file with the columns ``intern`` and ``host``, such as ``match.csv``.

    A row without a host is passed over: that intern has no place.

    Raises
    ------
    PeopleError
        With every problem of the file, by line: somebody unknown, an intern twice.
    """
    problems: list[Problem] = []
    table = read_table(Path(path), problems, required=("intern", "host"))
    note_duplicates(path.name, [(row.line, row.values["intern"]) for row in table], "the intern", str, problems)
    known = {"intern": {one.id for one in interns}, "host": {one.id for one in hosts}}
    rows = [row for row in table if row.values["host"]]
    for row in rows:
        for what, ids in known.items():
            if row.values[what] not in ids:
                says = f"no {what} has the id {quoted(row.values[what])}; correct it, or remove the row"
                problems.append(Problem(path.name, row.line, says))
    if problems:
        raise PeopleError(problems)
    return {row.values["intern"]: row.values["host"] for row in rows}

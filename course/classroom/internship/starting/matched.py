"""Read the result of matching, and who the interns and hosts are."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

from classroom.errors import CitylabError
from classroom.internship.people import Host, read_hosts, read_interns
from classroom.internship.records import Intern, Placement

_NAMES = {"intern": ("intern", "intern_id", "id"), "host": ("host", "host_id")}


def interns_from(
    match: Path, interns: Path, hosts: Path, *, starts_on: date, tutor: str = "", tutor_email: str = ""
) -> list[Intern]:
    """
    Return the interns that a match has placed, each with her host.

    Parameters
    ----------
    match : pathlib.Path
        Result of ``citylab internship match``, as CSV or JSON.
    interns, hosts : pathlib.Path
        The lists from which it was made.
    starts_on : datetime.date
        First day at the hosts.
    tutor, tutor_email : str
        Academic tutor of all; each intern's file may later name another.

    Raises
    ------
    CitylabError
        If a file cannot be read, or the match names somebody who is not in the lists.
    """
    pairs = read_pairs(match)
    people = {one.id: one for one in read_interns(interns)}
    places = {one.id: one for one in read_hosts(hosts)}
    for intern, host in pairs.items():
        for one, listed, path in ((intern, people, interns), (host, places, hosts)):
            if one not in listed:
                raise CitylabError(f"{match}: names {one!r:.60}, who is not in {path}; give the lists it was made from")
    return [
        Intern(
            people[intern].id,
            people[intern].name,
            people[intern].email,
            tutor,
            tutor_email,
            (placement_at(places[host], starts_on),),
        )
        for intern, host in pairs.items()
    ]


def placement_at(host: Host, first_day: date) -> Placement:
    """Return a placement with a host."""
    return Placement(host.id, host.name, host.supervisor_name, host.supervisor_email, first_day)


def read_pairs(path: Path) -> dict[str, str]:
    """
    Return the id of the host of each intern who is placed.

    Raises
    ------
    CitylabError
        If the file is no result of matching, or names an intern twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CitylabError(f"{path}: cannot be read ({error}); name the result of citylab internship match") from error
    return _from_json(text, path) if text.lstrip().startswith("{") else _from_table(text, path)


def _from_json(text: str, path: Path) -> dict[str, str]:
    try:
        return {str(pair["intern"]): str(pair["host"]) for pair in json.loads(text)["pairs"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise CitylabError(f"{path}: holds no pairs; name the result of citylab internship match")


def _from_table(text: str, path: Path) -> dict[str, str]:
    first = text.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    places = {
        what: next((header.index(name) for name in names if name in header), -1) for what, names in _NAMES.items()
    }
    if -1 in places.values():
        raise CitylabError(f"{path}: needs the columns intern and host; name the result of citylab internship match")
    pairs: dict[str, str] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in row] + [""] * len(header)
        intern, host = cells[places["intern"]], cells[places["host"]]
        if intern and intern in pairs:
            raise CitylabError(f"{path}: line {number} names {intern!r:.60} a second time; remove one of the lines")
        if intern and host:
            pairs[intern] = host
    return pairs

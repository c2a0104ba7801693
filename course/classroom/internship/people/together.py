"""Read interns and hosts together: a preference must name somebody of the other list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from classroom.internship.people.hosts import load_hosts
from classroom.internship.people.interns import load_interns
from classroom.internship.people.model import Host, Intern
from classroom.internship.people.problems import PeopleError, Problem, quoted

T = TypeVar("T", Intern, Host)
_SHOWN = 12  # ids that a message lists


def read_people(interns: Path, hosts: Path) -> tuple[tuple[Intern, ...], tuple[Host, ...]]:
    """
    Return the interns and the hosts of two CSV files.

    Raises
    ------
    PeopleError
        With every problem of both files, also preferences that name somebody unknown.
    """
    interns, hosts = Path(interns), Path(hosts)
    problems: list[Problem] = []
    intern_rows, hosts_unread = _load(load_interns, interns, problems)
    host_rows, interns_unread = _load(load_hosts, hosts, problems)
    if not hosts_unread and not interns_unread:
        _note_unknown(interns.name, intern_rows, "host", [host.id for _, host in host_rows], problems)
        _note_unknown(hosts.name, host_rows, "intern", [intern.id for _, intern in intern_rows], problems)
    if problems:
        raise PeopleError(problems)
    return tuple(intern for _, intern in intern_rows), tuple(host for _, host in host_rows)


def check_people(interns: Sequence[Intern], hosts: Sequence[Host]) -> None:
    """
    Refuse people that cannot be matched: nobody, no places, an id twice, a preference for somebody unknown.

    Raises
    ------
    PeopleError
        With every problem.
    """
    problems: list[Problem] = []
    for what, ids in (("intern", [one.id for one in interns]), ("host", [one.id for one in hosts])):
        if not ids:
            problems.append(Problem(f"{what}s", 0, f"there is no {what}; add at least one"))
        twice = [one for one in dict.fromkeys(ids) if ids.count(one) > 1]
        problems += [Problem(f"{what}s", 0, f"the id {quoted(one)} stands twice; remove one") for one in twice]
    if hosts and sum(host.places for host in hosts) < 1:
        problems.append(Problem("hosts", 0, "no host has a place; say how many each takes"))
    _note_unknown("interns", [(0, one) for one in interns], "host", [one.id for one in hosts], problems)
    _note_unknown("hosts", [(0, one) for one in hosts], "intern", [one.id for one in interns], problems)
    if problems:
        raise PeopleError(problems)


def _load(load, path: Path, problems: list[Problem]):  # type: ignore[no-untyped-def]
    try:
        return load(path, problems), False
    except PeopleError as error:  # no table at all; the other file is read all the same
        problems += error.problems
        return [], True


def _note_unknown(
    file: str, rows: Sequence[tuple[int, T]], what: str, known: Collection[str], problems: list[Problem]
) -> None:
    listed = ", ".join(sorted(known)[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    known = set(known)
    for line, one in rows:
        for name in one.preferences:
            if name not in known:
                close = get_close_matches(name.casefold(), [other.casefold() for other in known], 1, 0.6)
                right = next((other for other in sorted(known) if close and other.casefold() == close[0]), "")
                remedy = f"did you mean {right}?" if right else f"there are: {listed}"
                says = f"the preferences of {quoted(one.id)} name {quoted(name)}, but no {what} has this id; {remedy}"
                problems.append(Problem(file, line, says))

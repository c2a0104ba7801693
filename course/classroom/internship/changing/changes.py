"""Note what happens to an intern's placement; days out of order are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from classroom.errors import CitylabError
from classroom.internship.records import Absence, Damage, Event, Intern, Placement, Records
from classroom.internship.records.journal import CHANGED, CONTACT


def absent(records: Records, intern: str, first: date, last: date, *, at: datetime) -> None:
    """
    Note days away.

    Raises
    ------
    CitylabError
        If the last day is before the first, or the days lie outside the internship.
    """
    if last < first:
        raise CitylabError(f"the absence ends on {last}, before it begins on {first}; exchange the two days")
    _within(records, first)
    person = records.read(intern).intern
    records.write(person.with_absence(Absence(first, last)))
    _note(records, person, f"away from {first} to {last}", at)


def withdrawn(records: Records, intern: str, day: date, *, at: datetime) -> None:
    """
    Note that the internship was given up; from this day on nothing is due.

    Raises
    ------
    CitylabError
        If it was given up before.
    """
    person = records.read(intern).intern
    if person.withdrawn_on is not None:
        raise CitylabError(f"{intern} has withdrawn on {person.withdrawn_on} already; change the day in intern.toml")
    records.write(replace(person, withdrawn_on=day))
    _note(records, person, f"withdrew on {day}", at)


def contact(records: Records, intern: str, *, at: datetime) -> None:
    """Note that one has spoken with the intern; what was said is not kept."""
    person = records.read(intern).intern
    records.add(person.id, Event(at, CONTACT))


def host_left(records: Records, host: str, day: date, *, at: datetime) -> list[str]:
    """
    Note that a host has left; return the ids of those who have lost their place.

    Parameters
    ----------
    records : Records
        Of the cohort; the caller holds the lock.
    host : str
        Its id.
    day : datetime.date
        Its last day with the interns.
    at : datetime.datetime
        The present moment.

    Raises
    ------
    CitylabError
        If the host has no intern on that day.
    """
    _within(records, day)
    found = []
    for record in records.all():
        if isinstance(record, Damage) or record.intern.has_withdrawn(day):
            continue
        place = record.intern.placement_on(day)
        if place is not None and place.host == host and place.until_day is None:
            # A host that leaves before its first day was never a placement.
            ended = (*record.intern.placements[:-1], replace(place, until_day=max(day, place.from_day)))
            records.write(replace(record.intern, placements=ended))
            _note(records, record.intern, f"the host {place.host_name} left on {day}", at)
            found.append(record.intern.id)
    if not found:
        hosts = sorted(
            {
                place.host
                for record in records.all()
                if not isinstance(record, Damage)
                for place in record.intern.placements
            }
        )
        raise CitylabError(f"the host {host!r:.60} has no intern on {day}; there are: {', '.join(hosts)}")
    return found


def placed(records: Records, intern: str, place: Placement, *, at: datetime) -> None:
    """
    Give an intern without a host a new one, from a day on.

    Raises
    ------
    CitylabError
        If she has a host on that day, has withdrawn, or the day is not after the end of the last placement.
    """
    person = records.read(intern).intern
    last = person.placements[-1] if person.placements else None
    if person.has_withdrawn(place.from_day):
        raise CitylabError(f"{intern} has withdrawn on {person.withdrawn_on}; there is nobody to place")
    if last is not None and last.until_day is None:
        raise CitylabError(
            f"{intern} is with {last.host_name}; if it left, note that first: internship event host-left"
        )
    if last is not None and last.until_day is not None and place.from_day <= last.until_day:
        raise CitylabError(f"{intern} was with {last.host_name} until {last.until_day}; give a later day")
    records.write(replace(person, placements=(*person.placements, place)))
    _note(records, person, f"placed with {place.host_name} from {place.from_day}", at)


def _within(records: Records, day: date) -> None:
    cohort = records.cohort
    if cohort.week_of(day) < 0 or day > cohort.ends_on:
        raise CitylabError(f"{day} is outside the internship, {cohort.starts_on} to {cohort.ends_on}; look at the day")


def _note(records: Records, intern: Intern, says: str, at: datetime) -> None:
    records.add(intern.id, Event(at, CHANGED, {"says": says}))

"""What one intern has to hand in, by when, and when it came; absences move the due days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from citylab.internship.documents import Document, documents
from classroom.internship.records import Absence, Cohort, Event, Intern, Record
from classroom.internship.records.journal import RECEIVED

LOG = "weekly-log"
AFTER_ABSENCE = timedelta(days=7)  # a document that falls due while she is away is due a week after her return


@dataclass(frozen=True)
class Due:
    """
    A document, in one of its weeks.

    Attributes
    ----------
    document : Document
        Which.
    week : int
        In which it is due.
    on : datetime.date
        The day, moved if she was away.
    came_on : datetime.date or None
        When it came: a log of several weeks when the week was first in it, any other document in its last version.
    """

    document: Document
    week: int
    on: date
    came_on: date | None

    @property
    def title(self) -> str:
        """Its title, with the week where there are several."""
        return f"{self.document.title}, week {self.week}" if len(self.document.weeks) > 1 else self.document.title

    @property
    def key(self) -> str:
        """A short name for it, such as ``weekly-log-3``."""
        return f"{self.document.name}-{self.week}" if len(self.document.weeks) > 1 else self.document.name

    def days_late(self, today: date) -> int:
        """Return the days after the due day on which it came, or until `today` if it has not come. [days]"""
        return max(0, ((self.came_on or today) - self.on).days)


def dues(record: Record, cohort: Cohort, today: date) -> list[Due]:
    """
    Return all that an intern has to hand in, by due day, as it stood at the end of `today`.

    A week of the log in which she was away all the time is not due, and nothing after a withdrawal.
    """
    intern = record.intern
    away = intern.away(today)
    came = received(record, cohort, today)
    found = []
    for document in documents():
        for week, day in zip(document.weeks, document.due_on(cohort.starts_on), strict=True):
            if _is_asked(document, day, intern, away):
                found.append(Due(document, week, _moved(day, away), _came_on(document, week, came, cohort)))
    return sorted(found, key=lambda one: one.on)


def open_dues(found: Sequence[Due], today: date) -> tuple[list[Due], list[Due]]:
    """Return what is overdue on a day, and what is still to come."""
    missing = [one for one in found if one.came_on is None]
    return [one for one in missing if one.on < today], [one for one in missing if one.on >= today]


def received(record: Record, cohort: Cohort, today: date = date.max) -> list[Event]:
    """Return what was taken in, until the end of a day if one is given, by its time."""
    return [one for one in record.events if one.what == RECEIVED and cohort.day_of(one.at) <= today]


def hours(record: Record, cohort: Cohort, today: date) -> float:
    """Return the hours in the last log that came until the end of a day. [h]"""
    logs = [one["hours"] for one in received(record, cohort, today) if one["document"] == LOG]
    return float(logs[-1] or 0) if logs else 0.0


def _came_on(document: Document, week: int, came: Sequence[Event], cohort: Cohort) -> date | None:
    days = [cohort.day_of(one.at) for one in came if one["document"] == document.name]
    if document.name == LOG:
        with_week = [one for one in came if one["document"] == LOG and week in (one["weeks"] or ())]
        return cohort.day_of(with_week[0].at) if with_week else None
    return days[-1] if days else None


def _is_asked(document: Document, day: date, intern: Intern, away: Sequence[Absence]) -> bool:
    if intern.withdrawn_on is not None and day >= intern.withdrawn_on:
        return False
    monday = day - timedelta(days=day.weekday())
    working = [monday + timedelta(days=number) for number in range(5)]
    was_there = any(not any(spell.first <= one <= spell.last for spell in away) for one in working)
    return document.name != LOG or was_there


def _moved(day: date, away: Sequence[Absence]) -> date:
    """Return the due day; inside an absence it moves to a week after its end."""
    for spell in away:
        if spell.first <= day <= spell.last:
            day = spell.last + AFTER_ABSENCE
    return day

"""The one place where marks, lateness, needs and the second marker become a final mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from citylab.internship.documents import Document, documents
from classroom.internship.board.dues import LOG, Due, dues, received
from classroom.internship.marks.disputes import disputes
from classroom.internship.marks.given import Given, read_given
from classroom.internship.records import Cohort, Damage, Record, Records


@dataclass(frozen=True)
class Mark:
    """
    The mark of one document.

    Attributes
    ----------
    document : Document
        Which.
    given : Given or None
        What the gradebook has.
    points : float
        Those that count: the second marker's, if there is one. [points]
    taken_off : float
        For lateness. [%]
    why_not : str
        Why it counts nothing or is open, or nothing.
    is_open : bool
        Whether the mark may still change: not in yet, not marked, or waiting for a person.
    """

    document: Document
    given: Given | None
    points: float
    taken_off: float
    why_not: str
    is_open: bool

    @property
    def percent(self) -> float:
        """What counts, after lateness, of all points. [%]"""
        if self.given is None or not self.given.of or self.why_not:
            return 0.0
        return 100 * self.points / self.given.of * (1 - self.taken_off / 100)

    @property
    def part(self) -> float:
        """What it adds to the final mark. [%]"""
        return self.percent * self.document.share / 100


@dataclass(frozen=True)
class Final:
    """The marks of an intern: each document's, and the sum. [%]"""

    marks: tuple[Mark, ...]

    @property
    def mark(self) -> float:
        """The final mark, in tenths. [%]"""
        return round(sum(one.part for one in self.marks) + 1e-9, 1)

    @property
    def open(self) -> list[Mark]:
        """Documents with a share whose mark may still change."""
        return [one for one in self.marks if one.is_open and one.document.share]


def finals(records: Records, today: date) -> dict[str, Final]:
    """Return the marks of all interns whose records can be read, by id, as of a day."""
    given = read_given(records.course)
    return {
        one.intern.id: final(one, records.cohort, today, given) for one in records.all() if not isinstance(one, Damage)
    }


def final(record: Record, cohort: Cohort, today: date, given: dict[tuple[str, str], Given]) -> Final:
    """Return the marks of one intern."""
    asked = dues(record, cohort, today)
    return Final(
        tuple(_mark(one, record, cohort, today, given.get((record.intern.id, one.name)), asked) for one in documents())
    )


def _mark(
    document: Document, record: Record, cohort: Cohort, today: date, given: Given | None, asked: Sequence[Due]
) -> Mark:
    came = {one["document"] for one in received(record, cohort, today)}
    own = [one for one in asked if one.document == document]
    points = given.points if given else 0.0
    for one in disputes(record.events):
        if one.document == document.name and one.after is not None:
            points = one.after
    taken_off = 0.0 if document.filled_by == "supervisor" else _taken_off(own, cohort, today)
    why_not, is_open = "", False
    if document.name not in came:
        # What the intern owes counts nothing once the internship is over; what the supervisor owes is asked for,
        # but not after a withdrawal.
        may_come = document.filled_by == "supervisor" or today <= cohort.ends_on
        why_not, is_open = "not handed in", bool(own) and may_come
    elif missing := [need for need in document.needs if need not in came]:
        why_not, is_open = f"does not count: {', '.join(missing)} is missing", today <= cohort.ends_on
    elif given is None:
        why_not, is_open = "not marked yet", True
    elif given.waiting:
        why_not, is_open = (
            f"{given.waiting} answers wait for a person" if given.waiting > 1 else "1 answer waits for a person",
            True,
        )
    return Mark(document, given, points, taken_off, why_not, is_open)


def _taken_off(own: Sequence[Due], cohort: Cohort, today: date) -> float:
    """Return what lateness costs: of the log, the mean of the weeks that are due. [%]"""
    due = [one for one in own if one.came_on or one.on < today]
    costs = [cohort.late.taken_off(one.days_late(today)) for one in due]
    if own and own[0].document.name == LOG:
        return sum(costs) / len(costs) if costs else 0.0
    return costs[0] if costs else 0.0

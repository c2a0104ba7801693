"""One row of the board for each intern: the state in a word, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from classroom.internship.board.dues import Due, dues, hours, open_dues, received
from classroom.internship.records import Cohort, Damage, Record, Records
from classroom.internship.records.journal import CONTACT

# In the order of attention that they need.
STATES = ("damaged", "without a host", "silent", "late", "absent", "on time", "complete", "withdrawn")


@dataclass(frozen=True)
class Row:
    """
    Where an intern stands.

    Attributes
    ----------
    id, name : str
        Whose row.
    state : str
        One of `STATES`.
    host, supervisor : str
        Name of the host, or nothing, and of the supervisor.
    week : int
        Of the internship.
    overdue, coming : list of Due
        What is missing of hers, and what comes next.
    supervisor_overdue : list of Due
        What is missing of the supervisor's.
    last_contact : datetime.date or None
        Last document or noted contact.
    hours : float
        In the weekly log. [h]
    says : str
        Of a damaged folder, the remedy.
    """

    id: str
    name: str
    state: str
    week: int
    host: str = ""
    supervisor: str = ""
    overdue: list[Due] = field(default_factory=list)
    coming: list[Due] = field(default_factory=list)
    supervisor_overdue: list[Due] = field(default_factory=list)
    last_contact: date | None = None
    hours: float = 0.0
    says: str = ""


def rows(records: Records, today: date) -> list[Row]:
    """Return the board as it stood at the end of a day: who needs attention first."""
    found = [row(one, records.cohort, today) for one in records.all()]
    return sorted(found, key=lambda one: (STATES.index(one.state), -_days_overdue(one, today), one.id))


def row(record: Record | Damage, cohort: Cohort, today: date) -> Row:
    """Return the row of one intern."""
    week = cohort.week_of(today)
    if isinstance(record, Damage):
        return Row(record.id, "", "damaged", week, says=record.says)
    intern = record.intern
    place = intern.placement_on(today)
    found = dues(record, cohort, today)
    own = [one for one in found if one.document.filled_by == "intern"]
    overdue, coming = ([], []) if intern.has_withdrawn(today) else open_dues(own, today)  # nobody asks for it
    last = _last_contact(record, cohort, today)
    return Row(
        intern.id,
        intern.name,
        _state(record, cohort, today, last=last, is_late=bool(overdue), is_complete=not overdue and not coming),
        week,
        host=place.host_name if place else "",
        supervisor=place.supervisor if place else "",
        overdue=overdue,
        coming=coming,
        supervisor_overdue=open_dues([one for one in found if one not in own], today)[0],
        last_contact=last,
        hours=hours(record, cohort, today),
    )


def _state(record: Record, cohort: Cohort, today: date, *, last: date | None, is_late: bool, is_complete: bool) -> str:
    intern = record.intern
    if intern.has_withdrawn(today):
        return "withdrawn"
    if is_complete:
        return "complete"
    if any(spell.first <= today <= spell.last for spell in intern.absences):
        return "absent"
    if intern.placement_on(today) is None:
        return "without a host"
    returns = [spell.last for spell in intern.away(today) if spell.last < today]
    # Nobody is silent before the first day, nor in the days after an absence.
    quiet_since = max([cohort.starts_on, *returns, *([last] if last else [])])
    if (today - quiet_since).days >= cohort.silent_days:
        return "silent"
    return "late" if is_late else "on time"


def _last_contact(record: Record, cohort: Cohort, today: date) -> date | None:
    own = [one for one in received(record, cohort, today) if one["by"] == "intern"]
    calls = [one for one in record.events if one.what == CONTACT and cohort.day_of(one.at) <= today]
    return max((cohort.day_of(one.at) for one in (*own, *calls)), default=None)


def _days_overdue(one: Row, today: date) -> int:
    return max((due.days_late(today) for due in one.overdue), default=0)

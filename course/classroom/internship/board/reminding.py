"""Texts that remind interns and supervisors; nothing is sent. The same thing is asked for once a day at most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from classroom.internship.board.dues import Due, dues
from classroom.internship.board.row import row
from classroom.internship.records import Cohort, Damage, Event, Intern, Record, Records
from classroom.internship.records.files import write_new
from classroom.internship.records.journal import REMINDED

SOON = timedelta(days=3)  # what is due within these days is named, too
FOLDER = "reminders"
MOST_LINE = 998  # characters of a line of mail: RFC 5322, section 2.1.1
_TIME = re.compile(r"\*\*Time\*\* ([^.:;\\\"]+)")
NO_TEXTS = ("damaged", "withdrawn", "absent")  # nobody writes to somebody who is away


@dataclass(frozen=True)
class Reminder:
    """A text: to whom (``intern`` or ``supervisor``), the file, what it asks for, and how often it was asked."""

    intern: str
    to: str
    file: Path
    asks: tuple[str, ...]
    time: int


def remind(
    records: Records, today: date, *, at: datetime, to: Sequence[str] = ("intern", "supervisor")
) -> list[Reminder]:
    """
    Write the texts of a day.

    Parameters
    ----------
    records : Records
        Of the cohort; the caller holds the lock.
    today : datetime.date
        For which day.
    at : datetime.datetime
        The present moment, for the journal.
    to : sequence of str
        ``intern``, ``supervisor``.
    """
    made = []
    for record in records.all():
        if not isinstance(record, Damage) and row(record, records.cohort, today).state not in NO_TEXTS:
            made += [one for who in to for one in _to_one(records, record, who, today, at)]
    return made


def _to_one(records: Records, record: Record, who: str, today: date, at: datetime) -> Iterator[Reminder]:
    asked = [one for one in dues(record, records.cohort, today) if one.document.filled_by == who]
    wanted = [one for one in asked if one.came_on is None and one.on <= today + SOON]
    place = record.intern.placement_on(today)
    if who == "supervisor" and place is None:
        return
    earlier = _earlier(record, who)
    if not wanted or any(str(today) in earlier.get(one.key, ()) for one in wanted):
        return
    overdue = [one for one in wanted if one.on < today]
    before = max((len(earlier.get(one.key, ())) for one in overdue), default=0)
    name = record.intern.name if who == "intern" else place.supervisor if place else ""
    email = record.intern.email if who == "intern" else place.supervisor_email if place else ""
    message = EmailMessage(policy.default.clone(utf8=True))
    message["To"] = _address(name, email)
    if before and record.intern.tutor_email:
        message["Cc"] = _address(record.intern.tutor, record.intern.tutor_email)
    message["Subject"] = _subject(record.intern, who, overdue)
    message.set_content(_text(records, record.intern, who, name, wanted, today, before), cte="8bit")
    # Folding a line of the head loses the quotation marks of a long name; a comma in it then adds a recipient.
    data = message.as_bytes(policy=message.policy.clone(max_line_length=MOST_LINE))
    path = write_new(record.folder / FOLDER, f"{today}-{who}.eml", data)
    facts = {"to": who, "day": str(today), "asks": [one.key for one in wanted], "file": f"{FOLDER}/{path.name}"}
    records.add(record.intern.id, Event(at, REMINDED, facts))
    yield Reminder(record.intern.id, who, path, tuple(one.title for one in wanted), before + 1)


def _earlier(record: Record, who: str) -> dict[str, list[str]]:
    """Return the days on which each thing was asked for."""
    found: dict[str, list[str]] = {}
    for event in record.events:
        if event.what == REMINDED and event["to"] == who:
            for key in event["asks"]:
                found.setdefault(key, []).append(event["day"])
    return found


def _address(name: str, email: str) -> Address | str:
    try:
        return Address(display_name=name, addr_spec=email)
    except ValueError:  # letters that an address in a mail's head cannot hold
        return email.encode("ascii", "ignore").decode()


def _subject(intern: Intern, who: str, overdue: Sequence[Due]) -> str:
    what = "documents that are missing" if overdue else "documents that are due soon"
    return f"Your internship: {what}" if who == "intern" else f"Internship of {intern.name}: {what}"


def _text(
    records: Records, intern: Intern, who: str, name: str, wanted: Sequence[Due], today: date, before: int
) -> str:
    cohort = records.cohort
    overdue = [one for one in wanted if one.on < today]
    lines = [f"Dear {name},", ""]
    if before >= 2:
        lines.append(f"we have written to you {_times(before)} about this and have not yet received it:")
    elif overdue:
        lines.append("we have not yet received:" if who == "intern" else f"we have not yet received for {intern.name}:")
    else:
        lines.append("soon due:" if who == "intern" else f"soon due for {intern.name}:")
    lines += ["", *(f"* {_said(one, today, records.course)}" for one in wanted), ""]
    lines.append("If you have sent it already, please send it once more: it may not have reached us.")
    if overdue and who == "intern":
        lines.append(f"Late work: {cohort.late.in_words()}. Nothing is lost by sending it today.")
    lines += ["If you cannot, tell us what is in the way, and by when you can.", ""]
    lines += _whom(intern, cohort, escalates=before >= 1)
    return "\n".join([*lines, "", "With kind regards", cohort.coordinator or "The coordinator of the internships", ""])


def _said(one: Due, today: date, course: Path) -> str:
    late = one.days_late(today)
    was = f"was due on {one.on:%A} {one.on}, {late} {'day' if late == 1 else 'days'} ago"
    when = was if late else f"is due on {one.on:%A} {one.on}"
    needed = _time_for(one.document.assignment, course)
    return f"{one.title}: {when}." + (f" Time: {needed}." if needed else "")


@cache
def _time_for(assignment: str, course: Path) -> str:
    """Return the time that the document itself says it takes, or nothing."""
    try:
        text = (course / "release" / assignment / f"{assignment}.ipynb").read_text(encoding="utf-8")
    except OSError:
        return ""
    found = _TIME.search(text)
    return found[1].strip() if found else ""


def _whom(intern: Intern, cohort: Cohort, *, escalates: bool) -> list[str]:
    contacts = [_contact(cohort.coordinator or "the coordinator", cohort.coordinator_email)]
    contacts += [_contact(intern.tutor, intern.tutor_email)] if intern.tutor else []
    lines = [f"Questions: {' or '.join(contacts)}."]
    if escalates:
        tutor = intern.tutor or "the academic tutor"
        lines.append(f"We have asked before, so {tutor} gets a copy. You may also hear from {tutor} by telephone.")
    return lines


def _contact(name: str, email: str) -> str:
    return f"{name} <{email}>" if email else name


def _times(number: int) -> str:
    return "once" if number == 1 else "twice" if number == 2 else f"{number} times"

"""Rules of the learning agreement: twelve weeks, lawful hours, help from somebody else, signatures before the start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from citylab.internship.documents import WEEKS
from citylab.internship.problems import Problem

__all__ = ["problems"]

# Most working hours a week on average [h], and where that is written; each law has exceptions and shorter hours for
# people under 18.
LIMITS = {
    "gb": (48, "Working Time Regulations 1998, regulation 4"),
    "cn": (44, "Labour Law of the People's Republic of China; the standard week has 40 hours, State Council Order 174"),
    "de": (48, "Arbeitszeitgesetz, section 3: eight hours on six working days, on average"),
    "sg": (44, "Employment Act 1968, Part 4"),
    "other": (48, "our own limit; ask the host for the law of the country"),
}
MOST_HOURS_A_DAY = 10  # our own limit for an intern [h]
TROUBLES = {"accident", "conflict", "harassment", "data"}


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Give what is wrong between the fields of a learning agreement."""
    yield from _twelve_weeks(answers)
    yield from _hours(answers)
    yield from _help(answers)
    yield from _signatures(answers)


def _twelve_weeks(answers: Mapping[str, Any]) -> Iterator[Problem]:
    first, last = answers.get("first_day"), answers.get("last_day")
    if first and last and last > first:
        week = (last - first).days // 7 + 1
        if week != WEEKS:
            friday = first + timedelta(weeks=WEEKS - 1, days=4)
            yield Problem(
                "last_day",
                f"last_day: {last} lies in week {week}, and an internship has twelve weeks; give a day in week "
                f"{WEEKS}, such as Friday {friday}",
            )
    meeting = answers.get("first_meeting")
    if first and meeting and meeting >= first + timedelta(weeks=1):
        yield Problem(
            "first_meeting", f"first_meeting: {meeting} is later than the first week; meet before {first + _WEEK}"
        )


_WEEK = timedelta(weeks=1)


def _hours(answers: Mapping[str, Any]) -> Iterator[Problem]:
    hours, days, remote = (answers.get(f"{name}_per_week") for name in ("hours", "days", "remote_days"))
    most, source = LIMITS[answers.get("country", "other")]
    if hours is not None and hours > most:
        yield Problem(
            "hours_per_week", f"hours_per_week: {hours:g} hours are more than {most} a week ({source}); agree on fewer"
        )
    elif hours is not None and days is not None and hours > MOST_HOURS_A_DAY * days:
        yield Problem(
            "hours_per_week",
            f"hours_per_week: {hours:g} hours on {days:g} days are more than {MOST_HOURS_A_DAY} a day; "
            "agree on fewer hours or more days",
        )
    if days is not None and remote is not None and remote > days:
        yield Problem(
            "remote_days_per_week",
            f"remote_days_per_week: {remote:g} days away are more than the {days:g} working days; mend one of the two",
        )


def _help(answers: Mapping[str, Any]) -> Iterator[Problem]:
    contacts = answers.get("contacts", [])
    known = {one["trouble"] for one in contacts if "trouble" in one}
    if contacts and (missing := sorted(TROUBLES - known)):
        yield Problem("contacts", f"contacts: nobody is named for {', '.join(missing)}; add an entry for each")
    supervisor = _plain(answers.get("supervisor"))
    for one in contacts:
        if one.get("trouble") in ("conflict", "harassment") and supervisor and supervisor in _plain(one.get("person")):
            yield Problem(
                "contacts",
                f"contacts: for {one['trouble']} the supervisor is named, who may be part of it; name somebody else",
            )


def _signatures(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for person in ("intern", "supervisor", "tutor"):
        name, signed = answers.get(person), answers.get(f"{person}_signature")
        if name and signed and _plain(name) != _plain(signed):
            yield Problem(
                f"{person}_signature",
                f"{person}_signature: '{signed}' is not the {person} of part 1, '{name}'; mend one of the two",
            )
    names = [_plain(answers.get(person)) for person in ("intern", "supervisor", "tutor")]
    if all(names) and len(set(names)) < len(names):
        yield Problem("tutor", "tutor: intern, supervisor and tutor must be three people; one name stands twice")
    first = answers.get("first_day")
    for person in ("intern", "supervisor", "tutor"):
        day = answers.get(f"{person}_signed_on")
        if isinstance(day, date) and first and day > first:
            yield Problem(
                f"{person}_signed_on",
                f"{person}_signed_on: {day} is after the first day, {first}; an agreement is signed before work begins",
            )


def _plain(name: str | None) -> str:
    return " ".join((name or "").casefold().split())

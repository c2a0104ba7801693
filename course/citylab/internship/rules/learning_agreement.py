"""Rules of the learning agreement: twelve weeks, lawful hours, help from somebody else, all of it before the start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from citylab.internship.documents import WEEKS
from citylab.internship.kinds import words_in
from citylab.internship.problems import SIGN_AGAIN, Problem
from citylab.internship.rules.signed import plain

__all__ = ["problems"]

# Most working hours a week on average [h], and where that is written; each law has exceptions and shorter hours for
# people under 18.
LIMITS = {
    "gb": (48, "Working Time Regulations 1998, regulation 4"),
    "cn": (
        44,
        "Labour Law of the People's Republic of China, article 36; the standard week has 40 hours, State Council Order "
        "174",
    ),
    "de": (48, "Arbeitszeitgesetz, section 3: eight hours on six working days, on average"),
    "sg": (44, "Employment Act 1968, Part 4"),
    "other": (48, "our own limit; ask for the law of the country"),
}
MOST_HOURS_A_DAY = 10  # our own limit for an intern [h]
LATEST_WEEK = 26  # half the hours over twice the weeks, and two weeks in which the host is closed
TROUBLES = {"accident", "conflict", "harassment", "data"}
_NOT_WATCHED = re.compile(r"\W*(to |be able to )?(understand|know)(s|ing|ledge)?\b", re.IGNORECASE)


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Give what is wrong between the fields of a learning agreement."""
    yield from _twelve_weeks(answers)
    yield from _hours(answers)
    yield from _aims(answers)
    yield from _insured(answers)
    yield from _help(answers)
    yield from _signatures(answers)


def _twelve_weeks(answers: Mapping[str, Any]) -> Iterator[Problem]:
    first, last = answers.get("first_day"), answers.get("last_day")
    if first and last and last > first:
        week = (last - first).days // 7 + 1
        is_later = WEEKS < week <= LATEST_WEEK
        if week != WEEKS and not (is_later and "later_end" in answers):
            friday = first + timedelta(weeks=WEEKS - 1, days=4)
            longer = "; if the coordinator agreed to a later end, say so in later_end" if is_later else ""
            yield Problem(
                "last_day",
                f"last_day: {last} lies in week {week}, and an internship has twelve weeks; give a day in week "
                f"{WEEKS}, such as Friday {friday}{longer}",
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


def _aims(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for number, one in enumerate(answers.get("outcomes", []), start=1):
        if _NOT_WATCHED.match(one.get("able_to", "")):
            yield Problem(
                "outcomes",
                f"outcomes, entry {number}, able_to: begins with 'understand' or 'know'; write what one can watch: "
                "count, explain, publish",
            )


def _insured(answers: Mapping[str, Any]) -> Iterator[Problem]:
    day, first = answers.get("insurance_confirmed_on"), answers.get("first_day")
    if day and first and day > first:
        yield Problem(
            "insurance_confirmed_on",
            f"insurance_confirmed_on: {day} is after the first day, {first}; have it confirmed before you begin",
        )


def _help(answers: Mapping[str, Any]) -> Iterator[Problem]:
    contacts = answers.get("contacts", [])
    known = {one["trouble"] for one in contacts if "trouble" in one}
    if contacts and (missing := sorted(TROUBLES - known)):
        yield Problem("contacts", f"contacts: nobody is named for {', '.join(missing)}; add an entry for each")
    supervisor = _words(answers.get("supervisor"))
    for one in contacts:
        if one.get("trouble") in ("conflict", "harassment") and _holds(_words(one.get("person")), supervisor):
            yield Problem(
                "contacts",
                f"contacts: for {one['trouble']} the supervisor is named, who may be part of it; name somebody else",
            )


def _signatures(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for person in ("intern", "supervisor", "tutor"):
        name, signed = answers.get(person), answers.get(f"{person}_signature")
        if name and signed and plain(name) != plain(signed):
            yield Problem(
                f"{person}_signature",
                f"{person}_signature: '{signed}' is not the {person} of part 1, '{name}'; mend one of the two",
            )
    names = [plain(answers.get(person, "")) for person in ("intern", "supervisor", "tutor")]
    if all(names) and len(set(names)) < len(names):
        yield Problem("tutor", "tutor: intern, supervisor and tutor must be three people; one name stands twice")
    earlier, last = answers.get("intern_signed_on"), answers.get("tutor_signed_on")
    is_told = last and "supervisor_signed_on" in answers and last < answers["supervisor_signed_on"]
    if earlier and last and last < earlier and not is_told:
        says = f"{last} is before the intern signed, {earlier}, and the tutor signs last; {SIGN_AGAIN}"
        yield Problem("tutor_signed_on", f"tutor_signed_on: {says}")
    first = answers.get("first_day")
    for person in ("intern", "supervisor", "tutor"):
        day = answers.get(f"{person}_signed_on")
        if isinstance(day, date) and first and day > first:
            yield Problem(
                f"{person}_signed_on",
                f"{person}_signed_on: {day} is after the first day, {first}; an agreement is signed before work begins",
            )


def _words(name: str | None) -> list[str]:
    return words_in(plain(name or ""))


def _holds(text: list[str], name: list[str]) -> bool:
    """Return whether a name stands in a text, word by word: Li does not stand in Julia Oliver."""
    places = range(len(text) - len(name) + 1)
    return bool(name) and any(text[place : place + len(name)] == name for place in places)

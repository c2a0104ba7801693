"""The certificate of an internship, only where every stated condition holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citylab.internship.documents import WEEKS
from classroom.certificates import course_facts, identity, open_badge, writing
from classroom.errors import CitylabError
from classroom.internship.board.dues import LOG, dues, hours, received
from classroom.internship.marks.final import Final
from classroom.internship.records import Cohort, Event, Record, Records
from classroom.internship.records.journal import CERTIFIED, VERDICT

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAME = "Internship of twelve weeks"
FOLDER, FILE = "certificate", "internship"


@dataclass(frozen=True)
class Outcome:
    """For the table: whose, the files, or why there are none."""

    intern: str
    files: tuple[Path, ...]
    why_not: tuple[str, ...]


def why_not(record: Record, cohort: Cohort, final: Final, today: date) -> tuple[str, ...]:
    """Return each condition of the certificate that does not hold; none if all do."""
    found = []
    agreements = [one for one in received(record, cohort, today) if one["document"] == "learning-agreement"]
    verdict = _verdict(record, cohort, today)
    if record.intern.has_withdrawn(today):
        return (f"withdrew on {record.intern.withdrawn_on}",)
    if today < cohort.ends_on:
        found.append(f"the internship ends on {cohort.ends_on}")
    if final.open:
        found.append("marks are open: " + ", ".join(f"{one.document.title} ({one.why_not})" for one in final.open))
    if final.mark < cohort.passing.mark:
        found.append(f"final mark {final.mark:.1f} %, {cohort.passing.mark:g} % are asked")
    if not verdict or not verdict["accepted"]:
        found.append("the project was refused" if verdict else "the project was not verified")
    if not agreements or not agreements[-1]["signed"]:
        found.append("the learning agreement is not signed by all" if agreements else "no learning agreement")
    asked = _hours_asked(record, cohort)
    if (worked := hours(record, cohort, today)) < asked:
        found.append(f"{worked:g} hours in the log, {asked:g} are asked")
    return tuple(found)


def certify(
    records: Records,
    record: Record,
    final: Final,
    *,
    key: Ed25519PrivateKey,
    issuer: str,
    with_name: bool,
    today: date,
    at: datetime,
) -> Outcome:
    """
    Write the certificate of an intern, or say why there is none.

    Parameters
    ----------
    records : Records
        Of the cohort; the caller holds the lock.
    record : Record
        Of the intern.
    final : Final
        Her marks.
    key : Ed25519PrivateKey
        Signs.
    issuer : str
        How the school is called.
    with_name : bool
        Whether her name is in it, if she agreed; else only the hash of her address.
    today : datetime.date
        As of which day.
    at : datetime.datetime
        Of the signature.
    """
    reasons = why_not(record, records.cohort, final, today)
    if any(one.what == CERTIFIED for one in record.events):
        reasons = ("has one already, in the folder certificate/",)
    if reasons:
        return Outcome(record.intern.id, (), reasons)
    identities: list[dict[str, Any]] = [identity.from_email(record.intern.email)]
    if with_name:
        identities.append(identity.from_name(record.intern.name))
    made = open_badge.issue(
        _achieved(record, records.cohort, today),
        key=key,
        issuer_name=issuer,
        holder=None,
        identities=tuple(identities),
        at=at,
    )
    files = writing.write(record.folder / FOLDER, FILE, made)
    records.add(record.intern.id, Event(at, CERTIFIED, {"file": f"{FOLDER}/{files[0].name}"}))
    return Outcome(record.intern.id, files, ())


def _verdict(record: Record, cohort: Cohort, today: date) -> Event | None:
    found = [one for one in record.events if one.what == VERDICT and cohort.day_of(one.at) <= today]
    return found[-1] if found else None


def _hours_asked(record: Record, cohort: Cohort) -> float:
    return record.intern.hours_asked or cohort.passing.hours


def _achieved(record: Record, cohort: Cohort, today: date) -> open_badge.Achieved:
    passing, version = cohort.passing, course_facts.course_version()
    found = dues(record, cohort, today)
    weeks = [one for one in found if one.document.name == LOG and one.came_on]
    titles = [one.title for one in found if one.document.name != LOG and one.came_on]
    hosts = "; ".join(f"{one.host_name}, from {one.from_day}" for one in record.intern.placements)
    verdict = _verdict(record, cohort, today)
    if verdict is None:
        raise CitylabError(f"the project of {record.intern.id} was not verified; see: citylab internship event verdict")
    return open_badge.Achieved(
        key="internship/twelve-weeks",
        name=NAME,
        description=f"An internship of {WEEKS} weeks with a host of the {course_facts.COURSE_TITLE}, with a project of "
        "its own.",
        requirement="A learning agreement with the names of intern, host and tutor under it; at least "
        f"{_hours_asked(record, cohort):g} hours in the weekly log; "
        f"a final mark of at least {passing.mark:g} % over all documents; a reproducible project.",
        outcomes=(),
        evidence=(
            ("Host", hosts),
            ("Project", f"{verdict['title'] or 'portfolio'}: accepted, it could be reproduced ({verdict['by']})"),
            ("Weekly log", f"{len(weeks)} weeks, {hours(record, cohort, today):g} hours"),
            ("Documents", ", ".join(titles)),
            ("Period", f"{cohort.starts_on} to {cohort.ends_on}"),
            ("Course", f"{course_facts.COURSE_TITLE}, version {version}"),
        ),
        version=version,
    )

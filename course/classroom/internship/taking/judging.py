"""Decide whether a file is taken: which document it is, whose, and whether it may count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citylab.internship.documents import Document, documents
from citylab.internship.documents import document as named
from classroom.errors import CitylabError
from classroom.internship.board.dues import LOG, received
from classroom.internship.records import Intern, Record, Records
from classroom.internship.taking.notebook import agreement_is_signed, answers_of, cells_of, document_of
from classroom.keeping.names import shown

if TYPE_CHECKING:
    from classroom.internship.forms import Filled

AGREEMENT = "learning-agreement"


@dataclass(frozen=True)
class Judged:
    """
    A file that is taken.

    Attributes
    ----------
    document : Document
        Which it is.
    facts : dict
        What the journal keeps of it, such as the weeks of a log.
    warnings : tuple of str
        What a person should look at.
    form : Filled or None
        The supervisor's form, if it is one.
    """

    document: Document
    facts: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    form: Filled | None = None

    def place(self, course: Path, intern: str, data: bytes, at: datetime) -> None:
        """Put it where ``citylab grade`` looks."""
        moment = at.astimezone(UTC).replace(microsecond=0)
        if self.form is not None:
            from classroom.internship import forms

            forms.hand_in(self.form, course, at=moment, replace=True)
        else:
            from classroom.intake.places import place_submission

            name = self.document.assignment
            folder = course / "submitted" / intern / name
            place_submission(folder, f"{name}.ipynb", data, time=moment, files={}, allowed=set())


def judge(
    records: Records, record: Record, file: Path, data: bytes, *, at: datetime, wish: Document | None = None
) -> Judged:
    """
    Say what a file is.

    Raises
    ------
    CitylabError
        If it is not taken; the message follows the name of the file, and names the remedy.
    """
    day = records.cohort.day_of(at)
    if record.intern.has_withdrawn(day):
        raise CitylabError(
            f"came on {day}, and {shown(record.intern.name)} withdrew on {record.intern.withdrawn_on}; "
            "if that was an error, delete withdrawn_on from intern.toml, and take it again"
        )
    if file.suffix.casefold() == ".json":
        judged = _form(record.intern, file, day, records)
    elif file.suffix.casefold() == ".ipynb":
        judged = _notebook(records, file.name, data, wish)
    else:
        raise CitylabError("is neither a notebook (.ipynb) nor a supervisor's form (.json); ask for one of these")
    missing = tuple(
        f"it does not count before the {one} is in" for one in _missing_needs(judged.document, record, records)
    )
    return Judged(judged.document, judged.facts, judged.warnings + missing, judged.form)


def _notebook(records: Records, name: str, data: bytes, wish: Document | None) -> Judged:
    cells = cells_of(data)
    found = wish or document_of(cells, name, records.course)
    if found is None:
        raise CitylabError("is none of the documents that can be told; say which with --document NAME")
    if found.filled_by == "supervisor":
        raise CitylabError(f"is the {found.title.lower()}, which the supervisor fills in; take the supervisor's form")
    if found.name == LOG:
        from classroom.internship.taking.log import read_log

        log = read_log(answers_of(cells), records.cohort)
        return Judged(found, {"weeks": list(log.weeks), "hours": log.hours}, log.warnings)
    if found.name == AGREEMENT:
        is_signed = agreement_is_signed(cells)
        return Judged(found, {"signed": is_signed}, () if is_signed else ("not all three have signed it",))
    return Judged(found)


def _form(intern: Intern, file: Path, day: date, records: Records) -> Judged:
    from classroom.internship import forms

    try:
        filled = forms.read(file)
    except CitylabError as error:
        raise CitylabError(str(error).removeprefix(f"{file.name}: ")) from error
    if filled.intern != intern.id:
        raise CitylabError(f"is about {shown(filled.intern)}, not {intern.id}; take it for that intern")
    asked = {place.supervisor_email.casefold(): place for place in intern.placements}
    if filled.supervisor_email.casefold() not in asked:
        place = intern.placement_on(day) or intern.placements[-1]
        raise CitylabError(
            f"is from {shown(filled.supervisor_name)} <{shown(filled.supervisor_email)}>, who does not supervise "
            f"{intern.id}; ask {place.supervisor} <{place.supervisor_email}> for it"
        )
    if not records.cohort.starts_on <= filled.signed_on <= day:
        raise CitylabError(
            f"was signed on {filled.signed_on}, which is not between the first day, {records.cohort.starts_on}, and "
            f"the day on which it came, {day}; ask the supervisor to put the date right"
        )
    return Judged(named(filled.document), {"from": filled.supervisor_name}, form=filled)


def _missing_needs(document: Document, record: Record, records: Records) -> list[str]:
    came = {one["document"] for one in received(record, records.cohort)}
    titles = {one.name: one.title.lower() for one in documents()}
    return [titles[need] for need in document.needs if need not in came]

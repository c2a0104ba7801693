"""Decide whether a file is taken: which document it is, whose, and whether it may count."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citylab.internship.documents import Document, documents
from citylab.internship.documents import document as named
from classroom.errors import CitylabError
from classroom.internship.board.dues import LOG, received
from classroom.internship.records import Intern, Placement, Record, Records
from classroom.internship.taking.notebook import agreement_is_signed, answers_of, cells_of, document_of
from classroom.keeping.names import shown

if TYPE_CHECKING:
    from classroom.internship.forms import Filled

AGREEMENT = "learning-agreement"
_NO_FORMS = (
    "is a supervisor's form, or looks like one, among other files; look at which address it came from, and if it "
    "is the supervisor's, take it with --from-supervisor"
)


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
    records: Records,
    record: Record,
    file: Path,
    data: bytes,
    *,
    at: datetime,
    wish: Document | None = None,
    forms: bool = True,
) -> Judged:
    """
    Say what a file is.

    Parameters
    ----------
    records, record : Records, Record
        Of the cohort, and of the intern.
    file : pathlib.Path
        As it was given.
    data : bytes
        Its content.
    at : datetime.datetime
        When it was received.
    wish : Document, optional
        Which document it is, where neither content nor name tells.
    forms : bool
        Whether a supervisor's form may be among what is handed in here.

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
        if not forms:
            raise CitylabError(_NO_FORMS)
        judged = _form(record, file, day, records)
    elif file.suffix.casefold() == ".ipynb":
        judged = _notebook(records, file.name, data, day, wish)
    else:
        raise CitylabError("is neither a notebook (.ipynb) nor a supervisor's form (.json); ask for one of these")
    missing = tuple(
        f"it does not count before the {one} is in" for one in _missing_needs(judged.document, record, records)
    )
    return Judged(judged.document, judged.facts, judged.warnings + missing, judged.form)


def _notebook(records: Records, name: str, data: bytes, day: date, wish: Document | None) -> Judged:
    cells = cells_of(data)
    found = wish or document_of(cells, name, records.course)
    if found is None:
        raise CitylabError("is none of the documents that can be told; say which with --document NAME")
    if found.filled_by == "supervisor":
        raise CitylabError(f"is the {found.title.lower()}, which the supervisor fills in; take the supervisor's form")
    if found.name == LOG:
        from classroom.internship.taking.log import read_log

        log = read_log(answers_of(cells, found, records.course), records.cohort, day)
        return Judged(found, {"weeks": list(log.weeks), "hours": log.hours}, log.warnings)
    if found.name == AGREEMENT:
        is_signed = agreement_is_signed(answers_of(cells, found, records.course))
        return Judged(found, {"signed": is_signed}, () if is_signed else ("not all three have signed it",))
    return Judged(found)


def _form(record: Record, file: Path, day: date, records: Records) -> Judged:
    from classroom.internship import forms

    intern = record.intern

    try:
        filled = forms.read(file)
    except CitylabError as error:
        raise CitylabError(str(error).removeprefix(f"{file.name}: ")) from error
    if filled.intern != intern.id:
        raise CitylabError(f"is about {shown(filled.intern)}, not {intern.id}; take it for that intern")
    asked = [one for one in intern.placements if one.supervisor_email.casefold() == filled.supervisor_email.casefold()]
    if not asked:
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
    _refuse_other_names(filled, intern, asked)
    look = f"look at which address it came from: it must be {asked[-1].supervisor_email}"
    earlier = [one for one in received(record, records.cohort) if one["document"] == filled.document]
    replaces = [f"it replaces the one that came on {records.cohort.day_of(earlier[-1].at)}"] if earlier else []
    return Judged(named(filled.document), {"from": filled.supervisor_name}, (look, *replaces), form=filled)


def _refuse_other_names(filled: Filled, intern: Intern, places: Sequence[Placement]) -> None:
    """Refuse a form in which intern, host or supervisor have other names than in the records."""
    wanted = {
        "intern": {intern.name},
        "host": {place.host_name for place in places},
        "supervisor": {place.supervisor for place in places},
    }
    told = {
        "intern": filled.answers.get("intern", ""),
        "host": filled.answers.get("host", ""),
        "supervisor": filled.supervisor_name,
    }
    for what, names in wanted.items():
        if _plain(str(told[what])) not in map(_plain, names):
            raise CitylabError(
                f"names as {what} {shown(str(told[what]))[:80]!r}, and the records {' or '.join(sorted(names))!r}; ask "
                "the supervisor about it, or mend intern.toml, and take it again"
            )


def _plain(name: str) -> str:
    """Return what is equal for two ways to write a name: capital letters, blanks, ways to write an accent."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _missing_needs(document: Document, record: Record, records: Records) -> list[str]:
    came = {one["document"] for one in received(record, records.cohort)}
    titles = {one.name: one.title.lower() for one in documents()}
    return [titles[need] for need in document.needs if need not in came]

"""What a report says; page and PDF show the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from citylab.internship.documents import WEEKS
from classroom.internship.board.dues import LOG, Due, dues, hours
from classroom.internship.board.row import row
from classroom.internship.marks.disputes import disputes
from classroom.internship.marks.final import Final, Mark
from classroom.internship.records import Cohort, Intern, Record, Records
from classroom.internship.records.journal import VERDICT
from classroom.internship.reports.words import own_words, supervisors_words

KINDS = {"mid-term": "Mid-term report", "final": "Final report of the internship"}


@dataclass(frozen=True)
class Section:
    """
    A part of a report.

    Attributes
    ----------
    title : str
        Its heading.
    paragraphs : tuple of (str, str)
        Label, which may be empty, and text.
    header, rows : tuple
        A table, if there is one; a row has as many cells as the header.
    """

    title: str
    paragraphs: tuple[tuple[str, str], ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Report:
    """A report: its title, whose it is, the day, a line in large letters, and its sections."""

    title: str
    name: str
    day: date
    headline: str
    sections: tuple[Section, ...]


def report(record: Record, cohort: Cohort, final: Final, kind: str, today: date) -> Report:
    """Return the report of an intern as of a day; `kind` is ``mid-term`` or ``final``."""
    course = Records(record.folder.parents[1], cohort).course
    sections = [
        _facts(record, cohort, today),
        _documents(record, cohort, final, today),
        _by_hand(final),
        Section("In the intern's own words", own_words(record, kind, course)),
    ]
    if kind == "final":
        sections += [Section("The supervisor's evaluation", supervisors_words(record, course)), _project(record)]
        sections += [_rules(cohort, final)]
    sections.insert(3, _disputes(record))
    told = tuple(one for one in sections if one.paragraphs or one.rows)
    return Report(KINDS[kind], record.intern.name, today, _headline(record, cohort, final, kind, today), told)


def _headline(record: Record, cohort: Cohort, final: Final, kind: str, today: date) -> str:
    if kind == "mid-term":
        seen = row(record, cohort, today)
        return f"Week {seen.week} of {WEEKS}: {seen.state}"
    return f"Final mark so far: {final.mark:.1f} %" if final.open else f"Final mark: {final.mark:.1f} %"


def _facts(record: Record, cohort: Cohort, today: date) -> Section:
    intern = record.intern
    found = [one for one in dues(record, cohort, today) if one.document.name == LOG]
    weeks = sum(one.came_on is not None for one in found)
    facts = [
        ("Cohort", f"{cohort.name}, {cohort.starts_on} to {cohort.ends_on}"),
        *_placements(intern, cohort),
        ("Academic tutor", intern.tutor or "–"),
        ("Weekly log", f"{weeks} of {len(found)} weeks, {hours(record, cohort, today):g} hours"),
        *(("Away", f"{one.first} to {one.last}") for one in intern.absences if one.first <= today),
        *([("Withdrawn", str(intern.withdrawn_on))] if intern.has_withdrawn(today) else []),
    ]
    return Section("Facts", header=("", ""), rows=tuple(facts))


def _placements(intern: Intern, cohort: Cohort) -> Iterator[tuple[str, str]]:
    for place in intern.placements:
        ends = place.until_day or cohort.ends_on
        yield "Host", f"{place.host_name}, {place.from_day} to {ends}; supervisor {place.supervisor}"


def _documents(record: Record, cohort: Cohort, final: Final, today: date) -> Section:
    found = dues(record, cohort, today)
    rows = []
    for mark in final.marks:
        own = [one for one in found if one.document == mark.document]
        if own:
            rows.append((mark.document.title, *_when(own, today), *_points(mark)))
    header = ("Document", "Due", "Came", "Points", "Late", "Adds, of")
    return Section("Documents and marks", header=header, rows=tuple(rows))


def _when(own: Sequence[Due], today: date) -> tuple[str, str]:
    if len(own) == 1:
        one = own[0]
        late = one.days_late(today)
        came = str(one.came_on) if one.came_on else "missing" if one.on < today else "not yet due"
        return str(one.on), came + (f", {late} d late" if late and one.came_on else "")
    due = [one for one in own if one.on <= today]
    number = sum(one.came_on is not None for one in due)
    late = sum(one.came_on is not None and one.days_late(today) > 0 for one in due)
    return "every week", f"{number} of {len(due)} due" + (f", {late} late" if late else "")


def _points(mark: Mark) -> tuple[str, str, str]:
    share = f"{mark.part:.1f} of {mark.document.share} %" if mark.document.share else "adds nothing"
    if mark.given is None or mark.why_not:
        return mark.why_not or "–", "", share
    return f"{mark.points:g} of {mark.given.of:g}", f"−{mark.taken_off:.3g} %" if mark.taken_off else "–", share


def _by_hand(final: Final) -> Section:
    rows = [
        (mark.document.title, _plain(part.name), f"{part.points:g} of {part.of:g}", part.comment)
        for mark in final.marks
        if mark.given
        for part in mark.given.parts
        if part.by_hand
    ]
    return Section("Marks given by a person", header=("Document", "Question", "Points", "Comment"), rows=tuple(rows))


def _disputes(record: Record) -> Section:
    rows = []
    for one in disputes(record.events):
        outcome = "open" if one.after is None else f"{one.after:g} points by {one.by}: {one.reason}"
        rows.append((_plain(one.document), f"{one.at:%Y-%m-%d}: {one.why}", f"{one.before:g} points", outcome))
    return Section("Disputed marks", header=("Document", "Why", "Before", "Outcome"), rows=tuple(rows))


def _project(record: Record) -> Section:
    found = [one for one in record.events if one.what == VERDICT]
    if not found:
        return Section("The project", (("Verdict", "The project was not verified."),))
    last = found[-1]
    says = "accepted: it could be reproduced" if last["accepted"] else "refused: it could not be reproduced"
    title = [("Title", last["title"])] if last["title"] else []
    reasons = [("", one) for one in last["says"] or ()]
    return Section("The project", (*title, ("Verdict", f"{says} ({last['by']}, {last.at:%Y-%m-%d})"), *reasons))


def _rules(cohort: Cohort, final: Final) -> Section:
    open_ = "; ".join(f"{one.document.title}: {one.why_not}" for one in final.open)
    return Section(
        "How the final mark is made",
        (
            ("Sum", f"Each document adds its share of the points reached. Together: {final.mark:.1f} %."),
            ("Late work", f"{cohort.late.in_words()}. For the weekly log, the mean over its weeks."),
            *([("Still open", open_)] if open_ else []),
        ),
    )


def _plain(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")

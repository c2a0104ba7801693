"""Write the records of a new cohort."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from citylab.internship.documents import documents
from classroom.errors import CitylabError
from classroom.internship.records import Cohort, Event, Intern, Lock, Records
from classroom.internship.records import cohort as cohorts
from classroom.internship.records.files import write_whole
from classroom.internship.records.gradebook import open_book
from classroom.internship.records.journal import CHANGED
from classroom.internship.records.store import COHORT, keep_private
from classroom.keeping.names import same_file

TO_FILL_IN, FOR_SUPERVISOR = "to-fill-in", "for-the-supervisor"


def begin(folder: Path, cohort: Cohort, interns: Sequence[Intern], *, at: datetime) -> Records:
    """
    Write a folder for each intern, and add them to the gradebook as students.

    ``cohort.toml`` comes last: after a crash the same command does all of it once more.

    Raises
    ------
    CitylabError
        If there are records already, an id comes twice, the gradebook has somebody else of that id, or a file cannot
        be written.
    """
    _check(folder, interns)
    records = Records(folder, cohort)
    keep_private(folder)
    with Lock(folder):
        _enrol(records.course, interns)
        for intern in interns:
            records.write(intern)
            records.add(intern.id, Event(at, CHANGED, {"says": f"the cohort {cohort.name} begins"}))
            _hand_out(records, intern)
        write_whole(folder / COHORT, cohorts.write(cohort))
    return records


def _check(folder: Path, interns: Sequence[Intern]) -> None:
    if (folder / COHORT).exists():
        raise CitylabError(f"{folder}: holds the records of a cohort already; name another folder with --records")
    if not interns:
        raise CitylabError("the match places nobody; run citylab internship match, and give its result with --match")
    seen: set[str] = set()
    for intern in interns:
        if same_file(intern.id) in seen:
            raise CitylabError(f"the id {intern.id} stands twice, or differs in capital letters only; change one")
        seen.add(same_file(intern.id))


def _enrol(course: Path, interns: Sequence[Intern]) -> None:
    """Add the interns to the gradebook; whoever is there under the same id must have the same address."""
    with open_book(course) as book:
        known = {student.id: student.email or "" for student in book.students}
        for intern in interns:
            there = known.get(intern.id, "")
            if there and there.casefold() != intern.email.casefold():
                raise CitylabError(
                    f"the gradebook has a student {intern.id} with another address; give this intern another id"
                )
        for intern in interns:
            first, _, last = intern.name.rpartition(" ")
            book.update_or_create_student(intern.id, first_name=first, last_name=last, email=intern.email)


def _hand_out(records: Records, intern: Intern) -> None:
    """Copy the notebooks to fill in, and write the supervisor's forms."""
    folder = records.folder_of(intern.id)
    for document in documents():
        name = f"{document.assignment}.ipynb"
        released = records.course / "release" / document.assignment / name
        if document.filled_by == "intern" and released.is_file():
            write_whole(folder / TO_FILL_IN / name, released.read_bytes())
    hand_out_forms(records, intern)


def hand_out_forms(records: Records, intern: Intern) -> None:
    """Write the forms that the present supervisor fills in, as pages that work from a file."""
    from classroom.internship import forms

    place, cohort = intern.placements[-1], records.cohort
    for document in documents():
        if document.filled_by == "supervisor":
            forms.write(
                document.name,
                records.folder_of(intern.id) / FOR_SUPERVISOR,
                intern=intern.id,
                intern_name=intern.name,
                supervisor=place.supervisor,
                supervisor_email=place.supervisor_email,
                host=place.host_name,
                coordinator_email=cohort.coordinator_email,
                due_on=document.due_on(cohort.starts_on)[-1],
            )


def path_between(folder: Path, course: Path) -> str:
    """Return the path from the records to the course, so that both may move together; else the whole path."""
    try:
        return Path(os.path.relpath(course, folder)).as_posix()
    except ValueError:  # another drive on Windows
        return course.as_posix()

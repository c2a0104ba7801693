"""Read an nbgrader gradebook, and show it as a table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from classroom.course_root import load_config


@dataclass(frozen=True)
class Entry:
    """
    One student's line in the gradebook, for one assignment.

    Attributes
    ----------
    student : str
        Id of the student.
    name : str
        First and last name.
    status : str
        ``marked``, ``missing`` (nothing handed in) or ``not marked`` (handed in, could not be marked).
    marks, max_marks : float
        Automatic marks. [points]
    by_hand : int
        Answers that wait for a person.
    late_s : float
        Time after the due time, 0 if in time. [s]
    """

    student: str
    name: str
    status: str
    marks: float
    max_marks: float
    by_hand: int
    late_s: float


def read_entries(course: Path, assignment: str) -> list[Entry]:
    """Read the marks of every student in the gradebook of a course root, by student id."""
    from nbgrader.api import Gradebook

    url = load_config(course).CourseDirectory.db_url
    with Gradebook(url) as gradebook:
        handed_in = {submission.student.id: submission for submission in gradebook.assignment_submissions(assignment)}
        students = sorted(gradebook.students, key=lambda student: student.id)
        return [_entry(course, assignment, student, handed_in.get(student.id)) for student in students]


def _entry(course: Path, assignment: str, student: Any, submission: Any) -> Entry:
    name = f"{student.first_name or ''} {student.last_name or ''}".strip()
    if submission is None:
        return Entry(student.id, name, "missing", 0.0, 0.0, 0, 0.0)
    # Of a submission that nbgrader failed to mark, it keeps the line, with old or no marks, but no notebook.
    is_marked = any((course / "autograded" / student.id / assignment).glob("*.ipynb"))
    waiting = sum(grade.needs_manual_grade for notebook in submission.notebooks for grade in notebook.grades)
    return Entry(
        student.id,
        name,
        "marked" if is_marked else "not marked",
        submission.code_score if is_marked else 0.0,
        submission.max_code_score,
        waiting if is_marked else 0,
        max(0.0, submission.total_seconds_late),
    )


def status_text(entry: Entry) -> str:
    """Say in words how far a submission is."""
    words = [entry.status]
    if entry.late_s:
        words.append(f"{entry.late_s / 3600:.0f} h late")
    if entry.by_hand:
        words.append(f"{entry.by_hand} to mark by hand")
    return ", ".join(words)


def marks_text(entry: Entry) -> str:
    """Return marks as ``17 / 24``, or a dash where there are none."""
    return f"{entry.marks:g} / {entry.max_marks:g}" if entry.status == "marked" else "–"


def as_table(entries: list[Entry], *, title: str) -> Table:
    """Return the gradebook as a table for the terminal."""
    table = Table("student", "name", "status", title=title)
    table.add_column("marks", justify="right")
    for entry in entries:
        table.add_row(entry.student, entry.name, status_text(entry), marks_text(entry))
    return table

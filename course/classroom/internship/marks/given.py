"""What tests and people gave for each document, as the gradebook has it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citylab.internship.documents import documents
from classroom.internship.records.gradebook import open_book


@dataclass(frozen=True)
class Part:
    """One marked cell: its name, points and most points, a person's comment, and whether a person gave them."""

    name: str
    points: float
    of: float
    comment: str
    by_hand: bool


@dataclass(frozen=True)
class Given:
    """
    The marks of one document.

    Attributes
    ----------
    points, of : float
        Automatic and by hand together, and the most there are. [points]
    waiting : int
        Answers that wait for a person.
    parts : tuple of Part
        Cell by cell.
    """

    points: float
    of: float
    waiting: int
    parts: tuple[Part, ...]


def read_given(course: Path) -> dict[tuple[str, str], Given]:
    """Return the marks of all interns, by id and name of the document; what is not marked is left out."""
    parts: dict[tuple[str, str], list[Part]] = {}
    waiting: Counter[tuple[str, str]] = Counter()
    names = {document.assignment: document.name for document in documents()}
    with open_book(course) as book:
        comments = _comments(book.db)
        for row in _grades(book.db, list(names)):
            key = (row.student_id, names[row.assignment])
            given = row.auto_score if row.manual_score is None else row.manual_score
            by_hand = row.manual_score is not None or row.cell_type == "markdown"
            comment = comments.get((row.student_id, row.assignment, row.cell), "")
            points = float(given or 0) + float(row.extra_credit or 0)
            parts.setdefault(key, []).append(Part(row.cell, points, float(row.max_score or 0), comment, by_hand))
            waiting[key] += bool(row.needs_manual_grade)
    return {
        key: Given(sum(part.points for part in found), sum(part.of for part in found), waiting[key], tuple(found))
        for key, found in parts.items()
    }


def _grades(db: Any, assignments: list[str]) -> Any:
    """Return a row for each marked cell. One question to the gradebook: nbgrader's objects ask one for each cell."""
    from nbgrader.api import Assignment, Grade, GradeCell, SubmittedAssignment, SubmittedNotebook

    return (
        db.query(
            SubmittedAssignment.student_id,
            Assignment.name.label("assignment"),
            GradeCell.name.label("cell"),
            GradeCell.cell_type,
            GradeCell.max_score,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        .select_from(Grade)
        .join(GradeCell, GradeCell.id == Grade.cell_id)
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name.in_(assignments))
        .order_by(SubmittedAssignment.student_id, Assignment.name, GradeCell.name)
    )


def _comments(db: Any) -> dict[tuple[str, str, str], str]:
    """Return what people wrote to answers, by student, assignment and cell."""
    from nbgrader.api import Assignment, Comment, SolutionCell, SubmittedAssignment, SubmittedNotebook

    found = (
        db.query(SubmittedAssignment.student_id, Assignment.name, SolutionCell.name, Comment.manual_comment)
        .select_from(Comment)
        .join(SolutionCell, SolutionCell.id == Comment.cell_id)
        .join(SubmittedNotebook, SubmittedNotebook.id == Comment.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Comment.manual_comment.is_not(None))
    )
    return {(student, assignment, cell): text for student, assignment, cell, text in found}

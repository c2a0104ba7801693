"""What the gradebook knows of one student's notebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from classroom.errors import CitylabError


@dataclass(frozen=True)
class Mark:
    """Points of one cell, the most there are, and whether a person has still to look. [points]"""

    points: float
    of: float
    waits: bool


@dataclass(frozen=True)
class Marks:
    """
    The marks of one notebook.

    Attributes
    ----------
    student, name : str
        Id, and first and last name.
    cells : dict of str to Mark
        By the id of the cell.
    comments : dict of str to str
        What the instructor wrote to an answer, by the id of its cell.
    automatic, by_hand, of, of_written, penalty : float
        Points from tests and from a person; the most there are, in all and from a person; what being late
        costs. [points]
    late_s : float
        Time after the due time. [s]
    """

    student: str
    name: str
    cells: dict[str, Mark]
    comments: dict[str, str]
    automatic: float
    by_hand: float
    of: float
    of_written: float
    penalty: float
    late_s: float

    @property
    def total(self) -> float:
        """What counts. [points]"""
        return max(0.0, self.automatic + self.by_hand - self.penalty)

    @property
    def has_written(self) -> bool:
        """Whether a person marks a part."""
        return self.of_written > 0

    @property
    def waiting(self) -> int:
        """How many cells wait for a person."""
        return sum(mark.waits for mark in self.cells.values())


def read_marks(gradebook: Any, assignment: str, notebook: str, student: str) -> Marks:
    """
    Read a student's marks from an open gradebook.

    Raises
    ------
    CitylabError
        If there are none.
    """
    from nbgrader.api import MissingEntry

    try:
        found = gradebook.find_submission_notebook(notebook, assignment, student)
    except MissingEntry:
        raise CitylabError(
            f"{student}: no marks for {assignment} yet; mark it first, with: citylab grade {assignment}"
        ) from None
    cells = {
        grade.name: Mark(float(grade.score or 0), float(grade.max_score or 0), bool(grade.needs_manual_grade))
        for grade in found.grades
    }
    tests = {grade.name for grade in found.grades if grade.cell_type == "code"}
    person, submission = found.student, found.assignment
    return Marks(
        student,
        f"{person.first_name or ''} {person.last_name or ''}".strip(),
        cells,
        {comment.name: text for comment in found.comments if (text := _comment(comment))},
        sum(mark.points for name, mark in cells.items() if name in tests),
        sum(mark.points for name, mark in cells.items() if name not in tests),
        sum(mark.of for mark in cells.values()),
        sum(mark.of for name, mark in cells.items() if name not in tests),
        float(found.late_submission_penalty or 0),
        max(0.0, float(submission.total_seconds_late or 0)),
    )


def _comment(comment: Any) -> str:
    """Return what a person wrote, or a program; not what nbgrader writes beside every empty answer."""
    automatic = comment.auto_comment or ""
    return str(comment.manual_comment or ("" if automatic == "No response." else automatic))

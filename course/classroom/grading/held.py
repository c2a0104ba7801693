"""What the gradebook holds of an assignment: one that was put back from a copy does not hold what was written."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import Any

from nbgrader.api import Assignment, BaseCell, Grade, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import select
from sqlalchemy.engine import Engine

ASSIGNMENT, WORK, NOTEBOOK, GRADE, CELL = (
    kind.__table__ for kind in (Assignment, SubmittedAssignment, SubmittedNotebook, Grade, BaseCell)
)


def held(engine: Engine, assignment: str, student: str | None = None) -> dict[str, str]:
    """
    Return a fingerprint of what the gradebook has of each student, or of one.

    It covers the times (handed in, due, extension) and the automatic marks. Marks by hand are the instructor's.
    """
    wanted = (
        select(
            WORK.c.student_id, WORK.c.timestamp, ASSIGNMENT.c.duedate, WORK.c.extension, CELL.c.name, GRADE.c.auto_score
        )
        .join(ASSIGNMENT, ASSIGNMENT.c.id == WORK.c.assignment_id)
        .join(NOTEBOOK, NOTEBOOK.c.assignment_id == WORK.c.id)
        .join(GRADE, GRADE.c.notebook_id == NOTEBOOK.c.id)
        .join(CELL, CELL.c.id == GRADE.c.cell_id)
        .where(ASSIGNMENT.c.name == assignment)
    )
    if student is not None:
        wanted = wanted.where(WORK.c.student_id == student)
    rows: defaultdict[str, list[str]] = defaultdict(list)
    with engine.connect() as db:
        for name, *values in db.execute(wanted):
            rows[name].append(_text(values))
    return {name: hashlib.sha256("\n".join(sorted(texts)).encode()).hexdigest() for name, texts in rows.items()}


def _text(values: list[Any]) -> str:
    return " ".join(map(repr, values))

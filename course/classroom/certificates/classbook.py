"""Read, without ever writing, what a class has achieved from the gradebook of nbgrader."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from classroom.course_root import load_config
from classroom.errors import CitylabError


@dataclass(frozen=True)
class Work:
    """
    One student's work on one assignment.

    Attributes
    ----------
    student, email : str
        Id, and address; empty if the gradebook has none.
    assignment : str
        Its name.
    points, of : float
        What counts, lateness taken off, and the most there are. [points]
    waiting : int
        Answers that wait for a person.
    is_marked : bool
        Whether it was handed in and marked.
    handed_in : datetime.datetime or None
        When, in UTC.
    """

    student: str
    email: str
    assignment: str
    points: float = 0.0
    of: float = 0.0
    waiting: int = 0
    is_marked: bool = False
    handed_in: datetime | None = None

    def why_not(self, share: float) -> str:
        """Say why there is no certificate for it, or nothing if at least `share` of the points are reached."""
        if not self.is_marked:
            return "nothing is marked"
        if self.waiting:
            return f"{self.waiting} {'answer waits' if self.waiting == 1 else 'answers wait'} for a person's marks"
        if self.of <= 0 or self.points < share * self.of:
            return f"{self.points:g} of {self.of:g} points, below {share:.0%}"
        return ""


@dataclass(frozen=True)
class ClassBook:
    """The works of a class: `course` is the folder of the assignments, `works` has a line for each student and name."""

    course: Path
    students: tuple[str, ...]
    assignments: tuple[str, ...]
    works: dict[tuple[str, str], Work]


def read_class(gradebook: Path) -> ClassBook:
    """
    Read the gradebook of a class.

    Parameters
    ----------
    gradebook : pathlib.Path
        The file ``gradebook.db``, or the folder of the course, whose settings then name the gradebook.

    Raises
    ------
    CitylabError
        If there is none, or it cannot be read.
    """
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.orm import Session

    course = gradebook if gradebook.is_dir() else gradebook.parent
    engine = _read_only(load_config(course).CourseDirectory.db_url) if gradebook.is_dir() else _file(gradebook)
    try:
        with engine.connect() as connection, Session(connection) as session:
            return _read(session, course)
    except SQLAlchemyError as error:
        raise CitylabError(f"{gradebook}: no gradebook that can be read: {str(error).splitlines()[0]}") from error
    finally:
        engine.dispose()


def _read_only(url: str) -> Any:
    """Return a way to the gradebook that cannot write, where it is a file."""
    from sqlalchemy import create_engine, make_url

    made = make_url(url)
    if made.get_backend_name() != "sqlite":
        return create_engine(made)  # a server; nothing is written there either
    return _file(Path(made.database or ""))


def _file(path: Path) -> Any:
    """Open the file of a gradebook for reading; a way through its address, because names may hold any character."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    if not path.is_file():
        raise CitylabError(f"{path}: there is no gradebook; name the file gradebook.db of a class that was marked")
    address = f"{path.resolve().as_uri()}?mode=ro"
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool)


def _read(session: Any, course: Path) -> ClassBook:
    from nbgrader.api import Assignment, Student, SubmittedAssignment

    names = tuple(sorted(one.name for one in session.query(Assignment)))
    people = sorted(session.query(Student), key=lambda one: str(one.id))
    works = {
        (one.id, name): Work(student=one.id, email=(one.email or "").strip(), assignment=name)
        for one in people
        for name in names
    }
    for submission in session.query(SubmittedAssignment):
        works[submission.student_id, submission.assignment.name] = _work(submission)
    return ClassBook(course, tuple(one.id for one in people), names, works)


def _work(submission: Any) -> Work:
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    return Work(
        student=submission.student_id,
        email=(submission.student.email or "").strip(),
        assignment=submission.assignment.name,
        points=max(0.0, float(submission.score or 0) - float(submission.late_submission_penalty or 0)),
        of=float(submission.max_score or 0),
        waiting=sum(bool(grade.needs_manual_grade) for grade in grades),
        is_marked=bool(grades),
        handed_in=submission.timestamp,
    )

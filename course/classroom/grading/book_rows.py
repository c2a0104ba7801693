"""The rows of one submission in nbgrader's tables, written without a query for each cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import Assignment, Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook, new_uuid
from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.engine import Connection

from classroom.errors import CitylabError
from classroom.grading.book_assignment import KnownAssignment
from classroom.grading.book_cells import KnownCell, Sheet

STUDENT, ASSIGNMENT, WORK, NOTEBOOK, GRADE, COMMENT = (
    kind.__table__ for kind in (Student, Assignment, SubmittedAssignment, SubmittedNotebook, Grade, Comment)
)


@dataclass(frozen=True)
class Submission:
    """
    Where one student's marks stand.

    Attributes
    ----------
    notebook : str
        Key of the submitted notebook.
    late_s : float
        Time after the due time, extension included; 0 if in time. [s]
    """

    notebook: str
    late_s: float


class Rows:
    """
    Reads and writes the rows of submissions.

    Parameters
    ----------
    known : KnownAssignment
        What is marked.
    creates_students : bool
        Whether unknown students are added.
    """

    def __init__(self, known: KnownAssignment, *, creates_students: bool) -> None:
        self._assignment, self._notebook = known.key, known.notebook_key
        self._creates_students = creates_students
        self._graded = {cell.graded: cell for cell in known.cells.values() if cell.graded}
        self._commented = {cell.commented: cell for cell in known.cells.values() if cell.commented}

    def submission(self, db: Connection, student: str, handed_in: datetime | None) -> Submission:
        """Return a student's submission, handed in at `handed_in` in UTC; make it where it is new."""
        due = db.execute(select(ASSIGNMENT.c.duedate).where(ASSIGNMENT.c.id == self._assignment)).scalar_one()
        own = (WORK.c.assignment_id == self._assignment) & (WORK.c.student_id == student)
        found = db.execute(select(WORK.c.id, WORK.c.timestamp, WORK.c.extension).where(own)).one_or_none()
        if found is None:
            self._enrol(db, student)
            key, stamp, extension = new_uuid(), handed_in, None
            db.execute(
                insert(WORK).values(id=key, assignment_id=self._assignment, student_id=student, timestamp=handed_in)
            )
        else:
            key, stamp, extension = found
            if handed_in is not None and handed_in != stamp:
                stamp = handed_in
                db.execute(update(WORK).where(WORK.c.id == key).values(timestamp=handed_in))
        if due is not None and extension is not None:
            due += extension
        late_s = 0.0 if stamp is None or due is None else max(0.0, (stamp - due).total_seconds())
        return Submission(self._submitted_notebook(db, key), late_s)

    def students(self, db: Connection) -> set[str]:
        """Return who has a submission in the gradebook."""
        found = db.execute(select(WORK.c.student_id).where(WORK.c.assignment_id == self._assignment))
        return set(found.scalars())

    def _enrol(self, db: Connection, student: str) -> None:
        if db.execute(select(STUDENT.c.id).where(STUDENT.c.id == student)).one_or_none() is None:
            if not self._creates_students:
                raise CitylabError(
                    f"no student {student} in the gradebook; add them with 'nbgrader db student add {student}'"
                )
            db.execute(insert(STUDENT).values(id=student))

    def _submitted_notebook(self, db: Connection, work: str) -> str:
        own = (NOTEBOOK.c.assignment_id == work) & (NOTEBOOK.c.notebook_id == self._notebook)
        if key := db.execute(select(NOTEBOOK.c.id).where(own)).scalar_one_or_none():
            return str(key)
        key = new_uuid()
        db.execute(insert(NOTEBOOK).values(id=key, assignment_id=work, notebook_id=self._notebook))
        return key

    def save(
        self, db: Connection, submission: Submission, sheet: Sheet, *, is_failed: bool = False
    ) -> tuple[int, float]:
        """
        Write automatic marks and comments.

        Returns how many cells wait for a person, and the points with those given by hand.
        """
        columns = [GRADE.c.id, GRADE.c.cell_id, GRADE.c.manual_score, GRADE.c.extra_credit, GRADE.c.needs_manual_grade]
        there = {row.cell_id: row for row in db.execute(select(*columns).where(_of(GRADE, submission, self._graded)))}
        rows, waiting, total = [], 0, 0.0
        for key, cell in self._graded.items():
            auto, before = sheet.scores[cell.name], there.get(key)
            waits = is_failed or _waits(cell, auto, before)
            waiting, total = waiting + waits, total + _points(auto, before)
            rows.append({"cell_id": key, "auto_score": auto, "needs_manual_grade": waits})
        _write(db, GRADE, submission, rows, {key: row.id for key, row in there.items()})
        comments = select(COMMENT.c.cell_id, COMMENT.c.id).where(_of(COMMENT, submission, self._commented))
        rows = [{"cell_id": key, "auto_comment": sheet.comments[cell.name]} for key, cell in self._commented.items()]
        _write(db, COMMENT, submission, rows, {key: own for key, own in db.execute(comments)})
        return waiting, total

    def set_penalty(self, db: Connection, submission: Submission, penalty: float | None) -> None:
        """Write what late work costs."""
        row = update(NOTEBOOK).where(NOTEBOOK.c.id == submission.notebook)
        db.execute(row.values(late_submission_penalty=penalty))

    def marked_by_hand(self, db: Connection, student: str) -> list[str]:
        """Return the names of a student's answers that a person has marked, and that do not wait for one now."""
        marked = GRADE.c.manual_score.is_not(None) & GRADE.c.needs_manual_grade.is_(False)
        cells = {key: cell.name for key, cell in self._graded.items() if not cell.is_test}
        own = GRADE.c.cell_id.in_([*cells]), GRADE.c.notebook_id.in_(self._of_student(student))
        return [cells[key] for key in db.execute(select(GRADE.c.cell_id).where(*own, marked)).scalars()]

    def ask_again(self, db: Connection, student: str, names: Iterable[str]) -> None:
        """Let these answers of a student wait for a person."""
        keys = [key for key, cell in self._graded.items() if cell.name in set(names)]
        rows = update(GRADE).where(GRADE.c.notebook_id.in_(self._of_student(student)), GRADE.c.cell_id.in_(keys))
        db.execute(rows.values(needs_manual_grade=True))

    def _of_student(self, student: str) -> Any:
        own = (WORK.c.assignment_id == self._assignment) & (WORK.c.student_id == student)
        return select(NOTEBOOK.c.id).join(WORK, WORK.c.id == NOTEBOOK.c.assignment_id).where(own)


def _of(table: Table, submission: Submission, cells: Iterable[str]) -> Any:
    """Return the condition for a submission's rows. They are indexed by cell first: without, all rows are read."""
    return table.c.cell_id.in_([*cells]) & (table.c.notebook_id == submission.notebook)


def _waits(cell: KnownCell, auto: float | None, before: Any) -> bool:
    """Say whether a cell waits for a person. `Book` has already let those wait whose answer has changed."""
    if before is None or before.manual_score is None:
        return auto is None
    return cell.is_test or bool(before.needs_manual_grade)


def _points(auto: float | None, before: Any) -> float:
    """Return the points of a cell as nbgrader counts them: a person's before the automatic ones."""
    given = auto if before is None or before.manual_score is None else before.manual_score
    return 0.0 if given is None else given + ((before.extra_credit if before else None) or 0.0)


def _write(
    db: Connection, table: Table, submission: Submission, rows: list[dict[str, Any]], there: Mapping[str, str]
) -> None:
    new = [{**row, "notebook_id": submission.notebook} for row in rows if row["cell_id"] not in there]
    old = [{**row, "own_id": there[row["cell_id"]]} for row in rows if row["cell_id"] in there]
    if new:
        db.execute(insert(table), new)
    if old:
        db.execute(update(table).where(table.c.id == bindparam("own_id")), old)

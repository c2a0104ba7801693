"""
The only writer of the gradebook and of ``autograded/`` while a class is marked.

It leaves what ``nbgrader autograde`` would leave, in one transaction for each submission.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, SaveAutoGrades
from traitlets.utils.importstring import import_item

from classroom.course_root import load_config
from classroom.errors import CitylabError
from classroom.grading import book_cells
from classroom.grading.book_assignment import known_assignment, update_assignment
from classroom.grading.book_cells import Sheet
from classroom.grading.book_files import CourseLock, MarkedFolder, in_utc
from classroom.grading.book_gradebook import address, open_gradebook, persistently, told_plainly
from classroom.grading.book_rows import Rows
from classroom.grading.remarks import Remark


@dataclass(frozen=True)
class Entry:
    """
    What was written for one submission.

    Attributes
    ----------
    auto, max_auto : float
        Points that the tests gave, and could give. [points]
    needs_manual : int
        Cells that wait for a person.
    late_s : float
        Time after the due time, extension included; 0 if in time. [s]
    remarks : tuple of Remark
        What a person should look at.
    """

    auto: float
    max_auto: float
    needs_manual: int
    late_s: float
    remarks: tuple[Remark, ...] = ()


class Book:
    """
    The gradebook of a course, open for marking one assignment. Use it in a ``with`` block.

    Opening it brings the gradebook's assignment to what ``source/NAME`` is now, and makes both where they are new.

    Parameters
    ----------
    course : pathlib.Path
        The course root, with ``nbgrader_config.py``.
    assignment : str
        The assignment; its notebook is ``NAME.ipynb``.

    Raises
    ------
    CitylabError
        If the course cannot be marked now: another process marks it; the gradebook cannot be written or is of
        another version; or the source is absent, or had tests added or removed after work was marked.
    """

    def __init__(self, course: Path, assignment: str) -> None:
        self._root, self._assignment = course, assignment

    def __enter__(self) -> Book:
        config = load_config(self._root)
        if "root" not in config.CourseDirectory:
            config.CourseDirectory.root = str(self._root.resolve())
        course = CourseDirectory(config=config)
        self._url = address(course.db_url)
        config.CourseDirectory.db_url = course.db_url = self._url.render_as_string(hide_password=False)
        self._marker = Autograde(coursedir=course, config=config)
        self._steps, self._penalties = _steps(self._marker)
        with ExitStack() as stack:
            stack.enter_context(CourseLock(self._root))
            self._gradebook = open_gradebook(self._url, course=course.course_id)
            stack.callback(self._gradebook.close)
            with told_plainly(self._url):
                generator = GenerateAssignment(coursedir=course, config=config)
                prepared = update_assignment(self._gradebook, generator, self._assignment)
                known = known_assignment(self._gradebook, self._assignment, prepared)
            self._known, self._kernel = known.cells, known.kernel
            self._rows = Rows(known, creates_students=self._marker.create_student)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def students(self) -> set[str]:
        """Return who has a submission of this assignment in the gradebook."""
        with told_plainly(self._url), self._gradebook.engine.connect() as db:
            return self._rows.students(db)

    def write(self, student: str, notebook: NotebookNode, *, handed_in: datetime | None) -> Entry:
        """
        Write the marks of a submission, and its marked notebook.

        Marks and comments given by a person stay. Where the answer they were given for has changed, or a test
        that a person had overruled is marked again, the cell waits for a person once more.

        Parameters
        ----------
        student : str
            Who handed it in. Students are added to the gradebook unless the course's settings forbid it.
        notebook : NotebookNode
            As rebuilt and run: each code cell that ran has its outputs and an ``execution_count``. A test with
            neither scores nothing. The notebook itself is changed: it is what ``autograded/`` shows.
        handed_in : datetime or None
            When; without a zone it is in UTC. None keeps the time that the gradebook has.

        Raises
        ------
        CitylabError
            If this submission cannot be written; the gradebook then has what it had.
        """
        sheet = self._marked(student, notebook)
        place = self._place(student)
        with told_plainly(self._url):
            try:
                place.prepare(_as_text(notebook), handed_in=handed_in)
                persistently(lambda: self._ask_again(student, place, notebook))
                entry = persistently(lambda: self._save(student, sheet, handed_in, place))
            finally:
                place.tidy()
            place.forget_aside()
        return entry

    def fail(self, student: str, reason: str, *, handed_in: datetime | None) -> None:
        """
        Write that a submission could not be marked.

        It has no automatic marks then, all its cells wait for a person, and the reason stands as the automatic
        comment of each answer. Marks and comments given by a person stay. What an earlier run left in
        ``autograded/STUDENT/NAME`` moves to ``NAME.earlier`` beside it, so that formgrader shows the submission as
        not marked.

        Parameters
        ----------
        student : str
            Who handed it in.
        reason : str
            One sentence.
        handed_in : datetime or None
            When, as in `write`.
        """
        place = self._place(student)
        told = f"Could not be marked: {reason}".replace("\0", "")
        sheet = Sheet(dict.fromkeys(self._known), dict.fromkeys(self._known, told))

        def work() -> None:
            with self._gradebook.engine.begin() as db:
                submission = self._rows.submission(db, student, _time(handed_in))
                self._rows.save(db, submission, sheet, is_failed=True)
                self._rows.set_penalty(db, submission, None)
                place.put_aside()

        with told_plainly(self._url):
            persistently(work)

    def _place(self, student: str) -> MarkedFolder:
        if not student or student in (".", "..") or set(student) & set("/\\\0"):
            raise CitylabError(f"{student!r} cannot be the id of a student: it is not the name of a folder")
        return MarkedFolder(self._marker, student=student, assignment=self._assignment)

    def _marked(self, student: str, notebook: NotebookNode) -> Sheet:
        """Stamp the notebook, take nbgrader's own steps on it, and score it."""
        remarks = book_cells.stamp(notebook, self._known)
        if self._kernel:
            notebook.metadata["kernelspec"] = self._kernel
        names = {"student": student, "assignment": self._assignment, "notebook": self._assignment}
        resources: dict[str, Any] = {
            "nbgrader": {**names, "db_url": self._marker.coursedir.db_url},
            "unique_key": self._assignment,
            "metadata": {},
        }
        for step in self._steps:
            notebook, resources = step(notebook, resources)
        sheet = book_cells.score(notebook, self._known)
        sheet.remarks = [*remarks, *sheet.remarks]
        return sheet

    def _ask_again(self, student: str, place: MarkedFolder, now: NotebookNode) -> None:
        """
        Let changed answers wait for a person again.

        In a transaction of its own, before the new notebook replaces the old one: were we stopped in between,
        nobody could tell any more that the answer had changed.
        """
        with self._gradebook.engine.begin() as db:
            names = self._rows.marked_by_hand(db, student)
            before = _read(place.earlier()) if names else None
            if old := [name for name in names if book_cells.changed(self._known[name], before, now)]:
                self._rows.ask_again(db, student, old)

    def _save(self, student: str, sheet: Sheet, handed_in: datetime | None, place: MarkedFolder) -> Entry:
        try:
            with self._gradebook.engine.begin() as db:
                submission = self._rows.submission(db, student, _time(handed_in))
                needs_manual, total = self._rows.save(db, submission, sheet)
                self._rows.set_penalty(db, submission, self._penalty(student, total, submission.late_s))
                place.publish()
        except BaseException:
            place.retract()
            raise
        tests = [cell for cell in self._known.values() if cell.is_test]
        auto, most = sum(sheet.scores[cell.name] or 0.0 for cell in tests), sum(cell.max_score for cell in tests)
        return Entry(auto, most, needs_manual, submission.late_s, tuple(sheet.remarks))

    def _penalty(self, student: str, total: float, late_s: float) -> float | None:
        """Return the points that the course takes off for being late."""
        if self._penalties is None or late_s <= 0:
            return None
        self._penalties.init_plugin()
        penalty = self._penalties.plugin_inst.late_submission_penalty(student, total, late_s)
        return None if penalty is None else self._penalties._check_late_penalty(SimpleNamespace(score=total), penalty)


def _steps(marker: Autograde) -> tuple[list[Any], Any]:
    """Return the course's own steps after the run, and the one for late work; marking and checking are done here."""
    kinds = [import_item(kind) if isinstance(kind, str) else kind for kind in marker.autograde_preprocessors]
    ours = (ExecutePreprocessor, SaveAutoGrades, CheckCellMetadata, AssignLatePenalties)
    steps = [kind(parent=marker) for kind in kinds if not issubclass(kind, ours)]
    late = [kind(parent=marker) for kind in kinds if issubclass(kind, AssignLatePenalties)]
    return steps, late[0] if late and late[0].enabled else None


def _as_text(notebook: NotebookNode) -> str:
    """Return the file of a notebook, a line for each cell: nbformat's many short lines take ten times as long."""
    cells = ",\n".join(json.dumps(cell, ensure_ascii=False, sort_keys=True) for cell in notebook.cells)
    rest = json.dumps({key: value for key, value in notebook.items() if key != "cells"}, ensure_ascii=False)
    return f'{{"cells": [\n{cells}\n],\n{rest[1:]}\n'


def _read(content: bytes | None) -> NotebookNode | None:
    """Return a notebook that was marked before, or nothing if nobody can read it."""
    if content is None:
        return None
    try:
        return nbformat.reads(content.decode(), as_version=4)
    except (ValueError, nbformat.ValidationError, AttributeError, TypeError):
        return None


def _time(handed_in: datetime | None) -> datetime | None:
    return None if handed_in is None else in_utc(handed_in)

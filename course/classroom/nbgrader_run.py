"""The steps of nbgrader for one assignment, through its Python interface, in one process."""

from __future__ import annotations

import re
import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from classroom.course_root import copy_root, open_api
from classroom.errors import CitylabError

ERROR_LINE = re.compile(r"^ *(?:\w+\.)*(\w+(?:Error|Exception): .*)$", re.MULTILINE)


class NbgraderRun:
    """
    A course root of its own, and the stock steps on it.

    Parameters
    ----------
    course : pathlib.Path
        The real course root. Its settings and the source are copied, nothing in it changes.
    folder : pathlib.Path
        The new course root.
    assignment : str
        The one assignment to run.
    has_exchange : bool
        Whether work goes through nbgrader's exchange, which Windows does not have.
    """

    def __init__(
        self, course: Path, folder: Path, assignment: str, *, has_exchange: bool = sys.platform != "win32"
    ) -> None:
        copy_root(course, folder, assignment=assignment)
        self.folder = folder
        self.assignment = assignment
        self.has_exchange = has_exchange
        self.api = open_api(folder)

    def generate(self, due: datetime) -> None:
        """Make the release and write the assignment into the gradebook. `due` is in UTC."""
        self._must(self.api.generate_assignment(self.assignment))
        with self.api.gradebook as gradebook:
            gradebook.update_or_create_assignment(self.assignment, duedate=due)

    def release(self) -> None:
        """Put the release into the exchange."""
        if self.has_exchange:
            self._must(self.api.release_assignment(self.assignment))

    def enrol(self, student: str, first_name: str, last_name: str, email: str) -> None:
        """Write a student into the gradebook."""
        with self.api.gradebook as gradebook:
            gradebook.update_or_create_student(student, first_name=first_name, last_name=last_name, email=email)

    def submit(self, student: str, notebook: bytes, when: datetime) -> None:
        """Hand a notebook in at the time `when` in UTC."""
        stamp = when.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        step = "students" if self.has_exchange else "submitted"
        work = self.folder / step / student / self.assignment
        shutil.copytree(self.folder / "release" / self.assignment, work)
        (work / f"{self.assignment}.ipynb").write_bytes(notebook)
        if self.has_exchange:
            _submit(self.api, work, student, stamp)
        else:
            (work / "timestamp.txt").write_text(stamp, encoding="utf-8")

    def collect(self) -> None:
        """Take what was handed in out of the exchange."""
        if self.has_exchange:
            self._must(self.api.collect(self.assignment))

    def autograde(self, student: str) -> str:
        """Mark one submission; return the reason if it could not be marked, else nothing."""
        result = self.api.autograde(self.assignment, student)
        return "" if result["success"] else _reason(result)

    def generate_feedback(self, student: str) -> None:
        """Write one student's feedback page."""
        self._must(self.api.generate_feedback(self.assignment, student))

    def release_feedback(self) -> None:
        """Put the feedback pages into the exchange."""
        if self.has_exchange:
            self._must(self.api.release_feedback(self.assignment))

    def export(self) -> None:
        """Write the marks to ``grades.csv``."""
        from nbgrader.plugins import CsvExportPlugin

        with self.api.gradebook as gradebook:
            CsvExportPlugin(to=str(self.folder / "grades.csv")).export(gradebook)

    def _must(self, result: dict[str, Any]) -> None:
        if not result["success"]:
            raise CitylabError(f"{self.folder}: nbgrader failed: {_reason(result)}")


def _submit(api: Any, work: Path, student: str, stamp: str) -> None:
    """Submit as ``nbgrader submit`` does, but at a time that we choose."""
    from nbgrader.exchange.default import ExchangeSubmit
    from nbgrader.utils import temp_attrs

    class SubmitThen(ExchangeSubmit):
        def set_timestamp(self) -> None:
            self.timestamp = stamp

    with temp_attrs(api.coursedir, student_id=student, assignment_id=work.name):
        SubmitThen(
            coursedir=api.coursedir,
            authenticator=api.authenticator,
            config=api.config,
            assignment_dir=str(work.parent),
            add_random_string=False,
        ).start()


def _reason(result: dict[str, Any]) -> str:
    """Say in a few words what nbgrader's log tells at length."""
    log = result.get("log", "") + result.get("error", "")
    if "NotJSONError" in log:
        return "the file is not a notebook"
    # The error itself comes after its causes, and before nbgrader's own, which only points to it.
    named = [line for line in ERROR_LINE.findall(log) if not line.startswith("NbGraderException")]
    return named[-1][:80] if named else "see nbgrader's log"

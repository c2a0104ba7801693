"""What waits to be marked, and what was marked before."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import stat
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from classroom.errors import CitylabError
from classroom.grading.reading import MAX_FILE_BYTES
from classroom.grading.remarks import Remark, flagged
from classroom.grading.rules import Rules

RECORDS = "marking"  # folder of the course root: a record for each submission, and the reports
STAMP = "timestamp.txt"
MOST_STAMP = 100  # [B]
MOST_NAME = 128  # characters of a student's id in nbgrader's gradebook
MOST_FILE_NAME = 200  # [B]


@dataclass(frozen=True)
class Submission:
    """
    What a student handed in.

    Attributes
    ----------
    student : str
        Id of the student.
    path : pathlib.Path
        The notebook; it may be missing.
    handed_in : datetime.datetime or None
        When, in UTC, as the transport noted it.
    size : int
        Of the notebook. [B]
    refused : str
        Why no gradebook can hold this student, or nothing.
    remarks : tuple of Remark
        What a person should look at.
    """

    student: str
    path: Path
    handed_in: datetime | None
    size: int
    refused: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass
class Record:
    """
    What came of a submission.

    Attributes
    ----------
    student : str
        Id of the student.
    fingerprint : str
        Of all that the marks depend on. Empty if it failed for a reason that may be gone the next time.
    status : str
        ``marked``, ``flagged`` (marked, and a person should look) or ``failed``.
    auto, max_auto : float
        Automatic marks. [points]
    needs_manual : int
        Answers that wait for a person.
    late_s : float
        Time after the due time. [s]
    reason : str
        Why it failed, or nothing.
    remarks : list of dict
        What was mended and flagged.
    seconds : dict of str to float
        Time and processor time. [s]
    sealed : bool
        Whether walls stood around it.
    held : str
        Fingerprint of what the gradebook had after marking.
    """

    student: str
    fingerprint: str
    status: str
    auto: float = 0.0
    max_auto: float = 0.0
    needs_manual: int = 0
    late_s: float = 0.0
    reason: str = ""
    remarks: list[dict[str, str]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    sealed: bool = True
    held: str = ""


def find_submissions(course: Path, assignment: str, student: str | None = None) -> list[Submission]:
    """
    Return what students have handed in, the longest notebook first.

    Raises
    ------
    CitylabError
        If nothing was handed in, or nothing by that student.
    """
    submitted = course / "submitted"
    folders = {place.parent.name: place for place in sorted(submitted.glob(f"*/{assignment}"))}
    if not folders:
        raise CitylabError(f"{submitted}: nothing was handed in for {assignment}; collect it first")
    if student is not None:
        if student not in folders:
            near = difflib.get_close_matches(student, folders, n=3, cutoff=0.5) or list(folders)[:5]
            raise CitylabError(f"{student} has handed in nothing for {assignment}; there are: {', '.join(near)}")
        folders = {student: folders[student]}
    found = [_submission(folder, assignment) for folder in folders.values()]
    return sorted(found, key=lambda submission: (-submission.size, submission.student))


def _submission(folder: Path, assignment: str) -> Submission:
    path, student = folder / f"{assignment}.ipynb", folder.parent.name
    try:
        size = path.lstat().st_size
    except OSError:
        size = 0
    handed_in = _timestamp(folder / STAMP)
    is_unread = handed_in is None and os.path.lexists(folder / STAMP)
    remarks = (flagged(f"{STAMP} holds no time; the submission counts as handed in in time"),) if is_unread else ()
    return Submission(student, path, handed_in, size, _why_refused(student), remarks)


def _why_refused(student: str) -> str:
    remedy = "rename the student's folder in submitted/"
    if len(student) > MOST_NAME:
        return f"the id of this student is longer than the {MOST_NAME} characters that a gradebook keeps; {remedy}"
    if not student.isprintable():
        return f"the id of this student has characters that nobody can read; {remedy}"
    return ""


def _timestamp(path: Path) -> datetime | None:
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(_start_of(path, MOST_STAMP).decode().strip())
    except (OSError, ValueError, OverflowError):
        return None


def _start_of(path: Path, most: int) -> bytes:
    """Read the start of a file. A link is not followed, and a pipe not waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("not a file")
        return file.read(most)


def fingerprint(submission: Submission, rules: Rules) -> str:
    """Return the fingerprint of all that the marks of a submission depend on."""
    try:
        # What is larger is refused for its size.
        content = _start_of(submission.path, MAX_FILE_BYTES + 1)
    except OSError as error:
        content = f"{type(error).__name__} {error.errno}".encode()
    found = hashlib.sha256(rules.print_for(content).encode())
    found.update(hashlib.sha256(content).digest())
    found.update(f"{submission.size} {submission.handed_in}".encode())
    return found.hexdigest()


def record_path(course: Path, assignment: str, student: str) -> Path:
    """Return where the record of a submission lies."""
    name = os.fsencode(student)
    safe = student if len(name) <= MOST_FILE_NAME else hashlib.sha256(name).hexdigest()
    return course / RECORDS / assignment / f"{safe}.json"


def read_record(course: Path, assignment: str, student: str) -> Record | None:
    """Return what came of a submission the last time, or nothing."""
    try:
        given: dict[str, Any] = json.loads(record_path(course, assignment, student).read_text(encoding="utf-8"))
        record = Record(**given)
    except (OSError, ValueError, TypeError):
        return None
    return record if record.student == student else None


def read_records(course: Path, assignment: str, students: Iterable[str]) -> list[Record]:
    """Return the records that there are of these students, by student."""
    found = (read_record(course, assignment, student) for student in sorted(students))
    return [record for record in found if record]


def write_record(course: Path, assignment: str, record: Record) -> None:
    """
    Keep what came of a submission; a file is either the old or the new one.

    Raises
    ------
    CitylabError
        If it cannot be written.
    """
    path = record_path(course, assignment, record.student)
    write_whole(path, json.dumps(asdict(record), indent=1))


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it; a character that no file can hold is written as its number."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        os.replace(part, path)
    except OSError as error:
        raise CitylabError(f"{path}: cannot be written ({error.strerror}); mend that and mark again") from error

"""What waits to be marked, and what was marked before."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from classroom.errors import CitylabError

RECORDS = "marking"  # folder of the course root: a record for each submission, and the reports


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
    """

    student: str
    path: Path
    handed_in: datetime | None
    size: int


@dataclass
class Record:
    """
    What came of a submission.

    Attributes
    ----------
    student : str
        Id of the student.
    fingerprint : str
        Of all that the marks depend on.
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


def find_submissions(course: Path, assignment: str, student: str | None) -> list[Submission]:
    """
    Return what students have handed in, the longest notebook first.

    Raises
    ------
    CitylabError
        If nothing was handed in, or nothing by that student.
    """
    submitted = course / "submitted"
    folders = sorted(path for path in submitted.glob(f"*/{assignment}") if path.is_dir())
    if student is not None:
        known = [path.parent.name for path in folders]
        folders = [path for path in folders if path.parent.name == student]
        if not folders:
            near = f"; there are: {', '.join(known[:5])}{' …' if len(known) > 5 else ''}" if known else ""
            raise CitylabError(f"{student} has handed in nothing for {assignment}{near}")
    if not folders:
        raise CitylabError(f"{submitted}: nothing was handed in for {assignment}; collect it first")
    found = [_submission(folder, assignment) for folder in folders]
    return sorted(found, key=lambda submission: (-submission.size, submission.student))


def _submission(folder: Path, assignment: str) -> Submission:
    path = folder / f"{assignment}.ipynb"
    try:
        size = path.lstat().st_size
    except OSError:
        size = 0
    return Submission(folder.parent.name, path, _timestamp(folder / "timestamp.txt"), size)


def _timestamp(path: Path) -> datetime | None:
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(path.read_text(encoding="utf-8").strip()[:100])
    except (OSError, ValueError, OverflowError):
        return None


def rules_print(course: Path, assignment: str, class_seed: int, *, sealed: bool) -> str:
    """Return the fingerprint of all that marks depend on, but the submission."""
    found = hashlib.sha256()
    here = Path(__file__).resolve().parents[1]
    files = [course / step / assignment / f"{assignment}.ipynb" for step in ("source", "release")]
    files += sorted(path for part in ("grading", "sandbox", "wire") for path in (here / part).glob("*.py"))
    files += sorted((here.parent / "citylab").rglob("*.py"))
    for path in files:
        found.update(hashlib.sha256(path.read_bytes()).digest())
    versions = sorted(f"{one.metadata['Name']}=={one.version}" for one in distributions())
    found.update(json.dumps([sys.version, versions, class_seed, sealed]).encode())
    return found.hexdigest()


def fingerprint(submission: Submission, rules: str) -> str:
    """Return the fingerprint of all that the marks of a submission depend on."""
    found = hashlib.sha256(rules.encode())
    try:
        if submission.path.is_file() and not submission.path.is_symlink():
            with submission.path.open("rb") as file:
                found.update(hashlib.file_digest(file, "sha256").digest())
    except OSError as error:
        found.update(str(error).encode())
    found.update(str(submission.handed_in).encode())
    return found.hexdigest()


def record_path(course: Path, assignment: str, student: str) -> Path:
    """Return where the record of a submission lies."""
    return course / RECORDS / assignment / f"{student}.json"


def read_record(course: Path, assignment: str, student: str) -> Record | None:
    """Return what came of a submission the last time, or nothing."""
    try:
        given: dict[str, Any] = json.loads(record_path(course, assignment, student).read_text(encoding="utf-8"))
        return Record(**given)
    except (OSError, ValueError, TypeError):
        return None


def write_record(course: Path, assignment: str, record: Record) -> None:
    """Keep what came of a submission; a file is either the old or the new one."""
    path = record_path(course, assignment, record.student)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(record), indent=1, ensure_ascii=False), encoding="utf-8")
    os.replace(part, path)

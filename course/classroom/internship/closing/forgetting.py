"""Delete all that is kept of an intern, then look for what remains."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from classroom.course_root import load_config
from classroom.errors import CitylabError
from classroom.internship.closing.traces import course_files, course_folders, forget_in_matching, inbox, remaining
from classroom.internship.records import Records
from classroom.internship.records.files import write_whole
from classroom.internship.records.gradebook import open_book

COUNTS = "forgotten.json"
OUT_OF_REACH = (
    "Out of reach, and yours to delete: backups, e-mails that were sent, lists of interns and copies of reports kept "
    "elsewhere. A certificate or a dossier that she was given is hers."
)


@dataclass(frozen=True)
class Forgotten:
    """What was deleted, and the files in which her id, name or address still stands."""

    deleted: tuple[str, ...]
    remains: tuple[str, ...]


def forget(records: Records, intern: str, *, counted: bool = False) -> Forgotten:
    """
    Delete an intern's records, submissions, marks and lines of matching; her own folder last.

    After a crash the same call does the rest.

    Parameters
    ----------
    records : Records
        Of the cohort; the caller holds the lock.
    intern : str
        Her id.
    counted : bool
        Whether ``forgotten.json`` counts one more; it holds a number and nothing else.

    Raises
    ------
    CitylabError
        If there is no such intern, or something cannot be deleted.
    """
    if intern not in records.ids():
        records.read(intern)  # says who there is
    words = _words(records, intern)
    deleted = []
    if _leave_gradebook(records.course, intern):
        deleted.append("her line and all marks in the gradebook")
    for path in course_files(records.course, intern):
        _delete(path)
    for folder in [*course_folders(records.course, intern), *inbox(records, intern)]:
        shutil.rmtree(folder)
        deleted.append(str(folder))
    deleted += [f"her lines in {path}" for path in forget_in_matching(records, intern, words)]
    records.remove(intern)
    deleted.append(str(records.folder_of(intern)))
    if counted:
        _count(records.folder / COUNTS)
    return Forgotten(tuple(deleted), tuple(remaining(records, intern, words)))


def _words(records: Records, intern: str) -> list[str]:
    """Return her name and address, from the gradebook if her own file is damaged."""
    try:
        one = records.read(intern).intern
        return [one.name, one.email]
    except CitylabError:
        with open_book(records.course) as book:
            known = [one for one in book.students if one.id == intern]
            return [f"{one.first_name or ''} {one.last_name or ''}".strip() for one in known] + [
                one.email for one in known if one.email
            ]


def _leave_gradebook(course: Path, intern: str) -> bool:
    """Delete the student with all marks; then rebuild the file, in which SQLite would keep what was deleted."""
    from nbgrader.api import MissingEntry

    with open_book(course) as book:
        try:
            book.remove_student(intern)
        except MissingEntry:
            return False
        engine = book.engine
        book.db.remove()
        if "sqlite" in str(load_config(course).CourseDirectory.db_url):
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
                db.exec_driver_sql("VACUUM")
    return True


def _delete(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise CitylabError(f"{path}: cannot be deleted ({error.strerror}); mend its rights, and repeat") from None


def _count(path: Path) -> None:
    try:
        number = int(json.loads(path.read_text(encoding="utf-8"))["forgotten"])
    except (OSError, ValueError, KeyError, TypeError):
        number = 0
    write_whole(path, json.dumps({"forgotten": number + 1}) + "\n")

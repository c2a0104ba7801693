"""
Remember what a learner has tried, solved and answered, between sessions.

The file is ``~/.citylab/progress.json``, or the one that the environment
variable ``CITYLAB_PROGRESS`` names. It never stands in a lesson's way: a damaged
file is set aside, the file of a newer version is left alone, and where nothing
can be written the memory of the running session is used; each is said once.
"""

import math
import os
from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

from citylab.output import note
from citylab.progress_file import Book, Damaged, Newer, locked, new_book, read_book, write_book

__all__ = [
    "Assignment",
    "Exercise",
    "Quiz",
    "assignment",
    "everything",
    "exercise",
    "location",
    "quiz",
    "record_assignment",
    "record_hints",
    "record_quiz",
    "record_solved",
    "record_study",
    "record_try",
    "update",
]


class Exercise(TypedDict):
    """Wrong tries (a fingerprint each, without repetition), hints seen, and whether solved."""

    tries: list[str]
    hints: int
    solved: bool


class Quiz(TypedDict):
    """Right answers in the best and the last run, out of so many questions."""

    best: int
    last: int
    questions: int


class Assignment(TypedDict):
    """Points of the learner's own marking, best and last, out of `total`; and when (ISO 8601, UTC)."""

    best: float
    last: float
    total: float
    when: str
    best_when: str


_in_memory: dict[Path, Book] = {}


def location() -> Path:
    """Return the file that holds the progress, whether it exists or not."""
    named = os.environ.get("CITYLAB_PROGRESS")
    return Path(named).expanduser() if named else Path.home() / ".citylab" / "progress.json"


def everything() -> Book:
    """Return a copy of all that is known, read once."""
    return deepcopy(_book())


def exercise(name: str) -> Exercise:
    """Return a copy of what is known of the exercise `name`."""
    return deepcopy(_exercise_in(_book(), name))


def quiz(module: str) -> Quiz | None:
    """Return the scores in the quiz of `module`, or None before the first run."""
    return deepcopy(_book()["quizzes"].get(module))


def assignment(name: str) -> Assignment | None:
    """Return the points of the learner's own marking of `name`, or None before the first."""
    return deepcopy(_book()["assignments"].get(name))


def record_try(name: str, *, fingerprint: str) -> None:
    """Remember a wrong answer to an exercise; the same answer counts once."""

    def add(book: Book) -> None:
        tries = _exercise_in(book, name)["tries"]
        if fingerprint not in tries:
            tries.append(fingerprint)

    update(add)


def record_solved(name: str) -> None:
    """Remember that an exercise was solved."""
    update(lambda book: _exercise_in(book, name).update({"solved": True}))


def record_hints(name: str, *, seen: int) -> None:
    """Remember that the first `seen` hints of an exercise were shown."""

    def add(book: Book) -> None:
        entry = _exercise_in(book, name)
        entry["hints"] = max(entry["hints"], seen)

    update(add)


def record_quiz(module: str, *, right: int, questions: int) -> None:
    """Remember the score of a quiz that was answered to the end."""

    def add(book: Book) -> None:
        entry = book["quizzes"].setdefault(module, {})
        best = max(right, entry["best"]) if entry.get("questions") == questions else right
        entry.update(best=best, last=right, questions=questions)

    update(add)


def record_assignment(name: str, *, points: float, total: float) -> None:
    """
    Remember the points of the learner's own marking; the best start anew when `total` changes.

    Parameters
    ----------
    name : str
        The assignment, such as ``smart-grids``.
    points, total : float
        Points that were given, and that the automatic tests can give. [points]

    Raises
    ------
    ValueError
        If `points` is not within 0 and `total`, or `total` is not above 0.
    """
    if not (math.isfinite(total) and 0 <= points <= total and total > 0):
        raise ValueError(f"points must be within 0 and a total above 0, got {points} of {total}")

    def add(book: Book) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        entry = book["assignments"].setdefault(name, {})
        if entry.get("total") != total or points > entry["best"]:
            entry.update(best=points, best_when=now)
        entry.update(last=points, total=total, when=now)

    update(add)


def record_study(notebook: str, *, seconds: float, cells: Iterable[str]) -> None:
    """
    Add time spent in a notebook, and the ids of its cells that were run.

    Parameters
    ----------
    notebook : str
        Folder and name without ending, such as ``02-smart-grids/01_read_a_street``.
    seconds : float
        Time since it was last told; a negative one counts as none. [s]
    cells : iterable of str
        Ids of cells; one that is known already changes nothing.
    """

    def add(book: Book) -> None:
        entry = book["study"].setdefault(notebook, {"seconds": 0, "cells": []})
        entry["seconds"] = round(max(entry["seconds"], 0) + max(seconds, 0), 1)
        entry["cells"] = sorted({*map(str, entry["cells"]), *cells})
        entry["last"] = datetime.now(UTC).isoformat(timespec="seconds")

    update(add)


def update(change: Callable[[Book], object]) -> None:
    """Change the file under its lock: `change` gets the whole content and edits it."""
    path = location()
    if path not in _in_memory:
        try:
            with locked(path):
                book = _read(path)
                change(book)
                write_book(path, book)
            return
        except Newer as newer:
            _leave_alone(path, newer.book)
        except OSError as error:
            _in_memory[path] = _book()
            note(
                f"your progress is kept for this session only: {path} cannot be written "
                f"({error.strerror or error}); set CITYLAB_PROGRESS to a file that you may write"
            )
    change(_in_memory[path])


def _exercise_in(book: Book, name: str) -> Exercise:
    return book["exercises"].setdefault(name, {"tries": [], "hints": 0, "solved": False})


def _book() -> Book:
    path = location()
    if path in _in_memory:
        return _in_memory[path]
    try:
        return _read(path)
    except Newer as newer:
        return _leave_alone(path, newer.book)
    except OSError:
        return new_book()


def _read(path: Path) -> Book:
    try:
        return read_book(path)
    except Damaged as damage:
        note(f"your progress file was damaged and is set aside as {damage.kept_as}; a new one is started")
        return new_book()


def _leave_alone(path: Path, book: Book) -> Book:
    _in_memory[path] = book
    note(
        f"your progress file {path} comes from a newer version of the course and is left as it is; what you do now "
        "is kept for this session only: update the course to go on with it"
    )
    return book

"""
Remember what a learner has tried, solved and answered, between sessions.

The file is ``~/.citylab/progress.json``, or the one that the environment
variable ``CITYLAB_PROGRESS`` names. It never stands in a lesson's way: a damaged
file is set aside, and where nothing can be written the memory of the running
session is used; either is said once.
"""

import os
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import TypedDict

from citylab.output import note
from citylab.progress_file import Book, Damaged, locked, new_book, read_book, write_book

__all__ = [
    "Exercise",
    "Quiz",
    "exercise",
    "location",
    "quiz",
    "record_hints",
    "record_quiz",
    "record_solved",
    "record_try",
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


_in_memory: dict[Path, Book] = {}


def location() -> Path:
    """Return the file that holds the progress, whether it exists or not."""
    named = os.environ.get("CITYLAB_PROGRESS")
    return Path(named).expanduser() if named else Path.home() / ".citylab" / "progress.json"


def exercise(name: str) -> Exercise:
    """Return a copy of what is known of the exercise `name`."""
    return deepcopy(_exercise_in(_book(), name))


def quiz(module: str) -> Quiz | None:
    """Return the scores in the quiz of `module`, or None before the first run."""
    return deepcopy(_book()["quizzes"].get(module))


def record_try(name: str, *, fingerprint: str) -> None:
    """Remember a wrong answer to an exercise; the same answer counts once."""

    def add(book: Book) -> None:
        tries = _exercise_in(book, name)["tries"]
        if fingerprint not in tries:
            tries.append(fingerprint)

    _update(add)


def record_solved(name: str) -> None:
    """Remember that an exercise was solved."""
    _update(lambda book: _exercise_in(book, name).update({"solved": True}))


def record_hints(name: str, *, seen: int) -> None:
    """Remember that the first `seen` hints of an exercise were shown."""

    def add(book: Book) -> None:
        entry = _exercise_in(book, name)
        entry["hints"] = max(entry["hints"], seen)

    _update(add)


def record_quiz(module: str, *, right: int, questions: int) -> None:
    """Remember the score of a quiz that was answered to the end."""

    def add(book: Book) -> None:
        before = book["quizzes"].get(module)
        best = right
        if before and before["questions"] == questions:
            best = max(right, before["best"])
        book["quizzes"][module] = {"best": best, "last": right, "questions": questions}

    _update(add)


def _exercise_in(book: Book, name: str) -> Exercise:
    return book["exercises"].setdefault(name, {"tries": [], "hints": 0, "solved": False})


def _book() -> Book:
    path = location()
    if path in _in_memory:
        return _in_memory[path]
    try:
        return _read(path)
    except OSError:
        return new_book()


def _update(change: Callable[[Book], object]) -> None:
    path = location()
    if path not in _in_memory:
        try:
            with locked(path):
                book = _read(path)
                change(book)
                write_book(path, book)
            return
        except OSError as error:
            _in_memory[path] = _book()
            note(
                f"your progress is kept for this session only: {path} cannot be written "
                f"({error.strerror or error}); set CITYLAB_PROGRESS to a file that you may write"
            )
    change(_in_memory[path])


def _read(path: Path) -> Book:
    try:
        return read_book(path)
    except Damaged as damage:
        note(f"your progress file was damaged and is set aside as {damage.kept_as}; a new one is started")
        return new_book()

"""
Read and write the progress file so that two kernels at once lose nothing.

It is one plain JSON object. Its parts are ``exercises``, ``quizzes``,
``assignments``, ``study`` (time, and cells that were run) and ``review``
(when a question is asked again); ``version`` says which parts there are.
A file of an older version lacks some and gets them when it is next written.
Whatever this version does not know is written back as it was.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["VERSION", "Book", "Damaged", "Newer", "aside", "locked", "new_book", "read_book", "write_book"]

Book = dict[str, Any]

VERSION = 2  # 1 had exercises and quizzes, and did not say so

_WAIT_S = 2.0
_MOST = 1e9  # of anything that is counted; 1e9 s are 30 years
_DEEPEST = 20  # parts within parts; more would end the functions that copy and write them
_NUMBER = (int, float)
_FIELDS: dict[str, dict[str, tuple[type, ...]]] = {
    "exercises": {"tries": (list,), "hints": (int,), "solved": (bool,)},
    "quizzes": {"best": (int,), "last": (int,), "questions": (int,)},
    "assignments": {"best": _NUMBER, "last": _NUMBER, "total": _NUMBER, "when": (str,), "best_when": (str,)},
    "study": {"seconds": _NUMBER, "cells": (list,), "last": (str,)},
    "review": {},
}
_SINCE_2 = ("assignments", "study", "review")


class Damaged(Exception):
    """The file holds no progress; it was moved out of the way."""

    def __init__(self, kept_as: Path) -> None:
        super().__init__(str(kept_as))
        self.kept_as = kept_as


class Newer(Exception):
    """A newer version of the course wrote the file; `book` is what can be understood of it."""

    def __init__(self, book: Book) -> None:
        super().__init__("written by a newer version")
        self.book = book


def new_book() -> Book:
    """Return the progress of someone who has not started."""
    return {"version": VERSION, **{part: {} for part in _FIELDS}}


def read_book(path: Path) -> Book:
    """
    Read the progress, empty if there is no file yet.

    Raises
    ------
    Damaged
        If the file cannot be understood; it has been renamed by then.
    Newer
        If it comes from a newer version; nothing was changed.
    OSError
        If the file can be neither read nor renamed.
    """
    try:
        book = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return new_book()
    except (ValueError, RecursionError):
        book = None
    version = book.get("version", 1) if isinstance(book, dict) else None
    if type(version) is int and version > VERSION:
        raise Newer({**new_book(), **{part: book[part] for part in _FIELDS if _is_part(part, book.get(part))}})
    if type(version) is int and version >= 1 and _is_book(extended := _extended(book)):
        return extended
    kept_as = _free_name(path)
    os.replace(path, kept_as)
    raise Damaged(kept_as)


def write_book(path: Path, book: Book) -> None:
    """Write the whole file or nothing, whatever interrupts; only its owner may read it."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        with open(partial, "w", encoding="utf-8", opener=_open_private) as file:
            json.dump(book, file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def aside(path: Path) -> list[Path]:
    """Return the damaged files that were set aside."""
    return sorted(path.parent.glob(f"{path.stem}.damaged-*{path.suffix}"))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock beside `path`; the system frees it when a process dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(path.name + ".lock").open("a+b") as file:
        _acquire(file)
        yield  # closing the file frees the lock


def _acquire(file: IO[bytes]) -> None:
    """Wait a moment for the lock, then go on without: a lesson must not hang."""
    until = time.monotonic() + _WAIT_S
    while time.monotonic() < until:
        try:
            if fcntl:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            else:
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            return
        except OSError:
            time.sleep(0.01)


def _open_private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _extended(book: Book) -> Book:
    """Return the book of an older version with the parts that it lacks."""
    return {**{part: {} for part in _SINCE_2}, **book, "version": VERSION}


def _is_book(book: Book) -> bool:
    return not _is_deep(book) and all(_is_part(part, book.get(part)) for part in _FIELDS)


def _is_part(part: str, entries: object) -> bool:
    if not isinstance(entries, dict) or _is_deep(entries):
        return False
    return all(_is_entry(entry, _FIELDS[part]) for entry in entries.values())


def _is_entry(entry: object, fields: dict[str, tuple[type, ...]]) -> bool:
    return isinstance(entry, dict) and all(_is_value(entry.get(name), kinds) for name, kinds in fields.items())


def _is_value(value: object, kinds: tuple[type, ...]) -> bool:
    """Return whether a value is of one of the kinds, and a number within 0 and what can be counted."""
    return type(value) in kinds and (not isinstance(value, _NUMBER) or 0 <= value <= _MOST)  # not a number: False


def _is_deep(value: object) -> bool:
    """Return whether parts lie within parts further than any progress does."""
    level = [value]
    for _ in range(_DEEPEST):
        inner = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, (dict, list))]
        level = [part for parts in inner for part in parts]
    return bool(level)


def _free_name(path: Path) -> Path:
    number = 1
    while (name := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    return name

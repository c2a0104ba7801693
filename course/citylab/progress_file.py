"""Read and write the progress file so that two kernels at once lose nothing."""

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

__all__ = ["Book", "Damaged", "locked", "new_book", "read_book", "write_book"]

Book = dict[str, dict[str, Any]]

_WAIT_S = 2.0
_FIELDS: dict[str, dict[str, type]] = {
    "exercises": {"tries": list, "hints": int, "solved": bool},
    "quizzes": {"best": int, "last": int, "questions": int},
}


class Damaged(Exception):
    """The file holds no progress; it was moved out of the way."""

    def __init__(self, kept_as: Path) -> None:
        super().__init__(str(kept_as))
        self.kept_as = kept_as


def new_book() -> Book:
    """Return the progress of someone who has not started."""
    return {part: {} for part in _FIELDS}


def read_book(path: Path) -> Book:
    """
    Read the progress, empty if there is no file yet.

    Raises
    ------
    Damaged
        If the file cannot be understood; it has been renamed by then.
    OSError
        If the file can be neither read nor renamed.
    """
    try:
        book = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return new_book()
    except ValueError:
        book = None
    if _is_book(book):
        return book
    kept_as = _free_name(path)
    os.replace(path, kept_as)
    raise Damaged(kept_as)


def write_book(path: Path, book: Book) -> None:
    """Write the whole file or nothing, whatever interrupts."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8") as file:
            json.dump(book, file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


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


def _is_book(book: object) -> bool:
    return isinstance(book, dict) and all(
        isinstance(book.get(part), dict) and all(_is_entry(entry, fields) for entry in book[part].values())
        for part, fields in _FIELDS.items()
    )


def _is_entry(entry: object, fields: dict[str, type]) -> bool:
    return isinstance(entry, dict) and all(type(entry.get(name)) is kind for name, kind in fields.items())


def _free_name(path: Path) -> Path:
    number = 1
    while (name := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    return name

"""Write files whole or not at all, and let one command at a time change the records."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from classroom.errors import CitylabError

LOCK = ".lock"
_FAR = 1 << 30  # byte that is locked on Windows, where nobody can read what is locked


def write_whole(path: Path, content: str | bytes) -> None:
    """
    Write a file so that nobody ever sees half of it, also after a crash.

    Raises
    ------
    CitylabError
        If it cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def add_line(path: Path, line: str) -> None:
    """
    Append a line to a file. What a crash left without its end gets it first, so that no two lines run together.

    Raises
    ------
    CitylabError
        If it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            file.write(line.encode("utf-8") + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _refused(path, error) from error


def write_new(folder: Path, name: str, content: bytes) -> Path:
    """
    Write a file under a name, or the next free one: ``NAME-2``, ``NAME-3``, …; nothing is ever written over.

    Raises
    ------
    CitylabError
        If it cannot be written.
    """
    from classroom.keeping.writing import free_name

    path = free_name(folder / name)
    write_whole(path, content)
    return path


def _refused(path: Path, error: OSError) -> CitylabError:
    return CitylabError(
        f"{path}: cannot be written ({error.strerror}); close programs that use it, or mend the folder's rights"
    )


class Lock:
    """
    One command at a time that changes the records, as long as its process lives. Use it in a ``with`` block.

    Parameters
    ----------
    folder : pathlib.Path
        Of the records.
    wait_s : float
        How long to wait for another command. [s]

    Raises
    ------
    CitylabError
        If another command has it.
    """

    def __init__(self, folder: Path, *, wait_s: float = 0.0) -> None:
        self._path, self._wait_s = folder / LOCK, wait_s

    def __enter__(self) -> Lock:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a+b")
        except OSError as error:
            raise _refused(self._path, error) from error
        until = time.monotonic() + self._wait_s
        while not (locked := _try_lock(self._file.fileno())) and time.monotonic() < until:
            time.sleep(0.2)
        if not locked:
            self._file.close()
            raise CitylabError(
                f"{self._path.parent}: another command is changing these records; wait until it has ended, and repeat"
            )
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _try_lock(number: int) -> bool:
    try:
        _lock(number)
    except OSError:
        return False
    return True


def _lock(number: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(number, _FAR, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)

"""Write what came in: the submission where nbgrader expects it, everything else aside."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from classroom.errors import CitylabError

STAMP = "timestamp.txt"
NEW, REPLACED, SAME, OLDER, UNCLEAR = "new", "replaced an older one", "there already", "older", "unclear"
UNSAFE = re.compile(r"[^\w. ()+-]")


def place_submission(
    folder: Path, notebook: str, content: bytes, *, time: datetime | None, files: dict[str, bytes], allowed: set[str]
) -> str:
    """
    Write a submission, unless a newer one is there.

    Parameters
    ----------
    folder : pathlib.Path
        ``submitted/STUDENT/NAME``.
    notebook : str
        Name of the notebook's file.
    content : bytes
        The notebook as it was handed in.
    time : datetime, optional
        When it was handed in, in UTC.
    files : dict of str to bytes
        Data files, by name.
    allowed : set of str
        Names of all data files that a submission may have.

    Returns
    -------
    str
        What became of it; with `OLDER` and `UNCLEAR` nothing was written.
    """
    path = folder / notebook
    for link in (folder, folder.parent, path):
        if link.is_symlink():
            raise CitylabError(f"{link}: a link, which is not written through; put a folder in its place")
    outcome = NEW
    if path.exists():
        if path.read_bytes() == content:
            return SAME
        before = time_of(folder)
        if before is None or time is None:
            return UNCLEAR
        if time < before:
            return OLDER
        outcome = REPLACED
    folder.mkdir(parents=True, exist_ok=True)
    for name in allowed - set(files):
        (folder / name).unlink(missing_ok=True)
    for name, data in files.items():
        write(folder / name, data)
    if time is None:
        (folder / STAMP).unlink(missing_ok=True)
    else:
        write(folder / STAMP, time.strftime("%Y-%m-%d %H:%M:%S.%f UTC").encode())
    write(path, content)
    return outcome


def time_of(folder: Path) -> datetime | None:
    """Return when a collected submission was handed in, in UTC; None if unknown."""
    try:
        stamp = parse_utc((folder / STAMP).read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None
    return stamp.replace(tzinfo=UTC)


def put_aside(folder: Path, name: str, content: bytes) -> str:
    """Keep a file under a harmless name; return the name. A file with the same content is kept once."""
    safe = UNSAFE.sub("_", name).lstrip(". ")[-120:] or "unnamed"
    stem, suffix = os.path.splitext(safe)
    for number in range(1, 1000):
        path = folder / (safe if number == 1 else f"{stem}-{number}{suffix}")
        if path.is_symlink():
            continue
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            write(path, content)
            return path.name
        if path.read_bytes() == content:
            return path.name
    raise CitylabError(f"{folder}: holds a thousand files called {safe}; move them away")


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; leave one with the same content alone."""
    if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
        return
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        half.write_bytes(content)
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)

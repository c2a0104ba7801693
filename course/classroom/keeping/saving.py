"""Make one file of all that a learner would miss."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from citylab import progress
from classroom.errors import CitylabError
from classroom.keeping import owner, shipped
from classroom.keeping.archive import MAX_PROGRESS_BYTES, Archive, pack
from classroom.keeping.collecting import collect
from classroom.keeping.manifest import Entry, Manifest
from classroom.keeping.taking import why_not

PACKAGE = "smart-cities-lab"


@dataclass(frozen=True)
class Saved:
    """The zip file, how many files of the learner are in it, and what there is to say."""

    data: bytes
    files: int
    lines: list[str]


def file_name(day: date | None = None) -> str:
    """Return the name of today's saved file, such as ``citylab-work-2026-11-21.zip``."""
    return f"citylab-work-{(day or date.today()).isoformat()}.zip"


def save(root: Path) -> bytes:
    """Return the saved file: see `save_with_report`."""
    return save_with_report(root).data


def save_with_report(root: Path, *, now: datetime | None = None) -> Saved:
    """
    Put notebooks that differ from the course's, the learner's own files and the progress into one zip file.

    The same work at the same time gives the same bytes. Outputs are left out.

    Parameters
    ----------
    root : pathlib.Path
        The course's folder.
    now : datetime.datetime, optional
        The time to write down; this moment unless told.
    """
    lines: list[str] = []
    try:
        made = shipped.notebooks(root)
    except (CitylabError, OSError) as error:
        # What the course ships is then unknown, but the learner's work must still get out.
        made = {}
        lines.append(f"the lessons could not be compared with the course's, so every notebook is saved: {error}")
    found = collect(root, made)
    book = _progress(lines)
    manifest = Manifest(
        version=_version(),
        time=now or datetime.now(UTC),
        owner=owner.known_or_new(),
        progress="" if book is None else hashlib.sha256(book).hexdigest(),
        files=tuple(
            Entry(path, hashlib.sha256(data).hexdigest(), found.shipped.get(path)) for path, data in found.files.items()
        ),
    )
    number = len(found.files)
    lines += [_says(number, has_progress=book is not None)]
    lines += [f"  {path}{_warning(path)}" for path in found.files]
    return Saved(pack(Archive(manifest, found.files, book)), number, lines + found.left_out)


def _warning(path: str) -> str:
    reason = why_not(path, from_another=False)
    return f" (is saved, but restore leaves it out: {reason})" if reason else ""


def _says(number: int, *, has_progress: bool) -> str:
    if number:
        return f"{number} {'file' if number == 1 else 'files'} of yours{', and your progress' if has_progress else ''}"
    rest = "your progress is in the file" if has_progress else "there is no progress yet either"
    return f"nothing of yours differs from the course; {rest}"


def _progress(lines: list[str]) -> bytes | None:
    place = progress.location()
    try:
        book = place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        lines.append(f"left out: your progress: {place} cannot be read ({error.strerror})")
        return None
    if len(book) > MAX_PROGRESS_BYTES:
        lines.append(f"left out: your progress: {place} is larger than {MAX_PROGRESS_BYTES // 1_000_000} MB")
        return None
    return book


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "unknown"

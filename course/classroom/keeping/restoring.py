"""Bring a saved file back into the course that is here, whatever version it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from classroom.errors import CitylabError
from classroom.keeping import cells, owner, progress_merge, shipped
from classroom.keeping.archive import Archive, unpack
from classroom.keeping.disk import write_all
from classroom.keeping.manifest import Entry
from classroom.keeping.names import beside
from classroom.keeping.wanted import wanted

BACKUP = "course/work/backup"
CLOCK = timedelta(minutes=5)  # clocks of two computers may differ by so much


@dataclass
class Restored:
    """What was done, in sentences; the files that were written, and the backups among them."""

    lines: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    backups: list[str] = field(default_factory=list)


def restore(root: Path, data: bytes, *, from_another: bool = False, now: datetime | None = None) -> Restored:
    """
    Bring a learner's work back. Restoring the same file twice gives the same as once.

    Parameters
    ----------
    root : pathlib.Path
        The course's folder.
    data : bytes
        A file that `save` has made, in this version of the course or in an older one.
    from_another : bool
        Take in the notebooks, and not the progress, of another person.
    now : datetime.datetime, optional
        What the clock says; this moment unless told.

    Raises
    ------
    CitylabError
        If the file cannot be trusted or understood, is another person's, or the disk refuses. What was there
        before is there still.
    """
    archive = unpack(data)
    is_another = owner.is_another(archive.manifest.owner, has_progress=progress_merge.has_progress())
    if is_another and not from_another:
        raise CitylabError(owner.ANOTHER)
    restored = Restored(_about_time(archive, now or datetime.now(UTC)))
    _restore_files(root, archive, restored)
    if is_another or from_another:
        restored.lines.append("the progress in this file was left out")
    else:
        owner.keep(archive.manifest.owner)
        if archive.progress is not None:
            restored.lines += progress_merge.restore(archive.progress)
    return restored


def _about_time(archive: Archive, now: datetime) -> list[str]:
    saved = archive.manifest.time
    if saved <= now + CLOCK:
        return []
    return [
        f"this file says that it was saved on {saved:%Y-%m-%d %H:%M} UTC, later than it is here "
        f"({now:%Y-%m-%d %H:%M} UTC): one of the two clocks is wrong; it was restored all the same"
    ]


def _restore_files(root: Path, archive: Archive, restored: Restored) -> None:
    plan = _Plan(root, shipped.notebooks(root), restored)
    for entry in archive.manifest.files:
        plan.add(entry, archive.files[entry.path])
    # Backups first: whatever interrupts, nothing is replaced before a copy of it exists.
    restored.written = sorted(plan.writes, key=lambda path: path not in restored.backups)
    write_all(root, {path: plan.writes[path] for path in restored.written})
    if not restored.written:
        restored.lines.append("every notebook and file was here already")


@dataclass
class _Plan:
    """What to write for all files, found out before the first is written; `made` is what the course ships."""

    root: Path
    made: dict[str, bytes]
    restored: Restored
    writes: dict[str, bytes] = field(default_factory=dict)

    def add(self, entry: Entry, saved: bytes) -> None:
        """Decide what to write for one file, and what to put aside before."""
        item = wanted(entry, saved, self.made)
        there = self._content(item.path)
        if there is not None and _reads_the_same(there, item.content):
            return
        known = (saved, self.made.get(shipped.made_from(item.path), b""))
        if there is not None and not any(_reads_the_same(there, other) for other in known):
            self._put_aside(item.path, there)
        self.writes[item.path] = item.content
        self.restored.lines.append(f"{item.path}: {item.says}")

    def _content(self, path: str) -> bytes | None:
        place = self.root / path
        try:
            return place.read_bytes() if place.exists() else None
        except OSError as error:
            raise CitylabError(
                f"{place}: cannot be read ({error.strerror or error}); nothing was changed: "
                "let it be read, or rename it, then restore again"
            ) from error

    def _put_aside(self, path: str, content: bytes) -> None:
        backup = _backup_of(path, content)
        if not (self.root / backup).exists():
            self.writes[backup] = content
        self.restored.backups.append(backup)
        self.restored.lines.append(f"{path}: what stood there is kept as {backup}")


def _backup_of(path: str, content: bytes) -> str:
    """Return a name that the same content always gets."""
    return beside(f"{BACKUP}/{path}", hashlib.sha256(content).hexdigest()[:8])


def _reads_the_same(one: bytes, other: bytes) -> bool:
    """Whether two files are equal, or are notebooks with the same cells: outputs do not count."""
    if one == other:
        return True
    left, right = cells.read(one), cells.read(other)
    return left is not None and right is not None and left.digests == right.digests

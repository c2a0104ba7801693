"""Bring a saved file back into the course that is here, whatever version it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from classroom.errors import CitylabError
from classroom.keeping import cells, owner, progress_merge, shipped
from classroom.keeping.archive import Archive, unpack
from classroom.keeping.disk import write_all
from classroom.keeping.manifest import Entry
from classroom.keeping.names import BACKUP, beside, same_file
from classroom.keeping.taking import why_not
from classroom.keeping.wanted import wanted

ONE_OF_TWO = "--mine and --from-another say opposite things; nothing was changed: give one of them"
CLOCK = timedelta(minutes=5)  # clocks of two computers may differ by so much


@dataclass
class Restored:
    """What was done, in sentences; the files that were written, and the backups among them."""

    lines: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    backups: list[str] = field(default_factory=list)


def restore(
    root: Path, data: bytes, *, from_another: bool = False, mine: bool = False, now: datetime | None = None
) -> Restored:
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
    mine : bool
        The file is this learner's, from another computer: join the progress of both.
    now : datetime.datetime, optional
        What the clock says; this moment unless told.

    Raises
    ------
    CitylabError
        If the file cannot be trusted or understood, is another person's, or the disk refuses. What was there
        before is there still.
    """
    if mine and from_another:
        raise CitylabError(ONE_OF_TWO)
    archive = unpack(data)
    is_another = owner.is_another(archive.manifest.owner, has_progress=progress_merge.has_progress())
    if is_another and not from_another and not mine:
        raise CitylabError(owner.ANOTHER)
    restored = Restored(_about_time(archive, now or datetime.now(UTC)))
    _restore_files(root, archive, restored, from_another=from_another)
    if from_another:
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


def _restore_files(root: Path, archive: Archive, restored: Restored, *, from_another: bool) -> None:
    plan = _Plan(root, shipped.notebooks(root), restored, from_another=from_another)
    for entry in archive.manifest.files:
        plan.add(entry, archive.files[entry.path])
    # Backups first: whatever interrupts, nothing is replaced before a copy of it exists.
    restored.written = sorted(plan.writes, key=lambda path: path not in restored.backups)
    write_all(root, {path: plan.writes[path] for path in restored.written})
    if not restored.written and len(plan.taken) == len(archive.manifest.files):
        restored.lines.append("every notebook and file was here already")


@dataclass
class _Plan:
    """
    What to write for all files, found out before the first is written; `made` is what the course ships.

    `taken` holds every path that an entry stands at, written or there already: no other may have it.
    """

    root: Path
    made: dict[str, bytes]
    restored: Restored
    from_another: bool = False
    taken: set[str] = field(default_factory=set)
    writes: dict[str, bytes] = field(default_factory=dict)

    def add(self, entry: Entry, saved: bytes) -> None:
        """Decide what to write for one file, and what to put aside before."""
        if reason := why_not(entry.path, from_another=self.from_another):
            self.restored.lines.append(f"left out: {entry.path}: {reason}")
            return
        item = wanted(entry, saved, self.made, from_another=self.from_another)
        item = replace(item, path=self._free(item.path))
        self.taken.add(same_file(item.path))
        there = self._content(item.path)
        if there is not None and _reads_the_same(there, item.content):
            return
        known = (saved, self.made.get(shipped.made_from(item.path), b""))
        if there is not None and not any(_reads_the_same(there, other) for other in known):
            self._put_aside(item.path, there)
        self.writes[item.path] = item.content
        self.restored.lines.append(f"{item.path}: {item.says}")

    def _free(self, path: str) -> str:
        """Return a path that no other entry has: this one, or the first of ``NAME-2``, ``NAME-3``, …."""
        number, free = 2, path
        while same_file(free) in self.taken:
            free = beside(path, str(number))
            number += 1
        return free

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
        name = _backup_of(path, content)
        number, backup = 2, name
        # A file of that name is a copy only if it holds the same.
        while (there := self.writes.get(backup, self._content(backup))) not in (None, content):
            backup = beside(name, str(number))
            number += 1
        if there is None:
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

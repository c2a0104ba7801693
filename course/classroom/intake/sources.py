"""Every file in a folder, a zip file, or a zip file in a zip file: bounded, and never written by its own path."""

from __future__ import annotations

import io
import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from classroom.errors import CitylabError
from classroom.grading.reading import MAX_FILE_BYTES
from classroom.intake.naming import is_clutter

MAX_ENTRIES = 50_000  # in one zip file, with those in it
MAX_TOTAL_BYTES = 8_000_000_000  # unpacked from one zip file
MAX_ZIP_BYTES = 200_000_000  # of a zip file in a zip file
MAX_DEPTH = 3
MAX_PARTS = 30  # of a path
# What Python raises on damaged zip files, as it opens them or as it reads from them.
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError)
OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".xz", ".bz2")


@dataclass(frozen=True)
class Item:
    """
    One file that was handed in.

    Attributes
    ----------
    parts : tuple of str
        Its path in the source.
    content : bytes
        What is in it; nothing if it could not be taken.
    time : datetime or None
        When it was written, as the source says. [UTC]
    refused : str
        Why it could not be taken, else empty.
    owner : str
        The account that owns it, where there is one.
    """

    parts: tuple[str, ...]
    content: bytes = b""
    time: datetime | None = None
    refused: str = ""
    owner: str = ""

    @property
    def path(self) -> str:
        """The path in one string."""
        return "/".join(self.parts)


def read_source(source: Path) -> Iterator[Item]:
    """
    Yield the files of a folder or a zip file, one at a time, in the order of their paths.

    Raises
    ------
    CitylabError
        If there is no such folder or file, or it is neither a notebook nor a zip file.
    """
    if source.is_dir():
        yield from _from_folder(source)
    elif not source.exists():
        raise CitylabError(f"{source}: no such file or folder; name the folder or zip file of the submissions")
    elif source.name.lower().endswith(".zip") or zipfile.is_zipfile(source):
        try:
            with source.open("rb") as file:
                yield from _Zip().items(file, (), 1)
        except DAMAGED as error:
            raise CitylabError(f"{source}: not a zip file, or a damaged one ({error}); download it again") from None
    elif source.name.lower().endswith(OTHER_ARCHIVES):
        raise CitylabError(f"{source}: not a zip file; unpack it and name the folder")
    else:
        yield from _expanded(_from_file(source, (source.name,)))


def _from_folder(folder: Path) -> Iterator[Item]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        within = Path(place).relative_to(folder).parts
        for name in [name for name in folders if (Path(place) / name).is_symlink()]:
            yield Item((*within, name), refused="a link to another place is not followed; ask for the file itself")
        for name in sorted(files):
            parts = (*within, name)
            if not is_clutter(parts):
                yield from _expanded(_from_file(Path(place) / name, parts))


def _from_file(path: Path, parts: tuple[str, ...]) -> Item:
    status = path.lstat()
    item = Item(parts, time=datetime.fromtimestamp(status.st_mtime, UTC), owner=_owner(status.st_uid))
    if not stat.S_ISREG(status.st_mode):
        return replace(item, refused="a link, pipe or device is not read; ask for the file itself")
    if status.st_size > (MAX_ZIP_BYTES if path.name.lower().endswith(".zip") else MAX_FILE_BYTES):
        return replace(item, refused=_too_large(status.st_size))
    try:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:
            return replace(item, content=file.read(MAX_ZIP_BYTES))
    except OSError as error:
        return replace(item, refused=f"cannot be read ({error.strerror}); mend its permissions")


def _expanded(item: Item) -> Iterator[Item]:
    """Yield the files in a student's zip file; any other file as it is."""
    if item.refused or not item.parts[-1].lower().endswith(".zip"):
        yield item
        return
    try:
        # Times in a zip file that a student made are the student's word: that of the transport counts.
        for inner in _Zip().items(_student_zip(item.content), item.parts, 2):
            yield replace(inner, time=item.time, owner=item.owner)
    except DAMAGED:
        yield replace(item, refused="not a zip file, or a damaged one; ask for the notebook itself")


class _Zip:
    """Reads a zip file, and those in it, within limits that hold for all of them together."""

    def __init__(self) -> None:
        self.entries = 0
        self.bytes = 0

    def items(self, file: IO[bytes], outer: tuple[str, ...], depth: int) -> Iterator[Item]:
        with zipfile.ZipFile(file) as archive:
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                parts = (*outer, *_parts(info))
                if info.is_dir() or is_clutter(parts):
                    continue
                self.entries += 1
                if self.entries > MAX_ENTRIES or self.bytes > MAX_TOTAL_BYTES:
                    reason = (
                        f"the zip file holds more than {MAX_ENTRIES:,} files or {MAX_TOTAL_BYTES / 1e9:g} GB; split it"
                    )
                    yield Item(parts, refused=reason)
                    return
                yield from self._item(archive, info, parts, depth)

    def _item(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, parts: tuple[str, ...], depth: int
    ) -> Iterator[Item]:
        item = Item(parts, time=_time(info))
        is_zip = parts[-1].lower().endswith(".zip")
        limit = MAX_ZIP_BYTES if is_zip else MAX_FILE_BYTES
        reason = ""
        if stat.S_ISLNK(info.external_attr >> 16):
            reason = "a link to another place is not followed; ask for the file itself"
        elif info.flag_bits & 1:
            reason = "the zip file is encrypted; ask for the notebook itself, or a zip file without a password"
        elif info.file_size > limit:
            reason = _too_large(info.file_size)
        elif is_zip and depth >= MAX_DEPTH:
            reason = f"zip files lie more than {MAX_DEPTH} deep in each other; ask for the notebook itself"
        if reason:
            yield replace(item, refused=reason)
            return
        try:
            with archive.open(info) as file:
                content = file.read(limit + 1)
        except DAMAGED:
            yield replace(item, refused="damaged in the zip file; download it again, or ask for the notebook itself")
            return
        self.bytes += len(content)
        if is_zip:
            yield from self._inner(replace(item, content=content), depth)
        else:
            yield replace(item, content=content)

    def _inner(self, item: Item, depth: int) -> Iterator[Item]:
        try:
            for inner in self.items(_student_zip(item.content), item.parts, depth + 1):
                yield replace(inner, time=item.time)
        except DAMAGED:
            yield replace(item, refused="not a zip file, or a damaged one; ask for the notebook itself")


def _student_zip(content: bytes) -> IO[bytes]:
    """Return a student's zip file to read from; one that lists files without end fills the memory as it is opened."""
    if content.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise zipfile.BadZipFile("too many files")
    return io.BytesIO(content)


def _parts(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """Return the parts of an entry's path; none of them leads out of a folder."""
    name = info.filename
    if not info.flag_bits & 0x800:  # not declared as UTF-8, though many programs write it
        try:
            name = name.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = info.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    # No file system takes longer names; what looks at them may be slow on very long ones.
    parts = tuple(part if len(part) <= 255 else part[:200] + part[-55:] for part in parts[-MAX_PARTS:])
    return tuple(part for part in parts if part not in ("/", ".", "..")) or ("unnamed",)


def _time(info: zipfile.ZipInfo) -> datetime | None:
    """Return when an entry was written: exactly where it says so, else by this computer's clock; None if unknown."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == 0x5455 and size >= 5 and len(extra) >= 9 and extra[4] & 1:
            return datetime.fromtimestamp(struct.unpack("<I", extra[5:9])[0], UTC)
        extra = extra[4 + size :]
    try:
        written = datetime(*info.date_time)
    except ValueError:
        return None
    return None if written.year <= 1980 else written.astimezone(UTC)


def _owner(number: int) -> str:
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return ""


def _too_large(size: int) -> str:
    return (
        f"the file has {size / 1e6:,.0f} MB, the limit is {MAX_FILE_BYTES / 1e6:.0f} MB; "
        "ask the student to clear all outputs (Edit, Clear All Outputs), save, and hand in again"
    )

"""The saved file itself: a zip with a list, the learner's files and the progress. Read with suspicion."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
import zlib
from dataclasses import dataclass

from classroom.errors import CitylabError
from classroom.keeping.collecting import MAX_FILE_BYTES
from classroom.keeping.manifest import NOT_OURS, Manifest, dump, load
from classroom.keeping.names import is_safe, same_file

LIST, PROGRESS, FILES = "manifest.json", "progress.json", "files/"
MAX_MEMBERS = 5_000
MAX_BYTES = 200_000_000  # unpacked
MAX_PROGRESS_BYTES = MAX_LIST_BYTES = 20_000_000
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack all at once, however much it is
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
BEGINNING = b"PK\x03\x04"  # of a zip file with something in it; its end tells what is in it
NO_ZIP_FILE = "this is no zip file; nothing was changed: choose the file that citylab save has made"
INCOMPLETE = (
    "this zip file has no end, so it may be an incomplete download; nothing was changed: download it again, "
    "and choose the file that citylab save has made"
)
THE_DAY = (1980, 1, 1, 0, 0, 0)  # of every member, so that the same work gives the same bytes


@dataclass(frozen=True)
class Archive:
    """A saved file that was checked: its list, the files by path, and the progress if there is any."""

    manifest: Manifest
    files: dict[str, bytes]
    progress: bytes | None


def pack(archive: Archive) -> bytes:
    """Return the zip file. The same content gives the same bytes."""
    members = {LIST: dump(archive.manifest)}
    if archive.progress is not None:
        members[PROGRESS] = archive.progress
    members |= {FILES + path: data for path, data in archive.files.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in sorted(members):
            member = zipfile.ZipInfo(name, THE_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # the same on every system
            member.external_attr = (stat.S_IFREG | 0o644) << 16
            bundle.writestr(member, members[name])
    return made.getvalue()


def unpack(data: bytes) -> Archive:
    """
    Read a saved file, all of it, before anything is done with it.

    Raises
    ------
    CitylabError
        If it is no zip file, damaged, too large, of a newer format, holds a path outside the learner's
        folders, or a member is not what the list says. One sentence with the remedy.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise CitylabError(NO_ZIP_FILE if not data.startswith(BEGINNING) else INCOMPLETE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            _check_members(bundle.infolist())
            members = {info.filename: _read(bundle, info) for info in bundle.infolist() if not info.is_dir()}
    except DAMAGED:
        raise CitylabError(
            "this zip file is damaged; nothing was changed: download it again, or take an older one"
        ) from None
    if LIST not in members:
        raise CitylabError(NOT_OURS)
    return _checked(load(members[LIST]), members)


def _read(bundle: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack a member, at most as much as it says: a call without a size unpacks all before it looks."""
    with bundle.open(info) as member:
        content = member.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise zipfile.BadZipFile(info.filename)
    return content


def _largest(name: str) -> int:
    return {LIST: MAX_LIST_BYTES, PROGRESS: MAX_PROGRESS_BYTES}.get(name, MAX_FILE_BYTES)


def _check_members(infos: list[zipfile.ZipInfo]) -> None:
    too_large = any(info.file_size > _largest(info.filename) for info in infos)
    if too_large or len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_BYTES:
        raise CitylabError(
            f"this file holds more than {MAX_MEMBERS:,} files, unpacks to more than {MAX_BYTES // 1_000_000} MB, or "
            f"has a file of more than {MAX_FILE_BYTES // 1_000_000} MB: "
            "citylab save makes none so large; nothing was changed: choose another file"
        )
    for info in infos:
        if info.compress_type not in PACKINGS:
            raise CitylabError(NOT_OURS)
        if stat.S_ISLNK(info.external_attr >> 16) or not _is_expected(info):
            raise CitylabError(
                f"this file holds {info.filename[:80]!r}, which lies outside your folders; "
                "nothing was changed: take a file that citylab save has made"
            )
    if len({same_file(info.filename) for info in infos}) < len(infos):
        raise CitylabError(NOT_OURS)


def _is_expected(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    return info.is_dir() or name in (LIST, PROGRESS) or (name.startswith(FILES) and is_safe(name[len(FILES) :]))


def _checked(manifest: Manifest, members: dict[str, bytes]) -> Archive:
    """Hold every member against the list."""
    progress = members.get(PROGRESS) if manifest.progress else None
    files = {entry.path: members.get(FILES + entry.path) for entry in manifest.files}
    wanted = {entry.path: entry.sha256 for entry in manifest.files}
    for path, content in files.items():
        if not is_safe(path) or content is None or _sha256(content) != wanted[path]:
            raise CitylabError(
                f"{path[:120]!r} in this file is missing or was changed after it was saved; "
                "nothing was changed here: download the file again, or take an older one"
            )
    if manifest.progress and (progress is None or _sha256(progress) != manifest.progress):
        raise CitylabError(
            "the progress in this file is missing or was changed after it was saved; "
            "nothing was changed here: download the file again, or take an older one"
        )
    return Archive(manifest, {path: content for path, content in files.items() if content is not None}, progress)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

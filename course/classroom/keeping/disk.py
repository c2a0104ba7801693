"""Write files so that a full disk or an interruption leaves each of them whole: the old one or the new one."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from classroom.errors import CitylabError


def write_all(root: Path, files: dict[str, bytes]) -> None:
    """
    Write files, in their order. All are on the disk, under other names, before the first takes its place.

    Parameters
    ----------
    root : pathlib.Path
        The course's folder.
    files : dict of str to bytes
        Content by path below `root`, with slashes.

    Raises
    ------
    CitylabError
        If one cannot be written, or its folder is a link that leads out of `root`. Nothing is half written then.
    """
    staged: list[tuple[Path, Path]] = []
    target = root
    try:
        for number, (name, data) in enumerate(files.items()):
            target = root / name
            _refuse_leaving(root, target)
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_name(f".{os.getpid()}-{number}.partial")
            staged.append((partial, target))
            with partial.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for partial, target in staged:
            os.replace(partial, target)
    except OSError as error:
        raise CitylabError(
            f"{target}: cannot be written ({error.strerror or error}); nothing that was there is lost: "
            "make room on the disk, or let this folder be written to, then restore the same file again"
        ) from error
    finally:
        for partial, _ in staged:
            _forget(partial)


def _forget(partial: Path) -> None:
    with contextlib.suppress(OSError):  # the folder went away in the meantime
        partial.unlink(missing_ok=True)


def _refuse_leaving(root: Path, target: Path) -> None:
    if not target.parent.resolve().is_relative_to(root.resolve()):
        raise CitylabError(
            f"{target.parent}: this folder is a link that leads out of the course; nothing was changed: "
            "put a folder in its place, then restore again"
        )

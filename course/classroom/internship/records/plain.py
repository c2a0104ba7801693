"""Find the plain files in a folder that somebody else filled: no links, and nothing that waits for a reader."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path


def is_plain(path: Path) -> bool:
    """Whether it is a file itself: a link shows what lies elsewhere, and a pipe makes its reader wait for good."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def plain_files(folder: Path) -> Iterator[Path]:
    """Yield the plain files below a folder, by their paths; no link is followed, neither the folder nor one in it."""
    yield from sorted(path for path in all_files(folder) if is_plain(path))


def links(folder: Path) -> Iterator[Path]:
    """Yield the links below a folder, by their paths, without following them."""
    yield from sorted(path for path in all_files(folder) if path.is_symlink())


def all_files(folder: Path) -> Iterator[Path]:
    """Yield whatever is no folder below a folder; a link to a folder is not entered."""
    if folder.is_symlink():
        return
    for place, folders, names in os.walk(folder, followlinks=False):
        yield from (Path(place, name) for name in names)
        yield from (Path(place, name) for name in folders if Path(place, name).is_symlink())

"""Find what a learner would miss: notebooks that differ from the course's, and what stands beside them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from classroom.keeping import cells, shipped
from classroom.keeping.manifest import Shipped, shipped_cells
from classroom.keeping.names import FOLDERS, is_backup, is_safe, same_file, shown

MAX_FILE_BYTES = 5_000_000  # of one file, outputs left out
TOO_LARGE = f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB"
MAX_TOTAL_BYTES = 50_000_000
MAX_FILES = 2_000
FEEDBACK = "course/my-work/*/feedback.html"  # `citylab mark` makes it again
CLUTTER = ("__pycache__", "Thumbs.db", "desktop.ini")


@dataclass
class Found:
    """
    A learner's files by path, the base of each notebook of the course, and what was left out and why.

    `shipped` has no entry for what the learner made.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    shipped: dict[str, tuple[Shipped, ...]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    _total: int = 0
    _names: set[str] = field(default_factory=set)

    def add(self, name: str, data: bytes, why_not: str = "") -> bool:
        """Take a file, or note why it is left out; tell which."""
        reason = why_not or self._why_not(name, data)
        if reason:
            self.left_out.append(f"left out: {shown(name)}: {reason}; keep a copy of it elsewhere")
            return False
        self._total += len(data)
        self._names.add(same_file(name))
        self.files[name] = data
        return True

    def _why_not(self, name: str, data: bytes) -> str:
        if same_file(name) in self._names:
            return "another file here has the same name but for capital letters, rename one of them"
        if len(data) > MAX_FILE_BYTES:
            return TOO_LARGE
        if self._total + len(data) > MAX_TOTAL_BYTES or len(self.files) >= MAX_FILES:
            return f"all together would be more than {MAX_TOTAL_BYTES // 1_000_000} MB or {MAX_FILES:,} files"
        return ""


def collect(root: Path, made: dict[str, bytes]) -> Found:
    """
    Gather a learner's files.

    Parameters
    ----------
    root : pathlib.Path
        The course's folder.
    made : dict of str to bytes
        What the course ships, from `shipped.notebooks`.
    """
    found = Found()
    for path in _paths(root):
        name = path.relative_to(root).as_posix()
        why_not, data = _content(path, name)
        notebook = cells.read(data) if name.endswith(".ipynb") else None
        base = shipped.notebook(made, name)
        if notebook and base and notebook.digests == base.digests:
            continue
        if notebook:
            with contextlib.suppress(RecursionError):  # nested too deep to be written anew: saved as it is
                data = cells.write(cells.with_own_ids(notebook.cells), notebook.metadata)
        if found.add(name, data, why_not) and base:
            found.shipped[name] = shipped_cells(base.cells)
    return found


def _content(path: Path, name: str) -> tuple[str, bytes]:
    """Return why a file cannot be saved, if so, and its bytes."""
    if not is_safe(name):
        return "its name does not work on every computer, rename it with letters, digits, - and _", b""
    try:
        # A notebook may hold large outputs, which are not saved.
        if path.stat().st_size > MAX_FILE_BYTES * (10 if name.endswith(".ipynb") else 1):
            return TOO_LARGE, b""
        return "", path.read_bytes()
    except OSError as error:
        return f"it cannot be read ({error.strerror})", b""


def _paths(root: Path) -> Iterator[Path]:
    """Yield the files in the learner's folders, in a fixed order; no hidden ones, and no link is followed."""
    for folder in FOLDERS:
        for here, folders, names in os.walk(root / folder):
            below = PurePosixPath(Path(here).relative_to(root).as_posix())
            folders[:] = sorted(n for n in folders if not _is_clutter(n) and not is_backup((below / n).as_posix()))
            for name in sorted(names):
                path = Path(here) / name
                is_feedback = PurePosixPath(path.relative_to(root).as_posix()).match(FEEDBACK)
                if not (_is_clutter(name) or is_feedback) and path.is_file() and not path.is_symlink():
                    yield path


def _is_clutter(name: str) -> bool:
    return name.startswith(".") or name in CLUTTER

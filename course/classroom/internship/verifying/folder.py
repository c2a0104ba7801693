"""
Take a private copy of a project, without running or following anything in it.

Everything else looks at the copy: it holds regular files only, few and small enough, and cannot change meanwhile.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from classroom.errors import CitylabError
from classroom.internship.verifying.verdict import Finding, count, failed, ok

__all__ = ["MOST_FILES", "MOST_FILE_MB", "MOST_MB", "Folder", "check_is_folder", "take"]

MOST_FILES = 2_000
MOST_FILE_MB = 20
MOST_MB = 100  # all files together
_MB = 1_000_000
_DEEPEST = 12  # folders in folders

# What is read as a whole, by readers that need many times its size [B]; data and outputs are not among it.
_MOST_READ = {".py": 200_000, ".md": 200_000, ".toml": 200_000, ".lock": 2_000_000, "LICENSE": 200_000}
_MOST_CODE_MB = 2  # all Python files together
_PASSPORT = "datapackage.json"

# What tools keep beside a project; it is left out and not spoken of.
_LEFT_OUT = {".git", ".venv", "venv", "__pycache__", ".pytest_cache", ".ruff_cache", ".mypy_cache"}
# What does not belong into what is handed over.
_LEFTOVERS = {".ipynb_checkpoints", ".env", ".DS_Store", "Thumbs.db", "desktop.ini", ".Rhistory", ".vscode", ".idea"}


@dataclass(frozen=True)
class Folder:
    """
    The private copy of a project.

    Attributes
    ----------
    root : pathlib.Path
        Where the copy lies.
    files : tuple of str
        Paths of its files, with ``/``, sorted.
    """

    root: Path
    files: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Whether it holds this file."""
        return name in self.files

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        return (self.root / name).read_bytes()

    def text(self, name: str) -> str:
        """Return a file as text; what is not UTF-8 becomes a sign that stands for it."""
        return self.read(name).decode("utf-8-sig", errors="replace")

    def below(self, name: str) -> list[str]:
        """Return the files in a folder and in the folders in it."""
        return [file for file in self.files if file.startswith(f"{name}/")]


def check_is_folder(project: Path) -> None:
    """Raise a CitylabError if there is no folder of this name."""
    if not project.is_dir():
        what = "is a file" if project.is_file() else "does not exist"
        raise CitylabError(f"{project} {what}; give the folder of a project, the one that holds portfolio.toml")


def take(project: Path, into: Path) -> tuple[Folder | None, list[Finding]]:
    """
    Copy a project.

    Parameters
    ----------
    project : pathlib.Path
        Its folder.
    into : pathlib.Path
        A new folder for the copy.

    Returns
    -------
    folder : Folder or None
        None if it must not be run: too large, with too many files, or with things that are no files.
    findings : list of Finding
        Of the check ``folder``.
    """
    try:
        files, problems = _look(project)
    except OSError as error:
        return None, [_cannot(error)]
    if not files and not problems:
        return None, [failed("folder", "the folder is empty", "Give the folder that holds portfolio.toml.")]
    if any(one.is_fatal for one in problems):
        return None, [one.finding for one in problems]
    for name, size in files.items():
        try:
            _copy(project / name, into / name, size)
        except OSError as error:
            return None, [_cannot(error)]
    into.mkdir(exist_ok=True)
    findings = [one.finding for one in problems]
    total_mb = sum(files.values()) / _MB
    return Folder(into, tuple(sorted(files))), findings or [ok("folder", f"{count(files, 'file')}, {total_mb:.1f} MB")]


@dataclass(frozen=True)
class _Problem:
    finding: Finding
    is_fatal: bool


def _look(project: Path) -> tuple[dict[str, int], list[_Problem]]:
    """Return the sizes of the files to copy [B], and what is wrong."""
    files: dict[str, int] = {}
    problems: list[_Problem] = []
    total = code = 0
    for place, status in _walk(project, PurePosixPath()):
        name = str(place)
        if stat.S_ISLNK(status.st_mode) or not stat.S_ISREG(status.st_mode):
            what = "a link" if stat.S_ISLNK(status.st_mode) else "no file"
            problems.append(_no_file(name, what))
        elif place.name in _LEFTOVERS or place.parts[0] in _LEFTOVERS or set(place.parts) & _LEFTOVERS:
            problems.append(_leftover(name))
        else:
            files[name] = status.st_size
            total += status.st_size
            code += status.st_size if place.suffix == ".py" else 0
            if status.st_size > _most(place):
                problems.append(_large(name, status.st_size, _most(place)))
        if len(files) + len(problems) > MOST_FILES:
            return files, [_too_many()]
        if total > MOST_MB * _MB:
            return files, [_Problem(failed("folder", f"its files have more than {MOST_MB} MB", _SMALLER), True)]
        if code > _MOST_CODE_MB * _MB:
            says = f"its Python files have more than {_MOST_CODE_MB} MB"
            return files, [_Problem(failed("folder", says, _DATA_IN_CODE), True)]
    return files, problems


def _walk(project: Path, place: PurePosixPath) -> Iterator[tuple[PurePosixPath, os.stat_result]]:
    """Yield everything that is no folder; a link to a folder is not entered."""
    with os.scandir(project / place) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        here = place / entry.name
        status = entry.stat(follow_symlinks=False)
        if not stat.S_ISDIR(status.st_mode):
            yield here, status
        elif len(here.parts) > _DEEPEST:
            raise OSError(f"more than {_DEEPEST} folders lie in each other")
        elif entry.name not in _LEFT_OUT:
            yield from _walk(project, here)


def _copy(source: Path, target: Path, size: int) -> None:
    """Copy a file that was regular when it was looked at; if it is not any more, nothing is followed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(source, flags), "rb") as file:
        target.write_bytes(file.read(size))


_SMALLER = "Take out what the notebooks do not read, or keep a smaller extract of the data and say so in DATA.md."

_DATA_IN_CODE = "Put what is data into data/, and name packages in requirements.lock in place of copying them."
_DIVIDE = "Divide it, or put what is data into data/: this file is read as a whole."


def _cannot(error: OSError) -> Finding:
    return failed("folder", f"it cannot be read: {error}", "Make every file readable for you, and try again.")


def _no_file(name: str, what: str) -> _Problem:
    remedy = "Put the file itself in its place: a link leads elsewhere on another computer."
    return _Problem(failed("folder", f"{name} is {what}", remedy), True)


def _leftover(name: str) -> _Problem:
    remedy = "Delete it, and name it in .gitignore; it is no part of the work, and may hold what is private."
    return _Problem(failed("folder", f"{name} was left over by a program", remedy), False)


def _most(place: PurePosixPath) -> int:
    """Return how large a file may be. [B]"""
    if place.name == _PASSPORT:
        return 1 * _MB
    if place.parts[0] == "outputs":
        return MOST_FILE_MB * _MB
    return _MOST_READ.get(place.suffix or place.name, MOST_FILE_MB * _MB)


def _large(name: str, size: int, most: int) -> _Problem:
    says = f"{name} has {size / _MB:.1f} MB; such a file may have {most / _MB:g}"
    is_read = most < MOST_FILE_MB * _MB
    return _Problem(failed("folder", says, _DIVIDE if is_read else _SMALLER), True)


def _too_many() -> _Problem:
    return _Problem(failed("folder", f"it has more than {MOST_FILES:,} files", _SMALLER), True)

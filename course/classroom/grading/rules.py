"""
The fingerprint of all that marks depend on, so that only what has changed is marked again.

Marks depend on the submission, the source and the release, the course's settings, the class seed, the limits, the code
that marks, the installed packages, and on those parts of the library `citylab` and those data sets that the assignment
or the submission names. Other lessons may change at will: nobody is marked again.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from classroom.course_root import CONFIG

COURSE = Path(__file__).resolve().parents[2]
# These give no marks: they order, write and show. Every other module of marking counts, also one that is new.
NO_MARKS = {
    "grading": "command grade workers submissions rules held class_seed book book_assignment book_files book_gradebook "
    "book_outputs book_rows",
    "sandbox": "container probe report",
    "wire": "",
}
PART = re.compile(rb"\bcitylab(?:\.(\w+)|\s+import\s+(\(|[\w ,]+))?")
MOST_READ = 5_000_000  # [B] of a submission, to find what it names


class Rules:
    """
    What marks depend on besides the submission.

    Parameters
    ----------
    course : pathlib.Path
        The course root.
    assignment : str
        Its source and release must exist.
    settings : iterable of object
        What else matters, such as the class seed.
    library, datasets : pathlib.Path
        Where the library's parts and the data sets lie.
    """

    def __init__(
        self,
        course: Path,
        assignment: str,
        settings: Iterable[object],
        *,
        library: Path = COURSE / "citylab",
        datasets: Path = COURSE.parent / "datasets",
    ) -> None:
        self._parts = _Parts(library, datasets)
        notebooks = [course / step / assignment / f"{assignment}.ipynb" for step in ("source", "release")]
        self._named = frozenset(name for path in notebooks for name in self._parts.named(path.read_bytes()))
        files = [*notebooks, course / CONFIG, *_engine()]
        others = [sys.version, installed(sys.path), list(map(repr, settings))]
        self._base = [*map(_digest, files), json.dumps(others)]

    def print_for(self, content: bytes) -> str:
        """Return the fingerprint of the rules for a submission that holds `content`."""
        names = self._named | frozenset(self._parts.named(content[:MOST_READ]))
        return _of(*self._base, *self._parts.prints(names))


class _Parts:
    """Modules and packages right below `citylab`, and data sets, each with what it names in turn."""

    def __init__(self, library: Path, datasets: Path) -> None:
        self._files = {f"citylab.{path.stem}": path for path in library.glob("*.py")}
        self._files |= {f"citylab.{path.parent.name}": path.parent for path in library.glob("*/__init__.py")}
        self._data = {path.name: path for path in datasets.glob("*/") if path.is_dir()}
        self.prints = cache(self._prints)
        self._read = cache(self._read_part)

    def named(self, text: bytes) -> Iterator[str]:
        """Give the parts and data sets that a text names."""
        for part, imported in PART.findall(text):
            for name in [part] if part else re.findall(rb"\w+", imported):
                if (full := f"citylab.{name.decode(errors='replace')}") in self._files:
                    yield full
            if imported == b"(":  # the names stand on lines of their own
                yield from self._files
        yield from (name for name in self._data if name.encode() in text)

    def _prints(self, names: Collection[str]) -> list[str]:
        """Return a fingerprint for each part, and for those that they name in turn."""
        found, waiting = {"citylab.__init__": self._read("citylab.__init__")[0]}, list(names)
        while waiting:
            if (name := waiting.pop()) not in found:
                found[name], further = self._read(name)
                waiting += further
        return [f"{name} {found[name]}" for name in sorted(found)]

    def _read_part(self, name: str) -> tuple[str, list[str]]:
        if name in self._data:
            # The passport has the hash of each file.
            files = sorted(path for path in self._data[name].iterdir() if path.is_file())
            sizes = [f"{path.name} {path.stat().st_size}" for path in files]
            return _of(*sizes, *(_digest(path) for path in files if path.name == "datapackage.json")), []
        place = self._files.get(name)
        if place is None:
            return "", []
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        texts = [path.read_bytes() for path in files]
        further = {other for text in texts for other in self.named(text)} if name != "citylab.__init__" else set()
        return _of(*(hashlib.sha256(text).hexdigest() for text in texts)), sorted(further)


def installed(folders: Iterable[str]) -> list[str]:
    """Return the installed packages with their versions, as the names of their folders tell them."""
    return sorted(path.name for folder in folders for path in Path(folder or ".").glob("*.dist-info"))


def _engine() -> Iterator[Path]:
    for part, others in NO_MARKS.items():
        for path in sorted((COURSE / "classroom" / part).glob("*.py")):
            if path.stem not in others.split():
                yield path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _of(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()

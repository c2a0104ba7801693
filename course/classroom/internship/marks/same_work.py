"""Tell whether a project's work is somebody else's: by digests of its code, read without running or following it."""

from __future__ import annotations

import hashlib
import json
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from classroom.errors import CitylabError
from classroom.internship.records import Damage, Records
from classroom.internship.records.journal import VERDICT
from classroom.internship.records.names import check_line
from classroom.internship.records.plain import is_plain, plain_files

MOST_FILES, MOST_BYTES = 500, 2_000_000  # of the code, and of one file; what is larger is left out
MOST_SETTINGS = 100_000  # of portfolio.toml [B]
_CODE = (("src", ".py"), ("notebooks", ".ipynb"))


@dataclass(frozen=True)
class Work:
    """
    The code of a project.

    Attributes
    ----------
    files : dict of str to str
        Path in the project, by the digest of what the file says.
    """

    files: dict[str, str]

    @property
    def digest(self) -> str:
        """One digest of all files, whatever they are called; empty if there are none."""
        return hashlib.sha256("\n".join(sorted(self.files)).encode()).hexdigest() if self.files else ""


def work_of(project: Path) -> Work:
    """Return the code in ``src`` and ``notebooks``; blanks, comments of a whole line and outputs make no difference."""
    found: dict[str, str] = {}
    for top, ending in _CODE:
        files = [path for path in plain_files(project / top) if path.suffix == ending]
        for path in files[:MOST_FILES]:
            if path.stat().st_size <= MOST_BYTES and (said := _said(path)):
                found[hashlib.sha256(said.encode()).hexdigest()] = path.relative_to(project).as_posix()
    return Work(found)


def against_references(work: Work) -> tuple[str, list[str]]:
    """
    Compare with the reference solutions of the course's own projects.

    Returns
    -------
    refusal : str
        Why it is refused: all that a reference adds to its starter is in it. Else nothing.
    remarks : list of str
        Files that are those of a reference.
    """
    from classroom.internship import projects

    remarks = []
    with tempfile.TemporaryDirectory() as folder:
        for name in projects.names():
            reference = work_of(projects.write_reference(name, Path(folder, name, "reference")))
            starter = work_of(projects.write_starter(name, Path(folder, name, "starter")))
            own = reference.files.keys() - starter.files.keys()
            same = own & work.files.keys()
            if own and same == own:
                return f"work: this is the course's own solution of {name}; the intern hands in work of her own", []
            remarks += [f"work: {work.files[one]} is that of the course's own solution of {name}" for one in same]
    return "", sorted(remarks)


def same_as(records: Records, intern: str, digest: str) -> list[str]:
    """Return the ids of other interns whose project had the same code."""
    return [
        one.intern.id
        for one in records.all()
        if not isinstance(one, Damage) and one.intern.id != intern and digest
        if any(event.what == VERDICT and event["digest"] == digest for event in one.events)
    ]


def title_of(project: Path) -> str:
    """Return the title that the project gives itself, or nothing."""
    path = project / "portfolio.toml"
    try:
        if not is_plain(path) or path.stat().st_size > MOST_SETTINGS:
            return ""
        return check_line(tomllib.loads(path.read_text(encoding="utf-8"))["title"], of="title")
    except (OSError, ValueError, KeyError, RecursionError, CitylabError):
        return ""  # whatever is wrong with it, the verdict has told


def _said(path: Path) -> str:
    """Return what a file says: its lines of code without blanks."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".ipynb":
        text = _code_of(text)
    lines = ("".join(line.split()) for line in text.splitlines())
    return "".join(line for line in lines if not line.startswith("#"))


def _code_of(notebook: str) -> str:
    try:
        cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
        return "\n".join("".join(cell["source"]) for cell in cells)
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""

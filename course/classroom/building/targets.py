"""Build every notebook of the course, or say which ones are out of date."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from classroom.building.lessons import Neighbour, build_lesson, title_of
from classroom.building.masters import build_master
from classroom.building.notebooks import is_worked_in
from classroom.building.release import release
from classroom.errors import CitylabError

DOCUMENT = "internship-"  # begins the name of each document of the internship


@dataclass
class Report:
    """What a build did. Paths are relative to the repository."""

    written: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)  # somebody worked in them
    unchanged: int = 0


def build(root: Path, *, force: bool = False) -> Report:
    """
    Write the notebooks that differ from their source. All are made before the first is written.

    A notebook that somebody ran or saved, and that differs, is kept unless `force` is set.

    Raises
    ------
    CitylabError
        If a source is wrong, or a folder cannot be written to; then no file is half written.
    """
    report = Report()
    wanted = expected(root)
    for path, data in wanted.items():
        _write(root, path, data, report, force=force)
    for path in sorted(_orphans(root, wanted)):
        if is_worked_in((root / path).read_bytes()) and not force:
            report.kept.append(path)
        else:
            (root / path).unlink()
            report.removed.append(path)
    return report


def outdated(root: Path) -> list[Path]:
    """Return the notebooks that are missing, differ from their source, or have none."""
    wanted = expected(root)
    stale = [path for path, data in wanted.items() if _read(root / path) != data]
    return sorted([*stale, *_orphans(root, wanted)])


def expected(root: Path) -> dict[Path, bytes]:
    """Return every built notebook, by its path relative to `root`."""
    return {**_lessons(root), **_assignments(root)}


def masters(root: Path) -> dict[str, Path]:
    """Return the hand-written assignments by name."""
    found = sorted((root / "assignments" / "masters").glob("*/*.py"))
    return {path.stem: path for path in found if path.stem == path.parent.name}


def module_masters(root: Path) -> dict[str, Path]:
    """Return the hand-written assignments of the modules by name."""
    return {name: path for name, path in masters(root).items() if not is_document(name)}


def document_masters(root: Path) -> dict[str, Path]:
    """Return the hand-written documents of the internship by the name of their assignment."""
    return {name: path for name, path in masters(root).items() if is_document(name)}


def is_document(assignment: str) -> bool:
    """Return whether an assignment is a document of the internship, and not that of a module."""
    return assignment.startswith(DOCUMENT)


def master(root: Path, name: str) -> Path:
    """
    Return the hand-written file of an assignment.

    Raises
    ------
    CitylabError
        If there is none of that name; the message lists those there are.
    """
    known = masters(root)
    if name not in known:
        raise CitylabError(f"no assignment named {name}; there are: {', '.join(known) or 'none yet'}")
    return known[name]


def build_assignment(root: Path, name: str) -> list[Path]:
    """
    Write the source and the release of one assignment.

    Raises
    ------
    CitylabError
        If there is no such assignment, its master is wrong, or nbgrader refuses it.
    """
    made = _assignment(root, name, master(root, name))
    for path, data in made.items():
        write_whole(root / path, data)
    return list(made)


def _lessons(root: Path) -> dict[Path, bytes]:
    lessons = root / "course" / "lessons"
    wanted: dict[Path, bytes] = {}
    for folder in sorted({path.parent for path in lessons.rglob("*.py")}):
        pages = sorted(folder.glob("*.py"))
        for position, page in enumerate(pages):
            relative = page.relative_to(lessons).with_suffix(".ipynb")
            student, solution = build_lesson(page, neighbours=_neighbours(lessons, pages, position))
            wanted[Path("course/notebooks") / relative] = student
            if solution:
                wanted[Path("course/solutions") / relative] = solution
    return wanted


def _neighbours(lessons: Path, pages: list[Path], position: int) -> list[Neighbour]:
    """Link a page to the one before, the start page and the one after."""
    if pages[position].parent == lessons:
        return []
    found = [Neighbour("Start", "all modules", "../start.ipynb")]
    if position > 0:
        previous = pages[position - 1]
        found.insert(0, Neighbour("Before", title_of(previous), f"{previous.stem}.ipynb"))
    if position + 1 < len(pages):
        following = pages[position + 1]
        found.append(Neighbour("Next", title_of(following), f"{following.stem}.ipynb"))
    return found


def _assignments(root: Path) -> dict[Path, bytes]:
    wanted: dict[Path, bytes] = {}
    for name, path in masters(root).items():
        wanted |= _assignment(root, name, path)
    return wanted


def _assignment(root: Path, name: str, path: Path) -> dict[Path, bytes]:
    """Return source and release of one assignment, by path relative to `root`."""
    config = root / "assignments" / "nbgrader_config.py"
    data = build_master(path)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{name}.ipynb"
        source.write_bytes(data)
        released = release(source, config_file=config if config.exists() else None)
    assignments = Path("assignments")
    return {
        assignments / "source" / name / source.name: data,
        assignments / "release" / name / source.name: released,
    }


def _orphans(root: Path, wanted: dict[Path, bytes]) -> Iterator[Path]:
    for place in ("course/notebooks", "course/solutions", "assignments/source", "assignments/release"):
        for path in (root / place).rglob("*.ipynb"):
            relative = path.relative_to(root)
            if relative not in wanted and ".ipynb_checkpoints" not in relative.parts:
                yield relative


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _write(root: Path, path: Path, data: bytes, report: Report, *, force: bool) -> None:
    target = root / path
    before = _read(target)
    if before == data:
        report.unchanged += 1
    elif before is not None and not force and is_worked_in(before):
        report.kept.append(path)
    else:
        write_whole(target, data)
        report.written.append(path)


def write_whole(target: Path, data: bytes) -> None:
    """
    Write a file completely or not at all.

    Raises
    ------
    CitylabError
        If the folder cannot be written to.
    """
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(data)
        os.replace(partial, target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise CitylabError(
            f"{target}: cannot be written ({error.strerror}); check that the folder is yours and the disk has room"
        ) from error

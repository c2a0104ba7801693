"""Look at the notebooks and at the data."""

from __future__ import annotations

import json
from pathlib import Path

from classroom.doctor.finding import Finding, few, ok

REBUILD = "copy what you wrote elsewhere, remove the named files, then run: citylab build"


def notebooks(root: Path) -> Finding:
    """Say whether each lesson has its notebook, and whether Jupyter can open it."""
    wanted = _wanted(root)
    missing = [path.relative_to(root).as_posix() for path in wanted if not path.is_file()]
    damaged = [path.relative_to(root).as_posix() for path in wanted if path.is_file() and not _opens(path)]
    if not wanted:
        return Finding("notebooks", "problem", "course/lessons holds no lesson", "get the course again, with git clone")
    if damaged:
        return Finding("notebooks", "problem", f"cannot be opened: {few(damaged)}", REBUILD)
    if missing:
        return Finding("notebooks", "problem", f"missing: {few(missing)}", "write them: citylab build")
    return ok("notebooks", f"{len(wanted)}, with solutions; each can be opened")


def data() -> Finding:
    """Say whether every file of every data set is the published one."""
    from citylab import data as sets

    try:
        names = list(sets.catalogue().index)
    except sets.DataError as error:
        return Finding("data", "problem", *_in_two(str(error)))
    wrong, files = [], 0
    for name in names:
        for file in _files(name):
            files += 1
            try:
                sets.path(name, file)
            except sets.DataError as error:
                wrong.append(str(error))
    if wrong:
        says, remedy = _in_two(wrong[0])
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        return Finding(
            "data", "problem", says + more, remedy if len(wrong) == 1 else "restore them with: git checkout -- datasets"
        )
    return ok("data", f"{len(names)} sets, {files} files, every hash right")


def _wanted(root: Path) -> list[Path]:
    """Return the notebooks that the lessons are built into; one with exercises has a solved twin."""
    lessons, found = root / "course" / "lessons", []
    for source in sorted(lessons.rglob("*.py")):
        path = source.relative_to(lessons).with_suffix(".ipynb")
        found.append(root / "course" / "notebooks" / path)
        if 'solution="' in source.read_text(encoding="utf-8"):
            found.append(root / "course" / "solutions" / path)
    return found


def _opens(path: Path) -> bool:
    """Tell whether a file is a notebook for the kernel that everybody has."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return bool(content["nbformat"] == 4 and content["cells"])
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _files(name: str) -> list[str]:
    from citylab import paths

    passport = json.loads((paths.root() / "datasets" / name / "datapackage.json").read_text(encoding="utf-8"))
    return [resource["path"] for resource in passport["resources"]]


def _in_two(message: str) -> tuple[str, str]:
    """Return what an error says, and its remedy."""
    says, _, remedy = message.partition("; ")
    return says, remedy or "restore it: git checkout -- datasets"

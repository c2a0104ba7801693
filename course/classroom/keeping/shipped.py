"""What the course ships: every notebook as the builder makes it, whatever lies on the disk."""

from __future__ import annotations

import hashlib
import json
import os
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from classroom.keeping.cells import Notebook, read

SOURCES = (
    "course/lessons/**/*.py",
    "assignments/masters/**/*.py",
    "assignments/nbgrader_config.py",
    "course/classroom/building/*.py",
)
WORK = ("course", "my-work")


def notebooks(root: Path) -> dict[str, bytes]:
    """
    Return the notebooks that learners open, by their path in the course.

    Building them takes seconds, so the result is remembered until a lesson, an assignment or the builder changes.

    Raises
    ------
    classroom.errors.CitylabError
        If a lesson or an assignment cannot be built; the message says what to mend.
    """
    key = _key(root)
    made = _remembered(key)
    if made is None:
        from classroom.building.targets import expected

        made = {
            path.as_posix(): data.decode("utf-8")
            for path, data in expected(root).items()
            if path.parts[:2] in (("course", "notebooks"), ("assignments", "release"))
        }
        _remember(key, made)
    return {path: text.encode("utf-8") for path, text in made.items()}


def prepare(root: Path) -> None:
    """Build what the course ships, and remember it, so that the first save is as quick as the next."""
    notebooks(root)


def made_from(path: str) -> str:
    """Return the shipped notebook that a path is a copy of: its own, or for a copy in course/my-work the release."""
    parts = PurePosixPath(path).parts
    if parts[:2] == WORK and len(parts) == 4 and parts[3] == f"{parts[2]}.ipynb":
        return f"assignments/release/{parts[2]}/{parts[3]}"
    return path


def notebook(made: dict[str, bytes], path: str) -> Notebook | None:
    """Return the shipped notebook behind a path, or None if there is none."""
    data = made.get(made_from(path))
    return None if data is None else read(data)


def cache_file() -> Path:
    """Return the file that remembers the last build; it may be deleted at any time."""
    from platformdirs import user_cache_path

    return user_cache_path("citylab") / "shipped.json"


def _key(root: Path) -> str:
    """Return a print of all that the notebooks are made from."""
    seen = hashlib.sha256("|".join(version(name) for name in ("jupytext", "nbformat", "nbgrader")).encode())
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            seen.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
            seen.update(path.read_bytes())
    return seen.hexdigest()


def _remembered(key: str) -> dict[str, str] | None:
    try:
        found = json.loads(cache_file().read_bytes())
        return found["notebooks"] if found["key"] == key else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _remember(key: str, made: dict[str, str]) -> None:
    target = cache_file()
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps({"key": key, "notebooks": made}), encoding="utf-8")
        os.replace(partial, target)
    except OSError:
        partial.unlink(missing_ok=True)  # the next call builds again

"""Which entries of a saved file are not taken in: backups, and code that would run in place of a package."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import PurePosixPath

from classroom.keeping.names import is_backup

CODE = (".py", ".pyw", ".pyc", ".so", ".pyd", ".pth")
BESIDE_LESSONS = ("course/notebooks/", "assignments/release/")  # where Python looks first when a lesson runs


def why_not(path: str, *, from_another: bool) -> str:
    """
    Return why an entry is left out; empty if it is taken.

    Parameters
    ----------
    path : str
        Where it would stand in the course.
    from_another : bool
        Whether it is another person's: of theirs, only notebooks are taken.
    """
    if is_backup(path):
        return "it lies where a restore puts aside what stood here"
    if from_another and PurePosixPath(path).suffix != ".ipynb":
        return "of another person, only notebooks are taken"
    if name := _shadowed(path):
        return f"notebooks beside it would run it in place of Python's {name!r}; take it out of the zip by another name"
    return ""


def _shadowed(path: str) -> str:
    """Return the name of the module that a file would stand in for; empty if there is none."""
    place = PurePosixPath(path)
    if not path.startswith(BESIDE_LESSONS) or place.suffix.lower() not in CODE:
        return ""
    name = place.name.split(".")[0]
    if name == "__init__":
        name = place.parent.name
    return name if _is_module(name) else ""


def _is_module(name: str) -> bool:
    if name in sys.stdlib_module_names:
        return True
    try:
        return name.isidentifier() and importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):  # a module without a description is one all the same
        return True

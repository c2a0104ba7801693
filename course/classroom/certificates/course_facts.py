"""What the course says of its modules: outcomes, version, and which assignment a class was given."""

from __future__ import annotations

import difflib
import hashlib
import re
from importlib.metadata import version
from pathlib import Path

from citylab.modules import CourseError, Module, modules
from classroom.errors import CitylabError

COURSE_TITLE = "Joint Smart Cities Laboratory"
_OUTCOMES = re.compile(r"\*\*You will be able to\*\*\n+((?:\* .+\n)+)")


def course_version() -> str:
    """Return the version of the course, such as ``0.1.0``."""
    return version("smart-cities-lab")


def ready_modules() -> tuple[Module, ...]:
    """
    Return the modules that can be taken.

    Raises
    ------
    CitylabError
        If the list of modules is missing or wrong.
    """
    try:
        return tuple(module for module in modules() if module.status == "ready")
    except CourseError as error:
        raise CitylabError(str(error)) from error


def find_module(name: str) -> Module:
    """
    Return a module by its name.

    Raises
    ------
    CitylabError
        If there is none that can be taken.
    """
    listed = {module.slug: module for module in ready_modules()}
    if name not in listed:
        near = difflib.get_close_matches(name.lower(), listed, n=1)
        meant = f"; did you mean {near[0]}? There" if near else "; there"
        raise CitylabError(f"no module named {name} that can be taken{meant} are: {', '.join(listed)}")
    return listed[name]


def in_short(module: Module) -> str:
    """Return what a module is, in a sentence or two."""
    return f"Module {module.number} of the {COURSE_TITLE}. {module.brief}"


def outcomes_of(root: Path, module: Module) -> tuple[str, ...]:
    """Return what a learner can do after a module, as its overview says; nothing if it says nothing."""
    path = root / "course" / "lessons" / f"{module.number:02d}-{module.slug}" / "00_overview.py"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    found = _OUTCOMES.search(re.sub(r"^# ?", "", text, flags=re.MULTILINE))
    lines = found[1].splitlines() if found else []
    return tuple(re.sub(r"[*`]", "", line.removeprefix("* ")).rstrip(" ;.") for line in lines)


def release_hash(course: Path, assignment: str) -> str:
    """Return the SHA-256 of an assignment as students got it, or nothing if it is not there."""
    path = course / "release" / assignment / f"{assignment}.ipynb"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""

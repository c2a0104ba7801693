"""
Look whether a project that began as a starter still has the starter's tests: they say what done means.

A test that the author wrote says what the author thinks done means. So the starter's stand unchanged, and all of them
pass; whoever begins from nothing has no such tests, and a person reads the author's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Any

from classroom.internship import projects
from classroom.internship.verifying import origin
from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.verdict import Finding, failed, remark

__all__ = ["check", "tests_of"]

OWN_PROJECT = "own project: nobody but you has said what done means; a person reads the tests"
_PYPROJECT = "pyproject.toml"
# Files of these names can change what pytest finds and reports, wherever they lie.
_STEERS = {"conftest", "pytest", "_pytest", "pluggy", "sitecustomize", "usercustomize"}
_SETTINGS = {"pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml", "tox.ini", "setup.cfg"}


def tests_of(starter: str) -> dict[str, bytes]:
    """Return the files below ``tests`` of a starter by their paths; none for an own project."""
    return _given(starter, "tests") if starter else {}


def check(folder: Folder, starter: str) -> list[Finding]:
    """
    Return findings on what differs from the starter's tests, and remarks on what else could change their result.

    Parameters
    ----------
    folder : Folder
        The project.
    starter : str
        Name of the starter that it began as; empty for an own project.
    """
    if not starter:
        return [*origin.check(folder), remark("tests", OWN_PROJECT)]
    wanted = tests_of(starter)
    remedy = (
        f"Put the starter's test back, and write your own tests into new files: "
        f"citylab internship starter {starter} NEW-FOLDER writes it anew."
    )
    found = []
    for name, content in wanted.items():
        if not folder.has(name):
            found.append(failed("tests", f"{name} of the starter {starter} is gone", remedy))
        elif _lines(folder.read(name)) != _lines(content):
            found.append(failed("tests", f"{name} is not as the starter {starter} has it", remedy))
    return found + _remarks(folder, starter, wanted)


def _remarks(folder: Folder, starter: str, tests: Collection[str]) -> list[Finding]:
    """Name what else could make a test pass; there can be a good reason for it, so a person looks."""
    steering = [name for name in folder.files if name not in tests and _steers(PurePosixPath(name))]
    own = folder.read(_PYPROJECT) if folder.has(_PYPROJECT) else b""
    if _settings(own) != _settings(_given(starter, _PYPROJECT)[_PYPROJECT]):
        steering.append(f"what {_PYPROJECT} tells pytest")
    says = "is not the starter's, and can change what the tests report; a person reads it"
    found = [remark("tests", f"{name} {says}") for name in steering]
    for name, content in _given(starter, "data").items():
        if folder.has(name) and _lines(folder.read(name)) != _lines(content):
            found.append(remark("data", f"{name} is not as the starter has it; a person asks why"))
    return found


def _given(starter: str, top: str) -> dict[str, bytes]:
    return {str(place): content for place, content in projects.given(starter).items() if place.parts[0] == top}


def _settings(pyproject: bytes) -> Any:
    """Return what a pyproject.toml tells pytest; one that cannot be read tells it nothing."""
    try:
        return tomllib.loads(pyproject.decode("utf-8-sig")).get("tool", {}).get("pytest")
    except (ValueError, AttributeError, RecursionError):
        return None


def _lines(content: bytes) -> bytes:
    """Return a file as it is on every system, however an editor or Git ends its lines."""
    return content.replace(b"\r\n", b"\n")


def _steers(place: PurePosixPath) -> bool:
    return place.name in _SETTINGS or any(PurePosixPath(part).stem in _STEERS for part in place.parts)

"""Tell by its files that a project began as a starter, where portfolio.toml does not say so."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

from classroom.internship import projects
from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.verdict import Finding, failed

__all__ = ["check"]

_PYPROJECT = "pyproject.toml"
_TOPS = ("src", "tests", "data")  # of data only a starter's own; a data set of the course is for everybody
_FEWEST = 200  # [B] of a file: a shorter one can be the same by chance


def check(folder: Folder) -> list[Finding]:
    """Return a finding of the check ``portfolio`` if an own project holds what is a starter's."""
    found = next(_signs(folder), None)
    if found is None:
        return []
    starter, says = found
    remedy = (
        f'Write starter = "{starter}" as the first line of portfolio.toml; an own project has a name of its own '
        "in pyproject.toml, and no file of a starter."
    )
    return [failed("portfolio", f"{says}, and portfolio.toml does not name the starter", remedy)]


def _signs(folder: Folder) -> Iterator[tuple[str, str]]:
    """Yield the starter, and what is its."""
    for file in folder.files:
        if file.split("/")[0] in _TOPS:
            starter = _starters_by_content().get(_lines(folder.read(file)))
            if starter:
                yield starter, f"{file} is a file of the starter {starter}"
    named = _name(folder.read(_PYPROJECT)) if folder.has(_PYPROJECT) else ""
    for starter in projects.names():
        if named and named == _name((projects.project(starter).folder / "starter" / _PYPROJECT).read_bytes()):
            yield starter, f"pyproject.toml has the name of the starter {starter}"


@cache
def _starters_by_content() -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for starter in projects.names():
        for top in _TOPS:
            for file in sorted((projects.project(starter).folder / "starter" / top).rglob("*")):
                content = _lines(file.read_bytes()) if file.is_file() else b""
                if len(content) >= _FEWEST:
                    found[content] = starter
    return found


def _name(pyproject: bytes) -> str:
    """Return the name that a pyproject.toml gives; one that cannot be read gives none."""
    try:
        return str(tomllib.loads(pyproject.decode("utf-8-sig"))["project"]["name"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def _lines(content: bytes) -> bytes:
    """Return a file as it is on every system, however an editor or Git ends its lines."""
    return content.replace(b"\r\n", b"\n")

"""What is stored of a project: ``course/internship/projects/NAME/project.toml`` and the folders beside it."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from citylab import paths
from classroom.errors import CitylabError

__all__ = ["Project", "names", "project", "template"]

DESCRIPTION = "project.toml"


@dataclass(frozen=True)
class Project:
    """
    A stored project.

    Attributes
    ----------
    name, title : str
        Such as ``network-operator``, and what it is about.
    line : str
        One line for the list of projects.
    datasets : tuple of str
        Data sets of the course that are copied into its folder ``data``.
    folder : pathlib.Path
        Holds ``starter``, and ``reference`` with the files that differ from it.
    """

    name: str
    title: str
    line: str
    datasets: tuple[str, ...]
    folder: Path


def names() -> tuple[str, ...]:
    """Return the names of the projects, in alphabetical order."""
    return tuple(sorted(file.parent.name for file in _home().glob(f"*/{DESCRIPTION}")))


def project(name: str) -> Project:
    """
    Return what is stored of one project.

    Raises
    ------
    CitylabError
        If there is none of that name.
    """
    known = names()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise CitylabError(f"no starter project named {name}{hint}; there are: {', '.join(known)}")
    folder = _home() / name
    listed = tomllib.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    return Project(name, listed["title"], listed["line"], tuple(listed["datasets"]), folder)


def template() -> Path:
    """Return the folder of the files that every project has."""
    return _home() / "_template"


def _home() -> Path:
    return paths.root() / "course" / "internship" / "projects"

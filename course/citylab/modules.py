"""The modules of the course, their notebooks, and how far a learner has come in each."""

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from citylab import progress
from citylab.paths import root

__all__ = ["CourseError", "Lesson", "Module", "modules"]

_FIELDS = {"number": int, "slug": str, "title": str, "brief": str, "hours": str, "status": str}
_STATUSES = ("ready", "planned")
_CHECKED = re.compile(r"\bcheck\(\s*[\"']([a-z0-9-]+)[\"']")
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


class CourseError(ValueError):
    """The list of modules is missing or wrong; the message names the remedy."""


@dataclass(frozen=True)
class Lesson:
    """A notebook of a module: where it is, its title, and the ids of its exercises."""

    path: Path
    title: str
    exercises: tuple[str, ...]

    @cached_property
    def solved(self) -> int:
        """How many of its exercises the learner has solved."""
        return sum(progress.exercise(name)["solved"] for name in self.exercises)


@dataclass(frozen=True)
class Module:
    """
    One module of the course.

    Attributes
    ----------
    number : int
        Its place in the course, from 1.
    slug : str
        Name in paths, without the number.
    title, brief : str
        What a learner reads.
    hours : str
        Time for reading and doing. [h]
    status : {"ready", "planned"}
        Whether it can be taken.
    """

    number: int
    slug: str
    title: str
    brief: str
    hours: str
    status: str

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """Its notebooks in reading order; none while it is planned or not built."""
        if self.status != "ready":
            return ()
        folder = root() / "course" / "notebooks" / f"{self.number:02d}-{self.slug}"
        return tuple(_lesson(path) for path in sorted(folder.glob("*.ipynb")))

    @property
    def quiz(self) -> progress.Quiz | None:
        """The learner's score in its quiz."""
        return progress.quiz(self.slug)


def modules() -> tuple[Module, ...]:
    """
    Return the modules in the order of ``course/lessons/course.toml``.

    Raises
    ------
    CourseError
        If the file is missing, no TOML, or lacks a field.
    """
    path = root() / "course" / "lessons" / "course.toml"
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8")).get("module", [])
    except FileNotFoundError:
        raise CourseError(f"{path} must list the modules, but is missing; restore it") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} must be valid TOML: {error}") from None
    return tuple(_module(raw, f"{path}, module {at}") for at, raw in enumerate(listed, start=1))


def _module(raw: dict[str, Any], where: str) -> Module:
    for field, kind in _FIELDS.items():
        if type(raw.get(field)) is not kind:
            raise CourseError(f"{where}: {field} must be {kind.__name__}, got {raw.get(field)!r}")
    if unknown := sorted(set(raw) - set(_FIELDS)):
        raise CourseError(f"{where}: unknown {', '.join(unknown)}; fields are {', '.join(_FIELDS)}")
    if raw["status"] not in _STATUSES:
        raise CourseError(f"{where}: status must be ready or planned, got {raw['status']!r}")
    return Module(**raw)


def _lesson(path: Path) -> Lesson:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells]
    title = _TITLE.search("\n".join(texts[:1]))
    checked = [name for text in texts for name in _CHECKED.findall(text)]
    return Lesson(path, title[1] if title else path.stem, tuple(dict.fromkeys(checked)))

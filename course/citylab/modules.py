"""The modules of the course and their notebooks; `citylab.standing` says how far a learner has come."""

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from citylab.paths import root

__all__ = ["CourseError", "Lesson", "Module", "modules"]

_FIELDS = {"number": int, "slug": str, "title": str, "brief": str, "hours": str, "status": str}
_STATUSES = ("ready", "planned")
_CHECKED = re.compile(r"\bcheck\(\s*[\"']([a-z0-9-]+)[\"']")
_PARTS = {"overview": "overview", "quiz": "quiz", "wrap_up": "wrap-up", "take_away": "take-away"}
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_PAGE_TITLE = re.compile(r"^# # (.+)$", re.MULTILINE)
_PAGE_CELL = re.compile(r"^# %%(?=\s|$)(.*)$", re.MULTILINE)
_PAGE_SOLUTION = re.compile(r"\bsolution=[\"']([a-z0-9-]+)[\"']")


class CourseError(ValueError):
    """The list of modules is missing or wrong; the message names the remedy."""


@dataclass(frozen=True)
class Lesson:
    """
    A notebook of a module.

    Attributes
    ----------
    path : pathlib.Path
        Where it is.
    title : str
        Its heading, or its file's name if it cannot be read.
    exercises : tuple of str
        Ids of the exercises that it checks, as its author wrote it.
    cells : tuple of str
        Ids of its code cells, without empty ones, as its author wrote it.
    is_readable : bool
        Whether the file is a notebook.
    """

    path: Path
    title: str
    exercises: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    is_readable: bool = True

    @property
    def key(self) -> str:
        """Folder and name without ending, such as ``02-smart-grids/01_read_a_street``."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def part(self) -> str:
        """What it is: lesson, overview, quiz, wrap-up or take-away."""
        return _PARTS.get(self.path.stem[3:], "lesson")


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
        name = f"{self.number:02d}-{self.slug}"
        found = sorted((root() / "course" / "notebooks" / name).glob("*.ipynb"))
        pages = sorted((root() / "course" / "lessons" / name).glob("[0-9][0-9]_*.py"))
        if not found or not pages:
            return tuple(_lesson(path) for path in found)
        # What the author wrote says what there is to do: a learner may change, copy or delete notebooks.
        return tuple(_lesson_of(page, found[0].with_name(f"{page.stem}.ipynb")) for page in pages)

    @property
    def assignment(self) -> Path | None:
        """The release copy of its assignment, or None if there is none."""
        path = root() / "assignments" / "release" / self.slug / f"{self.slug}.ipynb"
        return path if self.status == "ready" and path.is_file() else None

    @property
    def quiz_file(self) -> Path | None:
        """The questions of its quiz, or None if there is none."""
        path = root() / "course" / "lessons" / f"{self.number:02d}-{self.slug}" / "quiz.toml"
        return path if self.status == "ready" and path.is_file() else None


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
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts = ["".join(cell["source"]) for cell in cells]
        coded = tuple(
            cell.get("id", "")
            for cell, text in zip(cells, texts, strict=True)
            if cell["cell_type"] == "code" and text.strip()
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Lesson(path, path.stem, is_readable=False)
    title = _TITLE.search("\n".join(texts[:1]))
    checked = [name for text in texts for name in _CHECKED.findall(text)]
    return Lesson(path, title[1] if title else path.stem, tuple(dict.fromkeys(checked)), coded)


def _lesson_of(page: Path, path: Path) -> Lesson:
    """Return the lesson that `page` makes; `path` is the learner's notebook of it, which may be anything by now."""
    text, own = page.read_text(encoding="utf-8"), _lesson(path)
    title = _PAGE_TITLE.search(text)
    return Lesson(
        path,
        own.title if own.is_readable or not title else title[1],
        tuple(dict.fromkeys(_CHECKED.findall(text))),
        _code_cells(text),
        own.is_readable,
    )


def _code_cells(page: str) -> tuple[str, ...]:
    """Return the ids that `citylab build` gives to the code cells of a page."""
    heads = [found.strip() for found in _PAGE_CELL.findall(page)]
    named = [(f"cell-{at:03d}", head, _PAGE_SOLUTION.search(head)) for at, head in enumerate(heads)]
    return tuple(tag[1] if tag else name for name, head, tag in named if not head.startswith("[markdown]"))

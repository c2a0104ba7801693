"""What to look at again: the lessons that an assignment names for its parts."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from nbformat import NotebookNode

# Where the course runs when a student started it as the README says.
HOME = "http://localhost:8888"
ADDRESS = "CITYLAB_COURSE_URL"
ROW = re.compile(r"^\|\s*([A-Z])\s*\|(.+)\|\s*$", re.MULTILINE)
PART = re.compile(r"^##\s+Part ([A-Z])\b", re.MULTILINE)
NAMED = re.compile(r"\blessons? (\d+)(?:(?:,| and) (\d+))?")


@dataclass(frozen=True)
class Lesson:
    """A lesson: its title, its file in the course, and where a browser finds it."""

    title: str
    path: str
    url: str


def lessons_of(cells: Sequence[NotebookNode], assignment: str, home: str | None = None) -> dict[str, list[Lesson]]:
    """
    Return the lessons that help with each question, by the id of its cell; `home` is where JupyterLab runs.

    A question may name lessons itself, as in *the delay of lesson 4*; else its part's row in the
    table *lesson that helps* counts. *All* names none: then there is nothing to point at.
    """
    titles = _lessons(assignment, home or os.environ.get(ADDRESS, HOME))
    texts = [cell.source for cell in cells if cell.cell_type == "markdown" and _tags(cell).get("locked")]
    rows = dict(row for text in texts for row in _rows(text))
    found: dict[str, list[Lesson]] = {}
    part = ""
    for cell in cells:
        if cell.cell_type != "markdown" or not _tags(cell).get("locked"):
            continue
        starts = PART.search(cell.source)
        part = starts[1] if starts else part
        named = [int(number) for pair in NAMED.findall(cell.source) for number in pair if number]
        numbers = dict.fromkeys([*rows.get(part, []), *named])
        found[_tags(cell).get("grade_id", "")] = [titles[number] for number in numbers if number in titles]
    return found


def _rows(text: str) -> list[tuple[str, list[int]]]:
    """Read the rows of the table of parts; lessons stand in its third column."""
    if "lesson that helps" not in text:
        return []
    rows = [(part, rest.split("|")) for part, rest in ROW.findall(text)]
    return [(part, [int(number) for number in re.findall(r"\d+", cells[1])]) for part, cells in rows if len(cells) > 1]


@cache
def _lessons(assignment: str, home: str) -> dict[int, Lesson]:
    """Return the lessons of the module that an assignment belongs to, by number."""
    from citylab.modules import CourseError, modules
    from citylab.paths import root

    try:
        module = next((module for module in modules() if module.slug == assignment), None)
        folder = root()
    except (CourseError, FileNotFoundError):
        return {}
    found = {}
    base = home.rstrip("/")
    for lesson in module.lessons if module else ():
        path = (lesson.path if not lesson.path.is_absolute() else lesson.path.relative_to(folder)).as_posix()
        number = int(re.match(r"\d*", lesson.path.name)[0] or 0)  # type: ignore[index]
        found[number] = Lesson(lesson.title, path, f"{base}/lab/tree/{quote(path)}")
    return found


def _tags(cell: NotebookNode) -> dict:  # type: ignore[type-arg]
    return cell.metadata.get("nbgrader", {})  # type: ignore[no-any-return]

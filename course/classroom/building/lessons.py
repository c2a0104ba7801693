"""From one hand-written lesson to the student's notebook and the solution notebook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from classroom.building import regions
from classroom.building.notebooks import make_cell, to_bytes
from classroom.building.percent import Cell, TagError, read_cells

ALLOWED = {"code": {"solution"}, "markdown": set[str]()}


@dataclass(frozen=True)
class Neighbour:
    """A page that the last cell of a lesson links to."""

    label: str
    title: str
    href: str


def title_of(path: Path) -> str:
    """
    Return the title: the first line of a percent file's first cell.

    Raises
    ------
    TagError
        If the file does not open with a Markdown cell whose first line is ``# Title``.
    """
    first = read_cells(path, allowed=ALLOWED)[0]
    if first.kind != "markdown" or not first.source.startswith("# "):
        raise TagError(path, first.line, "the first cell is Markdown and starts with a title: '# # Title'")
    return first.source.splitlines()[0][2:].strip()


def build_lesson(path: Path, *, neighbours: list[Neighbour]) -> tuple[bytes, bytes | None]:
    """
    Build a lesson.

    Parameters
    ----------
    path : pathlib.Path
        The percent file.
    neighbours : list of Neighbour
        The pages the closing line links to.

    Returns
    -------
    student, solution : bytes, bytes or None
        The two notebook files; no solution notebook for a page without exercises.

    Raises
    ------
    TagError
        If a tag or a region is wrong.
    """
    title_of(path)
    cells = read_cells(path, allowed=ALLOWED)
    _check(path, cells)
    student = [_cell(path, cells, n, solved=False) for n in range(len(cells))]
    if neighbours:
        closing = " · ".join(f"{n.label}: [{n.title}]({n.href})" for n in neighbours)
        student.append(make_cell("markdown", f"---\n\n{closing}", "where-next"))
    if not any("solution" in cell.tags for cell in cells):
        return to_bytes(student), None
    solution = [_cell(path, cells, n, solved=True) for n in range(len(cells))]
    return to_bytes(student), to_bytes(solution)


def _check(path: Path, cells: list[Cell]) -> None:
    seen: dict[str, int] = {}
    for cell in cells:
        if "solution" not in cell.tags:
            regions.refuse_regions(path, cell, (regions.SOLUTION, regions.HIDDEN_TESTS))
            continue
        regions.check_regions(path, cell, name=regions.SOLUTION, required=True)
        name = cell.tags["solution"]
        if name in seen:
            raise TagError(path, cell.line, f"solution {name!r} stands already on line {seen[name]}; rename one")
        seen[name] = cell.line


def _cell(path: Path, cells: list[Cell], position: int, *, solved: bool) -> nbformat.NotebookNode:
    cell = cells[position]
    name = cell.tags.get("solution")
    if name is None:
        return make_cell(cell.kind, cell.source, f"cell-{position:03d}")
    if solved:
        return make_cell(cell.kind, regions.without_markers(cell.source), name)
    later = [other.source for other in cells[position + 1 :] if other.kind == "code" and "solution" not in other.tags]
    used = set(re.findall(r"\b[^\W\d]\w*", "\n".join(later)))
    return make_cell(cell.kind, regions.with_stub(path, cell, used_later=used), name)

"""Read a jupytext percent file into cells that remember their line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import jupytext

from classroom.errors import CitylabError

MARKER = re.compile(r"^# %%(?=\s|$)")
# jupytext notes the spacing of the file in these.
JUPYTEXT_OWN = {"lines_to_next_cell", "lines_to_end_of_cell_marker"}
SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


@dataclass
class Cell:
    """One cell of a hand-written file."""

    kind: str  # "code" or "markdown"
    source: str
    line: int  # of the marker, counted from 1
    tags: dict[str, Any] = field(default_factory=dict)


class TagError(CitylabError):
    """A wrong author's tag, with file, line and remedy."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")


def read_cells(path: Path, *, allowed: dict[str, set[str]]) -> list[Cell]:
    """
    Return the cells of a percent file.

    Parameters
    ----------
    path : pathlib.Path
        The percent file.
    allowed : dict of str to set of str
        For each kind of cell (``code``, ``markdown``), the tags it may carry.

    Returns
    -------
    list of Cell

    Raises
    ------
    TagError
        If text stands before the first cell, a tag is unknown, or a tag cannot be read.
    CitylabError
        If the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CitylabError(f"{path}: cannot be read ({error}); save it as UTF-8") from error
    markers = [n for n, row in enumerate(text.splitlines(), start=1) if MARKER.match(row)]
    if not markers or any(row.strip() for row in text.splitlines()[: markers[0] - 1]):
        raise TagError(path, 1, "a percent file starts with a cell; begin it with '# %% [markdown]'")
    read = _read(text)
    if len(read) != len(markers):
        raise TagError(
            path,
            1,
            f"found {len(markers)} cell markers but {len(read)} cells; a line inside a cell must not start with '# %%'",
        )
    cells = []
    for (kind, source, tags), line in zip(read, markers, strict=True):
        cell = Cell(kind, source, line, dict(tags))
        _check_tags(path, cell, allowed)
        cells.append(cell)
    return cells


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """Return kind, source and tags of each cell; a page is read again for the titles that its neighbours show."""
    cells = jupytext.reads(text, fmt="py:percent").cells
    tags = [{name: value for name, value in cell.metadata.items() if name not in JUPYTEXT_OWN} for cell in cells]
    return tuple((cell.cell_type, cell.source, own) for cell, own in zip(cells, tags, strict=True))


def _check_tags(path: Path, cell: Cell, allowed: dict[str, set[str]]) -> None:
    if cell.kind not in allowed:
        raise TagError(path, cell.line, f"no {cell.kind} cells here; use code or [markdown]")
    if cell.kind == "markdown" and not cell.source.strip():
        raise TagError(path, cell.line, "this cell is empty; write in it or take it out")
    known = allowed[cell.kind]
    for name in cell.tags:
        if name not in known:
            listed = ", ".join(sorted(known)) or "none"
            raise TagError(path, cell.line, f"unknown tag {name!r}; a {cell.kind} cell may have: {listed}")
    for name, value in cell.tags.items():
        if name == "points":
            if type(value) is not int or value < 1:
                raise TagError(
                    path,
                    cell.line,
                    f"points must be a whole number from 1, got {value!r}; write for example points=2",
                )
        elif not (isinstance(value, str) and SLUG.match(value)):
            raise TagError(
                path,
                cell.line,
                f'{name} must name an id such as {name}="peak-load" (small letters, digits, hyphens), got {value!r}',
            )

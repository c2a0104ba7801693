"""
What was given out of an assignment, made from its source.

A learner may work in the released file itself, so that file is no witness of what it was. nbgrader makes a release
by the same two steps; a test compares.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from classroom.errors import CitylabError

CODE_STUB = ("# Your code here.", 'raise NotImplementedError("not answered yet: replace this line")')
TEXT_STUB = "*Write your answer here.*"


def source_of(root: Path, name: str) -> NotebookNode:
    """
    Read the source of an assignment.

    Raises
    ------
    CitylabError
        If it is missing or damaged.
    """
    path = root / "assignments" / "source" / name / f"{name}.ipynb"
    try:
        return nbformat.read(path, as_version=4)
    except Exception as error:
        raise CitylabError(
            f"{path}: cannot be read ({type(error).__name__}); make it again with: citylab build"
        ) from None


def released_from(source: NotebookNode) -> NotebookNode:
    """Return the notebook that students receive: solutions replaced by stubs, hidden tests taken out."""
    released = copy.deepcopy(source)
    for cell in released.cells:
        tags = cell.metadata.get("nbgrader", {})
        if tags.get("solution"):
            is_code = cell.cell_type == "code"
            cell.source = "\n".join(_replaced(cell.source, "SOLUTION", CODE_STUB)) if is_code else TEXT_STUB
        elif tags.get("grade"):
            cell.source = "\n".join(_replaced(cell.source, "HIDDEN TESTS", ()))
    return released


def _replaced(text: str, region: str, stub: tuple[str, ...]) -> Iterator[str]:
    """Give the lines of a cell, with a stub in place of each marked region."""
    is_inside = False
    for line in text.split("\n"):
        if f"### BEGIN {region}" in line:
            is_inside = True
            indent = line[: len(line) - len(line.lstrip())]
            yield from (indent + row for row in stub)
        elif f"### END {region}" in line:
            is_inside = False
        elif not is_inside:
            yield line

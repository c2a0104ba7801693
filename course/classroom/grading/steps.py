"""What is run of a notebook, where, and what its tests may ask for."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence

from nbformat import NotebookNode

from classroom.sandbox.names import bound, changed, needed, needed_later

OUTSIDE = "outside"  # the tag of a test whose verdict is reached outside the student's process


def steps(cells: Sequence[NotebookNode], warm: Mapping[str, int] | None = None) -> list[dict[str, str]]:
    """Return the steps of `sandbox.judge.Judge` for the code cells of a notebook; `warm` comes from `warm_cells`."""
    found = []
    for cell in cells:
        if cell.cell_type == "code":
            number = (warm or {}).get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
            is_warm = number is not None and kind_of(cell) == "given"
            found.append(
                {"kind": "warm", "source": str(number)} if is_warm else {"kind": kind_of(cell), "source": cell.source}
            )
    return found


def warm_cells(cells: Sequence[NotebookNode], owned: Iterable[str]) -> dict[str, int]:
    """
    Return the given cells of a source notebook that are the same for every student, by id, numbered in order.

    Those are the cells that need neither an answer nor a name that a cell defines which does. A name that a cell binds
    itself before it reads it, such as a loop's, is no answer, even where an answer has the same.
    """
    theirs = set(owned)
    found: dict[str, int] = {}
    for cell in cells:
        if cell.cell_type != "code" or kind_of(cell) != "given":
            continue
        tree = ast.parse(cell.source)
        if (needed(tree.body) | needed_later(tree)) & theirs:
            theirs |= bound(tree) | changed(tree)
        else:
            found[cell.metadata.nbgrader.grade_id] = len(found)
    return found


def kind_of(cell: NotebookNode) -> str:
    """Say where a code cell runs: ``test`` with the judge, ``given`` on both sides, ``theirs`` with the student."""
    tags = cell.metadata.get("nbgrader", {})
    if tags.get("grade") and not tags.get("solution"):
        return "test" if OUTSIDE in cell.metadata.get("tags", []) else "theirs"
    return "given" if tags.get("locked") and not tags.get("solution") else "theirs"


def owned_names(cells: Iterable[NotebookNode]) -> list[str]:
    """Return the names that the answers of the source notebook define at top level: tests ask the student for these."""
    found: set[str] = set()
    for cell in cells:
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution"):
            found |= bound(ast.parse(cell.source))
    return sorted(found)

"""Which document a notebook is, and what is filled in there, read without running it."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

from citylab.internship.documents import Document, documents
from classroom.errors import CitylabError

MOST_BYTES = 50_000_000  # as in marking
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


def cells_of(data: bytes) -> list[dict[str, Any]]:
    """
    Return the cells of a notebook.

    Raises
    ------
    CitylabError
        If it is none.
    """
    remedy = "save it in JupyterLab once more, and take it again"
    if len(data) > MOST_BYTES:
        raise CitylabError(f"is larger than {MOST_BYTES // 1_000_000} MB; clear its outputs, and take it again")
    try:
        content = json.loads(data.decode("utf-8-sig"))
        cells = content["cells"]
        if all(isinstance(cell, dict) for cell in cells):
            return cells
    except (*_UNREADABLE, TypeError, KeyError):
        pass
    raise CitylabError(f"is no notebook, or is damaged; {remedy}")


def document_of(cells: list[dict[str, Any]], name: str, course: Path) -> Document | None:
    """Return which document a notebook is: by the marked cells in it, else by the name of its file."""
    ids = _marked(cells)
    shares = {one: _likeness(ids, course, one) for one in documents()}
    best = max(shares, key=lambda one: shares[one])
    if shares[best] > 0.5:
        return best
    # The longest name first: a supervisor's evaluation is no self-evaluation.
    by_length = sorted(documents(), key=lambda one: -len(one.name))
    plain = name.casefold().replace("_", "-").replace(" ", "-")
    return next((one for one in by_length if one.name in plain), None)


def answers_of(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the plain values that the code cells give names to; the last one counts."""
    found: dict[str, Any] = {}
    for cell in cells:
        if cell.get("cell_type") == "code":
            source = cell.get("source", "")
            found |= _assigned("".join(source) if isinstance(source, list) else str(source))
    return found


def _assigned(source: str) -> dict[str, Any]:
    try:
        body = ast.parse(source).body
    except _UNREADABLE:
        return {}
    found = {}
    for node in body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except (*_UNREADABLE, TypeError):
                continue
    return found


def _marked(cells: list[dict[str, Any]]) -> set[str]:
    """Return nbgrader's ids of the cells."""
    metadata = [cell.get("metadata") for cell in cells]
    tags = [one.get("nbgrader") for one in metadata if isinstance(one, dict)]
    return {str(one.get("grade_id")) for one in tags if isinstance(one, dict)} - {"None"}


def _likeness(ids: set[str], course: Path, document: Document) -> float:
    """Return the share of a released document's marked cells that stand in a notebook, 0 to 1."""
    path = course / "release" / document.assignment / f"{document.assignment}.ipynb"
    try:
        released = _marked(cells_of(path.read_bytes()))
    except (OSError, CitylabError):
        return 0.0
    return len(ids & released) / len(released) if released else 0.0


def agreement_is_signed(cells: list[dict[str, Any]]) -> bool:
    """Whether a learning agreement bears every signature that its form asks for."""
    from citylab.internship.answers import check

    values = answers_of(cells).get("signatures")
    return isinstance(values, dict) and not check("learning-agreement", values, section="signatures")

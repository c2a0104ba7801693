"""Which document a notebook is, and what is filled in there, read without running it."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

from citylab.internship.documents import Document, documents
from classroom.errors import CitylabError

MOST_BYTES = 50_000_000  # as in marking
MOST_SOURCE = 100_000  # characters of all answers together; reading Python takes some hundred times as much memory
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


def answers_of(cells: list[dict[str, Any]], document: Document, course: Path) -> dict[str, Any]:
    """
    Return the plain values to which the document's answer cells give names; the last one counts.

    Cells that were not handed out are not read: nobody marks what stands in them.

    Raises
    ------
    CitylabError
        If an answer cell stands twice, they are far too long, or the document was not released.
    """
    wanted = _released(document, course, answers=True)
    if not wanted:
        raise CitylabError(f"cannot be compared: run citylab release {document.assignment}, and take it again")
    sources: dict[str, str] = {}
    for cell in cells:
        tag = _tag(cell)
        one = str(tag.get("grade_id"))
        if cell.get("cell_type") == "code" and one in wanted:
            if one in sources:
                raise CitylabError(f"holds the answer cell {one} twice; delete the copy, save it, and take it again")
            source = cell.get("source", "")
            sources[one] = "".join(map(str, source)) if isinstance(source, list) else str(source)
    if sum(map(len, sources.values())) > MOST_SOURCE:
        raise CitylabError(
            f"holds more than {MOST_SOURCE // 1000} 000 characters in its answers; shorten them, and take it again"
        )
    found: dict[str, Any] = {}
    for source in sources.values():
        found |= _assigned(source)
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
    return {str(_tag(cell).get("grade_id")) for cell in cells} - {"None"}


def _tag(cell: dict[str, Any]) -> dict[str, Any]:
    """Return what nbgrader notes of a cell, or nothing."""
    metadata = cell.get("metadata")
    tag = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return tag if isinstance(tag, dict) else {}


def _likeness(ids: set[str], course: Path, document: Document) -> float:
    """Return the share of a released document's marked cells that stand in a notebook, 0 to 1."""
    released = _released(document, course)
    return len(ids & released) / len(released) if released else 0.0


def _released(document: Document, course: Path, *, answers: bool = False) -> set[str]:
    """Return nbgrader's ids of the cells of a document as it was handed out, or of its answers alone."""
    path = course / "release" / document.assignment / f"{document.assignment}.ipynb"
    try:
        cells = cells_of(path.read_bytes())
    except (OSError, CitylabError):
        return set()
    return _marked([cell for cell in cells if not answers or _tag(cell).get("solution") is True])


def agreement_is_signed(answers: dict[str, Any]) -> bool:
    """Whether a learning agreement bears every signature that its form asks for."""
    from citylab.internship.answers import check

    values = answers.get("signatures")
    return isinstance(values, dict) and not check("learning-agreement", values, section="signatures")

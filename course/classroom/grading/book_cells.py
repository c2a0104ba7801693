"""What the gradebook knows of an assignment's cells, and the marks of a notebook that has been run."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_locked, is_task

from classroom.errors import CitylabError
from classroom.grading.book_outputs import cleaned
from classroom.grading.remarks import Remark

NO_ANSWER = "No response."  # nbgrader's words


@dataclass(frozen=True)
class KnownCell:
    """
    A cell of the assignment, as the gradebook keeps it.

    Attributes
    ----------
    name : str
        Its grade id.
    graded, commented : str
        Key under which its grades and its comments are kept, or nothing.
    is_task : bool
        Whether it is a task: described here, done elsewhere, marked by a person.
    is_code : bool
        Whether it holds code.
    max_score : float
        What it is worth. [points]
    metadata : dict
        Its metadata as released, with nbgrader's tags and checksum.
    """

    name: str
    graded: str | None
    commented: str | None
    is_task: bool
    is_code: bool
    max_score: float
    metadata: dict[str, Any]

    @property
    def is_test(self) -> bool:
        """Whether it is scored without a person."""
        return bool(self.graded) and not self.commented and self.is_code


@dataclass
class Sheet:
    """
    The automatic marks of one notebook.

    Attributes
    ----------
    scores : dict of str to float or None
        By the name of the cell; None waits for a person. [points]
    comments : dict of str to str or None
        nbgrader's comment on each answer, by the name of the cell.
    remarks : list of Remark
        What a person should look at.
    """

    scores: dict[str, float | None] = field(default_factory=dict)
    comments: dict[str, str | None] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def stamp(notebook: NotebookNode, known: dict[str, KnownCell]) -> list[Remark]:
    """Give the assignment's cells the metadata of the release, and make all outputs well-formed."""
    remarks, seen = [], set()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, dropped = cleaned(cell.outputs)
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if dropped:
                remarks.append(Remark("flagged", name, f"{dropped} outputs are not what a notebook can hold; left out"))
        tags = cell.metadata.get("nbgrader")
        if tags is None:
            continue
        name = tags.get("grade_id")
        if name not in known:
            del cell.metadata["nbgrader"]
            continue
        if name in seen:
            raise CitylabError(f"two cells of the rebuilt notebook are called {name}; rebuild it from the release")
        seen.add(name)
        cell.metadata.update(from_dict(known[name].metadata))
    return remarks


def score(notebook: NotebookNode, known: dict[str, KnownCell]) -> Sheet:
    """
    Score the cells of a notebook that has been run, by nbgrader's rules.

    Where those stop the whole submission, or give full marks for a result that is not a number of points, the
    cell gets 0 and a remark. So does a test that is absent or has not run.
    """
    sheet = Sheet()
    found = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
    for name, one in known.items():
        cell = found.get(name)
        if cell is None and (one.graded or one.commented):
            sheet.remarks.append(Remark("flagged", name, "the cell is absent"))
        if one.graded:
            sheet.scores[name] = _graded(cell, one, sheet)
        if one.commented:
            sheet.comments[name] = _comment(cell, one)
    return sheet


def _graded(cell: NotebookNode | None, one: KnownCell, sheet: Sheet) -> float | None:
    if one.is_task:
        return None
    if cell is None:
        return 0.0
    if not one.is_test:
        return determine_grade(cell)[0]
    points, problem = points_of_test(cell)
    if problem:
        sheet.remarks.append(Remark("flagged", one.name, problem))
    return points


def points_of_test(cell: NotebookNode) -> tuple[float, str]:
    """Return the points of a test, and what is wrong with the test itself."""
    if not cell.outputs and cell.get("execution_count") is None:
        return 0.0, "the test has not run, so it gives no points"
    try:
        points, most = determine_grade(cell)
    except (ValueError, KeyError, TypeError):
        most = float(cell.metadata.nbgrader["points"])
        return 0.0, f"the result of the test, {_result(cell)}, is not between 0 and {most:g} points; 0 given"
    if points and _is_nonsense(_result(cell)):
        return 0.0, f"the result of the test, {_result(cell)}, is not between 0 and {most:g} points; 0 given"
    return float(points), ""


def _result(cell: NotebookNode) -> str:
    results = [output for output in cell.outputs if output.output_type == "execute_result"]
    text = results[0]["data"].get("text/plain", "(no text)") if results else ""
    return ("".join(text) if isinstance(text, list) else text)[:60]


def _is_nonsense(text: str) -> bool:
    """Say whether it is a number below 0 or no number: nbgrader gives full marks for it."""
    try:
        value = float(text)
    except ValueError:
        return False
    return math.isnan(value) or value < 0


def _comment(cell: NotebookNode | None, one: KnownCell) -> str | None:
    if one.is_task:
        return None
    return NO_ANSWER if cell is None or cell.metadata.nbgrader.checksum == compute_checksum(cell) else None


def changed(one: KnownCell, before: NotebookNode | None, now: NotebookNode) -> bool:
    """Say whether what a person marked has changed; yes, if nobody can tell. A task may be done in any cell."""
    if before is None:
        return True
    if one.is_task:
        return _answers(before.cells) != _answers(now.cells)
    return _source(before, one.name) != _source(now, one.name)


def _answers(cells: Iterable[Any]) -> list[str]:
    return [cell.source for cell in cells if not is_locked(cell) and not is_task(cell)]


def _source(notebook: NotebookNode, name: str) -> str | None:
    graded = (cell for cell in notebook.cells if is_grade(cell) and cell.metadata.nbgrader.get("grade_id") == name)
    return next((str(cell.source) for cell in graded), None)

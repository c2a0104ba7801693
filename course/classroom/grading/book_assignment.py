"""The assignment in the gradebook, as its source is now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, GradeCell, MissingEntry, SolutionCell, TaskCell
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import is_grade, is_locked, is_solution, is_task
from sqlalchemy.exc import SQLAlchemyError

from classroom.errors import CitylabError
from classroom.grading.book_cells import KnownCell
from classroom.grading.book_gradebook import first_line


@dataclass(frozen=True)
class KnownAssignment:
    """
    An assignment, as the gradebook keeps it.

    Attributes
    ----------
    key, notebook_key : str
        Keys of the assignment and of its one notebook.
    kernel : dict
        The kernel that its notebook names.
    cells : dict of str to KnownCell
        Its cells, by grade id.
    """

    key: str
    notebook_key: str
    kernel: dict[str, Any]
    cells: dict[str, KnownCell]


def update_assignment(gradebook: Gradebook, converter: GenerateAssignment, assignment: str) -> NotebookNode:
    """
    Bring the gradebook's assignment to what its source is now, as ``nbgrader generate_assignment`` does.

    The release is left alone. Returns the source as far as the gradebook takes it: with hidden tests and checksums,
    without solutions.

    Raises
    ------
    CitylabError
        If there is no source, nbgrader refuses it, or tests were added or removed after work was marked.
    """
    course = converter.coursedir
    folder = Path(course.format_path(course.source_directory, ".", assignment))
    path = folder / f"{assignment}.ipynb"
    _check_source(folder, path)
    names = {"student": ".", "assignment": assignment, "notebook": assignment, "db_url": course.db_url}
    resources: dict[str, Any] = {"nbgrader": names, "unique_key": assignment, "metadata": {"path": str(folder)}}
    steps = [step(parent=converter) for step in converter.preprocessors]
    saving = next((step for step in steps if isinstance(step, SaveCells)), SaveCells(parent=converter))
    try:
        notebook = nbformat.read(path, as_version=4)
        for step in steps[: steps.index(saving)] if saving in steps else steps:
            notebook, resources = step(notebook, resources)
        try:
            gradebook.find_assignment(assignment)
        except MissingEntry:
            gradebook.add_assignment(assignment)
        if _in_source(notebook) != _in_gradebook(gradebook, assignment, path):
            gradebook.db.remove()
            saving(notebook, resources)
    except (CitylabError, SQLAlchemyError, OSError):
        raise
    except Exception as error:
        raise CitylabError(f"{path}: nbgrader refuses it: {first_line(error)}; put the earlier source back") from error
    finally:
        gradebook.db.remove()
    return notebook


def _check_source(folder: Path, path: Path) -> None:
    if not path.is_file():
        there = sorted(other.parent.name for other in folder.parent.glob("*/*.ipynb"))
        raise CitylabError(f"{path}: there is no such assignment; there are: {', '.join(there) or 'none'}")
    if others := [other.name for other in folder.glob("*.ipynb") if other != path]:
        raise CitylabError(f"{folder}: more than one notebook ({', '.join(others)}); mark with 'nbgrader autograde'")


def _in_source(notebook: NotebookNode) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    for cell in notebook.cells:
        kinds = (is_grade(cell), is_solution(cell), is_task(cell))
        if any(kinds) or is_locked(cell):
            tags = cell.metadata.nbgrader
            points = float(tags["points"]) if is_grade(cell) or is_task(cell) else 0.0
            checked = cell.cell_type, is_locked(cell), cell.source, tags.get("checksum")
            found[tags["grade_id"]] = (*kinds, points, *checked)
    return found


def _in_gradebook(gradebook: Gradebook, assignment: str, path: Path) -> dict[str, tuple[object, ...]] | None:
    notebooks = {notebook.name: notebook for notebook in gradebook.find_assignment(assignment).notebooks}
    if others := set(notebooks) - {assignment}:
        raise CitylabError(
            f"{path}: the gradebook has other notebooks of it ({', '.join(sorted(others))}); "
            f"run 'nbgrader generate_assignment {assignment}' first"
        )
    if not notebooks:
        return None
    notebook = notebooks[assignment]
    graded = {cell.name: cell.max_score for cell in notebook.grade_cells}
    tasks = {cell.name: cell.max_score for cell in notebook.task_cells}
    answers = {cell.name for cell in notebook.solution_cells}
    return {
        cell.name: (
            *(cell.name in graded, cell.name in answers, cell.name in tasks),
            graded.get(cell.name, tasks.get(cell.name, 0.0)),
            *(cell.cell_type, cell.locked, cell.source, cell.checksum),
        )
        for cell in notebook.source_cells
    }


def known_assignment(gradebook: Gradebook, assignment: str, prepared: NotebookNode) -> KnownAssignment:
    """Read what the gradebook keeps of an assignment, once it has been brought to `prepared`."""
    metadata = {
        cell.metadata.nbgrader.get("grade_id"): cell.metadata for cell in prepared.cells if "nbgrader" in cell.metadata
    }
    notebook = gradebook.find_notebook(assignment, assignment)
    kinds: dict[tuple[str, type], Any] = {(cell.name, type(cell)): cell for cell in notebook._base_cells}
    cells = {}
    for source in notebook.source_cells:
        task = kinds.get((source.name, TaskCell))
        graded, commented = (kinds.get((source.name, kind)) or task for kind in (GradeCell, SolutionCell))
        cells[source.name] = KnownCell(
            source.name,
            graded.id if graded else None,
            commented.id if commented else None,
            is_task=task is not None,
            is_code=source.cell_type == "code",
            max_score=graded.max_score if graded else 0.0,
            metadata=metadata[source.name],
        )
    kernel = json.loads(notebook.kernelspec) if notebook.kernelspec else {}
    known = KnownAssignment(notebook.assignment_id, notebook.id, kernel, cells)
    gradebook.db.remove()
    return known

"""One assignment as built: its answers, its tests, and the notebook a student hands in."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from classroom.building.regions import without_markers
from classroom.building.targets import master
from classroom.errors import CitylabError


@dataclass(frozen=True)
class Assignment:
    """
    A built assignment.

    Attributes
    ----------
    name : str
        As in ``assignments/masters/NAME``.
    source : nbformat.NotebookNode
        nbgrader's source notebook, with solutions and hidden tests.
    released : nbformat.NotebookNode
        What students receive.
    """

    name: str
    source: NotebookNode
    released: NotebookNode

    @property
    def points(self) -> dict[str, float]:
        """Points of each automatic test, by the id of its cell. [points]"""
        return {_id(cell): float(_tags(cell)["points"]) for cell in self.source.cells if _is_test(cell)}

    @property
    def written_points(self) -> dict[str, float]:
        """Points of each answer that a person marks, by id. [points]"""
        graded = [cell for cell in self.source.cells if _tags(cell).get("grade") and not _is_test(cell)]
        return {_id(cell): float(_tags(cell)["points"]) for cell in graded}

    @property
    def reference(self) -> dict[str, str]:
        """The author's answer to every question, by id, without region marks."""
        return {_id(cell): without_markers(cell.source) for cell in self.source.cells if _is_answer(cell)}

    @property
    def questions(self) -> list[str]:
        """Ids of the answers that tests mark, in the order of the notebook."""
        return [_id(cell) for cell in self.source.cells if _is_answer(cell) and _id(cell) not in self.written_points]

    def tests_of(self, question: str) -> dict[str, float]:
        """Points of the tests that mark one answer, by the id of the test. [points]"""
        return {test: value for test, value in self.points.items() if test.rpartition("-")[0] == f"test-{question}"}

    def handed_in(self, answers: Mapping[str, str]) -> NotebookNode:
        """Return the released notebook with these answers typed in; the rest stays as released."""
        return _filled(self.released, answers)

    def with_hidden_tests(self, answers: Mapping[str, str]) -> NotebookNode:
        """Return what nbgrader runs when it marks these answers."""
        stubs = {_id(cell): cell.source for cell in self.released.cells if _is_answer(cell)}
        return _filled(self.source, {**stubs, **answers})


def open_assignment(root: Path, name: str) -> Assignment:
    """
    Read a built assignment.

    Parameters
    ----------
    root : pathlib.Path
        The repository.
    name : str
        The assignment, for example ``smart-grids``.

    Raises
    ------
    CitylabError
        If there is no assignment of that name, or it has not been built.
    """
    master(root, name)
    return Assignment(
        name, *(_read(root / "assignments" / step / name / f"{name}.ipynb") for step in ("source", "release"))
    )


def _read(path: Path) -> NotebookNode:
    if not path.exists():
        raise CitylabError(f"{path}: the assignment is not built; run 'citylab build' first")
    return nbformat.read(path, as_version=4)


def _filled(notebook: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
    filled = copy.deepcopy(notebook)
    for cell in filled.cells:
        if _is_answer(cell) and _id(cell) in answers:
            cell.source = answers[_id(cell)]
    return filled


def _tags(cell: NotebookNode) -> dict:
    return cell.metadata.get("nbgrader", {})


def _id(cell: NotebookNode) -> str:
    return _tags(cell)["grade_id"]


def _is_answer(cell: NotebookNode) -> bool:
    return bool(_tags(cell).get("solution"))


def _is_test(cell: NotebookNode) -> bool:
    return bool(_tags(cell).get("grade")) and not _is_answer(cell)

"""
Mark answers without a gradebook, many at once.

Authors and tests use it: the cells are run and scored by nbgrader's own parts, with the
settings of the course, so that the marks are those of ``nbgrader autograde``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from nbformat import NotebookNode
from traitlets.config import Config

from classroom.assignment import Assignment


@dataclass(frozen=True)
class Marks:
    """
    The automatic marks of one set of answers.

    Attributes
    ----------
    scores : dict of str to float
        By the id of the test. [points]
    messages : dict of str to str
        What each failed test said, by its id.
    """

    scores: dict[str, float]
    messages: dict[str, str]

    @property
    def total(self) -> float:
        """Sum of the scores. [points]"""
        return sum(self.scores.values())

    def lost(self, points: Mapping[str, float]) -> dict[str, float]:
        """Return the points lost, by the id of the test; tests with full marks are left out. [points]"""
        return {test: points[test] - score for test, score in self.scores.items() if score != points[test]}


def mark_all(
    assignment: Assignment, answers: Sequence[Mapping[str, str]], *, config: Config, workers: int = 3
) -> list[Marks]:
    """
    Mark several sets of answers, each in a fresh kernel.

    Parameters
    ----------
    assignment : Assignment
        What was asked.
    answers : sequence of mapping of str to str
        For each set, the source of the answer cells by id. A cell left out stays as released.
    config : traitlets.config.Config
        Settings of the course, from `classroom.course_root.load_config`.
    workers : int
        Kernels at the same time. A kernel also waits while it starts, so one more than the cores is quickest.

    Returns
    -------
    list of Marks
        In the order of `answers`.
    """
    notebooks = [assignment.with_hidden_tests(given) for given in answers]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(lambda notebook: _mark(notebook, config), notebooks))


def _mark(notebook: NotebookNode, config: Config) -> Marks:
    from jupyter_core.utils import ensure_event_loop
    from nbgrader.preprocessors import IgnorePattern
    from nbgrader.utils import determine_grade, is_grade, is_solution

    from classroom.kernels import Execute

    with tempfile.TemporaryDirectory() as folder:
        resources = {"metadata": {"path": folder}}
        try:
            for step in (Execute, IgnorePattern):
                notebook, resources = step(config=config)(notebook, resources)
        finally:
            # The kernel's client opened one for this thread, and leaves it open.
            ensure_event_loop().close()
    tests = [cell for cell in notebook.cells if is_grade(cell) and not is_solution(cell)]
    scores = {cell.metadata.nbgrader.grade_id: determine_grade(cell)[0] for cell in tests}
    messages = {cell.metadata.nbgrader.grade_id: said for cell in tests if (said := _message(cell))}
    return Marks(scores, messages)


def _message(cell: NotebookNode) -> str:
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return f"{errors[0].ename}: {errors[0].evalue}" if errors else ""

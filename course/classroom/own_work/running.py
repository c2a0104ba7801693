"""
Run a learner's rebuilt notebook on the computer where it was written, and score its tests.

On Linux the engine that marks classes does it: behind walls where the system has them, else with the learner's own
rights, as in the notebook itself. Elsewhere, where processes cannot be copied, a kernel runs it.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from classroom.grading.remarks import Remark

CELL_S, NOTEBOOK_S = 30.0, 300.0  # time for one cell, and for all [s]
_COURSE = Path(__file__).resolve().parents[2]
_ASK = "from classroom.sandbox.probe import why_not_sealed; print(why_not_sealed())"


@dataclass(frozen=True)
class Outcome:
    """
    A notebook that has been run.

    Attributes
    ----------
    notebook : nbformat.NotebookNode
        With its outputs.
    scores : dict of str to float
        Of each test, by id. [points]
    remarks : list of Remark
        Why it was stopped, if it was.
    """

    notebook: NotebookNode
    scores: dict[str, float]
    remarks: list[Remark]


def run(source: NotebookNode, notebook: NotebookNode, *, seed: int, in_kernel: bool | None = None) -> Outcome:
    """
    Run a rebuilt notebook.

    Parameters
    ----------
    source, notebook : nbformat.NotebookNode
        Of the assignment, and as `rebuild` gives it.
    seed : int
        From which hidden tests draw their inputs.
    in_kernel : bool, optional
        Whether a kernel runs it; unless told, everywhere but on Linux.

    Raises
    ------
    CitylabError
        If the process that runs it has ended.
    """
    if in_kernel if in_kernel is not None else sys.platform != "linux":
        from classroom.own_work.kernel import run_in_kernel

        return run_in_kernel(notebook, seed=seed, cell_s=CELL_S, notebook_s=NOTEBOOK_S)
    return _run_in_engine(source, notebook, seed)


def _run_in_engine(source: NotebookNode, notebook: NotebookNode, seed: int) -> Outcome:
    # The probe copies its process, which must have no threads; a server has many.
    asked = subprocess.Popen(
        [sys.executable, "-c", _ASK], cwd=_COURSE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    from classroom.grading.engine import Engine
    from classroom.sandbox.runner import Limits

    is_sealed = asked.communicate()[0] == "\n"
    given: dict[str, Any] = {"class_seed": seed, "limits": Limits(cell_s=CELL_S, notebook_s=NOTEBOOK_S)}
    with Engine(source, sealed=is_sealed, **given) as engine:
        marked = engine.mark(notebook)
    return Outcome(marked.notebook, marked.scores, marked.remarks)

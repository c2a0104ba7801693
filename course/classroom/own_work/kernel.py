"""Run a notebook in a plain kernel, for systems on which the engine cannot work; scores follow the same rule."""

from __future__ import annotations

import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from nbformat import NotebookNode, from_dict

from classroom.grading.remarks import flagged
from classroom.own_work.running import Outcome

# As in nbgrader_config.py: silent, one thread; and the number from which hidden tests draw.
START = (
    "__import__('warnings').simplefilter('ignore');"
    "__import__('os').environ.update(OMP_NUM_THREADS='1',OPENBLAS_NUM_THREADS='1',"
    "MKL_NUM_THREADS='1',CITYLAB_CLASS_SEED='{seed}')"
)


def run_in_kernel(notebook: NotebookNode, *, seed: int, cell_s: float, notebook_s: float) -> Outcome:
    """
    Run every cell and score the tests.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        As `rebuild` gives it; its cells get their outputs.
    seed : int
        From which hidden tests draw their inputs.
    cell_s, notebook_s : float
        Time for one cell, and for all. [s]
    """
    # A thread of its own: the caller may have a loop that runs.
    with ThreadPoolExecutor(1) as pool:
        stopped = pool.submit(_execute, notebook, seed, cell_s, notebook_s).result()
    scores = {cell.metadata.nbgrader.grade_id: _score(cell) for cell in notebook.cells if _is_test(cell)}
    remarks = [flagged(f"it was stopped: {stopped}")] if stopped else []
    return Outcome(notebook, scores, remarks)


def _execute(notebook: NotebookNode, seed: int, cell_s: float, notebook_s: float) -> str:
    """Run the cells, and return why it ended early, or nothing."""
    from jupyter_core.utils import ensure_event_loop
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from classroom.kernels import Execute

    end = time.monotonic() + notebook_s

    def time_for(_cell: Any) -> float:
        return max(0.1, min(cell_s, end - time.monotonic()))

    lines = START.format(seed=seed)
    runner = Execute(
        timeout_func=time_for,
        iopub_timeout=15,
        shutdown_kernel="immediate",
        extra_arguments=[
            "--IPKernelApp.log_level=ERROR",
            f"--InteractiveShellApp.exec_lines={lines}",
        ],
    )
    stopped = ""
    with tempfile.TemporaryDirectory(prefix="citylab-own-", ignore_cleanup_errors=True) as folder:
        try:
            runner.preprocess(notebook, {"metadata": {"path": folder}})
        except DeadKernelError:
            stopped = "the notebook's process ended before the last test"
        except CellTimeoutError:
            stopped = "it took too long"
        finally:
            ensure_event_loop().close()  # that of this thread, which the client has opened
    _note_what_did_not_run(notebook, stopped)
    return stopped


def _note_what_did_not_run(notebook: NotebookNode, stopped: str) -> None:
    """A test that did not run has failed."""
    for cell in notebook.cells:
        if _is_test(cell):
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
            if stopped and cell.execution_count is None and not cell.outputs:
                text = "the notebook was stopped before this test"
                cell.outputs = [from_dict({"output_type": "error", "ename": "NotRun", "evalue": text, "traceback": []})]


def _score(cell: NotebookNode) -> float:
    from classroom.grading.book_cells import points_of_test

    return points_of_test(cell)[0]


def _is_test(cell: NotebookNode) -> bool:
    tags = cell.metadata.get("nbgrader", {})
    return bool(tags.get("grade")) and not tags.get("solution") and cell.cell_type == "code"

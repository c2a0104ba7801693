"""Every notebook runs from top to bottom without a network; solved exercises are found right."""

import json
import os
import time

import nbformat
import pytest
from nbclient import NotebookClient

from classroom.kernels import PrivateKernelManager

# A lesson that asks for a host outside this machine must fail here, not on a train.
NO_NETWORK = """
import socket as _socket
_connect = _socket.socket.connect
def _only_here(self, address):
    if self.family in (_socket.AF_INET, _socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise OSError(f"this lesson asked for {address[0]}, but lessons work without a network")
    return _connect(self, address)
_socket.socket.connect = _only_here
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return a function that runs a notebook once, in its own folder: its code cells, CPU seconds and seconds."""
    done = {}

    def execute(path):
        if path not in done:
            notebook = nbformat.read(path, 4)
            notebook.cells.insert(0, nbformat.v4.new_code_cell(NO_NETWORK, id="no-network"))
            before, start = os.times(), time.monotonic()
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("CITYLAB_PROGRESS", str(tmp_path_factory.mktemp("learner") / "progress.json"))
                place = {"metadata": {"path": str(path.parent)}}
                NotebookClient(
                    notebook,
                    resources=place,
                    timeout=60,
                    startup_timeout=180,
                    kernel_manager_class=PrivateKernelManager,
                ).execute()
            cells = [cell for cell in notebook.cells[1:] if cell.cell_type == "code"]
            after = os.times()
            used_s = after.children_user + after.children_system - before.children_user - before.children_system
            done[path] = cells, used_s, time.monotonic() - start
        return done[path]

    return execute


def said(cell):
    """Return what a cell printed or displayed, as text."""
    parts = [output.get("text", "") or "".join(output.get("data", {}).get("text/plain", "")) for output in cell.outputs]
    return "\n".join(parts)


def verdicts(cells):
    """Return the first line of each self-check by exercise id."""
    found = {}
    for cell in cells:
        if cell.source.startswith("check("):
            found[json.loads(cell.source[6:].split(",")[0].strip())] = said(cell).strip().splitlines()[0]
    return found


def test_student_notebook_runs_untouched_in_time(page, run):
    cells, used_s, seconds = run(page.path)
    wrong = {name: line for name, line in verdicts(cells).items() if not line.startswith("[open] Not answered")}
    assert wrong == {}
    # The promise is 20 s. The bound on the clock leaves room for a busy machine; the processor's time needs less.
    assert used_s < 30
    assert seconds < 60


def test_no_cell_writes_to_the_error_stream(page, run):
    warned = [cell.id for cell in run(page.path)[0] for output in cell.outputs if output.get("name") == "stderr"]
    assert warned == []


def test_solved_wrap_up_runs_and_every_check_is_right(solved_wrap_up, run):
    """Solved lessons run with the other ways beside them, in tests/citylab/practice/test_other_ways.py."""
    found = verdicts(run(solved_wrap_up)[0])
    assert found
    assert {name: line for name, line in found.items() if not line.startswith("[right]")} == {}

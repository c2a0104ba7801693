"""Time and cells, gathered in the kernel."""

import json
import os
import subprocess
import sys
import textwrap
from types import SimpleNamespace

import pytest

from citylab import progress, study_time
from citylab.study_time import PAUSE_S, StudyTime

KEY = "02-smart-grids/01_read_a_street"


class Clock:
    """A clock that is set by hand."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def counted(clock):
    """A counter whose writes go into the list `written`."""
    written = []
    counter = StudyTime(lambda **new: written.append(new), clock=clock)
    counter.written = written
    yield counter
    counter.flush()  # ends its timer


def ran(counter, clock, seconds, cell="a"):
    clock.now += seconds
    counter.ran(SimpleNamespace(info=SimpleNamespace(cell_id=cell)))


def test_time_between_runs_is_counted_and_a_pause_is_cut(counted, clock):
    for seconds in (10, 30, 3600):
        ran(counted, clock, seconds)
    counted.flush()
    assert sum(new["seconds"] for new in counted.written) == 10 + 30 + PAUSE_S


def test_writes_are_at_least_20_seconds_apart(counted, clock):
    for _ in range(60):
        ran(counted, clock, 1)
    assert len(counted.written) == 3


def test_cells_are_written_with_the_time(counted, clock):
    ran(counted, clock, 1, "a")
    ran(counted, clock, 25, "b")
    assert counted.written == [{"seconds": 26, "cells": {"a", "b"}}]


def test_run_without_a_cell_id_counts_nothing(counted, clock):
    ran(counted, clock, 50, None)
    counted.ran(None)
    counted.flush()
    assert counted.written == []


def test_clock_that_goes_back_gives_no_negative_time(counted, clock):
    ran(counted, clock, -500)
    ran(counted, clock, 5)
    counted.flush()
    assert counted.written == [{"seconds": 5, "cells": {"a"}}]


def test_what_was_run_is_written_though_nothing_follows(clock, monkeypatch):
    monkeypatch.setattr(study_time, "_WRITE_EVERY_S", 0.05)
    written = []
    counter = StudyTime(lambda **new: written.append(new), clock=clock)
    ran(counter, clock, 0.01)
    counter._timer.join(5)
    assert [new["cells"] for new in written] == [{"a"}]


def test_checking_a_question_outside_of_a_kernel_counts_nothing():
    study_time.moment()
    assert progress.everything()["study"] == {}


KERNEL = """
    import sys
    from ipykernel.inprocess import InProcessKernelManager
    manager = InProcessKernelManager()
    manager.start_kernel()
    shell = manager.kernel.shell
    shell.run_cell("import citylab", cell_id=sys.argv[1] or None)
    shell.run_cell("1 + 1", cell_id="grid-1-peak" if sys.argv[1] else None)
"""


def in_a_kernel(course, name, cell):
    """Run two cells in a kernel of its own for the notebook `name`, and return what was counted."""
    code = textwrap.dedent(KERNEL)
    variables = {**os.environ, "JPY_SESSION_NAME": str(course / name), "PYTHONWARNINGS": "ignore"}
    subprocess.run([sys.executable, "-c", code, cell], env=variables, check=True, timeout=60, capture_output=True)
    path = progress.location()
    return json.loads(path.read_text())["study"] if path.exists() else {}


def test_kernel_of_a_lesson_notes_its_cells_at_its_end(small_course):
    found = in_a_kernel(small_course, f"course/notebooks/{KEY}.ipynb", "load")
    assert found[KEY]["cells"] == ["grid-1-peak", "load"]
    assert 0 <= found[KEY]["seconds"] < 60


@pytest.mark.parametrize(("name", "cell"), [(f"course/notebooks/{KEY}.ipynb", ""), ("my/diary.ipynb", "load")])
def test_other_programs_and_other_notebooks_are_not_watched(small_course, name, cell):
    assert in_a_kernel(small_course, name, cell) == {}

"""Where the engine cannot work, a plain kernel gives the same points."""

import subprocess
import sys

import pytest

from classroom.own_work.kernel import run_in_kernel

from .conftest import WRONG

TIMES = {"cell_s": 20.0, "notebook_s": 60.0}
# Such a kernel warns of what Python and its libraries will change.
pytestmark = pytest.mark.filterwarnings("default")


def test_kernel_and_engine_give_the_same_points(street_lamps, engine):
    answers = {**street_lamps.reference, **WRONG}
    inside = run_in_kernel(street_lamps.with_hidden_tests(answers), seed=5, **TIMES)
    assert inside.scores == engine.mark(street_lamps.with_hidden_tests(answers)).scores
    assert inside.remarks == []


def test_cell_that_never_ends_is_stopped_and_the_rest_counts(street_lamps):
    answers = {**street_lamps.reference, "lamps": "while True:\n    pass"}
    done = run_in_kernel(street_lamps.with_hidden_tests(answers), seed=5, cell_s=2.0, notebook_s=60.0)
    assert (done.scores["test-energy-2"], done.scores["test-lamps-1"], done.scores["test-dark-hours-1"]) == (2, 0, 2)


def test_what_did_not_run_after_the_end_of_the_kernel_has_failed(street_lamps):
    answers = {**street_lamps.reference, "lamps": "import os\nos._exit(3)"}
    done = run_in_kernel(street_lamps.with_hidden_tests(answers), seed=5, **TIMES)
    assert (done.scores["test-energy-2"], done.scores["test-dark-hours-1"]) == (2, 0)
    assert "ended before the last test" in done.remarks[0].text


def test_hidden_tests_get_the_seed(street_lamps):
    asked = street_lamps.with_hidden_tests(street_lamps.reference)
    asked.cells[-1].update(cell_type="code", outputs=[], execution_count=None)
    asked.cells[-1].source = "from citylab.forms import class_seed\nprint(class_seed())"
    run_in_kernel(asked, seed=1234, **TIMES)
    assert asked.cells[-1].outputs[0].text.strip() == "1234"


def test_nothing_that_only_unix_has_is_loaded_for_it_nor_what_takes_long():
    code = (
        "import sys; sys.modules.update(resource=None, fcntl=None); from classroom.own_work import mark, kernel; "
        "print('rfc3987_syntax.syntax_helpers' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("False\n", "")

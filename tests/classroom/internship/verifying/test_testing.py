"""What the tests say is shown though a notebook stopped, and read as what a stranger wrote."""

import pytest

from classroom.internship.verifying import judging, testing
from classroom.internship.verifying.portfolio import Portfolio
from classroom.internship.verifying.ran import Ran, Step

MORE = """\
def test_this_is_done():
    assert True

def test_this_is_to_do():
    raise NotImplementedError
"""


def test_when_a_notebook_stops_it_is_said_which_tests_pass(sample):
    sample.write("tests/test_more.py", MORE)
    sample.cells(*sample.sources(), "raise NotImplementedError('the data sheet is yours to write')")
    verdict = sample.verify()
    assert verdict.failed_checks == ("run",)
    found = [(one.state, one.says) for one in verdict.findings if one.check == "tests"]
    assert ("remark", "tests/test_more.py: 1 of 2 pass; not yet: test_this_is_to_do") in found
    assert ("remark", "tests/test_warmest.py: 1 of 1 pass") in found
    assert [says for state, says in found if state == "not reached"] == [
        "the notebooks did not run to their end; for the tests alone, run: python -m pytest"
    ]


@pytest.mark.parametrize(
    ("message", "remedy"),
    [
        ("scores is yours to write; its docstring says what it returns", "Write the function that it names;"),
        ("judge: compare the moments of the day", "Write the function that it names;"),
        ("the data sheet is yours to write", "Write what is missing in notebooks/a.ipynb, cell 5;"),
        ("", "Write what is missing in notebooks/a.ipynb, cell 5;"),
    ],
)
def test_work_that_is_missing_is_named_by_its_function_or_its_cell(message, remedy):
    report = ({"cell": 5}, {"error": "NotImplementedError", "message": message})
    ran = Ran([Step("notebooks/a.ipynb", 0, False, report, "")])
    (found,) = judging.of_run(ran, Portfolio("t", "MIT", ("notebooks/a.ipynb",), 1.0, ()))
    assert found.remedy.startswith(remedy)


def test_a_line_of_another_shape_is_left_aside():
    lines = ({"test": "tests/test_a.py::test_a"}, {"test": 3, "outcome": "passed"}, {"outcome": "failed"})
    assert [one.state for one in testing._so_far(lines)] == ["not reached"]

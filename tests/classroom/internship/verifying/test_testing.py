"""What the tests say is shown though a notebook stopped, and read as what a stranger wrote."""

import pytest

from classroom.internship.verifying import judging, testing
from classroom.internship.verifying.folder import Folder
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


def told_of(tmp_path, source, *lines):
    """Judge a test file of this source by what was told of its tests."""
    path = tmp_path / "tests" / "test_a.py"
    path.parent.mkdir()
    path.write_text(source, encoding="utf-8")
    ran = Ran(tests=Step("", 0, False, (*lines, {"done": 0}), ""), made={"outputs/a.csv": b""})
    return testing.of_tests(ran, Folder(tmp_path, ("tests/test_a.py",)))


def test_a_test_that_is_marked_to_fail_is_refused_whatever_the_reason(tmp_path):
    line = {"test": "tests/test_a.py::test_a", "outcome": "expected to fail", "why": "later"}
    passed = {"test": "tests/test_a.py::test_b", "outcome": "passed"}
    (found,) = told_of(tmp_path, "def test_a(): ...\ndef test_b(): ...\n", line, passed)
    assert found.says == "tests/test_a.py::test_a is marked as a test that fails"
    assert "xfail" in found.remedy


def test_a_test_that_asks_nothing_is_named(tmp_path):
    source = "def test_a():\n    assert f()\ndef test_b():\n    f()\n"
    lines = [{"test": f"tests/test_a.py::test_{name}", "outcome": "passed"} for name in "ab"]
    found = [(one.state, one.says) for one in told_of(tmp_path, source, *lines)]
    assert found == [
        ("remark", "without an assert, so nothing can fail: tests/test_a.py::test_b"),
        ("ok", "2 passed"),
    ]


def test_a_file_of_the_same_name_elsewhere_does_not_stand_for_a_test(tmp_path):
    line = {"test": "tests/sub/test_a.py::test_a", "outcome": "passed"}
    (found,) = told_of(tmp_path, "def test_a(): ...\n", line)
    assert found.says == "tests/test_a.py holds test_a, which did not run"


def test_files_are_named_from_the_project_s_folder_and_a_returned_value_is_no_answer(sample):
    sample.write("tests/pytest.ini", "[pytest]\n")
    sample.write("tests/test_more.py", "def test_it():\n    return 1 == 2\n")
    (found,) = [one for one in sample.verify().findings if not one.ok]
    assert found.says.startswith("tests/test_more.py::test_it failed: pytest.PytestReturnNotNoneWarning")


def expecting(sample, error):
    """Let the notebook end with a cell that raises, and is marked to."""
    sample.cells(*sample.sources(), f"raise {error}('here')")
    old = '"id": "c2", "metadata": {'
    sample.change("notebooks/01_warmest.ipynb", old, old + '"tags": ["raises-exception"]')
    return sample.verify()


def test_an_error_that_is_expected_is_named_for_a_person(sample):
    verdict = expecting(sample, "ValueError")
    assert verdict.is_accepted
    says = "notebooks/01_warmest.ipynb, cell 3: ValueError: here; the cell is marked to raise it, and a person asks why"
    assert says in [one.says for one in verdict.findings if one.state == "remark"]


def test_work_that_is_missing_is_not_hidden_by_a_tag(sample):
    verdict = expecting(sample, "NotImplementedError")
    assert verdict.failed_checks == ("run",)
    (found,) = [one for one in verdict.findings if one.state == "failed"]
    assert found.says == "notebooks/01_warmest.ipynb, cell 3: NotImplementedError: here"


def test_an_output_that_is_a_data_file_is_named_for_a_person(sample, without_running):
    sample.write("outputs/days.csv", (sample.folder / "data" / "days.csv").read_text(encoding="utf-8"))
    verdict = sample.verify()
    assert verdict.is_accepted
    says = "outputs/days.csv is the same as data/days.csv; a person asks why"
    assert says in [one.says for one in verdict.findings if one.state == "remark"]

"""What is said of an answer whose own cell did not run."""

import pytest

from classroom.feedback.failures import Failure
from classroom.feedback.own_cell import explain_answer


def test_answer_that_python_cannot_read_is_named_with_its_line():
    failure = explain_answer("a = 1\nif a\n    a = 2\n", Failure("NameError: name 'mean_wait' is not defined"))
    assert failure.message == "This cell has a SyntaxError in line 2, so none of it ran."
    assert failure.line == "if a"
    assert "a colon that is missing" in failure.hint


@pytest.mark.parametrize("answer", ["", "# nothing\n", 'raise NotImplementedError("not answered yet: replace this")'])
def test_untouched_answer_is_not_answered_yet(answer):
    failure = explain_answer(answer, Failure("NameError: name 'decision' is not defined"))
    assert failure.message == "Not answered yet."


@pytest.mark.parametrize("answer", ["%matplotlib inline\na = 1", "a = 1"])
def test_what_the_test_says_of_an_answer_that_runs_stays(answer):
    failure = Failure("NameError: name 'decision' is not defined")
    assert explain_answer(answer, failure) is failure


def test_check_that_passed_has_nothing_to_say():
    assert explain_answer("if a", None) is None

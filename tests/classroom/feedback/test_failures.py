"""What a failed check says: the author's words, and nothing that only the author has."""

import nbformat
import pytest

from classroom.feedback.failures import FORM, VALUE, Failure, explain, masked

TEST = """\
_called = "mean_wait(a)"
assert isinstance(mean_wait([1]), float), "return a number"
assert len(_value) in (3,), f"{_called} should hold 3 numbers; yours holds {len(_value)}"
### BEGIN HIDDEN TESTS
for _a, _truth, _say in (([4, 8], 3.25, "squares over twice the sum"),):
    assert mean_wait(_a) == _truth, _say
assert _one in (1,), f"it was {_truth}, not {_one}"
### END HIDDEN TESTS
"""
ANSWER = "def mean_wait(a):\n    b = 0  # weights\n    return sum(a) / b\n"
KNOWN = ANSWER + "\n# mean_wait(a) returns a number for 'stops'"


def failed(ename, evalue, *rows):
    output = nbformat.v4.new_output("error", ename=ename, evalue=evalue, traceback=[*rows])
    return explain(nbformat.v4.new_code_cell(TEST, outputs=[output]), known=KNOWN, answer=ANSWER)


def test_message_of_a_visible_check_points_at_the_notebook():
    assert failed("AssertionError", "return a number") == Failure("return a number", hint=FORM)


def test_message_of_a_hidden_check_points_at_other_data():
    assert failed("AssertionError", "squares over twice the sum") == Failure("squares over twice the sum", hint=VALUE)


def test_message_with_a_value_tells_the_students_own():
    text = "mean_wait(a) should hold 3 numbers; yours holds 17"
    assert failed("AssertionError", text).message == text


def test_value_in_a_hidden_message_is_left_out():
    assert failed("AssertionError", "it was 3.25, not 4.5").message == "it was …, not …"


def test_message_of_a_check_of_form_is_shown():
    text = "mean_wait(a) should be one number in s, a float; yours is None: does the function end with a return?"
    assert failed("FormError", text) == Failure(text, hint=FORM)


def test_problems_of_a_form_of_the_internship_are_shown_whole():
    source = "from citylab.internship.answers import require as _require\n\n_require('scoping-sheet', lambda: data)\n"
    text = "first_day: '1/2/27' is no date\nhours_per_week: 97 is more than 48"
    output = nbformat.v4.new_output("error", ename="FormError", evalue=text, traceback=[])
    failure = explain(nbformat.v4.new_code_cell(source, outputs=[output]), known="", answer="")
    assert failure == Failure(text.replace("\n", " · "), hint=FORM)


def test_comparison_that_prints_what_it_expects_is_not_shown():
    failure = failed("AssertionError", "Not equal to tolerance\n ACTUAL: 4.5\n DESIRED: 3.25")
    assert failure == Failure("The check found something that is not as asked.", hint=VALUE)


@pytest.mark.parametrize(
    "row", ["in mean_wait, line 3: return sum(a) / b", "\x1b[32m----> \x1b[39m\x1b[32m3\x1b[39m     return sum(a) / b"]
)
def test_error_in_the_answer_shows_the_line_and_what_it_means(row):
    failure = failed("ZeroDivisionError", "division by zero", row, "----> 5 assert mean_wait(_a) == _truth, _say")
    assert failure.message == "ZeroDivisionError: division by zero"
    assert failure.line == "return sum(a) / b"
    assert "divisor" in failure.hint


def test_line_of_a_hidden_test_is_never_shown():
    assert failed("KeyError", "'x'", "----> 5 for _a, _truth, _say in (([4, 8], 3.25),):").line == ""


def test_data_in_an_error_is_left_out():
    failure = failed("ValueError", "got [4, 8] and 'secret stop' and 'stops'")
    assert failure.message == "ValueError: got […, …] and … and 'stops'"


def test_assert_of_the_student_is_their_own_error():
    failure = failed("AssertionError", "[4, 8]", "in mean_wait, line 2: b = 0  # weights")
    assert failure.message == "AssertionError: […, …]"
    assert failure.hint == "An assert in your own answer did not hold."


@pytest.mark.parametrize(
    "text",
    [
        "'NoneType' object is not subscriptable",
        "unsupported operand type(s) for +: 'int' and 'str'",
        "mean_wait() missing 1 required positional argument: 'b'",
        "list index out of range",
        "could not convert string to float: 'stops'",
    ],
)
def test_usual_errors_are_shown_whole(text):
    assert masked(text, KNOWN) == text


def test_code_in_an_error_is_left_out():
    assert masked("for _a, _truth in (([4, 8], 3.25),): x=y", KNOWN) == "for …, … in (([…, …], …),): …"


def test_name_of_an_error_cannot_carry_data():
    assert failed("Data_4_8", "bad").message == "Error: bad"


@pytest.mark.parametrize(
    ("ename", "text", "said"),
    [
        ("Stopped", "it took too long", "It took too long"),
        ("KeyboardInterrupt", "", "It took too long"),
        ("DeadKernelError", "Kernel died", "had ended before"),
        ("Stopped", "the submission's process ended before this test", "had ended before"),
        ("Stopped", "the answer could not be read: 4 8", "could not be read."),
        ("Stopped", "for another reason: 4 8", "stopped before this check."),
    ],
)
def test_a_stop_is_explained(ename, text, said):
    assert said in failed(ename, text).message


def test_unanswered_question_says_so():
    assert failed("NotImplementedError", "not answered yet: replace this line").message == "Not answered yet."


def test_part_of_the_points_comes_with_the_authors_words_only():
    output = nbformat.v4.new_output("stream", name="stdout", text="return a number\n4 8 of the student\n")
    cell = nbformat.v4.new_code_cell(TEST, outputs=[output])
    assert explain(cell, known=KNOWN, answer=ANSWER) == Failure("return a number", hint=VALUE)


def test_long_text_is_cut():
    assert len(masked("word " * 1000, "")) < 310


@pytest.mark.parametrize("text", ["'" * 5000, "a1" * 5000, "should be a number; yours, " * 300, "\x1b[" * 3000])
def test_hostile_text_takes_no_time(text):
    assert failed("AssertionError", text) is not None
    assert failed("ValueError", text) is not None


def test_words_that_the_student_does_not_have_are_left_out():
    assert masked("three point two, not bananas: index out of range", KNOWN) == "… … …, not …: index out of range"


def test_value_in_words_does_not_come_out_in_a_message_of_the_author():
    said = failed("AssertionError", "mean_wait(a) should hold 3 numbers; yours holds seventeen").message
    assert said == "mean_wait(a) should hold 3 numbers; yours holds …"

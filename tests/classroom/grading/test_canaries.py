"""Checks that must fail: they do for honest values, and don't where a value equals everything."""

import pytest

from classroom.grading.canaries import Canaries, impossible

EQUAL = "class Equal:\n    __eq__ = __lt__ = __gt__ = lambda self, other: True\nvalue = Equal()"


def passes(test, value):
    space = {}
    exec(value, space)
    try:
        exec(impossible(test, "word"), space)
    except Exception:
        return False
    return True


@pytest.mark.parametrize(
    "test",
    [
        "assert value == 3, 'three'",
        "assert 3 == value",
        "assert value > 2 and value < 4",
        "import math\nassert math.isclose(value, 3.0, rel_tol=1.0)",
        "import numpy\nassert numpy.allclose(value, 3.0)",
        "for one in [value]:\n    assert one == 3\nassert type(value) == int",
    ],
)
@pytest.mark.parametrize("value", ["3", "3.0", "True", "'3'", "None", "[3]", "float('nan')", "float('inf')"])
def test_no_honest_value_meets_what_is_impossible(test, value):
    assert not passes(test, f"value = {value}")


@pytest.mark.parametrize("value", ["[3]", "[3, 3]", "[]", "[[3.0]]", "['a']", "[None]"])
def test_no_array_and_no_table_meets_it(value):
    for kind in ("numpy.array", "pandas.Series", "pandas.DataFrame", "pandas.Index"):
        made = f"import numpy, pandas\nvalue = {kind}({value})"
        assert not passes("assert value.equals(value)\nassert value == 3", made)


@pytest.mark.parametrize(
    "test", ["assert value == 3", "assert 3 == value", "assert isinstance(value, int) and value > 2"]
)
def test_a_value_that_equals_everything_meets_it(test):
    assert passes(test, EQUAL)


@pytest.mark.parametrize(
    "test",
    [
        "assert value != 3",
        "import numpy\nassert numpy.isclose(value, 3, equal_nan=True)",
        "assert not value == 3",
        "assert value",
        "value == 3",
        "%magic\nassert value == 3",
    ],
)
def test_where_nothing_is_certain_nothing_is_asked(test):
    assert impossible(test, "word") == ""


def outputs_of(step):
    try:
        value = eval(step["source"]) if "assert " not in step["source"] else exec(step["source"])
    except AssertionError as error:
        return [{"output_type": "error", "ename": "AssertionError", "evalue": str(error)}]
    return [{"output_type": "execute_result", "data": {"text/plain": repr(value)}}]


def test_every_kind_fails_in_its_own_words_where_nothing_was_changed():
    for _ in range(40):
        canaries = Canaries()
        steps = canaries.around({"source": "assert False"}, 0)
        outputs = [outputs_of(step) for step in [*steps, *canaries.all(len(steps), [])]]
        assert not canaries.are_silent(outputs)


def test_one_that_says_nothing_is_silent():
    canaries = Canaries()
    outputs = [outputs_of(step) for step in canaries.all(0, [])]
    for place in range(len(outputs)):
        assert canaries.are_silent([[] if at == place else shown for at, shown in enumerate(outputs)])


GONE = [{"output_type": "error", "ename": "Stopped", "evalue": ""}]


def test_the_end_of_the_process_is_no_silence_but_a_test_that_passes_after_it_is():
    canaries = Canaries()
    steps = canaries.around({"kind": "theirs", "source": "test"}, 0)
    place = next(at for at, step in enumerate(steps) if step["source"] == "test")
    outputs = [GONE for _ in steps]
    assert not canaries.are_silent(outputs)
    outputs[place] = []
    assert canaries.are_silent(outputs)

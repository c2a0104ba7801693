"""No answer passes, raises or is changed by its own cleverness."""

from copy import deepcopy

import numpy as np
import pandas as pd
import pytest

from citylab.practice import Case, Exercise, Mistake, judge


class EqualsAll:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash(list)

    def __bool__(self):
        return True

    def __float__(self):
        return 2.0


class Raises:
    def __getattribute__(self, name):
        raise RuntimeError(name)

    def __eq__(self, other):
        raise RuntimeError

    def __hash__(self):
        raise RuntimeError

    def __repr__(self):
        raise RuntimeError

    def __deepcopy__(self, memo):
        raise RuntimeError


class EqualsAllType(type):
    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(float)

    def __repr__(cls):
        raise RuntimeError

    @property
    def __name__(cls):
        raise RuntimeError


class OfOddType(metaclass=EqualsAllType):
    __class__ = float


class TrickyFloat(float):
    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


class TrickySeries(pd.Series):
    @property
    def index(self):
        raise RuntimeError


class TrickyArray(np.ndarray):
    def __array_ufunc__(self, *args, **options):
        return np.array([True])


ODD = [
    EqualsAll(),
    Raises(),
    OfOddType(),
    OfOddType,
    EqualsAllType,
    TrickyFloat(2.0),
    TrickyFloat(9.0),
    TrickySeries([1.0, 2.0], dtype=float),
    np.array([2.0, 3.0]).view(TrickyArray),
]
EXPECTED = [2.0, [2.0, 3.0], np.array([2.0, 3.0]), pd.Series([2.0, 3.0]), {"a": 2.0}, {2.0}, "two"]
EXPECTED += [pd.DataFrame({"a": [2.0]}), True, pd.Timestamp("2025-01-01")]


def exercise(expected, **rules):
    return Exercise(id="grid-1-demo", lesson="02-smart-grids/01", expected=expected, **rules)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("which", range(len(ODD)))
def test_odd_object_never_passes_and_never_raises(which, expected):
    odd = ODD[which]
    box = np.empty(2, dtype=object)
    box[0] = box[1] = odd
    forms = [odd, [odd, odd], (odd,), {"a": odd}, box, pd.Series(box, dtype=object)]
    asked = exercise(expected, mistakes=[Mistake(when=lambda a: a == 7, say="Seven is too much.")])
    assert {judge(asked, form).kind for form in forms} == {"type"}


def test_function_is_contained_whatever_it_raises():
    def odd(value):
        raise [KeyboardInterrupt, SystemExit(3), Raises, MemoryError("full")][value]

    asked = exercise(lambda value: value, cases=[Case(n) for n in range(4)])
    assert judge(asked, odd).kind == "error"


class UnprintableError(Exception):
    def __str__(self):
        raise RuntimeError


def test_error_that_cannot_be_printed_is_named():
    def odd(value):
        raise UnprintableError

    asked = exercise(lambda value: value, cases=[Case(1)])
    assert judge(asked, odd).say == "Case f(1): it stopped with UnprintableError."


def test_function_that_returns_odd_objects_does_not_pass():
    asked = exercise(lambda value: 2.0, cases=[Case(1)])
    assert {judge(asked, lambda value, odd=odd: odd).kind for odd in ODD} == {"type"}


def test_function_that_empties_its_arguments_cannot_spoil_the_next_run():
    def greedy(values):
        total = sum(values)
        values.clear()
        return total

    asked = exercise(sum, cases=[Case([1, 2]), Case([3, 4])])
    assert [judge(asked, greedy).kind for _ in range(2)] == ["right", "right"]


@pytest.mark.parametrize(
    "answer",
    [[3, 1, 2], {"b": 1, "a": 2}, pd.DataFrame({"a": [3.0, 1.0]}), np.array([3.0, 1.0])],
    ids=lambda value: type(value).__name__,
)
def test_answer_is_never_changed(answer):
    def spoil(copy):
        copy.clear() if hasattr(copy, "clear") else copy.__setitem__(slice(None), 0)

    before = deepcopy(answer)
    judge(exercise(deepcopy(answer), mistakes=[Mistake(when=spoil, say="x")]), answer)
    judge(exercise(7.0, mistakes=[Mistake(when=spoil, say="x")]), answer)
    assert repr(answer) == repr(before)


def test_table_with_two_columns_of_one_name_is_told_so():
    table = pd.DataFrame([[1.0, 2.0]], columns=["a", "a"])
    verdict = judge(exercise(pd.DataFrame({"a": [1.0]})), table)
    assert not verdict.right

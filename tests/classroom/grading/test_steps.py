"""Which given cells are the same for everybody, and are run once."""

import pytest
from nbformat.v4 import new_code_cell

from classroom.grading.steps import owned_names, steps, warm_cells


def given(name, source):
    return new_code_cell(source, metadata={"nbgrader": {"grade_id": name, "locked": True, "solution": False}})


def answer(source):
    return new_code_cell(source, metadata={"nbgrader": {"grade_id": "answer", "solution": True, "locked": False}})


ANSWER = answer("def share(x):\n    return x\nfor room in 'ab':\n    best = room")


@pytest.mark.parametrize(
    ("source", "is_warm"),
    [
        ("width = 7", True),
        ("width = share(7)", False),
        ("print(best)", False),
        ("for room in 'xy':\n    print(room)", True),  # a loop's own name, though an answer has one like it
        ("doors = [room for room in 'xy']", True),
        ("doors = {}\nfor room in 'xy':\n    doors[room] = len(room)", True),
        ("for room in 'xy':\n    pass\nlast = room", False),  # without a turn of the loop it would be the answer's
        ("print(room)\nfor room in 'xy':\n    pass", False),
        ("room = 1\ndef door():\n    return room", False),  # called later, it finds the answer's
        ("room = 1\ndoor = lambda: room", False),
        ("room = 1\ndoors = (room for _ in 'xy')", False),
        ("room = 1\nclass Door:\n    def wide(self):\n        return room", False),
        ("def door(room):\n    return room", True),
    ],
)
def test_a_given_cell_is_run_once_if_no_answer_can_change_it(source, is_warm):
    cells = [ANSWER, given("one", source)]
    assert list(warm_cells(cells, owned_names(cells))) == ["one"] * is_warm


def test_what_rests_on_an_answer_is_not_the_same_for_everybody():
    cells = [given("one", "width = 7"), ANSWER, given("two", "high = share(2)"), given("three", "high + width")]
    warm = warm_cells(cells, owned_names(cells))
    assert warm == {"one": 0}
    assert [step["kind"] for step in steps(cells, warm)] == ["warm", "theirs", "given", "given"]

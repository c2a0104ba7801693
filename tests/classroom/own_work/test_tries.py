"""A reference solution opens after three honest tries."""

import pytest

from citylab import progress
from classroom.own_work import mark
from classroom.own_work.tries import fingerprint, words

from .conftest import NAME

OPEN = "Reference solution, and other ways"
TRIES = [f"def energy_kwh(power_w, hours):\n    return power_w * hours / {by}.0" for by in (1, 10, 100)]


@pytest.fixture
def opened(root, write, quick):
    """Mark with one answer after the other; say after each whether the solution of the first question is open."""

    def open_after(*answers):
        found = []
        for answer in answers:
            text = mark(root, write({"energy": answer})).page.read_text(encoding="utf-8")
            found.append(OPEN in text.partition('id="h2"')[0])
        return found

    return open_after


def test_solution_opens_after_three_different_tries(opened):
    assert opened(*TRIES) == [False, False, True]


def test_same_code_is_one_try_whatever_its_comments(opened):
    again = [TRIES[0], TRIES[0] + "  # once more", TRIES[0].replace(":\n", ':\n    """Return energy."""\n')]
    assert opened(*again) == [False, False, False]
    assert len(progress.exercise(f"{NAME}/energy")["tries"]) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "def energy_kwh(power_w, hours):\n    pass",
        "def energy_kwh(power_w, hours):\n    return None",
        "def energy_kwh(power_w, hours):\n    ...",
        "def energy_kwh(power_w, hours)\n    return 1",
        "energy_kwh = undefined_name",
        "",
        "# nothing yet",
        'def energy_kwh(power_w, hours):\n    raise NotImplementedError("not answered yet: replace this line")',
    ],
)
def test_what_says_nothing_or_does_not_run_is_no_try(opened, answer):
    opened(answer)
    assert progress.exercise(f"{NAME}/energy")["tries"] == []


def test_untouched_stub_is_no_try(root, street_lamps, write, quick):
    stubs = {cell.metadata.nbgrader.grade_id: cell.source for cell in street_lamps.released.cells}
    mark(root, write({"energy": stubs["energy"]}))
    assert progress.exercise(f"{NAME}/energy")["tries"] == []


def test_solution_stays_open_once_the_answer_was_right(opened):
    right = "def energy_kwh(power_w, hours):\n    return power_w * hours / 1000"
    assert opened(right, TRIES[0]) == [True, True]


def test_each_question_counts_for_itself(root, write, quick):
    for answer, hours in ((TRIES[0], 3), (TRIES[0], 4), (TRIES[0], 5)):
        marked = mark(root, write({"energy": answer, "dark-hours": f"dark_h = {hours}"}))
    first, _, rest = marked.page.read_text(encoding="utf-8").partition('id="h2"')
    assert "So far: 1 of 3" in first
    assert OPEN in rest.partition('id="h3"')[2]
    assert "is open for: 3. The longest night." in marked.lines[2]


def test_name_of_a_variable_makes_another_answer():
    assert fingerprint("x = 1") == fingerprint("x=1  # one")
    assert fingerprint("x = 1") != fingerprint("y = 1")
    assert fingerprint("x = (") == fingerprint("x = (")


@pytest.mark.parametrize(("text", "number"), [("", 0), ("One, two: three!", 3), ("It's 94.5 % of 400 V", 5)])
def test_words_are_counted_as_people_do(text, number):
    assert words(text) == number

import doctest

import pytest

from citylab import overview, progress, reviews
from citylab.modules import modules


def steps():
    """Return what to do next, as text."""
    return [f"{step.say}: {step.title}" for step in overview.now(modules()).steps]


def make_due(days=9):
    """Let some days pass since every answer."""
    from datetime import datetime, timedelta

    def age(book):
        for card in book["review"]["smart-grids"].values():
            for name in ("due", "last_review"):
                card[name] = (datetime.fromisoformat(card[name]) - timedelta(days=days)).isoformat()

    progress.update(age)


def test_newcomer_begins_with_the_overview(small_course):
    assert steps() == ["Begin with Smart grids: Overview"]


def test_learner_goes_on_with_the_first_lesson_that_is_not_done(small_course):
    for name in ("grid-1-peak", "grid-1-energy"):
        progress.record_solved(name)
    assert steps() == ["Smart grids, go on with: Solve the flow"]


def test_after_the_lessons_come_quiz_wrap_up_and_assignment(small_course):
    for name in ("grid-1-peak", "grid-1-energy", "grid-2-drop"):
        progress.record_solved(name)
    assert steps() == ["Smart grids, take the quiz: Test yourself"]
    progress.record_quiz("smart-grids", right=12, questions=12)
    assert steps() == ["Smart grids, solve the wrap-up: Wrap up"]
    progress.record_solved("grid-w-lowest")
    assert steps() == ["Smart grids, work on the: assignment"]
    progress.record_assignment("smart-grids", points=44, total=44)
    assert steps() == ["You have completed every module that is ready.: "]


def test_questions_that_are_due_come_first_with_the_lesson_of_the_wrong_ones(small_course):
    reviews.answered("smart-grids", "quarter-hours", False)
    reviews.answered("smart-grids", "draws", True)
    make_due()
    assert steps()[:2] == [
        "2 questions are due for review (Smart grids 2): run citylab.review(): ",
        "Smart grids, after wrong answers look again at: Read a street",
    ]


def test_time_is_that_of_all_modules(small_course):
    progress.record_study("02-smart-grids/00_overview", seconds=60, cells=[])
    progress.record_study("02-smart-grids/05_quiz", seconds=30, cells=[])
    assert overview.now(modules()).seconds == 90


def test_title_that_names_the_module_is_not_said_twice(small_course):
    path = small_course / "course/notebooks/02-smart-grids/00_overview.ipynb"
    path.write_text(path.read_text().replace("# Overview", "# Smart grids: approve or refuse"))
    assert steps() == ["Begin with: Smart grids: approve or refuse"]


@pytest.mark.parametrize(("seconds", "text"), [(0, "0 min"), (59, "under 1 min"), (3600, "1 h 0 min")])
def test_time_is_told_in_hours_and_minutes(seconds, text):
    assert overview.spent(seconds) == text


def test_example_runs():
    assert doctest.testmod(overview) == (0, 1)

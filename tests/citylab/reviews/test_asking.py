import tomllib
from datetime import UTC, datetime, timedelta

import pytest

from citylab import paths, progress, reviews
from citylab.modules import modules
from citylab.quizzes import read_quiz
from citylab.quizzes.widget import QuizBox
from citylab.reviews.due import due_in, lesson_numbers
from citylab.reviews.widget import ReviewBox

LATER = datetime.now(UTC) + timedelta(days=30)


def due(now=LATER):
    return due_in(modules()[1], progress.everything(), now=now)


def test_nothing_is_due_before_a_question_was_answered(small_course, capsys):
    assert due().questions == ()
    reviews.review()
    assert "each enters the review when you first answer it" in capsys.readouterr().out


def test_answered_question_is_due_later_and_its_day_is_told(small_course, capsys):
    reviews.answered("smart-grids", "draws", True)
    assert [question.id for question in due().questions] == ["draws"]
    reviews.review()
    day = (datetime.now().astimezone() + timedelta(days=2)).date()
    assert capsys.readouterr().out.strip() == f"No question is due. The next one is due on {day:%d %B %Y}."


def test_question_that_waits_longest_comes_first(small_course):
    reviews.answered("smart-grids", "draws", True)  # in two days
    reviews.answered("smart-grids", "leakage", False)  # tomorrow
    assert [question.id for question in due().questions] == ["leakage", "draws"]


def test_card_of_a_question_that_was_removed_is_kept_and_not_shown(small_course):
    reviews.answered("smart-grids", "of-last-year", False)
    assert due().questions == ()
    reviews.answered("smart-grids", "draws", True)
    assert "of-last-year" in progress.everything()["review"]["smart-grids"]


def test_lesson_of_most_wrong_answers_is_the_one_to_look_at(small_course):
    for name, right in (("quarter-hours", False), ("diversity", False), ("leakage", False), ("draws", True)):
        reviews.answered("smart-grids", name, right)
    assert due().lesson.title == "Read a street"


def test_no_lesson_is_named_after_right_answers(small_course):
    reviews.answered("smart-grids", "quarter-hours", True)
    assert due().lesson is None


def test_quiz_that_is_damaged_shows_nothing_and_loses_nothing(small_course):
    reviews.answered("smart-grids", "draws", True)
    (small_course / "course/lessons/02-smart-grids/quiz.toml").write_text("[[question")
    assert due().questions == ()
    assert "draws" in progress.everything()["review"]["smart-grids"]


def test_without_widgets_the_questions_are_printed(small_course, capsys):
    reviews.answered("smart-grids", "draws", False)
    age(days=3)
    reviews.review()
    assert capsys.readouterr().out == "Smart grids: Is it draws?\n"


def age(*, days):
    def back(book):
        for card in book["review"]["smart-grids"].values():
            for name in ("due", "last_review"):
                card[name] = (datetime.fromisoformat(card[name]) - timedelta(days=days)).isoformat()

    progress.update(back)


@pytest.fixture
def box(small_course):
    questions = read_quiz(small_course / "course/lessons/02-smart-grids/quiz.toml")[:2]
    return ReviewBox([("smart-grids", one) for one in questions], waiting=5, titles={"smart-grids": "Smart grids"})


def test_answers_in_the_review_move_the_cards(box):
    for one in box.boxes:
        one.fields[0].index = 0
        one.button.click()
    assert set(progress.everything()["review"]["smart-grids"]) == {"quarter-hours", "diversity"}
    assert "Done: " in box.rest.value
    assert "3 more are due: run the cell again." in box.rest.value


def test_question_of_the_quiz_enters_when_it_is_first_answered(small_course):
    questions = read_quiz(small_course / "course/lessons/02-smart-grids/quiz.toml")
    box = QuizBox("smart-grids", questions)
    assert progress.everything()["review"] == {}
    first = box.boxes[0]
    first.fields[0].index = 0
    first.button.click()
    assert list(progress.everything()["review"]["smart-grids"]) == [first.question.id]


def test_review_says_how_many_are_left(box):
    box.boxes[0].fields[0].index = 0
    box.boxes[0].button.click()
    assert "1 to go" in box.rest.value


@pytest.mark.parametrize("at_most", [0, -1, "all"])
def test_useless_number_of_questions_is_refused(at_most):
    with pytest.raises(ValueError, match="at_most must be 1 or more"):
        reviews.review(at_most=at_most)


def test_every_question_of_the_course_names_its_lesson():
    for path in paths.root().glob("course/lessons/*/quiz.toml"):
        asked = {one["id"] for one in tomllib.loads(path.read_text(encoding="utf-8"))["question"]}
        numbers = lesson_numbers()[path.parent.name[3:]]
        assert set(numbers) == asked
        assert all(list(path.parent.glob(f"{number:02d}_*.py")) for number in numbers.values())


def test_review_of_one_module_asks_about_that_one_only(small_course, capsys):
    reviews.answered("smart-grids", "draws", False)
    age(days=3)
    reviews.review("internet-of-things")
    assert "each enters the review when you first answer it" in capsys.readouterr().out
    reviews.review("smart-grids")
    assert capsys.readouterr().out == "Smart grids: Is it draws?\n"


@pytest.mark.parametrize("name", ["smart-grid", 5, ["smart-grids"]])
def test_review_of_an_unknown_module_names_the_known_ones(small_course, name):
    with pytest.raises(ValueError, match="there are: internet-of-things, smart-grids"):
        reviews.review(name)

import pytest

from citylab import progress
from citylab.quizzes import read_quiz
from citylab.quizzes.marking import as_number, mark
from citylab.quizzes.widget import QuizBox


@pytest.fixture
def questions(quiz_file):
    return read_quiz(quiz_file)


@pytest.fixture
def box(questions):
    return QuizBox("demo", questions)


def one(box, name):
    """Return the box of a question, wherever the run has put it."""
    return next(found for found in box.boxes if found.question.id == name)


def choose(box, name, *texts):
    """Choose the options with these texts, and press Check."""
    found = one(box, name)
    for at, option in enumerate(found.question.option):
        if option.text.startswith(texts):
            if found.question.kind == "one":
                found.fields[0].index = at
            else:
                found.fields[at].value = True
    found.button.click()


def answer(box, *, choice="1 kWh", several=("Solar", "A higher tap"), number="7,5"):
    """Fill in all three questions and press Check under each."""
    choose(box, "power-or-energy", choice)
    choose(box, "raise-the-voltage", *several)
    one(box, "count-hours").fields[0].value = number
    one(box, "count-hours").button.click()


def test_all_right_gives_the_full_score_and_is_saved(box):
    answer(box)
    assert "Your score: 3 of 3" in box.score.value
    assert progress.quiz("demo") == {"best": 3, "last": 3, "questions": 3}


def test_every_option_is_explained_after_check(box):
    answer(box, choice="2 kW")
    why = one(box, "power-or-energy").why.value
    assert all(text in why for text in ("power times time", "while it boils", "You divided"))
    assert why.count("(wrong, your answer)") == 1
    assert "✗ Not right." in why


def test_question_is_closed_after_check(box):
    answer(box)
    assert all(field.disabled for found in box.boxes for field in found.fields)


def test_several_must_be_exactly_the_right_ones(box):
    answer(box, several=("Solar",))
    assert {found.question.id: found.right for found in box.boxes}["raise-the-voltage"] is False
    assert sum(found.right for found in box.boxes) == 2


def test_check_without_an_answer_asks_for_one(box):
    for found in box.boxes:
        found.button.click()
    assert "Choose an answer first" in one(box, "power-or-energy").why.value
    assert "Type a number first" in one(box, "count-hours").why.value
    assert progress.quiz("demo") is None


def test_score_is_saved_only_at_the_end(box):
    choose(box, "power-or-energy", "1 kWh")
    assert "1 of 3 questions answered, 1 right so far" in box.score.value
    assert progress.quiz("demo") is None


def test_start_again_empties_everything(box):
    answer(box, choice="4 kWh")
    box.again.click()
    assert [found.answer() for found in box.boxes] == [None, None, None]
    answer(box)
    assert progress.quiz("demo") == {"best": 3, "last": 3, "questions": 3}


def test_known_wrong_number_has_its_own_explanation(questions):
    right, lines = mark(questions[2], 30)
    assert not right
    assert [line.why for line in lines] == [
        "You took each quarter hour for a whole hour.",
        "Ten quarter hours are 2.5 h.",
    ]


def test_other_wrong_number_gets_the_general_explanation(questions):
    assert mark(questions[2], 8)[1][0].why.startswith("Turn the quarter hours")


@pytest.mark.parametrize(
    ("text", "number"),
    [("7.5", 7.5), (" 7,5 ", 7.5), ("-1e3", -1000.0), ("", None), ("7 kW", None), ("nan", None)],
)
def test_number_is_read_with_point_or_comma(text, number):
    assert as_number(text) == number

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


def answer(box, *, choice=0, several=(0, 2), number="7,5"):
    """Fill in all three questions and press Check under each."""
    box.boxes[0].fields[0].index = choice
    for at in several:
        box.boxes[1].fields[at].value = True
    box.boxes[2].fields[0].value = number
    for one in box.boxes:
        one.button.click()


def test_all_right_gives_the_full_score_and_is_saved(box):
    answer(box)
    assert "Your score: 3 of 3" in box.score.value
    assert progress.quiz("demo") == {"best": 3, "last": 3, "questions": 3}


def test_every_option_is_explained_after_check(box):
    answer(box, choice=1)
    why = box.boxes[0].why.value
    assert all(text in why for text in ("power times time", "while it boils", "You divided"))
    assert why.count("(wrong, your answer)") == 1
    assert "✗ Not right." in why


def test_question_is_closed_after_check(box):
    answer(box)
    assert all(field.disabled for one in box.boxes for field in one.fields)


def test_several_must_be_exactly_the_right_ones(box):
    answer(box, several=(0,))
    assert [one.right for one in box.boxes] == [True, False, True]


def test_check_without_an_answer_asks_for_one(box):
    for one in box.boxes:
        one.button.click()
    assert "Choose an answer first" in box.boxes[0].why.value
    assert "Type a number first" in box.boxes[2].why.value
    assert progress.quiz("demo") is None


def test_score_is_saved_only_at_the_end(box):
    box.boxes[0].fields[0].index = 0
    box.boxes[0].button.click()
    assert "1 of 3 questions answered, 1 right so far" in box.score.value
    assert progress.quiz("demo") is None


def test_start_again_empties_everything(box):
    answer(box, choice=2)
    box.again.click()
    assert [one.answer() for one in box.boxes] == [None, None, None]
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


def test_order_of_options_is_the_authors(box):
    assert box.boxes[0].fields[0].options == ("1 kWh", "2 kW", "4 kWh")

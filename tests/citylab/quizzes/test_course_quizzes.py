"""Every answer in the quizzes of the course, foreseen or not, is explained."""

import pytest

from citylab.paths import root
from citylab.quizzes import read_quiz
from citylab.quizzes.marking import mark
from citylab.quizzes.shuffling import shuffled

QUESTIONS = [
    pytest.param(question, id=f"{path.parent.name}-{question.id}")
    for path in sorted((root() / "course" / "lessons").glob("*/quiz.toml"))
    for question in read_quiz(path)
]
POINTING = ("option above", "option below", "first option", "last option", "all of these", "none of these", "the above")


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_option_and_number_explains_itself(question):
    told = [option.why for option in question.option] + [wrong.why for wrong in question.wrong]
    if question.kind == "number":
        assert question.wrong, "name at least one wrong number that people reach"
        told += [question.why_right, question.why_other]
    assert [why for why in told if len(why.split()) < 4] == []
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("question", QUESTIONS)
def test_number_that_nobody_foresaw_gets_help_and_the_right_one(question):
    if question.kind == "number":
        right, lines = mark(question, question.answer * 3.7 + 11)
        assert not right
        assert [line.why for line in lines] == [question.why_other, question.why_right]


@pytest.mark.parametrize("question", QUESTIONS)
def test_options_that_name_each_other_stay_in_order(question):
    texts = " ".join(part.lower() for option in question.option for part in (option.text, option.why))
    assert question.keep_order or not any(word in texts for word in POINTING)
    assert {option.text for option in shuffled((question,), 3)[0].option} == {option.text for option in question.option}

"""The self-checks of lesson 4 know right answers from the mistakes they name."""

import pytest

from citylab.practice import judge
from citylab.practice.exercise import computed
from citylab.transport.practice.lesson_4 import EXERCISES

MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{number}")
    for exercise in EXERCISES
    for number, mistake in enumerate(exercise.mistakes, start=1)
]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_expected_answer_is_right(exercise):
    assert judge(exercise, computed(exercise.expected)).right


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_gets_its_own_sentence(exercise, mistake):
    assert judge(exercise, computed(mistake.gives)).say == mistake.say

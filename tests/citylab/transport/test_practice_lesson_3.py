"""The self-checks of lesson 3 know right answers from the mistakes they name."""

import pytest

from citylab.practice import judge
from citylab.practice.exercise import computed
from citylab.transport.practice.lesson_3 import EXERCISES

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


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_another_wrong_number_is_not_taken_for_a_known_mistake(exercise):
    verdict = judge(exercise, computed(exercise.expected) * 7 + 3)
    assert not verdict.right
    assert verdict.kind != "mistake"

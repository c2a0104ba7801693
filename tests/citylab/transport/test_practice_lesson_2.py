"""The self-checks of lesson 2 know right answers from the mistakes they name."""

from itertools import combinations

import pytest

from citylab.practice import judge
from citylab.practice.exercise import computed
from citylab.transport.practice.lesson_2 import EXERCISES

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
def test_mistakes_differ_from_each_other_and_from_the_answer(exercise):
    answers = [computed(exercise.expected), *(computed(mistake.gives) for mistake in exercise.mistakes)]
    assert all(abs(a - b) > 2 * (exercise.tolerance or 0) for a, b in combinations(answers, 2))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_wild_answer_is_wrong_and_not_one_of_the_mistakes(exercise):
    verdict = judge(exercise, 123456.7)
    assert not verdict.right
    assert verdict.say not in [mistake.say for mistake in exercise.mistakes]

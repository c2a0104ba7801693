"""The self-checks of lesson 1 know right answers from the slips that readers made."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from citylab.practice import judge
from citylab.practice.exercise import NOTHING, computed
from citylab.transport.practice.lesson_1 import EXERCISES

BY_NAME = {exercise.id.removeprefix("transport-1-"): exercise for exercise in EXERCISES}
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{number}")
    for exercise in EXERCISES
    for number, mistake in enumerate(exercise.mistakes, start=1)
    if mistake.gives is not NOTHING
]
# What a reader types who works with the figures that the lesson prints.
SLIPS = [
    ("ride", 1230, "whole trip, in seconds"),
    ("ride", 17.0, "bus of the text"),
    ("ride", 0.11, "clock as a decimal number"),
    ("ride", pd.Series([np.nan, np.nan], index=[148, 154]), "rows with the same label"),
    ("night", 466, "how many seconds are 24 hours"),
    ("night", 16, "And the trams"),
    ("night", 12, "24:00 is 24 * 3600"),
    ("night", 14, "This starts at 25:00"),
    ("extra", 9.89 - 7.49, "bus 22 at Opera Gate"),
    ("extra", float("nan"), "in seconds, as 7 * 3600"),
    ("extra", 0.16, "share of the planned wait"),
    ("extra", 29.3, "longest gaps"),
    ("saved", 49.6 - 749.1 / 17.3, "The way is right"),
    ("saved", 49.6 - 43.3, "The way is right"),
    ("saved", 43.3, "hours still needed"),
    ("saved", 49.6, "hours of the plan"),
    ("saved", 54.8 - 49.6, "real day minus the plan"),
    ("saved", 49.6 * (1 - 13.3 / 17.3), "as slow as the peak"),
]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_expected_answer_is_right(exercise):
    assert judge(exercise, computed(exercise.expected)).right


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_gets_its_own_sentence(exercise, mistake):
    assert judge(exercise, computed(mistake.gives)).say == mistake.say


@pytest.mark.parametrize(("name", "answer", "sentence"), SLIPS)
def test_slips_of_readers_get_a_sentence_that_helps(name, answer, sentence):
    assert sentence in judge(BY_NAME[name], answer).say


def test_saved_hours_from_the_speed_with_two_digits_are_right():
    assert judge(BY_NAME["saved"], 49.6 - 749.1 / 17.34).right


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_mistakes_differ_from_each_other_and_from_the_answer(exercise):
    wrong = [computed(mistake.gives) for mistake in exercise.mistakes if mistake.gives is not NOTHING]
    answers = [computed(exercise.expected), *wrong]
    assert all(abs(a - b) > 2 * (exercise.tolerance or 0) for a, b in combinations(answers, 2))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_wild_answer_is_wrong_and_not_one_of_the_mistakes(exercise):
    verdict = judge(exercise, 123456.7)
    assert not verdict.right
    assert verdict.say not in [mistake.say for mistake in exercise.mistakes]

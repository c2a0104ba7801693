"""The self-checks of lesson 4 know right answers from the mistakes they name."""

import pandas as pd
import pytest

from citylab.practice import judge
from citylab.practice.exercise import computed
from citylab.transport.practice.lesson_4 import EXERCISES

MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{number}")
    for exercise in EXERCISES
    for number, mistake in enumerate(exercise.mistakes, start=1)
    if mistake.when is None
]
READERS = [
    ("cycle", -357.1, "add up to more than 1"),
    ("cycle", -360.0, "add up to more than 1"),
    ("cycle", 43.9, "cross street is missing"),
    ("cycle", 84.7, "not the cycle"),
    ("cycle", 27.2, "twice the share of time"),
    ("cycle", 62.5, "L = 5 s"),
    ("walk", 21.8, "in which they may begin"),
    ("walk", 249_277.5, "2*C in brackets"),
    ("walk", 12.1, "45 s alone"),
    ("walk", 19.6, "w = 12 s"),
    ("walk", 21.13, "w = 12 s"),
    ("interval", float("nan"), "leaves only the morning"),
    ("interval", 2.46, "Multiply by 2.571"),
    ("interval", 6.03, "Multiply by 2.571"),
    ("interval", 3.71, "morning by morning first"),
    ("interval", -1.48, "morning by morning first"),
    ("interval", 5.61, "not paired"),
    ("interval", 6.38, "not paired"),
    ("interval", 2.24, "len(table)"),
    ("interval", 0.25, "Take bus_s"),
    ("interval", 0.44, "Take bus_s"),
    ("even", 20, "20 is what we assumed"),
    ("even", 9, "steps of 2"),
    ("even", 12, "steps of 2"),
    ("even", 14.9, "steps of 2"),
    ("even", 10.7, "England's average"),
    ("even", -12.9, "take the wave"),
    ("even", -3.0, "cannot be negative"),
    ("even", 1.35, "already per person"),
    ("even", 62.3, "difference of bus_s"),
    ("even", 38.4, "difference of bus_s"),
    ("mix", 1039, "3,600 s"),
    ("mix", 3243, "all cars"),
    ("mix", 3240, "all cars"),
    ("mix", 103.7, "30 % is 0.3"),
    ("mix", 1733, "mean headway"),
    ("mix", 1800, "without self-driving"),
    ("mix", 2340, "Take the mean headway"),
]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_expected_answer_is_right(exercise):
    assert judge(exercise, computed(exercise.expected)).right


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_gets_its_own_sentence(exercise, mistake):
    assert judge(exercise, computed(mistake.gives)).say == mistake.say


@pytest.mark.parametrize(("name", "answer", "says"), READERS)
def test_wrong_answer_of_a_reader_is_understood(name, answer, says):
    exercise = next(one for one in EXERCISES if one.id == f"transport-4-{name}")
    verdict = judge(exercise, answer)
    assert verdict.kind == "mistake"
    assert says in verdict.say


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("answer", ["70", [1.0, 2.0], pd.Series([1.0, 2.0]), True, max])
def test_answer_of_another_kind_is_told_its_kind(exercise, answer):
    assert judge(exercise, answer).kind == "type"

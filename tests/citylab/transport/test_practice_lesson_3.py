"""The self-checks of lesson 3 know right answers from the slips that readers made."""

import pandas as pd
import pytest

from citylab.practice import judge
from citylab.practice.exercise import NOTHING, computed
from citylab.transport import choice
from citylab.transport.practice import lesson_3 as lesson
from citylab.transport.practice.lesson_3 import EXERCISES

BY_NAME = {exercise.id.removeprefix("transport-3-"): exercise for exercise in EXERCISES}
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{number}")
    for exercise in EXERCISES
    for number, mistake in enumerate(exercise.mistakes, start=1)
    if mistake.gives is not NOTHING
]
# What a reader types who works with the figures that the lesson prints.
SLIPS = [
    ("chance", 0.129, "left out the constant"),
    ("chance", -1.908, "Add the constant"),
    ("chance", 0.148, "Two steps are missing"),
    ("chance", 0.48, "at 1 km"),
    ("waiting", 20.0, "weights that we supposed"),
    ("waiting", 2 * 13.19, "Twice an hour on the move"),
    ("waiting", 13.19, "on the move"),
    ("from-car", 0.455, "This is a share"),
    ("from-car", -0.013029, "share of all commuters"),
    ("from-car", 0.028651, "what the tram gains"),
    ("from-car", 1.30, "in points"),
    ("from-car", 3.63, "of 100 drivers"),
    ("from-car", 53.19, "do not take the tram today"),
    ("from-car", 0.5319, "not in the tram today"),
    ("from-car", 35.89, "drive today"),
    ("from-car", -45.5, "The size is right"),
    ("twins", 53.2, "plain logit"),
    ("twins", 52.7, "leave the bus"),
    ("twins", 0.33, "This is a share"),
    ("year", 26.8, "This is what the trams emit"),
    ("year", 27, "This is what the trams emit"),
    ("year", 36.0, "This is what the cars save"),
    ("year", 36.0 - 26_752, "tonnes minus kilograms"),
    ("year", 36.0 - 26_752_000, "tonnes minus grams"),
    ("rebound", 36 / 27, "car over tram"),
    ("rebound", 27 / 36, "must stay away"),
    ("rebound", 0.776, "share of the draws"),
    ("rebound", 0.78, "share of the draws"),
    ("rebound", 0.182, "ratio of the means"),
    ("rebound", 0.818, "ratio of the means"),
]
ROUNDED = [
    ("chance", 0.16), ("chance", 0.159), ("waiting", 19), ("waiting", 19.3), ("waiting", 60 * 0.100 / 0.310),
    ("from-car", 45), ("from-car", 45.5), ("from-car", 100 * 1.30 / 2.87), ("twins", 33), ("year", 9), ("year", 9.2),
    ("rebound", 0.25), ("rebound", 1 - 27 / 36),
]  # fmt: skip


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_expected_answer_is_right(exercise):
    assert judge(exercise, computed(exercise.expected)).right


@pytest.mark.parametrize(("name", "answer"), ROUNDED)
def test_an_answer_rounded_to_a_whole_number_or_two_decimals_of_a_share_is_right(name, answer):
    assert judge(BY_NAME[name], answer).right


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_gets_its_own_sentence(exercise, mistake):
    assert judge(exercise, computed(mistake.gives)).say == mistake.say


@pytest.mark.parametrize(("name", "answer", "sentence"), SLIPS)
def test_slips_of_readers_get_a_sentence_that_helps(name, answer, sentence):
    assert sentence in judge(BY_NAME[name], answer).say


def test_the_whole_table_of_changes_is_no_answer():
    for table in (lesson._switch(), 100 * lesson._switch(), -100 * lesson._switch() / lesson._change("tram")):
        assert isinstance(table, pd.Series)
        assert "This holds all modes" in judge(BY_NAME["from-car"], table).say


def test_the_ready_function_gives_the_value_of_waiting_too():
    assert judge(BY_NAME["waiting"], choice.value_of_time(lesson._model(), "wait_min").estimate).right


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_another_wrong_number_is_not_taken_for_a_known_mistake(exercise):
    verdict = judge(exercise, computed(exercise.expected) * 7 + 3)
    assert not verdict.right
    assert verdict.kind != "mistake"

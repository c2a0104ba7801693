"""The self-checks of lesson 3 know right answers from mistakes, and the lesson says the figures of its data."""

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.iot import calibration, quality
from citylab.iot.practice.lesson_3 import EXERCISES
from citylab.practice import judge
from citylab.practice.exercise import computed

MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{number}")
    for exercise in EXERCISES
    for number, mistake in enumerate(exercise.mistakes, start=1)
]


@pytest.fixture(scope="module")
def messages():
    return data.load("street_air_synthetic", "messages")


@pytest.fixture(scope="module")
def flagged(messages):
    return quality.flag(messages, high=100, stuck_steps=8)


@pytest.fixture(scope="module")
def hours():
    return data.load("street_air_synthetic", "hours")


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


def test_every_fault_with_a_rule_is_found_by_it(flagged):
    rules = {
        "duplicate": "duplicated",
        "late": "late",
        "out_of_order": "out_of_order",
        "stuck": "stuck",
        "clipped": "clipped",
        "spiking": "spikes",
        "wrong_unit": "wrong_unit",
        "clock_jump": "clock_jump",
    }
    for label, rule in rules.items():
        assert flagged.loc[flagged["label"] == label, rule].all(), label


def test_no_good_message_is_flagged(flagged):
    assert flagged.loc[flagged["label"] == "good", "ok"].all()


def test_counts_that_the_lesson_names(flagged):
    assert flagged["clipped"].sum() == 59
    assert (flagged["label"] == "late").sum() == 40
    assert flagged.loc[flagged["sensor"] == "AQ-06", "late"].sum() == 42
    stuck = flagged[flagged["stuck"]]
    assert (stuck["sensor"] == "AQ-03").sum() == 35
    assert stuck.loc[stuck["sensor"] != "AQ-03", "clipped"].all()


def test_the_hour_that_the_clock_skipped_seems_lost(messages):
    lost = quality.missing_times(messages, step_min=15, end="2026-04-05 22:45")
    theirs = lost.loc[lost["sensor"] == "AQ-05", "time"].dt.strftime("%d %H:%M").tolist()
    assert theirs == ["29 01:00", "29 01:15", "29 01:30", "29 01:45"]


def test_water_flow_hides_its_peak_from_the_plain_score_only():
    flow_ls = data.load("water_flow")["flow_ls"]
    robust = quality.robust_score(flow_ls, by_hour=True)
    assert len(flow_ls) == 1268
    assert flow_ls.std() == pytest.approx(12.5, abs=0.05)
    assert quality.plain_score(flow_ls)[flow_ls.idxmax()] == pytest.approx(0.8, abs=0.05)
    assert robust[flow_ls.idxmax()] == pytest.approx(10.5, abs=0.05)
    alarms = quality.alarms(robust, threshold=3.5)
    weeks = (flow_ls.index[-1] - flow_ls.index[0]) / pd.Timedelta("7D")
    assert alarms.sum() == 59
    assert alarms.sum() / weeks == pytest.approx(7, abs=0.5)


def test_textbook_threshold_finds_all_spikes_at_the_price_the_lesson_names(hours):
    score = quality.robust_score(hours["pm25_sensor_ugm3"], around=7)
    counted = quality.count_errors(quality.alarms(score, threshold=3.5), hours["label"] == "spiking")
    assert counted["found"] == counted["events"] == 30
    assert counted["false_alarms_per_week"] == pytest.approx(7.7, abs=0.05)


@pytest.mark.parametrize("by_time", [True, False])
def test_errors_of_the_two_splits(hours, by_time):
    good = hours[hours["label"] == "good"]
    if by_time:
        learn, test = calibration.split_by_time(good, learn_until="2026-02-09")
    else:
        learn, test = calibration.split_at_random(good, share=1 / 3, seed=1)
    slope, constant = np.polyfit(learn["pm25_sensor_ugm3"], learn["pm25_reference_ugm3"], 1)
    difference = constant + slope * test["pm25_sensor_ugm3"] - test["pm25_reference_ugm3"]
    rmse, bias = np.sqrt((difference**2).mean()), difference.mean()
    assert [rmse, bias] == pytest.approx([4.61, -2.22] if by_time else [3.20, 0.25], abs=0.005)


def test_data_are_made_again_byte_by_byte(hours, messages, monkeypatch):
    from importlib.util import module_from_spec, spec_from_file_location

    from citylab import paths

    spec = spec_from_file_location("street_air", paths.root() / "datasets" / "street_air_synthetic" / "make.py")
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    pd.testing.assert_frame_equal(made.hours(), hours, check_freq=False)
    pd.testing.assert_frame_equal(made.messages(), messages)

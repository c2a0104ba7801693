"""The self-checks of lesson 3 know right answers from mistakes, and the lesson says the figures of its data."""

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import IsolationForest

from citylab import data
from citylab.iot import calibration, quality
from citylab.iot.practice.lesson_3 import EXERCISES, SENSORS, _valid
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
    assert alarms.sum() / weeks == pytest.approx(7.2, abs=0.05)
    assert len(pd.date_range(flow_ls.index[0], flow_ls.index[-1], freq="h")) > len(flow_ls)


def test_textbook_threshold_finds_all_spikes_at_the_price_the_lesson_names(hours):
    score = quality.robust_score(hours["pm25_sensor_ugm3"], around=7)
    counted = quality.count_errors(quality.alarms(score, threshold=3.5), hours["label"] == "spiking")
    assert counted["found"] == counted["events"] == 30
    assert counted["false_alarms_per_week"] == pytest.approx(7.7, abs=0.05)


@pytest.fixture(scope="module")
def curves(hours):
    """Found spikes and false alarms of each method, on the thresholds of the lesson."""
    sensor, wrong = hours["pm25_sensor_ugm3"], hours["label"] == "spiking"
    steps = pd.DataFrame({"value": sensor, "before": sensor.diff(), "after": sensor.diff(-1)}).fillna(0)
    forest = IsolationForest(random_state=0).fit(steps)
    scores = {
        "plain": quality.plain_score(sensor),
        "hour": quality.robust_score(sensor, by_hour=True),
        "around": quality.robust_score(sensor, around=7),
        "forest": pd.Series(-100 * forest.score_samples(steps), sensor.index),
    }
    thresholds = [*np.arange(10, 201) / 10, *range(21, 81)]
    return {
        name: pd.DataFrame(
            [quality.count_errors(quality.alarms(score, threshold=t), wrong) for t in thresholds], index=thresholds
        )
        for name, score in scores.items()
    }


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("plain", [18, 25, 29, 30]),
        ("hour", [13, 26, 29, 30]),
        ("around", [26, 27, 29, 29]),
        ("forest", [26, 30, 30, 30]),
    ],
)
def test_most_spikes_found_at_no_more_than_half_one_two_and_five_false_alarms_a_week(curves, name, found):
    rates = curves[name]["false_alarms_per_week"]
    assert [curves[name].loc[rates <= rate, "found"].max() for rate in (0.5, 1, 2, 5)] == found


@pytest.mark.parametrize(("name", "rate"), [("plain", 3.4), ("around", 6.6), ("forest", 0.8)])
def test_fewest_false_alarms_a_week_that_finding_all_thirty_costs(curves, name, rate):
    all_found = curves[name][curves[name]["found"] == 30]
    assert all_found["false_alarms_per_week"].min() == pytest.approx(rate, abs=0.05)


def test_right_threshold_stands_in_the_scan_and_misses_the_two_spikes_of_the_note(curves):
    around = curves["around"]
    whole = around[around.index % 1 == 0]
    threshold = whole[whole["false_alarms_per_week"] < 2].index[0]
    assert threshold == computed(EXERCISES[2].expected)
    assert around.loc[threshold, "missed"] == 2


def test_seventy_two_days_are_those_with_any_reading_and_six_times_station_road():
    assert sum(len(_valid(sensor)) for sensor in SENSORS) == 6 * _valid("AQ-03").sum() == 72
    assert _valid("AQ-06").sum() == 14


def test_drifting_sensor_reads_a_tenth_of_the_first_day_more_per_day(messages):
    from classroom import street_sensors

    steady = messages[messages["sensor"] == "AQ-01"].assign(value=20.0, label="")
    grown = street_sensors.drifting(steady, sensor="AQ-01", start="2026-03-28", percent_per_day=10.0)
    days = grown.drop_duplicates("time").set_index("time")["value"]
    assert [days[f"2026-03-{day} 00:00+00:00"] for day in (28, 29, 30)] == [20.0, 22.0, 24.0]
    assert (
        messages.loc[messages["label"] == "drifting", "time"].min() - pd.Timestamp("2026-03-28", tz="UTC")
    ).days == 0


def test_wrong_clock_would_move_the_end_of_the_fortnight(messages):
    last = messages.groupby("sensor")["time"].max().dt.strftime("%d %H:%M")
    assert last.drop("AQ-05").unique().tolist() == ["05 22:45"]
    assert last["AQ-05"] == "05 23:45"


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

"""The figures in the text of lesson 1, worked out apart from the library."""

import math

import pytest

from citylab import data
from citylab.iot.practice import EXERCISES
from citylab.practice import judge

T0_K = 273.15


def by_b_value(ohm, b_k=3380.0):
    return 1 / (1 / (25 + T0_K) + math.log(ohm / 10_000) / b_k) - T0_K


@pytest.fixture(scope="module")
def figures():
    return data.load("sensor_figures", "figures")["value"]


@pytest.mark.parametrize(
    ("name", "by_hand"),
    [
        ("iot-1-step", 1.1 / 4096),
        ("iot-1-degrees", -19.98),
        ("iot-1-dry", 0.524 * 60 - 0.0862 * 85 + 5.75),
        ("iot-1-battery", 2.006),
    ],
)
def test_answers_worked_out_apart_are_right(name, by_hand):
    asked = next(exercise for exercise in EXERCISES if exercise.id == name)
    assert judge(asked, by_hand).right


def test_count_of_the_night_is_near_the_row_of_the_table_for_minus_twenty():
    ohm = 10_000 * 893 / (1024 - 893)
    assert ohm == pytest.approx(68_237, rel=0.002)


def test_expanded_uncertainty_of_the_answer_by_slopes():
    ohm = 10_000 * 749.375 / (1024 - 749.375)
    kelvin = by_b_value(ohm, 3262.0) + T0_K
    per_log = kelvin**2 / 3262.0  # degrees per relative change of a resistance
    readings = [748, 750, 751, 747, 749, 752, 748, 750]
    mean = sum(readings) / 8
    of_mean = math.sqrt(sum((count - mean) ** 2 for count in readings) / 7 / 8)
    per_count = per_log * (1 / mean + 1 / (1024 - mean))
    of_b = abs(math.log(ohm / 10_000)) / 3262.0 * per_log * 32.6 / math.sqrt(3)
    parts = [0.005 / math.sqrt(3) * per_log, 0.01 / math.sqrt(3) * per_log, of_b]
    parts += [per_count * of_mean, per_count * 2.5 / math.sqrt(3)]
    asked = next(exercise for exercise in EXERCISES if exercise.id == "iot-1-expanded")
    assert asked.expected() == pytest.approx(2 * math.hypot(*parts), abs=0.001)


def test_built_in_reference_would_contribute_a_degree_and_a_half(figures):
    half = figures["controller_reference_limit"] / 100 / math.sqrt(3)
    ends = [by_b_value(10_000 * volts / (2.5 - volts), 3262.0) for volts in (1.829 * (1 - half), 1.829 * (1 + half))]
    assert abs(ends[0] - ends[1]) / 2 == pytest.approx(1.5, abs=0.05)


def test_particles_cost_three_hundred_messages(figures):
    fan_j = figures["particles_measuring"] * 1e-3 * figures["particles_voltage"] * 40 / 0.9
    send_j = figures["radio_sending"] * 1e-3 * figures["cell_voltage"] * 0.37
    assert fan_j / send_j == pytest.approx(300, rel=0.1)


def test_life_with_particles_every_ten_minutes_is_four_months(figures):
    fan_ah = figures["particles_measuring"] * 1e-3 * 5.0 / 3.6 / 0.9 * 40 / 3600
    rest_ah = (29e-3 * 0.37 + 1.2e-3 * 0.5) / 3600
    yearly_ah = (fan_ah + rest_ah) * 6 * 8766 + 0.9e-6 * 8766 + 0.17
    assert 17 / yearly_ah * 12 == pytest.approx(4, abs=0.15)


def test_sleep_of_controller_and_radio_is_the_one_used(figures):
    assert figures["controller_standby"] + figures["radio_sleep"] == pytest.approx(0.9)


def test_lesson_uses_the_figures_of_the_table(figures):
    used = {
        "particles_measuring": 55,
        "radio_sending": 29,
        "cell_capacity": 17,
        "cell_loss": 1,
        "controller_active": 1.2,
        "controller_bits": 10,
        "controller_accuracy": 2.5,
    }
    assert {name: figures[name] for name in used} == used

"""The figures in the text of lesson 1, worked out apart from the library."""

import math

import pytest

from citylab import data
from citylab.iot import adc, particles, thermistor, uncertainty
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
        ("iot-1-battery", 2.0065),
        ("iot-1-battery", 2.01),
    ],
)
def test_answers_worked_out_apart_are_right(name, by_hand):
    asked = next(exercise for exercise in EXERCISES if exercise.id == name)
    assert judge(asked, by_hand).right


def years(mean_ua, loss=0.01):
    return 17 / (mean_ua * 1e-6 * 8766 + loss * 17)


FAN_UAS, SEND_UAS, CONTROL_UAS = 55e3 * 5 / 3.6 / 0.9 * 40, 29e3 * 0.37, 1.2e3 * 0.5


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("iot-1-degrees", 893 / 1024 * 2.5, "volts"),
        ("iot-1-degrees", 10_000 * 893 / (1024 - 893), "ohms"),
        ("iot-1-degrees", 62.6, "bits of the other board"),
        ("iot-1-degrees", 96.70, "bits and the reference"),
        ("iot-1-degrees", 38.10, "reference of the other board"),
        ("iot-1-dry", 0.524 * 85 - 0.0862 * 60 + 5.75, "First the reading"),
        ("iot-1-battery", years(FAN_UAS / 3600 + (SEND_UAS + CONTROL_UAS) / 600 + 0.9), "still send"),
        ("iot-1-battery", 6 * years((FAN_UAS + SEND_UAS + CONTROL_UAS) / 600 + 0.84), "by six"),
        ("iot-1-battery", years((FAN_UAS + SEND_UAS + CONTROL_UAS) / 3600 + 0.9, loss=0), "by itself"),
        ("iot-1-battery", years((SEND_UAS + CONTROL_UAS) / 3600 + 0.9), "fan is missing"),
        ("iot-1-battery", years(FAN_UAS / 3600 + 0.9), "missing from the round"),
        ("iot-1-battery", years((55e3 * 40 + SEND_UAS + CONTROL_UAS) / 3600 + 0.9), "fan_ma"),
    ],
)
def test_expected_slip_gets_its_sentence(name, answer, words):
    asked = next(exercise for exercise in EXERCISES if exercise.id == name)
    verdict = judge(asked, answer)
    assert verdict.kind == "mistake"
    assert words in verdict.say


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


def test_built_in_reference_cannot_run_on_the_supply_of_this_board(figures):
    assert figures["controller_reference_supply"] > 2.5
    assert figures["controller_reference_limit_cold"] > figures["controller_reference_limit"]


@pytest.mark.parametrize("degc", [-20, 0, 25])
def test_divider_never_switched_off_draws_more_than_the_rest_without_a_fan(degc):
    table = data.load("sensor_figures", "thermistor").set_index("temperature_degc")["resistance_ohm"]
    divider_ua = 2.5e6 / (10_000 + table[degc])
    assert divider_ua > (SEND_UAS + CONTROL_UAS) / 600 + 0.9
    if degc == 0:
        assert divider_ua == pytest.approx(67, abs=0.5)


def test_temperature_alone_lasts_98_years_and_50_with_the_loss_of_the_cell():
    mean_ua = (SEND_UAS + CONTROL_UAS) / 600 + 0.9
    assert years(mean_ua, loss=0) == pytest.approx(98, abs=0.5)
    assert years(mean_ua) == pytest.approx(50, abs=0.55)


def test_fan_draws_85_ma_from_the_cell():
    fan_ma = FAN_UAS / 40 / 1000
    assert fan_ma == pytest.approx(85, abs=0.5)


@pytest.mark.parametrize("humidity", [60.0, 85.0])
def test_growth_in_the_alternative_text(humidity):
    told = {60.0: (1.1, 1.3, 1.8), 85.0: (1.3, 2.0, 4.1)}[humidity]
    grown = [1 + kappa / 1.65 * humidity / (100 - humidity) for kappa in (0.1, 0.3, 0.9)]
    assert [round(factor, 1) for factor in grown] == list(told)


def test_epa_line_of_the_cell_and_drying_by_kappa():
    assert particles.correct_epa(30, 50) == pytest.approx(17.2, abs=0.05)
    assert particles.dry_ugm3(30, 50, kappa=0.3) == pytest.approx(25.4, abs=0.05)


def test_b_between_0_and_25_degrees_fits_the_table_within_a_tenth():
    table = data.load("sensor_figures", "thermistor").set_index("temperature_degc")["resistance_ohm"]
    assert math.log(table[0] / table[25]) / (1 / T0_K - 1 / (25 + T0_K)) == pytest.approx(3262, abs=0.5)
    assert max(abs(by_b_value(table[degc], 3262.0) - degc) for degc in range(0, 30, 5)) == pytest.approx(0.1, abs=0.005)


@pytest.mark.parametrize(("bits", "worst_degc"), [(10, 0.16), (12, 0.04)])
def test_half_a_step_at_85_degrees_is_the_printed_error(bits, worst_degc):
    table = data.load("sensor_figures", "thermistor").set_index("temperature_degc")["resistance_ohm"]
    ohm_per_degree = (table[80] - table[90]) / 10
    volt_per_degree = ohm_per_degree * 2.5 * 10_000 / (10_000 + table[85]) ** 2
    assert 2.5 / 2**bits / 2 / volt_per_degree == pytest.approx(worst_degc, abs=0.005)


def test_twice_the_uncertainty_covers_about_95_percent():
    def degrees(count, converter, series_ohm, r25_ohm, b_k):
        volts = adc.voltage_v(count + converter, bits=10, reference_v=2.5)
        ohms = thermistor.divider_resistance_ohm(volts, supply_v=2.5, series_ohm=series_ohm)
        return thermistor.temperature_degc(ohms, model=thermistor.BValue(b_k, nominal_ohm=r25_ohm))

    quantities = {
        "count": uncertainty.type_a([748, 750, 751, 747, 749, 752, 748, 750]),
        "converter": uncertainty.rectangular(0, 2.5),
        "series_ohm": uncertainty.rectangular(10_000, 100),
        "r25_ohm": uncertainty.rectangular(10_000, 100),
        "b_k": uncertainty.rectangular(3262, 32.6),
    }
    draws = uncertainty.monte_carlo(degrees, quantities, seed=1)
    assert (abs(draws - draws.mean()) < 2 * draws.std()).mean() == pytest.approx(0.95, abs=0.012)


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

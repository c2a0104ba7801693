"""Calibration against the closed form, and recovered from a simulated truth."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error

from citylab.iot import calibration
from classroom import street_sensors

RNG = np.random.default_rng(8)
INDEX = pd.date_range("2026-01-12", periods=500, freq="h", tz="Europe/London")


def series(values):
    return pd.Series(np.asarray(values, dtype=float), index=INDEX[: len(values)])


SENSOR, HUMIDITY = series(RNG.uniform(2, 60, 500)), series(RNG.uniform(40, 94, 500))
REFERENCE = 3 + 0.5 * SENSOR - 0.1 * HUMIDITY + series(RNG.normal(0, 0.5, 500))


def test_gain_and_constant_are_those_of_the_closed_form():
    learnt = calibration.fit(REFERENCE, SENSOR)
    gain = np.cov(SENSOR, REFERENCE)[0, 1] / SENSOR.var()
    assert learnt.gain == pytest.approx(gain)
    assert learnt.constant == pytest.approx(REFERENCE.mean() - gain * SENSOR.mean())
    assert learnt.n == 500


def test_with_humidity_the_normal_equations_agree():
    learnt = calibration.fit(REFERENCE, SENSOR, HUMIDITY)
    design = np.column_stack([np.ones(500), SENSOR, HUMIDITY])
    by_hand = np.linalg.solve(design.T @ design, design.T @ REFERENCE.to_numpy())
    assert [learnt.constant, learnt.gain, learnt.per_percent] == pytest.approx(by_hand.tolist())


def test_a_truth_without_noise_is_recovered_exactly():
    learnt = calibration.fit(2 + 0.4 * SENSOR - 0.05 * HUMIDITY, SENSOR, HUMIDITY)
    assert [learnt.constant, learnt.gain, learnt.per_percent] == pytest.approx([2, 0.4, -0.05])


def test_the_simulated_sensor_gives_back_its_gain_and_offset():
    air = street_sensors.true_air("2026-01-12", 56, seed=1)
    reading = street_sensors.measure(air, gain=1.6, offset_ugm3=3.0, growth=0.0, noise_ugm3=0.2, seed=2)
    learnt = calibration.fit(air["pm25_ugm3"], reading)
    assert 1 / learnt.gain == pytest.approx(1.6, rel=0.01)
    assert -learnt.constant / learnt.gain == pytest.approx(3.0, abs=0.15)


def test_a_fading_sensor_is_flattered_by_the_lot():
    air = street_sensors.true_air("2026-01-12", 84, seed=4)
    reading = street_sensors.measure(air, gain=1.3, growth=0.0, noise_ugm3=0.5, fade_percent_per_week=3, seed=5)
    table = pd.DataFrame({"reference": air["pm25_ugm3"], "sensor": reading})

    def bias(learn, test):
        learnt = calibration.fit(learn["reference"], learn["sensor"])
        return calibration.errors(test["reference"], learnt.apply(test["sensor"]))["bias"]

    assert bias(*calibration.split_by_time(table, learn_until="2026-02-09")) < -0.5
    assert abs(bias(*calibration.split_at_random(table, share=1 / 3, seed=1))) < 0.2


def test_missing_hours_are_left_out_when_learning_and_stay_missing_after():
    gap = SENSOR.where(SENSOR.index != SENSOR.index[7])
    learnt = calibration.fit(REFERENCE, gap)
    assert learnt.n == 499
    assert learnt.apply(gap).isna().sum() == 1


def test_errors_are_those_of_scikit_learn():
    found = calibration.errors(REFERENCE, SENSOR)
    assert found["rmse"] == pytest.approx(root_mean_squared_error(REFERENCE, SENSOR))
    assert found["mae"] == pytest.approx(mean_absolute_error(REFERENCE, SENSOR))
    slope, intercept = np.polyfit(REFERENCE, SENSOR, 1)
    assert [found["slope"], found["intercept"]] == pytest.approx([slope, intercept])
    assert found["r2"] == pytest.approx(r2_score(SENSOR, slope * REFERENCE + intercept))


def test_errors_by_hand():
    found = calibration.errors(series([10, 20, 30]), series([11, 20, 34]))
    assert found["bias"] == pytest.approx(5 / 3)
    assert found["rmse"] == pytest.approx(np.sqrt(17 / 3))
    assert found["nrmse_percent"] == pytest.approx(100 * np.sqrt(17 / 3) / 20)


def test_without_a_common_hour_the_errors_are_missing():
    found = calibration.errors(series([np.nan, 1]), series([1, np.nan]))
    assert found["n"] == 0
    assert found.drop("n").isna().all()


def test_against_a_constant_reference_there_is_no_slope():
    found = calibration.errors(series([5, 5, 5]), series([1, 2, 3]))
    assert np.isnan(found["slope"])
    assert np.isnan(found["r2"])
    assert found["bias"] == pytest.approx(-3)


def test_split_by_time_puts_the_moment_into_the_later_part():
    early, later = calibration.split_by_time(SENSOR.to_frame(), learn_until="2026-01-13")
    assert [len(early), len(later)] == [24, 476]


def test_split_at_random_takes_the_share_keeps_the_order_and_repeats_itself():
    learn, rest = calibration.split_at_random(SENSOR.to_frame(), share=0.3, seed=1)
    assert [len(learn), len(rest)] == [150, 350]
    assert learn.index.is_monotonic_increasing
    assert learn.index.equals(calibration.split_at_random(SENSOR.to_frame(), share=0.3, seed=1)[0].index)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: calibration.fit(REFERENCE, SENSOR.iloc[:9]), "sensor need the same index"),
        (lambda: calibration.fit(REFERENCE, SENSOR, HUMIDITY.iloc[:9]), "humidity need the same index"),
        (lambda: calibration.fit(REFERENCE, SENSOR * 0 + 4), "cannot tell 2 coefficients apart"),
        (lambda: calibration.fit(REFERENCE, SENSOR * np.nan), "0 complete hours"),
        (lambda: calibration.fit(REFERENCE, SENSOR, HUMIDITY).apply(SENSOR), "needs the humidity"),
        (lambda: calibration.fit(REFERENCE, SENSOR).apply(SENSOR, HUMIDITY), "without humidity"),
        (lambda: calibration.errors(REFERENCE, SENSOR.iloc[:5]), "same index"),
        (lambda: calibration.split_at_random(SENSOR.to_frame(), share=1, seed=1), "between 0 and 1"),
        (lambda: calibration.split_by_time(SENSOR.tz_localize(None).to_frame(), learn_until="2026"), "timezone"),
    ],
)
def test_what_cannot_be_learnt_is_refused_with_the_remedy(call, message):
    with pytest.raises(ValueError, match=message):
        call()

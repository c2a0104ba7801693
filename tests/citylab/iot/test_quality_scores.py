"""Scores against SciPy and by hand, counts of errors on drawn cases, and days that count."""

import doctest
from importlib import import_module

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from citylab.iot import quality

RNG = np.random.default_rng(3)


def hourly(values, *, start="2026-03-02", tz="Europe/London"):
    times = pd.date_range(start, periods=len(values), freq="h", tz=tz)
    return pd.Series(np.asarray(values, dtype=float), index=times)


@pytest.mark.parametrize("module", ["clocks", "days", "rules", "scores", "values"])
def test_examples_give_what_they_say(module):
    assert not doctest.testmod(import_module(f"citylab.iot.quality.{module}")).failed


def test_robust_score_is_that_of_scipy():
    values = pd.Series(RNG.normal(10, 3, size=201))
    by_scipy = (values - values.median()) / stats.median_abs_deviation(values, scale="normal")
    # SciPy uses 1 / 0.67449, we use the usual rounded 1.4826.
    np.testing.assert_allclose(quality.robust_score(values), by_scipy, rtol=2e-5)


def test_robust_score_by_hour_is_that_of_scipy_for_each_hour():
    values = hourly(RNG.normal(10, 3, size=24 * 15))
    score = quality.robust_score(values, by_hour=True)
    at_eight = values[values.index.hour == 8]
    mad = stats.median_abs_deviation(at_eight, scale="normal")
    np.testing.assert_allclose(score[at_eight.index], (at_eight - at_eight.median()) / mad, rtol=2e-5)


def test_hours_are_those_of_the_clock_on_the_wall():
    values = hourly(RNG.normal(size=24 * 14), start="2026-03-22").tz_convert("UTC")
    local = quality.robust_score(values.tz_convert("Europe/London"), by_hour=True)
    named = quality.robust_score(values, by_hour=True, timezone="Europe/London")
    np.testing.assert_array_equal(local, named)
    assert not np.allclose(local, quality.robust_score(values, by_hour=True))


def test_plain_score_is_that_of_scipy():
    values = pd.Series(RNG.normal(size=50))
    np.testing.assert_allclose(quality.plain_score(values), stats.zscore(values, ddof=1))


def test_one_wild_value_hides_itself_from_the_plain_score_only():
    values = pd.Series([1.0, 2.0, 3.0, 4.0, 1000.0])
    assert quality.plain_score(values).iloc[-1] < 2
    assert quality.robust_score(values).iloc[-1] > 600


def test_a_slow_change_does_not_count_among_neighbours():
    values = pd.Series(np.arange(200) / 4 + RNG.normal(size=200))
    values[100] += 15
    assert quality.robust_score(values, around=5).abs().idxmax() == 100
    assert quality.robust_score(values).abs().idxmax() != 100


@pytest.mark.parametrize("score", [quality.plain_score, quality.robust_score])
def test_a_constant_series_is_nowhere_unusual(score):
    assert (score(pd.Series([5.0] * 10)) == 0).all()


def test_with_a_mad_of_zero_every_other_value_is_infinitely_unusual():
    score = quality.robust_score(pd.Series([5.0] * 8 + [6.0, 4.0]))
    assert score.tolist() == [0.0] * 8 + [np.inf, -np.inf]


@pytest.mark.parametrize("score", [quality.plain_score, quality.robust_score])
def test_missing_readings_stay_missing_and_raise_no_alarm(score):
    gone = score(pd.Series([np.nan] * 4))
    assert gone.isna().all()
    assert not quality.alarms(gone, threshold=3).any()


def test_alarms_sound_beyond_the_threshold_on_both_sides():
    assert quality.alarms(pd.Series([-4.0, -3.0, 3.0, 3.1]), threshold=3).tolist() == [True, False, False, True]


def test_a_threshold_of_zero_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        quality.alarms(pd.Series([1.0]), threshold=0)


@pytest.mark.parametrize("around", [4, 1])
def test_a_window_without_a_middle_is_refused(around):
    with pytest.raises(ValueError, match="around must be odd"):
        quality.robust_score(pd.Series([1.0]), around=around)


def test_hours_need_a_zone():
    with pytest.raises(ValueError, match="tz_localize"):
        quality.robust_score(hourly([1.0, 2.0], tz=None), by_hour=True)


def marks(text):
    return hourly([letter == "x" for letter in text]).astype(bool)


@pytest.mark.parametrize(
    ("alarm", "label", "found", "missed", "false"),
    [
        ("..x.......", "..x.......", 1, 0, 0),
        ("..........", "..xx...x..", 0, 2, 0),
        ("...x......", "..xxx.....", 1, 0, 0),
        (".x........", "..x.......", 0, 1, 0),
        ("x.....xx.x", "..x.......", 0, 1, 3),
        ("xxxxxxxxxx", ".....x....", 1, 0, 2),
    ],
)
def test_events_and_false_alarms_are_counted_as_runs(alarm, label, found, missed, false):
    counted = quality.count_errors(marks(alarm), marks(label))
    assert counted[["found", "missed", "false_alarms"]].tolist() == [found, missed, false]


def test_rate_is_per_week_of_the_time_spanned():
    alarm = hourly(np.zeros(14 * 24 + 1)).astype(bool)
    alarm.iloc[[10, 100, 200]] = True
    counted = quality.count_errors(alarm, alarm & False)
    assert counted["weeks"] == pytest.approx(2 - 1 / 168, abs=0.01)
    assert counted["false_alarms_per_week"] == pytest.approx(3 / counted["weeks"])
    assert counted["alarm_percent"] == pytest.approx(100 * 3 / 337)


def test_another_index_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match="reindex"):
        quality.count_errors(marks("..x"), marks("..x").iloc[::-1])


@pytest.mark.parametrize(("hours", "valid"), [(17, False), (18, True)])
def test_a_day_needs_18_hours(hours, valid):
    values = hourly([1.0] * hours + [np.nan] * (24 - hours))
    assert quality.valid_days(values).tolist() == [valid]
    assert quality.daily_mean(values).notna().tolist() == [valid]


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_days_are_local_also_when_the_clock_changes(day, hours):
    days = quality.daily_mean(hourly(np.arange(hours), start=day))
    assert len(days) == 1
    assert days.iloc[0] == pytest.approx((hours - 1) / 2)


def test_a_silent_day_between_two_is_not_valid():
    values = hourly(np.ones(72)).drop(hourly(np.ones(72)).loc["2026-03-03"].index)
    assert quality.valid_days(values).tolist() == [True, False, True]


def test_no_hours_give_no_days():
    assert quality.valid_days(hourly([])).empty


def test_days_refuse_a_naive_index_and_an_impossible_day():
    with pytest.raises(ValueError, match="tz_localize"):
        quality.valid_days(hourly([1.0], tz=None))
    with pytest.raises(ValueError, match=r"1\.\.24"):
        quality.valid_days(hourly([1.0]), min_hours=25)

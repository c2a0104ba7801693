"""Must: scores by hand, and an interval that knows what it does not know."""

import numpy as np
import pandas as pd
import pytest
from datasheet.errors import day_interval, rmse, scores


def hours(values):
    """Return values on an index of hours with a zone."""
    return pd.Series(values, index=pd.date_range("2026-02-02", periods=len(values), freq="h", tz="Asia/Shanghai"))


def test_scores_of_a_small_case_by_hand():
    found = scores(hours([1.0, 2.0, 3.0]), hours([2.0, 2.0, 5.0]))
    assert found["bias"] == pytest.approx(1.0), "differences 1, 0 and 2: their mean is 1"
    assert found["rmse"] == pytest.approx(np.sqrt(5 / 3)), "their squares 1, 0 and 4: the root of the mean"
    assert (found["slope"], found["intercept"]) == pytest.approx((1.5, 0.0)), "corrected over reference, least squares"
    assert found["r2"] == pytest.approx(0.75), "the squared correlation"


def test_swapping_reference_and_reading_changes_the_sign_of_the_bias():
    random = np.random.default_rng(2)
    one, other = hours(random.normal(9, 2, 48)), hours(random.normal(8, 3, 48))
    assert scores(one, other)["bias"] == pytest.approx(-scores(other, one)["bias"])
    assert scores(one, other)["rmse"] == pytest.approx(scores(other, one)["rmse"])


def test_equal_days_leave_no_doubt():
    low, high = day_interval(hours([1.0, 3.0] * 60), np.mean)
    assert (low, high) == pytest.approx((2.0, 2.0)), "five equal days: whichever are drawn, the mean is 2"


def test_days_that_differ_widen_the_interval():
    days = np.random.default_rng(3).normal(0, 1, 14)
    low, high = day_interval(hours(np.repeat(days, 24)), np.mean)
    # A mean of 14 days: 2 · 1.96 standard errors. With 336 hours taken for independent it would be a fifth of that.
    expected = 2 * 1.96 * days.std() / np.sqrt(14)
    assert high - low == pytest.approx(expected, rel=0.15), "draw whole days, and give 2.5 % and 97.5 %"


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    error = hours(np.random.default_rng(4).normal(0, 1, 240))
    assert day_interval(error, rmse, seed=5) == day_interval(error, rmse, seed=5)
    assert day_interval(error, rmse, seed=5) != day_interval(error, rmse, seed=6), "the seed belongs to the draws"


def test_a_single_draw_has_no_width():
    error = hours(np.random.default_rng(4).normal(0, 1, 240))
    low, high = day_interval(error, rmse, draws=1)
    assert low == pytest.approx(high), "draws=1: one draw, and so one statistic"


def test_the_ends_are_percentiles_of_what_was_drawn():
    one_bad_day = hours(np.repeat([0.0] * 9 + [10.0], 24))
    low, high = day_interval(one_bad_day, np.mean)
    assert low == pytest.approx(0), "a third of all draws misses the bad day; no mean of them is below 0"
    assert high == pytest.approx(3, abs=1.01), "few draws have the bad day more than three times in ten"


def test_a_day_stays_whole_when_the_clock_is_changed():
    # London, 28 to 30 March 2026: days of 24, 23 and 24 hours. Each day has its own error.
    times = pd.date_range("2026-03-28", "2026-03-30 23:00", freq="h", tz="Europe/London")
    error = pd.Series(10.0 ** times.day.to_numpy() / 1e28, index=times)
    seen = []
    day_interval(error, lambda drawn: seen.append(drawn) or 0.0, draws=200)
    sizes = {day: 23 if day == 10.0 else 24 for day in (1.0, 10.0, 100.0)}
    for drawn in seen:
        found = {day: int(np.isclose(drawn, day).sum()) for day in sizes}
        assert all(count % sizes[day] == 0 for day, count in found.items()), "a day is drawn with all its hours"
        assert sum(count // sizes[day] for day, count in found.items()) == 3, "as many days as there are"


def test_a_day_with_missing_hours_is_drawn_with_those_that_it_has():
    error = hours(np.repeat([1.0, 2.0, 3.0], 24)).drop(hours(np.zeros(72)).index[20:24])
    seen = []
    day_interval(error, lambda drawn: seen.append(drawn) or 0.0, draws=200)
    counts = {(int((drawn == 1).sum()) % 20, int((drawn == 2).sum()) % 24) for drawn in seen}
    assert counts == {(0, 0)}, "the first day has 20 hours, the second 24; draw by date, not in blocks of 24 rows"


def test_two_columns_of_the_same_hours_stay_side_by_side():
    reference = hours(np.random.default_rng(8).lognormal(2, 1, 240))
    both = pd.DataFrame({"error": -0.2 * reference, "reference": reference})
    found = day_interval(both, lambda rows: 100 * rows[:, 0].sum() / rows[:, 1].sum())
    assert found == pytest.approx((-20, -20)), "every hour is 20 % too low, and so is every draw"

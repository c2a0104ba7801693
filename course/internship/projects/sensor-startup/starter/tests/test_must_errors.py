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


def test_the_same_seed_gives_the_same_interval():
    error = hours(np.random.default_rng(4).normal(0, 1, 240))
    assert day_interval(error, rmse, seed=5) == day_interval(error, rmse, seed=5)
    low, high = day_interval(error, rmse)
    assert low < rmse(error) < high, "the interval lies round the estimate"

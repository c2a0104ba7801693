"""Day-ahead forecasts: nothing from the future, and scores that can be checked by hand."""

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.grid import forecast


@pytest.fixture(scope="module")
def street_kw():
    return data.load("homes_synthetic", "load").sum(axis=1)


def weekly_kw(weeks=5, noise_kw=0.0):
    """A load that repeats each week, with noise if wanted."""
    times = pd.date_range("2025-01-06", periods=96 * 7 * weeks, freq="15min", tz="Europe/Berlin")
    week = 10 + 5 * np.sin(np.arange(96 * 7) / 96 * 2 * np.pi)
    random = np.random.default_rng(1).normal(size=len(times))
    return pd.Series(np.tile(week, weeks) + noise_kw * random, index=times)


def test_future_changes_no_forecast(street_kw):
    issue = pd.Timestamp("2025-01-30 10:00", tz="Europe/Berlin")
    spoiled = street_kw.where(street_kw.index < issue, 1e6)
    honest = forecast.forecast_day(street_kw, "2025-01-31", issue_hour=10)
    assert forecast.forecast_day(spoiled, "2025-01-31", issue_hour=10).equals(honest)


def test_features_use_nothing_after_the_time_of_issue(street_kw):
    issue = pd.Timestamp("2025-01-30 10:00", tz="Europe/Berlin")
    spoiled = street_kw.where(street_kw.index < issue, 1e6)
    day = slice("2025-01-31", "2025-01-31")
    honest = forecast.features(street_kw, issue_hour=10).loc[day]
    assert forecast.features(spoiled, issue_hour=10).loc[day].equals(honest)


def test_last_quarter_hour_before_issue_is_used(street_kw):
    last = street_kw.index == pd.Timestamp("2025-01-30 09:45", tz="Europe/Berlin")
    changed = forecast.forecast_day(street_kw.where(~last, 500.0), "2025-01-31", issue_hour=10)
    assert not changed.equals(forecast.forecast_day(street_kw, "2025-01-31", issue_hour=10))


def test_naive_forecast_is_the_week_before():
    load_kw = weekly_kw(2)
    assert forecast.seasonal_naive(load_kw).iloc[7 * 96] == load_kw.iloc[0]


def test_load_that_repeats_is_forecast_exactly_by_both():
    table = forecast.backtest(weekly_kw(), first_day="2025-02-05", last_day="2025-02-06")
    assert table["naive_kw"].to_numpy() == pytest.approx(table["actual_kw"].to_numpy())
    assert table["model_kw"].to_numpy() == pytest.approx(table["actual_kw"].to_numpy(), abs=0.1)


def test_model_beats_naive_where_only_noise_differs():
    """Naive doubles the noise's variance: its error is √2 times that of the true mean."""
    load_kw = weekly_kw(weeks=8, noise_kw=1.0)
    table = forecast.backtest(load_kw, first_day="2025-02-17", last_day="2025-03-02")
    skill = forecast.scores(table, load_kw).loc["model", "skill"]
    assert 0.15 < skill < 1 - 1 / np.sqrt(2) + 0.02


def test_model_beats_naive_on_the_simulated_street(street_kw):
    table = forecast.backtest(street_kw, first_day="2025-01-29", last_day="2025-02-02")
    result = forecast.scores(table, street_kw)
    assert result.loc["model", "mae_kw"] < result.loc["naive", "mae_kw"]


def test_scores_are_those_by_hand():
    load_kw = weekly_kw(2) + np.repeat([0.0, 2.0], 7 * 96)
    later = pd.date_range("2025-01-20", periods=2, freq="15min", tz="Europe/Berlin")
    table = pd.DataFrame({"actual_kw": [10.0, 10.0], "naive_kw": [14.0, 6.0], "model_kw": [11.0, 11.0]}, later)
    result = forecast.scores(table, load_kw)
    assert result["mae_kw"].tolist() == [4.0, 1.0]
    assert result["mase"].tolist() == pytest.approx([2.0, 0.5])
    assert result["skill"].tolist() == [0.0, 0.75]


def test_backtest_covers_every_step_of_its_days(street_kw):
    table = forecast.backtest(street_kw, first_day="2025-01-29", last_day="2025-01-30")
    assert len(table) == 2 * 96
    assert not table.isna().any(axis=None)


def test_same_backtest_gives_the_same_numbers(street_kw):
    runs = [forecast.backtest(street_kw, first_day="2025-01-30", last_day="2025-01-30")] * 2
    assert runs[0].equals(runs[1])


def test_too_little_history_is_refused_with_the_remedy(street_kw):
    with pytest.raises(ValueError, match="needs three weeks of load before it; the load begins on"):
        forecast.forecast_day(street_kw, "2025-01-20")


def test_day_outside_the_load_is_refused(street_kw):
    with pytest.raises(ValueError, match="must cover the day 2025-12-01; it runs from 2025-01-06 to"):
        forecast.forecast_day(street_kw, "2025-12-01")


def test_load_without_timezone_is_refused(street_kw):
    with pytest.raises(ValueError, match="tz_localize"):
        forecast.features(street_kw.tz_localize(None))


def test_hour_of_issue_outside_a_day_is_refused(street_kw):
    with pytest.raises(ValueError, match=r"within 0\.\.23, got 24"):
        forecast.features(street_kw, issue_hour=24)

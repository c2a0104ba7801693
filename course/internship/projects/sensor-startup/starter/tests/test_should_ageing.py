"""Should: the twelve weeks of the second site are what your own functions give."""

import pandas as pd
import pytest
from datasheet import sources
from datasheet.calibration import fit_growth
from datasheet.errors import day_interval


@pytest.fixture
def ageing():
    return sources.written("ageing.csv", "week", "hours", "bias_percent", "low", "high").set_index("week")


@pytest.fixture
def air():
    """Return errors and reference of the second site, hourly, and the week of each hour."""
    kappa = sources.chosen_kappa()
    second = sources.second_site()
    week = sources.weeks(second.index)
    first = second[week <= 4]
    learnt = fit_growth(first["pm25_reference_ugm3"], first["pm25_sensor_ugm3"], first["humidity_percent"], kappa=kappa)
    corrected = learnt.apply(second["pm25_sensor_ugm3"], second["humidity_percent"])
    reference = second["pm25_reference_ugm3"]
    return pd.DataFrame({"error": corrected - reference, "reference": reference}), week


def test_no_hour_is_in_the_wrong_week_when_the_clock_is_changed(ageing, air):
    table, week = air
    expected = pd.Series(1, index=table.index).groupby(week).sum()
    assert ageing["hours"].to_dict() == expected.to_dict(), "count days of the calendar, as sources.weeks does"


def test_each_week_has_its_error_and_its_interval(ageing, air):
    def percent(rows):
        return 100 * rows[:, 0].sum() / rows[:, 1].sum()

    table, week = air
    assert list(ageing.index) == list(range(1, 13)), "one row per week, 1 to 12"
    for number, own in table.groupby(week):
        row = ageing.loc[number]
        assert row["bias_percent"] == pytest.approx(percent(own.to_numpy()), rel=1e-4, abs=1e-6), (
            f"week {number}: learn in weeks 1 to 4 with the κ of page 2; sum of errors over sum of reference"
        )
        assert (row["low"], row["high"]) == pytest.approx(day_interval(own, percent), rel=1e-4, abs=1e-6), (
            f"week {number}: day_interval of a table with errors and reference, its own draws and seed"
        )

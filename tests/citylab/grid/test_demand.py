"""Energy, load profiles and diversity, against sums by hand and BDEW's own numbers."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.grid import demand


def quarter_hours(values, start="2025-01-01"):
    times = pd.date_range(start, periods=len(values), freq="15min", tz="Europe/Berlin")
    return pd.Series(values, index=times, dtype=float)


@pytest.fixture(scope="module")
def homes_kw():
    return data.load("homes_synthetic", "load")


def test_two_kilowatts_for_half_an_hour_are_one_kilowatt_hour():
    assert demand.energy_kwh(quarter_hours([2, 2])) == 1.0


def test_energy_without_times_is_refused():
    with pytest.raises(ValueError, match="needs a time index"):
        demand.energy_kwh(pd.Series([1.0, 2.0]))


def test_unequal_steps_are_refused_with_the_remedy():
    with pytest.raises(ValueError, match=r"asfreq\('15min'\)"):
        demand.energy_kwh(quarter_hours([1, 2, 3, 4]).drop(index="2025-01-01 00:15+01:00"))


def test_load_duration_falls_and_keeps_the_energy():
    curve = demand.load_duration(quarter_hours([1, 3, 2, 0]))
    assert curve.tolist() == [3, 2, 1, 0]
    assert curve.index.tolist() == [0.25, 0.5, 0.75, 1.0]


def test_load_factor_is_mean_over_peak():
    assert demand.load_factor(quarter_hours([1, 3])) == pytest.approx(2 / 3)


@pytest.mark.parametrize("name", ["h25", "g25", "l25", "p25", "s25"])
@pytest.mark.parametrize("year", [2024, 2025])
def test_profile_sums_to_the_annual_energy(name, year):
    power_kw = demand.standard_profile(name, year=year, annual_kwh=2700)
    assert demand.energy_kwh(power_kw) == pytest.approx(2700)
    assert len(power_kw) == 96 * (365 + (year == 2024))


def test_household_profile_is_bdews_table_times_four_times_the_factor_of_the_day():
    raw = data.load("bdew_2025").set_index(["month", "day_type", "time"])["h25"]
    power_kw = demand.standard_profile("h25", year=2025, annual_kwh=1_000_000)
    expected = 4 * raw[(7, "saturday", "18:00")] * demand.daily_factor(186)
    assert power_kw["2025-07-05 18:00+02:00"] == pytest.approx(expected, rel=0.002)


# Recorded from demandlib 0.2.2 with the nine common holidays of 2025, before scaling. [kW]
RECORDED_TIMES = ["2025-01-19 18:00", "2025-05-01 12:00", "2025-07-05 03:15", "2025-12-26 23:45"]
RECORDED_KW = {
    "h25": [228.3426796603256, 173.9415810680779, 64.00747562168625, 109.43878653440011],
    "g25": [82.54, 72.048, 50.744, 58.7],
    "l25": [187.8, 145.3, 51.8, 72.3],
    "p25": [307.87681015203, 30.654479537775813, 71.3566463354501, 179.37114137600017],
    "s25": [445.163919105319, 13.895887429806724, 24.965006204815868, 284.52094250496026],
}


@pytest.mark.parametrize("name", RECORDED_KW)
def test_profile_has_the_shape_that_demandlib_computes(name):
    power_kw = demand.standard_profile(name, year=2025, annual_kwh=1_000_000)
    times = [pd.Timestamp(time, tz="Europe/Berlin") for time in RECORDED_TIMES]
    scale = power_kw[times].to_numpy() / RECORDED_KW[name]
    assert scale == pytest.approx(scale[0], rel=1e-12)
    assert scale[0] == pytest.approx(1, abs=0.01)


def test_factor_of_the_day_is_bdews_polynomial():
    by_hand = -3.92e-10 * 100**4 + 3.2e-7 * 100**3 - 7.02e-5 * 100**2 + 0.0021 * 100 + 1.24
    assert demand.daily_factor(100) == pytest.approx(by_hand)


def test_commerce_profile_has_no_factor_of_the_day():
    power_kw = demand.standard_profile("g25", year=2025, annual_kwh=1_000)
    workdays = power_kw[["2025-01-07 12:00+01:00", "2025-01-28 12:00+01:00"]]
    assert workdays.nunique() == 1


def test_public_holiday_is_a_sunday_and_new_years_eve_a_saturday():
    power_kw = demand.standard_profile("g25", year=2025, annual_kwh=1_000)
    assert power_kw["2025-05-01 12:00+02:00"] == power_kw["2025-05-04 12:00+02:00"]
    assert power_kw["2025-12-31 12:00+01:00"] == power_kw["2025-12-27 12:00+01:00"]


@pytest.mark.parametrize(
    ("year", "easter_monday"),
    [(2024, dt.date(2024, 4, 1)), (2025, dt.date(2025, 4, 21)), (2026, dt.date(2026, 4, 6))],
)
def test_easter_monday_is_that_of_the_calendar(year, easter_monday):
    assert easter_monday in demand.public_holidays(year)
    assert len(demand.public_holidays(year)) == 9


def test_unknown_profile_lists_the_known_ones():
    with pytest.raises(ValueError, match="no load profile named h0; there are: h25"):
        demand.standard_profile("h0", year=2025, annual_kwh=1)


def test_profile_without_energy_is_refused():
    with pytest.raises(ValueError, match="annual_kwh must be above 0"):
        demand.standard_profile("h25", year=2025, annual_kwh=0)


def test_homes_that_peak_apart_share_half_a_peak():
    homes = pd.DataFrame({"a": [4.0, 0.0], "b": [0.0, 4.0]})
    assert demand.admd_kw(homes, 1) == 4.0
    assert demand.admd_kw(homes, 2) == 2.0


def test_all_homes_together_peak_at_the_peak_of_their_sum(homes_kw):
    assert demand.admd_kw(homes_kw, 100) == pytest.approx(homes_kw.sum(axis=1).max() / 100)


def test_more_homes_peak_lower_each_and_vary_less(homes_kw):
    curve = demand.diversity_curve(homes_kw, [1, 3, 10, 30], draws=100)
    assert curve["admd_kw"].is_monotonic_decreasing
    assert (curve["high_kw"] - curve["low_kw"]).is_monotonic_decreasing


def test_same_seed_draws_the_same_homes(homes_kw):
    draws = [demand.admd_kw(homes_kw, 5, draws=20, seed=3) for _ in range(2)]
    assert draws[0] == draws[1]


def test_more_homes_than_given_are_refused(homes_kw):
    with pytest.raises(ValueError, match="within 1 and the 100 homes given, got 101"):
        demand.admd_kw(homes_kw, 101)


def test_fit_finds_the_law_that_made_the_curve():
    n = np.array([1, 4, 9, 100])
    curve = pd.Series(demand.rusck_kw(n, single_kw=5.0, many_kw=1.0), index=n)
    assert demand.fit_rusck(curve) == pytest.approx((5.0, 1.0))


def test_four_homes_lie_halfway_between_one_and_many():
    assert demand.rusck_kw(4, single_kw=5.0, many_kw=1.0) == 3.0


def test_simulated_homes_lie_near_the_published_demand(homes_kw):
    """A January home uses more than Ofgem's mean day of 7.4 kWh, less than twice as much."""
    daily_kwh = demand.energy_kwh(homes_kw.sum(axis=1)) / 100 / 28
    assert 2700 / 365 < daily_kwh < 2 * 2700 / 365
    assert 0.8 < demand.admd_kw(homes_kw, 100) < 2.0

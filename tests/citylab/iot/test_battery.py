"""Battery life, worked out by hand and by stepping through the years."""

import pytest

from citylab import data
from citylab.iot import battery


def test_one_second_of_36_ma_an_hour_is_10_ua():
    assert battery.mean_current_ua([(36.0, 1.0)], period_s=3600.0, sleep_ua=0.0) == 10.0


def test_sleep_counts_only_while_asleep():
    mean_ua = battery.mean_current_ua([battery.Phase(1.0, 10.0)], period_s=100.0, sleep_ua=50.0)
    assert mean_ua == pytest.approx((1000 * 10 + 50 * 90) / 100)


def test_sensor_that_never_wakes_draws_its_sleep():
    assert battery.mean_current_ua([], period_s=60.0, sleep_ua=0.9) == pytest.approx(0.9)


def test_converter_keeps_the_energy_but_for_its_loss():
    drawn_ma = battery.at_battery_ma(55.0, load_v=5.0, battery_v=3.6, efficiency=0.9)
    assert drawn_ma * 3.6 * 0.9 == pytest.approx(55.0 * 5.0)


def test_energy_of_a_reading_by_hand():
    assert battery.energy_j(100.0, 30.0, voltage_v=3.6) == pytest.approx(10.8)


def test_ten_years_by_hand():
    assert battery.life_years(100.0, capacity_ah=8.766) == pytest.approx(10.0)


def test_cell_that_only_loses_by_itself_lasts_a_hundred_years_at_one_percent():
    assert battery.life_years(0.0, capacity_ah=17.0, self_discharge_percent=1.0) == pytest.approx(100.0)


def test_life_equals_a_count_of_days():
    left_ah, days = 17.0, 0
    while left_ah > 0:
        left_ah -= 947e-6 * 24 + 0.01 * 17.0 / 365.25
        days += 1
    assert battery.life_years(947.0, capacity_ah=17.0, self_discharge_percent=1.0) == pytest.approx(
        days / 365.25, abs=0.005
    )


def test_rated_energy_of_the_cell_is_the_published_one():
    figures = data.load("sensor_figures", "figures")["value"]
    assert figures["cell_capacity"] * figures["cell_voltage"] == pytest.approx(61.2)


@pytest.mark.parametrize("capacity_ah", [0.0, -1.0])
def test_empty_cell_is_refused(capacity_ah):
    with pytest.raises(ValueError, match="above 0 Ah"):
        battery.life_years(10.0, capacity_ah=capacity_ah)


def test_life_without_end_is_refused():
    with pytest.raises(ValueError, match="no end"):
        battery.life_years(0.0, capacity_ah=1.0)


def test_negative_loss_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        battery.life_years(1.0, capacity_ah=1.0, self_discharge_percent=-1.0)


def test_phases_longer_than_the_period_are_refused():
    with pytest.raises(ValueError, match="measure less often"):
        battery.mean_current_ua([(1.0, 61.0)], period_s=60.0, sleep_ua=0.0)


@pytest.mark.parametrize(("phase", "sleep_ua"), [((-1.0, 1.0), 0.0), ((1.0, -1.0), 0.0), ((1.0, 1.0), -1.0)])
def test_charging_is_refused(phase, sleep_ua):
    with pytest.raises(ValueError, match="not charged here"):
        battery.mean_current_ua([phase], period_s=60.0, sleep_ua=sleep_ua)


@pytest.mark.parametrize("efficiency", [0.0, 90.0])
def test_efficiency_in_percent_is_refused(efficiency):
    with pytest.raises(ValueError, match=r"90 % is 0\.9"):
        battery.at_battery_ma(1.0, load_v=5.0, battery_v=3.6, efficiency=efficiency)


def test_converter_without_a_voltage_is_refused():
    with pytest.raises(ValueError, match="above 0 V"):
        battery.at_battery_ma(1.0, load_v=0.0, battery_v=3.6, efficiency=0.9)


def test_negative_energy_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        battery.energy_j(-1.0, 1.0, voltage_v=3.6)

"""Should: the battery, by hand and from the data sheets."""

import itertools

import pytest
from datasheet import sources
from datasheet.battery import at_battery_ma, life_years, mean_current_ma


def test_a_part_at_five_volts_draws_more_from_a_battery_of_less():
    found = at_battery_ma(36.0, load_v=5.0, battery_v=4.0, efficiency=0.9)
    assert found == pytest.approx(50), "180 mW out, 200 mW in, at 4 V"


def test_one_second_at_36_ma_in_an_hour_is_a_mean_of_10_microampere():
    assert mean_current_ma([(36.0, 1.0)], period_s=3600, sleep_ma=0) == pytest.approx(0.010)


def test_sleep_counts_only_while_asleep():
    found = mean_current_ma([(10.0, 30.0), (20.0, 15.0)], period_s=60, sleep_ma=4.0)
    assert found == pytest.approx((300 + 300 + 60) / 60), "45 s awake, 15 s asleep"


def test_phases_longer_than_the_period_are_refused():
    with pytest.raises(ValueError, match="period"):
        mean_current_ma([(10.0, 61.0)], period_s=60, sleep_ma=0)


def test_phases_may_fill_the_period():
    assert mean_current_ma([(10.0, 60.0)], period_s=60, sleep_ma=4.0) == pytest.approx(10), "then it never sleeps"


def test_life_is_charge_over_what_is_drawn_and_lost():
    found = life_years(1.0, capacity_ah=17.532, usable=1.0, loss_percent=0)
    assert found == pytest.approx(2), "1 mA for 8,766 h is 8.766 Ah a year"
    with_loss = life_years(1.0, capacity_ah=17.532, usable=0.5, loss_percent=50)
    assert with_loss == pytest.approx(0.5), "half of it is usable; 8.766 Ah are drawn and 8.766 Ah lost in a year"


def life(a_day, efficiency, measuring_s, message_s, usable):
    """Return the life in years of a round as `README.md` describes it."""
    part = sources.figures()
    volts = {"load_v": part["particles_voltage"], "battery_v": part["cell_voltage"], "efficiency": efficiency}
    awake = at_battery_ma(part["particles_measuring"], **volts) + part["controller_active"]
    asleep = at_battery_ma(part["particles_sleep"] / 1000, **volts)
    asleep += (part["controller_standby"] + part["radio_sleep"]) / 1000
    phases = [(awake, part["particles_start"] + measuring_s), (part["radio_sending"], message_s)]
    mean = mean_current_ma(phases, period_s=86400 / a_day, sleep_ma=asleep)
    return life_years(mean, capacity_ah=part["cell_capacity"], usable=usable, loss_percent=part["cell_loss"])


def test_the_table_holds_the_middle_and_the_worst_and_best_of_all_corners():
    table = sources.written("battery.csv", "a_day", "low", "middle", "high").set_index("a_day")
    assert list(table.index) == [24, 96], "one row for each rhythm"
    assumed = sources.assumptions()
    for a_day, row in table.iterrows():
        corners = [life(a_day, *corner) for corner in itertools.product(*assumed[["low", "high"]].to_numpy())]
        expected = min(corners), life(a_day, *assumed["middle"]), max(corners)
        # 2 %: whether the controller is awake while the radio sends makes no difference that counts.
        assert (row["low"], row["middle"], row["high"]) == pytest.approx(expected, rel=0.02), (
            f"{a_day} measurements a day: put the round together as README.md says, and compute all 16 corners"
        )

"""Flags that follow from the times of a message, on tables made by hand."""

import pandas as pd
import pytest

from citylab.iot import quality

ZONE = "Europe/London"
NOON, STEP = pd.Timestamp("2026-03-01 12:00", tz="UTC"), pd.Timedelta("15min")


def sent(times, received, *, sensor="A", value=1.0):
    return pd.DataFrame(
        {
            "sensor": sensor,
            "time": pd.to_datetime(times, utc=True),
            "received": pd.to_datetime(received, utc=True),
            "quantity": "pm25",
            "unit": "ug/m3",
            "value": value,
        }
    )


def on_time(times):
    return sent(times, pd.to_datetime(times, utc=True) + pd.Timedelta("3s"))


def test_a_message_is_late_beyond_the_allowed_minutes_not_at_them():
    table = sent(["2026-03-01 12:00"] * 2, ["2026-03-01 12:15:00", "2026-03-01 12:15:01"])
    assert quality.late(table, allowed_min=15).tolist() == [False, True]


def test_a_reading_from_the_future_is_flagged_and_a_small_difference_of_clocks_is_not():
    table = sent(["2026-03-01 12:00:30", "2026-03-01 13:00:00"], ["2026-03-01 12:00"] * 2)
    assert quality.future(table, allowed_s=60).tolist() == [False, True]


def test_only_the_overtaken_message_is_out_of_order():
    table = sent([NOON, NOON + 2 * STEP, NOON + STEP], [NOON + STEP, NOON + 3 * STEP, NOON + 4 * STEP])
    assert quality.out_of_order(table).tolist() == [False, False, True]


def test_order_is_judged_by_arrival_and_not_by_the_rows_of_the_table():
    table = sent([NOON + STEP, NOON], [NOON + 2 * STEP, NOON])
    assert not quality.out_of_order(table).any()


def test_two_sensors_do_not_overtake_each_other():
    table = pd.concat(
        [sent([NOON + STEP], [NOON + STEP]), sent([NOON], [NOON + 2 * STEP], sensor="B")], ignore_index=True
    )
    assert not quality.out_of_order(table).any()


def test_missing_times_are_those_due_between_first_and_last():
    gaps = quality.missing_times(on_time(["2026-03-01 00:00", "2026-03-01 00:45"]), step_min=15)
    assert gaps["time"].dt.strftime("%H:%M").tolist() == ["00:15", "00:30"]


def test_a_sensor_that_falls_silent_is_due_until_the_end():
    table = on_time(["2026-03-01 00:00"])
    gaps = quality.missing_times(table, step_min=30, end="2026-03-01 01:00")
    assert gaps["time"].dt.strftime("%H:%M").tolist() == ["00:30", "01:00"]


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_no_time_is_missing_on_the_days_with_23_or_25_hours(day):
    start = pd.Timestamp(day, tz=ZONE)
    times = pd.date_range(start, start + pd.DateOffset(days=1), freq="15min", inclusive="left")
    table = on_time(times)
    assert len(times) == {"2026-03-29": 92, "2026-10-25": 100}[day]
    assert quality.missing_times(table, step_min=15).empty


def test_an_empty_month_gives_an_empty_list_with_the_same_columns():
    empty = on_time(["2026-03-01"]).iloc[:0]
    assert list(quality.missing_times(empty, step_min=15).columns) == ["sensor", "time"]


def wall_clock_as_utc(day):
    """Send the wall clock of the town as if it were UTC, every quarter hour of six hours around the change."""
    true = pd.date_range(f"{day} 00:00", periods=24, freq="15min", tz="UTC") - pd.Timedelta("2h")
    shown = true.tz_convert(ZONE).tz_localize(None).tz_localize("UTC")
    return sent(shown, true + pd.Timedelta("3s")), true


def test_in_spring_the_clock_is_wrong_from_one_o_clock_on_and_an_hour_seems_missing():
    table, true = wall_clock_as_utc("2026-03-29")
    wrong = true >= pd.Timestamp("2026-03-29 01:00", tz="UTC")
    assert quality.clock_jump(table).tolist() == wrong.tolist()
    assert quality.future(table).tolist() == wrong.tolist()
    gaps = quality.missing_times(table, step_min=15)
    assert gaps["time"].dt.strftime("%H:%M").tolist() == ["01:00", "01:15", "01:30", "01:45"]


def test_in_autumn_the_clock_is_wrong_until_one_o_clock_and_an_hour_comes_twice():
    table, true = wall_clock_as_utc("2026-10-25")
    wrong = true < pd.Timestamp("2026-10-25 01:00", tz="UTC")
    assert quality.clock_jump(table).tolist() == wrong.tolist()
    twice = table.loc[table["time"].duplicated(), "time"]
    assert twice.dt.strftime("%H:%M").tolist() == ["01:00", "01:15", "01:30", "01:45"]


def test_the_hour_that_comes_twice_is_no_copy_as_its_values_differ():
    table, _ = wall_clock_as_utc("2026-10-25")
    assert not quality.duplicated(table.assign(value=range(len(table)))).any()


def test_a_bunch_after_an_outage_is_late_and_its_clock_is_right():
    times = pd.date_range("2026-03-01 12:00", periods=8, freq="15min", tz="UTC")
    table = sent(times, [times[-1] + pd.Timedelta(f"{second}s") for second in range(10, 18)])
    assert quality.late(table).sum() == 7
    assert not quality.clock_jump(table).any()


def test_a_clock_that_is_an_hour_behind_is_found_too():
    times = pd.date_range("2026-03-01 12:00", periods=6, freq="15min", tz="UTC")
    assert quality.clock_jump(sent(times, times + pd.Timedelta("1h"))).all()


def test_wall_clock_knows_the_hour_that_never_was_and_the_one_that_was_twice():
    shown = pd.Series(["2026-03-29 00:59", "2026-03-29 01:00", "2026-03-29 02:00", "2026-10-25 01:59", "noon"])
    read = quality.from_wall_clock(shown, timezone=ZONE)
    assert read["problem"].tolist() == ["", "never", "", "twice", "unreadable"]
    assert read["time"].dt.strftime("%H:%M").tolist()[2] == "01:00"


@pytest.mark.parametrize("shown", [pd.to_datetime(["2026-03-29"], utc=True), ["2026-03-29T00:30+00:00"]])
def test_times_that_have_a_zone_are_no_wall_clock(shown):
    with pytest.raises(ValueError, match="utc=True"):
        quality.from_wall_clock(pd.Series(shown), timezone=ZONE)


def test_no_times_of_a_wall_clock_give_an_empty_table():
    assert list(quality.from_wall_clock(pd.Series([], dtype="str"), timezone=ZONE).columns) == ["time", "problem"]


@pytest.mark.parametrize("rule", [quality.late, quality.future, quality.clock_jump, quality.out_of_order])
def test_times_without_a_zone_are_refused_with_the_remedy(rule):
    table = on_time(["2026-03-01 12:00"])
    with pytest.raises(ValueError, match=r"utc=True.*from_wall_clock"):
        rule(table.assign(time=table["time"].dt.tz_localize(None)))


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="missing: received"):
        quality.late(on_time(["2026-03-01"]).drop(columns="received"))


@pytest.mark.parametrize("rule", [quality.late, quality.future, quality.clock_jump, quality.out_of_order])
def test_flags_keep_the_index_of_the_table(rule):
    table = on_time(["2026-03-01 12:00", "2026-03-01 11:00"]).set_axis([7, 3])
    assert rule(table).index.tolist() == [7, 3]
    assert rule(table.iloc[:0]).empty

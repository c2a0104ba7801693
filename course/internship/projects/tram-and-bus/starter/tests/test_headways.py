"""Should: one more vehicle between each two, and what it costs."""

import pytest
from toy import day
from tram_and_bus.headways import add_between, vehicle_hours

EVENTS = day(
    ("a", "21", 0, [("C", 0), ("W", 900)]),
    ("b", "21", 0, [("C", 1200), ("W", 2300)]),
    ("c", "21", 0, [("C", 1800), ("W", 2700)]),
    ("back", "21", 1, [("W", 100), ("C", 1000)]),
    ("again", "21", 1, [("W", 1300), ("C", 2200)]),
    ("tram", "T1", 0, [("C", 0), ("N", 3600)]),
)


def moments(events, trip_id):
    return events.loc[events["trip_id"] == trip_id, "departure_s"].tolist()


def test_one_more_runs_halfway_between_each_two():
    more = add_between(EVENTS, "21", from_s=0, to_s=1800)
    assert set(more["trip_id"]) - set(EVENTS["trip_id"]) == {"a+", "b+", "back+"}, "none follows c, again and the tram"
    assert moments(more, "a+") == [600, 1500], "halfway between 0 and 1200, with the running time of the one before"
    assert moments(more, "b+") == [1500, 2600]
    assert moments(more, "back+") == [700, 1600], "each direction by itself"


def test_what_was_there_stays():
    more = add_between(EVENTS, "21", from_s=0, to_s=1800)
    assert more.iloc[: len(EVENTS)].reset_index(drop=True).equals(EVENTS), "keep the rows, and add behind them"
    assert EVENTS["trip_id"].nunique() == 6, "don't change the table that is given"


def test_only_between_trips_that_both_leave_in_time():
    more = add_between(EVENTS, "21", from_s=0, to_s=1200)
    assert set(more["trip_id"]) - set(EVENTS["trip_id"]) == {"a+"}, "b leaves at 1200: equal counts; c and again do not"


@pytest.mark.parametrize(("route", "to_s"), [("99", 1800), ("21", 50)])
def test_nothing_to_add_is_said(route, to_s):
    with pytest.raises(ValueError, match="no two trips"):
        add_between(EVENTS, route, from_s=0, to_s=to_s)


def test_vehicle_hours_run_from_first_departure_to_last_arrival():
    expected_s = 900 + 1100 + 900 + 900 + 900 + 3600
    assert vehicle_hours(EVENTS) == pytest.approx(expected_s / 3600)


def test_each_added_trip_costs_the_running_time_of_the_one_before():
    more = add_between(EVENTS, "21", from_s=0, to_s=1800)
    assert vehicle_hours(more) - vehicle_hours(EVENTS) == pytest.approx((900 + 1100 + 900) / 3600)

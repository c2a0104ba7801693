"""Dates, times past midnight, frequencies, and times between timepoints."""

import datetime

import numpy as np
import pandas as pd
import pytest

from citylab.transport import gtfs


def test_times_may_pass_midnight_and_have_one_digit():
    texts = pd.Series([" 7:05:00", "07:05:00", "25:10:00", "100:00:01", "7:05", None, "", "7:60:00", "x", "-1:00:00"])
    expected = [25500, 25500, 90600, 360001, 25500] + [np.nan] * 5
    np.testing.assert_array_equal(gtfs.seconds(texts), expected)


@pytest.mark.parametrize("time", ["00:00:00", "08:59:59", "25:10:00", "99:59:59", "123:00:00"])
def test_clock_writes_what_seconds_reads(time):
    assert gtfs.clock(gtfs.seconds(pd.Series([time])).iloc[0]) == time
    assert gtfs.clock(float("nan")) == ""


@pytest.mark.parametrize(
    "date",
    [
        "2026-05-12",
        "20260512",
        datetime.date(2026, 5, 12),
        datetime.datetime(2026, 5, 12, 9),
        pd.Timestamp("2026-05-12"),
    ],
)
def test_date_may_be_text_or_date(planned, date):
    assert gtfs.services_on(planned, date) == {"weekday"}


@pytest.mark.parametrize("date", ["12.5.2026", "2026-02-30", "", 12])
def test_what_is_no_date_is_refused(planned, date):
    with pytest.raises(ValueError, match="a date is written like"):
        gtfs.services_on(planned, date)


@pytest.mark.parametrize(
    ("date", "services"),
    [
        ("2026-04-30", set()),
        ("2026-05-01", {"sunday", "night"}),  # May Day, a Friday
        ("2026-05-08", {"weekday", "night"}),
        ("2026-05-09", {"saturday", "night"}),
        ("2026-05-14", {"sunday"}),  # Ascension Day
        ("2026-05-31", {"sunday"}),  # the last day counts
        ("2026-06-01", set()),
    ],
)
def test_week_and_exceptions_decide_what_runs(planned, date, services):
    assert gtfs.services_on(planned, date) == services


def test_calendar_dates_alone_are_enough(files, read):
    del files["calendar.txt"]
    files["calendar_dates.txt"] = "service_id, date, exception_type\nweek, 20260512, 1\nweek, 20260513, 2\n"
    feed = read(files)
    assert gtfs.dates(feed) == ["20260512"]
    assert len(gtfs.trips_on(feed, "2026-05-12")) == 2
    assert gtfs.check(feed).empty


def test_service_days_of_the_plan_are_all_days_of_may(planned, actual):
    assert gtfs.dates(planned) == [f"202605{day:02d}" for day in range(1, 32)]
    assert gtfs.dates(actual) == ["20260512"]


def test_trip_of_frequencies_leaves_until_the_end_of_its_span(files, read):
    files["frequencies.txt"] = (
        "trip_id,start_time,end_time,headway_secs\nt1,10:00:00,11:00:00,1200\nt1,09:00:00,10:00:00,3600\n"
    )
    day = gtfs.departures(read(files), "2026-05-12")
    first = day[day["stop_sequence"] == 1].set_index("trip_id")["departure_s"] / 3600
    assert first.drop("t2").round(4).to_dict() == {"t1#1": 9, "t1#2": 10, "t1#3": 10.3333, "t1#4": 10.6667}
    assert day.loc[day["trip_id"] == "t1#2", "departure_s"].tolist() == [36000, 36360, 36600]


def test_frequency_without_headway_runs_nothing(files, read):
    files["frequencies.txt"] = "trip_id,start_time,end_time,headway_secs\nt1,10:00:00,11:00:00,0\n"
    feed = read(files)
    assert gtfs.departures(feed, "2026-05-12")["trip_id"].unique().tolist() == ["t2"]
    assert gtfs.check(feed)["field"].tolist() == ["headway_secs"]


STOPS = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n"


@pytest.mark.parametrize(
    ("along", "between"),
    [
        (("0", "1", "4", "10"), [8.1, 8.4]),
        (("", "", "", ""), [8.3333, 8.6667]),
        (("0", "5", "4", "10"), [8.3333, 8.6667]),
    ],
)
def test_blank_times_are_filled_by_distance_else_evenly(files, read, along, between):
    a, b, c, d = along
    files["trips.txt"] = "route_id,service_id,trip_id\nR,week,t1\n"
    files["stop_times.txt"] = (
        STOPS + f"t1,08:00:00,08:00:00,A,5,{a}\nt1,,,B,10,{b}\nt1,,,C,11,{c}\nt1,9:00:00,9:00:00,A,40,{d}\n"
    )
    day = gtfs.departures(read(files), "2026-05-12")
    assert (day["arrival_s"] / 3600).round(4).tolist() == [8, *between, 9]
    assert day["stop_sequence"].tolist() == [5, 10, 11, 40]


def test_stops_without_a_time_at_the_ends_are_left_out_and_listed(files, read):
    files["stop_times.txt"] = STOPS + "t1,,,A,1,\nt1,08:00:00,,B,2,\nt1,08:10:00,08:10:00,C,3,\nt1,,,A,4,\n"
    feed = read(files)
    day = gtfs.departures(feed, "2026-05-12")
    assert day["stop_id"].tolist() == ["B", "C"]
    assert day["departure_s"].tolist() == [28800, 29400]
    problems = gtfs.check(feed)
    assert problems.loc[problems["field"] == "arrival_time", "row"].tolist() == [2, 5]


def test_departures_are_sorted_and_complete(planned):
    day = gtfs.departures(planned, "2026-05-15")
    assert list(day) == ["trip_id", "route_id", "direction_id", "stop_id", "stop_sequence", "arrival_s", "departure_s"]
    assert day.notna().all(axis=None)
    assert day.equals(day.sort_values(["trip_id", "stop_sequence"], ignore_index=True))
    steps = day.groupby("trip_id")["arrival_s"].diff()
    assert (steps.dropna() > 0).all()


def test_rows_of_the_file_may_come_in_any_order(planned):
    shuffled = planned.with_tables(stop_times=planned.stop_times.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(gtfs.departures(shuffled, "2026-05-12"), gtfs.departures(planned, "2026-05-12"))
    pd.testing.assert_frame_equal(gtfs.trip_statistics(shuffled), gtfs.trip_statistics(planned))


def test_service_days_have_no_end_but_that_of_the_calendar(files, read):
    files["calendar.txt"] = files["calendar.txt"].replace("20260531", "20451231")
    days = gtfs.dates(read(files))
    exact = pd.bdate_range("2026-05-01", "2045-12-31").strftime("%Y%m%d").tolist()
    assert days == exact


def test_service_days_are_those_on_which_a_service_runs(files, read):
    files["trips.txt"] += "R,sat,t3,0,\n"
    files["calendar.txt"] += "sat,0,0,0,0,0,1,0,20260509,20260516\nidle,1,1,1,1,1,1,1,20260101,20261231\n"
    files["calendar_dates.txt"] = (
        "service_id,date,exception_type\nweek,20260501,2\nsat,20260509,2\nsat,20260510,1\nidle,20260517,1\n"
        "week,20260532,1\nsat,20260512,2\nweek,20260601,2\n"
    )
    feed = read(files)
    every = pd.date_range("2026-01-01", "2026-12-31").strftime("%Y%m%d")
    assert gtfs.dates(feed) == [day for day in every if gtfs.services_on(feed, day) & {"week", "sat"}]


@pytest.mark.parametrize("end", ["99991231", "20260532"])
def test_last_day_far_away_or_impossible_does_no_harm(files, read, end):
    files["calendar.txt"] = files["calendar.txt"].replace("1,1,1,1,1", "0,0,0,1,0").replace("20260531", end)
    days = gtfs.dates(read(files))
    assert days[:1] == ([] if end == "20260532" else ["20260507"])
    assert days[-1:] == ([] if end == "20260532" else ["99991230"])

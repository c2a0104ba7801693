"""One row per trip, equal to what gtfs-kit finds where it finds anything."""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.transport import gtfs

MANCHESTER = Path(__file__).resolve().parents[4].parent / "shared/data/gtfs-manchester-tram"
needs_manchester = pytest.mark.skipif(not MANCHESTER.is_dir(), reason="the Manchester feed is not here")


def by_gtfs_kit(path):
    """Return gtfs-kit's feed; the warnings of its old pandas calls are its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import gtfs_kit

        return gtfs_kit.read_feed(path, dist_units="km")


def statistics_by_gtfs_kit(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return by_gtfs_kit(path).compute_trip_stats(compute_dist_from_shapes=True).set_index("trip_id").sort_index()


@pytest.mark.parametrize("file", ["planned.zip", "actual.zip"])
def test_shipped_feeds_give_what_gtfs_kit_gives(file):
    path = data.path("corridor_timetable_synthetic", file)
    theirs = statistics_by_gtfs_kit(path)
    ours = gtfs.trip_statistics(gtfs.read(path)).set_index("trip_id").sort_index()
    assert (ours.index == theirs.index).all()
    assert ours["distance_km"].notna().all()
    np.testing.assert_allclose(ours["distance_km"], theirs["distance"], rtol=2e-3)  # they measure in a plane (UTM)
    np.testing.assert_allclose(ours["duration_h"], theirs["duration"])
    np.testing.assert_allclose(ours["speed_kmh"], theirs["speed"], rtol=2e-3)
    pairs = {"stops": "num_stops", "is_loop": "is_loop", "start_stop_id": "start_stop_id", "end_stop_id": "end_stop_id"}
    for name, other in pairs.items():
        assert ours[name].tolist() == theirs[other].tolist(), name
    assert ours[["start_time", "end_time"]].equals(theirs[["start_time", "end_time"]].astype("str"))


@pytest.mark.parametrize("date", ["20260501", "20260512", "20260514", "20260516", "20260601"])
def test_trips_of_a_date_are_those_of_gtfs_kit(planned, date):
    path = data.path("corridor_timetable_synthetic", "planned.zip")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = by_gtfs_kit(path).get_trips(date)
    assert sorted(gtfs.trips_on(planned, date)["trip_id"]) == sorted(theirs["trip_id"])


@needs_manchester
def test_manchester_feed_gives_what_gtfs_kit_gives():
    theirs = statistics_by_gtfs_kit(MANCHESTER)
    ours = gtfs.trip_statistics(gtfs.read(MANCHESTER)).set_index("trip_id").sort_index()
    assert ours["duration_h"].tolist() == pytest.approx(theirs["duration"].tolist())
    assert ours["stops"].tolist() == theirs["num_stops"].tolist()
    assert ours["is_loop"].tolist() == theirs["is_loop"].astype(bool).tolist()
    assert theirs["distance"].isna().all()  # it needs shapes
    assert (ours["distance_from"] == "stops").all()


@needs_manchester
def test_manchester_feed_is_read_as_it_stands():
    feed = gtfs.read(MANCHESTER)
    assert feed.stop_times["stop_sequence"].iloc[0] == 1
    assert list(feed.calendar_dates)[:3] == ["service_id", "date", "exception_type"]
    assert feed.agency["agency_id"].iloc[0] == "0000"
    # The tram to Bury at 6:41 on Thursday 20 November 2014: 24 minutes.
    assert gtfs.trip_statistics(feed)["duration_h"].notna().all()
    assert len(gtfs.departures(feed, "2014-11-20")) > 0


def test_columns_are_those_promised(planned):
    assert list(gtfs.trip_statistics(planned)) == [
        "trip_id", "route_id", "direction_id", "stops", "start_time", "end_time", "start_stop_id", "end_stop_id",
        "is_loop", "distance_km", "duration_h", "speed_kmh", "distance_from",
    ]  # fmt: skip


def test_trip_past_midnight_lasts_what_it_lasts(files, read):
    trip = gtfs.trip_statistics(read(files)).iloc[1]
    assert (trip["start_time"], trip["end_time"]) == ("24:50:00", "25:00:00")
    assert trip["duration_h"] == pytest.approx(1 / 6)


def test_trips_without_a_ride_keep_their_row(files, read):
    files["trips.txt"] += "R,week,t3,0,\nR,week,t4,0,\n"
    files["stop_times.txt"] += "t3,09:00:00,09:00:00,A,1\n"
    table = gtfs.trip_statistics(read(files)).set_index("trip_id")
    assert table["stops"].tolist() == [3, 3, 1, 0]
    assert table.loc[["t3", "t4"], ["distance_km", "speed_kmh"]].isna().all(axis=None)
    assert table.loc["t3", "duration_h"] == 0
    assert pd.isna(table.loc["t4", "start_time"])


def test_stop_times_of_unknown_trips_and_stops_do_not_stop_the_count(files, read):
    files["stop_times.txt"] += "ghost,09:00:00,09:00:00,A,1\nt2,26:00:00,26:00:00,nowhere,9\n"
    table = gtfs.trip_statistics(read(files)).set_index("trip_id")
    assert list(table.index) == ["t1", "t2"]
    assert table.loc["t2", "end_stop_id"] == "nowhere"
    assert pd.isna(table.loc["t2", "distance_km"])


def test_feed_without_stop_times_has_trips_without_numbers(files, read):
    files["stop_times.txt"] = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    table = gtfs.trip_statistics(read(files))
    assert table["stops"].tolist() == [0, 0]
    assert table["distance_km"].isna().all()


@pytest.mark.parametrize(("lon", "is_loop"), [(24.0067, True), (24.0077, False)])  # 374 m and 430 m at 60° north
def test_ends_nearer_than_400_m_make_a_loop(files, read, lon, is_loop):
    files["stops.txt"] = files["stops.txt"].replace("C,Gamma,60.02,24.0", f"C,Gamma,60.0,{lon}")
    assert gtfs.trip_statistics(read(files))["is_loop"].tolist() == [is_loop, is_loop]


def test_break_at_the_last_stop_is_no_part_of_the_ride_unlike_in_gtfs_kit(files, read, zipped):
    files["stop_times.txt"] = files["stop_times.txt"].replace("08:10:00,08:10:00", "08:10:00,08:30:00")
    feed = read(files)
    trip = gtfs.trip_statistics(feed).iloc[0]
    assert (trip["end_time"], trip["duration_h"]) == ("08:10:00", pytest.approx(1 / 6))
    assert trip["speed_kmh"] == pytest.approx(2.2283 * 6, abs=0.01)
    hour = gtfs.service(feed, "2026-05-12").iloc[0]
    assert (hour["last_arrival"], hour["vehicle_hours"]) == ("08:10:00", pytest.approx(1 / 6))
    assert hour["speed_kmh"] == pytest.approx(trip["speed_kmh"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = by_gtfs_kit(zipped(files)).compute_trip_stats().set_index("trip_id").loc["t1"]
    assert (theirs["end_time"], theirs["duration"]) == ("08:30:00", pytest.approx(0.5))


@pytest.mark.parametrize("row", ["08:00:00,08:00:00", "08:10:00,08:10:00"])
def test_hours_are_unknown_where_the_first_or_last_stop_has_no_time(files, read, row):
    files["stop_times.txt"] = files["stop_times.txt"].replace(row, ",")
    feed = read(files)
    trip = gtfs.trip_statistics(feed).iloc[0]
    assert trip["distance_km"] == pytest.approx(2.2283, abs=1e-3)
    assert np.isnan(trip["duration_h"])
    assert np.isnan(trip["speed_kmh"])
    assert gtfs.service(feed, "2026-05-12", by=["route_id"])["speed_kmh"].tolist() == pytest.approx([13.37], abs=0.01)


def test_trip_that_ends_before_it_begins_has_no_hours(files, read):
    files["stop_times.txt"] = files["stop_times.txt"].replace("25:00:00", "01:00:00")  # set back at midnight
    feed = read(files)
    assert np.isnan(gtfs.trip_statistics(feed).iloc[1]["duration_h"])
    day = gtfs.service(feed, "2026-05-12", by=["route_id"]).iloc[0]
    assert (day["trips"], day["vehicle_hours"]) == (2, pytest.approx(1 / 6))
    assert day["speed_kmh"] == pytest.approx(2.2283 * 6, abs=0.01)
    assert gtfs.check(feed)["row"].tolist() == [7]


def test_trip_with_one_stop_is_no_loop(files, read):
    files["trips.txt"] += "R,week,t3,0,\n"
    files["stop_times.txt"] += "t3,09:00:00,09:00:00,A,1\n"
    assert gtfs.trip_statistics(read(files))["is_loop"].tolist() == [False, False, False]

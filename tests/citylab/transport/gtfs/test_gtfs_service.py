"""Headways, waits and the service of a day."""

import numpy as np
import pandas as pd
import pytest

from citylab.transport import gtfs


@pytest.mark.parametrize(
    ("gaps", "wait"), [([10, 10, 10], 5), ([18, 2], 8.2), ([20, 0], 10), ([7], 3.5), ([10, 10, 10, 28, 1, 1], 905 / 90)]
)
def test_wait_is_the_mean_of_squares_over_twice_the_mean(gaps, wait):
    assert gtfs.mean_wait(gaps) == pytest.approx(wait if gaps != [10, 10, 10, 28, 1, 1] else 1086 / 120)


def test_random_departures_make_people_wait_a_whole_headway():
    gaps = np.random.default_rng(1).exponential(10, 200_000)
    assert gtfs.mean_wait(gaps) == pytest.approx(10, rel=0.02)


def test_wait_is_that_of_simulated_passengers():
    rng = np.random.default_rng(2)
    leaves = np.cumsum(rng.gamma(2, 5, 50))
    comes = rng.uniform(leaves[0], leaves[-1], 400_000)
    waits = leaves[np.searchsorted(leaves, comes)] - comes
    assert gtfs.mean_wait(np.diff(leaves)) == pytest.approx(waits.mean(), rel=0.01)


def test_wait_is_half_the_headway_times_one_plus_the_squared_variation():
    gaps = np.array([3.0, 9.0, 14.0, 2.0])
    variation = gaps.std() / gaps.mean()
    assert gtfs.mean_wait(gaps) == pytest.approx(gaps.mean() / 2 * (1 + variation**2))


def test_no_gap_gives_no_wait_and_a_negative_one_is_refused():
    assert np.isnan(gtfs.mean_wait([]))
    for gaps in ([5, -1], [5, np.nan]):
        with pytest.raises(ValueError, match="sort the departures"):
            gtfs.mean_wait(gaps)


DAY = pd.DataFrame({
    "trip_id": list("abcdefg"),
    "stop_id": ["A"] * 6 + ["B"],
    "route_id": ["1", "1", "1", "2", "2", "1", "1"],
    "direction_id": pd.array([0, 0, 0, 0, 1, pd.NA, 0], dtype="Int64"),
    "departure_s": [600.0, 0.0, 1800.0, 900.0, 300.0, 60.0, 0.0],
})  # fmt: skip


def test_headways_are_those_of_stop_route_direction_and_window():
    assert gtfs.headways(DAY, "A", route_id="1", direction_id=0).gaps_min.tolist() == [10, 20]
    assert gtfs.headways(DAY, "A", direction_id=0).gaps_min.tolist() == [10, 5, 15]
    assert gtfs.headways(DAY, "A", direction_id=0, from_s=600, to_s=1800).gaps_min.tolist() == [5]
    assert gtfs.headways(DAY, "A", route_id="1", direction_id=0).mean_min == 15


def test_single_departure_has_no_headway():
    gaps = gtfs.headways(DAY, "B")
    assert (len(gaps.gaps_min), np.isnan(gaps.mean_min), np.isnan(gaps.wait_min)) == (0, True, True)


def test_unknown_stop_and_route_are_refused():
    with pytest.raises(gtfs.GtfsError, match="nothing stops at 'Z' on this day; stops are: A, B"):
        gtfs.headways(DAY, "Z")
    with pytest.raises(gtfs.GtfsError, match="route '2' does not stop at 'B'"):
        gtfs.headways(DAY, "B", route_id="2")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"route_id": 21}, "route ids are text: write '21' in quotes"),
        ({"direction_id": "1"}, "direction_id is the number 0 or 1, got '1'"),
        ({"direction_id": 2}, "direction_id is the number 0 or 1, got 2"),
    ],
)
def test_route_as_number_and_direction_as_text_are_refused(wrong, message):
    with pytest.raises(gtfs.GtfsError, match=message):
        gtfs.headways(DAY, "A", **wrong)


def test_service_counts_hours_and_kilometres(files, read):
    table = gtfs.service(read(files), "2026-05-12")
    assert table["hour"].tolist() == [8, 24]
    assert table["vehicle_hours"].to_numpy() == pytest.approx([1 / 6, 1 / 6])
    assert table["span_h"].to_numpy() == pytest.approx([1 / 6, 1 / 6])
    assert table["vehicle_km"].to_numpy() == pytest.approx([2.2283, 2.2283], abs=1e-3)
    assert table["speed_kmh"].to_numpy() == pytest.approx(2.2283 * 6, abs=0.01)
    assert table["first_departure"].tolist() == ["08:00:00", "24:50:00"]


@pytest.mark.parametrize("by", [["route_id"], ["direction_id"], ["hour"], ["route_id", "hour"]])
def test_service_adds_up_however_it_is_split(planned, by):
    whole, split = (gtfs.service(planned, "2026-05-15", by=keys) for keys in (["route_id", "direction_id", "hour"], by))
    for column in ("trips", "vehicle_hours", "vehicle_km"):
        assert split[column].sum() == pytest.approx(whole[column].sum())


def test_service_repeats_the_night_bus(planned):
    table = gtfs.service(planned, "2026-05-15")
    night = table[(table["route_id"] == "22") & (table["hour"] >= 24)]
    assert night["trips"].sum() == 16
    assert night["vehicle_km"].sum() == pytest.approx(16 * 5.2019, abs=0.01)
    assert night["last_arrival"].max() == "27:48:00"


def test_distance_that_is_not_known_does_not_slow_the_speed(files, read):
    files["stops.txt"] += "D,Delta,,\n"
    files["trips.txt"] += "R,week,t3,0,\n"
    files["stop_times.txt"] += "t3,08:30:00,08:30:00,D,1\nt3,08:59:00,08:59:00,A,2\n"
    table = gtfs.service(read(files), "2026-05-12", by=["hour"])
    assert table["speed_kmh"].iloc[0] == pytest.approx(2.2283 * 6, abs=0.01)


@pytest.mark.parametrize("by", [[], ["stop_id"]])
def test_service_is_split_by_what_it_knows(planned, by):
    with pytest.raises(ValueError, match="by takes one or more of route_id, direction_id, hour"):
        gtfs.service(planned, "2026-05-12", by=by)


def test_end_of_a_trip_is_no_departure(files, read):
    files["stop_times.txt"] += "t3,08:20:00,08:20:00,A,1\nt3,08:25:00,08:25:00,C,2\n"
    files["trips.txt"] += "R,week,t3,0,\n"
    day = gtfs.departures(read(files), "2026-05-12")
    assert gtfs.headways(day, "A").gaps_min.tolist() == [20]  # t2 ends at A
    assert gtfs.headways(day, "A", direction_id=0).gaps_min.tolist() == [20]
    with pytest.raises(gtfs.GtfsError, match="these trips end at 'A': nothing departs from there"):
        gtfs.headways(day, "A", direction_id=1)


def test_headways_of_a_table_cut_to_one_stop_are_the_same(planned):
    day = gtfs.departures(planned, "2026-05-12")
    here = day[day["stop_id"] == "N4"]
    chosen = {"route_id": "22", "direction_id": 0}
    assert (gtfs.headways(here, "N4", **chosen).gaps_min == gtfs.headways(day, "N4", **chosen).gaps_min).all()

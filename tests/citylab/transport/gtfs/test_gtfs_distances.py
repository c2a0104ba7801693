"""Distances on the Earth and along shapes, against an independent library and brute force."""

import itertools

import numpy as np
import pytest
from pyproj import Geod

from citylab.transport import gtfs
from citylab.transport.gtfs import geometry

EARTH = Geod(ellps="WGS84")


@pytest.mark.parametrize("lat", [-54.8, 0.0, 1.3, 53.5, 60.2, 69.6])
@pytest.mark.parametrize(("north", "east"), [(0.01, 0.0), (0.0, 0.01), (0.3, -0.4), (1.5, 1.5)])
def test_distance_is_that_along_the_ellipsoid(lat, north, east):
    exact_m = EARTH.inv(24.0, lat, 24.0 + east, lat + north)[2]
    assert geometry.distances_m(lat, 24.0, lat + north, 24.0 + east) == pytest.approx(exact_m, rel=1e-4)


def test_distance_takes_the_short_way_over_the_date_line():
    exact_m = EARTH.inv(179.99, -18.0, -179.99, -18.0)[2]
    assert geometry.distances_m(-18.0, 179.99, -18.0, -179.99) == pytest.approx(exact_m, rel=1e-6)


def least_cost(line, stops):
    """Return the least sum of squared distances over all orders of segments, by trying them all."""
    off, _ = geometry._projected(line, stops)
    orders = itertools.combinations_with_replacement(range(len(line) - 1), len(stops))
    return min(sum(off[stop, segment] ** 2 for stop, segment in enumerate(order)) for order in orders)


@pytest.mark.parametrize("seed", range(20))
def test_places_along_a_line_are_the_best_of_all_orders(seed):
    rng = np.random.default_rng(seed)
    line = np.array([60.0, 24.0]) + rng.normal(0, 0.01, (8, 2))
    stops = np.array([60.0, 24.0]) + rng.normal(0, 0.01, (4, 2))
    places, off = geometry.places_m(line, stops)
    assert (np.diff(places) >= 0).all()
    assert (off**2).sum() <= least_cost(line, stops) + 1.0  # 1 m² decides between equal places


SHAPES = "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled\n"
# 0.01° of latitude at 60° is 1114.15 m, measured with pyproj.
STEP_KM = EARTH.inv(24.0, 60.0, 24.0, 60.01)[2] / 1000
EAST_KM = EARTH.inv(24.0, 60.0, 24.02, 60.0)[2] / 1000


def with_shape(files, points, feet=False):
    """Give both trips a shape."""
    files["trips.txt"] = "route_id,service_id,trip_id,shape_id\nR,week,t1,s\nR,week,t2,s\n"
    rows = [f"s,{lat},{lon},{number},{number * 3000 if feet else ''}" for number, (lat, lon) in enumerate(points, 1)]
    files["shapes.txt"] = SHAPES + "\n".join(reversed(rows)) + "\n"  # unsorted
    return files


def km(feed):
    return gtfs.trip_statistics(feed).set_index("trip_id")["distance_km"]


def test_distance_without_a_shape_is_straight_from_stop_to_stop(files, read):
    table = gtfs.trip_statistics(read(files))
    assert table["distance_km"].to_numpy() == pytest.approx(2 * STEP_KM, rel=1e-5)
    assert table["distance_from"].tolist() == ["stops", "stops"]


@pytest.mark.parametrize("feet", [False, True])
def test_distance_follows_the_shape_between_first_and_last_stop(files, read, feet):
    # The shape begins before A, goes round by the east, and ends after C.
    points = [(59.99, 24.0), (60.0, 24.0), (60.0, 24.02), (60.01, 24.0), (60.02, 24.0), (60.05, 24.0)]
    slope_km = EARTH.inv(24.02, 60.0, 24.0, 60.01)[2] / 1000
    feed = read(with_shape(files, points, feet))
    assert km(feed)["t1"] == pytest.approx(EAST_KM + slope_km + STEP_KM, rel=1e-4)
    assert gtfs.trip_statistics(feed)["distance_from"].tolist() == ["shape", "shape"]


def test_shape_drawn_the_other_way_serves_both_directions(files, read):
    feed = read(with_shape(files, [(60.0, 24.0), (60.01, 24.001), (60.02, 24.0)]))
    assert km(feed)["t2"] == pytest.approx(km(feed)["t1"], rel=1e-9)
    assert km(feed)["t2"] > 2 * STEP_KM


LOOP = [(60.0, 24.0), (60.01, 24.0), (60.01, 24.02), (60.0, 24.02), (60.0, 24.0)]
LOOP_KM = geometry.length_m(*np.array(LOOP).T) / 1000


@pytest.mark.parametrize("stops", [["A", "B", "A"], ["A", "A"], ["A", "B", "D", "E", "A"]])
def test_loop_keeps_its_length(files, read, stops):
    files["stops.txt"] += "D,Delta,60.01,24.02\nE,Epsilon,60.0,24.02\n"
    rows = [f"t1,08:0{number}:00,08:0{number}:00,{stop},{number}" for number, stop in enumerate(stops)]
    files["stop_times.txt"] = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + "\n".join(rows)
    trip = gtfs.trip_statistics(read(with_shape(files, LOOP))).iloc[0]
    assert trip["is_loop"]
    assert trip["distance_km"] == pytest.approx(LOOP_KM, rel=1e-6)


def test_ferry_out_and_back_without_a_shape_keeps_its_length(files, read):
    files["stop_times.txt"] = (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt1,8:00:00,8:00:00,A,1\n"
        "t1,8:30:00,8:40:00,C,2\nt1,9:10:00,9:10:00,A,3\n"
    )
    trip = gtfs.trip_statistics(read(files)).iloc[0]
    assert trip["is_loop"]
    assert trip["distance_km"] == pytest.approx(4 * STEP_KM, rel=1e-5)


def test_line_that_crosses_itself_is_followed_in_order(files, read):
    # An eight: the stop in the middle is passed twice.
    points = [(60.0, 24.0), (60.02, 24.02), (60.02, 24.0), (60.0, 24.02)]
    files["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\nA,A,60.0,24.0\nB,B,60.02,24.0\nC,C,60.01,24.01\n"
    diagonal_km = EARTH.inv(24.0, 60.0, 24.02, 60.02)[2] / 1000
    top_km = EARTH.inv(24.0, 60.02, 24.02, 60.02)[2] / 1000
    assert km(read(with_shape(files, points)))["t1"] == pytest.approx(1.5 * diagonal_km + top_km, rel=1e-3)


def test_shape_of_another_place_is_not_used(files, read):
    feed = read(with_shape(files, [(61.0, 24.0), (61.01, 24.0)]))
    assert gtfs.trip_statistics(feed)["distance_from"].tolist() == ["stops", "stops"]


def test_impossible_point_of_a_shape_is_left_out(files, read):
    feed = read(with_shape(files, [(60.0, 24.0), (600.1, 24.0), (60.02, 24.0)]))
    assert km(feed)["t1"] == pytest.approx(2 * STEP_KM, rel=1e-5)
    assert gtfs.check(feed)["file"].tolist() == ["shapes.txt"]


@pytest.mark.parametrize("point", ["s,60.0,24.0,1,", "s,,24.0,1,\ns,60.0,24.0,2,", "s,60.0,24.0,1,\ns,60.0,24.0,2,"])
def test_shape_without_length_is_not_used(files, read, point):
    with_shape(files, [])
    files["shapes.txt"] = SHAPES + point + "\n"
    assert gtfs.trip_statistics(read(files))["distance_from"].tolist() == ["stops", "stops"]


def test_stop_without_coordinates_is_passed_over(files, read):
    files["stops.txt"] = files["stops.txt"].replace("B,Beta,60.01,24.0", "B,Beta,,")
    assert km(read(files))["t1"] == pytest.approx(2 * STEP_KM, rel=1e-5)


@pytest.mark.parametrize("place", [",", "0,0", "160.0,24.0"])
def test_distance_is_unknown_where_the_first_stop_has_no_place(files, read, place):
    files["stops.txt"] = files["stops.txt"].replace("A,Alpha,60.00,24.0", f"A,Alpha,{place}")
    table = gtfs.trip_statistics(read(files))
    assert table["distance_km"].isna().all()
    assert table["distance_from"].isna().all()
    assert table["is_loop"].tolist() == [False, False]


def trip_of(stops):
    rows = [f"t1,{8 + number // 6:02d}:{number % 6}0:00,,{stop},{number}" for number, stop in enumerate(stops)]
    return "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize("points", [[(60.02, 24.0), (60.0, 24.0)], [(60.03, 24.0), (59.99, 24.0)]])
def test_straight_shape_drawn_the_other_way_keeps_its_length(files, read, points):
    table = gtfs.trip_statistics(read(with_shape(files, points)))
    assert table["distance_km"].to_numpy() == pytest.approx(2 * STEP_KM, rel=1e-5)
    assert table["distance_from"].tolist() == ["shape", "shape"]


CORNERS = "D,Delta,60.01,24.02\nE,Epsilon,60.0,24.02\n"


@pytest.mark.parametrize("stops", ["ABDEABDEA", "DEAB", "BDEAB", "EABD"])
def test_two_rounds_and_the_seam_of_a_ring_are_counted_from_stop_to_stop(files, read, stops):
    files["stops.txt"] += CORNERS
    files["stop_times.txt"] = trip_of(stops)
    trip = gtfs.trip_statistics(read(with_shape(files, LOOP))).iloc[0]
    corners = dict(zip("ABDE", LOOP, strict=False))
    straight_km = geometry.length_m(*np.array([corners[stop] for stop in stops]).T) / 1000
    assert trip["distance_km"] == pytest.approx(straight_km, rel=1e-3)


@pytest.mark.parametrize("short_deg", [600 / 111415, 900 / 111415, 250 / 111415])
def test_shape_that_ends_before_the_last_stop_is_not_used(files, read, short_deg):
    table = gtfs.trip_statistics(read(with_shape(files, [(60.0, 24.0), (60.01, 24.0), (60.02 - short_deg, 24.0)])))
    assert table["distance_km"].to_numpy() == pytest.approx(2 * STEP_KM, rel=1e-5)
    assert table["distance_from"].tolist() == ["stops", "stops"]


def test_stop_in_a_wrong_place_does_not_push_the_trip_off_its_shape(files, read):
    files["stops.txt"] = files["stops.txt"].replace("B,Beta,60.01,24.0", "B,Beta,24.0,60.01")
    table = gtfs.trip_statistics(read(with_shape(files, [(60.0, 24.0), (60.02, 24.0)])))
    assert table["distance_km"].to_numpy() == pytest.approx(2 * STEP_KM, rel=1e-5)

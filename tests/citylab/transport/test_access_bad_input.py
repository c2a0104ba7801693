"""Slips of beginners get a sentence that helps: text where numbers are wanted, numbers where text is, one for many."""

import numpy as np
import pandas as pd
import pytest

from citylab.transport import access, network, router
from citylab.transport._numbers import as_number, as_numbers
from citylab.transport.access import AccessError
from citylab.transport.network import NetworkError, WalkingNetwork
from citylab.transport.router import RouterError, Timetable


def street(**changes):
    """Return three nodes in a row, 111 m apart."""
    nodes = pd.DataFrame({"node": [7, 8, 9], "lat_deg": [60.0, 60.001, 60.002], "lon_deg": 25.0})
    edges = pd.DataFrame({"from_node": [7, 8], "to_node": [8, 9], "length_m": [112.0, 112.0]})
    return nodes.assign(**changes), edges


TOWN = WalkingNetwork(*street())
TABLE = pd.DataFrame(
    {"trip_id": "a", "stop_id": ["X", "Y"], "stop_sequence": [1, 2], "arrival_s": [60.0, 90], "departure_s": [60.0, 90]}
)
STOPS = pd.DataFrame({"stop_id": ["X", "Y"], "stop_lat": [60.0, 60.002], "stop_lon": [25.0, 25.0]})
DAY = Timetable(TABLE, stops=STOPS)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: access.cumulative(["600"], [1], 5), "times_s must be numbers, got the text '600'"),
        (lambda: access.cumulative([600], ["office"], 5), "opportunities must be numbers, got the text 'office'"),
        (lambda: access.cumulative([600], [1], "30"), "limit_s must be a number, got the text '30'; give seconds"),
        (lambda: access.cumulative([600], [1], [30, 40]), "limit_s must be one number, got 2"),
        (lambda: access.cumulative([600], [1], -5), "limit_s must be at least 0 s"),
        (lambda: access.cumulative([600], pd.DataFrame({"a": [1]}), 5), "one number per target, not a table"),
        (lambda: access.cumulative([1, 1], np.ones((3, 2)), 5), "are the two swapped"),
        (lambda: access.gravity([1.0], [1], "0.07"), "decay must be a number, got the text"),
        (lambda: access.gini(5.0), r"values is one number; .* \.mean\(axis=1\)"),
        (lambda: access.gini(5.0, [1, 2]), "values is one number; one number per group is needed"),
        (lambda: access.gini(np.ones((250, 120)), np.ones(250)), r"values has the shape \(250, 120\)"),
        (lambda: access.gini([1, 2], 3), "weights is one number"),
        (lambda: access.gini(["1", "2"]), "values must be numbers, got the text '1'"),
        (lambda: access.palma([1, 2], [1, "a"]), "weights must be numbers, got the text 'a'"),
        (lambda: access.lorenz({1: 2}), "values must be numbers, got an object of type dict"),
        (lambda: access.share_below("0.4", [1, 2]), "people_share must be a number"),
    ],
)
def test_access_says_what_it_needs(call, message):
    with pytest.raises(AccessError, match=message):
        call()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: WalkingNetwork({"node": [1]}, street()[1]), "nodes must be a table .* an object of type dict"),
        (lambda: WalkingNetwork(street()[0], [1]), "edges must be a table"),
        (lambda: WalkingNetwork(*street(lat_deg="60")), "lat_deg of nodes must be numbers, got the text '60'"),
        (lambda: WalkingNetwork(*street(node=["7", "8", "9"])), "whether one table holds them as text"),
        (
            lambda: WalkingNetwork(street()[0], street()[1].assign(length_m="112 m")),
            "length_m of edges must be numbers, got the text '112 m'",
        ),
        (lambda: TOWN.positions("7"), "no node '7'; the column `node` of `nodes` has 7, 8, 9"),
        (lambda: TOWN.snap("60.0", 25), "lat must be numbers, got the text '60.0'"),
        (lambda: TOWN.snap(60, 25, limit_m="far"), "limit_m must be a number, got the text 'far'"),
        (lambda: TOWN.walk_s([0], speed_kmh="4.8"), "speed_kmh must be a number, got the text '4.8'"),
        (lambda: TOWN.walk_s([0], speed_kmh=[4.8, 3]), "speed_kmh must be one number"),
        (lambda: TOWN.walk_s([0], start_s="7:30"), "start_s must be numbers, got the text '7:30'"),
        (lambda: TOWN.walk_s([0], start_s=[1, 2]), "one moment, or one per source"),
        (lambda: TOWN.walk_s([0], limit_s=-1), "limit_s must be at least 0 s"),
        (lambda: TOWN.walk_s(["0"]), r"positions of nodes, 0 to 2, got text: \['0'\]"),
        (lambda: TOWN.walk_s([True, False, True]), "got True and False"),
        (lambda: TOWN.walk_s([[0, 1]]), r"got shape \(1, 2\)"),
        (lambda: TOWN.walk_s([[0], [1, 2]]), "must be a list of positions"),
        (lambda: router.reach(TOWN, None, 1.0, 0), "got decimal numbers"),
        (lambda: router.reach(TOWN, None, "1", 0), "got text"),
    ],
)
def test_network_says_what_it_needs(call, message):
    with pytest.raises(NetworkError, match=message):
        call()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Timetable("planned.zip"), "departures must be a table .* got the text 'planned.zip'"),
        (lambda: Timetable(TABLE.assign(departure_s="07:30:00")), "departure_s must be numbers, got the text"),
        (lambda: Timetable(TABLE.assign(stop_sequence=["1", "2"])), "stop_sequence must be numbers, got the text '1'"),
        (lambda: Timetable(TABLE, min_transfer_s="60"), "min_transfer_s must be a number"),
        (lambda: Timetable(TABLE, stops=["X"]), "stops must be a table"),
        (lambda: Timetable(TABLE, stops=STOPS.assign(stop_lat="60")), "stop_lat must be numbers"),
        (lambda: Timetable(TABLE, stops=STOPS.assign(stop_lat=np.nan)), "where each stop is"),
        (lambda: Timetable(TABLE, transfers=STOPS), "transfers lacks the column from_stop_id"),
        (lambda: DAY.access_s("X"), "must be a dictionary such as {'X': 120}"),
        (lambda: DAY.access_s({1: 60}), "no stop 1"),
        (lambda: DAY.access_s({"X": "60"}), "the time to X must be a number"),
        (lambda: DAY.access_s({"X": -60}), "the time to X must be at least 0 s"),
        (lambda: router.door_to_door(TOWN, DAY, [0], "7:30"), "depart_s must be numbers, .* 7.5 \\* 3600 for 7:30"),
        (lambda: router.door_to_door(TOWN, DAY, [0], []), "one moment or a list of them"),
        (lambda: router.door_to_door(TOWN, None, [0], np.nan), "depart_s must be finite"),
        (lambda: router.door_to_door(TOWN, TABLE, [0], 0), "timetable must be a router.Timetable, got DataFrame"),
        (lambda: router.door_to_door(DAY, TOWN, [0], 0), "network must be a WalkingNetwork, got Timetable"),
        (lambda: router.door_to_door(TOWN, DAY, [0], 0, walk_limit_s="5"), "walk_limit_s must be a number"),
        (lambda: router.earliest_arrivals(TABLE, [0, 0], 0), "timetable must be a router.Timetable"),
        (lambda: router.earliest_arrivals(DAY, ["0", "1"], 0), "access_s must be numbers"),
        (lambda: router.stop_to_stop_s(DAY, "7:30"), "depart_s must be numbers"),
        (lambda: router.reach(TOWN, DAY, [0, 1], 0), "one origin, got 2"),
    ],
)
def test_router_says_what_it_needs(call, message):
    with pytest.raises(RouterError, match=message):
        call()


def test_distance_refuses_text():
    with pytest.raises(ValueError, match="latitudes and longitudes must be numbers, got the text '60'"):
        network.distance_m("60", 25, 60, 25)


def test_numbers_are_taken_in_whatever_they_come():
    wanted = [1.0, np.nan, 0.0]
    for given in ([1, None, 0], pd.Series([1, None, 0], dtype="Int64"), np.array([1, np.nan, 0], dtype=object)):
        assert np.array_equal(as_numbers(given, "x"), wanted, equal_nan=True)
    assert as_numbers(np.float32([1.5]), "x").dtype == np.float32
    assert as_numbers([True, False], "x").tolist() == [1.0, 0.0]
    assert as_number(np.int64(3), "x") == 3.0


def test_dates_are_no_numbers():
    for dates in (pd.to_datetime(["2026-05-12"]), pd.to_timedelta(["1h"]), [pd.NaT]):
        with pytest.raises(ValueError, match="x must be numbers, got"):
            as_numbers(dates, "x")

"""The router, against searches of another kind on small random towns and against sums by hand."""

import heapq
import math

import numpy as np
import pandas as pd
import pytest

from citylab.transport import network, router

MIN_TRANSFER_S = 60.0


def table(*trips):
    """Return departures: each trip is a list of (stop, arrival, departure)."""
    rows = [
        (f"trip{number}", stop, place, float(arrive), float(depart))
        for number, trip in enumerate(trips)
        for place, (stop, arrive, depart) in enumerate(trip, start=1)
    ]
    return pd.DataFrame(rows, columns=["trip_id", "stop_id", "stop_sequence", "arrival_s", "departure_s"])


def walks(*rows):
    return pd.DataFrame(rows, columns=["from_stop_id", "to_stop_id", "walk_s"])


def random_town(seed):
    """Return departures, walks between stops and first walks of a random small town."""
    rng = np.random.default_rng(seed)
    stops = [chr(65 + k) for k in range(rng.integers(3, 8))]
    trips = []
    for _ in range(rng.integers(2, 14)):
        moment, trip = float(rng.integers(0, 3600)), []
        for stop in rng.choice(stops, size=rng.integers(2, 7)):  # a stop may come twice: a loop
            waits = float(rng.choice([0, 0, 30]))
            trip.append((stop, moment, moment + waits))
            moment += waits + float(rng.choice([0, 60, 200, 700]))
        trips.append(trip)
    pairs = [(a, b, float(rng.integers(0, 900))) for a in stops for b in stops if a != b and rng.random() < 0.25]
    first = {stop: float(rng.integers(0, 1200)) for stop in stops if rng.random() < 0.5}
    return table(*trips), walks(*pairs), first


def by_labels(departures, pairs, first, depart_s):
    """Return arrivals per stop by a search that sets one label after the other, earliest first."""
    trips = [trip.reset_index(drop=True) for _, trip in departures.groupby("trip_id")]
    on_foot = {stop: [(stop, 0.0)] for stop in departures["stop_id"]}
    for a, b, walk_s in pairs.itertuples(index=False):
        on_foot.setdefault(a, [(a, 0.0)]).append((b, walk_s))
    here = {stop: depart_s + walk for stop, walk in first.items()}
    heap = [(moment, stop) for stop, moment in here.items()]  # (ready to board, where)
    heapq.heapify(heap)
    seen = set()
    while heap:
        ready, stop = heapq.heappop(heap)
        if (ready, stop) in seen:
            continue
        seen.add((ready, stop))
        for trip in trips:
            for start in trip.index[(trip["stop_id"] == stop) & (trip["departure_s"] >= ready)]:
                for _, row in trip.loc[start + 1 :].iterrows():
                    for other, walk_s in on_foot[row["stop_id"]]:
                        here[other] = min(here.get(other, math.inf), row["arrival_s"] + walk_s)
                        change = row["arrival_s"] + max(walk_s, MIN_TRANSFER_S)
                        heapq.heappush(heap, (change, other))
    return here


def by_all_journeys(departures, pairs, first, depart_s, *, rides=3):
    """Return arrivals per stop over every journey of at most some rides, without leaving out any."""
    trips = [list(trip.itertuples(index=False)) for _, trip in departures.groupby("trip_id")]
    on_foot = [(stop, stop, 0.0) for stop in departures["stop_id"].unique()] + list(pairs.itertuples(index=False))
    here = {stop: depart_s + walk for stop, walk in first.items()}

    def ride(stop, ready, left):
        for trip in trips:
            for start, row in enumerate(trip):
                if row.stop_id == stop and row.departure_s >= ready:
                    for later in trip[start + 1 :]:
                        for a, b, walk_s in on_foot:
                            if a == later.stop_id:
                                here[b] = min(here.get(b, math.inf), later.arrival_s + walk_s)
                                if left > 1:
                                    ride(b, later.arrival_s + max(walk_s, MIN_TRANSFER_S), left - 1)

    for stop, walk in first.items():
        ride(stop, depart_s + walk, rides)
    return here


def scanned(departures, pairs, first, depart_s):
    day = router.Timetable(departures, transfers=pairs, min_transfer_s=MIN_TRANSFER_S)
    known = {stop: walk for stop, walk in first.items() if stop in day.stop_ids}
    return day, router.earliest_arrivals(day, day.access_s(known), depart_s)


@pytest.mark.parametrize("seed", range(150))
def test_scan_equals_a_search_by_labels_in_random_towns(seed):
    departures, pairs, first = random_town(seed)
    day, found = scanned(departures, pairs, first, 300.0)
    known = {stop: walk for stop, walk in first.items() if stop in day.stop_ids}
    expected = by_labels(departures, pairs, known, 300.0)
    assert found.tolist() == [expected.get(stop, math.inf) for stop in day.stop_ids]


def test_random_towns_are_worth_the_trouble():
    rides = changes = walked = 0
    for seed in range(150):
        departures, pairs, first = random_town(seed)
        _, found = scanned(departures, pairs, first, 300.0)
        _, no_walks = scanned(departures, pairs[:0], first, 300.0)
        one = by_all_journeys(departures, pairs, first, 300.0, rides=1)
        rides += np.isfinite(found).sum() > len(first)
        changes += sum(
            moment < one.get(stop, math.inf)
            for stop, moment in zip(sorted(set(departures["stop_id"])), found, strict=True)
        )
        walked += (found < no_walks).any()
    assert rides > 40
    assert changes > 25
    assert walked > 40


@pytest.mark.parametrize("seed", range(500, 530))
def test_scan_is_never_later_than_any_journey_of_up_to_three_rides(seed):
    departures, pairs, first = random_town(seed)
    day, found = scanned(departures, pairs, first, 300.0)
    known = {stop: walk for stop, walk in first.items() if stop in day.stop_ids}
    expected = by_all_journeys(departures, pairs, known, 300.0)
    assert all(found[k] <= expected.get(stop, math.inf) for k, stop in enumerate(day.stop_ids))


def test_lanes_give_the_same_as_one_passenger_after_the_other():
    departures, pairs, _ = random_town(7)
    day = router.Timetable(departures, transfers=pairs)
    rng = np.random.default_rng(7)
    access_s = rng.choice([0.0, 120.0, 500.0, np.inf], size=(5, len(day.stop_ids)))
    moments = np.arange(0.0, 3600.0, 250.0)
    together = router.earliest_arrivals(day, access_s[:, None, :], moments[None, :])
    alone = [[router.earliest_arrivals(day, walk, moment) for moment in moments] for walk in access_s]
    assert np.array_equal(together, alone)


def test_a_change_needs_its_minimum_time_and_the_first_boarding_none():
    day = router.Timetable(table([("A", 0, 100), ("B", 200, 200)], [("B", 0, 259), ("C", 300, 300)]), min_transfer_s=60)
    late = router.Timetable(
        table([("A", 0, 100), ("B", 200, 200)], [("B", 0, 260), ("C", 300, 300)]), min_transfer_s=60
    )
    from_a, at_b = day.access_s({"A": 0}), day.access_s({"B": 0})
    assert router.earliest_arrivals(day, from_a, 100.0).tolist() == [100, 200, math.inf]
    assert router.earliest_arrivals(late, from_a, 100.0).tolist() == [100, 200, 300]
    assert router.earliest_arrivals(day, at_b, 259.0).tolist() == [math.inf, 259, 300]
    assert router.earliest_arrivals(day, at_b, 259.5).tolist() == [math.inf, 259.5, math.inf]


def test_staying_aboard_needs_no_change_time():
    day = router.Timetable(table([("A", 0, 0), ("B", 60, 60), ("C", 120, 120)]), min_transfer_s=600)
    assert router.earliest_arrivals(day, day.access_s({"A": 0}), 0.0).tolist() == [0, 60, 120]


def test_an_express_that_leaves_later_may_arrive_first():
    day = router.Timetable(table([("A", 0, 0), ("B", 1800, 1800)], [("A", 300, 300), ("B", 900, 900)]))
    assert router.earliest_arrivals(day, day.access_s({"A": 0}), 0.0)[1] == 900


def test_times_past_midnight_count_on():
    day = router.Timetable(table([("A", 86_400, 86_400), ("B", 90_600, 90_600)]))
    assert router.earliest_arrivals(day, day.access_s({"A": 60}), 86_000.0)[1] == 90_600


def test_stop_to_stop_holds_the_wait_at_the_first_stop():
    day = router.Timetable(table([("A", 600, 600), ("B", 900, 900)]))
    assert router.stop_to_stop_s(day, [0.0, 500.0])[0, :, 1].tolist() == [900, 400]


def street():
    """Return a straight street of 2 km with a node every 100 m; at 3.6 km/h a metre takes a second."""
    lat = np.full(21, 60.0)
    lon = 25.0 + np.arange(21) * 100 / network.distance_m(60, 25, 60, 26)
    nodes = pd.DataFrame({"node": range(21), "lat_deg": lat, "lon_deg": lon})
    edges = pd.DataFrame({"from_node": range(20), "to_node": range(1, 21), "length_m": 100.0})
    return network.WalkingNetwork(nodes, edges)


def shuttle(places, *trips):
    """Return a timetable whose stops stand at nodes of the street."""
    nodes = street().nodes.loc[list(places.values())]
    stops = pd.DataFrame({"stop_id": list(places), "stop_lat": nodes["lat_deg"], "stop_lon": nodes["lon_deg"]})
    return router.Timetable(table(*trips), stops=stops)


def test_door_to_door_is_walk_plus_wait_plus_ride_plus_walk():
    day = shuttle({"A": 2, "B": 18}, [("A", 1000, 1000), ("B", 1100, 1100)])
    times_s = router.door_to_door(street(), day, [0], [0.0, 800.0, 801.0], targets=[20, 3, 0], speed_kmh=3.6)
    # Home to A 200 s, wait until 1000, ride 100 s, 200 s to the door; who leaves a second too late walks all 2,000 m.
    assert times_s[0].round(2).tolist() == [[1300, 300, 0], [500, 300, 0], [2000, 300, 0]]


def test_without_a_timetable_all_walk():
    times_s = router.door_to_door(street(), None, [5, 0], [0.0, 60.0], speed_kmh=3.6)
    assert times_s.shape == (2, 2, 21)
    assert times_s[1, 1].round(2).tolist() == [100.0 * k for k in range(21)]


def test_longest_walk_limits_each_leg():
    day = shuttle({"A": 2, "B": 18}, [("A", 1000, 1000), ("B", 1100, 1100)])
    times_s = router.door_to_door(street(), day, [0], 0.0, speed_kmh=3.6, walk_limit_s=250)
    assert np.isfinite(times_s[0, 0]).nonzero()[0].tolist() == [0, 1, 2, 16, 17, 18, 19, 20]


def test_reach_gives_median_and_spread_over_the_minutes():
    day = shuttle({"A": 0, "B": 20}, [("A", 600, 600), ("B", 700, 700)])
    seconds = router.reach(street(), day, 0, [0.0, 300.0, 600.0, 601.0], speed_kmh=3.6).loc[20]
    assert seconds.round(2).tolist() == [(400 + 700) / 2, 100, 2000]


def test_a_target_in_another_piece_is_never_reached():
    nodes = street().nodes
    edges = street().edges.drop(index=9)
    cut = network.WalkingNetwork(nodes, edges)
    assert "2 pieces" in cut.problems[0]
    assert np.isinf(router.door_to_door(cut, None, [0], 0.0, targets=[20])).all()


def test_stop_far_from_the_network_is_refused():
    stops = pd.DataFrame({"stop_id": ["A", "B"], "stop_lat": [60.0, 60.1], "stop_lon": [25.0, 25.0]})
    day = router.Timetable(table([("A", 0, 0), ("B", 60, 60)]), stops=stops)
    with pytest.raises(network.NetworkError, match="1 of 2 places lie more than 250 m"):
        router.door_to_door(street(), day, [0], 0.0)


@pytest.mark.parametrize(
    ("departures", "message"),
    [
        (table([("A", 0, 0), ("B", 60, 60)]).drop(columns="stop_sequence"), "lacks the column stop_sequence"),
        (table([("A", 0, 100), ("B", 60, 60)]), "goes back in time at B"),
        (table([("A", 0, 0), ("B", 60, 50), ("C", 70, 70)]), "goes back in time at B"),
        (table([("A", 0, 0), ("B", math.nan, 60)]), "1 stop times are missing, the first of trip trip0 at B"),
    ],
)
def test_bad_timetable_is_refused_with_trip_and_stop(departures, message):
    with pytest.raises(router.RouterError, match=message):
        router.Timetable(departures)


def test_bad_questions_are_refused():
    day = router.Timetable(table([("A", 0, 0), ("B", 60, 60)]))
    with pytest.raises(router.RouterError, match="one time per stop, 2"):
        router.earliest_arrivals(day, [0.0], 0.0)
    with pytest.raises(router.RouterError, match="at least 0 s"):
        router.earliest_arrivals(day, [0.0, math.nan], 0.0)
    with pytest.raises(router.RouterError, match="depart_s must be finite"):
        router.earliest_arrivals(day, [0.0, 0.0], math.nan)
    with pytest.raises(router.RouterError, match="no stop 'X'"):
        day.access_s({"X": 0})
    with pytest.raises(router.RouterError, match="where its stops are"):
        router.door_to_door(street(), day, [0], 0.0)
    with pytest.raises(router.RouterError, match="min_transfer_s must be above 0"):
        router.Timetable(table([("A", 0, 0), ("B", 60, 60)]), min_transfer_s=0)
    stops = pd.DataFrame({"stop_id": ["A"], "stop_lat": [60.0], "stop_lon": [25.0]})
    with pytest.raises(router.RouterError, match="no row for B"):
        router.Timetable(table([("A", 0, 0), ("B", 60, 60)]), stops=stops)
    with pytest.raises(router.RouterError, match="from A to B takes -5"):
        router.Timetable(table([("A", 0, 0), ("B", 60, 60)]), transfers=walks(("A", "B", -5.0)))


def test_trip_with_one_stop_and_empty_day_go_nowhere():
    one = router.Timetable(table([("A", 0, 0)]))
    assert router.earliest_arrivals(one, [5.0], 10.0).tolist() == [15]
    assert router.Timetable(table()).stop_ids == ()

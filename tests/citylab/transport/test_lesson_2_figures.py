"""Every figure that *Reach a job in thirty minutes* states, computed again; and what its data sets promise."""

import heapq
import math
import time

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.transport import access, access_pictures, gtfs, network, router
from citylab.transport.practice import lesson_2

MINUTES_S = lesson_2.MINUTES_S


@pytest.fixture(scope="module")
def town():
    return lesson_2._town()


@pytest.fixture(scope="module")
def departures():
    return lesson_2._departures()


@pytest.fixture(scope="module")
def timetable(departures):
    return lesson_2._timetable(departures)


@pytest.fixture(scope="module")
def homes(town):
    return town.homes.assign(
        base=lesson_2._access(),
        more_21=lesson_2._access("21", 600.0),
        more_22=lesson_2._access("22", 450.0),
    )


@pytest.fixture(scope="module")
def from_estate(town, timetable):
    return router.reach(town.network, timetable, town.home_nodes[148], MINUTES_S)


def by_fifth(homes, column):
    return [round(float(np.average(part[column], weights=part["people"]))) for _, part in homes.groupby("income_fifth")]


def lowest_tenth(values, people):
    """Return how many people of each block are in the tenth with the lowest values."""
    order = values.sort_values(kind="stable").index
    before = people[order].cumsum() - people[order]
    return (people.sum() / 10 - before).clip(0, people[order]).reindex(values.index)


def test_network_and_workplaces_have_the_size_that_the_lesson_says(town):
    centre = data.load("walking_helsinki")
    streets = network.WalkingNetwork(centre["nodes"], centre["edges"])
    nearest, _ = streets.snap(centre["workplaces"]["lat_deg"], centre["workplaces"]["lon_deg"])
    assert (streets.n_nodes, len(centre["workplaces"])) == (6647, 1311)
    assert round(centre["edges"]["length_m"].sum() / 1000) == 101
    assert (streets.pieces().label[nearest] > 0).sum() == 11
    assert (len(town.homes), town.homes["people"].sum(), len(town.workplaces)) == (250, 35_000, 1407)
    assert len(np.unique(town.work_nodes)) == 758


def test_suburbs_hang_on_the_centre_in_one_piece(town):
    suburbs = data.load("corridor_homes_synthetic")
    assert town.network.problems == ()
    assert suburbs["nodes"].index.isin(town.network.nodes["node"]).all()
    assert suburbs["homes"]["node"].isin(town.network.nodes["node"]).all()


def test_each_fifth_holds_a_fifth_of_the_people_and_the_poorest_live_at_the_ends(town):
    people = town.homes.groupby("income_fifth")["people"].sum() / town.homes["people"].sum()
    assert (people - 0.2).abs().max() < 0.005
    poorest = town.homes[town.homes["income_fifth"] == 1]
    assert set(poorest["area"]) == {"W3", "E3", "N7"}


def test_stops_of_the_suburbs_are_nodes_and_those_of_the_centre_are_near_one(town):
    stops = town.feed.stops.set_index("stop_id")
    _, apart_m = town.network.snap(stops["stop_lat"], stops["stop_lon"])
    suburb = ~stops.index.str.startswith("C")
    assert apart_m[suburb].max() < 0.1
    assert apart_m[~suburb].max() < 60


def test_walks_to_the_stop(town):
    nodes, _ = town.network.snap(town.feed.stops["stop_lat"], town.feed.stops["stop_lon"])
    minutes = town.network.walk_s(nodes, speed_kmh=4.8)[town.home_nodes] / 60
    assert [round(float(v), 1) for v in (np.median(minutes), minutes.max(), minutes[148])] == [3.4, 10.1, 4.5]
    assert (town.homes.loc[148, "area"], town.homes.loc[148, "people"], town.homes.loc[148, "income_fifth"]) == (
        "W3",
        186,
        1,
    )
    assert (town.homes.loc[202, "area"], town.homes.loc[202, "income_fifth"]) == ("E3", 1)


def test_bus_and_tram_at_half_past_seven_are_those_of_the_table(departures):
    def clock(trip_id, stop_id):
        row = departures[(departures["trip_id"] == trip_id) & (departures["stop_id"] == stop_id)]
        return gtfs.clock(float(row["departure_s"].iloc[0]))

    assert [clock("21-we-1-0750", stop) for stop in ("W3", "N2", "C3")] == ["07:50:00", "07:56:30", "08:07:30"]
    assert [clock("T1-we-1-0750", stop) for stop in ("N2", "C3")] == ["07:58:00", "08:06:00"]
    assert [clock("T1-we-1-0740", stop) for stop in ("N2", "C3")] == ["07:48:00", "07:56:00"]
    w3 = departures[(departures["stop_id"] == "W3") & (departures["direction_id"] == 1)]["departure_s"]
    assert w3[w3 >= 7.5 * 3600 + 270].min() == 7 * 3600 + 50 * 60


def test_saw_tooth_of_the_estate(town, timetable):
    station, _ = town.network.snap(*lesson_2.STATION)
    times_s = router.door_to_door(town.network, timetable, [town.home_nodes[148]], MINUTES_S, targets=station)
    minutes = times_s[0, :, 0] / 60
    assert round(float(minutes[30]), 1) == 36.0
    assert (round(float(minutes.min())), round(float(minutes.max()))) == (21, 40)
    assert (np.diff(minutes) > 15).sum() == 6
    assert round(float(np.diff(minutes).max())) == 19
    assert np.abs(minutes - 30).min() > 0.01


def test_workplaces_within_reach_of_the_estate(town, from_estate):
    inside = [(from_estate.loc[town.work_nodes, "median_s"] <= limit * 60).sum() for limit in (30, 40)]
    assert inside == [66, 1145]
    in_reach = lesson_2._offices("all")
    assert [round(float(v)) for v in (in_reach.min(), in_reach.mean(), in_reach.max())] == [31, 261, 1044]


def test_fifths_before_and_after(homes):
    assert by_fifth(homes, "base") == [275, 346, 845, 1083, 1176]
    gain = homes.assign(gain=homes["more_21"] - homes["base"])
    assert [by_fifth(gain, "gain")[k] for k in (0, 4)] == [141, 7]
    poorest = gain[gain["income_fifth"] == 1]
    areas = {area: float(np.average(part["gain"], weights=part["people"])) for area, part in poorest.groupby("area")}
    assert {area: round(value) for area, value in areas.items()} == {"W3": 245, "E3": 1, "N7": 4}


def test_gini_and_palma_of_the_text(town, homes):
    places, jobs = np.unique(town.work_nodes, return_counts=True)
    on_foot_s = router.door_to_door(town.network, None, town.home_nodes, 0, targets=places)
    on_foot = access.cumulative(on_foot_s, jobs, 1800)[:, 0]
    people = homes["people"]
    assert [round(access.gini(v, people), 3) for v in (on_foot, homes["base"], homes["more_21"])] == [
        0.674,
        0.349,
        0.308,
    ]
    assert [round(access.palma(v, people), 2) for v in (homes["base"], homes["more_21"])] == [1.29, 0.99]
    assert [round(access.share_below(0.5, v, people), 2) for v in (on_foot, homes["base"])] == [0.11, 0.22]
    assert [round(access.share_below(0.1, v, people), 3) for v in (on_foot, homes["base"])] == [0.016, 0.015]
    lowest = lowest_tenth(homes["base"], people)
    assert [round((lowest * v).sum() / lowest.sum()) for v in (on_foot, homes["base"])] == [25, 112]
    assert lowest.groupby(homes["income_fifth"]).sum().idxmax() == 2


def test_cost_of_twice_as_many_buses(departures):
    def hours(route_id):
        trips = departures[departures["route_id"] == route_id].groupby("trip_id")
        return len(trips), float((trips["arrival_s"].max() - trips["departure_s"].min()).sum() / 3600)

    assert (hours("21")[0], round(hours("21")[1])) == (98, 25)
    assert 1.8 < hours("22")[1] / hours("21")[1] < 2.2


def test_what_the_notes_after_a_right_answer_say(homes):
    assert 1 / 6.5 < lesson_2._far_people() / 35_000 < 1 / 5.5
    assert 0.2 < lesson_2._gain("22", 450.0) / lesson_2._gain("21", 600.0) < 0.3
    assert min(a - b for a, b in zip(by_fifth(homes, "more_22"), by_fifth(homes, "base"), strict=True)) > 20
    assert lesson_2._good_minutes(202) < lesson_2._good_minutes(148)
    assert round(access.gini(homes["more_21"], homes["people"]), 3) == 0.308
    assert [round(lesson_2._gini(gravity=gravity), 3) for gravity in (True, False)] == [0.298, 0.349]


def test_worked_examples_of_gini_and_gravity():
    assert access.gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert access.gravity([20 * 60.0], [1], math.log(2) / 10) == pytest.approx(0.25)


def by_labels(departures, access_s, depart_s):
    """Return the earliest arrivals by one label after the other; no order of hops, no lanes."""
    trips = [list(trip.itertuples(index=False)) for _, trip in departures.groupby("trip_id")]
    calls = {}
    for trip in trips:
        for place, row in enumerate(trip):
            calls.setdefault(row.stop_id, []).append((trip, place))
    here, heap, seen = {}, [(depart_s + walk, stop, False) for stop, walk in access_s.items()], set()
    heapq.heapify(heap)
    while heap:
        moment, stop, rode = heapq.heappop(heap)
        here[stop] = min(moment, here.get(stop, math.inf))
        if (stop, rode) in seen:
            continue
        seen.add((stop, rode))
        for trip, place in calls.get(stop, []):
            if trip[place].departure_s >= moment + 60 * rode:
                for row in trip[place + 1 :]:
                    heapq.heappush(heap, (row.arrival_s, row.stop_id, True))
    return here


@pytest.mark.parametrize("block", [0, 60, 148, 202, 249])
def test_router_equals_a_search_by_labels_on_the_real_timetable(town, departures, timetable, block):
    early = departures[departures["departure_s"].between(7 * 3600, 11 * 3600)]
    nodes, apart_m = town.network.snap(timetable.stops.lat_deg, timetable.stops.lon_deg)
    walk_s = town.network.walk_s([town.home_nodes[block]])[nodes] + apart_m * 3.6 / 4.8
    for depart_s in (7.1 * 3600, 7.77 * 3600, 8.9 * 3600):
        expected = by_labels(early, dict(zip(timetable.stop_ids, walk_s, strict=True)), depart_s)
        found = router.earliest_arrivals(timetable, walk_s, depart_s)
        assert found.tolist() == [expected[stop] for stop in timetable.stop_ids]


def test_a_morning_of_isochrones_for_all_homes_takes_seconds(town, timetable):
    places, _ = np.unique(town.work_nodes, return_counts=True)
    start = time.process_time()
    times_s = router.door_to_door(town.network, timetable, town.home_nodes, MINUTES_S, targets=places)
    assert time.process_time() - start < 6
    assert times_s.shape == (250, 120, 758)
    assert np.isfinite(times_s).all()


def test_pictures_hold_what_they_are_given(town, from_estate):
    home = town.home_nodes[148]
    fig = access_pictures.reach_picture(town.network, from_estate["median_s"], 30, origin=home, title="Reach")
    assert len(fig.axes[0].collections) == 2
    page = access_pictures.isochrone_map(
        town.network, from_estate["median_s"], origin=home, stops=town.feed.stops, alt="Bands of travel time, all."
    ).page()
    assert len(page) < 1_000_000
    assert all(word in page for word in ("up to 15 min", "more than 45 min", "Weir Estate"))
    curves = access_pictures.lorenz_picture({"a": [1, 2], "b": [1, 1]}, [1, 1])
    assert len(curves.axes[0].lines) == 3


def test_sketch_names_every_stop_and_tells_the_poorest_from_the_others(town, departures):
    fig = access_pictures.town_sketch(departures, town.feed.stops, town.homes, title="Ends of the lines")
    named = {text.get_text().split()[0] for text in fig.axes[0].texts}
    assert named == set(town.feed.stops["stop_id"])
    lines = {line.get_label(): len(line.get_xdata()) for line in fig.axes[0].lines}
    assert lines["homes of the poorest fifth"] == (town.homes["income_fifth"] == 1).sum()
    assert (lines["line T1"], lines["line 21"], lines["line 22"]) == (12, 8, 9)


def test_sketch_refuses_what_does_not_fit(town, departures):
    stops, homes = town.feed.stops, town.homes
    with pytest.raises(ValueError, match="departures must be a table"):
        access_pictures.town_sketch("planned.zip", stops, homes)
    with pytest.raises(ValueError, match="stops lacks the column stop_name"):
        access_pictures.town_sketch(departures, stops.drop(columns="stop_name"), homes)
    with pytest.raises(ValueError, match="homes lacks the column income_fifth"):
        access_pictures.town_sketch(departures, stops, homes.drop(columns="income_fifth"))
    with pytest.raises(ValueError, match="stop_lat must be numbers, got the text 'north'"):
        access_pictures.town_sketch(departures, stops.assign(stop_lat="north"), homes)
    many = departures.assign(route_id=departures["trip_id"])
    with pytest.raises(ValueError, match="a sketch holds 4 routes"):
        access_pictures.town_sketch(many, stops, homes)


def test_map_opens_on_the_whole_town(town, from_estate):
    page = access_pictures.isochrone_map(
        town.network, from_estate["median_s"], origin=0, alt="Bands of travel time, all."
    ).page()
    assert '"zoomSnap": 0.25' in page  # whole steps of zoom would leave half of the map empty


def test_pictures_refuse_text_and_lists(town, from_estate):
    median_s = from_estate["median_s"]
    with pytest.raises(ValueError, match="limit_min must be a number, got the text '30'"):
        access_pictures.reach_picture(town.network, median_s, "30", origin=0)
    with pytest.raises(ValueError, match="origin must be one position, got 2"):
        access_pictures.reach_picture(town.network, median_s, 30, origin=[0, 1])
    with pytest.raises(ValueError, match="positions of nodes"):
        access_pictures.reach_picture(town.network, median_s, 30, origin=-1)
    with pytest.raises(ValueError, match="limits_min must be numbers"):
        access_pictures.isochrone_map(town.network, median_s, origin=0, alt="Bands of time, all.", limits_min="30")
    with pytest.raises(ValueError, match="one to 4 curves"):
        access_pictures.lorenz_picture([1, 2], [1, 1])
    with pytest.raises(ValueError, match="one to 4 curves"):
        access_pictures.lorenz_picture({str(number): [1, 2] for number in range(5)}, [1, 1])


def test_pictures_refuse_what_does_not_fit(town, from_estate):
    with pytest.raises(ValueError, match="one time per node"):
        access_pictures.reach_picture(town.network, [1.0], 30, origin=0)
    with pytest.raises(ValueError, match="growing limits"):
        access_pictures.isochrone_map(
            town.network, from_estate["median_s"], origin=0, alt="Bands of time, all.", limits_min=(30, 15)
        )
    with pytest.raises(ValueError, match="growing limits"):
        access_pictures.isochrone_map(
            town.network, from_estate["median_s"], origin=0, alt="Bands of time, all.", limits_min=()
        )


def test_stop_table_may_come_with_its_ids_as_index(town, departures):
    indexed = town.feed.stops.set_index("stop_id")
    day = router.Timetable(departures, stops=indexed)
    assert np.array_equal(day.stops.lat_deg, lesson_2._timetable(departures).stops.lat_deg)
    assert isinstance(indexed, pd.DataFrame)

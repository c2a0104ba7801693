"""What the lesson says about its figures, read off the data; examples and pictures."""

import doctest
import importlib
import pkgutil

import numpy as np
import pytest

from citylab.transport import gtfs, timetable_pictures

DATE = "2026-05-12"
TO_TOWN = {"route_id": "22", "direction_id": 1, "from_s": 7 * 3600, "to_s": 19 * 3600}


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(gtfs.__path__)])
def test_examples_of_the_docstrings_hold(name):
    module = importlib.import_module(f"citylab.transport.gtfs.{name}")
    assert doctest.testmod(module).failed == 0


def test_counts_of_trips(planned, actual):
    counts = {date: len(gtfs.trips_on(planned, f"2026-05-{date}")) for date in (12, 14, 15)}
    assert counts == {12: 450, 14: 236, 15: 452}
    assert round(100 * len(actual.trips) / 450, 1) == 98.7


def test_headway_hardly_changes_but_the_wait_does(planned, actual):
    plan, real = (gtfs.headways(gtfs.departures(feed, DATE), "C5", **TO_TOWN) for feed in (planned, actual))
    assert (round(plan.mean_min, 2), round(plan.wait_min, 2)) == (14.97, 7.49)
    assert (round(real.mean_min, 2), round(real.wait_min, 2)) == (15.35, 9.89)
    assert real.wait_min / plan.wait_min == pytest.approx(1.32, abs=0.01)
    longer = np.maximum(real.gaps_min - 15, 0).sum() / real.gaps_min.sum()
    assert longer == pytest.approx(0.233, abs=0.003)  # who waits more than 15 min comes that long before the next bus


def test_pairs_of_buses_double_the_wait():
    assert [round(gtfs.mean_wait([15 + late, 15 - late]), 1) for late in (0, 5, 15)] == [7.5, 8.3, 15.0]


def test_two_gaps_show_why_the_wait_is_longer_than_half_the_headway():
    assert round((5 * 2.5 + 25 * 12.5) / 30, 1) == round(gtfs.mean_wait([5, 25]), 1) == 10.8


def test_single_values_that_the_text_quotes(planned):
    bus = planned.stop_times[planned.stop_times["trip_id"] == "22-we-0-0800"].set_index("stop_id")
    assert bus["arrival_s"]["N4"] - bus["arrival_s"]["C2"] == 17 * 60
    assert planned.stop_times.loc[7544, ["trip_id", "stop_id"]].tolist() == ["22-we-0-0800", "N4"]
    hours = gtfs.service(planned, DATE, by=["route_id", "hour"]).set_index(["route_id", "hour"]).loc["22", 7]
    assert hours[["vehicle_km", "speed_kmh", "vehicle_hours"]].tolist() == pytest.approx([41.6, 13.28, 3.13], abs=0.02)
    assert round(41.6 / 13.28, 2) == 3.13


def test_vehicle_hours_and_speeds(planned, actual):
    plan, real = (gtfs.service(feed, DATE, by=["route_id"]).set_index("route_id") for feed in (planned, actual))
    assert plan["vehicle_hours"].round(1).to_dict() == {"21": 25.3, "22": 49.6, "T1": 68.2}
    assert real["vehicle_hours"].round(1).to_dict() == {"21": 26.9, "22": 54.8, "T1": 68.1}
    hourly = gtfs.service(planned, DATE, by=["route_id", "hour"]).groupby("route_id")["speed_kmh"]
    assert hourly.max().round(1).to_dict() == {"21": 15.8, "22": 17.3, "T1": 17.4}
    midday = gtfs.service(planned, DATE, by=["route_id", "hour"]).set_index(["route_id", "hour"])["speed_kmh"]
    assert round(midday["22", 12], 1) == 15.2
    assert hourly.min().round(1).to_dict() == {"21": 12.2, "22": 13.3, "T1": 16.1}


def test_delay_is_held_against_the_plan_of_the_trips_that_ran(planned, actual):
    plan, real = (gtfs.trip_statistics(feed).set_index("trip_id") for feed in (planned, actual))
    ran = real.index[real["route_id"] == "22"]
    assert round(plan.loc[ran, "duration_h"].sum(), 1) == 48.6
    assert round((real.loc[ran, "duration_h"] - plan.loc[ran, "duration_h"]).sum(), 1) == 6.2


def test_night_bus_promises_its_headway_only(planned):
    assert (planned.frequencies["exact_times"] == 0).all()
    assert "the moments: those given here are nominal" in " ".join(gtfs.departures.__doc__.split())


def test_frequencies_on_the_map(planned):
    day = gtfs.departures(planned, DATE)
    table = timetable_pictures.frequencies_between_stops(day, from_s=7 * 3600, to_s=9 * 3600)
    per_hour = table.set_index(["from_stop", "to_stop"])["per_hour"]
    assert per_hour["W2", "W3"] == 6
    assert per_hour["E2", "E3"] == 8
    assert per_hour["N6", "N7"] == 12
    assert per_hour[[("C2", "C3"), ("C3", "C4"), ("C4", "C5"), ("C5", "N1"), ("N1", "N2")]].min() >= 16
    with pytest.raises(ValueError, match="to_s must be after from_s"):
        timetable_pictures.frequencies_between_stops(day, from_s=9, to_s=9)


def test_map_draws_feeds_with_and_without_shapes(planned, files, read):
    alt = "Map of a line with three stops and one vehicle an hour."
    page = timetable_pictures.service_map(planned, "2026-05-15", from_hour=7, to_hour=26, alt=alt, streets=True).page()
    assert "Weir Estate" in page
    assert "OpenStreetMap" in timetable_pictures.CREDIT
    small = timetable_pictures.service_map(read(files), DATE, from_hour=8, to_hour=9, alt=alt).page()
    assert "Alpha – Beta: 1.0 an hour (R)" in small


def test_diagram_draws_each_trip(planned, actual):
    day = gtfs.departures(planned, DATE)
    part = {"from_s": 7 * 3600, "to_s": 8 * 3600, "title": "Trips"}
    figure = timetable_pictures.trip_diagram(planned, day, route_id="22", direction_id=0, **part)
    assert len(figure.axes[0].lines) == 72
    assert figure.axes[0].get_xlabel().endswith("[h:min]")
    with pytest.raises(gtfs.GtfsError, match="route 'X' does not run in direction 0"):
        timetable_pictures.trip_diagram(planned, day, route_id="X", direction_id=0, **part)

"""Buses stand at their stops, hold nobody up there, and fall out of the wave."""

from dataclasses import replace

import pandas as pd
import pytest

from citylab.transport import simulation
from citylab.transport.simulation import _engine, _streets
from citylab.transport.simulation._demand import draw_trips


@pytest.fixture(scope="module")
def road():
    return simulation.north_road()


@pytest.fixture(scope="module")
def buses(road):
    mornings = [simulation.run(road, simulation.fixed(70), seed=seed).vehicles for seed in range(6)]
    return pd.concat(mornings).query("kind == 'bus'")


def test_pieces_with_stops_are_as_long_as_before(road):
    plain = {link.name: link.length_m for link in _streets.streets(replace(road, dwell_s=0), lanes=2, bus_lane=False)}
    parts = {link.name: link.length_m for link in _streets.streets(road, lanes=2, bus_lane=False)}
    assert parts["N2>N2~N1"] + parts["N2~N1>N1"] == pytest.approx(plain["N2>N1"])
    assert parts["bay N2>N2~N1"] == parts["N2>N2~N1"]


def test_time_at_a_stop_has_the_mean_that_was_asked_for(road):
    drawn = [
        time for seed in range(40) for bus in draw_trips(road, until_s=2000, seed=seed) for _, time in bus.dwells_s
    ]
    assert pd.Series(drawn).mean() == pytest.approx(20, rel=0.05)
    assert pd.Series(drawn).std() == pytest.approx(10, rel=0.1)


def test_line_22_skips_the_stops_that_its_timetable_skips(road):
    trips = [bus for bus in draw_trips(road, until_s=2000, seed=1) if bus.line == "22"]
    assert {name for bus in trips for name, _ in bus.dwells_s} == {"N1", "C5", "C4"}


@pytest.mark.parametrize("bus_lane", [False, True])
def test_bus_on_an_empty_road_loses_no_time_beyond_its_stops(road, bus_lane, monkeypatch):
    monkeypatch.setattr("citylab.transport.simulation._control.Controller.step", lambda self, now_s, seen: 0)
    monkeypatch.setattr("citylab.transport.simulation._tables.greens", lambda engine: pd.DataFrame())
    lines = (simulation.Line("T1", 600),)
    empty = replace(road, southbound_vehh=0, northbound_vehh=0, cross_vehh=(0.0,) * 5, lines=lines)
    plan = simulation.fixed(70, road_share=0.5, bus_lane=bus_lane)
    found = simulation.run(empty, plan, seed=3).vehicles
    assert len(found) > 4
    assert found["dwell_s"].min() > 30
    assert (found["travel_s"] - found["free_s"] - found["dwell_s"]).abs().max() < 1e-9


def test_bus_that_stands_is_passed_by_cars(road):
    stops, none = (
        simulation.run(replace(road, dwell_s=dwell_s), simulation.fixed(70), seed=1).delays_s()["car"]
        for dwell_s in (60.0, 0.0)
    )
    assert stops == pytest.approx(none, abs=0.5)


def test_delay_leaves_out_the_time_at_stops(buses):
    kept = (buses["travel_s"] - buses["free_s"] - buses["dwell_s"]).clip(lower=0)
    assert buses["delay_s"].to_list() == pytest.approx(kept.to_list())


def test_bus_that_stops_falls_out_of_the_wave(road):
    plan = {"wave": simulation.fixed(70)}
    drives, stops = (
        simulation.compare(replace(road, dwell_s=dwell_s), plan, seeds=range(6))["bus_s"].mean()
        for dwell_s in (0.0, 20.0)
    )
    assert stops > 2 * drives


def test_priority_does_not_see_a_bus_at_its_stop(road):
    pieces = [road.lengths_m[i] - _streets.STOP_M for i in range(1, 5)]
    assert min(pieces) > _engine.BUS_SEEN_M


def test_every_plan_sees_the_same_times_at_stops(road, buses):
    lane = simulation.run(road, simulation.fixed(70, bus_lane=True), seed=0).vehicles.query("kind == 'bus'")
    assert lane["dwell_s"].to_list() == buses["dwell_s"].iloc[: len(lane)].to_list()


def test_shorter_steps_of_self_driving_cars_change_the_stops_by_rounding_alone(road):
    mixed = road.with_self_driving(1, headway_s=1.2)
    now, then = (simulation.run(one, simulation.fixed(70), seed=1).vehicles for one in (road, mixed))
    assert (now["dwell_s"] - then["dwell_s"]).abs().max() <= 5 * (road.reaction_s + mixed.reaction_s) / 2

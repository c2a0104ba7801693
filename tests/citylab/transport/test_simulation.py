"""The simulated corridor keeps what traffic must keep: vehicles, capacity, the fundamental diagram, the seed."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from citylab import data
from citylab.transport import signals, simulation
from citylab.transport.simulation import _engine

STOPS = {  # latitude, longitude of N4 to C3
    "N4": (60.1965, 24.9280), "N3": (60.1920, 24.9300), "N2": (60.1875, 24.9320), "N1": (60.1830, 24.9340),
    "C5": (60.1785, 24.9365), "C4": (60.1738, 24.9378), "C3": (60.1706, 24.9414),
}  # fmt: skip


@pytest.fixture(scope="module")
def road():
    return simulation.north_road()


@pytest.fixture(scope="module")
def morning(road):
    return simulation.run(road, simulation.fixed(70), seed=1)


def lone(**flows):
    return simulation.junction(**{"southbound_vehh": 500, "northbound_vehh": 400, "cross_vehh": 300, **flows})


def test_pieces_of_street_are_the_distances_between_the_stops(road):
    latitudes, longitudes = zip(*STOPS.values(), strict=True)
    assert road.lengths_m == pytest.approx(Geod(ellps="WGS84").line_lengths(longitudes, latitudes), abs=0.06)


def test_no_vehicle_is_lost(morning):
    assert morning.counts["departed"] == morning.counts.drop("departed").sum()
    assert morning.vehicles["arrived"].all()


def test_no_vehicle_is_lost_when_the_queue_grows_for_ever():
    result = simulation.run(lone(cross_vehh=1200), simulation.fixed(60, road_share=0.5), seed=2)
    assert result.counts["departed"] == result.counts.drop("departed").sum()
    assert not result.vehicles["arrived"].all()


@pytest.mark.parametrize("headway_s", [1.1, 1.5, 2.0, 2.5])
def test_empty_road_with_green_gives_no_delay(road, headway_s, monkeypatch):
    monkeypatch.setattr("citylab.transport.simulation._control.Controller.step", lambda self, now_s, seen: 0)
    monkeypatch.setattr("citylab.transport.simulation._tables.greens", lambda engine: pd.DataFrame())
    few = replace(road, southbound_vehh=40, northbound_vehh=40, cross_vehh=(0.0,) * 5, lines=(), leaving=0.0)
    result = simulation.run(replace(few, headway_s=headway_s), simulation.fixed(70, road_share=0.5), seed=3)
    assert result.vehicles["delay_s"].max() < 1e-9
    assert len(result.vehicles) > 20


def discharged(headway_s, cycle_s=60.0, road_share=0.5):
    """Return the cars that leave a queue that is never empty, per hour of effective green and lane."""
    corridor = replace(lone(southbound_vehh=3000, lanes=1), headway_s=headway_s)
    plan = simulation.fixed(cycle_s, road_share=road_share)
    engine = _engine.build(corridor, plan, seed=1, demand_s=3600, end_s=3600, log=False)
    _engine.execute(engine)
    left = np.array(engine.world.get_link("north>J")._cpp_link.get_cum_departure_np())
    begin, end = (int(time / corridor.reaction_s) for time in (600, 3600 - corridor.reaction_s))
    hours = (end - begin) * corridor.reaction_s / 3600
    return (left[end] - left[begin]) / hours / (plan.greens_s(corridor, "J")[0] / cycle_s)


@pytest.mark.parametrize("headway_s", [1.2, 1.6, 2.0, 2.5])
def test_queue_leaves_at_the_saturation_flow(headway_s):
    assert discharged(headway_s) == pytest.approx(3600 / headway_s, rel=0.04)


def steady_state(inflow_vehs, bottleneck_vehs=None, tau_s=1.5, jam_vehm=0.144, speed_ms=50 / 3.6):
    """Return flow [vehicles/s] and density [vehicles/m] in the middle of a long UXsim link."""
    world = _engine.World(
        deltan=1, reaction_time=tau_s, tmax=4000, random_seed=1, hard_deterministic_mode=True, print_mode=0,
        save_mode=0, show_mode=0, vehicle_logging_timestep_interval=0,
    )  # fmt: skip
    for name in "abcd":
        world.addNode(name, 0, 0)
    same = {"free_flow_speed": speed_ms, "jam_density": jam_vehm}
    for start, end in ("ab", "bc"):
        world.addLink(start + end, start, end, 1000, **same)
    world.addLink("cd", "c", "d", 200, **same, capacity_in=bottleneck_vehs)
    for number, time in enumerate(np.arange(0, 3600, 1 / inflow_vehs)):
        engine = world._cpp_world
        _engine.uxsim_cpp.add_demand(engine, "a", "d", time, time + tau_s, (1 + 1e-9) / tau_s, [])
        engine.get_vehicle_by_index(number).enforce_route([world.get_link(n)._cpp_link for n in ("ab", "bc", "cd")])
    world.finalize_scenario()
    world._cpp_world.main_loop(-1.0, 3500.0)
    link = world.get_link("bc")._cpp_link
    came, left = (np.array(count) for count in (link.get_cum_arrival_np(), link.get_cum_departure_np()))
    then, now = int(2000 / tau_s), int(3400 / tau_s)
    return (left[now] - left[then]) / ((now - then) * tau_s), (came[then:now] - left[then:now]).mean() / 1000


@pytest.mark.parametrize("inflow_vehs", [0.1, 0.25, 0.4])
def test_free_traffic_lies_on_the_left_side_of_the_triangle(inflow_vehs):
    flow, density = steady_state(inflow_vehs)
    assert flow == pytest.approx(inflow_vehs, rel=0.02)
    assert density == pytest.approx(flow / (50 / 3.6), rel=0.05)


@pytest.mark.parametrize("bottleneck_vehs", [0.1, 0.2, 0.3])
def test_queued_traffic_lies_on_the_right_side_of_the_triangle(bottleneck_vehs):
    flow, density = steady_state(0.6, bottleneck_vehs)
    assert flow == pytest.approx(bottleneck_vehs, rel=0.05)
    # k = jam - q / w, with the backward wave w = 1 / (reaction time * jam density)
    assert density == pytest.approx(0.144 - flow * 1.5 * 0.144, rel=0.05)


def test_top_of_the_triangle_is_the_saturation_flow(road):
    speed_ms, jam_vehm, tau_s = road.speed_kmh / 3.6, road.jam_vehkm / 1000, road.reaction_s
    wave_ms = 1 / (tau_s * jam_vehm)
    capacity = speed_ms * wave_ms * jam_vehm / (speed_ms + wave_ms)
    assert 3600 * capacity == pytest.approx(road.saturation_vehh)
    assert tau_s == pytest.approx(1.5)


def test_lone_junction_waits_as_webster_says():
    corridor = lone(southbound_vehh=600, northbound_vehh=500, cross_vehh=400)
    plan = simulation.fixed(60)
    road_s, cross_s = plan.greens_s(corridor, "J")
    found = simulation.compare(corridor, {"60": plan}, seeds=range(8))[["road_s", "cross_s"]].mean()
    road = [(flow, signals.webster_delay_s(60, road_s, flow_vehh=flow)) for flow in (600, 500)]
    assert found["road_s"] == pytest.approx(np.average([d for _, d in road], weights=[q for q, _ in road]), rel=0.12)
    assert found["cross_s"] == pytest.approx(signals.webster_delay_s(60, cross_s, flow_vehh=400), rel=0.12)


def test_same_seed_gives_the_same_run(road, morning):
    again = simulation.run(road, simulation.fixed(70), seed=1)
    pd.testing.assert_frame_equal(again.vehicles, morning.vehicles)
    pd.testing.assert_frame_equal(again.greens, morning.greens)


def test_other_seed_gives_another_morning(road, morning):
    other = simulation.run(road, simulation.fixed(70), seed=2)
    assert not other.vehicles["depart_s"].equals(morning.vehicles["depart_s"])


@pytest.mark.parametrize("plan", [simulation.adaptive(), simulation.fixed(90, bus_priority=True, bus_lane=True)])
def test_every_plan_sees_the_same_trips(road, morning, plan):
    trips = ["kind", "origin", "destination", "depart_s"]
    found = simulation.run(road, plan, seed=1).vehicles
    pd.testing.assert_frame_equal(found[trips], morning.vehicles[trips])


def test_flows_are_those_that_were_asked_for(road):
    mornings = [simulation.run(road, simulation.fixed(70), seed=seed).vehicles for seed in range(6)]
    entering = pd.concat(mornings)
    per_hour = entering[entering["kind"] == "car"].groupby("origin").size() / 6 * 2
    assert per_hour["north"] == pytest.approx(1000, rel=0.06)
    assert per_hour["N1 west"] == pytest.approx(460, rel=0.08)


def test_buses_come_as_often_as_their_headway(road):
    mornings = [simulation.run(road, simulation.fixed(70), seed=seed).vehicles for seed in range(6)]
    buses = pd.concat(mornings).query("kind == 'bus'")
    per_hour = buses.groupby("line").size() / 6  # half an hour, two directions
    assert per_hour["T1"] == pytest.approx(6, abs=1.5)
    assert per_hour["21"] == pytest.approx(3, abs=1.0)


def test_people_in_a_car_are_those_of_the_data_set():
    assert data.load("transport_figures").loc["car_occupancy_work", "value"] == simulation.PEOPLE_PER_CAR


def test_person_delay_weighs_vehicles_by_people(morning):
    cars, buses = (morning.vehicles.query(f"kind == '{kind}'")["delay_s"] for kind in ("car", "bus"))
    expected = (1.5 * cars.sum() + 40 * buses.sum()) / (1.5 * len(cars) + 40 * len(buses))
    assert morning.person_delay_s(per_car=1.5, per_bus=40) == pytest.approx(expected)


def test_idle_emissions_follow_the_published_rates(morning):
    groups = ("kind == 'car'", "kind == 'bus' and line != 'T1'")  # the tram is electric
    cars, buses = (morning.vehicles.query(group)["delay_s"].sum() for group in groups)
    expected = cars / 3600 * 0.16 * 8.887 + buses / 3600 * 0.97 * 10.180
    assert morning.idle_co2_kg() == pytest.approx(expected)


def test_more_cars_than_the_engine_s_own_method_can_add(road):
    # UXsim's addVehicle loses a vehicle where (1 / step) * step is below 1; 1.05 s is such a step with many headways
    for headway_s in (1.111, 1.2345, 1.7771):
        result = simulation.run(replace(road, headway_s=headway_s), simulation.fixed(70), seed=1, measured_s=60)
        assert result.counts["departed"] > 800

"""Lights show what the plan says; priority, zone and self-driving cars do what they promise."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from citylab.transport import simulation
from citylab.transport.simulation import Zone, _streets
from citylab.transport.simulation._control import Controller, Detectors

THIRD = 1 / 3


@pytest.fixture(scope="module")
def road():
    return simulation.north_road()


def greens_of(result, junction, street):
    found = result.greens.query(f"junction == '{junction}' and street == '{street}'")
    return (found["to_s"] - found["from_s"]).iloc[1:-1]


def test_greens_of_a_fixed_plan_are_those_of_webster_s_split_on_average(road):
    plan = simulation.fixed(70)
    result = simulation.run(road, plan, seed=1)
    for street, planned_s in zip(("road", "cross"), plan.greens_s(road, "N1"), strict=True):
        gain_s = road.headway_s - road.reaction_s / 2
        assert greens_of(result, "N1", street).mean() == pytest.approx(planned_s - gain_s, abs=0.4)


def test_cycle_of_a_fixed_plan_is_kept(road):
    result = simulation.run(road, simulation.fixed(70), seed=1)
    starts = result.greens.query("junction == 'C5' and street == 'road'")["from_s"]
    assert starts.diff().iloc[2:].mean() == pytest.approx(70, abs=0.2)


def test_never_two_streets_have_green(road):
    for plan in (simulation.fixed(70, bus_priority=True), simulation.adaptive(bus_priority=True)):
        result = simulation.run(road, plan, seed=1)
        for _, rows in result.greens.groupby("junction"):
            ordered = rows.sort_values("from_s")
            gaps = ordered["from_s"].to_numpy()[1:] - ordered["to_s"].to_numpy()[:-1]
            assert gaps.min() >= plan.lost_s / 2


def test_wave_begins_later_by_the_time_of_the_way(road):
    plan = simulation.fixed(70, wave_kmh=36)
    assert plan.offset_s(road, "N3") == 0
    assert plan.offset_s(road, "N1") == pytest.approx((513.5 + 513.5) / 10)


def test_adaptive_greens_keep_their_bounds(road):
    result = simulation.run(road, simulation.adaptive(least_green_s=15, most_green_s=40), seed=1)
    for street in ("road", "cross"):
        assert greens_of(result, "N1", street).min() >= 15 - 1e-6


def test_bus_holds_an_adaptive_green_by_its_extension_at_most():
    corridor = simulation.junction(southbound_vehh=400, northbound_vehh=400, cross_vehh=300)
    controller = Controller.at(corridor, simulation.adaptive(bus_priority=True), "J")
    seen = Detectors(lambda: 0.0, lambda: 5.0, lambda: True)
    shown = [controller.step(time * controller.step_s, seen) for time in range(40)]
    assert shown.index(1) * controller.step_s == pytest.approx(12 + 10, abs=2 * controller.step_s)


def test_adaptive_light_stays_where_all_traffic_is():
    alone = simulation.junction(southbound_vehh=600, northbound_vehh=500, cross_vehh=20)
    shown = simulation.run(alone, simulation.adaptive(), seed=1).greens
    lengths = (shown["to_s"] - shown["from_s"]).groupby(shown["street"]).sum()
    assert lengths["road"] > 4 * lengths["cross"]


def test_priority_leaves_pedestrians_their_least_green(road):
    result = simulation.run(road, simulation.fixed(70, bus_priority=True), seed=1)
    assert greens_of(result, "N1", "cross").min() >= 12 - road.reaction_s


def test_priority_changes_a_green_by_its_extension_at_most(road):
    plain, prior = (simulation.run(road, simulation.fixed(80, bus_priority=p), seed=1) for p in (False, True))
    grown = greens_of(prior, "C5", "road").max() - greens_of(plain, "C5", "road").mean()
    assert 5 < grown <= 20 + 3 * road.reaction_s


def test_priority_saves_time_of_buses_and_costs_time_of_cross_streets(road):
    plans = {"plain": simulation.fixed(60), "prior": simulation.fixed(60, bus_priority=True)}
    table = simulation.compare(road, plans, seeds=range(6))
    assert simulation.difference(table["bus_s"], "prior", "plain")["high"] < -10
    assert simulation.difference(table["cross_s"], "prior", "plain")["low"] > 1


def test_without_buses_priority_changes_little(road):
    empty = replace(road, lines=())
    plain, prior = (simulation.run(empty, simulation.fixed(70, bus_priority=p), seed=1) for p in (False, True))
    assert prior.delays_s()["car"] == pytest.approx(plain.delays_s()["car"], rel=0.03)


def test_bus_lane_is_used_by_buses_alone(road):
    links = _streets.streets(road, lanes=1, bus_lane=True)
    way = _streets.route(road, "north", "south", by_bus_lane=True, round_it=False)
    assert set(way) <= {link.name for link in links}
    assert all(name.startswith("bus ") for name in way)
    turns = _streets.route(road, "N2 west", "south", by_bus_lane=True, round_it=False, stops=["N2"])
    assert turns[:3] == ["N2 west>N2", "bay bus N2>N2~N1", "bus N2~N1>N1"]


def test_pairing_narrows_the_interval(road):
    plans = {
        "today": simulation.fixed(90, wave_kmh=None),
        "prior": simulation.fixed(90, wave_kmh=None, bus_priority=True),
    }
    table = simulation.compare(road, plans, seeds=range(6))["car_s"]
    paired, apart = (simulation.difference(table, "prior", "today", paired=pair) for pair in (True, False))
    assert paired["mean"] == pytest.approx(apart["mean"])
    assert paired["high"] - paired["low"] < 0.75 * (apart["high"] - apart["low"])


def test_paired_interval_is_that_of_student():
    index = pd.MultiIndex.from_product([["a", "b"], [1, 2, 3]], names=["plan", "seed"])
    found = simulation.difference(pd.Series([3.0, 5.0, 7.0, 1.0, 4.0, 4.0], index=index), "a", "b")
    # differences 2, 1, 3: mean 2, standard deviation 1, Student's value 4.303 for two degrees of freedom
    half = 4.302653 / np.sqrt(3)
    assert found.to_list() == pytest.approx([2, 2 - half, 2 + half], abs=1e-5)


def test_zone_keeps_older_cars_out_and_sends_some_round():
    none, zone = (
        simulation.run(simulation.north_road(zone=rules), simulation.fixed(70), seed=4)
        for rules in (Zone(), Zone(replaced=THIRD, round_it=THIRD, stays_home=THIRD))
    )
    before, after = none.car_km(), zone.car_km()
    assert before["old in zone"] > 500
    assert after["old in zone"] == 0
    assert after["old on bypass"] > 50
    assert after["all"] < before["all"]


def test_zone_where_half_pay_keeps_about_half_of_the_old_kilometres():
    shares = {"replaced": 1 / 6, "round_it": 1 / 6, "stays_home": 1 / 6}
    none, zone = (
        simulation.run(simulation.north_road(zone=rules), simulation.fixed(70), seed=4).car_km()
        for rules in (Zone(), Zone(**shares))
    )
    assert zone["old in zone"] / none["old in zone"] == pytest.approx(0.5, abs=0.06)


def test_zone_where_all_pay_changes_nothing(road):
    plain = simulation.run(road, simulation.fixed(70), seed=4)
    paid = simulation.run(simulation.north_road(zone=Zone()), simulation.fixed(70), seed=4)
    assert paid.vehicles["delay_s"].equals(plain.vehicles["delay_s"])
    assert paid.vehicles["old"].sum() / (paid.vehicles["kind"] == "car").sum() == pytest.approx(0.39, abs=0.03)


def test_who_starts_or_ends_inside_the_zone_does_not_drive_round():
    result = simulation.run(simulation.north_road(zone=Zone(round_it=1.0)), simulation.fixed(70), seed=4)
    round_it = result.vehicles[result.vehicles["bypass_m"] > 0]
    inside = r"^C[45]"
    assert not round_it["origin"].str.contains(inside).any()
    assert not round_it["destination"].str.contains(inside).any()


def test_mix_of_headways_is_their_mean(road):
    mixed = road.with_self_driving(0.3, headway_s=2 / 1.8)
    assert mixed.headway_s == pytest.approx(0.7 * 2 + 0.3 * 2 / 1.8)
    assert road.with_self_driving(1, headway_s=2 / 1.8).saturation_vehh == pytest.approx(1.8 * 1800)
    assert road.with_self_driving(1, headway_s=2.5).saturation_vehh == pytest.approx(0.8 * 1800)


def test_shorter_headways_shorten_the_wait_of_cars(road):
    heavy = simulation.north_road(southbound_vehh=1300, northbound_vehh=900, cross_vehh=[390, 520, 598, 546, 468])
    plan = {"wave": simulation.fixed(70)}
    delays = [
        simulation.compare(heavy.with_self_driving(1, headway_s=headway_s), plan, seeds=[0])["car_s"].iloc[0]
        for headway_s in (2 / 1.8, 2.0, 2.5)
    ]
    assert delays == sorted(delays)


def test_row_of_compare_is_that_of_its_run(road):
    plan = simulation.fixed(70)
    row = simulation.compare(road, {"wave": plan}, seeds=[5], per_car=1.2, per_bus=50).loc["wave", 5]
    result = simulation.run(road, plan, seed=5)
    assert row["person_s"] == pytest.approx(result.person_delay_s(per_car=1.2, per_bus=50))
    assert row["bus_s"] == pytest.approx(result.delays_s()["bus"])

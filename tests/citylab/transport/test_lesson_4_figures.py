"""Figures that lesson 4 prints in its prose are those of the simulation."""

import numpy as np
import pytest

from citylab import data
from citylab.transport import signals, simulation

SIX = range(6)
PER_CAR = simulation.PEOPLE_PER_CAR


@pytest.fixture(scope="module")
def table():
    plans = {
        "today": simulation.fixed(90, wave_kmh=None),
        "today + priority": simulation.fixed(90, wave_kmh=None, bus_priority=True),
        "wave, 90 s": simulation.fixed(90),
        "wave": simulation.fixed(70),
        "wave + priority": simulation.fixed(70, bus_priority=True),
        "bus lane": simulation.fixed(70, bus_lane=True),
        "adaptive": simulation.adaptive(),
        "adaptive + priority": simulation.adaptive(bus_priority=True),
    }
    return simulation.compare(simulation.north_road(), plans, seeds=SIX, per_car=PER_CAR, per_bus=20)


@pytest.fixture(scope="module")
def means(table):
    return table.groupby("plan").mean()


def test_webster_at_n1():
    ratios = simulation.north_road().flow_ratios("N1")
    assert [round(ratio, 3) for ratio in ratios] == [0.272, 0.256]
    cycle_s = signals.webster_cycle_s(10, ratios)
    green_s = signals.green_splits_s(cycle_s, 10, ratios)[1]
    assert green_s == pytest.approx(15.7, abs=0.05)
    assert green_s < 12 + 4 * 3.3 / 1.2
    assert signals.webster_delay_s(cycle_s, green_s, flow_vehh=460) == pytest.approx(15.2, abs=0.05)


def test_wave_at_the_same_cycle_serves_the_south_and_at_70_s_the_north_as_well(means):
    assert means.loc[["today", "wave, 90 s", "wave"], "south_s"].tolist() == pytest.approx([97, 21, 18], abs=0.6)
    assert means.loc[["wave, 90 s", "wave"], "north_s"].tolist() == pytest.approx([58, 19], abs=0.6)
    assert means.loc[["wave, 90 s", "wave", "wave + priority"], "bus_s"].tolist() == pytest.approx(
        [48, 59, 21], abs=0.6
    )


def test_cycle_is_about_twice_the_way_between_junctions():
    way_s = 513.5 / (50 / 3.6)
    assert way_s == pytest.approx(37, abs=0.1)
    assert abs(70 - 2 * way_s) < 5


def test_idling_is_a_small_part_of_driving(means):
    driven = simulation.run(simulation.north_road(), simulation.fixed(70), seed=1).car_km()["all"]
    driving_kg = driven * data.load("transport_figures").loc["car_average", "value"] / 1000
    assert means.loc["today", "idle_co2_kg"] - means.loc["wave", "idle_co2_kg"] == pytest.approx(32, abs=0.5)
    assert driving_kg == pytest.approx(590, abs=5)


def test_bus_lane_at_the_same_cycle_saves_buses_what_it_costs_cars(table):
    buses, cars = (simulation.difference(table[column], "bus lane", "wave") for column in ("bus_s", "car_s"))
    assert buses.tolist() == pytest.approx([-24, -30, -17], abs=0.6)
    assert cars.tolist() == pytest.approx([25, 21, 28], abs=0.6)


def test_priority_saves_people_time_with_20_in_a_bus(table):
    bases = ("today", "wave", "adaptive")
    pairs = {base: simulation.difference(table["person_s"], f"{base} + priority", base) for base in bases}
    apart = simulation.difference(table["person_s"], "today + priority", "today", paired=False)
    today = pairs["today"]
    assert today["mean"] == pytest.approx(-8.4, abs=0.05)
    assert pairs["wave"].tolist() == pytest.approx([-1.35, -1.79, -0.91], abs=0.01)
    assert pairs["adaptive"]["low"] < 0 < pairs["adaptive"]["high"]
    assert (apart["high"] - apart["low"]) / (today["high"] - today["low"]) == pytest.approx(1.8, abs=0.1)
    assert simulation.difference(table["bus_s"], "today + priority", "today")["mean"] == pytest.approx(-62, abs=0.5)


def test_24_mornings_tell_what_six_cannot():
    plans = {"plain": simulation.adaptive(), "prior": simulation.adaptive(bus_priority=True)}
    seen = simulation.compare(simulation.north_road(), plans, seeds=range(24), per_car=PER_CAR, per_bus=20)
    found = simulation.difference(seen["person_s"], "prior", "plain")
    assert found[["low", "high"]].tolist() == pytest.approx([-1.5, -0.7], abs=0.05)


def test_with_12_in_a_bus_the_sign_of_priority_on_the_wave_is_not_known(table):
    in_cars, in_buses = table["cars"] * PER_CAR, table["buses"] * 12
    person_s = (table["car_s"] * in_cars + table["bus_s"] * in_buses) / (in_cars + in_buses)
    found = simulation.difference(person_s, "wave + priority", "wave")
    assert found["low"] < 0 < found["high"]


def test_break_even_of_other_mornings_lies_between_9_and_15():
    plans = {"wave": simulation.fixed(70), "prior": simulation.fixed(70, bus_priority=True)}
    seen = simulation.compare(simulation.north_road(), plans, seeds=range(24))
    lost = (seen.loc["prior", "car_s"] - seen.loc["wave", "car_s"]).to_numpy()
    gained = (seen.loc["wave", "bus_s"] - seen.loc["prior", "bus_s"]).to_numpy()
    cars, buses = (seen.loc["wave", kind].to_numpy() for kind in ("cars", "buses"))
    drawn = np.random.default_rng(1).integers(0, 24, size=(2000, 6))
    mean = {name: values[drawn].mean(axis=1) for name, values in zip("lgcb", (lost, gained, cars, buses), strict=True)}
    even = mean["l"] * mean["c"] * PER_CAR / (mean["g"] * mean["b"])
    assert np.quantile(even, [0.025, 0.975]).tolist() == pytest.approx([8.7, 14.6], abs=0.5)


def test_zone_halves_the_old_kilometres_inside_and_sends_some_round():
    sixth = 1 / 6
    rules = simulation.Zone(replaced=sixth, round_it=sixth, stays_home=sixth)
    none, zone = (
        simulation.run(simulation.north_road(zone=one), simulation.fixed(70), seed=1)
        for one in (simulation.Zone(), rules)
    )
    assert none.car_km()["old in zone"].round() == 641
    assert zone.car_km()[["old in zone", "old on bypass"]].round().tolist() == [304, 121]
    gone = 1 - (zone.vehicles["kind"] == "car").sum() / (none.vehicles["kind"] == "car").sum()
    assert 1 / gone == pytest.approx(17, abs=0.5)

"""Figures that lesson 4 prints in its prose are those of the simulation."""

import pytest

from citylab.transport import signals, simulation

SIX = range(6)


@pytest.fixture(scope="module")
def table():
    plans = {
        "today": simulation.fixed(90, wave_kmh=None),
        "today + priority": simulation.fixed(90, wave_kmh=None, bus_priority=True),
        "wave": simulation.fixed(70),
        "wave + priority": simulation.fixed(70, bus_priority=True),
        "bus lane": simulation.fixed(80, bus_lane=True),
    }
    return simulation.compare(simulation.north_road(), plans, seeds=SIX)


@pytest.fixture(scope="module")
def means(table):
    return table.groupby("plan").mean()


def test_webster_at_n1():
    ratios = simulation.north_road().flow_ratios("N1")
    assert [round(ratio, 3) for ratio in ratios] == [0.272, 0.256]
    cycle_s = signals.webster_cycle_s(10, ratios)
    green_s = signals.green_splits_s(cycle_s, 10, ratios)[1]
    assert signals.webster_delay_s(cycle_s, green_s, flow_vehh=460) == pytest.approx(15.2, abs=0.05)


def test_wave_cuts_the_delay_of_cars_and_buses(means):
    assert means.loc["today", ["car_s", "bus_s"]].tolist() == pytest.approx([49, 107], abs=1)
    assert means.loc["wave", ["car_s", "bus_s"]].tolist() == pytest.approx([21, 23], abs=1)
    assert means.loc["wave", "idle_co2_kg"] < 0.5 * means.loc["today", "idle_co2_kg"]


def test_bus_lane_costs_cars_more_than_it_saves_buses(means):
    change = means.loc["bus lane"] - means.loc["wave"]
    assert change[["car_s", "bus_s"]].tolist() == pytest.approx([27, -2], abs=1)


def test_priority_helps_today_and_is_undecided_on_the_wave(table):
    today = simulation.difference(table["person_s"], "today + priority", "today")
    apart = simulation.difference(table["person_s"], "today + priority", "today", paired=False)
    wave = simulation.difference(table["person_s"], "wave + priority", "wave")
    assert today["mean"] == pytest.approx(-11, abs=0.5)
    assert (apart["high"] - apart["low"]) / (today["high"] - today["low"]) == pytest.approx(2, abs=0.4)
    assert wave["low"] < 0 < wave["high"]


def test_winner_changes_between_40_and_50_people_in_a_bus(means):
    change = means.loc["wave + priority"] - means.loc["wave"]
    cost_s = change["car_s"] * means.loc["wave", "cars"] * simulation.PEOPLE_PER_CAR
    assert 40 < cost_s / (-change["bus_s"] * means.loc["wave", "buses"]) < 50


def test_zone_sends_old_cars_on_the_way_round():
    third = 1 / 3
    rules = simulation.Zone(replaced=third, round_it=third, stays_home=third)
    km = simulation.run(simulation.north_road(zone=rules), simulation.fixed(70), seed=1).car_km()
    assert km[["old in zone", "old on bypass"]].round().tolist() == [0, 202]

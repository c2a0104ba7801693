"""The figures that lesson 4 states in its prose are those of its data."""

import math
from itertools import combinations

import numpy as np
import pytest

from citylab.iot import lora, radio, siting
from citylab.iot.practice import lesson_4 as practice


def test_air_reading_lasts_24_times_as_long_at_sf12():
    fast, slow = (lora.time_on_air_ms(25, spreading_factor=factor) for factor in (7, 12))
    assert (round(fast), round(slow), round(slow / fast)) == (62, 1483, 24)


def test_messages_a_day_in_europe():
    budget = lora.airtime_budget(12)["messages_per_day"]
    assert (budget[7], budget[12]) == (13_992, 576)


def test_421_sensors_at_sf12_lose_half():
    def survive(sensors):
        return lora.aloha_success(sensors, time_on_air_ms=1482.752, **practice.TRAFFIC)

    assert survive(421) < 0.5 < survive(420)


def test_shares_at_a_thousand_sensors():
    found = [round(practice._survive(factor), 2) for factor in (7, 9, 12)]
    assert found == [0.93, 0.80, 0.19]


@pytest.mark.parametrize(("factor", "metres"), [(7, 390), (9, 577), (12, 912)])
def test_reach_of_each_factor(factor, metres):
    assert radio.reach_m(0.95, sensitivity_dbm=lora.sensitivity_dbm(factor), margin_db=12) == metres


def test_25_milliwatts_are_14_dbm():
    assert 10 * math.log10(25) == pytest.approx(14, abs=0.03)


def test_kilometres_of_the_plans():
    whole_m = practice._pieces()["length_m"].sum()
    assert round(whole_m / 1000, 1) == 22.4
    assert round((whole_m - practice._best_m(3)) / 1000, 1) == 4.8
    assert round(100 * (practice._best_m(3) - practice._greedy_m(3)) / whole_m, 1) == 7.7
    assert round(100 * (practice._best_m(5) - practice._best_m(4)) / whole_m) == 8
    assert practice._best_m(6) == pytest.approx(practice._best_m(5))


def test_only_one_choice_of_five_covers_what_can_be_covered():
    reaches = practice._reaches()
    bits = [sum(1 << int(place) for place in np.flatnonzero(row)) for row in reaches[:, reaches.any(axis=0)]]
    whole = (1 << int(reaches.any(axis=0).sum())) - 1
    fives = list(combinations(bits, 5))
    assert len(fives) == 169_911
    assert sum(a | b | c | d | e == whole for a, b, c, d, e in fives) == 1


def test_greedy_begins_with_a_site_that_the_best_three_leave_out():
    length_m = practice._pieces()["length_m"]
    assert siting.greedy_sites(practice._reaches(), length_m, count=3).sites[0] == 24
    assert 24 not in siting.best_sites(practice._reaches(), length_m, count=3).sites


def test_400_metres_leave_13_decibels_to_spare():
    spare_db = 14 + 123 - 12 - radio.path_loss_db(400)
    assert round(radio.path_loss_db(400)) == 112
    assert round(spare_db) == 13
    assert round(spare_db / 7.82, 1) == 1.6


def test_sensors_that_wake_together_hardly_get_through():
    starts_s = np.sort(np.random.default_rng(4).uniform(0, 10, 1000 // 3))
    apart_s = np.diff(starts_s) > lora.time_on_air_ms(25, spreading_factor=7) / 1000
    assert (apart_s[1:] & apart_s[:-1]).mean() < 0.05


def test_the_fifth_gateway_costs_more_per_kilometre():
    assert round(1000 * practice.GATEWAY_EURO / (practice._best_m(5) - practice._best_m(4))) == 2226


def test_every_mistake_differs_from_the_answer_and_from_the_others():
    for exercise in practice.EXERCISES:
        values = [exercise.expected(), *(mistake.gives() for mistake in exercise.mistakes)]
        assert len({f"{value:.6g}" for value in values}) == len(values), exercise.id

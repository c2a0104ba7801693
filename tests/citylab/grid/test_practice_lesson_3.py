"""The self-checks of lesson 3 know right answers from the mistakes they name."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from citylab import data, grid
from citylab.grid import hosting, solar
from citylab.grid.practice.lesson_3 import EXERCISES
from citylab.practice import judge
from citylab.practice.exercise import computed

MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{number}")
    for exercise in EXERCISES
    for number, mistake in enumerate(exercise.mistakes, start=1)
]


@pytest.fixture(scope="module")
def year():
    street = grid.network("lv_rural_simbench")
    return grid.solve_batch(street, street.year_kw(), street.year_kvar())


@pytest.fixture(scope="module")
def sun(year):
    return solar.onto_calendar(solar.pv_power_kw(data.load("weather_piedmont"), peak_kw=1, tilt_deg=35), year.times)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_expected_answer_is_right(exercise):
    assert judge(exercise, computed(exercise.expected)).right


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_gets_its_own_sentence(exercise, mistake):
    assert judge(exercise, computed(mistake.gives)).say == mistake.say


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_another_wrong_number_is_not_taken_for_a_known_mistake(exercise):
    verdict = judge(exercise, computed(exercise.expected) * 7 + 3)
    assert not verdict.right
    assert verdict.kind != "mistake"


@pytest.fixture(scope="module")
def limits():
    return hosting.Limits(voltage_max_pu=1.10, voltage_rise_max_pu=0.03)


def test_roof_of_the_lesson_is_the_mean_of_the_published_plants():
    assert data.load("lv_rural_simbench", "generators")["p_kw"].mean() == pytest.approx(40, abs=0.2)


def test_published_solar_profile_admits_five_homes(year, limits):
    own_sun = data.load("lv_rural_simbench", "profiles_solar")["PV5"]
    futures = hosting.monte_carlo(year, own_sun, kwp_per_home=40, levels=range(3, 8), draws=100, seed=11, limits=limits)
    assert own_sun.max() == pytest.approx(0.60, abs=0.005)
    assert hosting.hosting_capacity(futures, probability=0.05).homes == 5


def test_bright_quarter_hours_give_the_same_futures_as_the_year(year, sun, limits):
    capped, bright = sun.clip(upper=0.6), (sun > 0.5).to_numpy()
    days = grid.solve_batch(year.network, year.p_kw[bright], year.q_kvar[bright])
    options = {"kwp_per_home": 40, "levels": [5, 6], "draws": 20, "seed": 11, "limits": limits}
    whole, part = hosting.monte_carlo(year, capped, **options), hosting.monte_carlo(days, capped[bright], **options)
    pd.testing.assert_frame_equal(part, whole)


@pytest.mark.parametrize("homes", [3, 4])
def test_all_ways_of_choosing_homes_agree_with_the_draws_of_the_lesson(year, sun, limits, homes):
    steps = hosting.critical_steps(year, sun)
    steps = steps[sun.iloc[steps] > 0.5]
    ways = np.array([[40.0 * (home in chosen) for home in range(13)] for chosen in combinations(range(13), homes)])
    p_kw = year.p_kw[steps] - sun.iloc[steps].to_numpy()[:, None] * ways[:, None, :]
    q_kvar = np.tile(year.q_kvar[steps], (len(ways), 1))
    solved = grid.solve_batch(year.network, p_kw.reshape(-1, 13), q_kvar)
    rise_pu = solved.voltage_pu.reshape(len(ways), len(steps), -1) - year.voltage_pu[steps]
    futures = hosting.monte_carlo(year, sun, kwp_per_home=40, levels=[homes], draws=200, seed=11, limits=limits)
    chance = hosting.violation_probability(futures).loc[homes]
    assert chance["low"] <= (rise_pu.max(axis=(1, 2)) > 0.03).mean() <= chance["high"]

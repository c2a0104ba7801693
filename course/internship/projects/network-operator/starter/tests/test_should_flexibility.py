"""Should: how much charging must wait, by hand and by what must stay true."""

import numpy as np
import pytest
from feeders.flexibility import delay_to_night, delayed_kwh, share_to_delay
from feeders.growth import STEPS_PER_DAY


def test_half_of_the_charging_waits_where_the_limit_lies_half_way():
    found = share_to_delay(np.array([0.92, 0.95]), np.array([0.96, 0.97]), 0.94)
    assert found == pytest.approx([0.5, 0.0]), "0.94 lies half way from 0.92 to 0.96; 0.95 needs nothing"


def test_where_the_limit_is_broken_without_cars_no_share_is_enough():
    found = share_to_delay(np.array([0.92]), np.array([0.93]), 0.94)
    assert np.isinf(found[0]), "say infinity, not 1: even if all cars wait, the limit is broken"


def test_the_share_found_meets_the_limit_exactly():
    random = np.random.default_rng(4)
    without = random.uniform(0.945, 1.0, 500)
    with_cars = without - random.uniform(0.0, 0.1, 500)
    share = share_to_delay(with_cars, without, 0.94)
    after = with_cars + share * (without - with_cars)
    assert after.min() >= 0.94 - 1e-12, "after the delay no step is below the limit"
    assert after[share > 0] == pytest.approx(0.94), "nothing waits without need"


def test_what_waits_is_charged_in_the_night_that_follows():
    car_kw, share = np.zeros((7 * STEPS_PER_DAY, 1)), np.zeros(7 * STEPS_PER_DAY)
    car_kw[STEPS_PER_DAY + 72], share[STEPS_PER_DAY + 72] = 6.0, 0.5  # the second day, 18:00
    found = delay_to_night(car_kw, share)[:, 0]
    assert found[STEPS_PER_DAY + 72] == pytest.approx(3.0), "half of it runs at once"
    night = slice(2 * STEPS_PER_DAY, 2 * STEPS_PER_DAY + 24)
    assert found[night] == pytest.approx(3.0 / 24), "half of it is spread evenly from midnight to six"
    assert np.count_nonzero(found) == 25, "nothing else changes"


def test_delay_loses_no_energy():
    random = np.random.default_rng(8)
    car_kw, share = random.uniform(0, 7, (7 * STEPS_PER_DAY, 4)), random.random(7 * STEPS_PER_DAY)
    found = delay_to_night(car_kw, share)
    assert found.sum(axis=0) == pytest.approx(car_kw.sum(axis=0)), "each car gets the energy it came for"
    assert delayed_kwh(np.full((672, 1), 4.0), np.full(672, 0.5)) == pytest.approx(336), "2 kW for 168 hours"

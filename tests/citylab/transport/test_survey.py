"""The data sets of lesson 3: the simulated survey, and Montreal's shared cars."""

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.transport import choice, emissions, survey


@pytest.fixture(scope="module")
def persons():
    return data.load("mode_choice_synthetic", "persons")


@pytest.fixture(scope="module")
def choices():
    return data.load("mode_choice_synthetic", "choices")


def test_data_set_is_what_the_simulator_gives(persons, choices):
    made_persons, made_choices = survey.simulate_survey(seed=2026)
    pd.testing.assert_frame_equal(persons, made_persons, check_dtype=False)
    pd.testing.assert_frame_equal(choices, made_choices, check_dtype=False)


def test_another_seed_gives_other_people():
    assert len(survey.simulate_survey(seed=1)[0]) != len(survey.simulate_survey(seed=2)[0])


def test_hour_of_the_simulated_commuters_costs_what_is_published():
    truth = survey.TRUTH
    assert 60 * truth["time_min"] / truth["cost_gbp"] == pytest.approx(survey.VALUE_OF_TIME_GBP_H)
    assert emissions.factors().loc["value_of_time_commute", "value"] == survey.VALUE_OF_TIME_GBP_H


def test_each_person_chooses_one_of_three_or_four_modes(persons, choices):
    assert (choices.groupby("person")["chosen"].sum() == 1).all()
    has_car = choices[choices["mode"] == "car"]["person"]
    assert set(has_car) == set(persons.index[persons["has_car"]])


def test_poor_answer_more_rarely_and_own_fewer_cars(persons):
    shares = persons["income_fifth"].value_counts(normalize=True)
    assert shares[1] == pytest.approx(0.141, abs=0.001)
    cars = persons.groupby("income_fifth")["has_car"].mean()
    assert cars.is_monotonic_increasing


def test_waits_are_half_the_headways(choices):
    waits = {mode: sorted(table["wait_min"].unique()) for mode, table in choices.groupby("mode")}
    assert waits == {"bike": [0], "bus": [7.5, 10, 15], "car": [0], "tram": [5, 7.5]}


def test_truth_lies_in_the_intervals_of_the_lesson(choices):
    table = choice.fit(choices, ["time_min", "wait_min", "cost_gbp"], base="car").table()
    truth = survey.TRUTH[table.index]
    assert ((table["low"] < truth) & (truth < table["high"])).all()


@pytest.fixture(scope="module")
def zones():
    return data.load("carshare_montreal")


def test_shared_cars_are_the_249_zones_of_the_publisher(zones):
    assert len(zones) == 249
    assert zones["car_hours"].sum() == pytest.approx(249 * 1092.528782, rel=1e-6)
    assert zones["peak_hour"].between(0, 23).all()


def test_distance_is_that_on_a_flat_map_to_the_fullest_zone(zones):
    middle = zones.loc[zones["car_hours"].idxmax()]
    north = 111.2 * (zones["lat_deg"] - middle["lat_deg"])
    east = 111.2 * np.cos(np.radians(45.5)) * (zones["lon_deg"] - middle["lon_deg"])
    np.testing.assert_allclose(zones["distance_km"], np.hypot(north, east), atol=0.02)


def test_poor_are_a_fifth_of_the_commuters_but_14_percent_of_the_answers():
    everybody = survey._people(survey.COMMUTERS, np.random.default_rng(2026))
    assert (everybody["income_fifth"] == 1).mean() == pytest.approx(0.20, abs=0.01)


@pytest.mark.parametrize(("first", "last"), [(13, 21), (14, 22)])
def test_slope_vanishes_if_the_hours_are_utc(zones, first, last):
    """Montreal is 4 hours behind UTC in summer, 5 in winter."""
    interval = slope(zones, first, last)
    assert interval["low"] < 0 < interval["high"]


def test_slope_of_the_lesson(zones):
    interval = slope(zones, 9, 17)
    assert interval["estimate"] == pytest.approx(-0.318, abs=0.001)
    assert interval["high"] < 0


def slope(zones, first, last):
    """Return the weight of a km with its interval, if the hours from `first` to `last` are day."""
    is_day = zones["peak_hour"].between(first, last).astype(int)
    day = zones.reset_index().assign(person=zones.index, mode="day", chosen=is_day.to_numpy())
    night = day.assign(mode="night", chosen=1 - day["chosen"], distance_km=0.0)
    return choice.fit(pd.concat([day, night]), ["distance_km"], base="night").table().loc["distance_km"]

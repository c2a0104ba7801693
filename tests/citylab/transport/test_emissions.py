"""Emission figures as published, savings by hand, intervals against closed forms."""

import json
from pathlib import Path

import numpy as np
import pytest

from citylab import data
from citylab.transport import emissions

FIXED = {"car_g_km": (160, 160), "occupancy": (1.25, 1.25), "tram_kwh_km": (4, 4), "carbon_gkwh": (150, 150)}


@pytest.mark.parametrize(
    ("quantity", "co2", "methane", "nitrous", "total"),
    [("car_average", 166.08, 0.19, 0.98, 167.25), ("bus_local", 103.11, 0.01, 0.73, 103.85),
     ("tram", 28.32, 0.12, 0.16, 28.60), ("bus_not_london", 124.35, 0.02, 0.88, 125.25),
     ("car_petrol", 162.04, 0.36, 0.32, 162.72), ("car_electric", 39.92, 0.24, 0.31, 40.47)],
)  # fmt: skip
def test_published_gases_add_up_to_the_published_sum(quantity, co2, methane, nitrous, total):
    """The table of DESNZ 2025 gives each gas and their sum; a slip in copying would show."""
    assert emissions.factors().loc[quantity, "value"] == total
    assert co2 + methane + nitrous == pytest.approx(total, abs=0.011)


def test_average_car_lies_between_petrol_and_diesel():
    value = emissions.factors()["value"]
    assert value["car_petrol"] < value["car_average"] < value["car_diesel"]


def test_every_figure_says_where_it_was_looked_up():
    table = emissions.factors()
    assert not table[["source", "edition", "checked_with"]].isna().any(axis=None)
    assert (table["value"] > 0).all()


def test_two_ways_to_a_tram_agree_in_size():
    """Helsinki's electricity on British carbon, and the British factor: different trams, same order."""
    value = emissions.factors()["value"]
    helsinki = value["tram_electricity_person"] * data.load("grid_carbon_synthetic")["carbon_gkwh"].mean()
    assert 1 < helsinki / value["tram"] < 1.6


def test_commuting_value_grew_as_the_study_says():
    """5.04 £ (prices of 2002), half more by the study; the rest is 12 years of prices and incomes: 3.3 % a year."""
    left = emissions.factors().loc["value_of_time_commute", "value"] / 5.04 / 1.5
    assert 1.02 < left ** (1 / 12) < 1.045


def test_range_of_the_grid_holds_what_module_02_says():
    low, high = emissions.RANGES["carbon_gkwh"]
    passport = json.loads((Path(__file__).parents[3] / "datasets/grid_carbon_synthetic/datapackage.json").read_text())
    assert "126 g/kWh published for Great Britain in 2025" in passport["description"]
    assert low == 126
    assert high == data.load("smart_grid_figures").loc["carbon_uk_2025", "value"]
    assert low < data.load("grid_carbon_synthetic")["carbon_gkwh"].mean() < high


def test_people_on_the_way_to_work_are_about_those_that_another_survey_counts():
    """Scotland 2007: of 100 who work, 69.0 go by car, 62.8 of them drive it (Household Survey, table 12)."""
    work, all_trips = emissions.factors().loc[["car_occupancy_work", "car_occupancy"], "value"]
    assert work == pytest.approx(69.0 / 62.8, abs=0.05)
    assert work < all_trips


def test_range_of_the_trams_holds_what_a_whole_fleet_used():
    """Dresden: 51 GWh a year (2018), 185 trams that run 85,000 km a year (2017)."""
    low, high = emissions.RANGES["tram_kwh_km"]
    assert low < 51e6 / (185 * 85_000) < high


@pytest.mark.parametrize(
    ("name", "quantity"),
    [("car_g_km", "car_average"), ("occupancy", "car_occupancy_work"), ("tram_kwh_km", "tram_electricity_vehicle")],
)
def test_ranges_hold_the_published_figures(name, quantity):
    low, high = emissions.RANGES[name]
    assert low < emissions.factors().loc[quantity, "value"] < high


def test_grams_are_shared_among_the_people():
    assert emissions.grams_per_passenger_km(167.25, 1.5) == pytest.approx(111.5)
    assert emissions.grams_per_passenger_km(np.array([100.0, 200.0]), 2).tolist() == [50.0, 100.0]


def test_saving_without_doubt_is_the_one_by_hand():
    """1 million passenger-km / 1.25 x 160 g = 128 t; 50,000 km x 4 kWh x 150 g = 30 t."""
    row = emissions.saved_co2e(1e6, tram_km=50_000, ranges=FIXED, draws=3, seed=1).iloc[2]
    assert row.tolist() == pytest.approx([128.0, 30.0, 98.0])


def test_rebound_takes_from_the_cars_only():
    row = emissions.saved_co2e(1e6, tram_km=50_000, rebound=0.25, ranges=FIXED, draws=1, seed=1).iloc[0]
    assert row.tolist() == pytest.approx([96.0, 30.0, 66.0])


def test_interval_of_one_uniform_doubt_is_the_closed_form():
    ranges = FIXED | {"car_g_km": (100.0, 200.0), "occupancy": (1, 1)}
    draws = emissions.saved_co2e(1e6, ranges=ranges, draws=100_000, seed=2)["saved_t"]
    assert emissions.interval(draws, level=0.9) == pytest.approx((150, 105, 195), abs=0.7)


def test_spread_of_two_doubts_is_that_of_the_variances():
    """Mean and variance of a product of independent uniform draws."""
    ranges = {"tram_kwh_km": (3.0, 5.0), "carbon_gkwh": (100.0, 200.0)}
    draws = emissions.saved_co2e(0.0, tram_km=1e6, ranges=ranges, draws=200_000, seed=3)["tram_t"]
    variance = (4**2 + 4 / 12) * (150**2 + 100**2 / 12) - (4 * 150) ** 2
    assert draws.mean() == pytest.approx(600, rel=0.005)
    assert draws.std() == pytest.approx(np.sqrt(variance), rel=0.01)


def test_km_of_several_models_are_drawn_from():
    draws = emissions.saved_co2e([1e6, 3e6], ranges=FIXED, draws=4000, seed=4)["car_t"]
    assert sorted(draws.round(6).unique()) == [128.0, 384.0]
    assert draws.mean() == pytest.approx(256, rel=0.03)


def test_same_seed_same_draws():
    first, second = (emissions.saved_co2e(1e6, seed=seed)["saved_t"] for seed in (9, 9))
    assert first.equals(second)
    assert not first.equals(emissions.saved_co2e(1e6, seed=10)["saved_t"])


def test_seed_is_required():
    with pytest.raises(TypeError, match="seed"):
        emissions.saved_co2e(1e6)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rebound": 1.2}, "within 0 to 1"),
        ({"draws": 0}, "1 or more"),
        ({"ranges": {"cars": (1, 2)}}, "unknown ranges: cars"),
        ({"ranges": {"occupancy": (1.3, 1.1)}}, "low <= high"),
        ({"ranges": {"occupancy": (0, 0)}}, "above 0"),
    ],
)
def test_wrong_input_is_refused_with_the_reason(options, message):
    with pytest.raises(ValueError, match=message):
        emissions.saved_co2e(1e6, **options, seed=1)


@pytest.mark.parametrize(("draws", "level"), [([], 0.9), ([1.0], 1.0), ([1.0], 0)])
def test_interval_needs_draws_and_a_level(draws, level):
    with pytest.raises(ValueError, match="interval needs draws"):
        emissions.interval(draws, level=level)


def test_empty_car_and_negative_emissions_are_refused():
    with pytest.raises(ValueError, match="no passenger-km"):
        emissions.grams_per_passenger_km(160, 0)
    with pytest.raises(ValueError, match="must not be negative"):
        emissions.grams_per_passenger_km(-1, 1)

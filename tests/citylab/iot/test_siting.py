"""The integer programs against full enumeration, greedy against its bound."""

from itertools import combinations
from math import e

import numpy as np
import pytest

from citylab import data
from citylab.iot import lora, radio, siting, street_pictures


def random_case(seed, n_sites=9, n_places=25):
    random = np.random.default_rng(seed)
    return random.random((n_sites, n_places)) < 0.25, random.uniform(1, 100, n_places), random.uniform(1, 5, n_sites)


def subsets(n_sites):
    return (list(some) for size in range(1, n_sites + 1) for some in combinations(range(n_sites), size))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_best_sites_are_those_of_a_full_enumeration(seed, count):
    reaches, weights, _ = random_case(seed)
    highest = max(weights[reaches[list(some)].any(axis=0)].sum() for some in combinations(range(len(reaches)), count))
    plan = siting.best_sites(reaches, weights, count=count)
    assert plan.weight == pytest.approx(highest)
    assert len(plan.sites) <= count


@pytest.mark.parametrize("seed", range(8))
def test_best_within_a_budget_is_that_of_a_full_enumeration(seed):
    reaches, weights, costs = random_case(seed)
    affordable = [some for some in subsets(len(reaches)) if costs[some].sum() <= 7.0]
    highest = max(weights[reaches[some].any(axis=0)].sum() for some in affordable)
    plan = siting.best_sites(reaches, weights, budget=7.0, costs=costs)
    assert plan.weight == pytest.approx(highest)
    assert plan.cost <= 7.0


@pytest.mark.parametrize("seed", range(8))
def test_cheapest_cover_is_that_of_a_full_enumeration(seed):
    reaches, _, costs = random_case(seed)
    reaches = reaches[:, reaches.any(axis=0)]
    cheapest = min(costs[some].sum() for some in subsets(len(reaches)) if reaches[some].any(axis=0).all())
    plan = siting.cover(reaches, costs=costs)
    assert plan.cost == pytest.approx(cheapest)
    assert plan.covered.all()
    assert plan.share == 1.0


@pytest.mark.parametrize("seed", range(12))
def test_greedy_lies_between_its_bound_and_the_best(seed):
    reaches, weights, _ = random_case(seed)
    for count in (1, 2, 3, 4):
        greedy = siting.greedy_sites(reaches, weights, count=count).weight
        best = siting.best_sites(reaches, weights, count=count).weight
        assert (1 - 1 / e) * best <= greedy <= best + 1e-9


def test_greedy_can_lose_a_quarter():
    # The middle site takes 4 of 8; then one flank adds 2. The two flanks alone take all 8.
    reaches = np.array([[0, 1, 1, 1, 1, 0], [1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]], dtype=bool)
    weights = [2.0, 1.0, 1.0, 1.0, 1.0, 2.0]
    weights[1] = weights[4] = 1.01
    assert siting.greedy_sites(reaches, weights, count=2).share == pytest.approx(6.02 / 8.02)
    assert siting.best_sites(reaches, weights, count=2).sites == (1, 2)


def test_greedy_keeps_the_order_of_choice_and_stops_when_nothing_is_added():
    reaches = np.array([[1, 0, 0], [0, 1, 1], [0, 1, 0]], dtype=bool)
    assert siting.greedy_sites(reaches, [1.0, 1.0, 1.0], count=3).sites == (1, 0)


def test_greedy_asks_for_most_per_cost_within_a_budget():
    reaches = np.array([[1, 1, 1], [1, 0, 0]], dtype=bool)
    assert siting.greedy_sites(reaches, [3.0, 1.0, 1.0], budget=4, costs=[4.0, 1.0]).sites == (1,)


def test_places_of_no_weight_leave_a_share_of_zero():
    assert siting.best_sites(np.array([[True]]), [0.0], count=1).share == 0.0


def test_a_place_out_of_reach_is_named():
    reaches = np.array([[True, False, False]])
    with pytest.raises(ValueError, match="no site reaches Quay Street, Mill Lane; add sites"):
        siting.cover(reaches, names=["High Street", "Quay Street", "Mill Lane"])


def test_many_places_out_of_reach_are_counted():
    with pytest.raises(ValueError, match="place 4 and 2 more"):
        siting.cover(np.zeros((1, 7), dtype=bool))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"count": 0}, "1 or more, got 0"),
        ({"count": 1.5}, "whole number"),
        ({"budget": 0.5}, "buys no site; the cheapest costs 1"),
        ({}, "either count"),
        ({"count": 1, "budget": 2}, "either count"),
        ({"count": 1, "costs": [1.0]}, "one number above 0 per site, 2"),
        ({"count": 1, "costs": [1.0, 0.0]}, "above 0"),
    ],
)
@pytest.mark.parametrize("choose", [siting.best_sites, siting.greedy_sites])
def test_budgets_that_buy_nothing_are_refused(choose, options, message):
    with pytest.raises(ValueError, match=message):
        choose(np.eye(2, dtype=bool), [1.0, 1.0], **options)


def test_probabilities_are_no_table_of_true_and_false():
    with pytest.raises(ValueError, match="compare the probabilities with a threshold"):
        siting.cover(np.full((2, 3), 0.9))


def test_weights_need_one_number_per_place():
    with pytest.raises(ValueError, match="per place, 2 in all"):
        siting.best_sites(np.eye(2, dtype=bool), [1.0, -1.0], count=1)


@pytest.fixture(scope="module")
def town():
    pieces, sites = (data.load("streets_helsinki", table) for table in ("pieces", "sites"))
    apart_m = radio.distances_m(sites[["x_m", "y_m"]], pieces[["x_m", "y_m"]])
    link = {"sensitivity_dbm": lora.sensitivity_dbm(7), "margin_db": 12}
    return pieces, sites, radio.coverage_probability(radio.path_loss_db(apart_m.clip(10, 5000)), **link) >= 0.95


def test_three_gateways_for_the_real_streets_are_those_of_a_full_enumeration(town):
    pieces, sites, reaches = town
    length_m = pieces["length_m"].to_numpy()
    highest = max(length_m[reaches[list(three)].any(axis=0)].sum() for three in combinations(range(len(sites)), 3))
    assert siting.best_sites(reaches, length_m, count=3).weight == pytest.approx(highest)


def test_greedy_is_worse_on_the_real_streets(town):
    pieces, _, reaches = town
    greedy, best = (
        choose(reaches, pieces["length_m"], count=3).share for choose in (siting.greedy_sites, siting.best_sites)
    )
    assert best - greedy == pytest.approx(0.077, abs=0.001)


def test_no_four_sites_cover_what_five_cover(town):
    reaches = town[2][:, town[2].any(axis=0)]
    assert len(siting.cover(reaches).sites) == 5
    assert not any(reaches[list(four)].any(axis=0).all() for four in combinations(range(len(reaches)), 4))


def test_projected_metres_and_degrees_tell_the_same_places(town):
    pieces, _, _ = town
    north_m = 111_412.0 * (pieces["start_lat_deg"] + pieces["end_lat_deg"]) / 2  # metres per degree at 60.17 degrees
    gap_m = (pieces["y_m"] - pieces["y_m"].mean()) - (north_m - north_m.mean())
    assert gap_m.abs().max() < 25  # the grid's north is turned by 1.8 degrees
    assert pieces["length_m"].between(1, 60).all()


def test_map_and_picture_show_gateways_dark_streets_and_the_credit(town):
    pieces, sites, reaches = town
    plan = siting.best_sites(reaches, pieces["length_m"], count=3)
    page = street_pictures.street_map(pieces, sites, plan, alt="Map of a town with three gateways.")._repr_html_()
    assert page.count("Gateway: ") == 3
    assert "© OpenStreetMap contributors" in page
    fig = street_pictures.street_picture(pieces, sites, plan, title="Three gateways")
    assert len(fig.axes[0].collections[1].get_segments()) == (~plan.covered).sum()


@pytest.mark.parametrize("cut", ["pieces", "sites"])
def test_pictures_refuse_tables_of_another_plan(town, cut):
    pieces, sites, reaches = town
    plan = siting.best_sites(reaches, pieces["length_m"], count=3)
    tables = {"pieces": pieces, "sites": sites}
    tables[cut] = tables[cut].head(3)
    with pytest.raises(ValueError, match="give the same"):
        street_pictures.street_picture(tables["pieces"], tables["sites"], plan)

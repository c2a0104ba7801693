"""The fair method, against every matching of small markets and against other solvers."""

import importlib.util
from pathlib import Path

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from classroom.internship.matching.fair import assign

_spec = importlib.util.spec_from_file_location("small_markets", Path(__file__).with_name("small_markets.py"))
small = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(small)


def goal(pairs, choices):
    """Return what is to be as small as possible, the most important first."""
    ranks = [small.rank(pairs, one, choices) + 1 for one in pairs]
    return -len(pairs), max(ranks, default=0), sum(rank**2 for rank in ranks)


@settings(max_examples=80, deadline=None)
@given(small.markets(), st.integers(0, 3))
def test_no_matching_is_better_in_the_order_placed_then_worst_then_cost(market, seed):
    choices, _, places = market
    pairs = assign(choices, places, seed=seed)
    every = small.all_matchings(choices, places)
    assert pairs in every
    assert goal(pairs, choices) == min(goal(other, choices) for other in every)


@settings(max_examples=30, deadline=None)
@given(small.markets(), st.randoms())
def test_the_order_of_the_rows_makes_no_difference(market, random):
    choices, _, places = market
    shuffled = list(choices.items())
    random.shuffle(shuffled)
    assert assign(dict(shuffled), places, seed=5) == assign(choices, places, seed=5)


@pytest.fixture(scope="module")
def large():
    """Choices of 40 interns among 12 hosts, with fewer places than interns."""
    draw = np.random.default_rng(3)
    hosts = [f"h{at}" for at in range(12)]
    choices = {f"i{at}": [hosts[one] for one in draw.choice(12, size=5, replace=False)] for at in range(40)}
    return choices, {host: int(draw.integers(1, 5)) for host in hosts}


def cost_of(pairs, choices):
    return sum(small.rank(pairs, one, choices) + 1 for one in pairs)


def test_without_fairness_the_cost_is_that_of_a_cheapest_flow_of_networkx(large):
    choices, places = large
    pairs = assign(choices, places, seed=0, cost=lambda rank: rank, spares_the_worst=False)
    graph = networkx.DiGraph()
    for one, chosen in choices.items():
        graph.add_edge("from", one, capacity=1)
        for rank, host in enumerate(chosen, start=1):
            graph.add_edge(one, host, capacity=1, weight=rank)
    for host, number in places.items():
        graph.add_edge(host, "to", capacity=number)
    flow = networkx.max_flow_min_cost(graph, "from", "to")
    assert len(pairs) == sum(flow["from"].values())
    assert cost_of(pairs, choices) == networkx.cost_of_flow(graph, flow)


def test_without_fairness_the_cost_is_that_of_the_assignment_of_scipy(large):
    choices, places = large
    pairs = assign(choices, places, seed=0, cost=lambda rank: rank, spares_the_worst=False)
    seats = [host for host, number in places.items() for _ in range(number)]
    unwanted = 1000
    table = [[chosen.index(seat) + 1 if seat in chosen else unwanted for seat in seats] for chosen in choices.values()]
    costs = np.array(table)[linear_sum_assignment(table)]
    assert (len(pairs), cost_of(pairs, choices)) == ((costs < unwanted).sum(), costs[costs < unwanted].sum())


def test_fairness_spares_the_worst_at_the_price_of_more_second_choices():
    """Cheapest is one third choice (cost 9 + 4 × 1); fair are four second choices (cost 4 × 4 + 1)."""
    choices = {"z": ["h1"], "a": ["h1", "h2", "h6"], "b": ["h2", "h3"], "c": ["h3", "h4"], "d": ["h4", "h5"]}
    places = {f"h{at}": 1 for at in range(1, 7)}
    cheap = assign(choices, places, seed=0, spares_the_worst=False)
    assert goal(cheap, choices) == (-5, 3, 13)
    assert goal(assign(choices, places, seed=0), choices) == (-5, 2, 17)


def test_two_second_choices_are_fairer_than_a_first_and_a_third():
    """Fay's third choice cannot be avoided, so that the worst is the same; 4 + 4 is less than 1 + 9."""
    choices = {"a": ["h1", "h2"], "b": ["g1", "h1", "h3"], "fay": ["g1", "g2", "g3"], "x": ["g1"], "y": ["g2"]}
    places = dict.fromkeys(["g1", "g2", "g3", "h1", "h2", "h3"], 1)
    for seed in range(10):
        pairs = assign(choices, places, seed=seed)
        assert (pairs["a"], pairs["b"], pairs["fay"]) == ("h2", "h1", "g3")


def test_other_lots_decide_otherwise_between_equals():
    choices = {f"i{at}": ["h"] for at in range(6)}
    winners = {next(iter(assign(choices, {"h": 1}, seed=seed))) for seed in range(30)}
    assert len(winners) >= 4


def test_nobody_to_place_is_an_empty_matching():
    assert assign({}, {"h": 1}, seed=0) == {}
    assert assign({"i": []}, {"h": 1}, seed=0) == {}
    assert assign({"i": ["h"]}, {"h": 0}, seed=0) == {}

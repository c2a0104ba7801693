"""Deferred acceptance, against every stable matching of small markets."""

import importlib.util
from itertools import chain, permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.internship.matching.stable import deferred_acceptance

_spec = importlib.util.spec_from_file_location("small_markets", Path(__file__).with_name("small_markets.py"))
small = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(small)
few = settings(max_examples=120, deadline=None)


@few
@given(small.markets())
def test_nobody_would_both_rather_have_each_other(market):
    pairs = deferred_acceptance(*market)
    assert pairs in small.all_matchings(market[0], market[2])
    assert small.blocking(pairs, *market) == []


@few
@given(small.markets())
def test_no_stable_matching_is_better_for_any_intern(market):
    choices, pairs = market[0], deferred_acceptance(*market)
    for other in small.stable_matchings(*market):
        assert all(small.rank(pairs, one, choices) <= small.rank(other, one, choices) for one in choices)


@few
@given(small.markets())
def test_every_stable_matching_places_the_same_interns_and_fills_the_same_places(market):
    """The theorem of the rural hospitals; a host with a free place gets the same interns in each."""
    pairs, places = deferred_acceptance(*market), market[2]
    for other in small.stable_matchings(*market):
        assert set(other) == set(pairs)
        for host, number in places.items():
            ours, theirs = ({one for one, got in made.items() if got == host} for made in (pairs, other))
            assert len(ours) == len(theirs)
            assert len(ours) == number or ours == theirs


@settings(max_examples=40, deadline=None)
@given(small.markets())
def test_no_intern_gains_by_another_order_than_her_true_one(market):
    choices, ranks, places = market
    pairs = deferred_acceptance(*market)
    for one, true_order in choices.items():
        lies = chain.from_iterable(permutations(places, size) for size in range(len(places) + 1))
        for lie in lies:
            got = deferred_acceptance({**choices, one: list(lie)}, ranks, places).get(one)
            at = true_order.index(got) if got in true_order else len(true_order)
            assert small.rank(pairs, one, choices) <= at


@few
@given(small.markets(), st.randoms())
def test_the_order_of_the_rows_makes_no_difference(market, random):
    choices, ranks, places = market
    shuffled = list(choices.items())
    random.shuffle(shuffled)
    assert deferred_acceptance(dict(shuffled), ranks, places) == deferred_acceptance(*market)


def test_the_example_of_three_by_hand():
    choices = {"ada": ["port", "tram"], "bob": ["port", "tram"], "eve": ["port"]}
    ranks = {"port": {"bob": 1, "ada": 2, "eve": 3}, "tram": {"ada": 1, "bob": 2}}
    assert deferred_acceptance(choices, ranks, {"port": 1, "tram": 1}) == {"bob": "port", "ada": "tram"}

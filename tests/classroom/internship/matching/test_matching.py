"""Both methods on people: limits hold, order of rows makes no difference, stability is told as it is."""

import importlib.util
import random
from pathlib import Path

import pytest

from classroom.errors import CitylabError
from classroom.internship.matching import as_json, match
from classroom.internship.people import PeopleError

_spec = importlib.util.spec_from_file_location("small_markets", Path(__file__).with_name("small_markets.py"))
small = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(small)
METHODS = ["stable", "fair"]


@pytest.mark.parametrize("method", METHODS)
def test_no_pair_is_impossible_or_unwanted_and_no_host_is_overfull(crowd, method):
    interns, hosts = crowd(60, 20)
    made = match(interns, hosts, method=method, seed=4)
    taken = list(made.pairs.values())
    assert all(made.market.possible(*pair) for pair in made.pairs.items())
    assert all(host in made.market.interns[one].preferences for one, host in made.pairs.items())
    assert all(taken.count(host.id) <= host.places for host in hosts)
    assert set(made.pairs) | set(made.unmatched) == {one.id for one in interns}
    assert not set(made.pairs) & set(made.unmatched)


@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_the_rows_changes_no_byte(crowd, method):
    interns, hosts = crowd(40, 12)
    plain = as_json(match(interns, hosts, method=method, seed=2))
    shuffle = random.Random(9)
    shuffle.shuffle(interns)
    shuffle.shuffle(hosts)
    assert as_json(match(interns, hosts, method=method, seed=2)) == plain


def test_the_fair_method_places_at_least_as_many_and_says_what_it_costs_in_stability(crowd):
    interns, hosts = crowd(60, 20)
    stable, fair = (match(interns, hosts, method=method, seed=4) for method in METHODS)
    assert stable.blocking_pairs() == []
    assert len(fair.pairs) >= len(stable.pairs)
    assert max(fair.ranks) <= max(stable.ranks) or len(fair.pairs) > len(stable.pairs)
    assert len(fair.blocking_pairs()) > 0


def test_a_blocking_pair_is_an_intern_and_a_host_who_prefer_each_other(intern, host):
    """Fair places both; the port would rather have Ada, who would rather have the port."""
    interns = [intern("ada", "port", "tram"), intern("bob", "port")]
    made = match(interns, [host("port", preferences=["ada"]), host("tram")], method="fair")
    assert made.pairs == {"ada": "tram", "bob": "port"}
    assert made.blocking_pairs() == [("ada", "port")]


def test_the_blocking_pairs_are_those_of_a_plain_search(crowd):
    made = match(*crowd(40, 12, seed=5), method="fair", seed=1)
    market = made.market
    assert made.blocking_pairs() == small.blocking(made.pairs, market.choices, market.ranks, market.open_places)
    assert len(made.blocking_pairs()) > 5


def test_ranks_count_choices_from_one(intern, host):
    interns = [intern("ada", "port", "tram"), intern("bob", "port")]
    made = match(interns, [host("port", preferences=["bob"]), host("tram")])
    assert made.pairs == {"ada": "tram", "bob": "port"}
    assert made.ranks == {1: 1, 2: 1}
    assert made.rank("ada") == 2


def test_naming_an_impossible_host_first_gains_nothing_in_the_fair_method(intern, host):
    interns = [intern("ada", "moon", "port"), intern("bob", "port", "tram")]
    hosts = [host("moon", remote="no", place="Moon"), host("port"), host("tram")]
    hosts[0] = host("moon", skills_needed=("rocketry",))
    pairs = {tuple(match(interns, hosts, method="fair", seed=seed).pairs.items()) for seed in range(20)}
    assert pairs == {(("ada", "port"), ("bob", "tram"))}  # Ada has nowhere else


def test_unknown_hosts_and_methods_are_refused(intern, host):
    with pytest.raises(PeopleError, match="name 'moon', but no host has this id"):
        match([intern("ada", "moon")], [host("port")])
    with pytest.raises(CitylabError, match="no method 'quick'; there are: stable, fair"):
        match([intern("ada", "port")], [host("port")], method="quick")

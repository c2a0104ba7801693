"""What must hold in every election: tried on small ones, among them those at the edge."""

import importlib.util
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

from citylab.participation import pabulib, rules
from citylab.participation.rules._exact import TIES as TIES_BROKEN_BY
from citylab.participation.rules._problem import prepare
from citylab.participation.rules._run import Run

_spec = importlib.util.spec_from_file_location("plain_count", Path(__file__).with_name("plain_count.py"))
plain = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(plain)

UTILITIES = st.sampled_from(["cost", "cardinality"])
COMPLETIONS = st.sampled_from([None, "add1", "utilitarian"])
# The same elections each time, and nothing left behind: besides examples hypothesis keeps the numbers of the sources.
_folder = TemporaryDirectory()
set_hypothesis_home_dir(_folder.name)
tried = settings(
    derandomize=True, deadline=None, database=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
thoroughly = settings(tried, max_examples=150)


class Small(NamedTuple):
    """An election in numbers without rounding."""

    costs: dict[str, Fraction]
    ballots: list[dict[str, int]]
    budget: Fraction

    def election(self):
        costs = {one: float(cost) for one, cost in self.costs.items()}
        return pabulib.build(costs, self.ballots, budget=float(self.budget), vote_type="cumulative")

    def count(self, utility="cost", **more):
        return rules.equal_shares(self.election(), utility=utility, **more)


@st.composite
def small(draw, *, points=None, units=("0.01", "0.3", "1", "7"), alike=None, most_voters=7, most_projects=5):
    """Draw an election: approvals or points, few numbers (so that ties are common), free and far too dear projects."""
    unit = Fraction(draw(st.sampled_from(units)))
    ids = [f"p{number}" for number in range(draw(st.integers(1, most_projects)))]
    alike = draw(st.booleans()) if alike is None else alike
    cost = st.just(6) if alike else st.one_of(st.integers(1, 12), st.sampled_from([0, 4, 6, 100]))
    costs = {one: unit * draw(cost) for one in ids}
    points = draw(st.booleans()) if points is None else points
    given_points = st.integers(0, 4) if points else st.just(1)
    ballot = st.dictionaries(st.sampled_from(ids), given_points, max_size=len(ids))
    ballots = draw(st.lists(ballot, max_size=most_voters))
    payable = sum(costs[one] for one in ids if costs[one] < 100 * unit)
    return Small(costs, ballots, unit * draw(st.integers(0, max(int(payable / unit), 1))))


NOBODY = Small({"p0": Fraction(1)}, [], Fraction(10))
TOO_DEAR = Small({"p0": Fraction(11), "p1": Fraction(99)}, [{"p0": 1, "p1": 1}] * 3, Fraction(10))
FREE = Small({"p0": Fraction(0), "p1": Fraction(0), "p2": Fraction(4)}, [{"p1": 1, "p2": 1}], Fraction(4))
TIES = Small(dict.fromkeys(["p3", "p2", "p1", "p0"], Fraction(5)), [dict.fromkeys(["p0", "p1", "p2", "p3"], 1)] * 4,
             Fraction(10))  # fmt: skip
TENTHS = Small({"p0": Fraction("0.1"), "p1": Fraction("0.2")}, [{"p0": 1, "p1": 1}] * 3, Fraction("0.3"))

# With no raise and with five the same is bought, but not with all between.
NOT_BETWEEN = Small(
    {one: Fraction(cost) for one, cost in {"p0": 59, "p1": 41, "p2": 35, "p3": 58, "p4": 23}.items()},
    [{f"p{number}": 1 for number in ballot} for ballot in ["124", "34", "0134", "123", "0123", "24"]],
    Fraction(126),
)


def at_the_edge(test):
    """Try a test on elections without votes, with nothing payable, free projects, ties everywhere and decimals, too."""
    for odd in (NOBODY, TOO_DEAR, FREE, TIES, TENTHS):
        for utility in ("cost", "cardinality"):
            test = example(odd, utility)(test)
    return test


@thoroughly
@at_the_edge
@given(small(), UTILITIES)
def test_winners_payments_and_prices_are_those_of_the_definition(town, utility):
    winners, payments, prices = plain.shares(*town, utility)
    found = town.count(utility)
    assert list(found.winners) == winners
    assert found.price.to_numpy() == pytest.approx([float(price) for price in prices], rel=1e-12)
    expected = np.zeros((len(town.ballots), len(town.costs)))
    for (voter, project), paid in payments.items():
        expected[voter, list(town.costs).index(project)] = paid
    assert found.payments.toarray() == pytest.approx(expected, abs=1e-9)


@thoroughly
@at_the_edge
@given(small(most_projects=6, units=("0.3", "1", "10")), UTILITIES)
def test_add1_is_one_raise_after_another(town, utility):
    assert list(town.count(utility, completion="add1").winners) == plain.add1(*town, utility)


@settings(tried, max_examples=50)
@given(small(most_projects=6, units=("100", "997")), UTILITIES)
def test_add1_is_the_same_after_hundreds_of_raises(town, utility):
    assert list(town.count(utility, completion="add1").winners) == plain.add1(*town, utility)


@tried
@example(NOT_BETWEEN, "cost")
@given(small(most_voters=12, most_projects=6, units=("3", "10")), UTILITIES)
def test_what_is_bought_with_two_shares_is_bought_with_all_between(town, utility):
    """The step over many raises at once that makes Add1 quick."""
    problem = prepare(town.election(), utility, TIES_BROKEN_BY)
    share = problem.budget / max(problem.voters, 1)
    run = Run(problem, share, step=Fraction(1), raises=(0, 5, 10, 20), rough=True).go()
    for raises in range(1, int(run.raises[-1])):
        assert set(Run(problem, share + raises).go().columns) == set(run.columns)


@tried
@at_the_edge
@given(small(), UTILITIES)
@pytest.mark.parametrize("completion", [None, "add1", "utilitarian"])
def test_the_budget_is_never_exceeded(completion, town, utility):
    found = town.count(utility, completion=completion)
    spent = sum(town.costs[one] for one in found.winners)
    assert spent <= town.budget
    assert (found.cost, found.leftover) == (float(spent), float(town.budget - spent))


@tried
@given(small(), UTILITIES, COMPLETIONS)
def test_nobody_pays_more_than_the_share(town, utility, completion):
    found = town.count(utility, completion=completion)
    paid = found.payments.toarray()
    assert paid.min(initial=0) >= 0
    assert paid.sum(axis=1).max(initial=0) <= found.share * (1 + 1e-12)


@tried
@given(small(), UTILITIES, COMPLETIONS)
def test_each_bought_project_is_paid_in_full_and_no_other(town, utility, completion):
    found = town.count(utility, completion=completion)
    bought = [one for one in found.winners if one not in found.completed]
    expected = [float(cost) if one in bought else 0.0 for one, cost in town.costs.items()]
    assert found.payments.sum(axis=0) == pytest.approx(expected, rel=1e-12)


@tried
@given(small(), UTILITIES, COMPLETIONS)
def test_a_voter_pays_at_most_the_price_of_the_utility_received(town, utility, completion):
    found = town.count(utility, completion=completion)
    paid = found.payments.toarray()
    for place, one in enumerate(town.costs):
        worth = np.array([float(each) for each in plain.wishes(town.ballots, one, town.costs, utility)])
        assert (paid[:, place] <= found.price.get(one, 0.0) * worth * (1 + 1e-12)).all()


@tried
@at_the_edge
@given(small(), UTILITIES)
def test_after_the_utilitarian_completion_nothing_that_is_wanted_fits(town, utility):
    found = town.count(utility, completion="utilitarian")
    wanted = {one for each in town.ballots for one, points in each.items() if points}
    left = town.budget - sum(town.costs[one] for one in found.winners)
    assert all(town.costs[one] > left for one in wanted.difference(found.winners))


@tried
@given(small(points=True, most_voters=6), UTILITIES)
def test_extended_justified_representation_up_to_one_project(town, utility):
    """
    Peters, Pierczyński and Skowron 2021: additive utilities, any costs.

    A group S whose share of the budget pays for the projects T, and whose members all give each c of T at least α(c):
    some member has at least α(T) from the winners, or would have more than α(T) with one further project of T.
    """
    chosen = set(town.count(utility).winners)
    worth = utilities(town, utility)
    for group, agreed in cohesive(town):
        promised = sum(min(worth[voter][one] for voter in group) for one in agreed)
        assert any(
            gain(worth[voter], chosen) >= promised
            or any(gain(worth[voter], chosen | {one}) > promised for one in agreed)
            for voter in group
        )


@tried
@given(small(points=False, most_voters=6))
def test_approvals_that_count_alike_are_represented_in_full(town):
    """
    Peters, Pierczyński and Skowron 2021: approvals, utility by number, any costs; nothing 'up to'.

    Some member of S has as many winners as T has projects.
    """
    chosen = set(town.count("cardinality").winners)
    for group, agreed in cohesive(town):
        assert max(len(chosen & set(town.ballots[voter])) for voter in group) >= len(agreed)


@tried
@given(small(points=False, most_voters=6), UTILITIES)
def test_approvals_are_represented_up_to_any_project(town, utility):
    """
    Brill, Forster, Lackner, Maly and Peters 2023: approvals, utility by cost or by number.

    Some member of S has more than α(T) with *any* project of T that is not funded.
    """
    chosen = set(town.count(utility).winners)
    worth = utilities(town, utility)
    for group, agreed in cohesive(town):
        promised = sum(worth[group[0]][one] for one in agreed)
        missing = [one for one in agreed if one not in chosen]
        assert any(all(gain(worth[voter], chosen | {one}) > promised for one in missing) for voter in group)


def utilities(town, utility):
    return [
        {one: points * (town.costs[one] if utility == "cost" else 1) for one, points in each.items()}
        for each in town.ballots
    ]


def cohesive(town):
    """Yield each group with projects that all of it supports and that its shares can pay."""
    for group in subsets(range(len(town.ballots))):
        common = [one for one in town.costs if all(town.ballots[voter].get(one, 0) > 0 for voter in group)]
        for agreed in subsets(common):
            if sum(town.costs[one] for one in agreed) * len(town.ballots) <= len(group) * town.budget:
                yield group, agreed


def subsets(items):
    return [chosen for size in range(1, len(items) + 1) for chosen in combinations(items, size)]


def gain(worth, chosen):
    return sum(value for one, value in worth.items() if one in chosen)


@tried
@given(small(), UTILITIES, COMPLETIONS, st.randoms(use_true_random=False))
def test_the_order_of_voters_does_not_matter(town, utility, completion, lot):
    order = lot.sample(range(len(town.ballots)), len(town.ballots))
    turned = town._replace(ballots=[town.ballots[voter] for voter in order])
    first, second = (each.count(utility, completion=completion) for each in (town, turned))
    assert first.winners == second.winners
    assert first.payments.toarray()[order] == pytest.approx(second.payments.toarray(), abs=1e-9)


@tried
@given(small(), UTILITIES, COMPLETIONS, st.randoms(use_true_random=False))
def test_names_and_order_of_projects_do_not_matter(town, utility, completion, lot):
    """New names in the same order of text, since the name is the last that breaks a tie."""
    ids = sorted(town.costs)
    name = dict(zip(ids, sorted(lot.sample("abcdefghij", len(ids))), strict=True))
    costs = {name[one]: town.costs[one] for one in lot.sample(ids, len(ids))}
    renamed = Small(costs, [{name[one]: n for one, n in each.items()} for each in town.ballots], town.budget)
    expected = [name[one] for one in town.count(utility, completion=completion).winners]
    assert list(renamed.count(utility, completion=completion).winners) == expected


@tried
@given(small(), UTILITIES)
def test_two_of_every_voter_and_another_currency_change_nothing(town, utility):
    expected = town.count(utility).winners
    assert town._replace(ballots=town.ballots * 2).count(utility).winners == expected
    dear = Small({one: 4 * cost for one, cost in town.costs.items()}, town.ballots, 4 * town.budget)
    assert dear.count(utility).winners == expected


@tried
@given(small(points=False))
def test_a_cheaper_winner_still_wins(town):
    """Discount monotonicity, which greedy by votes keeps."""
    for one in rules.greedy(town.election()).winners:
        cheaper = town._replace(costs=town.costs | {one: town.costs[one] / 2})
        assert one in rules.greedy(cheaper.election()).winners


@tried
@given(small(points=False))
def test_another_vote_does_not_make_a_greedy_winner_lose(town):
    for one in rules.greedy(town.election()).winners:
        more = town._replace(ballots=[*town.ballots, {one: 1}])
        assert one in rules.greedy(more.election()).winners


@tried
@given(st.data(), UTILITIES)
def test_a_tie_to_the_last_digit_is_seen(data, utility):
    """Thirds, sevenths and elevenths, in which equal prices differ as floating-point numbers."""
    ids = [f"p{number}" for number in range(6)]
    costs = {one: Fraction(data.draw(st.sampled_from([3, 7, 21, 33, 77]))) for one in ids}
    ballot = st.dictionaries(st.sampled_from(ids), st.just(1), min_size=1, max_size=3)
    ballots = data.draw(st.lists(ballot, min_size=21, max_size=21))
    town = Small(costs, ballots, Fraction(21 * data.draw(st.sampled_from([1, 3, 5, 7]))))
    assert list(town.count(utility).winners) == plain.shares(*town, utility)[0]

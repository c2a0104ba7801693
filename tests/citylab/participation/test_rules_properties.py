"""What must hold in every election, on some hundreds of small ones drawn at random with a seed."""

import importlib.util
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from citylab.participation import pabulib, rules

_spec = importlib.util.spec_from_file_location("plain_count", Path(__file__).with_name("plain_count.py"))
plain = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(plain)

MANY = 200


def draw(seed, *, points=False, same_cost=False, most_voters=7, most_projects=5):
    """Return costs, ballots as points, and a budget; small numbers, so that ties are common."""
    rng = random.Random(seed)
    ids = [f"p{number}" for number in range(rng.randint(1, most_projects))]
    costs = dict.fromkeys(ids, 6) if same_cost else {one: rng.randint(1, 12) for one in ids}
    voters = rng.randint(1, most_voters)
    ballots = [{one: rng.randint(1, 4) if points else 1 for one in ids if rng.random() < 0.5} for _ in range(voters)]
    return costs, ballots, rng.randint(1, max(1, sum(costs.values())))


def election_of(costs, ballots, budget):
    return pabulib.build(costs, ballots, budget=budget, vote_type="cumulative")


def subsets(items):
    return [chosen for size in range(1, len(items) + 1) for chosen in combinations(items, size)]


def utilities(costs, ballots, utility):
    return [{one: given * (costs[one] if utility == "cost" else 1) for one, given in each.items()} for each in ballots]


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@pytest.mark.parametrize("points", [False, True])
def test_winners_payments_and_prices_are_those_of_the_definition(utility, points):
    for seed in range(MANY):
        costs, ballots, budget = draw(seed, points=points)
        winners, payments, prices = plain.shares(costs, ballots, budget, utility)
        found = rules.equal_shares(election_of(costs, ballots, budget), utility=utility)
        assert list(found.winners) == winners, seed
        assert found.price.to_numpy() == pytest.approx([float(price) for price in prices], rel=1e-12)
        expected = np.zeros((len(ballots), len(costs)))
        for (voter, project), paid in payments.items():
            expected[voter, list(costs).index(project)] = paid
        assert found.payments.toarray() == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@pytest.mark.parametrize("points", [False, True])
def test_add1_is_one_raise_after_another(utility, points):
    for seed in range(MANY):
        costs, ballots, budget = draw(seed, points=points, most_voters=6, most_projects=6)
        costs = {one: cost * 10 for one, cost in costs.items()}
        winners = plain.add1(costs, ballots, budget * 10, utility)
        election = election_of(costs, ballots, budget * 10)
        assert list(rules.equal_shares(election, utility=utility, completion="add1").winners) == winners, seed


@pytest.mark.parametrize("completion", [None, "add1", "utilitarian"])
def test_money_adds_up(completion):
    for seed in range(MANY):
        costs, ballots, budget = draw(seed, points=seed % 2 == 1)
        found = rules.equal_shares(election_of(costs, ballots, budget), completion=completion)
        spent = sum(costs[one] for one in found.winners)
        assert spent <= budget
        assert (found.cost, found.leftover) == (spent, budget - spent)
        paid = found.payments.toarray()
        assert paid.min(initial=0) >= 0
        assert paid.sum(axis=1).max(initial=0) <= found.share * (1 + 1e-12)
        bought = [one for one in found.winners if one not in found.completed]
        expected = [float(costs[one]) if one in bought else 0.0 for one in costs]
        assert paid.sum(axis=0) == pytest.approx(expected, rel=1e-12)
        assert not paid[np.array([[each.get(one, 0) == 0 for one in costs] for each in ballots])].any()


def test_after_the_utilitarian_completion_nothing_that_is_wanted_fits():
    for seed in range(MANY):
        costs, ballots, budget = draw(seed)
        found = rules.equal_shares(election_of(costs, ballots, budget), completion="utilitarian")
        left = [one for one in costs if one not in found.winners and any(one in each for each in ballots)]
        assert all(costs[one] > found.leftover for one in left)


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
def test_extended_justified_representation_up_to_one_project(utility):
    """
    Peters, Pierczyński and Skowron 2021: additive utilities, any costs.

    A group S whose share of the budget pays for the projects T, and whose members all give each c of T at least α(c):
    some member has at least α(T) from the winners, or would have more than α(T) with one further project of T.
    """
    for seed in range(MANY):
        costs, ballots, budget = draw(seed, points=True, most_voters=6)
        chosen = set(rules.equal_shares(election_of(costs, ballots, budget), utility=utility).winners)
        worth = utilities(costs, ballots, utility)
        for group, agreed in cohesive(costs, ballots, budget):
            promised = sum(min(worth[voter][one] for voter in group) for one in agreed)
            assert any(
                gain(worth[voter], chosen) >= promised
                or any(gain(worth[voter], chosen | {one}) > promised for one in agreed)
                for voter in group
            ), (seed, group, agreed)


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
def test_approvals_are_represented_up_to_any_project(utility):
    """
    Brill, Forster, Lackner, Maly and Peters 2023: approvals, utility by cost or by number.

    The same, with *any* project of T that is not funded.
    """
    for seed in range(MANY):
        costs, ballots, budget = draw(seed, most_voters=6)
        chosen = set(rules.equal_shares(election_of(costs, ballots, budget), utility=utility).winners)
        worth = utilities(costs, ballots, utility)
        for group, agreed in cohesive(costs, ballots, budget):
            promised = sum(worth[group[0]][one] for one in agreed)
            missing = [one for one in agreed if one not in chosen]
            assert any(all(gain(worth[voter], chosen | {one}) > promised for one in missing) for voter in group), (
                seed,
                group,
                agreed,
            )


def test_equal_costs_give_extended_justified_representation():
    """Approvals and one cost: some member has as many winners as the group can pay for; nothing 'up to'."""
    for seed in range(MANY):
        costs, ballots, budget = draw(seed, same_cost=True)
        chosen = set(rules.equal_shares(election_of(costs, ballots, budget), utility="cardinality").winners)
        for group, agreed in cohesive(costs, ballots, budget):
            assert max(len(chosen & set(ballots[voter])) for voter in group) >= len(agreed), seed


def cohesive(costs, ballots, budget):
    """Yield each group with projects that all of it supports and that its shares can pay."""
    for group in subsets(range(len(ballots))):
        common = [one for one in costs if all(ballots[voter].get(one, 0) > 0 for voter in group)]
        for agreed in subsets(common):
            if sum(costs[one] for one in agreed) * len(ballots) <= len(group) * budget:
                yield group, agreed


def gain(worth, chosen):
    return sum(value for one, value in worth.items() if one in chosen)


def test_a_cheaper_winner_still_wins():
    """Discount monotonicity, which greedy by votes keeps."""
    for seed in range(MANY):
        costs, ballots, budget = draw(seed)
        for one in rules.greedy(election_of(costs, ballots, budget)).winners:
            cheaper = election_of(costs | {one: costs[one] / 2}, ballots, budget)
            assert one in rules.greedy(cheaper).winners, seed


def test_another_vote_does_not_make_a_greedy_winner_lose():
    for seed in range(MANY):
        costs, ballots, budget = draw(seed)
        for one in rules.greedy(election_of(costs, ballots, budget)).winners:
            assert one in rules.greedy(election_of(costs, [*ballots, {one: 1}], budget)).winners


def test_names_and_order_of_voters_do_not_matter():
    for seed in range(MANY):
        costs, ballots, budget = draw(seed, points=True)
        turned = ballots[::-1]
        first, second = (rules.equal_shares(election_of(costs, each, budget)) for each in (ballots, turned))
        assert first.winners == second.winners
        assert first.payments.toarray()[::-1] == pytest.approx(second.payments.toarray(), abs=1e-9)


def test_a_tie_to_the_last_digit_is_seen():
    """Thirds, sevenths and elevenths, in which equal prices differ as floating-point numbers."""
    for seed in range(MANY):
        rng = random.Random(seed)
        ids = [f"p{number}" for number in range(6)]
        costs = {one: rng.choice([3, 7, 21, 33, 77]) for one in ids}
        ballots = [{one: 1 for one in rng.sample(ids, rng.randint(1, 3))} for _ in range(21)]
        budget = 21 * rng.choice([1, 3, 5, 7])
        winners = plain.shares(costs, ballots, budget)[0]
        assert list(rules.equal_shares(election_of(costs, ballots, budget)).winners) == winners, seed

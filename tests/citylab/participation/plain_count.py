"""The Method of Equal Shares written down as its definition says, in fractions: slow, and meant for tiny elections."""

from fractions import Fraction
from itertools import count


def shares(costs, ballots, budget, utility="cost", share=None):
    """
    Return winners in order, payments ``{(voter, project): money}`` and prices per unit of utility.

    `costs` maps projects to numbers; `ballots` are mappings from project to points. What costs nothing and is wanted
    comes first.
    """
    money = [Fraction(budget) / max(len(ballots), 1) if share is None else share] * len(ballots)
    score = {name: sum(Fraction(ballot.get(name, 0)) for ballot in ballots) for name in costs}
    winners = sorted((name for name in costs if not costs[name] and score[name]), key=lambda name: (-score[name], name))
    payments, prices = {}, [Fraction(0)] * len(winners)
    while True:
        open_ones = [name for name in costs if name not in winners]
        offers = {name: offer(money, costs[name], wishes(ballots, name, costs, utility)) for name in open_ones}
        offers = {name: rate for name, rate in offers.items() if rate is not None}
        if not offers:
            return winners, payments, prices
        best = min(offers, key=lambda name: (offers[name], -score[name], Fraction(costs[name]), name))
        for voter, worth in enumerate(wishes(ballots, best, costs, utility)):
            paid = min(money[voter], offers[best] * worth)
            money[voter] -= paid
            payments[voter, best] = paid
        winners.append(best)
        prices.append(offers[best])


def wishes(ballots, name, costs, utility):
    """Return each voter's utility from a project."""
    factor = Fraction(costs[name]) if utility == "cost" else 1
    return [Fraction(ballot.get(name, 0)) * factor for ballot in ballots]


def offer(money, cost, worths):
    """Return the smallest rate at which supporters can pay, or None."""
    supporters = sorted((have / worth, have, worth) for have, worth in zip(money, worths, strict=True) if worth > 0)
    rest, worth_left = Fraction(cost), sum(worth for _, _, worth in supporters)
    for most, have, worth in supporters:
        if rest <= most * worth_left:
            return rest / worth_left
        rest -= have
        worth_left -= worth
    return None


def add1(costs, ballots, budget, utility="cost"):
    """Return the winners of Add1: a raise of 1 after another."""
    start, before = Fraction(budget) / max(len(ballots), 1), []
    wanted = [name for name in costs if any(ballot.get(name, 0) > 0 for ballot in ballots)]
    for raises in count():
        winners = shares(costs, ballots, budget, utility, start + raises)[0]
        left = budget - sum(costs[name] for name in winners)
        if left < 0:
            return before
        if all(costs[name] > left for name in wanted if name not in winners):
            return winners
        before = winners

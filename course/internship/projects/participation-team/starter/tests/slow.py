"""Slow and independent ways to the same results, to test yours against."""

from fractions import Fraction

import numpy as np
from scipy.optimize import LinearConstraint, milp


def slow_equal_shares(ballots, costs, share):
    """Count by equal shares with exact fractions; each ballot is a set of columns."""
    left, winners = [Fraction(share)] * len(ballots), []
    while True:
        offers = []
        for project, cost in enumerate(costs):
            payers = [voter for voter, ballot in enumerate(ballots) if project in ballot]
            price = slow_price([left[voter] for voter in payers], Fraction(cost))
            if project not in winners and price is not None:
                offers.append((price, -len(payers), cost, project))
        if not offers:
            return sorted(winners)
        price, _, cost, project = min(offers)
        winners.append(project)
        for voter, ballot in enumerate(ballots):
            if project in ballot:
                left[voter] -= min(left[voter], price * cost)


def slow_price(money, cost):
    """Try how many of the poorest give all that they have, and let the others share the rest."""
    if not money or sum(money) < cost:
        return None
    money = sorted(money)
    for poor in range(len(money)):
        each = (cost - sum(money[:poor])) / (len(money) - poor)
        if each <= money[poor]:
            return each / cost
    raise AssertionError("the money is enough, so somebody can pay the rest")


def could_be(shown, counts, row, column, value):
    """Say whether a table of whole numbers of 0 or more exists that shows the same, with one hidden cell at `value`."""
    places = np.arange(counts.size).reshape(counts.shape)
    single = np.eye(counts.size)
    known = ~np.isnan(shown)
    sums = [single[line].sum(axis=0) for line in [*places, *places.T]] + [single[place] for place in places[known]]
    numbers = [*counts.sum(axis=1), *counts.sum(axis=0), *shown[known]]
    asked = LinearConstraint(single[places[row, column]], value, value)
    published = LinearConstraint(np.array(sums), numbers, numbers)
    return milp(np.zeros(counts.size), integrality=np.ones(counts.size), constraints=[published, asked]).success

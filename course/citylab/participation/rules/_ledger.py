"""
Exact book-keeping of one run, used where rounding could change a comparison.

A voter who still has money has paid the full price of each bought project that the ballot supports, so what is left is
the share less the sum of price times points. Whoever once paid less has nothing. So exact sums need only the prices
and a few whole numbers.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from citylab.participation.rules._problem import Problem

__all__ = ["Ledger", "Purchase"]


@dataclass
class Purchase:
    """
    A bought project and who could pay.

    Attributes
    ----------
    column : int
        The project.
    groups, given : numpy.ndarray of int, shape (n_supporters,)
        Its supporters who may have money, and the points of each voter.
    first : int
        Number of the first run of the next two.
    rich, poor : numpy.ndarray of bool, shape (n_supporters, n_runs)
        Who paid the full price, and who paid a smaller rest, in each run.
    """

    column: int
    groups: np.ndarray
    given: np.ndarray
    first: int
    rich: np.ndarray
    poor: np.ndarray


class Ledger:
    """The exact prices of one run: per point, in the order of purchase. [currency per point]"""

    def __init__(self, problem: Problem, share: Fraction, run: int, bought: list[Purchase]) -> None:
        self.problem, self.share, self.run, self.bought = problem, share, run, bought
        self.prices: list[Fraction] = []

    def branch(self, bought: list[Purchase]) -> "Ledger":
        """Return a ledger that has the same past and goes on with purchases of its own."""
        other = Ledger(self.problem, self.share, self.run, bought)
        other.prices = list(self.prices)
        return other

    def total(self, groups: np.ndarray) -> Fraction:
        """Return what the voters of groups that still have money have together. [currency]"""
        return self._total(groups, len(self.bought))

    def money(self, group: int) -> Fraction:
        """Return what one voter of a group that still has money has. [currency]"""
        return self._money(group, len(self.bought))

    def price(self, wanted: Purchase, near: np.ndarray) -> tuple[Fraction, np.ndarray]:
        """
        Return the exact price of a project, and who pays it in full.

        `near` (bool, one per supporter) are those whom rounding leaves in doubt, neither rich nor poor.
        [currency per point]
        """
        return self._price(wanted, near, len(self.bought))

    def _price(self, wanted: Purchase, near: np.ndarray | None, rounds: int) -> tuple[Fraction, np.ndarray]:
        rich, poor = wanted.rich[:, self.run - wanted.first], wanted.poor[:, self.run - wanted.first]
        near = np.zeros_like(rich) if near is None else near
        # Begin with everybody in doubt as rich: the price is then too low, and rises to the true one.
        rich = rich | near
        in_doubt = {int(place): self._money(int(wanted.groups[place]), rounds) for place in np.flatnonzero(near)}
        while True:
            rest = self.problem.cost[wanted.column] - self._total(wanted.groups[(poor | near) & ~rich], rounds)
            price = rest / int(self.problem.weight[wanted.groups[rich]] @ wanted.given[rich])
            doubtful = [(place, money) for place, money in in_doubt.items() if rich[place]]
            out = [place for place, money in doubtful if money < price * int(wanted.given[place])]
            if not out:
                return price, rich
            rich[out] = False

    def _total(self, groups: np.ndarray, rounds: int) -> Fraction:
        """Return the money of groups after so many purchases."""
        if not len(groups):
            return Fraction(0)
        weight = self.problem.weight[groups]
        paid = weight @ self.problem.points[groups] if rounds else []
        total = int(weight.sum()) * self.share
        for place, purchase in enumerate(self.bought[:rounds]):
            if paid[purchase.column]:
                total -= self._paid(place) * int(paid[purchase.column])
        return total

    def _money(self, group: int, rounds: int) -> Fraction:
        return self._total(np.array([group]), rounds) / int(self.problem.weight[group])

    def _paid(self, place: int) -> Fraction:
        """Return the price of a purchase; earlier ones are worked out first, so that nothing nests deeply."""
        while len(self.prices) <= place:
            purchase = self.bought[len(self.prices)]
            self.prices.append(self._price(purchase, None, len(self.prices))[0])
        return self.prices[place]

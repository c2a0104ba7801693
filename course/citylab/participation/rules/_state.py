"""The state of several runs of the Method of Equal Shares: who has how much, and what each project would cost them."""

from collections.abc import Sequence
from copy import copy
from fractions import Fraction
from typing import Any, Self

import numpy as np

from citylab.participation.rules._ledger import Ledger, Purchase
from citylab.participation.rules._problem import Problem

__all__ = ["ERROR", "State"]

# Sums over 1e5 voters and 1e2 purchases lose some 1e-13 of all money; a thousand times that is still rare.
ERROR = 1e-10


class State:
    """
    Money and prices of runs that have bought the same; see `Run`.

    Prices are floating-point numbers with a bound of their error; whatever is nearer than the bound is decided exactly.
    """

    def __init__(
        self,
        problem: Problem,
        share: Fraction,
        *,
        step: Fraction | int = 0,
        raises: Sequence[int] = (0,),
        rough: bool = False,
        after: Self | None = None,
    ) -> None:
        self.problem, self.rough = problem, rough
        self.raises, self.first = np.array(raises), 0
        self._line_up()
        self.rests: list[Any] = []
        shares = [share + step * times for times in raises]
        self.share = np.array([float(each) for each in shares])
        self.money = np.tile(self.share, (len(problem.weight), 1))
        self.bought: list[Purchase] = []
        self.ledgers = [Ledger(problem, each, run, self.bought) for run, each in enumerate(shares)]
        self.columns: list[int] = []
        # Supporters who may still have money, and their points.
        self._groups, self._given = [*problem.supporters], [*problem.given]
        self.prices: list[np.ndarray] = []
        self.paid: list[np.ndarray] = []
        # Utility of all that may still be bought.
        self._appetite = problem.appetite.copy()
        self._weight, self._factor, self._cost, self._backers, self._least = problem.floats
        # Lower bounds of each project's price per utility; money only falls, so an old price is one.
        payable = np.multiply.outer(self._backers, self.share) >= self._cost[:, None] * (1 - ERROR)
        self.low = np.where(payable, self._least[:, None], np.inf)
        self.slack = np.zeros_like(self.low)
        self._fresh: set[int] = set()
        self._known: dict[tuple[int, int], Fraction] = {}
        if after:
            for column in after.columns:
                self._look(column)
                self._buy(column)
            # A smaller share makes nothing cheaper.
            self.low = np.maximum(self.low, after.floor()[:, :1])

    def _before(self, column: int, run: int, other: int, other_run: int) -> bool:
        """Return whether a project is bought before another, each at its own share; exact."""
        mine, theirs = self.low[column, run], self.low[other, other_run]
        if abs(mine - theirs) > self.slack[column, run] + self.slack[other, other_run]:
            return bool(mine < theirs)
        exact = self._exact_rate(column, run), self._exact_rate(other, other_run)
        return exact[0] < exact[1] or (exact[0] == exact[1] and self.problem.ties[column] < self.problem.ties[other])

    def _exact_rate(self, column: int, run: int) -> Fraction:
        if (column, run) not in self._known:
            self._known[column, run] = self._exact(column, run)[0] / self.problem.factor[column]
        return self._known[column, run]

    def _exact(self, column: int, run: int) -> tuple[Fraction, np.ndarray]:
        money = self.money[self._groups[column], run]
        need = self.low[column, run] * self._factor[column] * self._given[column]
        near = (np.abs(money - need) <= self._doubt(column)[:, run]) & (money > 0)
        rich, poor = (money > need) & ~near, (money > 0) & (money < need) & ~near
        return self.ledgers[run].price(self._purchase(column, rich[:, None], poor[:, None], run), near)

    def _purchase(self, column: int, rich: np.ndarray, poor: np.ndarray, run: int = 0) -> Purchase:
        return Purchase(column, self._groups[column], self._given[column], self.first + run, rich, poor)

    def _doubt(self, column: int, *, most: bool = False) -> np.ndarray:
        """Return the error of what a supporter's money is compared with, or `most` of them all. [currency]"""
        given = self._given[column].max() if most else self._given[column]
        return np.multiply.outer(given, self.slack[column] * self._factor[column]) + ERROR * self.share

    def floor(self) -> np.ndarray:
        """Return what each project costs at least. [currency per utility]"""
        return self.low - self.slack

    def _cut(self, differs: np.ndarray) -> None:
        """Part with the shares from the first that differs."""
        if differs.any():
            at = int(differs.argmax())
            self.rests.append(self._branch(at))
            self._keep(slice(at))

    def _branch(self, at: int) -> Self:
        """Return a run of the shares from `at`, in the state of now."""
        other = copy(self)
        other._keep(slice(at, None))
        other.first, other.rests = self.first + at, []
        other.bought, other.columns, other.prices, other.paid = [*self.bought], [*self.columns], [], []
        other._groups, other._given, other._appetite = [*self._groups], [*self._given], self._appetite.copy()
        other._fresh, other._known = set(), {}
        other.ledgers = [ledger.branch(other.bought) for ledger in self.ledgers[at : self.width]]
        return other

    def _keep(self, part: slice) -> None:
        self.raises, self.share = self.raises[part], self.share[part]
        self.money, self.low, self.slack = (table[:, part].copy() for table in (self.money, self.low, self.slack))
        self._line_up()

    def _line_up(self) -> None:
        """Note with which share each is compared: itself, or the one before if others lie between them."""
        self.width = len(self.raises)
        follows = self.raises[1:] == self.raises[:-1] + 1
        self.ahead = np.arange(self.width)
        self.ahead[1:] -= ~follows

    def _look(self, column: int) -> None:
        """Work out the price of a project now; infinite where its supporters cannot pay."""
        if column in self._fresh:
            return
        self._fresh.add(column)
        groups, given, money = self._alive(column)
        weight, cost, factor = self._weight.take(groups), self._cost[column], self._factor[column]
        gap = weight @ money - cost
        error = ERROR * self.problem.voters * self.share
        payable = gap > error
        for run in np.flatnonzero(np.abs(gap) <= error):
            have = self.ledgers[run].total(groups[money[:, run] > 0])
            payable[run] = have >= self.problem.cost[column]
        payable &= np.isfinite(self.low[column])
        if not payable.any():
            self._strike(column)
            return
        start = np.where(payable, self.low[column], 0.0) * factor
        price, points = _price(cost, weight, given, money, start)
        self.slack[column] = np.where(payable, error / (points * factor), 0.0)
        self.low[column] = np.where(payable, price / factor, np.inf)

    def _alive(self, column: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the supporters of a project who may have money, their points, and the money."""
        groups = self._groups[column]
        money = self.money.take(groups, axis=0)
        # Whoever has nothing with the largest share has nothing with any.
        has = money[:, -1] > 0
        if np.count_nonzero(has) < 0.8 * len(has):
            self._groups[column], self._given[column] = groups[has], self._given[column][has]
            money = money[has]
        return self._groups[column], self._given[column], money

    def _strike(self, column: int) -> None:
        """Note that a project cannot be bought any more."""
        self.low[column] = np.inf
        self._appetite[self._groups[column]] -= self._given[column] * self._factor[column]

    def _buy(self, column: int) -> None:
        groups, given = self._groups[column], self._given[column]
        money = self.money.take(groups, axis=0)
        spare = money - np.multiply.outer(given, self.low[column] * self._factor[column])
        rich, has, left = spare >= 0, money > 0, np.maximum(spare, 0.0)
        distance = np.abs(spare)
        for run in np.flatnonzero(distance.min(axis=0) <= self._doubt(column, most=True)):
            near = has[:, run] & (distance[:, run] <= self._doubt(column)[:, run])
            if not near.any():
                continue
            price, rich[:, run] = self._exact(column, int(run))
            for place in np.flatnonzero(near):
                exact = self.ledgers[run].money(int(groups[place])) - price * int(given[place])
                left[place, run] = max(float(exact), 0.0)
        self.money[groups] = left
        self.columns.append(column)
        if not self.rough:
            self.prices.append(self.low[column] * self._factor[column])
            self.paid.append(np.zeros(len(self.problem.weight)))
            self.paid[-1][groups] = (money - left)[:, 0]
        self.bought.append(self._purchase(column, rich & has, has & ~rich))
        self._strike(column)
        self._fresh, self._known = set(), {}


def _price(
    cost: float, weight: np.ndarray, given: np.ndarray, money: np.ndarray, start: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """
    Solve sum of weight · min(money, price · given) = cost for the price, in each run.

    The left side rises ever more slowly with the price, so Newton's steps from any start come to the solution from
    below, and end when nobody else runs out of money. Returns also the points of those who pay in full.
    """
    price, points = start, np.ones_like(start)
    worth = weight * given
    alike = given.max() == 1

    def who_pays_in_full() -> np.ndarray:
        return money >= (price if alike else np.multiply.outer(given, price))

    rich = who_pays_in_full()
    while True:
        full = worth @ rich.astype(float)
        rest = cost - weight @ (money * ~rich)
        points = np.where(full > 0, full, points)
        price = np.maximum(price, np.where(full > 0, rest / points, price))
        before, rich = rich, who_pays_in_full()
        if (before == rich).all():
            return price, points

"""
The Method of Equal Shares for several shares at once.

Let the shares b1 < b2 < … be given. All runs buy what the run of b1 buys. With that order of purchases fixed, a larger
share leaves every voter with no less money, so every price can only fall. Hence, if before each purchase the project
bought at b1 is at b[j-1] no dearer than any other at b[j], every share between them buys the same projects in the same
order: `Run` finds how far that holds.

If only the set of projects is asked for (`rough`), the order may differ where it has no effect: where everybody who
supports the project and one of those that may come before it has money to pay all of them at the highest price.
"""

from typing import Self

import numpy as np

from citylab.participation.rules._state import ERROR, State

__all__ = ["Run"]


class Run(State):
    """
    Buy projects for each of `shares`, as long as all of them buy the same.

    Parameters
    ----------
    problem : Problem
        The election.
    shares : sequence of fractions.Fraction
        Money per voter, rising. [currency]
    dense : sequence of bool
        For each share, whether no share that matters lies between it and the one before.
    rough : bool
        Whether the set of projects is all that is asked for; else their order is exact, too.

    Attributes
    ----------
    columns : list of int
        Projects bought, in order.
    width : int
        For so many shares from the first this is the result.
    rests : list of Run
        Where the other shares go on, from the state in which they part; the last one has the smallest shares. A
        share that is not dense is given up.
    prices : list of numpy.ndarray, each of shape (width,)
        Price per point of each purchase, unless `rough`. [currency per point]
    paid : list of numpy.ndarray, each of shape (n_groups,)
        What a voter of each group pays for each purchase with the first share, unless `rough`. [currency]
    """

    def go(self) -> Self:
        """Buy until nothing can be bought with the first share."""
        if self.rough and not self.bought:
            for harmless in self._harmless():
                self._buy(harmless)
        while (column := self._choose()) is not None:
            self._buy(column)
        return self

    def _harmless(self) -> list[int]:
        """Return the cheapest projects (per utility), as many as everybody can pay in full in any order."""
        # A project too dear for the first share may be bought with the last; its price is the same.
        price = self.low.min(axis=1)
        order = np.argsort(price, kind="stable")
        fits, fails = 0, int(np.isfinite(price).sum()) + 1
        while fails - fits > 1:
            count = (fits + fails) // 2
            chosen = np.isin(np.arange(len(price)), order[:count]).astype(float)
            burden = (self.problem.utility @ chosen).max(initial=0.0) * price[order[count - 1]]
            fits, fails = (count, fails) if burden * (1 + ERROR) <= self.share[0] else (fits, count)
        # One that costs the same as the next could be tied with it, which may not fit.
        while fits and fits < len(order) and price[order[fits]] <= price[order[fits - 1]] * (1 + ERROR):
            fits -= 1
        return [int(column) for column in order[:fits]]

    def _choose(self) -> int | None:
        """Return what to buy next; part with the shares that buy something else."""
        self._fresh, self._known = set(), {}
        ahead = np.where(self.dense, np.arange(self.width), np.arange(self.width) - 1)
        ahead[0] = 0
        best = self._best(exact=not self.rough, first=self.rough)
        if best < 0:
            for column in np.flatnonzero(np.isfinite(self.low).any(axis=1)):
                self._look(int(column))
                self._cut(np.isfinite(self.low[column]))
            return None
        if self.rough:
            if not self._tight(best, ahead, self._rivals(best, ahead)).any():
                return best
            best = self._best(exact=False)
        matters = self._matters(best, ahead)
        if self.rough and matters[0]:
            best = self._best(exact=True)
            matters = self._matters(best, ahead)
        for column in np.flatnonzero((self._rivals(best, ahead) & matters).any(axis=1)):
            self._look(int(column))
            self._cut(self._beaten(best, int(column), ahead[: self.width]) & matters[: self.width])
        return best

    def _best(self, *, exact: bool, first: bool = False) -> int:
        """Return the project that the first share buys, or `first` any cheap one that it can pay; -1 for none."""
        best = -1
        for column in np.argsort(self.low[:, 0], kind="stable"):
            floor = self.low[column, 0] - self.slack[column, 0]
            if not np.isfinite(floor) or (best >= 0 and floor > self.low[best, 0] + self.slack[best, 0]):
                break
            self._look(int(column))
            if not np.isfinite(self.low[column, 0]):
                continue
            if first:
                return int(column)
            if best < 0 or self._comes_first(int(column), best, exact):
                best = int(column)
        return best

    def _comes_first(self, column: int, best: int, exact: bool) -> bool:
        return self._before(column, 0, best, 0) if exact else bool(self.low[column, 0] < self.low[best, 0])

    def _rivals(self, best: int, ahead: np.ndarray) -> np.ndarray:
        """Return which projects may come before `best`, at each share."""
        rivals = self._floor()[:, : len(ahead)] <= self._ceiling(best)[ahead]
        rivals[best] = False
        return rivals

    def _matters(self, best: int, ahead: np.ndarray) -> np.ndarray:
        """Return for each share whether it may matter what is bought before `best`."""
        if not self.rough:
            return np.ones(self.width, dtype=bool)
        tight = self._tight(best, ahead, self._rivals(best, ahead))
        if tight.any():
            for column in np.flatnonzero((self._rivals(best, ahead) & tight).any(axis=1)):
                self._look(int(column))
            tight = self._tight(best, ahead, self._rivals(best, ahead))
        return tight

    def _tight(self, best: int, ahead: np.ndarray, rivals: np.ndarray) -> np.ndarray:
        """Return for each share whether a supporter of `best` might run short if rivals came first."""
        if not rivals.any():
            return np.zeros(self.width, dtype=bool)
        groups = self._groups[best]
        rate = self._ceiling(best)[ahead] * (1 + ERROR)
        # Most can pay for all they ever wished; look closer at the others.
        modest = self.money[groups, 0] >= self._appetite[groups] * rate.max()
        groups, given = groups[~modest], self._given[best][~modest]
        if not len(groups):
            return np.zeros(self.width, dtype=bool)
        other = self.problem.utility[groups] @ rivals.astype(float)
        money = self.money[groups]
        able = money[:, ahead] >= (self._factor[best] * given[:, None] + other) * rate
        return ~(able | (other == 0) | (money == 0)).all(axis=0)

    def _floor(self) -> np.ndarray:
        return self.low - self.slack

    def _ceiling(self, column: int) -> np.ndarray:
        return self.low[column] + self.slack[column]

    def _beaten(self, best: int, column: int, ahead: np.ndarray) -> np.ndarray:
        """Return for each share whether `column` there comes before `best` at the share before."""
        beaten = self.low[column] + self.slack[column] < (self.low[best] - self.slack[best])[ahead]
        doubt = ~beaten & (self.low[column] - self.slack[column] <= self._ceiling(best)[ahead])
        for run in np.flatnonzero(doubt):
            if beaten[:run].any():
                break
            beaten[run] = self._before(column, int(run), best, int(ahead[run]))
        return beaten

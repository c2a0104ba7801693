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
    Buy projects for several shares, as long as all of them buy the same.

    Parameters
    ----------
    problem : Problem
        The election.
    share : fractions.Fraction
        Money per voter. [currency]
    step : fractions.Fraction
        What is added to it with each raise. [currency]
    raises : sequence of int
        How often the shares are raised, the fewest first.
    rough : bool
        Whether the set of projects is all that is asked for; else their order is exact, too.
    after : Run, optional
        A run with larger shares that has not gone on since it parted with smaller ones. All shares between buy what
        it has bought so far, so nothing need be chosen until then.

    Attributes
    ----------
    columns : list of int
        Projects bought, in order.
    raises : numpy.ndarray of int, shape (width,)
        From the first to the last of these this is the result.
    rests : list of Run
        Where the other shares go on, from the state in which they part; the last one has the smallest shares.
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
        best = self._best(exact=not self.rough, first=self.rough)
        if best < 0:
            for column in np.flatnonzero(np.isfinite(self.low).any(axis=1)):
                self._look(int(column))
                self._cut(np.isfinite(self.low[column]))
            return None
        if self.rough:
            if not self._tight(best, self._rivals(best)).any():
                return best
            best = self._best(exact=False)
        matters = self._matters(best)
        if self.rough and matters[0]:
            best = self._best(exact=True)
            matters = self._matters(best)
        for column in np.flatnonzero((self._rivals(best) & matters).any(axis=1)):
            self._look(int(column))
            self._cut(self._beaten(best, int(column)) & matters[: self.width])
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

    def _rivals(self, best: int) -> np.ndarray:
        """Return which projects may come before `best`, at each share."""
        rivals = self.floor() <= self._ceiling(best)[self.ahead]
        rivals[best] = False
        return rivals

    def _matters(self, best: int) -> np.ndarray:
        """Return for each share whether it may matter what is bought before `best`."""
        if not self.rough:
            return np.ones(self.width, dtype=bool)
        tight = self._tight(best, self._rivals(best))
        if tight.any():
            for column in np.flatnonzero((self._rivals(best) & tight).any(axis=1)):
                self._look(int(column))
            tight = self._tight(best, self._rivals(best))
        return tight

    def _tight(self, best: int, rivals: np.ndarray) -> np.ndarray:
        """Return for each share whether a supporter of `best` might run short if rivals came first."""
        if not rivals.any():
            return np.zeros(self.width, dtype=bool)
        groups = self._groups[best]
        rate = self._ceiling(best)[self.ahead] * (1 + ERROR)
        # Most can pay for all they still wish; look closer at the others.
        modest = self.money[groups, 0] >= self._appetite[groups] * rate.max() + ERROR * self.share[0]
        groups, given = groups[~modest], self._given[best][~modest]
        if not len(groups):
            return np.zeros(self.width, dtype=bool)
        other = self.problem.wishes(groups, rivals)
        money = self.money.take(groups, axis=0)
        able = money[:, self.ahead] >= (self._factor[best] * given[:, None] + other) * rate
        return ~(able | (other == 0) | (money == 0)).all(axis=0)

    def _ceiling(self, column: int) -> np.ndarray:
        return self.low[column] + self.slack[column]

    def _beaten(self, best: int, column: int) -> np.ndarray:
        """Return for each share whether `column` there comes before `best` at the share before."""
        beaten = self.low[column] + self.slack[column] < (self.low[best] - self.slack[best])[self.ahead]
        doubt = ~beaten & (self.low[column] - self.slack[column] <= self._ceiling(best)[self.ahead])
        for run in np.flatnonzero(doubt):
            if beaten[:run].any():
                break
            beaten[run] = self._before(column, int(run), best, int(self.ahead[run]))
        return beaten

"""The result of a matching: who goes where, who does not, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from classroom.internship.matching import explaining, unplaced
from classroom.internship.matching.market import Market


@dataclass(frozen=True)
class Matching:
    """
    Interns and their hosts.

    Attributes
    ----------
    pairs : dict of str to str
        Intern id to host id, in the order of the interns' ids.
    method : str
        ``stable`` or ``fair``.
    market : Market
        What it was made from.
    left : dict of str to int
        Hosts that left, and the week in which they did.
    """

    pairs: dict[str, str]
    method: str
    market: Market
    left: dict[str, int] = field(default_factory=dict)

    @property
    def seed(self) -> int:
        """Seed of the lots."""
        return self.market.seed

    @property
    def fixed(self) -> dict[str, str]:
        """Pairs that were to stay, intern id to host id."""
        return self.market.fixed

    @cached_property
    def unmatched(self) -> dict[str, str]:
        """Interns without a place, and why."""
        return {
            intern: unplaced.why_unmatched(self, intern) for intern in self.market.interns if intern not in self.pairs
        }

    @cached_property
    def free(self) -> dict[str, int]:
        """Hosts with free places, and how many."""
        taken = Counter(self.pairs.values())
        left = {one: host.places - taken[one] for one, host in self.market.hosts.items()}
        return {host: number for host, number in left.items() if number > 0}

    @cached_property
    def free_places(self) -> dict[str, str]:
        """Hosts with free places, and why they are free."""
        return {host: unplaced.why_free(self, host) for host in self.free}

    def rank(self, intern_id: str) -> int | None:
        """Return which of her choices an intern got, 1 for the first; None if unmatched, or at a host not named."""
        host = self.pairs.get(intern_id)
        return None if host is None else self.market.interns[intern_id].rank_of(host)

    @cached_property
    def ranks(self) -> dict[int | None, int]:
        """How many interns got their first choice, second choice …; None: a host that she did not name."""
        counted = Counter(self.rank(intern) for intern in self.pairs)
        return dict(sorted(counted.items(), key=lambda item: (item[0] is None, item[0] or 0)))

    def way(self, intern_id: str) -> str:
        """Return how the intern works with her host: ``on site``, ``remotely``, or ``on site or remotely``."""
        return " or ".join(self.market.possible(intern_id, self.pairs[intern_id]).ways)

    def explain(self, intern_id: str) -> str:
        """
        Return in plain sentences why an intern got her host, and why not each that she wanted more.

        Raises
        ------
        KeyError
            If there is no such intern.
        """
        return explaining.explain(self, intern_id)

    def taken(self, host_id: str) -> list[str]:
        """Return the interns of a host who are not fixed, the most wanted first."""
        ranks = self.market.ranks[host_id]
        return sorted(
            (one for one, host in self.pairs.items() if host == host_id and one in ranks), key=ranks.__getitem__
        )

    def blocking_pairs(self) -> list[tuple[str, str]]:
        """
        Return each intern and host who would both rather have each other; a stable matching has none.

        Fixed pairs neither move nor give way.
        """
        return [
            (intern, host)
            for intern, chosen in self.market.choices.items()
            for host in chosen[: _place(chosen, self.pairs.get(intern))]
            if self._would_take(host, intern)
        ]

    def _would_take(self, host: str, intern: str) -> bool:
        if self.free.get(host):
            return True
        ranks, taken = self.market.ranks[host], self.taken(host)
        return bool(taken) and ranks[intern] < ranks[taken[-1]]


def _place(chosen: list[str], host: str | None) -> int:
    return len(chosen) if host is None else chosen.index(host)

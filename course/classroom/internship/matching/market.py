"""Who could go where: the choices of each intern, the ranking of each host, and why a pair cannot be."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from classroom.internship.matching import limits, scoring
from classroom.internship.people.model import Host, Intern


class Market:
    """
    The interns and hosts of one matching.

    Parameters
    ----------
    interns, hosts : sequence
        Everybody.
    seed : int
        Of the lots between equals.
    fixed : mapping of str to str
        Pairs that stay, intern to host: these interns and places are not given out again.
    waiting : collection of str
        Interns who get no place this time.
    """

    def __init__(
        self,
        interns: Sequence[Intern],
        hosts: Sequence[Host],
        seed: int,
        fixed: Mapping[str, str] | None = None,
        waiting: Collection[str] = (),
    ) -> None:
        self.interns = {intern.id: intern for intern in sorted(interns, key=lambda one: one.id)}
        self.hosts = {host.id: host for host in sorted(hosts, key=lambda one: one.id)}
        self.seed = seed
        self.fixed = dict(sorted((fixed or {}).items()))
        self.waiting = frozenset(waiting)
        self._checked: dict[tuple[str, str], limits.Possible] = {}

    def possible(self, intern_id: str, host_id: str) -> limits.Possible:
        """Return whether a host can take an intern, whether or not she named it."""
        pair = (intern_id, host_id)
        if pair not in self._checked:
            self._checked[pair] = limits.check(self.interns[intern_id], self.hosts[host_id])
        return self._checked[pair]

    @cached_property
    def choices(self) -> dict[str, list[str]]:
        """The hosts that each intern named and that can take her, in her order; without those who are fixed or wait."""
        return {
            one: [host for host in intern.preferences if self.possible(one, host)]
            for one, intern in self.interns.items()
            if one not in self.fixed and one not in self.waiting
        }

    @cached_property
    def ranks(self) -> dict[str, dict[str, int]]:
        """For each host the place of each intern who chose it, 1 for the most wanted."""
        by_host: dict[str, list[str]] = {host: [] for host in self.hosts}
        for intern, chosen in self.choices.items():
            for host in chosen:
                by_host[host].append(intern)
        return {host: self._ranked(host, interns) for host, interns in by_host.items()}

    @cached_property
    def open_places(self) -> dict[str, int]:
        """The places of each host without those that are fixed."""
        taken = list(self.fixed.values())
        return {one: host.places - taken.count(one) for one, host in self.hosts.items()}

    def _ranked(self, host: str, interns: list[str]) -> dict[str, int]:
        ordered = sorted(interns, key=lambda one: scoring.ranking_key(self.interns[one], self.hosts[host], self.seed))
        return {intern: rank for rank, intern in enumerate(ordered, start=1)}

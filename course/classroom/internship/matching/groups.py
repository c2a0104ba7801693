"""Compare groups of interns: does the result treat some worse, more than chance would?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classroom.internship.matching import limits
from classroom.internship.people.levels import reaches
from classroom.internship.people.model import Intern

if TYPE_CHECKING:
    from classroom.internship.matching.result import Matching

FEW = 3  # hosts named


@dataclass(frozen=True)
class Count:
    """
    How many of a group had a success.

    Attributes
    ----------
    number : int
        Of the group. [interns]
    low, high : int
        If groups made no difference, the number would lie within these in 19 of 20 draws. [interns]
    """

    number: int
    low: int
    high: int

    @property
    def is_usual(self) -> bool:
        """Whether chance alone often gives such a number."""
        return self.low <= self.number <= self.high


@dataclass(frozen=True)
class Group:
    """
    Some of the interns.

    Attributes
    ----------
    name : str
        Goes on after *interns who*: *work remotely only*.
    size : int
        How many they are. [interns]
    placed, first : Count
        Who got a place, and who got the first choice.
    """

    name: str
    size: int
    placed: Count
    first: Count


def compare(matching: Matching) -> list[Group]:
    """Return the groups that hold somebody, and not everybody."""
    everybody = list(matching.market.interns)
    placed = set(matching.pairs)
    first = {one for one in placed if matching.rank(one) == 1}
    return [
        Group(name, len(members), _count(placed, members, everybody), _count(first, members, everybody))
        for name, members in _members(matching)
        if 0 < len(members) < len(everybody)
    ]


def _members(matching: Matching) -> Iterator[tuple[str, list[str]]]:
    hosts = matching.market.hosts

    def needs_visa(intern: Intern) -> bool:
        return any(limits.needs_visa(intern, hosts[host]) for host in intern.preferences[:1])

    tests: dict[str, Callable[[Intern], bool]] = {
        "would need a visa to be at their first choice": needs_visa,
        "would need none": lambda intern: not needs_visa(intern),
        "work on site only": lambda intern: intern.remote == "no",
        "work on site or remotely": lambda intern: intern.remote == "yes",
        "work remotely only": lambda intern: intern.remote == "only",
        "speak English at C2 or natively": lambda intern: reaches(intern.languages.get("en"), "C2"),
        "speak English below C2, or not": lambda intern: not reaches(intern.languages.get("en"), "C2"),
        f"named up to {FEW} hosts that can take them": lambda intern: _open_to(matching, intern) <= FEW,
        f"named more than {FEW} hosts that can take them": lambda intern: _open_to(matching, intern) > FEW,
    }
    for name, test in tests.items():
        yield name, [one for one, intern in matching.market.interns.items() if test(intern)]


def _open_to(matching: Matching, intern: Intern) -> int:
    return sum(bool(matching.market.possible(intern.id, host)) for host in intern.preferences)


def _count(successes: set[str], members: list[str], everybody: list[str]) -> Count:
    from scipy.stats import hypergeom

    chance = hypergeom(len(everybody), len(successes), len(members))
    return Count(len(successes & set(members)), int(chance.ppf(0.025)), int(chance.ppf(0.975)))

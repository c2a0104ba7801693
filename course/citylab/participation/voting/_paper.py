"""The ballot paper: what one may choose from."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from citylab.participation.voting._errors import Refused

__all__ = ["Paper", "Project"]


@dataclass(frozen=True)
class Project:
    """
    One project.

    Attributes
    ----------
    id, name, place : str
        Identifier, name, and the part of town (may be empty).
    cost : float
        What it costs. [currency of the paper]
    """

    id: str
    name: str
    cost: float
    place: str = ""


@dataclass(frozen=True)
class Paper:
    """
    Projects, the budget, and how many projects one may choose.

    Attributes
    ----------
    title : str
        What the vote is about.
    currency : str
        ISO 4217, may be empty.
    budget : float
        What may be spent. [currency]
    projects : tuple of Project
        In the order of the paper.
    least, most : int
        Fewest and most projects on a ballot that is not blank.
    most_cost : float or None
        Highest cost of all projects on a ballot, if the election has one. [currency]
    """

    title: str
    currency: str
    budget: float
    projects: tuple[Project, ...]
    least: int
    most: int
    most_cost: float | None = None

    def to_json(self) -> str:
        """Return the paper as text, the same text for the same paper."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Paper":
        """Return the paper that `to_json` wrote."""
        entries: dict[str, Any] = json.loads(text)
        projects = tuple(Project(**entry) for entry in entries.pop("projects"))
        return cls(projects=projects, **entries)

    def fingerprint(self) -> str:
        """Return a text that differs between different papers."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def money(self, amount: float) -> str:
        """Return an amount as people write it, such as ``12,500 EUR``. [currency]"""
        number = f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"
        return f"{number}\N{NO-BREAK SPACE}{self.currency}" if self.currency else number

    def cost(self, chosen: Sequence[str]) -> float:
        """Return what the chosen projects cost together. [currency]"""
        wanted = set(chosen)
        return sum(project.cost for project in self.projects if project.id in wanted)

    def check(self, chosen: Sequence[str]) -> tuple[str, ...]:
        """
        Return the chosen projects in the order of the paper, each once; blank is allowed.

        Raises
        ------
        Refused
            If a project is unknown, or there are too few, too many or too dear ones.
        """
        wanted = set(chosen)
        known = tuple(project.id for project in self.projects if project.id in wanted)
        if len(known) < len(wanted):
            unknown = sorted(map(str, wanted.difference(known)))[0]
            raise Refused(f"there is no project {unknown[:40]!r} on this paper; reload the page and choose again")
        if complaint := self.complaint(known):
            raise Refused(complaint)
        return known

    def complaint(self, chosen: Sequence[str]) -> str:
        """Return why so many projects cannot stand on one ballot, or an empty text."""
        number = len(chosen)
        if number > self.most:
            return f"you chose {number} projects and may choose {self.most}; untick {number - self.most}"
        if 0 < number < self.least:
            return f"you chose {number} and must choose at least {self.least}; tick {self.least - number} more"
        if self.most_cost is not None and self.cost(chosen) > self.most_cost:
            cost, most = self.money(self.cost(chosen)), self.money(self.most_cost)
            return f"your projects cost {cost} and may cost {most} together; untick one"
        return ""

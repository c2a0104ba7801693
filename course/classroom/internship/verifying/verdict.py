"""What `verify` found out about a project."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from dataclasses import asdict, dataclass, field
from typing import Any

__all__ = [
    "CHECKS",
    "MEANING",
    "OK",
    "REMARK",
    "Finding",
    "Verdict",
    "count",
    "failed",
    "in_order",
    "not_reached",
    "ok",
    "remark",
]

OK, REMARK, FAILED, NOT_REACHED = "ok", "remark", "failed", "not reached"

MOST_SAID = 600  # characters: a finding may repeat what a stranger wrote

# The last line of what is shown of a verdict.
MEANING = {
    True: "means: a clean run writes the declared files again, and the tests pass; it does not mean that the results "
    "are right, that the pictures show them, or whose work it is: a person reads for that.",
    False: "means: what is marked FAILED is to be mended, and nothing is said about how good the work is.",
}

# Every check, in the order in which it is made, and what it asks.
CHECKS = {
    "folder": "Is it a folder of files that can be handed over?",
    "portfolio": "Does portfolio.toml say what the project promises?",
    "readme": "Does README.md tell a stranger what was asked, done and found?",
    "licence": "Do LICENSE, portfolio.toml and pyproject.toml name the same licence?",
    "data": "Does DATA.md account for every data file?",
    "notebooks": "Are the notebooks there, and readable?",
    "paths": "Does the code run on another computer?",
    "secrets": "Is nothing in the files that only their owner may know?",
    "lock": "Does requirements.lock fix every package that is needed?",
    "environment": "Can exactly these packages be installed?",
    "run": "Do the notebooks run from top to bottom?",
    "outputs": "Do they write again what was handed in?",
    "tests": "Do the project's own tests pass?",
}


@dataclass(frozen=True)
class Finding:
    """
    One thing that was found.

    Attributes
    ----------
    check : str
        One of `CHECKS`.
    state : str
        ``ok``, ``remark`` (it counts as ok, and a person should know), ``failed`` or ``not reached``.
    says : str
        What was found.
    remedy : str
        How to mend it; empty where nothing is to be mended.
    """

    check: str
    state: str
    says: str
    remedy: str = ""

    @property
    def ok(self) -> bool:
        """Whether the project may be accepted with it."""
        return self.state in (OK, REMARK)


def ok(check: str, says: str) -> Finding:
    """Return a finding of a check that holds."""
    return Finding(check, OK, says)


def remark(check: str, says: str) -> Finding:
    """Return something that a person should know, and that hinders nothing."""
    return Finding(check, REMARK, says)


def failed(check: str, says: str, remedy: str) -> Finding:
    """Return a reason to refuse the project."""
    return Finding(check, FAILED, says if len(says) <= MOST_SAID else says[:MOST_SAID] + " …", remedy)


def not_reached(check: str, why: str) -> Finding:
    """Return a check that could not be made because another one failed."""
    return Finding(check, NOT_REACHED, why)


@dataclass(frozen=True)
class Verdict:
    """
    Whether a project can be reproduced, and why.

    Attributes
    ----------
    project : str
        Name of its folder.
    findings : tuple of Finding
        At least one for each check, in the order of `CHECKS`.
    seconds : float
        How long it took. [s]
    environment : dict
        Where it ran: Python, platform, number of packages, how they were put together, what stood beside them.
    """

    project: str
    findings: tuple[Finding, ...]
    seconds: float = 0.0
    environment: dict[str, Any] = field(default_factory=dict)

    @property
    def is_accepted(self) -> bool:
        """Whether every check was made and holds."""
        return all(one.ok for one in self.findings)

    @property
    def failed_checks(self) -> tuple[str, ...]:
        """Names of the checks that failed, each once; those that were not reached are not among them."""
        return tuple(dict.fromkeys(one.check for one in self.findings if one.state == FAILED))

    def as_data(self) -> dict[str, Any]:
        """Return everything as plain values, for JSON."""
        return {
            "project": self.project,
            "verdict": "accepted" if self.is_accepted else "refused",
            "failed": list(self.failed_checks),
            "findings": [asdict(one) for one in self.findings],
            "seconds": round(self.seconds, 1),
            "environment": self.environment,
        }


def count(things: Sized, name: str) -> str:
    """Return how many there are, in words such as ``1 notebook`` and ``2 notebooks``."""
    return f"{len(things)} {name}" + ("" if len(things) == 1 else "s")


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings in the order of the checks."""
    place = list(CHECKS)
    return tuple(sorted(findings, key=lambda one: place.index(one.check)))

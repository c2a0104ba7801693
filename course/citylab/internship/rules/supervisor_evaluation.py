"""Supervisor's evaluation: what must fit together between its fields, and what its levels are worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citylab.internship.form import form
from citylab.internship.problems import Problem, clean
from citylab.internship.rules import signed

HIGHEST = 3
NOT_SEEN = "not seen"
_MOST_NOT_SEEN = 2


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what does not fit together."""
    yield from signed.problems(answers)
    levels = _levels(answers)
    unseen = [name for name, level in levels.items() if level == NOT_SEEN]
    if len(unseen) > _MOST_NOT_SEEN:
        says = f"you could not see {len(unseen)} of the criteria"
        remedy = "leave at most 2 open: ask a colleague who saw the work, or the coordinator"
        yield Problem(unseen[0], f"{unseen[0]}: {says}; {remedy}")
    if "0" in levels.values() and "reason_for_none" not in answers:
        lowest = ", ".join(name for name, level in levels.items() if level == "0")
        yield Problem(
            "reason_for_none", f"reason_for_none: you chose the lowest sentence for {lowest}; say what happened"
        )


def share(answers: Mapping[str, Any]) -> float:
    """
    Return what the levels are worth, as a share of the points.

    What the supervisor could not see counts as the mean of the others.

    Parameters
    ----------
    answers : dict of str to object
        A complete form.

    Returns
    -------
    float
        From 0 (the lowest sentence in each criterion) to 1. [1]
    """
    levels = _levels(clean(form("supervisor-evaluation"), answers)).values()
    seen = [int(level) for level in levels if level != NOT_SEEN]
    return sum(seen) / (HIGHEST * len(seen))


def _levels(answers: Mapping[str, Any]) -> dict[str, str]:
    names = [field.name for field in form("supervisor-evaluation").section("levels").fields]
    return {name: answers[name] for name in names if name in answers}

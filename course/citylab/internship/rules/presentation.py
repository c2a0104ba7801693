"""Presentation: what must fit together between its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citylab.internship.form import form
from citylab.internship.problems import Problem

MINUTES = 10


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what does not fit together."""
    minutes = [row.get("minutes") for row in answers.get("parts", [])]
    if minutes and None not in minutes and abs(sum(minutes) - MINUTES) > 0.01:
        yield Problem("parts", f"parts: the minutes add up to {sum(minutes):g}; make them {MINUTES}")
    yield from _access(answers)
    names = [" ".join(row["member"].casefold().split()) for row in answers.get("members", []) if "member" in row]
    if len(set(names)) < len(names):
        yield Problem("members", "members: a name stands there twice; the panel needs two different people")


def _access(answers: Mapping[str, Any]) -> Iterator[Problem]:
    missing = [
        field.name
        for field in form("presentation").section("access").fields
        if field.kind == "yes_no" and answers.get(field.name) is False
    ]
    if missing and "what_is_missing" not in answers:
        yield Problem(
            "what_is_missing", f"what_is_missing: {', '.join(missing)} is False; say why, and what you do instead"
        )

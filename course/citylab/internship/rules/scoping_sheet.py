"""Rules of the scoping sheet: done-means that can be tested, three different levels, data that come in time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from citylab.internship.documents import WEEKS
from citylab.internship.problems import Problem

__all__ = ["problems"]

# Words with which a statement cannot be tested, unless it also says how much.
VAGUE = re.compile(
    r"\b(better|good|best|nice|useful|user-friendly|optimal|improved?|high[- ]quality|as (?:well|much) as possible)\b",
    re.IGNORECASE,
)
LATEST_DATA = timedelta(weeks=WEEKS // 2)  # after the first step: half the internship would be without them


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Give what is wrong between the fields of a scoping sheet."""
    yield from _done(answers)
    yield from _levels(answers)
    yield from _data(answers)
    yield from _dates(answers)


def _done(answers: Mapping[str, Any]) -> Iterator[Problem]:
    for number, statement in enumerate(answers.get("done_means", []), start=1):
        found = VAGUE.search(statement)
        if found and not re.search(r"\d", statement):
            yield Problem(
                "done_means",
                f"done_means, entry {number}: nobody can test '{found[0]}'; say how much, or what can be seen",
            )


def _levels(answers: Mapping[str, Any]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for level in ("level_minimum", "level_target", "level_stretch"):
        if level in answers:
            text = " ".join(answers[level].casefold().split())
            if text in seen:
                yield Problem(level, f"{level}: it says the same as {seen[text]}; say what is more or less in it")
            seen.setdefault(text, level)


def _data(answers: Mapping[str, Any]) -> Iterator[Problem]:
    sources, decided = answers.get("sources", []), answers.get("decided_by")
    states = [one.get("state") for one in sources]
    if sources and all(states) and not {"in_hand", "described"} & set(states):
        yield Problem(
            "sources",
            "sources: nothing is in hand or described, so no work can begin; ask for the columns of one table this "
            "week, or add public data",
        )
    for number, one in enumerate(sources, start=1):
        if one.get("state") == "in_hand" and one.get("personal") in ("yes", "not_sure"):
            yield Problem(
                "sources",
                f"sources, entry {number}, state: it is or may be about people, and in hand; close it, tell your "
                "supervisor, and write 'described' until the data-protection assessment is signed",
            )
        day = one.get("available_on")
        if day and decided and day > decided:
            yield Problem(
                "sources",
                f"sources, entry {number}, available_on: {day} is after the decision, {decided}; plan without it",
            )


def _dates(answers: Mapping[str, Any]) -> Iterator[Problem]:
    start, agreed, decided = (answers.get(name) for name in ("first_step_on", "agreed_on", "decided_by"))
    if start and agreed and agreed > start + timedelta(weeks=1):
        yield Problem(
            "agreed_on",
            f"agreed_on: {agreed} is more than a week after the first step, {start}; agree before you work on it",
        )
    if start and decided and start >= decided:
        yield Problem(
            "first_step_on",
            f"first_step_on: {start} is not before the decision, {decided}; what is decided before you begin needs no "
            "project",
        )
    for number, one in enumerate(answers.get("sources", []), start=1):
        day = one.get("available_on")
        if day and start and day > start + LATEST_DATA:
            yield Problem(
                "first_step_on",
                f"first_step_on: source {number} comes on {day}, more than {LATEST_DATA.days // 7} weeks after "
                f"{start}; plan without it, or find out how to have it earlier",
            )

"""Mid-term review: what must fit together between its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citylab.internship.problems import Problem

_WEEKS = [7, 8, 9, 10, 11, 12]


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what does not fit together."""
    yield from _weeks(answers)
    yield from _changes(answers)


def _weeks(answers: Mapping[str, Any]) -> Iterator[Problem]:
    found = [row.get("week") for row in answers.get("weeks", [])]
    if len(found) == len(_WEEKS) and None not in found and found != _WEEKS:
        told = ", ".join(f"{week:g}" for week in found)
        yield Problem("weeks", f"weeks: the entries are for weeks {told}; write one for each of 7, 8, 9, 10, 11, 12")


def _changes(answers: Mapping[str, Any]) -> Iterator[Problem]:
    first, last = answers.get("scoping_sheet_on"), answers.get("met_on")
    for number, row in enumerate(answers.get("agreed_changes", []), start=1):
        day = row.get("agreed_on")
        where = f"agreed_changes, entry {number}: it was agreed on {day}"
        if day and first and day < first:
            yield Problem("agreed_changes", f"{where}, before the scoping sheet of {first}; look at the dates")
        if day and last and day > last:
            yield Problem("agreed_changes", f"{where}, after the review meeting of {last}; look at the dates")

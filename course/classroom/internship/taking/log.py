"""What a weekly log holds: the weeks, the hours, and whether it can be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from citylab.internship.documents import WEEKS
from citylab.internship.form import form
from citylab.internship.kinds import is_empty
from citylab.internship.problems import clean
from classroom.errors import CitylabError
from classroom.internship.records import Cohort

_WEEK = re.compile(r"week_(\d\d?)")


@dataclass(frozen=True)
class Log:
    """
    A log.

    Attributes
    ----------
    weeks : tuple of int
        Those with an entry, in their order.
    hours : float
        Of all together. [h]
    warnings : tuple of str
        What a person should look at.
    """

    weeks: tuple[int, ...]
    hours: float
    warnings: tuple[str, ...] = ()


def read_log(answers: Mapping[str, Any], cohort: Cohort) -> Log:
    """
    Read the weeks of a log: the dictionaries ``week_01`` to ``week_12`` that say what was done.

    Raises
    ------
    CitylabError
        If no week is filled in, or their Mondays are out of order.
    """
    weeks = _filled_in(answers)
    if not weeks:
        raise CitylabError("is empty: no week is filled in; write the week, save the notebook, and take it again")
    mondays = {week: entry["monday"] for week, entry in weeks.items() if isinstance(entry.get("monday"), date)}
    ordered = list(mondays.items())
    for (first, earlier), (second, later) in pairwise(ordered):
        if later <= earlier:
            raise CitylabError(
                f"week {second} begins on {later}, not after week {first}, {earlier}; put the dates right, and take it "
                "again"
            )
    strange = [week for week, monday in mondays.items() if cohort.week_of(monday) != week]
    warnings = [f"week {week} of this cohort does not begin on {mondays[week]}" for week in strange[:3]]
    hours = sum(float(entry.get("hours", 0)) for entry in weeks.values())
    return Log(tuple(weeks), hours, tuple(warnings))


def _filled_in(answers: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    """Return the answers that can be read, by week."""
    found = {}
    for name, entry in answers.items():
        named = _WEEK.fullmatch(name)
        if named and 1 <= int(named[1]) <= WEEKS and isinstance(entry, Mapping) and not is_empty(entry.get("did")):
            found[int(named[1])] = clean(form("weekly-log"), entry)
    return dict(sorted(found.items()))

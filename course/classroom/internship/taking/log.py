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
from citylab.internship.weekly_log import check_week
from classroom.errors import CitylabError
from classroom.internship.records import Cohort

_WEEK = re.compile(r"week_(\d\d?)")
MOST_SAID = 3  # weeks that a warning names


@dataclass(frozen=True)
class Log:
    """
    A log.

    Attributes
    ----------
    weeks : tuple of int
        Those that count, in their order.
    hours : float
        Of these together. [h]
    warnings : tuple of str
        What a person should look at.
    """

    weeks: tuple[int, ...]
    hours: float
    warnings: tuple[str, ...] = ()


def read_log(answers: Mapping[str, Any], cohort: Cohort, day: date) -> Log:
    """
    Read the weeks of a log: the dictionaries ``week_01`` to ``week_12`` that say what was done.

    A week counts if it is complete, as the tests in the notebook ask, and had begun when the log came.

    Parameters
    ----------
    answers : mapping of str to object
        Values by their name.
    cohort : Cohort
        In whose weeks it lies.
    day : datetime.date
        On which the log came.

    Raises
    ------
    CitylabError
        If no week is filled in, or their Mondays are out of order.
    """
    given = _filled_in(answers)
    if not given:
        raise CitylabError(
            "is empty: no week is filled in, in the cells of the notebook that was handed out; write the week there, "
            "save it, and take it again"
        )
    weeks = {week: clean(form("weekly-log"), entry) for week, entry in given.items()}
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
    open_ = {week: why for week in weeks if (why := _why_not(week, given, mondays.get(week), cohort, day))}
    counted = [week for week in weeks if week not in open_]
    warnings += [f"week {week} does not count: {why}" for week, why in list(open_.items())[:MOST_SAID]]
    if len(open_) > MOST_SAID:
        warnings.append(f"nor do {len(open_) - MOST_SAID} more weeks")
    return Log(tuple(counted), sum(float(weeks[week]["hours"]) for week in counted), tuple(warnings))


def _why_not(week: int, given: Mapping[int, Mapping[str, Any]], monday: date | None, cohort: Cohort, day: date) -> str:
    """Say why a week does not count; nothing if it does."""
    earlier = [given.get(number) for number in range(1, week)]
    if monday is not None and monday > day:
        return f"it begins on {monday}, after the log came, {day}; hand it in when it is over"
    if monday is not None and monday < cohort.starts_on:
        return f"it begins on {monday}, before the internship, {cohort.starts_on}; put the date right"
    return next(iter(check_week(week, given[week], earlier)), "")


def _filled_in(answers: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    """Return the entries that say what was done, by week."""
    found = {}
    for name, entry in answers.items():
        named = _WEEK.fullmatch(name)
        if named and 1 <= int(named[1]) <= WEEKS and isinstance(entry, Mapping) and not is_empty(entry.get("did")):
            found[int(named[1])] = dict(entry)
    return dict(sorted(found.items()))

"""What holds for a whole cohort: its dates, and the rules for late work and for the certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from citylab.internship.documents import WEEKS
from classroom.errors import CitylabError
from classroom.internship.records.names import check_line, read_day
from classroom.internship.records.toml_text import read_toml, toml_text


@dataclass(frozen=True)
class LateRule:
    """
    What late work costs.

    Attributes
    ----------
    grace_days : int
        Days after the due day that cost nothing. [days]
    percent_per_day : float
        Taken off the points of a document for each day after that. [%]
    most_percent : float
        At most this much is taken off. [%]
    """

    grace_days: int = 2
    percent_per_day: float = 5.0
    most_percent: float = 30.0

    def taken_off(self, days_late: int) -> float:
        """Return what a document handed in so many days late loses. [%]"""
        return min(self.most_percent, self.percent_per_day * max(0, days_late - self.grace_days))

    def in_words(self) -> str:
        """Return the rule in a sentence."""
        return (
            f"{self.grace_days} {'day' if self.grace_days == 1 else 'days'} of grace; then {self.percent_per_day:g} % "
            f"of a document's points for each day late, at most {self.most_percent:g} %"
        )


@dataclass(frozen=True)
class PassRule:
    """
    What a certificate asks for.

    Attributes
    ----------
    mark : float
        Least final mark. [%]
    hours : float
        Least hours in the weekly log. [h]
    """

    mark: float = 50.0
    hours: float = 300.0


@dataclass(frozen=True)
class Cohort:
    """
    A cohort.

    Attributes
    ----------
    name : str
        Such as *Spring 2027*.
    starts_on : datetime.date
        Monday of week 1.
    timezone : str
        In which days begin and end, such as ``Europe/London``.
    course : str
        The folder with the assignments and the gradebook, as a path from the records, or a whole one.
    coordinator, coordinator_email : str
        Whom interns and hosts ask.
    silent_days : int
        After so many days without a sign an intern counts as silent. [days]
    late : LateRule
        What late work costs.
    passing : PassRule
        What a certificate asks for.
    """

    name: str
    starts_on: date
    timezone: str = "Europe/London"
    course: str = "../assignments"
    coordinator: str = ""
    coordinator_email: str = ""
    silent_days: int = 10
    late: LateRule = field(default_factory=LateRule)
    passing: PassRule = field(default_factory=PassRule)

    @property
    def ends_on(self) -> date:
        """Friday of the last week."""
        return self.starts_on + timedelta(weeks=WEEKS, days=-3)

    @property
    def zone(self) -> tzinfo:
        """The time zone."""
        return ZoneInfo(self.timezone)

    def day_of(self, moment: datetime) -> date:
        """Return the day of a moment, in the cohort's time zone."""
        return moment.astimezone(self.zone).date()

    def week_of(self, day: date) -> int:
        """Return the week of a day: 1 is the first at the host, 0 and less are before it."""
        return (day - self.starts_on).days // 7 + 1


def write(cohort: Cohort) -> str:
    """Return the file ``cohort.toml``."""
    values = asdict(cohort)
    late, passing = values.pop("late"), values.pop("passing")
    return _HEAD + toml_text({**values, "late": late, "pass": passing})


def read(path: Path) -> Cohort:
    """
    Read ``cohort.toml``.

    Raises
    ------
    CitylabError
        If it is damaged, or a value is not what it must be.
    """
    content = read_toml(path)
    try:
        late = _numbers(LateRule, content.pop("late", {}), path)
        passing = _numbers(PassRule, content.pop("pass", {}), path)
        starts_on = read_day(content.pop("starts_on", ""), of=f"{path}: starts_on")
        cohort = Cohort(starts_on=starts_on, late=late, passing=passing, **content)
    except TypeError:
        known = ", ".join(one.name for one in fields(Cohort))
        raise CitylabError(f"{path}: a name is unknown or missing; there are: {known}") from None
    check(cohort, of=str(path))
    return cohort


def check(cohort: Cohort, *, of: str) -> None:
    """
    Refuse a cohort whose values cannot be.

    Raises
    ------
    CitylabError
        With the first value that is wrong.
    """
    for name in ("name", "course", "coordinator", "coordinator_email"):
        check_line(getattr(cohort, name), of=f"{of}: {name}", needed=name in ("name", "course"))
    if cohort.starts_on.weekday():
        raise CitylabError(
            f"{of}: the internship starts on a Monday; {cohort.starts_on} is a {cohort.starts_on:%A}. "
            "Give the Monday of that week"
        )
    if type(cohort.silent_days) is not int or cohort.silent_days < 1:
        raise CitylabError(f"{of}: silent_days must be a whole number from 1 on")
    try:
        ZoneInfo(cohort.timezone)
    except (ValueError, KeyError, OSError, TypeError):
        raise CitylabError(
            f"{of}: no time zone is called {cohort.timezone!r:.60}; write one such as Europe/London"
        ) from None


def _numbers(kind: type, given: Mapping[str, Any], path: Path) -> Any:
    for name, value in given.items():
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 10_000:
            raise CitylabError(f"{path}: {name} must be a number from 0 on, found {value!r:.40}")
    return kind(**given)


_HEAD = """\
# The cohort. The numbers below are our own defaults: set those of your school before the first week. Every report
# states them. Units: days, %, h.
# late: what late work costs. pass: what the certificate asks for, besides a signed learning agreement and a
# project that `citylab internship verify` accepts.
"""

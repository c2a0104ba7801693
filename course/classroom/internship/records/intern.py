"""One intern: who she is, where she is placed, and when she is away."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from classroom.errors import CitylabError
from classroom.internship.records.names import check_email, check_id, check_line, read_day
from classroom.internship.records.toml_text import read_toml, toml_text


@dataclass(frozen=True)
class Placement:
    """
    With which host, from when, and until when if it ended early.

    Attributes
    ----------
    host, host_name : str
        Id, and name.
    supervisor, supervisor_email : str
        Who supervises there; only this person's forms are taken.
    from_day, until_day : datetime.date
        First day, and the last day if the host left.
    """

    host: str
    host_name: str
    supervisor: str
    supervisor_email: str
    from_day: date
    until_day: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it has not ended on a day."""
        return self.from_day <= day and (self.until_day is None or day <= self.until_day)


@dataclass(frozen=True)
class Absence:
    """Days away, the first and the last. No reason is kept: it is often about health."""

    first: date
    last: date


@dataclass(frozen=True)
class Intern:
    """
    An intern.

    Attributes
    ----------
    id, name, email : str
        Id (also in the gradebook), whole name in any script, address.
    tutor, tutor_email : str
        Academic tutor, who marks.
    placements : tuple of Placement
        By their first days.
    absences : tuple of Absence
        By their first days.
    withdrawn_on : datetime.date or None
        Day on which the internship was given up.
    hours_asked : float or None
        Least hours in the weekly log for the certificate, where fewer were agreed, as part time; else the cohort's. [h]
    """

    id: str
    name: str
    email: str
    tutor: str
    tutor_email: str = ""
    placements: tuple[Placement, ...] = ()
    absences: tuple[Absence, ...] = ()
    withdrawn_on: date | None = None
    hours_asked: float | None = None

    def placement_on(self, day: date) -> Placement | None:
        """Return where she is placed on a day; before the first placement, that one; None without a host."""
        if self.placements and day < self.placements[0].from_day:
            return self.placements[0]
        return next((one for one in reversed(self.placements) if one.holds_on(day)), None)

    def has_withdrawn(self, day: date) -> bool:
        """Whether she had given up on a day."""
        return self.withdrawn_on is not None and self.withdrawn_on <= day

    def away(self, today: date) -> tuple[Absence, ...]:
        """Return absences and spells without a host; one without an end reaches until a day after `today`."""
        spells = list(self.absences)
        for place, after in zip(self.placements, (*self.placements[1:], None), strict=True):
            if place.until_day is not None:
                last = after.from_day - timedelta(days=1) if after else max(place.until_day, today) + timedelta(days=1)
                if last > place.until_day:
                    spells.append(Absence(place.until_day + timedelta(days=1), last))
        return tuple(sorted(spells, key=lambda spell: spell.first))

    def with_absence(self, absence: Absence) -> Intern:
        """Return the intern with one more absence."""
        absences = sorted({*self.absences, absence}, key=lambda one: (one.first, one.last))
        return replace(self, absences=tuple(absences))


def write(intern: Intern) -> str:
    """Return the file ``intern.toml``."""
    values = asdict(intern)
    placements, absences = values.pop("placements"), values.pop("absences")
    return toml_text({**values, "placement": placements, "absence": absences})


def read(path: Path) -> Intern:
    """
    Read ``intern.toml``.

    Raises
    ------
    CitylabError
        If it is damaged, or a value is not what it must be.
    """
    content = read_toml(path)
    try:
        intern = Intern(
            placements=tuple(_placement(one, path) for one in content.pop("placement", [])),
            absences=tuple(_absence(one, path) for one in content.pop("absence", [])),
            withdrawn_on=_day(content, "withdrawn_on", path),
            **content,
        )
    except (TypeError, AttributeError):
        raise CitylabError(f"{path}: a name is unknown or missing; compare it with another intern's file") from None
    _check(intern, path)
    return intern


def _check(intern: Intern, path: Path) -> None:
    check_id(str(intern.id), of="an intern")
    check_line(intern.name, of=f"{path}: name")
    check_email(intern.email, of=f"{path}: email")
    check_line(intern.tutor, of=f"{path}: tutor", needed=False)
    asked = intern.hours_asked
    if asked is not None and (not isinstance(asked, int | float) or isinstance(asked, bool) or not 0 < asked <= 1000):
        raise CitylabError(f"{path}: hours_asked must be a number of hours up to 1,000, found {asked!r:.40}")
    if path.parent.name != intern.id:
        raise CitylabError(f"{path}: says id {intern.id!r} in the folder of {path.parent.name}; mend the id")
    ends = [one.until_day for one in intern.placements[:-1]]
    starts = [one.from_day for one in intern.placements[1:]]
    if any(end is None or end >= start for end, start in zip(ends, starts, strict=True)):
        raise CitylabError(f"{path}: placements are out of order; each must end before the next begins")


def _placement(given: dict[str, Any], path: Path) -> Placement:
    starts = read_day(given.pop("from_day", ""), of=f"{path}: from_day")
    for name in ("host", "host_name", "supervisor", "supervisor_email"):
        check_line(given.get(name), of=f"{path}: {name} of a placement", needed=name == "host")
    made = Placement(from_day=starts, until_day=_day(given, "until_day", path), **given)
    if made.until_day is not None and made.until_day < starts:
        raise CitylabError(f"{path}: a placement ends before it begins; mend its days")
    return made


def _absence(given: dict[str, Any], path: Path) -> Absence:
    made = Absence(*(read_day(given.get(name, ""), of=f"{path}: {name} of an absence") for name in ("first", "last")))
    if made.last < made.first:
        raise CitylabError(f"{path}: an absence ends before it begins; mend its days")
    return made


def _day(given: dict[str, Any], name: str, path: Path) -> date | None:
    value = given.pop(name, None)
    return None if value is None else read_day(value, of=f"{path}: {name}")

"""What several commands of the internship ask for, and how they read it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from classroom.errors import CitylabError
from classroom.internship.records.cohort import Cohort
from classroom.internship.records.names import read_day
from classroom.internship.records.store import FOLDER, Records, open_records

RecordsOption = Annotated[Path | None, typer.Option("--records", help=f"Folder of the records; {FOLDER}/ unless told.")]
TodayOption = Annotated[str, typer.Option("--today", help="The day for which it is asked, such as 2027-03-05.")]
InternArgument = Annotated[str, typer.Argument(help="Id of the intern.")]


def records_folder(given: Path | None) -> Path:
    """Return the folder of the records: the one given, or the usual one in the repository."""
    if given is not None:
        return given
    from citylab import paths

    return paths.root() / FOLDER


def opened(given: Path | None) -> Records:
    """
    Open the records that a command was told.

    Raises
    ------
    CitylabError
        If there are none, or they are damaged.
    """
    return open_records(records_folder(given))


def now() -> datetime:
    """Return the computer's time, in whole seconds, with time zone."""
    return datetime.now(UTC).replace(microsecond=0)


def day_from(given: str, cohort: Cohort, *, of: str = "--today") -> date:
    """Return the day that was given, or the present one in the cohort's time zone."""
    return read_day(given, of=of) if given else cohort.day_of(now())


def moment_from(given: str, cohort: Cohort, *, of: str = "--at") -> datetime:
    """
    Return the moment that was given, in the cohort's time zone unless it names one, or the present one.

    A day alone means its noon.

    Raises
    ------
    CitylabError
        If it is no moment.
    """
    if not given:
        return now()
    try:
        moment = datetime.fromisoformat(given.strip() if "T" in given or ":" in given else f"{given.strip()}T12:00")
    except ValueError:
        raise CitylabError(f"{of} must be a moment such as 2027-02-05T16:30, found {given[:40]!r}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=cohort.zone)

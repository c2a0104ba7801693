"""The documents of an internship: which there are, who fills them in, and when each is due."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

__all__ = ["WEEKS", "Document", "document", "documents"]

WEEKS = 12
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Document:
    """
    A document of the internship.

    Attributes
    ----------
    name, title : str
        Such as ``scoping-sheet`` and *Scoping sheet*.
    assignment : str
        Its name in nbgrader.
    filled_by : str
        ``intern`` or ``supervisor``.
    weeks : tuple of int
        In which it is due; 1 is the first at the host, 0 the one before.
    weekday : str
        On which it is due.
    share : int
        Of the final mark. [%]
    needs : tuple of str
        Names of the documents that must be in before this one counts.
    """

    name: str
    title: str
    assignment: str
    filled_by: str
    weeks: tuple[int, ...]
    weekday: str
    share: int
    needs: tuple[str, ...]

    def due_on(self, starts_on: date) -> tuple[date, ...]:
        """
        Return the days on which it is due, one for each of its weeks.

        Raises
        ------
        ValueError
            If the internship does not start on a Monday.
        """
        if starts_on.weekday():
            day = _WEEKDAYS[starts_on.weekday()]
            raise ValueError(f"an internship starts on a Monday; {starts_on} is a {day}. Give the Monday of that week")
        return tuple(starts_on + timedelta(weeks=week - 1, days=_WEEKDAYS.index(self.weekday)) for week in self.weeks)


@cache
def documents() -> tuple[Document, ...]:
    """Return all documents, in the order in which they are first due."""
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["document"]
    return tuple(_read(one) for one in listed)


def document(name: str) -> Document:
    """
    Return one document.

    Raises
    ------
    KeyError
        If there is none of that name; the message lists those there are.
    """
    known = {one.name: one for one in documents()}
    if name not in known:
        raise KeyError(f"no document named {name}; there are: {', '.join(known)}")
    return known[name]


def _read(one: dict) -> Document:
    week = one.pop("week")
    weeks = tuple(range(1, WEEKS + 1)) if week == "weekly" else (week,)
    return Document(weeks=weeks, needs=tuple(one.pop("needs", ())), **one)

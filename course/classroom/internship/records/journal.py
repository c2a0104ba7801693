"""The journal of one intern: what happened, one line of JSON each, only ever added to."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from classroom.internship.records.files import add_line

RECEIVED, REFUSED, CONTACT, REMINDED = "received", "refused", "contact", "reminded"
DISPUTED, DECIDED, VERDICT, CERTIFIED, CHANGED = "disputed", "decided", "verdict", "certified", "changed"
_NEEDED = {
    RECEIVED: ("document", "by", "file"),
    REMINDED: ("to", "day", "asks"),
    DISPUTED: ("document", "why", "before"),
    DECIDED: ("document", "why", "by", "before", "after"),
    VERDICT: ("accepted", "by", "title", "says"),
}
_LISTS, _NUMBERS, _TRUTHS = ("weeks", "asks"), ("hours", "before", "after"), ("accepted", "signed")
_TEXTS = ("document", "by", "file", "to", "day", "why", "title", "from", "sha256", "digest")


@dataclass(frozen=True)
class Event:
    """
    Something that happened.

    Attributes
    ----------
    at : datetime.datetime
        When, with time zone.
    what : str
        One of the words above.
    facts : dict
        What there is to say of it, such as ``document`` and ``file``.
    """

    at: datetime
    what: str
    facts: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.facts.get(name)


def add(path: Path, event: Event) -> None:
    """Add an event to a journal."""
    line = {"at": event.at.isoformat(timespec="seconds"), "what": event.what, **event.facts}
    add_line(path, json.dumps(line, ensure_ascii=False))


def read(path: Path) -> tuple[list[Event], list[int]]:
    """
    Read a journal.

    Returns
    -------
    events : list of Event
        By their time; of the same time, in the order in which they were written.
    damaged : list of int
        Numbers of the lines that cannot be read.
    """
    events, damaged = [], []
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            event = _event(line)
            events += [event] if event else []
            damaged += [] if event else [number]
    return sorted(events, key=lambda event: event.at), damaged


def _event(line: str) -> Event | None:
    try:
        facts = json.loads(line)
        at = datetime.fromisoformat(facts.pop("at"))
        event = Event(at, facts.pop("what"), facts)
        return event if at.tzinfo and _is_possible(event) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_possible(event: Event) -> bool:
    """Whether a line, which anybody may have changed by hand, holds what its readers count on."""
    facts = event.facts
    kinds: list[tuple[tuple[str, ...], type | tuple[type, ...]]] = [
        (_TEXTS, str),
        (_LISTS, list),
        (_NUMBERS, (int, float)),
        (_TRUTHS, bool),
    ]
    right = all(isinstance(facts[name], kind) for names, kind in kinds for name in names if name in facts)
    plain = all(isinstance(one, str | int) for name in _LISTS for one in facts.get(name, ())) if right else False
    return plain and all(name in facts for name in _NEEDED.get(event.what, ()))

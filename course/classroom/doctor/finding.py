"""What one look found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "problem"]


@dataclass(frozen=True)
class Finding:
    """
    What one look found.

    Attributes
    ----------
    subject : str
        What was looked at, for example ``Python``.
    state : {"ok", "warning", "problem"}
        A warning may be lived with; a problem stops lessons.
    says : str
        What was seen, with figures.
    remedy : str
        What to do; empty where all is well.
    """

    subject: str
    state: State
    says: str
    remedy: str = ""


def ok(subject: str, says: str) -> Finding:
    """Return a finding that asks for nothing."""
    return Finding(subject, "ok", says)


def few(names: list[str], most: int = 4) -> str:
    """Return the first of some names, and how many more there are."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")

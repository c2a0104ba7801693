"""Moments in certificates: always with a time zone, so that they mean the same everywhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from classroom.certificates.errors import Refused

# dateTimeStamp of XML Schema 1.1, as the Verifiable Credentials Data Model asks (section 4.9).
_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
TOLERANCE = timedelta(minutes=5)  # two clocks are never the same


def now() -> datetime:
    """Return the computer's time in UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def write_moment(moment: datetime) -> str:
    """Return a moment as ``2026-11-21T20:15:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(text: Any, *, what: str) -> datetime:
    """
    Return the moment that a text such as ``2026-11-21T20:15:00Z`` names.

    Raises
    ------
    Refused
        If it names none, or lacks the time zone.
    """
    try:
        if isinstance(text, str) and _FORM.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Refused(f"{what} must be a date with time and time zone, such as 2026-11-21T20:15:00Z, found {text!r:.60}")


def problems_of(credential: dict[str, Any], at: datetime) -> list[str]:
    """
    Return what the dates of a certificate say against it at a moment.

    Parameters
    ----------
    credential : dict
        A signed certificate of the right structure.
    at : datetime.datetime
        The moment of the check, with time zone.
    """
    proof = credential["proof"]
    start = read_moment(credential["validFrom"], what="validFrom")
    end = read_moment(credential["validUntil"], what="validUntil") if "validUntil" in credential else None
    signed = read_moment(proof["created"], what="the proof's date")
    ends = read_moment(proof["expires"], what="the proof's end") if "expires" in proof else None
    clock = f"this computer's clock says {write_moment(at)}; is it right?"
    problems = []
    if at + TOLERANCE < start:
        problems.append(f"it is not valid before {write_moment(start)}; {clock}")
    if at + TOLERANCE < signed:
        problems.append(f"it was signed at {write_moment(signed)}, which is still to come; {clock}")
    if end is not None and at > end:
        problems.append(f"it expired at {write_moment(end)}; {clock}")
    if ends is not None and at > ends:
        problems.append(f"its signature expired at {write_moment(ends)}; {clock}")
    if end is not None and end <= start:
        problems.append("it ends before it begins")
    if end is not None and signed > end:
        problems.append("it was signed after its own end")
    return problems

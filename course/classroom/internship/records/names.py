"""Which names the records take: ids that can be folders on every computer, texts in one line, dates."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from classroom.certificates.plain_text import has_unseen
from classroom.errors import CitylabError
from classroom.keeping.names import is_safe, shown

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
MOST = 200  # characters of a text in one line


def check_id(text: str, *, of: str) -> str:
    """
    Return an id without the spaces round it.

    Raises
    ------
    CitylabError
        If it cannot be the name of a folder on every computer.
    """
    given = text.strip()
    if not given or "/" in given or has_unseen(given) or not is_safe(f"course/notebooks/{given}") or len(given) > 100:
        raise CitylabError(
            f"the id {shown(text)!r} of {of} cannot be the name of a folder; write letters, digits and - only"
        )
    return given


def check_line(value: Any, *, of: str, needed: bool = True) -> str:
    """
    Return a text in one line, without the spaces round it.

    Raises
    ------
    CitylabError
        If it is no text, empty though needed, too long, or holds signs that cannot be seen.
    """
    text = value.strip() if isinstance(value, str) else None
    if text is None or len(text) > MOST or not text.isprintable() or has_unseen(text) or (needed and not text):
        raise CitylabError(f"{of} must be a text in one line of at most {MOST} characters, found {value!r:.80}")
    return text


def check_email(value: Any, *, of: str) -> str:
    """
    Return an e-mail address.

    Raises
    ------
    CitylabError
        If it is none.
    """
    text = check_line(value, of=of, needed=False)
    if not _ADDRESS.fullmatch(text):
        raise CitylabError(f"{of} must be an e-mail address such as name@example.org, found {text!r}")
    return text


def read_day(value: Any, *, of: str) -> date:
    """
    Return a day such as 2027-02-01.

    Raises
    ------
    CitylabError
        If it is none.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise CitylabError(f"{of} must be a day such as 2027-02-01, found {str(value)[:40]!r}") from None

"""Find the sections of a Markdown page."""

from __future__ import annotations

import re

__all__ = ["has_todo", "sections"]

_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*")
_FENCE = re.compile(r"\s*(```|~~~)")


def sections(text: str) -> dict[str, str]:
    """Return the text below each heading by the heading in small letters; a ``#`` in a block of code is no heading."""
    found: dict[str, str] = {}
    heading, in_code = "", False
    for line in text.splitlines():
        in_code ^= bool(_FENCE.match(line))
        match = None if in_code else _HEADING.fullmatch(line)
        if match:
            heading = match.group(1).casefold()
        else:
            found[heading] = found.get(heading, "") + line + "\n"
    return found


def has_todo(text: str) -> bool:
    """Whether something is marked as still to be written."""
    return re.search(r"\bTODO\b", text) is not None

"""Find the sections of a Markdown page."""

from __future__ import annotations

import re

__all__ = ["has_todo", "sections"]

_HEADING = re.compile(r"#{1,6}\s(.*)")


def sections(text: str) -> dict[str, str]:
    """Return the text below each heading by the heading in small letters; a ``#`` in a block of code is no heading."""
    found: dict[str, list[str]] = {}
    heading, in_code = "", False
    for line in text.splitlines():
        in_code ^= line.lstrip().startswith(("```", "~~~"))
        match = None if in_code else _HEADING.fullmatch(line)
        title = match.group(1).strip().rstrip("#").rstrip() if match else ""
        if title:
            heading = title.casefold()
        else:
            found.setdefault(heading, []).append(line + "\n")
    return {name: "".join(lines) for name, lines in found.items()}


def has_todo(text: str) -> bool:
    """Whether something is marked as still to be written."""
    return re.search(r"\bTODO\b", text) is not None

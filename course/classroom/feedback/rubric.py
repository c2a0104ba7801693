"""How a written answer is marked, as far as students may read it: the criteria, and what the levels mean."""

from __future__ import annotations

import re
from functools import cache

CRITERIA = re.compile(r"^\*How it is marked.*", re.MULTILINE | re.DOTALL)
# One paragraph on top of a module's answers for practising. What follows, sample answers among it, is for instructors.
LEVELS = re.compile(
    r"^Give 0, 1 or 2 points for each criterion\.\s+(Two: .+?\bNone: .+?\.)(?:\s|\Z)", re.MULTILINE | re.DOTALL
)


def criteria(question: str) -> str:
    """Return the part of a question that says how it is marked, in Markdown, or nothing."""
    found = CRITERIA.search(question)
    return found[0].strip() if found else ""


@cache
def levels(assignment: str) -> str:
    """Return what the levels of a criterion mean, as the module's guide has it, or nothing."""
    from citylab.paths import root

    try:
        guides = sorted((root() / "course" / "guide").glob(f"[0-9][0-9]-{assignment}-written-answers.md"))
    except FileNotFoundError:
        return ""
    found = LEVELS.search(guides[0].read_text(encoding="utf-8")) if guides else None
    return " ".join(found[1].split()) if found else ""

"""Languages and how well somebody speaks them, in the levels of the Common European Framework, and ``native``."""

from __future__ import annotations

from collections.abc import Mapping

from classroom.internship.people.codes import language_name

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2", "native")


def reaches(level: str | None, needed: str) -> bool:
    """Say whether somebody of this level, or of none, speaks as well as is needed."""
    return level is not None and LEVELS.index(level) >= LEVELS.index(needed)


def steps_above(level: str, needed: str) -> int:
    """Return by how many levels somebody is above what is needed; ``native`` counts as C2. [levels]"""
    top = LEVELS.index("C2")
    return max(0, min(LEVELS.index(level), top) - min(LEVELS.index(needed), top))


def spoken(languages: Mapping[str, str]) -> str:
    """Return languages with their levels as people write them: *German B2, English C1*."""
    return ", ".join(f"{language_name(code)} {level}" for code, level in languages.items())

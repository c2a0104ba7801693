"""What the page says besides, where a learner marks the own copy and nobody hands in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """
    What a learner who works alone may read of the author's answer.

    Attributes
    ----------
    text : str
        Reference solution, or sample answer in Markdown; empty while it is closed.
    discussion : str
        Why this way, and what else works, in Markdown.
    closed : str
        When it opens.
    """

    text: str
    discussion: str = ""
    closed: str = ""


@dataclass(frozen=True)
class Alone:
    """Work that nobody hands in: the file's name, when it was saved, and what was mended in it before marking."""

    file: str
    saved: str
    notes: list[str]

"""Text of strangers: tell what cannot be seen in it, and show it so that it stays in its place."""

from __future__ import annotations

import re
import unicodedata

# Unicode calls these letters or signs, but they look like a blank: Hangul fillers and the empty Braille pattern.
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
# Control, format and half characters, and the ends of lines and paragraphs.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def has_unseen(text: str, *, besides: str = "") -> bool:
    """Say whether a text holds characters that cannot be seen or that steer a terminal, others than `besides`."""
    return any(_is_unseen(one) for one in text if one not in besides)


def shown(text: str) -> str:
    """Return a text in one line: one blank between words, and a sign for each character that cannot be seen."""
    return _marked(" ".join(re.split(r"\s+", text)))


def shown_lines(text: str) -> str:
    """Return a text with its lines, and a sign for each character that cannot be seen."""
    return "\n".join(map(_marked, text.split("\n")))


def _marked(line: str) -> str:
    return "".join("\ufffd" if _is_unseen(one) else " " if one.isspace() else one for one in line)


def _is_unseen(one: str) -> bool:
    return unicodedata.category(one) in _UNSEEN or one in BLANKS

"""What holds for every form that a supervisor signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from citylab.internship.problems import Problem

_SAME = str.maketrans("‘’ʼ＇‐‑–", "''''---")  # signs that keyboards and word processors exchange


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a signature that is another person's."""
    name, signed = answers.get("supervisor_name"), answers.get("signed_name")
    if name and signed and plain(name) != plain(signed):
        yield Problem(
            "signed_name",
            f"signed_name: '{signed}' is not the name above, '{name}'; write the same name in both places",
        )


def plain(name: str) -> str:
    """Return a name as it is compared: without regard to capitals, spaces, width, apostrophes and hyphens."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().translate(_SAME).split())

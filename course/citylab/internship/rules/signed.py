"""What holds for every form that a supervisor signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citylab.internship.problems import Problem


def problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a signature that is another person's."""
    name, signed = answers.get("supervisor_name"), answers.get("signed_name")
    if name and signed and _plain(name) != _plain(signed):
        yield Problem(
            "signed_name",
            f"signed_name: '{signed}' is not the name above, '{name}'; write the same name in both places",
        )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())

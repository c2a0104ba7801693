"""Which ids of interns may name a file and a folder."""

from __future__ import annotations

from classroom.certificates.plain_text import has_unseen
from classroom.errors import CitylabError
from classroom.keeping.names import is_safe, shown

__all__ = ["refuse_unsafe"]


def refuse_unsafe(intern: str) -> None:
    """Raise CitylabError if an intern's id cannot be the name of a folder on every computer."""
    if "/" in intern or has_unseen(intern) or not is_safe(f"course/notebooks/{intern}"):
        raise CitylabError(
            f"the intern's id '{shown(intern)[:60]}' cannot be the name of a folder on every computer; "
            "use letters, digits, - and _, as in the records"
        )

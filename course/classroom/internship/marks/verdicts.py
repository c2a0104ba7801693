"""Note whether an intern's project can be reproduced, as `citylab internship verify` or a person found."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from classroom.internship.records import Event, Records
from classroom.internship.records.journal import VERDICT
from classroom.internship.records.names import check_line

PATIENCE_S = 600.0


def note_verified(records: Records, intern: str, project: Path, *, at: datetime, wheels: Path | None = None) -> str:
    """
    Verify a project, note what came of it, and return that in a line.

    Raises
    ------
    CitylabError
        If there is no such intern, or the project cannot be verified at all.
    """
    from classroom.internship import verifying

    records.read(intern)
    verdict = verifying.verify(project, wheels=wheels)
    says = tuple(f"{one.check}: {one.says}" for one in verdict.findings if not one.ok)
    with records.lock(wait_s=PATIENCE_S):  # a verdict of minutes must not be lost to another command
        return note(
            records,
            intern,
            verdict.is_accepted,
            by="citylab internship verify",
            title=_title(project),
            says=says,
            at=at,
        )


def note(
    records: Records, intern: str, accepted: bool, *, by: str, title: str, says: Sequence[str], at: datetime
) -> str:
    """
    Note a verdict, and return it in a line. The caller holds the lock.

    Raises
    ------
    CitylabError
        If there is no such intern, or nobody is named.
    """
    records.read(intern)
    facts = {"accepted": accepted, "by": check_line(by, of="--by"), "title": title, "says": list(says)}
    records.add(intern, Event(at, VERDICT, facts))
    return f"project of {intern}: {'accepted' if accepted else 'refused'}" + "".join(f"\n  {one}" for one in says)


def _title(project: Path) -> str:
    """Return the title that the project gives itself, or nothing."""
    try:
        title = tomllib.loads((project / "portfolio.toml").read_text(encoding="utf-8"))["title"]
        return check_line(title, of="title")
    except Exception:  # whatever is wrong with it, the verdict has told
        return ""

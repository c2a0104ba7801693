"""Note whether an intern's project can be reproduced, as `citylab internship verify` or a person found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from classroom.internship.marks import same_work
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
    says = [f"{one.check}: {one.says}" for one in verdict.findings if not one.ok]
    work = same_work.work_of(project)
    refusal, remarks = same_work.against_references(work)
    with records.lock(wait_s=PATIENCE_S):  # a verdict of minutes must not be lost to another command
        others = same_work.same_as(records, intern, work.digest)
        # The journal names nobody else: the intern may read it.
        remarks += ["work: another intern handed in the same code; a person looks whose it is"] if others else []
        told = note(
            records,
            intern,
            verdict.is_accepted and not refusal,
            by="citylab internship verify",
            title=same_work.title_of(project),
            says=[*says, *([refusal] if refusal else []), *remarks],
            at=at,
            digest=work.digest,
        )
        return told + (f"\n  the same code came from {', '.join(others[:3])}" if others else "")


def note(
    records: Records,
    intern: str,
    accepted: bool,
    *,
    by: str,
    title: str,
    says: Sequence[str],
    at: datetime,
    digest: str = "",
) -> str:
    """
    Note a verdict, and return it in a line. The caller holds the lock.

    The digest of the project's code tells two interns with one project; it is empty where nobody saw the code.

    Raises
    ------
    CitylabError
        If there is no such intern, or nobody is named.
    """
    records.read(intern)
    facts = {"accepted": accepted, "by": check_line(by, of="--by"), "title": title, "says": list(says)}
    facts |= {"digest": digest} if digest else {}
    records.add(intern, Event(at, VERDICT, facts))
    return f"project of {intern}: {'accepted' if accepted else 'refused'}" + "".join(f"\n  {one}" for one in says)

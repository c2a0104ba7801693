"""A mark that is disputed: who, when and why; who decided, and the mark before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from citylab.internship.documents import document as named
from classroom.errors import CitylabError
from classroom.internship.marks.given import read_given
from classroom.internship.records import Event, Records
from classroom.internship.records.journal import DECIDED, DISPUTED
from classroom.internship.records.names import check_line


@dataclass(frozen=True)
class Dispute:
    """
    A disputed mark.

    Attributes
    ----------
    document : str
        Name of the document.
    at : datetime.datetime
        When it was disputed.
    why : str
        The intern's reason.
    before : float
        The mark that is disputed. [points]
    decided_at, by, reason : datetime.datetime or None, str
        When, by whom and why it was decided; None and empty as long as it is open.
    after : float or None
        The second marker's mark. [points]
    """

    document: str
    at: datetime
    why: str
    before: float
    decided_at: datetime | None = None
    by: str = ""
    reason: str = ""
    after: float | None = None


def disputes(events: Sequence[Event]) -> list[Dispute]:
    """Return the disputes of an intern, in their order."""
    found: list[Dispute] = []
    for event in events:
        if event.what == DISPUTED:
            found.append(Dispute(event["document"], event.at, event["why"], event["before"]))
        elif event.what == DECIDED:
            decided = {"decided_at": event.at, "by": event["by"], "reason": event["why"], "after": event["after"]}
            found = [
                replace(one, **decided) if one.document == event["document"] and one.after is None else one
                for one in found
            ]
    return found


def dispute(records: Records, intern: str, document: str, why: str, *, at: datetime) -> float:
    """
    Note that an intern disputes a mark; return the mark. [points]

    Raises
    ------
    CitylabError
        If there is no such mark yet, or it is disputed already.
    """
    record = records.read(intern)
    given = read_given(records.course).get((intern, _known(document)))
    if given is None or given.waiting:
        raise CitylabError(f"the {document} of {intern} has no whole mark yet; mark it first, in formgrader")
    if any(one.document == document for one in disputes(record.events)):
        raise CitylabError(f"the mark of the {document} of {intern} was disputed before; a second time, ask the school")
    facts = {"document": document, "why": check_line(why, of="--why"), "before": given.points}
    records.add(intern, Event(at, DISPUTED, facts))
    return given.points


def decide(records: Records, intern: str, document: str, points: float, *, by: str, why: str, at: datetime) -> Dispute:
    """
    Note what the second marker decided; from now on that mark counts.

    Raises
    ------
    CitylabError
        If nothing is disputed, the marker is the intern's own tutor, or there are not so many points.
    """
    record = records.read(intern)
    found = [one for one in disputes(record.events) if one.document == _known(document) and one.after is None]
    if not found:
        raise CitylabError(f"no open dispute about the {document} of {intern}; see: citylab internship event dispute")
    marker = check_line(by, of="--by")
    if marker.casefold() == record.intern.tutor.casefold():
        raise CitylabError(f"{marker} is the tutor whose mark is disputed; somebody else must decide")
    given = read_given(records.course).get((intern, document))
    if given is None or not 0 <= points <= given.of:
        raise CitylabError(f"--points {points:g}: give points from 0 to {given.of if given else 0:g}")
    reason = check_line(why, of="--why")
    facts = {"document": document, "by": marker, "why": reason, "after": points}
    records.add(intern, Event(at, DECIDED, {**facts, "before": found[0].before}))
    return replace(found[0], by=marker, after=points, decided_at=at, reason=reason)


def _known(document: str) -> str:
    try:
        return named(document).name
    except KeyError as error:
        raise CitylabError(str(error.args[0])) from None

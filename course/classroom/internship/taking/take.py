"""Take in one file after the other: keep it, judge it, note it, and put it where marking looks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from citylab.internship.documents import Document
from classroom.errors import CitylabError
from classroom.internship.board.dues import received
from classroom.internship.records import Damage, Event, Record, Records
from classroom.internship.records.files import write_new
from classroom.internship.records.journal import RECEIVED, REFUSED
from classroom.internship.records.plain import is_plain, links, plain_files
from classroom.internship.taking.judging import Judged, judge
from classroom.internship.taking.notebook import MOST_BYTES
from classroom.keeping.names import shown

TAKEN, WARNED, SAME, NOT_TAKEN = "taken", "taken, look", "there already", "refused"
RECEIVED_FOLDER, ASIDE = "received", "aside"
EARLIEST = timedelta(weeks=26)  # before the first day; an agreement is not older
TOLERANCE = timedelta(minutes=5)  # two clocks are never the same


@dataclass(frozen=True)
class Taken:
    """
    What became of a file.

    Attributes
    ----------
    file : pathlib.Path
        As it was given.
    outcome : str
        ``taken``, ``taken, look``, ``there already`` or ``refused``.
    document : str
        Its title, if it was recognised.
    says : str
        What to look at, or why it was refused, with the remedy.
    """

    file: Path
    outcome: str
    document: str = ""
    says: str = ""


def take(
    records: Records,
    intern: str,
    sources: Sequence[Path],
    *,
    at: datetime,
    now: datetime,
    document: Document | None = None,
    from_supervisor: bool = False,
) -> list[Taken]:
    """
    Take in what one intern, or her supervisor, handed in.

    Every file is kept: what is refused lies in ``aside/`` of the intern's folder, every version of the rest in
    ``received/``.

    Parameters
    ----------
    records : Records
        Of the cohort; the caller holds the lock.
    intern : str
        Her id.
    sources : sequence of pathlib.Path
        Files, and folders of files.
    at, now : datetime.datetime
        When it was received, and the present moment, both with time zone.
    document : Document, optional
        Which it is, where neither content nor name tells.
    from_supervisor : bool
        Whether a person has looked that it came from the supervisor. Without it no form is taken out of a folder or
        together with notebooks, because the intern may have written it; forms that are named alone are taken.

    Raises
    ------
    CitylabError
        If there is no such intern, file or folder, or a day is out of order.
    """
    _check_time(records, at, now)
    given = [(file, file == source) for source in sources for file in _files(source)]
    # A form beside the intern's own notebooks may be of her making.
    forms = from_supervisor or all(is_named and file.suffix.casefold() == ".json" for file, is_named in given)
    taken = [_take_one(records, intern, file, at, document, forms=forms) for file, _ in given]
    return taken + [_left(link, "is a link; ask for the file itself") for source in sources for link in links(source)]


def _left(file: Path, why: str) -> Taken:
    """Refuse what is not even copied."""
    return Taken(file, NOT_TAKEN, says=f"{shown(file.name)} {why}; nothing of it was kept")


def _take_one(records: Records, intern: str, file: Path, at: datetime, wish: Document | None, *, forms: bool) -> Taken:
    record = records.read(intern)
    if file.stat().st_size > MOST_BYTES:
        return _left(file, f"is larger than {MOST_BYTES // 1_000_000} MB; clear its outputs, and take it again")
    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    try:
        judged = judge(records, record, file, data, at=at, wish=wish, forms=forms)
    except CitylabError as refused:
        path = write_new(record.folder / ASIDE, _stamped(file, at), data)
        facts = {"file": path.relative_to(record.folder).as_posix(), "says": str(refused)}
        records.add(intern, Event(at, REFUSED, facts))
        return Taken(file, NOT_TAKEN, says=f"{shown(file.name)} {refused}; it is kept in {ASIDE}/{path.name}")
    title = judged.document.title
    if any(one["sha256"] == digest and one["document"] == judged.document.name for one in record.events):
        return Taken(file, SAME, title)
    folder = record.folder / RECEIVED_FOLDER / judged.document.name
    path = write_new(folder, _stamped(file, at), data)
    older = _newer_than(record, records, judged, at)
    if not older:
        judged.place(records.course, record.intern.id, data, at)
    records.add(
        intern,
        Event(
            at,
            RECEIVED,
            {
                "document": judged.document.name,
                "by": judged.document.filled_by,
                "file": path.relative_to(record.folder).as_posix(),
                "sha256": digest,
                **judged.facts,
            },
        ),
    )
    warnings = [*judged.warnings, *_same_as_others(records, intern, digest)]
    warnings += [f"a newer version came on {older:%Y-%m-%d}; that one counts"] if older else []
    return Taken(file, WARNED if warnings else TAKEN, title, "; ".join(warnings))


def _same_as_others(records: Records, intern: str, digest: str) -> list[str]:
    """Say from whom the same bytes came: somebody else's file may have been taken for her."""
    others = [
        one.intern.id
        for one in records.all()
        if not isinstance(one, Damage)
        and one.intern.id != intern
        and any(event.what == RECEIVED and event["sha256"] == digest for event in one.events)
    ]
    return [f"the same file came from {', '.join(others[:3])}; look whose it is"] if others else []


def _newer_than(record: Record, records: Records, judged: Judged, at: datetime) -> datetime | None:
    """Return when a newer version came, if one did."""
    came = received(record, records.cohort)
    times = [one.at for one in came if one["document"] == judged.document.name]
    return max(times) if times and max(times) > at else None


def _check_time(records: Records, at: datetime, now: datetime) -> None:
    if at > now + TOLERANCE:
        raise CitylabError(f"--at {at:%Y-%m-%d %H:%M} is still to come; give the time at which it was received")
    first = records.cohort.starts_on - EARLIEST
    if records.cohort.day_of(at) < first:
        raise CitylabError(f"--at {at:%Y-%m-%d} is long before the internship; give a day from {first} on")


def _files(source: Path) -> Iterator[Path]:
    if source.is_symlink():
        raise CitylabError(f"{source}: is a link; name the file or folder itself")
    if source.is_dir():
        found = [path for path in plain_files(source) if not path.name.startswith(".")]
        if not found and not any(links(source)):
            raise CitylabError(f"{source}: holds no file; name what was handed in")
        yield from found
    elif is_plain(source):
        yield source
    else:
        raise CitylabError(f"{source}: there is no such file or folder; name what was handed in")


def _stamped(file: Path, at: datetime) -> str:
    """Return a harmless name of a file, with the time before it."""
    plain = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in file.name)
    return f"{at:%Y%m%dT%H%M%S}-{plain.lstrip('.')[-80:] or 'file'}"

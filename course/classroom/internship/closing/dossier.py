"""All that is kept of one intern, for herself: a page to read, data for machines, and every file."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from importlib import resources
from typing import Any

from citylab.internship.documents import documents
from classroom.internship.closing.traces import course_files, explanations, matching_lines
from classroom.internship.marks.final import final
from classroom.internship.marks.given import read_given
from classroom.internship.records import Damage, Records
from classroom.internship.records.plain import plain_files
from classroom.internship.reports.content import report

THE_DAY = (1980, 1, 1, 0, 0, 0)  # of every member, so that the same records give the same bytes


@dataclass(frozen=True)
class Dossier:
    """The zip file, and those of its files that name another intern, for a person to look at."""

    data: bytes
    names_others: tuple[str, ...]


def dossier(records: Records, intern: str, today: date) -> Dossier:
    """
    Return a copy of all that is kept of an intern.

    Raises
    ------
    CitylabError
        If there is no such intern, or her folder is damaged.
    """
    record = records.read(intern)
    files = dict(_files(records, intern))
    given = read_given(records.course)
    marks = final(record, records.cohort, today, given)
    kept: dict[str, Any] = {
        "intern": asdict(record.intern),
        "events": [{"at": one.at.isoformat(), "what": one.what, **one.facts} for one in record.events],
        "marks": {
            one.document.name: {**asdict(one.given), "taken_off": one.taken_off, "percent": one.percent}
            for one in marks.marks
            if one.given
        },
        "final_mark": marks.mark,
        "matching": matching_lines(records, intern),
    }
    text = json.dumps(kept, indent=1, ensure_ascii=False, default=str)
    page = _page(report(record, records.cohort, marks, "final", today), sorted(files), kept["matching"])
    members = {"index.html": page.encode("utf-8"), "everything.json": text.encode("utf-8"), **files}
    return Dossier(_packed(members), tuple(_naming_others(records, intern, members)))


def _files(records: Records, intern: str) -> Iterator[tuple[str, bytes]]:
    folder = records.folder_of(intern)
    for path in plain_files(folder):  # a link may show what is somebody else's
        if not path.name.startswith("."):
            yield f"records/{path.relative_to(folder).as_posix()}", path.read_bytes()
    for path in explanations(records, intern):
        yield f"matching/{path.name}", path.read_bytes()
    for path in course_files(records.course, intern):
        yield f"course/{path.relative_to(records.course).as_posix()}", path.read_bytes()


def _page(content: Any, files: list[str], matching: list[str]) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = (resources.files(__package__) / "dossier.html").read_text(encoding="utf-8")
    titles = {one.name: one.title for one in documents()}
    return environment.from_string(template).render(report=content, files=files, matching=matching, titles=titles)


def _naming_others(records: Records, intern: str, members: dict[str, bytes]) -> Iterator[str]:
    others = [one.intern for one in records.all() if not isinstance(one, Damage) and one.intern.id != intern]
    words = [word.encode("utf-8") for one in others for word in (one.name, one.email)]
    for name, data in members.items():
        if any(word in data for word in words):
            yield name


def _packed(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, THE_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # the same on every system
            member.external_attr = (stat.S_IFREG | 0o644) << 16
            bundle.writestr(member, data)
    return made.getvalue()

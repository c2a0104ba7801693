"""What intern and supervisor wrote themselves, out of the documents that came last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from citylab.internship.documents import document as named
from citylab.internship.form import Field, form
from citylab.internship.kinds import is_empty
from classroom.errors import CitylabError
from classroom.internship.records import Record
from classroom.internship.records.journal import RECEIVED
from classroom.internship.taking.notebook import answers_of, cells_of

OWN = {
    "mid-term": {"mid-term-review": ("supervisor_view", "support")},
    "final": {"final-report": ("executive_summary", "advice"), "self-evaluation": ("hardest", "next_step")},
}
MOST = 4000  # characters of one answer


def own_words(record: Record, kind: str, course: Path) -> tuple[tuple[str, str], ...]:
    """Return label and text of the answers that a report quotes; in `course` lie the documents as handed out."""
    found: list[tuple[str, str]] = []
    for name, fields in OWN[kind].items():
        found += _quoted(name, answers(record, name, course), fields)
    return tuple(found)


def supervisors_words(record: Record, course: Path) -> tuple[tuple[str, str], ...]:
    """Return label and text of the supervisor's evaluation; nothing if it has not come."""
    name = "supervisor-evaluation"
    form_ = form(name)
    levels = [field.name for field in form_.section("levels").fields]
    fields = ("overall_level", *levels, "strength", "to_work_on")
    return tuple(_quoted(name, answers(record, name, course), fields))


def answers(record: Record, document: str, course: Path) -> Mapping[str, Any]:
    """Return the answers of the last version of a document by the name of the field; nothing if none can be read."""
    files = [one["file"] for one in record.events if one.what == RECEIVED and one["document"] == document]
    if not files:
        return {}
    try:
        data = (record.folder / files[-1]).read_bytes()
        if files[-1].casefold().endswith(".json"):
            return dict(json.loads(data.decode("utf-8-sig"))["answers"])
        sections = answers_of(cells_of(data), named(document), course)
    except (OSError, ValueError, KeyError, TypeError, CitylabError):
        return {}
    return {
        name: value for section in sections.values() if isinstance(section, dict) for name, value in section.items()
    }


def _quoted(document: str, given: Mapping[str, Any], names: tuple[str, ...]) -> list[tuple[str, str]]:
    fields = form(document).fields
    return [
        (fields[name].label.capitalize(), _said(fields[name], given[name]))
        for name in names
        if name in fields and not is_empty(given.get(name))
    ]


def _said(field: Field, value: Any) -> str:
    text = field.choices.get(str(value), str(value)) if field.choices else str(value)
    return text if len(text) <= MOST else text[: MOST - 1] + "…"

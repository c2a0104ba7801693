"""The page of a form: one HTML file with its style and its script, which asks for nothing from outside."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from citylab.internship.form import Field, Form
from classroom.internship.forms.filled import VERSION
from classroom.internship.forms.notes import NOTES, RULES

__all__ = ["People", "render"]

HERE = Path(__file__).parent
_KINDS = ("text", "date", "number", "choice", "choices", "yes_no", "email", "list")
_INPUTS = {"date": "date", "number": "number", "email": "email"}
_LONG = 20  # words from which a text gets a box of several lines
_FIXED = ("intern", "host")  # what the records say and a supervisor does not change


@dataclass(frozen=True)
class People:
    """Whom the form is about, and for whom: ids and names, filled in already."""

    intern: str
    intern_name: str
    supervisor: str
    supervisor_email: str
    host: str
    coordinator_email: str


@dataclass(frozen=True)
class _Asked:
    """A field as the template wants it."""

    field: Field
    value: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.field, name)

    @property
    def label(self) -> str:
        return _sentence(self.field.label)

    @property
    def options(self) -> list[tuple[str, str]]:
        if self.field.kind == "yes_no":
            return [("yes", "Yes"), ("no", "No")]
        return [(value, _sentence(label)) for value, label in self.field.choices.items()]

    @property
    def is_long(self) -> bool:
        return self.field.kind == "list" or (
            self.field.kind == "text" and self.field.words[1] > _LONG and not self.fixed
        )

    @property
    def input(self) -> str:
        return _INPUTS.get(self.field.kind, "text")

    @property
    def fixed(self) -> bool:
        return self.field.name in _FIXED


def render(form: Form, people: People, *, due_on: date | None) -> str:
    """
    Return the page.

    Raises
    ------
    ValueError
        If the form has a kind of field that no page shows. This is the author's mistake.
    """
    if strange := [field.name for field in form.fields.values() if field.kind not in _KINDS]:
        raise ValueError(f"the form {form.name} has fields that a page cannot show: {', '.join(strange)}")
    filled = {
        "intern": people.intern_name,
        "host": people.host,
        "supervisor_name": people.supervisor,
        "supervisor_email": people.supervisor_email,
    }
    sections = [
        {"name": one.name, "title": one.title, "help": one.help}
        | {"fields": [_Asked(field, filled.get(field.name, "")) for field in one.fields]}
        for one in form.sections
    ]
    style, style_hash = _inline("page.css")
    script, script_hash = _inline("page.js")
    macros = _environment().get_template("fields.html").module
    return (
        _environment()
        .get_template("page.html")
        .render(
            form={"title": form.title, "about": form.about, "sections": sections},
            asked=macros.asked,  # type: ignore[attr-defined]  # a macro of the template
            people=people,
            notes=NOTES[form.name],
            due=_day(due_on) if due_on else "",
            facts=_facts(form, people),
            style=style,
            style_hash=style_hash,
            script=script,
            script_hash=script_hash,
        )
    )


def _facts(form: Form, people: People) -> dict[str, Any]:
    """Return what the script knows of the form."""
    names = ("name", "kind", "required", "words", "items", "low", "high", "unit")
    fields = [
        {name: getattr(field, name) for name in names}
        | {
            "label": _sentence(field.label),
            "when": {key: list(values) for key, values in field.when.items()},
            "fixed": field.name in _FIXED,
        }
        for field in form.fields.values()
    ]
    return {
        "version": VERSION,
        "document": form.name,
        "intern": people.intern,
        "fields": fields,
        "rules": RULES[form.name],
    }


def _sentence(label: str) -> str:
    """Return a label with a capital letter in front."""
    return label[:1].upper() + label[1:]


def _day(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B %Y}"


@cache
def _inline(name: str) -> tuple[Markup, Markup]:
    """Return a file of this package, and the hash by which the page allows this one and no other."""
    text = (HERE / name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), Markup(f"sha256-{digest}")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )

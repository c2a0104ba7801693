"""Find the problems of a filled-in form: field by field, then between fields."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Protocol

from citylab.internship.form import Field, Form
from citylab.internship.kinds import AnswerError, is_empty, read, shown

__all__ = ["SIGN_AGAIN", "Problem", "clean", "problems"]

# Nobody writes another day than the true one under a signature.
SIGN_AGAIN = "if a date is mistyped, mend it; if they signed in this order, the later person signs again"


@dataclass(frozen=True)
class Problem:
    """
    What is wrong with one field.

    Attributes
    ----------
    field : str
        Its name; empty if the whole form is meant.
    says : str
        One sentence: the field, what was found, the remedy.
    """

    field: str
    says: str


class _Rules(Protocol):
    def problems(self, answers: Mapping[str, Any]) -> Iterator[Problem]: ...


def problems(
    form: Form, answers: Any, *, section: str | None = None, fields: Collection[str] | None = None
) -> list[Problem]:
    """
    Return the problems of a form, in the order of its fields.

    Rules between fields come after the fields. They see only answers that could be read, so one mistake is told once.

    Parameters
    ----------
    form : Form
    answers : dict of str to object
        What was filled in, by the name of the field.
    section, fields
        Look at these only; without both, at the whole form.

    Raises
    ------
    KeyError
        If the form has no such section or field.
    """
    asked = _asked(form, section, fields)
    if not isinstance(answers, Mapping):
        return [Problem("", _no_dictionary(answers))]
    values, found = _read_all(form, answers)
    if fields is None:
        found += _unknown(form, answers, section)
    found += [problem for field in asked.values() for problem in _order(field, values)]
    rules = _rules(form.name)
    if rules is not None:
        found += rules.problems(values)
    return [problem for problem in found if problem.field in asked or problem.field == ""]


def clean(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that could be read, each in its own type, by the name of the field."""
    return _read_all(form, answers)[0]


def _asked(form: Form, section: str | None, fields: Collection[str] | None) -> dict[str, Field]:
    known = form.fields if section is None else {field.name: field for field in form.section(section).fields}
    if fields is None:
        return known
    if missing := [name for name in fields if name not in known]:
        raise KeyError(f"the form {form.name} has no field {', '.join(missing)}; there are: {', '.join(known)}")
    return {name: known[name] for name in fields}


def _no_dictionary(answers: Any) -> str:
    if answers is None or answers is ...:
        return "the form is empty; fill in the dictionary of the cell above"
    return f"the form is {shown(answers)}; keep the dictionary with its curly brackets, and fill in its values"


def _read_all(form: Form, answers: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read every field; a field that depends on another is asked once that one has been read."""
    values: dict[str, Any] = {}
    found: list[Problem] = []
    left_out: set[str] = set()  # not asked of this person
    for field in form.fields.values():
        if any(other in left_out or _excludes(values, other, allowed) for other, allowed in field.when.items()):
            left_out.add(field.name)
        elif waiting := [other for other in field.when if other not in values]:
            if any(form.fields[other].required for other in waiting):
                found.append(Problem(field.name, f"{field.name}: it depends on {waiting[0]}; answer that one first"))
            else:
                left_out.add(field.name)
        else:
            found += _read_field(field, field.name, answers, values, field.name)
    return values, found


def _excludes(values: Mapping[str, Any], other: str, allowed: tuple[Any, ...]) -> bool:
    return other in values and not _is_among(values[other], allowed)


def _is_among(value: Any, allowed: tuple[Any, ...]) -> bool:
    return any(item in allowed for item in value) if isinstance(value, list) else value in allowed


def _read_field(
    field: Field, called: str, answers: Mapping[str, Any], values: dict[str, Any], belongs_to: str
) -> list[Problem]:
    """Read one field into `values`, and return its problems."""
    value = answers.get(field.name)
    if is_empty(value):
        if not field.required:
            return []
        is_missing = field.name not in answers
        said = "it is missing; put the line back" if is_missing else "it is empty; fill it in"
        return [Problem(belongs_to, f"{called}: {said} ({field.label})")]
    try:
        made = read(field, value)
    except AnswerError as error:
        return [Problem(belongs_to, f"{called}: {error}")]
    if field.kind != "rows":
        values[field.name] = made
        return []
    values[field.name], found = _read_rows(field, made)
    return found


def _read_rows(field: Field, rows: list[Any]) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Read the rows of a field; a row is left as far as it could be read."""
    made: list[dict[str, Any]] = []
    found: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        called = f"{field.name}, entry {number}"
        if not isinstance(row, Mapping):
            keys = ", ".join(one.name for one in field.fields)
            found.append(Problem(field.name, f"{called}: it is {shown(row)}; write a dictionary with the keys {keys}"))
            continue
        values: dict[str, Any] = {}
        for one in field.fields:
            if all(_is_among(values.get(other), allowed) for other, allowed in one.when.items()):
                found += _read_field(one, f"{called}, {one.name}", row, values, field.name)
        if values and values in made:
            found.append(Problem(field.name, f"{called}: it repeats an earlier one; change it, or take it out"))
        made.append(values)
    return made, found


def _unknown(form: Form, answers: Mapping[str, Any], section: str | None) -> list[Problem]:
    """Say which keys the form does not know, such as a name with a slip in it."""
    known = list(form.fields) if section is None else [field.name for field in form.section(section).fields]
    found = []
    for key in answers:
        if key not in form.fields:
            near = difflib.get_close_matches(str(key), known, n=1)
            remedy = f"did you mean {near[0]}?" if near else "take it out, or look for a letter that was changed"
            found.append(Problem("", f"the form has no field {shown(str(key))}; {remedy}"))
    return found


def _order(field: Field, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Compare a date with the one that it must not precede."""
    for other, is_same_allowed in ((field.after, False), (field.not_before, True)):
        day, earlier = values.get(field.name), values.get(other)
        if (
            isinstance(day, date)
            and isinstance(earlier, date)
            and (day < earlier or (day == earlier and not is_same_allowed))
        ):
            where = "on or after" if is_same_allowed else "after"
            remedy = SIGN_AGAIN if field.name.endswith("_signed_on") else "mend one of the two"
            yield Problem(field.name, f"{field.name}: {day} is not {where} {other}, {earlier}; {remedy}")


@cache
def _rules(name: str) -> _Rules | None:
    """Return the module with the rules between the fields of a form, if it has one."""
    module = f"citylab.internship.rules.{name.replace('-', '_')}"
    return importlib.import_module(module) if importlib.util.find_spec(module) else None  # type: ignore[return-value]

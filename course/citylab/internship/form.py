"""What a form of the internship asks: sections and fields, as declared in ``declared/NAME.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["KINDS", "Field", "Form", "Section", "form", "forms"]

KINDS = ("text", "date", "number", "choice", "choices", "yes_no", "email", "list", "rows")
_DECLARED = Path(__file__).with_name("declared")


@dataclass(frozen=True)
class Field:
    """
    One field.

    Attributes
    ----------
    name : str
        Key of the answer, such as ``first_day``.
    kind : str
        One of `KINDS`. ``text`` has words, ``list`` is a list of texts, ``rows`` a list of dictionaries,
        ``choice`` is one of the stated values, ``choices`` a list of some of them.
    label, help : str
        What it is called, and what to write, for people.
    example : object
        Shown in forms; a text that repeats it is refused. None if there is none.
    required : bool
        Whether it may be left empty.
    when : dict of str to list
        It is asked only if each field named here has one of these values. Empty: always.
    words : tuple of int
        Fewest and most words of a text, or of each item of a list.
    items : tuple of int
        Fewest and most items of a list, rows or choices.
    low, high : float, optional
        Range of a number. [unit]
    whole : bool
        Whether the number is a whole one.
    unit : str
        Of a number.
    weekday : str
        On which a date must fall, such as ``Monday``; empty for any.
    after, not_before : str
        Name of a date field that must be earlier; with `not_before` it may be the same day.
    choices : dict of str to str
        Stated values, and the label of each.
    fields : tuple of Field
        Of each row.
    """

    name: str
    kind: str
    label: str
    help: str = ""
    example: Any = None
    required: bool = True
    when: Mapping[str, tuple[Any, ...]] = None  # type: ignore[assignment]  # `_field` gives a dictionary
    words: tuple[int, int] = (1, 60)
    items: tuple[int, int] = (1, 20)
    low: float | None = None
    high: float | None = None
    whole: bool = False
    unit: str = ""
    weekday: str = ""
    after: str = ""
    not_before: str = ""
    choices: Mapping[str, str] = None  # type: ignore[assignment]
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Section:
    """
    Fields that are filled in together: one dictionary in a notebook, one block of a page.

    Attributes
    ----------
    name, title, help : str
        `name` is also the name of the dictionary in the notebook, such as ``parties``.
    fields : tuple of Field
    """

    name: str
    title: str
    help: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Form:
    """
    A form. `name` and `title` are those of its document.

    Attributes
    ----------
    name, title, about : str
    sections : tuple of Section
    """

    name: str
    title: str
    about: str
    sections: tuple[Section, ...]

    @property
    def fields(self) -> dict[str, Field]:
        """All fields by name, in order."""
        return {field.name: field for section in self.sections for field in section.fields}

    def section(self, name: str) -> Section:
        """
        Return one section.

        Raises
        ------
        KeyError
            If there is none of that name; the message lists those there are.
        """
        known = {section.name: section for section in self.sections}
        if name not in known:
            raise KeyError(f"the form {self.name} has no section {name}; there are: {', '.join(known)}")
        return known[name]


def forms() -> tuple[str, ...]:
    """Return the names of all forms, sorted."""
    return tuple(sorted(path.stem for path in _DECLARED.glob("*.toml")))


@cache
def form(name: str) -> Form:
    """
    Return one form by the name of its document.

    Raises
    ------
    KeyError
        If there is none of that name; the message lists those there are.
    """
    if name not in forms():
        raise KeyError(f"no form named {name}; there are: {', '.join(forms())}")
    read = tomllib.loads((_DECLARED / f"{name}.toml").read_text(encoding="utf-8"))
    sections = tuple(
        Section(one["name"], one["title"], one.get("help", ""), tuple(map(_field, one["field"])))
        for one in read["section"]
    )
    return Form(name, read["title"], read.get("about", ""), sections)


def _field(one: dict[str, Any]) -> Field:
    """Make a field of what the file declares; lists become tuples."""
    given = {**one, "when": {key: tuple(values) for key, values in one.get("when", {}).items()}}
    given |= {key: tuple(one[key]) for key in ("words", "items") if key in one}
    given |= {"choices": dict(one.get("choices", {})), "fields": tuple(map(_field, one.pop("field", ())))}
    given.pop("field", None)
    if given["kind"] not in KINDS:
        raise ValueError(
            f"the field {given['name']} has the unknown kind {given['kind']}; there are: {', '.join(KINDS)}"
        )
    return Field(**given)

"""Read the values of one row, and note each that cannot be used, with the remedy."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from datetime import date

from classroom.certificates.plain_text import has_unseen
from classroom.internship.people.codes import country_code, language_code
from classroom.internship.people.levels import LEVELS
from classroom.internship.people.model import Spot
from classroom.internship.people.problems import Problem, quoted
from classroom.internship.people.table import Row
from classroom.keeping.names import is_safe

_ID = re.compile(r"[^\W_][\w-]*")
_BETWEEN = re.compile(r"[;>|,]")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_JOINERS = "\u200c\u200d"  # some scripts need them inside names
_ANSWERS = {"yes": "yes", "y": "yes", "true": "yes", "1": "yes", "no": "no", "n": "no", "false": "no", "0": "no"}


class Fields:
    """
    The values of a row; what is wrong is added to `problems`, and reading goes on.

    Parameters
    ----------
    file : str
        Its name.
    row : Row
        The row.
    problems : list of Problem
        Of all rows.
    """

    def __init__(self, file: str, row: Row, problems: list[Problem]) -> None:
        self._file, self._row, self._problems = file, row, problems
        for column, value in row.values.items():
            if has_unseen(value, besides=_JOINERS):
                self.say(
                    f"{column} holds a line break or a character that cannot be seen: {quoted(value)}; type it anew"
                )

    def say(self, says: str) -> None:
        """Note a problem of this row."""
        self._problems.append(Problem(self._file, self._row.line, says))

    def text(self, column: str, *, needed: bool = False) -> str:
        """Return a text; `needed` if it must not be empty."""
        value = self._row.values.get(column, "")
        if needed and not value:
            self.say(f"no {column.replace('_', ' ')}; fill it in")
        return value

    def id(self) -> str:
        """Return the id: a letter or digit first, and good as the name of a folder on every computer."""
        value = self.text("id", needed=True)
        if value and not (_ID.fullmatch(value) and is_safe(f"course/notebooks/{value}")):
            self.say(f"the id {quoted(value)} cannot be a folder's name; write letters, digits, - and _ only")
        return value

    def email(self, column: str) -> str:
        """Return an e-mail address."""
        value = self.text(column, needed=True)
        if value and not _EMAIL.fullmatch(value):
            self.say(
                f"{column.replace('_', ' ')} {quoted(value)} is no e-mail address; write one like name@example.org"
            )
        return value

    def items(self, column: str) -> tuple[str, ...]:
        """Return the entries of a list, which ``;``, ``>``, ``|`` or ``,`` separate; each may stand there once."""
        entries = [" ".join(entry.split()) for entry in _BETWEEN.split(self.text(column))]
        entries = [entry for entry in entries if entry]
        for entry in dict.fromkeys(entries):
            if entries.count(entry) > 1:
                self.say(f"{column} names {quoted(entry)} twice; remove one")
        return tuple(dict.fromkeys(entries))

    def words(self, column: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        """Return the entries of a list in small letters; `known` lists those allowed."""
        words = tuple(dict.fromkeys(entry.casefold() for entry in self.items(column)))
        for word in words:
            if known is not None and word not in known:
                self.say(f"{column} names {quoted(word)}, which is none of: {', '.join(known)}")
        return words

    def languages(self, column: str) -> dict[str, str]:
        """Return languages and levels from entries such as ``en:C1``."""
        found = {}
        for entry in self.items(column):
            name, _, level = entry.replace("=", ":").partition(":")
            code = language_code(name)
            levels = {known.casefold(): known for known in LEVELS}
            right = levels.get(level.strip().casefold())
            if code is None:
                self.say(f"{column}: {quoted(name)} is no language; write its code and a level, such as en:C1")
            elif right is None:
                self.say(f"{column}: {quoted(entry)} has no known level; write one of {', '.join(LEVELS)}, as in en:C1")
            elif code in found:
                self.say(f"{column} names {quoted(name)} twice; remove one")
            else:
                found[code] = right
        return found

    def countries(self, column: str) -> tuple[str, ...]:
        """Return the codes of countries from a list of codes or English names."""
        return tuple(code for entry in self.items(column) if (code := self._country(column, entry)))

    def country(self, column: str) -> str:
        """Return the code of one country."""
        value = self.text(column, needed=True)
        return (self._country(column, value) or "") if value else ""

    def spots(self, column: str) -> tuple[Spot, ...]:
        """Return places from entries such as ``Manchester/GB``, ``GB`` or ``any``."""
        found = []
        for entry in self.items(column):
            city, _, country = entry.rpartition("/")
            if entry.casefold() in ("any", "anywhere"):
                found.append(Spot())
            elif code := self._country(column, country, "; write Manchester/GB for a city, GB for a country, or any"):
                found.append(Spot(city.strip(), code))
        return tuple(found)

    def choice(self, column: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """Return one of a few words; the first of them where the value cannot be used."""
        value = self.text(column).casefold()
        word = _ANSWERS.get(value, value) or default or ""
        if word not in allowed:
            what = quoted(value) if value else "empty"
            self.say(f"{column} is {what}; write one of: {', '.join(allowed)}")
            return allowed[0]
        return word

    def number(self, column: str, *, least: float, most: float, whole: bool = False) -> float | None:
        """Return a number within `least` and `most`, or None where there is none."""
        value = self.text(column)
        try:
            number = float(value.replace(",", ".")) if value else None
        except ValueError:
            number = math.nan
        good = number is None or (least <= number <= most and not (whole and number % 1))
        if not good:
            kind = "whole number" if whole else "number"
            self.say(f"{column} is {quoted(value)}; write a {kind} from {least:g} to {most:g}")
        return number if good else None

    def day(self, column: str) -> date | None:
        """Return a day that is written as 2027-01-11, or None where there is none."""
        value = self.text(column)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.say(f"{column} is {quoted(value)}; write year-month-day, such as 2027-01-11, in a column set to text")
            return None

    def _country(
        self, column: str, text: str, remedy: str = "; write its code, such as GB, or its English name"
    ) -> str:
        code = self._known(text, country_code)
        if not code:
            self.say(f"{column}: {quoted(text)} is no country{remedy}")
        return code

    @staticmethod
    def _known(text: str, find: Callable[[str], str | None]) -> str:
        return find(text) or ""

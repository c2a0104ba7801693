"""From bytes to three sections of rows with their lines."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import isfinite
from re import compile as pattern
from typing import NoReturn

__all__ = ["Notes", "PabulibError", "Row", "Section", "fail", "number", "split"]

NAMES = ("META", "PROJECTS", "VOTES")
Row = tuple[int, list[str]]
_NUMBER = pattern(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]{1,3})?")
_THOUSANDS = pattern(r"[+-]?[1-9][0-9]{0,2}([.,][0-9]{3})+")
_SEPARATORS = {"\t": "tabs", ",": "commas"}


class PabulibError(ValueError):
    """A file that must not be counted; the message says section and line, and how to mend it."""


def fail(section: str, line: int, message: str) -> NoReturn:
    """Refuse the file."""
    raise PabulibError(f"{section}, line {line}: {message}")


@dataclass
class Section:
    """One section: where it begins, its columns (lower case) and its rows, each with its first line (from 1)."""

    name: str
    line: int
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def column(self, name: str) -> int:
        """Return the position of a required column."""
        if name not in self.columns:
            has = ", ".join(self.columns) or "none"
            fail(self.name, self.line + 1, f"the required column {name!r} is missing; there are: {has}")
        return self.columns.index(name)


class Notes:
    """Harmless oddities: one entry per kind, with the first line and the number of further ones."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, int, int]] = {}

    def add(self, section: str, line: int, message: str, times: int = 1) -> None:
        """Take down that `message` holds at `line`, and at `times` - 1 later ones."""
        first, at, before = self._found.get(section + message, (section, line, 0))
        self._found[section + message] = (first, at, before + times)

    def listed(self) -> tuple[str, ...]:
        """Return one sentence per kind."""
        return tuple(
            f"{section}, line {line}{f' and {times - 1} more' if times > 1 else ''}: {key[len(section) :]}"
            for key, (section, line, times) in self._found.items()
        )


def number(text: str) -> float:
    """Return the number, with a decimal point or comma; ValueError for anything else, or for what may be thousands."""
    if _THOUSANDS.fullmatch(text):
        plain = text.replace(".", "").replace(",", "")
        raise ValueError(f"{text!r} may have a thousands separator; write {plain}, or another number of decimals")
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is not a number; write it without spaces and thousands separators, like 12500.50")
    value = float(text.replace(",", "."))
    if not isfinite(value):
        raise ValueError(f"{text!r} is too large for a number")
    return value


def split(data: bytes) -> dict[str, Section]:
    """Return the three sections of a file."""
    lines = list(io.StringIO(_decode(data), newline=""))
    sections: dict[str, Section] = {}
    current = None
    for line, cells in _rows(lines):
        title = cells[0].upper()
        if title in NAMES and not any(cells[1:]):
            if title in sections:
                fail(title, line, f"a second section {title}; the first begins in line {sections[title].line}")
            current = sections[title] = Section(title, line)
        elif current is None:
            hint = _separator(cells) if title.startswith(NAMES) else "is this a .pb file?"
            raise PabulibError(f"line {line}: expected the title META, found {cells[0][:40]!r}; {hint}")
        elif not current.columns and not current.rows and (hint := _separator(cells)):
            fail(current.name, line, hint)
        elif not current.columns and not (title != "KEY" and current.name == "META"):
            current.columns = _columns(current, line, cells)
        else:
            current.rows.append((line, cells))
    for name in NAMES:
        if name not in sections:
            raise PabulibError(f"{name}, line {len(lines)}: the file ends without a section {name}; is it cut off?")
    return sections


def _separator(cells: list[str]) -> str:
    """Return what to do about a first row with another separator, or an empty text."""
    found = next((name for sign, name in _SEPARATORS.items() if sign in cells[0]), "") if len(cells) == 1 else ""
    return found and f"the cells are separated by {found}; save the file with semicolons"


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PabulibError(f"line {line}: a byte that is not UTF-8; save the file as UTF-8") from None


def _rows(lines: list[str]) -> Iterable[Row]:
    """Yield each row that is not blank, with its first line and its cells stripped."""
    reader = csv.reader(lines, delimiter=";")
    start = 0
    try:
        for cells in reader:
            if reader.line_num > start + 1 and sum(text.count('"') for text in lines[start : reader.line_num]) % 2:
                raise PabulibError(f"line {start + 1}: a quotation mark opens here and is never closed; double it")
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield start + 1, stripped
            start = reader.line_num
    except csv.Error as error:
        raise PabulibError(f"line {start + 1}: {error}; is a quotation mark not closed?") from None


def _columns(section: Section, line: int, cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    names = [cell.lower() for cell in cells]
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        fail(section.name, line, f"the column {double!r} is there twice")
    return names

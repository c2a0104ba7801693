"""The rows of one intern in a table such as a list of interns, whatever stands between its columns."""

from __future__ import annotations

import csv
import io
import re

KEYS = ("id", "intern", "student")  # headings of the column that says whose a row is


def own_rows(text: str, intern: str) -> list[str]:
    """Return the rows of an intern, their cells joined by commas."""
    rows, _ = _read(text)
    at = _column(rows)
    return [", ".join(row) for row in rows if _is_hers(row, at, intern)]


def without_rows(text: str, intern: str) -> str:
    """Return a table without her rows, cell for cell as it was; no row of hers, and the text stays as it is."""
    rows, delimiter = _read(text)
    at = _column(rows)
    kept = [[_without_entry(cell, intern) for cell in row] for row in rows if not _is_hers(row, at, intern)]
    if kept == rows:
        return text
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, lineterminator="\n").writerows(kept)
    return made.getvalue()


def _read(text: str) -> tuple[list[list[str]], str]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter)), delimiter


def _column(rows: list[list[str]]) -> int:
    """Return which column says whose a row is: the one so named, else the first."""
    names = [cell.strip().casefold() for cell in rows[0]] if rows else []
    return next((names.index(key) for key in KEYS if key in names), 0)


def _is_hers(row: list[str], at: int, intern: str) -> bool:
    return len(row) > at and row[at].strip() == intern


def _without_entry(cell: str, intern: str) -> str:
    """Take her out of a list in a cell, such as a host's ``i18>i10>i14``."""
    entries = re.split(r"([;>|])", cell)
    if intern not in (entry.strip() for entry in entries) or len(entries) == 1:
        return cell
    kept = [entry for entry in entries[::2] if entry.strip() != intern]
    return entries[1].join(kept)

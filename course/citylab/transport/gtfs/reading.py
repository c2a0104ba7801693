"""Read a GTFS feed from a zip file or a folder."""

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from citylab.transport.gtfs.columns import typed
from citylab.transport.gtfs.feed import Feed, GtfsError, problem_table
from citylab.transport.gtfs.files import file_contents
from citylab.transport.gtfs.rows import Lines, values_of
from citylab.transport.gtfs.standard import COLUMNS, UNREADABLE_WITHOUT

__all__ = ["read"]

REQUIRED = ("stops", "routes", "trips", "stop_times")
_FIELD_CHARACTERS_MAX = 1_000_000


def read(path: Path | str) -> Feed:
    """
    Read a timetable feed.

    What the standard forbids but can be understood is read and listed as a problem: a folder inside the zip file, rows
    that are cut off or too long, a quotation mark that is never closed, a tab or a line break in a value, a column that
    stands twice, bytes that are not UTF-8 (read as Windows-1252), values of the wrong kind. Read without a word: a
    byte-order mark, which the standard accepts, spaces round names and values, capitals in names of columns, blank
    lines, columns and files that the course does not know.

    Parameters
    ----------
    path : pathlib.Path or str
        The zip file, or the folder that holds ``stops.txt`` and the others.

    Returns
    -------
    Feed
        One table per file. `check` lists what is wrong.

    Raises
    ------
    GtfsError
        If there is no feed at the path, or more than one, or ``stops.txt``, ``routes.txt``, ``trips.txt`` or
        ``stop_times.txt`` or a column that nothing works without is missing.

    Examples
    --------
    >>> from citylab import data
    >>> read(data.path("corridor_timetable_synthetic", "planned.zip"))
    Feed planned.zip: 3 routes, 1,012 trips, 10,318 stop times
    """
    path = Path(path)
    contents, problems = file_contents(path)
    missing = [f"{name}.txt" for name in REQUIRED if name not in contents]
    if missing:
        found = ", ".join(f"{name}.txt" for name in sorted(contents)) or "no .txt file"
        flex = " (only feeds of on-demand areas may lack stops.txt, and they cannot be counted by stops)"
        why = f"needed to read a feed{flex if 'stops.txt' in missing else ''}"
        raise GtfsError(f"{path.name} lacks {' and '.join(missing)}, {why}; it holds {found}")
    tables = {}
    for name, content in contents.items():
        texts, listed = _texts(name, content)
        tables[name], wrong = typed(name, _with_columns(name, texts))
        problems += [*listed, *wrong]
    absent = frozenset(set(COLUMNS) - set(tables))
    for name in COLUMNS:
        if name in absent:
            empty = pd.DataFrame({column: pd.Series(dtype="str") for column in COLUMNS[name]})
            tables[name] = typed(name, empty)[0]
    return Feed(path.name, tables, problem_table(problems), absent)


def _texts(name: str, content: bytes) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """Return a file as a table of texts; the index is the row in the file."""
    text, problems = _decoded(name, content)
    csv.field_size_limit(_FIELD_CHARACTERS_MAX)
    lines = Lines(io.StringIO(text, newline=""))
    reader = csv.reader(lines, skipinitialspace=True)
    header: list[str] = []
    while not any(header):
        try:
            header = [column.strip().strip("\ufeff").strip().lower() for column in next(reader)]
        except StopIteration:
            problems.append(_problem("error", name, None, "the file is empty: not even a header"))
            return pd.DataFrame(index=pd.Index([], dtype="int64", name="row")), problems
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        raise GtfsError(f"{name}.txt separates its columns with another sign than the comma: {header[0]!r}")
    columns, rows = values_of(name, lines, reader, len(header), problems)
    index = pd.Index(rows, dtype="int64", name="row")
    table: dict[str, pd.Series] = {}
    for column, values in zip(header, columns, strict=True):
        if column in table:
            problems.append(_problem("error", name, 1, "the column stands twice; the first is read", column))
        elif column:
            table[column], problem = _stripped(name, column, values, index)
            problems += problem
    return pd.DataFrame(table, index=index), problems


def _stripped(name: str, column: str, values: list[str], index: pd.Index) -> tuple[pd.Series, list[dict[str, Any]]]:
    """Return texts without outer spaces, and list tabs; blank becomes missing. Each distinct text is looked at once."""
    codes, unique = pd.factorize(np.array([*values, ""], dtype=object))
    clean = [text.strip() or np.nan for text in unique]
    texts = pd.Series(np.array(clean, dtype=object)[codes[:-1]], index=index, dtype="str")
    return texts, _tabs(name, column, values, index) if any("\t" in text for text in unique) else []


def _tabs(name: str, column: str, values: list[str], rows: pd.Index) -> list[dict[str, Any]]:
    """List the first value of a column that holds a tab."""
    held = [row for row, value in zip(rows, values, strict=True) if "\t" in value]
    also = f", as {len(held) - 1} more do" if len(held) > 1 else ""
    return [_problem("error", name, held[0], f"the value holds a tab{also}; the standard allows none", column)]


def _with_columns(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Refuse a table that lacks a column nothing works without."""
    needed = UNREADABLE_WITHOUT.get(name, ())
    if not len(table.columns) and name not in REQUIRED:
        return pd.DataFrame({column: pd.Series(dtype="str") for column in COLUMNS.get(name, ())})
    missing = [column for column in needed if column not in table]
    if missing:
        found = ", ".join(table.columns) or "nothing"
        raise GtfsError(f"{name}.txt lacks the column {' and '.join(missing)}; its header has {found}")
    if name == "stop_times" and not {"arrival_time", "departure_time"} & set(table.columns):
        raise GtfsError("stop_times.txt lacks the columns arrival_time and departure_time: add at least one of them")
    return table


def _decoded(name: str, content: bytes) -> tuple[str, list[dict[str, Any]]]:
    """Return the text of a file; bytes that are not UTF-8 are read as Windows-1252 and listed."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            raise GtfsError(f"{name}.txt begins like UTF-16 and is not; save it as UTF-8") from None
        return text, [_problem("error", name, None, "the file is UTF-16; save it as UTF-8")]
    try:
        return content.decode("utf-8-sig").replace("\0", ""), []
    except UnicodeDecodeError as problem:
        row = content.count(b"\n", 0, problem.start) + 1
        message = f"byte {content[problem.start]:#04x} is not UTF-8; read as Windows-1252: save the file as UTF-8"
        text = content.removeprefix(b"\xef\xbb\xbf").decode("cp1252", errors="replace")
        return text.replace("\0", ""), [_problem("error", name, row, message)]


def _problem(severity: str, name: str, row: int | None, message: str, field: str = "") -> dict[str, Any]:
    return {"severity": severity, "file": f"{name}.txt", "row": row, "field": field, "message": message}

"""
Read a CSV file as spreadsheets write it, and lose nothing in silence.

Comma, semicolon or tab between the columns, a byte-order mark, blanks round the values, any case in the header, empty
rows at the end: all accepted. A row that does not fit the header, or an open quotation mark, is a problem with its
line.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from classroom.internship.people.problems import PeopleError, Problem, quoted

_MOST_BYTES = 5_000_000
_MOST_ROWS = 5_000
_SAVE = "save it from the spreadsheet as “CSV UTF-8”"


@dataclass(frozen=True)
class Row:
    """A row of the file: where it begins, and its values by column."""

    line: int
    values: dict[str, str]


def read_table(
    path: Path, problems: list[Problem], *, required: Sequence[str], optional: Sequence[str] = ()
) -> list[Row]:
    """
    Return the rows of a CSV file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    problems : list of Problem
        Those found are added.
    required, optional : sequence of str
        Columns to read; others are passed over, unless they look like a slip of the pen.

    Raises
    ------
    PeopleError
        If there is no table to read: no such file, not text, no header, a missing column, too many rows.
    """
    text, skipped = _without_separator_line(_text(path))
    records = _records(path, text, problems, skipped)
    header_line, header = next(records, (0, []))
    names = {_letters(name): name for name in (*required, *optional)}
    columns = [names.get(_letters(name), name.strip()) for name in header]
    wrong = _wrong_columns(path, header_line, columns, required, optional)
    if wrong:
        raise PeopleError([*problems, *wrong])
    rows = [
        row for line, values in islice(records, _MOST_ROWS + 1) if (row := _row(path, line, columns, values, problems))
    ]
    if len(rows) > _MOST_ROWS:
        says = f"more than {_MOST_ROWS:,} rows, so no list of a cohort; split it"
        raise PeopleError([Problem(path.name, 0, says)])
    return rows


def _letters(name: str) -> str:
    """Return what counts in the name of a column: *E-Mail* and *right to work* are ``email`` and ``right_to_work``."""
    return re.sub(r"[\W_]", "", name.casefold())


def _row(path: Path, line: int, columns: list[str], values: list[str], problems: list[Problem]) -> Row | None:
    values = [unicodedata.normalize("NFC", value.strip()) for value in values]
    if not any(values):
        return None
    surplus = values[len(columns) :]
    if len(values) < len(columns) or any(surplus):
        says = (
            f"{len(values)} values, but the header names {len(columns)} columns; put quotation marks round a value "
            "that holds the sign between the columns, or separate the entries of a list with >"
        )
        problems.append(Problem(path.name, line, says))
    return Row(line, dict(zip(columns, values + [""] * len(columns), strict=False)))


def _text(path: Path) -> str:
    def fail(says: str) -> PeopleError:
        return PeopleError([Problem(path.name or str(path), 0, says)])

    try:
        if path.stat().st_size > _MOST_BYTES:
            raise fail("larger than 5 MB, so no list of people; name the CSV file with one row for each")
        data = path.read_bytes()
    except OSError as error:
        raise fail(f"cannot be read ({error.strerror}); check the name of the file") from None
    if data.startswith(b"PK"):
        raise fail(f"a spreadsheet or zip file, no CSV; {_SAVE}")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise fail(f"line {line} is not in UTF-8, so letters with accents would be lost; {_SAVE}") from None
    if not text.strip():
        raise fail("the file is empty; write the names of the columns in its first line, and a row for each below")
    return text


def _without_separator_line(text: str) -> tuple[str, int]:
    """Return the text without the line ``sep=;`` that Excel understands, and how many lines were passed over."""
    first, _, rest = text.partition("\n")
    return (rest, 1) if first.strip().casefold().startswith("sep=") else (text, 0)


def _records(path: Path, text: str, problems: list[Problem], skipped: int) -> Iterator[tuple[int, list[str]]]:
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        line = reader.line_num + 1 + skipped
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error:
            says = "a quotation mark is not closed, or has text behind it; write two of them for one inside a value"
            problems.append(Problem(path.name, line, says))
            return
        if any(value.strip() for value in values):
            yield line, values


def _wrong_columns(
    path: Path, line: int, columns: list[str], required: Sequence[str], optional: Sequence[str]
) -> list[Problem]:
    known = [*required, *optional]
    wrong = []
    missing = [name for name in required if name not in columns]
    if missing:
        found = ", ".join(name for name in columns if name)
        says = f"no column {', '.join(missing)}; the header has {quoted(found)}. Add it, empty cells are read, too"
        wrong.append(Problem(path.name, line, says))
    for name in dict.fromkeys(columns):
        if name in known and columns.count(name) > 1:
            wrong.append(Problem(path.name, line, f"the column {name} stands twice; remove or rename one"))
        close = [] if name in known or not name else get_close_matches(name.casefold(), known, 1, 0.8)
        if close and close[0] not in columns:
            wrong.append(Problem(path.name, line, f"no column is called {quoted(name)}; did you mean {close[0]}?"))
    return wrong

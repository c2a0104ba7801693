"""From the lines of a file to the values of its columns: nothing is lost without a word."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from citylab.transport.gtfs.feed import GtfsError

__all__ = ["Lines", "values_of"]

_ROWS_AT_ONCE = 1_000


class Lines:
    """
    The lines of a file, one after the other; those of the present row are remembered.

    Parameters
    ----------
    lines : iterable of str
        The lines, with their ends.

    Attributes
    ----------
    recent : list of str
        Lines handed out since the list was last cleared.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self.recent: list[str] = []

    def __iter__(self) -> Iterator[str]:
        remember = self.recent.append
        for line in self._lines:
            remember(line)
            yield line

    def apart(self) -> list[list[str]]:
        """Return the values of each remembered line, read by itself."""
        return [next(csv.reader([line.rstrip("\r\n")], skipinitialspace=True), []) for line in self.recent]

    def open_quote(self, width: int) -> bool:
        """
        Tell whether a row runs over the remembered lines because a quotation mark is never closed.

        Parameters
        ----------
        width : int
            Number of values of the row, read as one.

        Returns
        -------
        bool
            True if the marks come in no pairs, or if each line holds a whole row by itself.
        """
        marks = sum(line.count('"') for line in self.recent)
        return marks % 2 == 1 or all(len(row) == width for row in self.apart() if row)


def values_of(
    name: str, lines: Lines, reader: Any, width: int, problems: list[dict[str, Any]]
) -> tuple[list[list[str]], list[int]]:
    """
    Return the values of each column, and each row's place in the file; add rows that do not fit to the problems.

    Parameters
    ----------
    name : str
        Name of the file, without ``.txt``.
    lines : Lines
        The lines that the reader takes.
    reader : csv.reader
        The reader, after the header.
    width : int
        Number of columns of the header.
    problems : list of dict
        Problems so far; more are appended.

    Returns
    -------
    tuple of list of list of str, and list of int
        Values by column, and the row in the file of each.

    Raises
    ------
    GtfsError
        If a value is too long to be one.
    """
    columns: list[list[str]] = [[] for _ in range(width)]
    places: list[int] = []
    rows: list[list[str]] = []
    lines.recent.clear()
    try:
        for read_row in reader:
            place = reader.line_num
            parts = [(place, read_row)] if len(lines.recent) == 1 else _parted(name, lines, place, read_row, problems)
            lines.recent.clear()
            for line, part in parts:
                row = part if len(part) == width and part[0] else _fitted(name, line, part, width, problems)
                if row:
                    rows.append(row)
                    places.append(line)
            if len(rows) >= _ROWS_AT_ONCE:  # millions of short lists would slow Python down
                _move(rows, columns)
        _move(rows, columns)
    except csv.Error as problem:
        start = reader.line_num - len(lines.recent) + 1
        raise GtfsError(f"{name}.txt, row {start}: {problem}; is a quotation mark never closed?") from None
    if not places:
        problems.append(_problem(name, None, "the file has a header and no rows", "warning"))
    return columns, places


def _parted(
    name: str, lines: Lines, last: int, row: list[str], problems: list[dict[str, Any]]
) -> list[tuple[int, list[str]]]:
    """Return the rows of a record that runs over several lines, and list why it does."""
    first = last - len(lines.recent) + 1
    if not lines.open_quote(len(row)):
        message = f"a value has a line break, from row {first} to {last}; the standard allows none"
        problems.append(_problem(name, first, message))
        return [(first, row)]
    message = f"a quotation mark is never closed: rows {first} to {last} are read line by line"
    problems.append(_problem(name, first, message))
    return list(enumerate(lines.apart(), start=first))


def _move(rows: list[list[str]], columns: list[list[str]]) -> None:
    """Move rows to the ends of the columns."""
    for column, values in zip(columns, zip(*rows, strict=True), strict=False):
        column.extend(values)
    rows.clear()


def _fitted(name: str, line: int, row: list[str], width: int, problems: list[dict[str, Any]]) -> list[str]:
    """Return a row of the header's width, or nothing for a blank one."""
    if not any(value.strip() for value in row):
        return []
    if len(row) != width:
        if len(row) < width or any(value.strip() for value in row[width:]):
            message = f"{len(row)} values for {width} columns; is the row cut off, or a comma not in quotes?"
            problems.append(_problem(name, line, message))
        row = (row + [""] * width)[:width]
    return row


def _problem(name: str, row: int | None, message: str, severity: str = "error") -> dict[str, Any]:
    return {"severity": severity, "file": f"{name}.txt", "row": row, "field": "", "message": message}

"""What came in, as a table for the terminal and as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from classroom.grading.remarks import Remark

TAKEN, EARLIER, ASIDE, MISSING = "taken", "taken earlier", "put aside", "missing"
CSV_COLUMNS = ("student", "name", "status", "file", "handed in (UTC)", "remarks")


@dataclass
class Row:
    """One student's notebook, or one file that was put aside."""

    student: str
    name: str
    status: str
    file: str = ""
    time: datetime | None = None
    remarks: list[Remark] = field(default_factory=list)

    def cells(self, *, between: str) -> list[str]:
        """Return what the table shows, with this sign between two remarks."""
        when = self.time.strftime("%Y-%m-%d %H:%M:%S") if self.time else ""
        told = [_told(remark, is_reason=self.status == ASIDE) for remark in self.remarks]
        return [*map(_shown, (self.student, self.name, self.status, self.file, when)), between.join(map(_shown, told))]


@dataclass(frozen=True)
class Collected:
    """
    What came in.

    Attributes
    ----------
    assignment : str
        Its name.
    rows : list of Row
        Everybody of the roster, then what belongs to nobody.
    notes : list of str
        What holds for all of them.
    written : dict of str to int
        How many submissions are new, replaced an older one, or were there already.
    folder, table : pathlib.Path
        Where work was put aside, and the table as CSV.
    """

    assignment: str
    rows: list[Row]
    notes: list[str]
    written: dict[str, int]
    folder: Path
    table: Path

    def count(self, status: str) -> int:
        """Return how many rows have a status."""
        return sum(row.status == status for row in self.rows)


def as_csv(rows: Sequence[Row]) -> str:
    """Return the table as CSV; no text of a student can become a formula in a spreadsheet."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for row in rows:
        writer.writerow(
            "'" + text if text.startswith(("=", "+", "-", "@")) else text for text in row.cells(between=" ")
        )
    return buffer.getvalue()


def print_report(collected: Collected, console: Console) -> None:
    """Print the table, who is missing, and where to look further."""
    table = Table("student", "name", "status", "file", "handed in (UTC)", "remarks", title=collected.assignment)
    for row in collected.rows:
        if row.status != MISSING:
            table.add_row(*map(Text, row.cells(between="\n")))
    if table.row_count:
        console.print(table)
    missing = [f"{row.student} {row.name}".strip() for row in collected.rows if row.status == MISSING]
    if missing:
        console.print(Text(f"Missing ({len(missing)}): {', '.join(missing)}"))
    counts = ", ".join(f"{number} {what}" for what, number in collected.written.items() if number)
    console.print(Text(f"Taken: {counts or 'nothing'}. Put aside: {collected.count(ASIDE)}."))
    for note in collected.notes:
        console.print(Text(note))
    if collected.count(ASIDE):
        console.print(Text(f"Put aside   {collected.folder}"), soft_wrap=True)
    console.print(Text(f"Table (CSV) {collected.table}"), soft_wrap=True)


def _told(remark: Remark, *, is_reason: bool) -> str:
    where = f"{remark.cell}: " if remark.cell else ""
    return remark.text if is_reason else f"[{remark.kind}] {where}{remark.text}"


def _shown(text: str) -> str:
    """Return text on one line, without signs that steer a terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)

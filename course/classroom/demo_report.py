"""What a demonstration class came to, as a table for the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from classroom import gradebook
from classroom.simulation import Student


@dataclass(frozen=True)
class Row:
    """One simulated student, what the gradebook says and what it should say."""

    student: Student
    entry: gradebook.Entry
    reason: str

    @property
    def is_as_expected(self) -> bool:
        """Whether the marks are those that the submission is worth."""
        expected = self.student.submission.expected
        if expected is None:
            return self.entry.status != "marked"
        return self.entry.status == "marked" and self.entry.marks == expected


@dataclass(frozen=True)
class DemoClass:
    """A marked class of simulated students, in a course root of its own."""

    assignment: str
    folder: Path
    rows: list[Row]

    @property
    def is_as_expected(self) -> bool:
        """Whether every student got the marks that the submission is worth."""
        return all(row.is_as_expected for row in self.rows)


def print_report(made: DemoClass, console: Console) -> None:
    """Print the gradebook, and where to look further."""
    table = Table(
        "student", "kind", "what they do", "status", title=f"{made.assignment}: a class of simulated students"
    )
    table.add_column("marks", justify="right")
    table.add_column("expected", justify="right")
    for row in made.rows:
        table.add_row(
            f"{row.student.id} {row.student.first_name} {row.student.last_name}",
            row.student.submission.kind,
            row.student.submission.says,
            ": ".join(filter(None, [gradebook.status_text(row.entry), row.reason])),
            gradebook.marks_text(row.entry),
            _expected(row),
        )
    console.print(table)
    differ = [row.student.id for row in made.rows if not row.is_as_expected]
    console.print(f"Not as expected: {', '.join(differ)}" if differ else "All marks are as expected.")
    console.print(f"Feedback pages  {made.folder / 'feedback'}", soft_wrap=True)
    console.print(f"Marks as CSV    {made.folder / 'grades.csv'}", soft_wrap=True)
    console.print(f"Formgrader      cd {made.folder} && jupyter lab --ServerApp.root_dir=..", soft_wrap=True)


def _expected(row: Row) -> str:
    expected = row.student.submission.expected
    mark = "" if row.is_as_expected else " ✗"
    return ("–" if expected is None else f"{expected:g}") + mark

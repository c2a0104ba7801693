"""The board in the terminal, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date

from classroom.internship.board.dues import Due
from classroom.internship.board.row import STATES, Row
from classroom.internship.records import Cohort

STYLES = {"damaged": "red", "without a host": "red", "silent": "red", "late": "yellow", "absent": "cyan"}


def counts(board: Sequence[Row]) -> dict[str, int]:
    """Return how many interns are in each state; states of nobody are left out."""
    found = Counter(row.state for row in board)
    return {state: found[state] for state in STATES if found[state]}


def by_host(board: Sequence[Row]) -> dict[str, dict[str, int]]:
    """Return the counts for each host, by name; those without a host under a dash."""
    hosts = sorted({row.host or "–" for row in board})
    return {host: counts([row for row in board if (row.host or "–") == host]) for host in hosts}


def in_words(dues: Sequence[Due], today: date, *, most: int = 3) -> str:
    """Return documents in words, such as ``Scoping sheet (4 days late)``."""
    said = [f"{due.title} ({_when(due, today)})" for due in dues[:most]]
    return ", ".join(said) + (f" and {len(dues) - most} more" if len(dues) > most else "")


def _when(due: Due, today: date) -> str:
    late = due.days_late(today)
    return f"{late} {'day' if late == 1 else 'days'} late" if late else f"due {due.on:%a} {due.on}"


def as_json(cohort: Cohort, board: Sequence[Row], today: date) -> str:
    """Return the board as JSON."""
    listed = [
        {
            "id": row.id,
            "name": row.name,
            "state": row.state,
            "host": row.host,
            "supervisor": row.supervisor,
            "overdue": [{"document": due.key, "due": str(due.on), "days": due.days_late(today)} for due in row.overdue],
            "next": [{"document": due.key, "due": str(due.on)} for due in row.coming[:1]],
            "supervisor_overdue": [due.key for due in row.supervisor_overdue],
            "last_contact": str(row.last_contact) if row.last_contact else None,
            "hours": row.hours,
            "says": row.says,
        }
        for row in board
    ]
    content = {
        "cohort": cohort.name,
        "today": str(today),
        "week": cohort.week_of(today),
        "counts": counts(board),
        "hosts": by_host(board),
        "interns": listed,
    }
    return json.dumps(content, indent=1, ensure_ascii=False)


def show(cohort: Cohort, board: Sequence[Row], today: date) -> None:
    """Print the board."""
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from classroom.certificates.plain_text import shown

    console = Console(highlight=False)
    said = ", ".join(f"{number} {state}" for state, number in counts(board).items())
    table = Table(box=box.SIMPLE_HEAD, title=f"{cohort.name}, {today:%a} {today}, week {cohort.week_of(today)}: {said}")
    for name in ("id", "name", "state", "host", "overdue", "next", "last sign"):
        table.add_column(name)
    table.add_column("hours", justify="right")
    for row in board:
        cells = (
            row.id,
            row.name,
            row.state,
            row.host or "–",
            row.says or in_words(row.overdue, today),
            in_words(row.coming[:1], today),
            str(row.last_contact or "–"),
            f"{row.hours:g}",
        )
        table.add_row(*(escape(shown(cell)) for cell in cells), style=STYLES.get(row.state, ""))
    console.print(table)
    for host, found in by_host(board).items():
        console.print(
            f"{shown(host)}: {', '.join(f'{number} {state}' for state, number in found.items())}", markup=False
        )

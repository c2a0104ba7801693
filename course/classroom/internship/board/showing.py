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
    """Return documents in words, such as ``Scoping sheet (4 days late)``; the weeks of one document stand together."""
    together: dict[str, list[Due]] = {}
    for due in dues:
        together.setdefault(due.document.name, []).append(due)
    said = [f"{_title(found)} ({_when(found[0], today)})" for found in together.values()]
    return ", ".join(said[:most]) + (f" and {len(said) - most} more" if len(said) > most else "")


def _title(found: Sequence[Due]) -> str:
    """Return the title of a document, with its weeks: ``week 3``, or ``weeks 2 to 4, 7``."""
    if len(found) == 1:
        return found[0].title
    spells: list[list[int]] = []
    for due in found:
        if spells and due.week == spells[-1][-1] + 1:
            spells[-1].append(due.week)
        else:
            spells.append([due.week])
    listed = (f"{one[0]} to {one[-1]}" if len(one) > 1 else str(one[0]) for one in spells)
    return f"{found[0].document.title}, weeks {', '.join(listed)}"


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
    table = Table(
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        title=f"{cohort.name}, {today:%a} {today}, week {cohort.week_of(today)}: {said}",
    )
    for name in ("id", "name", "state", "host", "overdue", "next"):
        table.add_column(name, overflow="fold", min_width=11 if name == "next" else None)
    table.add_column("last sign", no_wrap=True)  # a day or a number that is cut off says something else
    table.add_column("hours", justify="right", no_wrap=True)
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

"""The command ``citylab grade``: progress, table, report."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from classroom.errors import CitylabError
from classroom.grading.class_seed import read_class_seed
from classroom.sandbox.container import REMEDY
from classroom.sandbox.probe import why_not_sealed
from classroom.sandbox.server_process import Server

if TYPE_CHECKING:
    from classroom.grading.grade import Result
    from classroom.grading.submissions import Record

MOST_ROWS = 60  # of the table in the terminal; the report has all
FIRST = ("failed", "flagged", "marked")
COLUMNS = ("student", "status", "auto", "max_auto", "needs_manual", "late_s", "sealed", "reason")


def run(
    course: Path,
    assignment: str,
    *,
    student: str | None,
    workers: int | None,
    regrade: bool,
    sealed: bool,
    as_json: bool,
    scheduler: str = "",
) -> None:
    """
    Mark, and print what came of it.

    Raises
    ------
    CitylabError
        If nothing can be marked, or submissions cannot be sealed here. With `as_json` it is also printed as JSON.
    """
    console = Console(stderr=as_json)
    try:
        with Server() as server:
            result, reports = _mark(
                server,
                console,
                course,
                assignment,
                student=student,
                workers=workers,
                regrade=regrade,
                sealed=sealed,
                scheduler=scheduler,
            )
    except Exception as error:
        if as_json:
            print(json.dumps({"assignment": assignment, "error": str(error) or type(error).__name__}))
        raise
    if as_json:
        listed = [{**asdict(record), "fresh": record.student in result.fresh} for record in result.records]
        json.dump({"assignment": assignment, "seconds": result.seconds, "students": listed}, sys.stdout, indent=1)
        print()
        return
    _print_table(console, assignment, result.records)
    marked = len(result.fresh)
    pace = f", {result.seconds / marked:.2f} s each" if marked else ""
    console.print(f"{marked} marked now in {result.seconds:.0f} s{pace}; {len(result.records) - marked} as before.")
    for path in reports:
        console.print(f"Report  {path}", soft_wrap=True, markup=False)


def _mark(
    server: Server,
    console: Console,
    course: Path,
    assignment: str,
    *,
    student: str | None,
    workers: int | None,
    regrade: bool,
    sealed: bool,
    scheduler: str,
) -> tuple[Result, list[Path]]:
    if not scheduler:
        server.launch()  # it gets ready while this process does
    # On a cluster each worker looks whether it can.
    if sealed and not scheduler and (why := why_not_sealed()):
        raise CitylabError(f"submissions cannot be sealed here: {why}\n{REMEDY}")
    if not sealed:
        console.print("[bold red]UNSEALED: submissions run with your rights, and can read and change your files.")
    with warnings.catch_warnings(), _Bar(console) as bar:
        # nbgrader uses calls that Python and SQLAlchemy advise against; nobody here can mend that.
        warnings.simplefilter("ignore")
        try:
            _skip_slow_import()
            from classroom.grading.grade import Order, grade, marked_so_far

            order = Order(
                course,
                assignment,
                student=student,
                workers=workers or _cores(),
                regrade=regrade,
                sealed=sealed,
                class_seed=read_class_seed(),
                scheduler=scheduler,
            )
            result = grade(order, tell=bar.tell, server=server)
            return result, write_reports(course, assignment, marked_so_far(course, assignment))
        except KeyboardInterrupt:
            left = "" if bar.left is None else f"{bar.left} are left; "
            raise CitylabError(f"interrupted; {left}run the command again to go on") from None


def _skip_slow_import() -> None:
    """Spare a second: a check of internet addresses that jsonschema brings along where it is installed."""
    if "jsonschema" not in sys.modules:
        sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def write_reports(course: Path, assignment: str, records: list[Record]) -> list[Path]:
    """Write all records as a table and as JSON, beside each other."""
    from classroom.grading.submissions import RECORDS, write_whole

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*COLUMNS, "remarks"])
    for one in records:
        remarks = " | ".join(f"{remark['kind']}: {remark['text']}" for remark in one.remarks)
        writer.writerow([*(getattr(one, column) for column in COLUMNS), remarks])
    folder = course / RECORDS
    table, data = folder / f"{assignment}.csv", folder / f"{assignment}.json"
    write_whole(table, text.getvalue())
    write_whole(data, json.dumps([asdict(record) for record in records], indent=1, ensure_ascii=False) + "\n")
    return [table, data]


def _print_table(console: Console, assignment: str, records: list[Record]) -> None:
    """Print what needs a person first; of a long class only that, and the sums."""
    table = Table("student", "status", title=f"{assignment}: {len(records)} submissions")
    table.add_column("marks", justify="right")
    table.add_column("by hand", justify="right")
    table.add_column("late", justify="right")
    table.add_column("what was noticed")
    ordered = sorted(records, key=lambda one: (FIRST.index(one.status), one.student))
    shown = ordered if len(ordered) <= MOST_ROWS else [one for one in ordered if one.status != "marked"][:MOST_ROWS]
    for one in shown:
        colour = {"failed": "red", "flagged": "yellow"}.get(one.status, "")
        marks = "–" if one.status == "failed" else f"{one.auto:g} of {one.max_auto:g}"
        late = f"{one.late_s / 3600:.1f} h" if one.late_s else ""
        cells = (one.student, one.status, marks, str(one.needs_manual or ""), late, _noticed(one))
        table.add_row(*(escape(_readable(cell)) for cell in cells), style=colour)
    console.print(table)
    count = {status: sum(one.status == status for one in records) for status in FIRST}
    said = ", ".join(f"{number} {status}" for status, number in count.items())
    console.print(said + ("; the report has all." if len(shown) < len(records) else "."))


def _noticed(one: Record) -> str:
    flagged = [remark["text"] for remark in one.remarks if remark["kind"] == "flagged"]
    mended = len(one.remarks) - len(flagged)
    unsealed = "" if one.sealed else "ran unsealed"
    more = f"{len(flagged) - 3} more" if len(flagged) > 3 else ""
    parts = [one.reason, *flagged[:3], more, f"{mended} mended" if mended else "", unsealed]
    return "; ".join(filter(None, parts))


def _readable(text: str) -> str:
    """Return a text without the characters that could steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


class _Bar:
    """How far it is: done, failed, flagged, time left."""

    def __init__(self, console: Console) -> None:
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
        # In a file or a pipe nobody watches.
        is_watched = console.is_terminal
        self._progress = Progress(*columns, TextColumn("left"), console=console, transient=True, disable=not is_watched)
        self._count = {"failed": 0, "flagged": 0}
        self.left: int | None = None

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def tell(self, what: str, left: int, record: Record | None) -> None:
        """Take a step."""
        self.left = left
        if record is None:
            self._task = self._progress.add_task(self._described(), total=left)
            return
        if record.status in self._count:
            self._count[record.status] += 1
        self._progress.update(self._task, advance=1, description=self._described())

    def _described(self) -> str:
        return ", ".join(f"{number} {status}" for status, number in self._count.items())

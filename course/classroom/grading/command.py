"""The command ``citylab grade``: progress, table, report."""

from __future__ import annotations

import csv
import json
import os
import sys
import warnings
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from classroom.errors import CitylabError
from classroom.grading.class_seed import read_class_seed
from classroom.grading.submissions import RECORDS, Record
from classroom.sandbox.container import REMEDY
from classroom.sandbox.probe import why_not_sealed

MOST_ROWS = 60  # of the table in the terminal; the report has all


def run(
    course: Path,
    assignment: str,
    *,
    student: str | None,
    workers: int | None,
    regrade: bool,
    sealed: bool,
    as_json: bool,
) -> None:
    """
    Mark, and print what came of it.

    Raises
    ------
    CitylabError
        If nothing can be marked, or submissions cannot be sealed here.
    """
    console = Console(stderr=as_json)
    if sealed and (why := why_not_sealed()):
        raise CitylabError(f"submissions cannot be sealed here: {why}\n{REMEDY}")
    if not sealed:
        console.print("[bold red]UNSEALED: submissions run with your rights, and can read and change your files.")
    with warnings.catch_warnings():
        # nbgrader uses calls that Python and SQLAlchemy advise against; nobody here can mend that.
        warnings.simplefilter("ignore")
        from classroom.grading.grade import Order, grade

        order = Order(
            course,
            assignment,
            student=student,
            workers=workers or _cores(),
            regrade=regrade,
            sealed=sealed,
            class_seed=read_class_seed(),
        )
        with _Bar(console) as bar:
            try:
                result = grade(order, tell=bar.tell)
            except KeyboardInterrupt:
                raise CitylabError(f"interrupted; {bar.left} are left, run the command again to go on") from None
    reports = write_reports(course, assignment, result.records)
    if as_json:
        listed = [asdict(record) for record in result.records]
        json.dump({"assignment": assignment, "seconds": result.seconds, "students": listed}, sys.stdout, indent=1)
        print()
        return
    _print_table(console, assignment, result.records)
    marked = len(result.fresh)
    pace = f", {result.seconds / marked:.2f} s each" if marked else ""
    console.print(f"{marked} marked now in {result.seconds:.0f} s{pace}; {len(result.records) - marked} as before.")
    for path in reports:
        console.print(f"Report  {path}", soft_wrap=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def write_reports(course: Path, assignment: str, records: list[Record]) -> list[Path]:
    """Write all records as a table and as JSON, beside each other."""
    folder = course / RECORDS
    folder.mkdir(parents=True, exist_ok=True)
    table, data = folder / f"{assignment}.csv", folder / f"{assignment}.json"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["student", "status", "auto", "max_auto", "needs_manual", "late_s", "reason", "remarks"])
        for one in records:
            remarks = " | ".join(f"{remark['kind']}: {remark['text']}" for remark in one.remarks)
            writer.writerow(
                [one.student, one.status, one.auto, one.max_auto, one.needs_manual, one.late_s, one.reason, remarks]
            )
    listed = [asdict(record) for record in records]
    data.write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [table, data]


def _print_table(console: Console, assignment: str, records: list[Record]) -> None:
    """Print what needs a person first; of a long class only that, and the sums."""
    table = Table("student", "status", title=f"{assignment}: {len(records)} submissions")
    table.add_column("marks", justify="right")
    table.add_column("by hand", justify="right")
    table.add_column("late", justify="right")
    table.add_column("what was noticed")
    shown = records if len(records) <= MOST_ROWS else [one for one in records if one.status != "marked"][:MOST_ROWS]
    for one in shown:
        colour = {"failed": "red", "flagged": "yellow"}.get(one.status, "")
        marks = "–" if one.status == "failed" else f"{one.auto:g} of {one.max_auto:g}"
        late = f"{one.late_s / 3600:.1f} h" if one.late_s else ""
        table.add_row(one.student, one.status, marks, str(one.needs_manual or ""), late, _noticed(one), style=colour)
    console.print(table)
    if len(shown) < len(records):
        count = {status: sum(one.status == status for one in records) for status in ("marked", "flagged", "failed")}
        console.print(", ".join(f"{number} {status}" for status, number in count.items()) + "; the report has all.")


def _noticed(one: Record) -> str:
    flagged = [remark["text"] for remark in one.remarks if remark["kind"] == "flagged"]
    mended = len(one.remarks) - len(flagged)
    parts = [one.reason, *flagged[:3], f"{mended} mended" if mended else ""]
    return "; ".join(filter(None, parts))


class _Bar:
    """How far it is: done, failed, flagged, time left."""

    def __init__(self, console: Console) -> None:
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, transient=True)
        self._count = {"failed": 0, "flagged": 0}
        self.left = 0

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def tell(self, what: str, left: int, record: Record | None) -> None:
        """Take a step."""
        self.left = left
        if record is None:
            self._task = self._progress.add_task("", total=left)
            return
        if record.status in self._count:
            self._count[record.status] += 1
        failed, flagged = self._count["failed"], self._count["flagged"]
        self._progress.update(self._task, advance=1, description=f"{failed} failed, {flagged} flagged")

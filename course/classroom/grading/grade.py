"""Mark a class: find what waits, run it behind walls in several processes, write the marks one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from sqlalchemy.exc import SQLAlchemyError

from classroom.course_root import CONFIG, load_config
from classroom.errors import CitylabError
from classroom.grading.book import Book
from classroom.grading.cluster import Cluster
from classroom.grading.engine import Engine, Plan
from classroom.grading.held import held
from classroom.grading.rehearsals import WORTH, Rehearsals
from classroom.grading.rules import Rules
from classroom.grading.submissions import (
    Record,
    Submission,
    find_submissions,
    fingerprint,
    read_record,
    read_records,
    write_record,
)
from classroom.grading.workers import Done, Workers
from classroom.sandbox.runner import Limits
from classroom.sandbox.server_process import Server


@dataclass(frozen=True)
class Order:
    """
    What is to be marked, and how.

    Attributes
    ----------
    course : pathlib.Path
        The course root.
    assignment : str
        Its name.
    student : str or None
        One student only.
    workers : int
        Submissions at the same time.
    regrade : bool
        Also what was marked before and has not changed.
    sealed : bool
        Whether walls stand around each submission.
    class_seed : int
        From which hidden tests draw their inputs.
    limits : Limits
        For each submission.
    scheduler : str
        Address of Dask's scheduler, to mark on its workers; nothing for this computer.
    """

    course: Path
    assignment: str
    student: str | None = None
    workers: int = 2
    regrade: bool = False
    sealed: bool = True
    class_seed: int = 0
    limits: Limits = field(default_factory=Limits)
    scheduler: str = ""


@dataclass(frozen=True)
class Result:
    """
    What came of a class.

    Attributes
    ----------
    records : list of Record
        One per submission, by student.
    fresh : set of str
        Students whose work was marked now.
    seconds : float
        Time for all. [s]
    """

    records: list[Record]
    fresh: set[str]
    seconds: float


def grade(
    order: Order,
    *,
    tell: Callable[[str, int, Record | None], None] = lambda what, left, record: None,
    server: Server | None = None,
) -> Result:
    """
    Mark what has been handed in.

    Parameters
    ----------
    order : Order
        What, and how.
    tell : callable
        Told what happens: ``("begin", submissions to mark, None)``, ``("done", left, record)``.
    server : Server, optional
        One that was launched before, to save time. It is not stopped here.

    Raises
    ------
    CitylabError
        If nothing can be marked: no source or release, nothing handed in, another process marks, no gradebook.
        Or if it must end early, for the disk is full or the gradebook refuses. What was marked stays.
    """
    started = time.monotonic()
    source, released = _notebooks(order)
    plan = _plan(order, source)
    if server and not order.scheduler:
        server.prepare(plan.asked)
    submissions = find_submissions(order.course, order.assignment, order.student)
    rules = Rules(order.course, order.assignment, [order.class_seed, order.sealed, order.limits])
    prints = {one.student: fingerprint(one, rules) for one in submissions}
    likely = [one for one in submissions if order.regrade or not _is_known(order, one, prints)]
    with ExitStack() as stack:
        server = server or stack.enter_context(Server())
        make = partial(Engine, plan, server=server, **_engine_rules(order))
        is_worth_it = len(likely) >= WORTH and not order.scheduler
        # The gradebook takes as long to open.
        rehearsals = stack.enter_context(Rehearsals(make() if is_worth_it else None))
        book = stack.enter_context(Book(order.course, order.assignment))
        writer = _Writer(order, book, prints)
        before = {one.student: writer.earlier(one) for one in submissions}
        waiting = [one for one in submissions if order.regrade or before[one.student] is None]
        records = {student: record for student, record in before.items() if record}
        tell("begin", len(waiting), None)
        with _workers(order, plan, released, waiting, make, rehearsals) as workers:
            for left, done in zip(range(len(waiting) - 1, -1, -1), workers.results(), strict=True):
                records[done.submission.student] = record = writer.write(done)
                tell("done", left, record)
    fresh = {one.student for one in waiting}
    return Result([records[student] for student in sorted(records)], fresh, time.monotonic() - started)


def _is_known(order: Order, submission: Submission, prints: dict[str, str]) -> bool:
    record = read_record(order.course, order.assignment, submission.student)
    return record is not None and record.fingerprint == prints[submission.student]


def _workers(
    order: Order,
    plan: Plan,
    released: NotebookNode,
    waiting: list[Submission],
    make: Callable[[], Engine],
    rehearsals: Rehearsals,
) -> Workers | Cluster:
    """Return what runs submissions: this computer or a cluster."""
    if order.scheduler and waiting:
        return Cluster(order.scheduler, plan.source, released, waiting, **_engine_rules(order))
    return Workers(make, plan.source, released, waiting, count=order.workers, rehearsals=rehearsals)


def _engine_rules(order: Order) -> dict[str, Any]:
    return {"sealed": order.sealed, "class_seed": order.class_seed, "limits": order.limits}


def _notebooks(order: Order) -> tuple[NotebookNode, NotebookNode]:
    """Read source and release."""
    if not (order.course / CONFIG).exists():
        load_config(order.course)  # says what is missing
    names = sorted(path.parent.name for path in (order.course / "source").glob("*/*.ipynb"))
    if order.assignment not in names:
        there = ", ".join(dict.fromkeys(names)) or "none"
        raise CitylabError(f"{order.course}: no assignment named {order.assignment} in source/; there are: {there}")
    source, released = (_read(order, step) for step in ("source", "release"))
    return source, released


def _plan(order: Order, source: NotebookNode) -> Plan:
    try:
        return Plan.of(source)
    except SyntaxError as error:
        raise CitylabError(f"source of {order.assignment}: {error.msg} in the cell with {error.text!r}") from error


def _read(order: Order, step: str) -> NotebookNode:
    path = order.course / step / order.assignment / f"{order.assignment}.ipynb"
    remedy = f"make it again with: nbgrader generate_assignment {order.assignment}"
    try:
        return nbformat.read(path, as_version=4)
    except FileNotFoundError as error:
        raise CitylabError(f"{path}: there is no {step} of {order.assignment}; {remedy}") from error
    except Exception as error:
        raise CitylabError(f"{path}: cannot be read as a notebook ({type(error).__name__}); {remedy}") from error


class _Writer:
    """Writes marks into the gradebook, and what came of each submission into its record."""

    def __init__(self, order: Order, book: Book, prints: dict[str, str]) -> None:
        self._order, self._book, self._prints = order, book, prints
        self._held = self._in_gradebook(order.student)

    def earlier(self, submission: Submission) -> Record | None:
        """Return the record of a submission that need not be marked again."""
        student, (course, name) = submission.student, (self._order.course, self._order.assignment)
        record = read_record(course, name, student)
        if record is None or record.fingerprint != self._prints[student]:
            return None
        if record.held != self._held.get(student, ""):
            return None
        has_notebook = (course / "autograded" / student / name / f"{name}.ipynb").is_file()
        return record if has_notebook or record.status == "failed" else None

    def write(self, done: Done) -> Record:
        """Write one submission, and return its record."""
        student, handed_in = done.submission.student, done.submission.handed_in
        record = Record(student, "", "failed", reason=done.reason, sealed=self._order.sealed)
        record.seconds["wall"] = round(done.seconds, 3)
        remarks = [*done.remarks]
        if done.marked is not None:
            ran = done.marked.ran
            record.seconds |= {"run": ran.seconds, "theirs_cpu": ran.theirs_cpu_s, "judge_cpu": ran.judge_cpu_s}
            remarks += done.marked.remarks
            try:
                entry = self._book.write(student, done.marked.notebook, handed_in=handed_in)
            except Exception as error:
                record.reason = _said(error)
            else:
                remarks += entry.remarks
                record.auto, record.max_auto = entry.auto, entry.max_auto
                record.needs_manual, record.late_s = entry.needs_manual, entry.late_s
                record.status = "flagged" if any(remark.kind == "flagged" for remark in remarks) else "marked"
        if record.status == "failed" and not done.submission.refused:
            self._fail(done, record)
        if record.status != "failed" or done.is_lasting:
            record.fingerprint = self._prints[student]
            record.held = self._in_gradebook(student).get(student, "")
        record.remarks = [asdict(remark) for remark in remarks]
        write_record(self._order.course, self._order.assignment, record)
        return record

    def _fail(self, done: Done, record: Record) -> None:
        """Take old marks out of the gradebook. Where that fails too, the others would fail as well: end here."""
        try:
            self._book.fail(record.student, record.reason, handed_in=done.submission.handed_in)
        except CitylabError as error:
            if isinstance(error.__cause__, OSError | SQLAlchemyError):
                raise
            record.reason = record.reason or str(error)

    def _in_gradebook(self, student: str | None) -> dict[str, str]:
        # The book's own connection: a second one would wait for the first.
        return held(self._book._gradebook.engine, self._order.assignment, student)


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, CitylabError) else f"{type(error).__name__}: {error}"


def marked_so_far(course: Path, assignment: str) -> list[Record]:
    """Return the records of all submissions that there are, by student; one that was never marked is left out."""

    return read_records(course, assignment, [one.student for one in find_submissions(course, assignment)])

"""Mark a class: find what waits, run it behind walls in several processes, write the marks one after the other."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from classroom.errors import CitylabError
from classroom.grading.book import Book
from classroom.grading.engine import Engine, Marked
from classroom.grading.reading import read_notebook
from classroom.grading.rebuild import rebuild
from classroom.grading.remarks import Remark
from classroom.grading.submissions import (
    Record,
    Submission,
    find_submissions,
    fingerprint,
    read_record,
    rules_print,
    write_record,
)
from classroom.sandbox.runner import Limits, ServerEndedError


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
    """

    course: Path
    assignment: str
    student: str | None = None
    workers: int = 2
    regrade: bool = False
    sealed: bool = True
    class_seed: int = 0
    limits: Limits = field(default_factory=Limits)


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


@dataclass(frozen=True)
class _Done:
    submission: Submission
    marked: Marked | None
    remarks: list[Remark]
    reason: str
    seconds: float


def grade(order: Order, *, tell: Callable[[str, int, Record | None], None] = lambda what, left, record: None) -> Result:
    """
    Mark what has been handed in.

    Parameters
    ----------
    order : Order
        What, and how.
    tell : callable
        Told what happens: ``("begin", submissions to mark, None)``, ``("done", left, record)``.

    Raises
    ------
    CitylabError
        If nothing can be marked: no source or release, nothing handed in, another process marks, no gradebook.
    """
    started = time.monotonic()
    source, released = (_notebook(order, step) for step in ("source", "release"))
    submissions = find_submissions(order.course, order.assignment, order.student)
    rules = rules_print(order.course, order.assignment, order.class_seed, sealed=order.sealed)
    prints = {one.student: fingerprint(one, rules) for one in submissions}
    records: dict[str, Record] = {}
    with Book(order.course, order.assignment) as book:
        known = book.students()
        waiting = []
        for one in submissions:
            record = read_record(order.course, order.assignment, one.student)
            if order.regrade or not record or record.fingerprint != prints[one.student] or one.student not in known:
                waiting.append(one)
            else:
                records[one.student] = record
        tell("begin", len(waiting), None)
        with _Workers(order, waiting, source, released) as workers:
            for left, done in zip(range(len(waiting) - 1, -1, -1), workers.results(), strict=True):
                record = _write(book, done, prints[done.submission.student])
                write_record(order.course, order.assignment, record)
                records[record.student] = record
                tell("done", left, record)
    fresh = {one.student for one in waiting}
    return Result([records[student] for student in sorted(records)], fresh, time.monotonic() - started)


def _notebook(order: Order, step: str) -> NotebookNode:
    path = order.course / step / order.assignment / f"{order.assignment}.ipynb"
    if not path.exists():
        remedy = f"run: citylab release {order.assignment}"
        raise CitylabError(f"{path}: there is no {step} of {order.assignment}; {remedy}")
    return nbformat.read(path, as_version=4)


def _write(book: Book, done: _Done, fingerprint: str) -> Record:
    """Write one submission into the gradebook, and return its record."""
    student, handed_in = done.submission.student, done.submission.handed_in
    record = Record(student, fingerprint, "failed", reason=done.reason, seconds={"wall": round(done.seconds, 3)})
    remarks = [*done.remarks]
    if done.marked is None:
        book.fail(student, done.reason, handed_in=handed_in)
    else:
        remarks += done.marked.remarks
        try:
            entry = book.write(student, done.marked.notebook, handed_in=handed_in)
        except CitylabError as error:
            book.fail(student, str(error), handed_in=handed_in)
            record.reason = str(error)
        else:
            remarks += entry.remarks
            record.auto, record.max_auto = entry.auto, entry.max_auto
            record.needs_manual, record.late_s = entry.needs_manual, entry.late_s
            record.status = "flagged" if any(remark.kind == "flagged" for remark in remarks) else "marked"
        ran = done.marked.ran
        record.seconds |= {"run": ran.seconds, "theirs_cpu": ran.theirs_cpu_s, "judge_cpu": ran.judge_cpu_s}
    record.remarks = [asdict(remark) for remark in remarks]
    return record


class _Workers:
    """Threads, each with a server of its own, that mark submissions."""

    def __init__(
        self, order: Order, waiting: Sequence[Submission], source: NotebookNode, released: NotebookNode
    ) -> None:
        self._order, self._source, self._released = order, source, released
        self._jobs: queue.SimpleQueue[Submission] = queue.SimpleQueue()
        for one in waiting:
            self._jobs.put(one)
        self._count = len(waiting)
        self._done: queue.SimpleQueue[_Done | BaseException] = queue.SimpleQueue()
        self._stop = threading.Event()
        # Python 3.11 cannot parse in two threads at once.
        self._parsing = threading.Lock()
        self._engines = [self._engine() for _ in range(min(order.workers, len(waiting)))]
        self._threads = [threading.Thread(target=self._work, args=[engine], daemon=True) for engine in self._engines]

    def __enter__(self) -> _Workers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._stop.set()
        if kind is not None:
            for engine in self._engines:
                engine.kill()
        for thread in self._threads:
            thread.join(timeout=30)

    def results(self) -> Iterator[_Done]:
        """Give what is done, as it comes."""
        for _ in range(self._count):
            done = self._done.get()
            if isinstance(done, BaseException):
                raise done
            yield done

    def _work(self, engine: Engine) -> None:
        try:
            with engine:
                while not self._stop.is_set():
                    try:
                        submission = self._jobs.get_nowait()
                    except queue.Empty:
                        return
                    self._done.put(self._mark(engine, submission))
        except BaseException as error:
            self._done.put(error)

    def _engine(self) -> Engine:
        order = self._order
        return Engine(self._source, sealed=order.sealed, class_seed=order.class_seed, limits=order.limits)

    def _mark(self, engine: Engine, submission: Submission) -> _Done:
        started = time.monotonic()
        marked: Marked | None = None
        remarks: list[Remark] = []
        reason = ""
        try:
            with self._parsing:
                submitted, remarks = read_notebook(submission.path)
                rebuilt = rebuild(self._source, self._released, submitted)
            remarks = [*remarks, *rebuilt.remarks]
            try:
                marked = engine.mark(rebuilt.notebook)
            except ServerEndedError:
                marked = engine.mark(rebuilt.notebook)  # with a new server: it may have been the one before
        except CitylabError as error:
            reason = str(error).removeprefix(f"{submission.path}: ")
        except Exception as error:
            # One submission that nobody foresaw must not stop the others.
            reason = f"{type(error).__name__}: {error}"
        return _Done(submission, marked, remarks, reason, time.monotonic() - started)

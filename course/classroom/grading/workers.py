"""Several submissions at the same time, each worker with a process of its own that runs them."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from nbformat import NotebookNode

from classroom.errors import CitylabError
from classroom.grading.engine import Engine, Marked
from classroom.grading.rehearsals import Rehearsals
from classroom.grading.reading import UnreadableNotebookError, read_notebook
from classroom.grading.rebuild import rebuild
from classroom.grading.remarks import Remark
from classroom.grading.submissions import Submission

Result = TypeVar("Result")
AHEAD = 4  # submissions for each worker that may wait to be written: their outputs are kept in memory
LEAVE_S = 30.0  # for a worker to end


@dataclass
class Done:
    """
    What came of running a submission.

    Attributes
    ----------
    submission : Submission
        Which.
    marked : Marked or None
        Its notebook and scores; None if it failed.
    remarks : list of Remark
        From reading and rebuilding.
    reason : str
        Why it failed.
    is_lasting : bool
        Whether it would fail the same way again.
    seconds : float
        Time it took. [s]
    """

    submission: Submission
    marked: Marked | None = None
    remarks: list[Remark] = field(default_factory=list)
    reason: str = ""
    is_lasting: bool = False
    seconds: float = 0.0


class Workers:
    """
    Threads that mark submissions. Use it in a ``with`` block; an exception in it ends all that runs at once.

    Parameters
    ----------
    make_engine : callable
        Makes an engine for a worker.
    source, released : nbformat.NotebookNode
        The assignment.
    waiting : sequence of Submission
        What to mark, in this order.
    count : int
        Workers.
    """

    def __init__(
        self,
        make_engine: Callable[[], Engine],
        source: NotebookNode,
        released: NotebookNode,
        waiting: Sequence[Submission],
        *,
        count: int,
    ) -> None:
        self._source, self._released = source, released
        self._jobs: queue.SimpleQueue[Submission] = queue.SimpleQueue()
        for one in waiting:
            self._jobs.put(one)
        self._count = len(waiting)
        self._done: queue.SimpleQueue[Done | BaseException] = queue.SimpleQueue()
        self._stop = threading.Event()
        # Python 3.11 cannot parse in two threads at once.
        self._parsing = threading.Lock()
        self._rehearsals = Rehearsals(len(waiting))
        self._engines = [make_engine() for _ in range(min(count, len(waiting)))]
        self._room = threading.Semaphore(AHEAD * len(self._engines))
        self._threads = [threading.Thread(target=self._work, args=[engine], daemon=True) for engine in self._engines]

    def __enter__(self) -> Workers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._stop.set()
        for engine in self._engines:
            self._room.release()
            if kind is not None:
                engine.kill()
        for thread in self._threads:
            thread.join(timeout=LEAVE_S)

    def results(self) -> Iterator[Done]:
        """Give what is done, as it comes."""
        for _ in range(self._count):
            done = self._done.get()
            if isinstance(done, BaseException):
                raise done
            yield done
            self._room.release()

    def _work(self, engine: Engine) -> None:
        try:
            self._again(engine, engine.__enter__)
            while not self._stop.is_set():
                try:
                    submission = self._jobs.get_nowait()
                except queue.Empty:
                    break
                self._room.acquire()
                self._rehearsals.prepare(engine)
                if not self._stop.is_set():
                    self._done.put(self._mark(engine, submission))
        except BaseException as error:
            self._done.put(error)
        finally:
            engine.stop()

    def _mark(self, engine: Engine, submission: Submission) -> Done:
        started, done = time.monotonic(), Done(submission)
        try:
            if submission.refused:
                raise UnreadableNotebookError(submission.refused)
            with self._parsing:
                submitted, remarks = read_notebook(submission.path)
                rebuilt = rebuild(self._source, self._released, submitted)
            done.remarks = [*submission.remarks, *remarks, *rebuilt.remarks]
            done.marked = self._again(engine, lambda: engine.mark(rebuilt.notebook))
        except CitylabError as error:
            done.reason = str(error).removeprefix(f"{submission.path}: ")
            done.is_lasting = isinstance(error, UnreadableNotebookError)
        except Exception as error:
            # One submission that nobody foresaw must not stop the others.
            done.reason = f"{type(error).__name__}: {error}"
        done.seconds = time.monotonic() - started
        return done

    def _again(self, engine: Engine, work: Callable[[], Result]) -> Result:
        """Do some work, and if it fails once more with a new process: the one before may have been ended or stuck."""
        try:
            return work()
        except Exception:
            engine.kill()
            engine.stop()
            if self._stop.is_set():
                raise
            return work()

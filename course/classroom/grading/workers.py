"""Several submissions at the same time, each worker with a process of its own that runs them."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from nbformat import NotebookNode

from classroom.errors import CitylabError
from classroom.grading.engine import Engine, Marked
from classroom.grading.reading import UnreadableNotebookError, read_notebook
from classroom.grading.rebuild import rebuild
from classroom.grading.rehearsals import Rehearsals
from classroom.grading.remarks import Remark
from classroom.grading.submissions import Submission

Result = TypeVar("Result")
AHEAD = 4  # submissions for each worker that may wait to be written: their outputs are kept in memory
LEAVE_S = 30.0  # for a worker to end
PATIENCE_S = 10.0  # that all workers but one wait for a rehearsal


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
    rehearsals : Rehearsals, optional
        Of the assignment.
    """

    def __init__(
        self,
        make_engine: Callable[[], Engine],
        source: NotebookNode,
        released: NotebookNode,
        waiting: Sequence[Submission],
        *,
        count: int,
        rehearsals: Rehearsals | None = None,
    ) -> None:
        self._source, self._released, self._waiting = source, released, waiting
        self._rehearsals = rehearsals or Rehearsals(None)
        # Notebooks that have been read and rebuilt. One thread does that: Python 3.11 cannot parse in two at once.
        self._ready: queue.SimpleQueue[tuple[Done, NotebookNode] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Done | BaseException] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._engines = [make_engine() for _ in range(min(count, len(waiting)))]
        self._room = threading.Semaphore(AHEAD * len(self._engines))
        self._threads = [threading.Thread(target=self._work, args=[engine], daemon=True) for engine in self._engines]
        self._threads.append(threading.Thread(target=self._read, daemon=True))

    def __enter__(self) -> Workers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._stop.set()
        self._room.release()
        for engine in self._engines:
            self._ready.put(None)
            if kind is not None:
                engine.kill()
        for thread in self._threads:
            thread.join(timeout=LEAVE_S)

    def results(self) -> Iterator[Done]:
        """Give what is done, as it comes."""
        for _ in self._waiting:
            done = self._done.get()
            if isinstance(done, BaseException):
                raise done
            yield done
            self._room.release()

    def _read(self) -> None:
        try:
            for submission in self._waiting:
                self._room.acquire()
                if self._stop.is_set():
                    break
                done = Done(submission)
                with self._noting(done):
                    if submission.refused:
                        raise UnreadableNotebookError(submission.refused)
                    submitted, remarks = read_notebook(submission.path)
                    rebuilt = rebuild(self._source, self._released, submitted)
                    done.remarks = [*submission.remarks, *remarks, *rebuilt.remarks]
                if done.reason:
                    self._done.put(done)
                else:
                    self._ready.put((done, rebuilt.notebook))
        except BaseException as error:
            self._done.put(error)
        for _ in self._engines:
            self._ready.put(None)

    def _work(self, engine: Engine) -> None:
        try:
            self._again(engine, engine.__enter__)
            if engine is not self._engines[0]:
                # The rehearsal needs a processor, too, and with it they take half the time.
                self._rehearsals.wait(PATIENCE_S, unless=self._stop)
            while (ready := self._ready.get()) and not self._stop.is_set():
                done, notebook = ready
                engine.rehearsal = self._rehearsals.found
                with self._noting(done):
                    done.marked = self._again(engine, partial(engine.mark, notebook))
                self._done.put(done)
        except BaseException as error:
            self._done.put(error)
        finally:
            engine.stop()

    @contextmanager
    def _noting(self, done: Done) -> Iterator[None]:
        """Note the time, and why it failed."""
        started = time.monotonic()
        try:
            yield
        except CitylabError as error:
            done.reason = str(error).removeprefix(f"{done.submission.path}: ")
            done.is_lasting = isinstance(error, UnreadableNotebookError)
        except Exception as error:
            # One submission that nobody foresaw must not stop the others.
            done.reason = f"{type(error).__name__}: {error}"
        done.seconds += time.monotonic() - started

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

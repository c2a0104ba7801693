"""
Mark on several computers, through Dask's distributed scheduler.

Each submission is one task: the bytes of the notebook go to a worker, which reads, rebuilds, runs and scores it behind
the same walls; the marked notebook comes back as JSON text, to the one process that writes. A task that is run again,
because its worker was lost, gives the same; its result is taken once.

Dask pickles what it sends between client, scheduler and workers, so these must trust each other. Of what comes out of
a submission nothing but text is pickled.
"""

from __future__ import annotations

import json
import pkgutil
import queue
import stat
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from nbformat import NotebookNode, from_dict

from classroom.errors import CitylabError
from classroom.grading.cluster_worker import Setting, end_engines, mark_there, same
from classroom.grading.engine import Marked
from classroom.grading.reading import MAX_FILE_BYTES, UnreadableNotebookError, read_notebook
from classroom.grading.remarks import Remark
from classroom.grading.submissions import Submission
from classroom.grading.workers import Done
from classroom.sandbox.runner import Limits, Ran

ANSWER_S = 10.0  # for the scheduler to answer
WORKERS_S = 120.0  # for a worker to come, when there is none
AHEAD = 3  # tasks for each thread of the workers: the next one is there when one is done
LOOK_S = 5.0  # between two looks at the workers
COURSE = "classroom.grading.cluster_worker:__doc__"  # text that is found where the course is installed


class Cluster:
    """
    Workers on other computers that mark submissions. Use it in a ``with`` block, as `workers.Workers`.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``tcp://127.0.0.1:8786``.
    source, released : nbformat.NotebookNode
        The assignment.
    waiting : sequence of Submission
        What to mark, in this order.
    class_seed : int
        From which hidden tests draw their inputs.
    sealed : bool
        Whether walls stand around each submission.
    limits : Limits, optional
        For each submission.

    Raises
    ------
    CitylabError
        If no scheduler answers there, no worker comes, or a worker has not what this computer has.
    """

    def __init__(
        self,
        address: str,
        source: NotebookNode,
        released: NotebookNode,
        waiting: Sequence[Submission],
        *,
        class_seed: int = 0,
        sealed: bool = True,
        limits: Limits | None = None,
    ) -> None:
        self._address, self._waiting = address, list(waiting)
        texts = json.dumps(source), json.dumps(released)
        self._setting = Setting(*texts, class_seed=class_seed, sealed=sealed, limits=limits or Limits())
        self._ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._running: dict[Any, Submission] = {}
        self._looked = -LOOK_S
        self._threads = 0
        self._known: set[str] = set()

    def __enter__(self) -> Cluster:
        self._client = _connect(self._address)
        try:
            self._look()
        except CitylabError:
            self._client.close(timeout=ANSWER_S)
            raise
        # A task and not data: where its holder is lost, another worker does it once more.
        self._shared = self._client.submit(same, self._setting, key=f"citylab-setting-{uuid.uuid4().hex}")
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self._client.cancel([*(future for future in self._running if hasattr(future, "key")), self._shared])
            self._client.run(end_engines, on_error="ignore")
        with suppress(Exception):
            self._client.close(timeout=ANSWER_S)

    def results(self) -> Iterator[Done]:
        """Give what is done, as it comes."""
        left = iter(self._waiting)
        for _ in self._waiting:
            future = self._next(left)
            yield self._done(self._running.pop(future), future)
            future.release()

    def _next(self, left: Iterator[Submission]) -> Any:
        """Keep the workers busy until a task has ended, and return it."""
        while True:
            self._look()
            while len(self._running) < AHEAD * self._threads and (submission := next(left, None)):
                self._send(submission)
            with suppress(queue.Empty):
                return self._ended.get(timeout=LOOK_S)

    def _send(self, submission: Submission) -> None:
        try:
            content = _content(submission)
        except UnreadableNotebookError as error:
            future: Any = _Refused(str(error))
        else:
            key = f"citylab-mark-{uuid.uuid4().hex}"
            future = self._client.submit(mark_there, self._shared, content, key=key)
        self._running[future] = submission
        future.add_done_callback(self._ended.put)

    def _look(self) -> None:
        """Count how many tasks the workers can do at once; wait a while if there is no worker."""
        if time.monotonic() < self._looked + LOOK_S:
            return
        patience = time.monotonic() + WORKERS_S
        while True:
            try:
                workers = self._client.nthreads()
                self._check(set(workers) - self._known)
            except CitylabError:
                raise
            except Exception as error:
                raise self._gone() from error
            if self._client.status != "running":
                raise self._gone()
            self._looked, self._threads = time.monotonic(), sum(workers.values())
            if self._threads:
                return
            if self._looked > patience:
                raise CitylabError(
                    f"{self._address}: it has no workers; start some with: dask worker {self._address} --nthreads 1"
                )
            time.sleep(0.2)

    def _check(self, new: set[str]) -> None:
        """Ask new workers for the course before they get a task: without, a worker ends at the first."""
        if new:
            told = self._client.run(pkgutil.resolve_name, COURSE, workers=[*new], on_error="return")
            for worker, answer in told.items():
                if isinstance(answer, ImportError):
                    raise self._unfit(f"{worker} cannot run the course ({answer})")
            self._known |= new

    def _gone(self) -> CitylabError:
        return CitylabError(f"{self._address}: the scheduler is gone; start it and mark again, nothing is lost")

    def _done(self, submission: Submission, future: Any) -> Done:
        from distributed import CancelledError, KilledWorker

        try:
            told = json.loads(future.result())
        except KilledWorker:
            return Done(submission, reason="its worker was lost several times; maybe it has too little memory")
        except CancelledError as error:
            raise self._gone() from error
        except Exception as error:
            # The task itself raises nothing: it could not be sent, or not be understood there.
            raise self._unfit(f"a worker or the scheduler cannot run the course ({_first_line(error)})") from error
        if "unfit" in told:
            raise self._unfit(told["unfit"])
        return _read(submission, told)

    def _unfit(self, what: str) -> CitylabError:
        remedy = "install on every computer of the cluster what this one has, and mark again"
        return CitylabError(f"{self._address}: {what}; {remedy}")


class _Refused:
    """Stands for the task of a submission that no worker needs to see."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def result(self) -> str:
        return json.dumps({"reason": self._reason, "is_lasting": True})

    def add_done_callback(self, call: Any) -> None:
        call(self)

    def release(self) -> None: ...


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise CitylabError("a cluster needs Dask: install this course with its extra, [cluster]") from error
    try:
        return Client(address, timeout=ANSWER_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise CitylabError(f"{address}: no scheduler answers there; start one with: dask scheduler") from error


def _content(submission: Submission) -> bytes:
    if submission.refused:
        raise UnreadableNotebookError(submission.refused)
    path = submission.path
    with suppress(OSError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= MAX_FILE_BYTES and not path.parent.is_symlink():
            return path.read_bytes()
    read_notebook(path)  # says why it cannot be read
    raise UnreadableNotebookError("the file changed while it was read; mark again")


def _first_line(error: BaseException) -> str:
    return str(error.__cause__ or error).strip().split("\n")[0][:200]


def _read(submission: Submission, told: dict[str, Any]) -> Done:
    marked = told.get("marked")
    if marked is not None:
        ran, noticed = Ran(**marked.pop("ran")), [Remark(**one) for one in marked.pop("remarks")]
        marked = Marked(notebook=from_dict(marked.pop("notebook")), ran=ran, remarks=noticed, **marked)
    remarks = [*submission.remarks, *(Remark(**one) for one in told["remarks"])] if "remarks" in told else []
    return Done(submission, marked, remarks, told["reason"], told["is_lasting"], told.get("seconds", 0.0))

"""
A process that has the scientific libraries loaded and marks notebooks in sealed copies of itself.

Starting Python and importing pandas and matplotlib takes longer than most students' cells. This process does it once.
For each worker it forks a foreman, which for each notebook forks twice. One copy runs the student's cells, the other
the tests (see `judge`), each inside walls of its own. What they are to run reaches them through pipes that a foreman
only hands on: it never holds a test or an answer, so no copy of it can find one in its memory.
"""

from __future__ import annotations

import base64
import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from citylab import data
from citylab.data import DataError
from classroom.sandbox import cells, system
from classroom.sandbox.far_side import FarSide
from classroom.sandbox.judge import Judge
from classroom.sandbox.memory import exceeds, resident_mb
from classroom.sandbox.rehearsal import Rehearsal
from classroom.sandbox.walls import Walls, spawn, spawn_unsealed
from classroom.sandbox.warm import WarmCells
from classroom.wire import NotAsNotedError, NotedChannel

START_S = 60.0  # for both sides to be ready
PRELOAD = ("numpy", "pandas", "matplotlib.pyplot", "scipy.optimize", "scipy.sparse.csgraph", "scipy.stats")
LEAVE_S = 0.5  # for a side to end by itself when the other has ended
GRACE_S = 2.0  # between asking and forcing
LOOK_S = 0.3  # between looks at the memory
MOST_OUTPUT = 2_000_000  # [B] of one cell
NOT_AS_REHEARSED = 75  # status of a judge whose tests said other things than at the rehearsal, after the same answers


def serve(control: socket.socket) -> None:
    """
    Get ready as the first line says, then start a foreman for each socket that comes, until `control` closes.

    It closes too when the caller is killed. Its death alone would not do as a signal: Linux sends that when the thread
    ends which started this process.
    """
    gc.disable()  # nearly all that is made here is kept
    _load(PRELOAD)
    with control.makefile("rb") as lines:
        asked = json.loads(lines.readline())
    _load(asked["preload"])
    for name in asked["data"]:
        with contextlib.suppress(DataError):
            data.load(name)  # which keeps what it has read
    shell = cells.make_shell()
    warm = WarmCells(shell, asked["warm"])
    if sys.platform == "linux":
        system.use_large_pages()
    gc.freeze()  # so that copies don't touch, and thereby copy, what they never change
    gc.enable()
    foremen: set[int] = set()
    signal.signal(signal.SIGCHLD, lambda *_: _see_who_ended(foremen))
    control.sendall(json.dumps({"outputs": warm.outputs}).encode() + b"\n")
    while True:
        line, handed, _, _ = socket.recv_fds(control, 1 << 16, 1)
        if not line:
            break
        if handed:
            foremen.add(pid := _start_foreman(shell, warm, control, handed[0]))
            os.close(handed[0])
            told = {"pid": pid}
        else:
            told = {"ended": _end_foreman(foremen, json.loads(line)["end"])}
        control.sendall(json.dumps(told).encode() + b"\n")
    patience = time.monotonic() + GRACE_S  # they see by their own sockets that nothing more comes
    while foremen and time.monotonic() < patience:
        time.sleep(0.01)
        _see_who_ended(foremen)
    for pid in [*foremen]:
        _end_foreman(foremen, pid)


def _load(names: Sequence[str]) -> None:
    for name in names:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def _start_foreman(shell: Any, warm: WarmCells, control: socket.socket, number: int) -> int:
    """Start a copy that takes jobs until the other end of its own socket closes."""
    here = system.handle_of_self() if sys.platform == "linux" else None
    pid = os.fork()
    if pid:
        if here is not None:
            os.close(here)
        return pid
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if sys.platform == "linux":
            system.die_with_parent(signal.SIGKILL, here)
        control.close()
        with socket.socket(fileno=number) as jobs:
            while (taken := socket.recv_fds(jobs, 1 << 16, 3))[0]:
                jobs.sendall(json.dumps(run(shell, warm, json.loads(taken[0]), taken[1])).encode() + b"\n")
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


def _end_foreman(foremen: set[int], pid: int) -> bool:
    """End a foreman, if it is one: its number may be another process's by now."""
    if pid not in foremen:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    return True


def _see_who_ended(foremen: set[int]) -> None:
    for pid in [*foremen]:
        with contextlib.suppress(ChildProcessError):  # a signal may come in between, and see it first
            if not os.waitpid(pid, os.WNOHANG)[0]:
                continue
        foremen.discard(pid)


def run(shell: Any, warm: WarmCells, job: dict[str, Any], handed: list[int]) -> dict[str, Any]:
    """
    Mark one notebook.

    Parameters
    ----------
    shell : InteractiveShell
        For the student's side.
    warm : WarmCells
        Of the assignment.
    job : dict
        `sealed`, `cell_s`, `notebook_s`, and for each side, `theirs` and `judge`, what `Walls` takes.
    handed : list of int
        Pipes: the student's cells, the steps of the judge, the results.

    Returns
    -------
    dict
        `stopped` (why it ended early, or nothing), `seconds`, and for each side its processor time and memory.
    """
    cells_in, steps_in, results = handed
    beats, beat = os.pipe()
    here, there = socket.socketpair()
    started = time.monotonic()
    fork = spawn if job["sealed"] else spawn_unsealed
    theirs = fork(lambda: _theirs(shell, warm, cells_in, here), _walls(job["theirs"]), keep=[cells_in, here.fileno()])
    judge = fork(
        lambda: _judge(warm, steps_in, results, beat, there),
        _walls(job["judge"]),
        keep=[steps_in, results, beat, there.fileno()],
    )
    for number in (*handed, beat):
        os.close(number)
    here.close()
    there.close()
    watch = _Watch(theirs, judge, job["cell_s"], job["notebook_s"], job["theirs"]["limits"]["memory_mb"])
    try:
        stopped = watch.until_the_end(beats)
    finally:
        os.close(beats)
        costs = {"theirs": _end(theirs), "judge": _end(judge)}
    status = os.waitstatus_to_exitcode(costs["judge"]["status"])
    if not stopped and status:
        stopped = "the tests ended early"
    again = {"not_as_rehearsed": status == NOT_AS_REHEARSED}
    return {"stopped": stopped, "seconds": time.monotonic() - started, **costs, **again}


def _walls(given: dict[str, Any]) -> Walls:
    return Walls(tuple(map(Path, given["readable"])), given["environment"], **given.get("limits", {}))


def _theirs(shell: Any, warm: WarmCells, cells_in: int, end: socket.socket) -> None:
    with os.fdopen(cells_in, "rb") as pipe:
        sources = json.loads(pipe.read())
    FarSide(shell, warm, sources, end).serve()


def _judge(warm: WarmCells, steps_in: int, results: int, beat: int, end: socket.socket) -> None:
    with os.fdopen(steps_in, "rb") as pipe:
        job, rehearsal = json.loads(pipe.readline()), Rehearsal(pipe.read())
    os.environ.update(job["environment"])
    _be_silent()
    begin = partial(os.write, beat, b".")
    known = {"rehearsal": rehearsal, "is_rehearsal": job["is_rehearsal"]}
    judge = Judge(NotedChannel(end), warm, job["steps"], set(job["owned"]), begin, **known)
    with os.fdopen(results, "w", encoding="utf-8") as lines:
        try:
            for outputs in judge.run():
                text = _as_json(outputs)
                lines.write((text if len(text) <= MOST_OUTPUT else json.dumps(_shortened(outputs))) + "\n")
                lines.flush()
        except NotAsNotedError:
            os._exit(NOT_AS_REHEARSED)
        if job["is_rehearsal"]:
            lines.write(base64.b64encode(judge.rehearsed()).decode() + "\n")


def _as_json(outputs: list[dict[str, Any]]) -> str:
    try:
        return json.dumps(outputs, default=str)
    except (TypeError, ValueError, RecursionError):
        return json.dumps(_shortened(outputs), default=str)


def _be_silent() -> None:
    """Let warnings of the tests, which may quote what a student wrote, show on nobody's screen."""
    with open(os.devnull, "wb") as nowhere:
        for number in (1, 2):
            os.dup2(nowhere.fileno(), number)


def _shortened(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep of outputs that are too large, or no JSON, that a cell failed, and why."""
    said = "what this cell shows is too large to be kept"
    errors = [output for output in outputs if output.get("output_type") == "error"][:1]
    kept = [{**error, "evalue": str(error.get("evalue"))[:500], "traceback": []} for error in errors]
    return [{"output_type": "stream", "name": "stdout", "text": said}, *kept]


class _Watch:
    """Looks at the clock, and at the memory of all that a submission starts, while the two sides work."""

    def __init__(self, theirs: int, judge: int, cell_s: float, notebook_s: float, memory_mb: float) -> None:
        self._theirs, self._judge, self._cell_s, self._memory_mb = theirs, judge, cell_s, memory_mb
        self._inherited_mb = resident_mb("self")
        self._look = time.monotonic() + LOOK_S
        self._end = time.monotonic() + notebook_s
        self._stopped = ""

    def until_the_end(self, beats: int) -> str:
        """Wait until the judge is done; interrupt a cell that takes too long, and stop what goes on all the same."""
        limit, measures = time.monotonic() + START_S, self._measures()
        while True:
            now = time.monotonic()
            if now > self._end and not self._stopped:
                self._stopped = "the notebook took too long"
                _signal(self._theirs, signal.SIGKILL)
                self._end = now + START_S  # the judge notes that nobody answers any more
            elif now > self._end:
                return "the notebook took too long, and the tests did not end"
            if now > self._look and not self._stopped:
                self._look = now + LOOK_S
                if exceeds(self._theirs, self._memory_mb, inherited_mb=self._inherited_mb):
                    self._stopped = "it took too much memory"
                    _signal(self._theirs, signal.SIGKILL)
            if select.select([beats], [], [], max(min(limit, self._end, now + LOOK_S) - now, 0.0))[0]:
                if not os.read(beats, 4096):
                    return self._stopped
                limit, measures = time.monotonic() + self._cell_s, self._measures()
            elif time.monotonic() >= limit:
                pause = next(measures, None)
                if pause is None:
                    return "a test did not end"
                limit = time.monotonic() + pause

    def _measures(self) -> Any:
        """Take one measure after the other; each gives the time to wait for its effect. [s]"""
        _signal(self._theirs, signal.SIGINT)
        yield GRACE_S
        _signal(self._theirs, signal.SIGKILL)
        self._stopped = "a cell took too long and could not be interrupted"
        yield GRACE_S
        _signal(self._judge, signal.SIGINT)
        yield 5 * GRACE_S


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
    if number == signal.SIGKILL:
        # Without walls, what a submission started lives on in its group.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, number)


def _end(pid: int) -> dict[str, Any]:
    """End a side, and say what it has used."""
    patience = time.monotonic() + LEAVE_S
    ended, status, used = os.wait4(pid, os.WNOHANG)
    while not ended and time.monotonic() < patience:
        time.sleep(0.001)
        ended, status, used = os.wait4(pid, os.WNOHANG)
    if not ended:
        _signal(pid, signal.SIGKILL)
        _, status, used = os.wait4(pid, 0)
    return {"status": status, "cpu_s": used.ru_utime + used.ru_stime, "memory_mb": used.ru_maxrss / 1024}


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))

"""Run notebooks through the sealed server, from the process that gives the marks."""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from classroom.sandbox.server_process import BACKEND, THREADS, Foreman, Server, ServerEndedError
from classroom.sandbox.walls import system_folders

MB = 1 << 20
# Why tests cannot ask the student's side any more.
ENDS = ("it took too long", "the answer could not be read", "the submission's process ended before this test")
_COURSE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Limits:
    """
    What one submission may use.

    Attributes
    ----------
    cell_s, notebook_s : float
        Time for one cell, and for all. [s]
    output_mb : int
        All outputs together. [MB]
    memory_mb, scratch_mb, file_mb, processes : int
        As in `walls.Walls`. [MB, MB, MB, number]
    """

    cell_s: float = 60.0
    notebook_s: float = 600.0
    output_mb: int = 50
    memory_mb: int = 4096
    scratch_mb: int = 200
    file_mb: int = 100
    processes: int = 64


@dataclass(frozen=True)
class Ran:
    """
    What came of a notebook.

    Attributes
    ----------
    outputs : list of list of dict
        Outputs of each step that ended, as a notebook keeps them.
    stopped : str
        Why it ended early, or nothing.
    seconds, theirs_cpu_s, judge_cpu_s : float
        Time, and processor time of the student's cells and of the tests. [s]
    memory_mb : float
        Most memory of the student's side. [MB]
    """

    outputs: list[list[dict[str, Any]]]
    stopped: str
    seconds: float = 0.0
    theirs_cpu_s: float = 0.0
    judge_cpu_s: float = 0.0
    memory_mb: float = 0.0


@dataclass
class Runner:
    """
    A foreman of a server, and jobs for it, one at a time. Use it in a ``with`` block.

    Attributes
    ----------
    preload : sequence of str
        Libraries that are loaded once, besides those that all assignments need.
    data : sequence of str
        Data sets of the course that are read once.
    warm : sequence of str
        The author's cells that are the same for everybody; a step of the kind ``warm`` names one by its number.
    readable : tuple of pathlib.Path
        What a submission may read besides the system and the Python environment.
    limits : Limits
        For each notebook.
    judge_environment : mapping of str to str
        Variables that only the tests see.
    sealed : bool
        Whether walls stand around every submission. Without, it runs with the rights of the caller.
    server : Server, optional
        One that runners of the same assignment share. Without, a runner has its own.
    """

    preload: Sequence[str] = ()
    data: Sequence[str] = ()
    warm: Sequence[str] = ()
    readable: tuple[Path, ...] = (_COURSE / "citylab", _COURSE / "classroom" / "wire", _COURSE.parent / "datasets")
    limits: Limits = field(default_factory=Limits)
    judge_environment: Mapping[str, str] = field(default_factory=dict)
    sealed: bool = True
    server: Server | None = None
    _own: Server | None = field(default=None, repr=False)
    _foreman: Foreman | None = field(default=None, repr=False)

    def __enter__(self) -> Runner:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start a foreman, unless there is one."""
        if self._foreman:
            return
        if self.server is None:
            self._own = self._own or Server()
        asked = {"preload": [*self.preload], "data": [*self.data], "warm": [*self.warm]}
        self._foreman = self._at().foreman(asked)

    def stop(self) -> None:
        """End the foreman, and the server if it is this runner's own."""
        if self._foreman:
            self._foreman.close()
            self._foreman = None
        if self._own:
            self._own.stop()

    def kill(self) -> None:
        """End the foreman at once, and the submission that it runs; a `run` in another thread raises."""
        foreman = self._foreman  # another thread may stop it meanwhile
        server = self.server or self._own
        if server and foreman:
            server.end(foreman)
        elif self._own:
            self._own.kill()  # one that others share goes on for them

    def _at(self) -> Server:
        found = self.server or self._own
        assert found is not None
        return found

    def run(self, steps: Sequence[Mapping[str, str]], owned: Sequence[str] = (), rehearsal: bytes = b"") -> Ran:
        """
        Run a notebook.

        Parameters
        ----------
        steps : sequence of mapping
            Its cells, as `judge.Judge` takes them.
        owned : sequence of str
            Names that the student's cells define.
        rehearsal : bytes
            From `rehearse`, of a notebook with the same tests. A test whose course is the same is not run again.
            Where the tests turn out to be others each time, all is run once more without it.

        Raises
        ------
        ServerEndedError
            If the server does not answer.
        """
        ran, _ = self._run(steps, owned, rehearsal)
        return ran or self.run(steps, owned)

    def rehearse(self, steps: Sequence[Mapping[str, str]], owned: Sequence[str] = ()) -> bytes:
        """Run the author's own notebook, and return what `run` may take; nothing if it does not get to its end."""
        ran, scenes = self._run(steps, owned, is_rehearsal=True)
        return scenes if ran and not ran.stopped else b""

    def _run(
        self,
        steps: Sequence[Mapping[str, str]],
        owned: Sequence[str],
        rehearsal: bytes = b"",
        *,
        is_rehearsal: bool = False,
    ) -> tuple[Ran | None, bytes]:
        """Run a notebook; return nothing if its tests went otherwise than at the rehearsal, after the same answers."""
        self.start()
        foreman = self._foreman
        assert foreman is not None
        # Each side gets only what it runs.
        theirs = ["" if step["kind"] == "test" else step["source"] for step in steps]
        judge = {
            "steps": [{**step, "source": ""} if step["kind"] == "theirs" else dict(step) for step in steps],
            "owned": list(owned),
            "environment": dict(self.judge_environment),
            "is_rehearsal": is_rehearsal,
        }
        cells_in, cells_out = os.pipe()
        steps_in, steps_out = os.pipe()
        results_in, results_out = os.pipe()
        foreman.begin(self._job(), [cells_in, steps_in, results_out])
        for number in (cells_in, steps_in, results_out):
            os.close(number)
        writers = [_write(cells_out, theirs), _write(steps_out, judge, rehearsal)]
        lines, too_much = _read(results_in, self.limits.output_mb * MB)
        for writer in writers:
            writer.join()
        try:
            answer = foreman.answer()
        except ServerEndedError:
            self.stop()
            raise
        if answer["not_as_rehearsed"] and rehearsal:
            return None, b""
        outputs, more = [*map(_outputs, lines[: len(steps)])], lines[len(steps) :]
        stopped = "it wrote too much" if too_much else answer["stopped"]
        if not stopped and len(outputs) < len(steps):
            stopped = "it ended early"
        for place, step in enumerate(steps[: len(outputs)]):
            if step["kind"] == "warm":
                outputs[place] = foreman.warm_outputs[int(step["source"])]
        theirs_used, judge_used = answer["theirs"], answer["judge"]
        ran = Ran(
            outputs,
            stopped,
            answer["seconds"],
            theirs_cpu_s=theirs_used["cpu_s"],
            judge_cpu_s=judge_used["cpu_s"],
            memory_mb=theirs_used["memory_mb"],
        )
        return ran, base64.b64decode(more[0]) if more and is_rehearsal else b""

    def _job(self) -> dict[str, Any]:
        limits = {key: getattr(self.limits, key) for key in ("memory_mb", "scratch_mb", "file_mb", "processes")}
        readable = [*map(str, system_folders()), *map(str, self.readable)]
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **THREADS, "MPLBACKEND": BACKEND}
        side = {"readable": readable, "environment": environment, "limits": limits}
        times = {"cell_s": self.limits.cell_s, "notebook_s": self.limits.notebook_s}
        return {"theirs": side, "judge": side, "sealed": self.sealed, **times}


def _write(pipe: int, value: Any, more: bytes = b"") -> threading.Thread:
    """Write in a thread of its own: a pipe takes little at a time, and its reader may end early."""

    def work() -> None:
        with suppress(BrokenPipeError), os.fdopen(pipe, "wb") as file:
            file.write(json.dumps(value).encode() + b"\n")
            file.write(more)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def _read(pipe: int, most: int) -> tuple[list[bytes], bool]:
    lines: list[bytes] = []
    with os.fdopen(pipe, "rb") as file:
        for line in file:
            most -= len(line)
            if most < 0:
                return lines, True
            lines.append(line)
    return lines, False


def _outputs(line: bytes) -> list[dict[str, Any]]:
    """Return the outputs of a step; the process that sent them has read what strangers send."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []

"""Run notebooks through the sealed server, from the process that gives the marks."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from classroom.errors import CitylabError
from classroom.sandbox.walls import UNSEALED_SCRATCH, system_folders

PRELOAD = ("numpy", "pandas", "matplotlib.pyplot", "scipy.optimize", "scipy.sparse.csgraph", "scipy.stats")
MB = 1 << 20
_SCRATCH = "citylab-marking-"  # then the number of the process
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


class ServerEndedError(CitylabError):
    """The process that runs submissions is gone."""


@dataclass
class Runner:
    """
    A server, and jobs for it, one at a time. Use it in a ``with`` block.

    Attributes
    ----------
    preload : sequence of str
        Libraries that are loaded once.
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
    """

    preload: Sequence[str] = PRELOAD
    data: Sequence[str] = ()
    warm: Sequence[str] = ()
    readable: tuple[Path, ...] = (_COURSE / "citylab", _COURSE / "classroom" / "wire", _COURSE.parent / "datasets")
    limits: Limits = field(default_factory=Limits)
    judge_environment: Mapping[str, str] = field(default_factory=dict)
    sealed: bool = True
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __enter__(self) -> Runner:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server, unless it runs."""
        if self._process:
            return
        if not hasattr(os, "fork"):
            raise CitylabError(f"submissions cannot be run on {sys.platform}: use Linux, macOS, WSL or a container")
        _remove_left_behind()
        self._scratch = tempfile.TemporaryDirectory(prefix=f"{_SCRATCH}{os.getpid()}-")
        self._control, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "classroom.sandbox.server", str(theirs.fileno())]
            self._process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                env=_environment(self._scratch.name),
                stdin=subprocess.DEVNULL,
                cwd="/",
                start_new_session=True,  # an interrupt at the keyboard is for us, not for a submission
            )
        self._lines = self._control.makefile("rb")
        asked = {"preload": [*self.preload], "data": [*self.data], "warm": [*self.warm]}
        self._control.sendall(json.dumps(asked).encode() + b"\n")
        self._warm_outputs = self._answer()["outputs"]

    def stop(self) -> None:
        """End the server."""
        if not self._process:
            return
        self._lines.close()
        self._control.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
        self._scratch.cleanup()

    def kill(self) -> None:
        """End the server at once, and the submission that it runs; a `run` in another thread raises."""
        process = self._process  # another thread may stop it meanwhile
        if process:
            process.kill()

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
        socket.send_fds(self._control, [json.dumps(self._job()).encode()], [cells_in, steps_in, results_out])
        for number in (cells_in, steps_in, results_out):
            os.close(number)
        writers = [_write(cells_out, theirs), _write(steps_out, judge, rehearsal)]
        lines, too_much = _read(results_in, self.limits.output_mb * MB)
        for writer in writers:
            writer.join()
        answer = self._answer()
        if answer["not_as_rehearsed"] and rehearsal:
            return None, b""
        outputs, more = [*map(_outputs, lines[: len(steps)])], lines[len(steps) :]
        stopped = "it wrote too much" if too_much else answer["stopped"]
        if not stopped and len(outputs) < len(steps):
            stopped = "it ended early"
        for place, step in enumerate(steps[: len(outputs)]):
            if step["kind"] == "warm":
                outputs[place] = self._warm_outputs[int(step["source"])]
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
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **_THREADS, "MPLBACKEND": _BACKEND}
        side = {"readable": readable, "environment": environment, "limits": limits}
        times = {"cell_s": self.limits.cell_s, "notebook_s": self.limits.notebook_s}
        return {"theirs": side, "judge": side, "sealed": self.sealed, **times}

    def _answer(self) -> dict[str, Any]:
        line = self._lines.readline()
        if not line:
            self.stop()
            raise ServerEndedError("the process that runs submissions has ended; run the command again")
        return dict(json.loads(line))


_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_BACKEND = "module://matplotlib_inline.backend_inline"


def _remove_left_behind() -> None:
    """Remove the scratch folders of processes that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_SCRATCH}*"):
        owner = folder.name.removeprefix(_SCRATCH).partition("-")[0]
        if owner.isdigit() and not _lives(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _environment(scratch: str) -> dict[str, str]:
    keep = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    # Sets are in the same order in every submission.
    own = {UNSEALED_SCRATCH: scratch, "HOME": scratch, "MPLCONFIGDIR": scratch}
    return {**keep, **own, **_THREADS, "PYTHONPATH": str(_COURSE), "PYTHONHASHSEED": "0", "MPLBACKEND": _BACKEND}


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

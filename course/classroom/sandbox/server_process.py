"""Start the process that has the libraries loaded, and ask it for foremen: copies of itself that run notebooks."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from classroom.errors import CitylabError
from classroom.sandbox.walls import UNSEALED_SCRATCH

GRACE_S = 2.0  # for another thread that waits for a foreman
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
BACKEND = "module://matplotlib_inline.backend_inline"
_SCRATCH = "citylab-marking-"  # then the number of the process
_COURSE = Path(__file__).resolve().parents[2]


class ServerEndedError(CitylabError):
    """The process that runs submissions is gone."""


class Foreman:
    """
    A copy of the server that runs one notebook after the other.

    Parameters
    ----------
    control : socket.socket
        To the copy.
    pid : int
        Its process.
    warm_outputs : list
        What each of the warm cells showed.
    """

    def __init__(self, control: socket.socket, pid: int, warm_outputs: list[Any]) -> None:
        self.pid, self.warm_outputs = pid, warm_outputs
        self._control, self._lines = control, control.makefile("rb")

    def begin(self, job: dict[str, Any], handed: list[int]) -> None:
        """Send a job, and its pipes."""
        with suppress(BrokenPipeError, ConnectionError):  # `answer` finds it gone
            socket.send_fds(self._control, [json.dumps(job).encode()], handed)

    def answer(self) -> dict[str, Any]:
        """Wait for the end of a job; raise `ServerEndedError` if the foreman is gone."""
        line = _line(self._lines)
        if not line:
            raise ServerEndedError("the process that runs submissions has ended; run the command again")
        return dict(json.loads(line))

    def close(self) -> None:
        """Let the foreman end."""
        self._lines.close()
        self._control.close()


class Server:
    """
    The process that has the libraries loaded, started once for all workers of an assignment.

    A ``with`` block stops it at its end; it starts by itself when it is needed.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked: dict[str, Any] | None = None
        self._warm_outputs: list[Any] | None = None
        self._is_stopping = False

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def launch(self) -> None:
        """Start the process, unless it runs: it begins to load what every assignment needs."""
        if not hasattr(os, "fork"):
            raise CitylabError(f"submissions cannot be run on {sys.platform}: use Linux, macOS, WSL or a container")
        with self._lock:
            if self._process:
                return
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
            self._lines, self._asked, self._warm_outputs = self._control.makefile("rb"), None, None

    def prepare(self, asked: dict[str, Any]) -> None:
        """Let the process load what an assignment needs, as `foreman` does, without waiting for it."""
        with self._lock:
            self.launch()
            if self._asked is None:
                self._asked = asked
                self._send(asked)
            elif self._asked != asked:
                raise ValueError("a server has the libraries of one assignment")

    def foreman(self, asked: dict[str, Any]) -> Foreman:
        """
        Start a foreman.

        Parameters
        ----------
        asked : dict
            `preload`, `data` and `warm`, the same in each call: see `runner.Runner`.

        Raises
        ------
        ServerEndedError
            If the process has ended, and a new one, too.
        """
        with self._lock:
            try:
                return self._foreman(asked)
            except ServerEndedError:
                if self._is_stopping:
                    raise
                return self._foreman(asked)  # of a new process: the one before may have ended long ago

    def _foreman(self, asked: dict[str, Any]) -> Foreman:
        self.prepare(asked)
        if self._warm_outputs is None:
            self._warm_outputs = self._answer()["outputs"]
        here, there = socket.socketpair()
        with there:
            self._send({}, [there.fileno()])
            try:
                return Foreman(here, self._answer()["pid"], self._warm_outputs)
            except ServerEndedError:
                here.close()
                raise

    def end(self, foreman: Foreman) -> None:
        """End a foreman at once, and the submission that it runs."""
        with self._lock, suppress(ServerEndedError):
            if self._process:
                self._send({"end": foreman.pid})
                self._answer()

    def kill(self) -> None:
        """End the process and all foremen at once."""
        process = self._process  # another thread may stop it meanwhile
        if process:
            process.kill()

    def stop(self) -> None:
        """End the process when its foremen have ended; at once where somebody still waits for one."""
        self._is_stopping = True
        if not self._lock.acquire(timeout=GRACE_S):
            self.kill()
            self._lock.acquire()
        try:
            self._end()
        finally:
            self._is_stopping = False
            self._lock.release()

    def _end(self) -> None:
        if self._process:
            self._lines.close()
            self._control.close()
            if self._warm_outputs is None:
                self._process.kill()  # it would first finish getting ready
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
            self._scratch.cleanup()

    def _send(self, asked: dict[str, Any], handed: Sequence[int] = ()) -> None:
        with suppress(BrokenPipeError, ConnectionError):  # `_answer` finds it gone
            socket.send_fds(self._control, [json.dumps(asked).encode() + b"\n"], [*handed])

    def _answer(self) -> dict[str, Any]:
        line = _line(self._lines)
        if not line:
            self._end()
            raise ServerEndedError("the process that runs submissions has ended; run the command again")
        return dict(json.loads(line))


def _line(lines: BinaryIO) -> bytes:
    try:
        return lines.readline()
    except ConnectionError:
        return b""  # it was killed before it had read everything


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
    return {**keep, **own, **THREADS, "PYTHONPATH": str(_COURSE), "PYTHONHASHSEED": "0", "MPLBACKEND": BACKEND}

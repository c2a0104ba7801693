"""
A process that has the scientific libraries loaded and runs notebooks in sealed copies of itself.

Starting Python and importing pandas and matplotlib takes longer than most students' cells. This process does it once;
for each notebook it forks, and the copy seals itself. Jobs come in as lines of JSON on standard input, results
go out as lines of JSON on standard output, one at a time.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

from classroom.sandbox import cells
from classroom.sandbox.walls import SCRATCH, Walls, spawn

MB = 1 << 20
GRACE_S = 2.0


def serve(preload: list[str]) -> None:
    """Load the named libraries, then answer jobs until standard input ends."""
    for name in preload:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    shell = cells.make_shell()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    answers.write('{"ready": true}\n')
    answers.flush()
    for line in sys.stdin:
        answers.write(json.dumps(run(shell, json.loads(line))) + "\n")
        answers.flush()


def run(shell: Any, job: dict[str, Any]) -> dict[str, Any]:
    """
    Run one notebook.

    `job` holds `cells` (sources), `readable`, `environment`, `cell_s`, `notebook_s`, `output_mb` and the limits of
    `Walls` under `limits`. The answer holds `outputs` (a list per cell that ended), `stopped` (why the rest did not
    run, or nothing) and `seconds`.
    """
    walls = Walls(tuple(map(Path, job["readable"])), job["environment"], **job["limits"])
    read_end, write_end = os.pipe()
    started = time.monotonic()
    pid = spawn(lambda: _inside(shell, job["cells"], write_end), walls, keep=[write_end])
    os.close(write_end)
    outputs: list[Any] = []
    try:
        stopped = _watch(pid, read_end, outputs, job)
    finally:
        os.close(read_end)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if not stopped and len(outputs) < len(job["cells"]):
        stopped = f"its process ended early, with status {status}"
    return {"outputs": outputs, "stopped": stopped, "seconds": time.monotonic() - started}


def _inside(shell: Any, sources: list[str], channel: int) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with os.fdopen(channel, "w", encoding="utf-8") as results:
        for outputs in cells.run_cells(shell, sources, text_file=Path(SCRATCH) / ".programs"):
            results.write(json.dumps(outputs, default=str) + "\n")
            results.flush()


def _watch(pid: int, channel: int, outputs: list[Any], job: dict[str, Any]) -> str:
    """Collect results; interrupt a cell that takes too long, and stop what goes on all the same."""
    lines = _Lines(channel, job["output_mb"] * MB)
    last = time.monotonic() + job["notebook_s"]
    while len(outputs) < len(job["cells"]):
        cell_end = time.monotonic() + job["cell_s"]
        try:
            line = lines.next(min(cell_end, last))
            if line is None and cell_end < last:
                os.kill(pid, signal.SIGINT)
                line = lines.next(min(time.monotonic() + GRACE_S, last))
            if line is None:
                return "it took too long"
            if not line:
                return ""
            outputs.append(json.loads(line))
        except (ValueError, OverflowError) as error:
            return f"its results cannot be read: {error}"
    return ""


class _Lines:
    """Lines from a pipe, up to a number of bytes in all."""

    def __init__(self, channel: int, most: int) -> None:
        self._channel, self._most, self._rest = channel, most, b""

    def next(self, until: float) -> bytes | None:
        """Return the next line, nothing at the end, None if it does not come in time."""
        while b"\n" not in self._rest:
            if not select.select([self._channel], [], [], max(until - time.monotonic(), 0.0))[0]:
                return None
            piece = os.read(self._channel, 1 << 16)
            self._most -= len(piece)
            if self._most < 0:
                raise OverflowError("too much output")
            if not piece:
                return b""
            self._rest += piece
        line, self._rest = self._rest.split(b"\n", 1)
        return line


if __name__ == "__main__":
    serve(sys.argv[1:])

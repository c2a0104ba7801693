"""
Shut a project in and watch it from outside; run as a program of its own, because walls ask for a single thread.

Reads a job from standard input. The warden inside writes to the same standard output, and this process
adds one line at the end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from classroom.internship.verifying import warden
from classroom.sandbox import system
from classroom.sandbox.memory import exceeds, resident_mb
from classroom.sandbox.walls import Walls, spawn, spawn_unsealed

LOOK_S = 0.2  # between looks at the memory


def main() -> None:
    """Do one job."""
    if sys.platform == "linux":
        system.die_with_parent(signal.SIGKILL)
    job: dict[str, Any] = json.loads(sys.stdin.buffer.read())
    walls = Walls(tuple(map(Path, job["readable"])), job["environment"], **job["limits"])
    inherited_mb = resident_mb("self")
    fork = spawn if job["sealed"] else spawn_unsealed
    pid = fork(lambda: warden.work(job), walls)
    stopped = _watch(pid, job["all_s"], job["limits"]["memory_mb"], inherited_mb)
    os.write(1, b"\n" + json.dumps({"stopped": stopped}).encode() + b"\n")


def _watch(pid: int, seconds: float, memory_mb: float, inherited_mb: float) -> str:
    """Wait for the end; return why it was forced, or nothing."""
    end = time.monotonic() + seconds
    while not os.waitpid(pid, os.WNOHANG)[0]:
        why = "it took too long" if time.monotonic() > end else ""
        if exceeds(pid, memory_mb, inherited_mb=inherited_mb):
            why = "it took too much memory"
        if why:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return why
        time.sleep(LOOK_S / 4)
    return ""


if __name__ == "__main__":
    main()

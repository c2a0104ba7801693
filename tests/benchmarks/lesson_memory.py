"""
Measure what a notebook needs: the memory of its kernel with all that it starts, and the seconds.

    python tests/benchmarks/lesson_memory.py course/notebooks/02-smart-grids/01_read_a_street.ipynb ...
    python tests/benchmarks/lesson_memory.py --json NOTEBOOK ...      one line of JSON for each

The kernel has one core and one thread, as on Binder. Memory is what is resident, of the kernel and of its
children together, looked at every 50 ms; what children share is counted several times, so the figure is not too small.
Exit code 1 if a cell fails or a notebook needs more than the limit. It needs only what the course installs.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import nbformat
import psutil
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from classroom.kernel_folder import OwnFolder

LIMIT_MB = 1000  # 1 GB, with the server
EVERY_S = 0.05
CELL_S = 300


@dataclass(frozen=True)
class Need:
    """What a notebook needed; `error` is empty if every cell ran. [s, MB, MB]"""

    notebook: str
    seconds: float
    peak_mb: float
    last_mb: float
    error: str


class Manager(OwnFolder, AsyncKernelManager):
    """A kernel in a folder of its own."""


def measure(path: Path) -> Need:
    """
    Run a notebook from top to bottom, in its own folder, and watch its memory.

    Parameters
    ----------
    path : pathlib.Path
        The notebook; it is read, not changed.

    Returns
    -------
    Need
        Seconds from the kernel's start to the last cell's end, and resident memory: at its most, at the end.
    """
    notebook = nbformat.read(path, 4)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "CITYLAB_PROGRESS": str(Path(home) / "progress.json")}
        environment.pop("MPLBACKEND", None)  # figures are made as in JupyterLab
        client = NotebookClient(
            notebook,
            kernel_name="python3",
            kernel_manager_class=Manager,
            timeout=CELL_S,
            startup_timeout=CELL_S,
            resources={"metadata": {"path": str(path.parent)}},
        )
        error, begun = "", time.monotonic()
        with Watch(client.create_kernel_manager()) as watch:
            try:
                client.execute(env=environment)
            except (CellExecutionError, DeadKernelError) as stopped:
                error = str(stopped).strip().splitlines()[-1]
            seconds = time.monotonic() - begun
    return Need(str(path), seconds, watch.peak_mb, watch.last_mb, error)


class Watch:
    """Look at a kernel's memory again and again until the block ends."""

    def __init__(self, manager: Any) -> None:
        self.peak_mb = self.last_mb = 0.0
        self._manager = manager
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(EVERY_S):
            pid = getattr(self._manager.provisioner, "pid", None)
            if pid and (now_mb := resident_mb(pid)):
                self.last_mb = now_mb
                self.peak_mb = max(self.peak_mb, now_mb)


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process and of all that it started; 0 if it is gone. [MB]"""
    try:
        first = psutil.Process(pid)
        family = [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    total = 0
    for process in family:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


def fits(need: Need, *, server_mb: float) -> bool:
    """Tell whether a notebook ran, and needs less than the limit together with the server."""
    return not need.error and need.peak_mb + server_mb < LIMIT_MB


def use_one_core() -> None:
    """Keep this process, and every kernel that it starts, on one core; where the system cannot, say so."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    else:
        print("this system cannot keep a process on one core: every core is used", file=sys.stderr)


def main() -> int:
    """Print what each notebook needs."""
    told = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    told.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK")
    told.add_argument("--json", action="store_true", help="one line of JSON for each")
    told.add_argument("--server", type=float, default=0.0, metavar="MB", help="what the server needs besides")
    asked = told.parse_args()
    use_one_core()
    is_fine = True
    for path in asked.notebooks:
        need = measure(path.resolve())
        is_fine = fits(need, server_mb=asked.server) and is_fine
        if asked.json:
            print(json.dumps(asdict(need)), flush=True)
        else:
            print(f"{need.peak_mb:5.0f} MB  {need.seconds:5.1f} s  {path.stem}  {need.error}", flush=True)
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())

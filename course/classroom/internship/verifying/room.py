"""Run a project behind walls, and take back what came of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from classroom.internship.verifying.environment import Environment
from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.notebooks import Notebook
from classroom.internship.verifying.portfolio import Portfolio
from classroom.internship.verifying.ran import Ran, read
from classroom.sandbox.walls import UNSEALED_SCRATCH, system_folders

__all__ = ["run", "why_not_sealed"]

MEMORY_MB = 4096  # of all processes together
SCRATCH_MB = 600  # for the project, what it writes, and what its programs leave
PROCESSES = 128
START_S = 60.0
_COURSE = Path(__file__).resolve().parents[3]
_PROGRAMS = Path(__file__).resolve().parent / "in_room"
_CELLS = _COURSE / "classroom" / "sandbox" / "cells.py"
_BACKEND = "module://matplotlib_inline.backend_inline"
_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# Time is that of Greenwich everywhere. No order of sets is fixed: what depends on it cannot be reproduced.
_ENVIRONMENT = {"LANG": "C.UTF-8", "TZ": "UTC", **_THREADS, "PYTHONDONTWRITEBYTECODE": "1", "MPLBACKEND": _BACKEND}


@cache
def why_not_sealed() -> str:
    """Return why no project can be shut in here, or nothing; asked in a process with one thread."""
    program = "from classroom.sandbox.probe import why_not_sealed; print(why_not_sealed())"
    call = [sys.executable, "-c", program]
    done = subprocess.run(call, capture_output=True, text=True, env=_door_environment(), cwd="/")
    return done.stdout.strip() if done.returncode == 0 else done.stderr.strip()[-500:] or "the walls cannot be tried"


def _door_environment() -> dict[str, str]:
    return {"PYTHONPATH": str(_COURSE), "PATH": os.environ.get("PATH", "")}


def run(
    folder: Folder, portfolio: Portfolio, notebooks: list[Notebook], environment: Environment, *, sealed: bool = True
) -> Ran:
    """Run notebooks and tests of a project in its environment, behind walls unless `sealed` is false."""
    with (
        tempfile.TemporaryDirectory(prefix="citylab-verify-") as scratch,
        tempfile.TemporaryDirectory(prefix="shown-", dir=folder.root.parent) as place,
    ):
        shown = _without_outputs(folder, Path(place) / "project")
        for root in (Path(place), environment.root, environment.tools):
            _let_read(root)
        job = _job(shown, portfolio, notebooks, environment, sealed=sealed)
        with subprocess.Popen(
            [sys.executable, "-m", "classroom.internship.verifying.door"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env={**_door_environment(), UNSEALED_SCRATCH: scratch},
            start_new_session=True,  # an interrupt at the keyboard is for us
        ) as door:
            assert door.stdin
            assert door.stdout
            assert door.stderr
            try:
                door.stdin.write(json.dumps(job).encode())
                door.stdin.close()
                ran = read(door.stdout)
                if not ran.stopped and ran.tests is None and not ran.written and not ran.notebooks:
                    ran.stopped = door.stderr.read(2_000).decode(errors="replace").strip() or "it could not be begun"
            finally:
                door.kill()
    return ran


def _without_outputs(folder: Folder, shown: Path) -> Path:
    """Copy what the project may see: not the outputs that were handed in, which it is to make anew."""
    top = str(folder.root)
    shutil.copytree(folder.root, shown, ignore=lambda here, _: ["outputs"] if here == top else [])
    return shown


def _job(
    shown: Path, portfolio: Portfolio, notebooks: list[Notebook], environment: Environment, *, sealed: bool
) -> dict[str, Any]:
    seconds = portfolio.minutes * 60
    readable = [*system_folders(), shown, environment.root, environment.tools, _PROGRAMS, _CELLS]
    return {
        "sealed": sealed,
        "readable": [str(path) for path in dict.fromkeys(readable)],
        "environment": _ENVIRONMENT,
        "limits": {
            "memory_mb": MEMORY_MB,
            "scratch_mb": SCRATCH_MB,
            "processes": PROCESSES,
            "cpu_s": int(seconds) + 60,
        },
        "all_s": 2 * seconds + START_S,
        "seconds": seconds,
        "copy": str(shown),
        "python": str(environment.python),
        "tools": str(environment.tools),
        "programs": str(_PROGRAMS),
        "cells_module": str(_CELLS),
        "notebooks": [
            {"path": one.path, "cells": [(cell.number, cell.source, cell.may_fail) for cell in one.cells]}
            for one in notebooks
        ],
        "outputs": [one.path for one in portfolio.outputs],
        "has_tests": (shown / "tests").is_dir(),
    }


def _let_read(folder: Path) -> None:
    """Let the sealed process, which belongs to nobody, read a folder, whatever this user's habit is."""
    for here, _, files in os.walk(folder):
        os.chmod(here, 0o755)
        for file in files:
            path = os.path.join(here, file)
            if not os.path.islink(path):
                os.chmod(path, os.stat(path).st_mode | 0o444)

"""
Run a project step by step, as the first process behind the walls.

The programs of the project run in processes of their own. When one has ended, everything that it left running is
ended too, before the files that it wrote are looked at. What comes from them is handed on as it is, and
judged outside.
"""

from __future__ import annotations

import base64
import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from classroom.sandbox import system

__all__ = ["work"]

MOST_REPORT = 2_000_000  # [B] of one step
MOST_OUTPUT = 20_000_000  # [B] of one file
MOST_NAMES = 200
_SET_DUMPABLE = 4  # of linux/prctl.h
_SAID = 2_000  # [B], the end of what a step printed


def work(job: Mapping[str, Any]) -> None:
    """
    Do what a job asks for, in the working directory, and write what came of it to standard output.

    Parameters
    ----------
    job : mapping
        `copy` (folder of the project), `python`, `tools`, `cells_module`, `programs` (folder), `notebooks` (path
        and cells of each), `outputs` (declared paths), `seconds` for the notebooks and again for the tests,
        `has_tests`.
    """
    _hide_memory()
    home = Path.cwd()
    project = home / "project"
    _unpack(Path(job["copy"]), project, job["outputs"])
    environment = _environment(job, home, project)
    last = _run_notebooks(job, home, project, environment)
    if _is_done(last):
        for path in job["outputs"]:
            _tell({"output": path, **_read(project, path)})
        _tell({"written": _names(project)})
    if job["has_tests"] and not last["too_long"]:
        _run_tests(job, home, project, environment)


def _run_tests(job: Mapping[str, Any], home: Path, project: Path, environment: dict[str, str]) -> None:
    try:
        _renew(job, project)
    except OSError:
        return  # a notebook deleted the project or filled the disk; outputs and tests that are missing say so
    program, seconds = job["programs"] + "/run_tests.py", float(job["seconds"])
    _tell({"tests": True, **_step(job["python"], program, _common(job, home), project, environment, seconds)})


def _run_notebooks(job: Mapping[str, Any], home: Path, project: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Run the notebooks until one fails; return what came of the last that ran."""
    left = float(job["seconds"])
    told: dict[str, Any] = {}
    for notebook in job["notebooks"]:
        started = time.monotonic()
        asked = {**_common(job, home), "cells": notebook["cells"]}
        told = _step(job["python"], job["programs"] + "/run_notebook.py", asked, project, environment, left)
        _tell({"notebook": notebook["path"], **told})
        left -= time.monotonic() - started
        if not _is_done(told):
            break
    return told


def _is_done(told: dict[str, Any]) -> bool:
    return told["status"] == 0 and '"done"' in told["report"]


def _renew(job: Mapping[str, Any], project: Path) -> None:
    """Put a new copy in the project's place, with the outputs that were made: the tests are as they were handed in."""
    used = project.rename(project.with_name("used"))
    _unpack(Path(job["copy"]), project, [])
    if (used / "outputs").exists():
        (project / "outputs").rmdir()
        (used / "outputs").rename(project / "outputs")
    shutil.rmtree(used, ignore_errors=True)


def _hide_memory() -> None:
    """Let no other process of this user, which here is every one, read or write the memory or the files of this one."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)  # a program that is started is open again


def _unpack(copy: Path, project: Path, outputs: list[str]) -> None:
    """Copy the project, which comes without what its notebooks are to write, and make the folders for that."""
    shutil.copytree(copy, project, copy_function=shutil.copyfile)
    for folder in {Path(path).parent for path in outputs} | {Path("outputs")}:
        (project / folder).mkdir(parents=True, exist_ok=True)


def _environment(job: Mapping[str, Any], home: Path, project: Path) -> dict[str, str]:
    programs = f"{Path(job['python']).parent}{os.pathsep}/usr/bin{os.pathsep}/bin"
    places = {"HOME": str(home), "TMPDIR": str(home), "PATH": programs, "PYTHONPATH": str(project / "src")}
    return {**job["environment"], **places}


def _common(job: Mapping[str, Any], home: Path) -> dict[str, Any]:
    return {"tools": job["tools"], "cells_module": job["cells_module"], "texts": str(home / ".texts")}


def _step(
    python: str, program: str, asked: dict[str, Any], project: Path, environment: dict[str, str], seconds: float
) -> dict[str, Any]:
    """Run one program to its end or for `seconds` [s]; then end all that it has started."""
    too_long, status = False, None
    with tempfile.TemporaryFile(dir=project.parent) as report, tempfile.TemporaryFile(dir=project.parent) as said:
        ran = subprocess.Popen(
            [python, "-s", "-P", "-X", "utf8", program],
            cwd=project,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            pass_fds=[report.fileno()],
            start_new_session=True,
            preexec_fn=_die_with_warden if os.getpid() != 1 else None,
        )
        try:
            ran.communicate(json.dumps({**asked, "report": report.fileno()}).encode(), timeout=max(seconds, 0.1))
            status = ran.returncode
        except subprocess.TimeoutExpired:
            too_long = True
        _end_all(ran)
        return {
            "status": status,
            "too_long": too_long,
            "report": _text(report, MOST_REPORT, from_end=False),
            "said": _text(said, _SAID, from_end=True),
        }


def _die_with_warden() -> None:
    """Behind walls this is so without asking: everything dies with the first process."""
    if sys.platform == "linux":
        system.die_with_parent(signal.SIGKILL)


def _end_all(ran: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(ran.pid, signal.SIGKILL)
    ran.wait()
    if os.getpid() != 1:
        return  # without walls, "all" would be all processes of this user
    with suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _text(file: Any, most: int, *, from_end: bool) -> str:
    size = os.fstat(file.fileno()).st_size
    content = os.pread(file.fileno(), most, max(size - most, 0) if from_end else 0)
    return content.decode("utf-8", errors="replace")


def _read(project: Path, path: str) -> dict[str, Any]:
    """Return the content of a file in the project; a link is not followed out of it."""
    file = project / path
    real = Path(os.path.realpath(file))
    if not real.is_relative_to(os.path.realpath(project)) or not real.is_file():
        return {"content": None}
    if real.stat().st_size > MOST_OUTPUT:
        return {"content": None, "too_large": True}
    return {"content": base64.b64encode(real.read_bytes()).decode("ascii")}


def _names(project: Path) -> list[str]:
    """Return the files below ``outputs``, at most so many that a person can look through them."""
    found: list[str] = []
    for folder, _, files in os.walk(project / "outputs"):
        found += (str((Path(folder) / file).relative_to(project)) for file in files)
        if len(found) > MOST_NAMES:
            break
    return sorted(found)[:MOST_NAMES]


def _tell(what: dict[str, Any]) -> None:
    line = json.dumps(what).encode() + b"\n"
    while line:
        line = line[os.write(1, line) :]

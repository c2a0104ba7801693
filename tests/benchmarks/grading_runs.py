"""Make a class of simulated students, have it marked by ours and by the stock command, and take the time."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from classroom.assignment import open_assignment
from classroom.course_root import copy_root
from classroom.errors import CitylabError
from classroom.variants import path_of, read_variants

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(sys.executable).parent
UNREHEARSED = (
    "import sys; sys.modules['rfc3987_syntax'] = None; from classroom.grading import grade; grade.WORTH = 10**9; "
    "from classroom.cli import main; main()"
)
MARKS = (
    "SELECT student_id, c.name, auto_score FROM grade g JOIN base_cell c ON c.id = g.cell_id "
    "JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment a ON a.id = n.assignment_id"
)


@dataclass(frozen=True)
class Timing:
    """
    What a run of a command took.

    Attributes
    ----------
    submissions : int
        Marked in it.
    wall_s, cpu_s : float
        Time, and processor time of the command and all it started. [s]
    pace_s : float
        Time for each submission after the first: without the command's own start. [s]
    """

    submissions: int
    wall_s: float
    cpu_s: float
    pace_s: float

    def of_class(self, submissions: int) -> Timing:
        """Return what a class of another size takes: the start, and each submission after the first."""
        wall = self.wall_s + self.pace_s * (submissions - self.submissions)
        return Timing(submissions, wall, self.cpu_s / self.submissions * submissions, self.pace_s)

    @classmethod
    def of_all(cls, timings: Sequence[Timing]) -> Timing:
        """Return what classes of the same size take together, one after the other."""
        parts = zip(*((one.wall_s, one.cpu_s, one.pace_s) for one in timings), strict=True)
        return cls(timings[0].submissions, *map(sum, parts))


def make_class(assignment: str, students: int, folder: Path) -> Path:
    """Make a course root in `folder`, released, with the reference and all simulated answers in turn; return it."""
    built = open_assignment(ROOT, assignment)
    copy_root(ROOT / "assignments", folder, assignment=assignment)
    # The seed of a class is 0 on both sides.
    (folder / "class-seed").write_text("0\n")
    answers = [built.reference, *(variant.answers for variant in read_variants(path_of(ROOT, assignment), built))]
    texts = [nbformat.writes(built.handed_in(one)) for one in answers[:students]]
    for number in range(students):
        place = folder / "submitted" / f"s{number:04d}" / assignment
        place.mkdir(parents=True)
        (place / f"{assignment}.ipynb").write_text(texts[number % len(texts)], encoding="utf-8")
        (place / "timestamp.txt").write_text("2026-03-01 10:00:00 UTC")
    _must([SCRIPTS / "nbgrader", "generate_assignment", assignment], folder)
    return folder


def mark(course: Path, assignment: str, *, workers: int, sealed: bool = True, is_rehearsed: bool = True) -> Timing:
    """Mark a whole class with ``citylab grade``; without a rehearsal it is as if no result were the author's own."""
    more = ["--workers", str(workers), "--regrade", "--json", *([] if sealed else ["--unsealed"])]
    program = [SCRIPTS / "citylab"] if is_rehearsed else [sys.executable, "-c", UNREHEARSED]
    command = [*program, "grade", assignment, "--course", course, *more]
    return _timed(command, course, (course / "marking" / assignment).glob("*.json"))


def mark_stock(course: Path, assignment: str, *, last_digits: str = "0123456789") -> Timing:
    """Mark with ``nbgrader autograde`` those of a class whose numbers end with one of the digits."""
    some = f"s*[{last_digits}]"
    command = [SCRIPTS / "nbgrader", "autograde", assignment, "--force", "--student", some]
    return _timed(command, course, (course / "autograded").glob(f"{some}/{assignment}/*.ipynb"))


def _timed(command: list[Any], course: Path, written: Any) -> Timing:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    _must(command, course)
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    times = sorted(path.stat().st_mtime for path in written)
    pace = (times[-1] - times[0]) / max(len(times) - 1, 1)
    return Timing(len(times), wall, cpu, pace)


def _must(command: list[Any], course: Path) -> None:
    environment = {**os.environ, "CITYLAB_CLASS_SEED_FILE": str(course / "class-seed")}
    done = subprocess.run([*map(str, command)], cwd=course, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise CitylabError(f"{command[0]} failed: {done.stderr.strip()[-2000:]}")


def marks(course: Path) -> dict[tuple[str, str], float]:
    """Return every automatic mark in the gradebook, by student and cell."""
    with closing(sqlite3.connect(course / "gradebook.db")) as db:
        return {(student, cell): score for student, cell, score in db.execute(MARKS)}


def split(course: Path, assignment: str, *, workers: int, sealed: bool = True) -> dict[str, float]:
    """
    Mark a class in a process of its own, and say where its processor time went.

    Returns
    -------
    dict
        ``start`` (ours, before the first submission), ``servers`` (starting Python, importing, the author's cells),
        both once for a run; for each submission ``cells``, ``tests``, ``forks`` (all else on the side of the servers,
        the rehearsal included)
        and ``writing`` (reading, rebuilding, scoring, gradebook); ``wall`` for all. [s]
        And ``memory``, the most that all processes together used. [MB]
    """
    asked = json.dumps([str(course), assignment, workers, sealed])
    command = [sys.executable, __file__, asked]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with running, _Memory(running.pid) as memory:
        printed, complaint = running.communicate()
    if running.returncode:
        raise CitylabError(complaint.strip()[-2000:])
    return {**json.loads(printed.splitlines()[-1]), "memory": memory.most_mb}


def _split(course: Path, assignment: str, workers: int, sealed: bool) -> dict[str, float]:
    warnings.simplefilter("ignore")
    from classroom.grading.engine import Engine
    from classroom.grading.grade import Order, grade

    marks_at: list[float] = []
    empty = _cost_of_start(Engine, course, assignment, sealed=sealed)
    before = _cpu(resource.RUSAGE_CHILDREN)
    order = Order(Path(course), assignment, workers=workers, regrade=True, sealed=sealed)
    result = grade(order, tell=lambda what, *_: marks_at.append(time.process_time()))
    count = len(result.records)
    servers = _cpu(resource.RUSAGE_CHILDREN) - before
    cells, tests = (
        sum(record.seconds.get(key, 0.0) for record in result.records) for key in ("theirs_cpu", "judge_cpu")
    )
    return {
        "start": marks_at[0],
        "servers": empty,
        "cells": cells / count,
        "tests": tests / count,
        "forks": (servers - empty - cells - tests) / count,
        "writing": (time.process_time() - marks_at[0]) / count,
        "wall": result.seconds,
    }


def _cost_of_start(engine: Any, course: Path, assignment: str, *, sealed: bool) -> float:
    source = nbformat.read(Path(course) / "source" / assignment / f"{assignment}.ipynb", as_version=4)
    before = _cpu(resource.RUSAGE_CHILDREN)
    with engine(source, sealed=sealed):
        pass
    return _cpu(resource.RUSAGE_CHILDREN) - before


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


class _Memory:
    """Watches the memory of a process and of all it started; what is shared is counted once."""

    def __init__(self, pid: int) -> None:
        self._pid, self.most_mb = pid, 0.0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(0.5):
            self.most_mb = max(self.most_mb, sum(map(_memory_mb, _family(self._pid))))


def _family(pid: int) -> set[int]:
    """Return a process and its descendants."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _memory_mb(pid: int) -> float:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/smaps_rollup").read_text().split("\nPss:")[1].split()[0]) / 1024
    return 0.0


if __name__ == "__main__":
    print(json.dumps(_split(*json.loads(sys.argv[1]))))

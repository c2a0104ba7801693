"""
Time ``citylab grade`` beside ``nbgrader autograde``, on the same submissions, alternately.

    python tests/benchmarks/grading.py [--assignment NAME ...] [--students N] [--rounds R] [--parts P] [--workers 1 2 4]
    python tests/benchmarks/grading.py --only split growth      one part alone: pairs, split, growth
    python tests/benchmarks/grading.py --short                  the small form of the tests

Prints Markdown tables. Not run by pytest but for the short form. Ratios of one run can be compared on a busy computer,
seconds only on a quiet one: the load is printed with them.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import grading_runs as runs

MODULES = ("internet-of-things", "smart-grids", "green-transport", "public-participation")
SMALLEST = "internet-of-things"  # for the growth from a small class to a large one, and the short form
PARTS = ("pairs", "split", "growth")


def pairs(folder: Path, asked: argparse.Namespace) -> Iterator[list[str]]:
    """
    Compare throughput, and every mark.

    A round is the whole class with ours, and a part of it with the stock command, so that both see the same hours of a
    computer whose speed changes. Whole classes are compared: of both the start counts once.
    """
    yield [
        "assignment",
        "workers",
        "each, ours",
        "each, stock",
        "times as fast",
        "least to most",
        "after the start",
        "CPU each, ours",
        "CPU each, stock",
        "unrehearsed",
    ]
    measured: dict[int, list[Compared]] = {workers: [] for workers in asked.workers}
    for name in asked.assignment:
        ours = runs.make_class(name, asked.students, folder / f"{name} ours")
        stock = Path(shutil.copytree(ours, folder / f"{name} stock"))
        rounds: list[tuple[dict[int, runs.Timing], runs.Timing]] = []
        for number in range(asked.rounds):
            mine = {workers: runs.mark(ours, name, workers=workers) for workers in asked.workers}
            part = runs.mark_stock(stock, name, last_digits="0123456789"[number :: asked.parts])
            rounds.append((mine, part.of_class(asked.students)))
        found = runs.marks(stock)
        both = {student for student, _ in found}
        differ = _differences({key: mark for key, mark in runs.marks(ours).items() if key[0] in both}, found)
        for workers in asked.workers:
            plain = runs.mark(ours, name, workers=workers, is_rehearsed=False)
            one = Compared([mine[workers] for mine, _ in rounds], [theirs for _, theirs in rounds], plain)
            measured[workers].append(one)
            yield [name, str(workers), *one.row()]
        print(f"{name}: {len(found)} marks compared, {differ} differ", flush=True)
    if len(asked.assignment) > 1:
        for workers, each in measured.items():
            yield ["all together", str(workers), *Compared.of_all(each).row()]


@dataclass(frozen=True)
class Compared:
    """
    Both commands on a class.

    Attributes
    ----------
    ours, stock : list of Timing
        Of the whole class, one for each round.
    plain : Timing
        Ours without a rehearsal.
    """

    ours: list[runs.Timing]
    stock: list[runs.Timing]
    plain: runs.Timing

    @classmethod
    def of_all(cls, each: Sequence[Compared]) -> Compared:
        """Return what the assignments take together, round by round."""
        ours = [runs.Timing.of_all(found) for found in zip(*(one.ours for one in each), strict=True)]
        stock = [runs.Timing.of_all(found) for found in zip(*(one.stock for one in each), strict=True)]
        return cls(ours, stock, runs.Timing.of_all([one.plain for one in each]))

    def row(self) -> list[str]:
        """Return the cells of the table."""
        rounds = [*zip(self.ours, self.stock, strict=True)]
        students, stock_s = self.plain.submissions, median(theirs.wall_s for theirs in self.stock)
        times = [theirs.wall_s / mine.wall_s for mine, theirs in rounds]
        later = median(theirs.pace_s / max(mine.pace_s, 1e-3) for mine, theirs in rounds)
        return [
            f"{median(mine.wall_s for mine in self.ours) / students:.2f} s",
            f"{stock_s / students:.2f} s",
            f"**{median(times):.1f}**",
            f"{min(times):.1f} to {max(times):.1f}",
            f"{later:.1f}",
            f"{median(mine.cpu_s for mine in self.ours) / students:.2f} s",
            f"{median(theirs.cpu_s for theirs in self.stock) / students:.2f} s",
            f"{stock_s / self.plain.wall_s:.1f}",
        ]


def _differences(ours: dict[tuple[str, str], float], stock: dict[tuple[str, str], float]) -> int:
    # A test that fails has no mark with one and 0 with the other: neither gives points.
    return sum((ours.get(key) or 0.0) != (stock.get(key) or 0.0) for key in {*ours, *stock})


def split(folder: Path, asked: argparse.Namespace) -> Iterator[list[str]]:
    """Say where processor time goes, sealed and unsealed, and how much memory it takes."""
    once, each = ["start, once", "servers, once"], ["cells", "tests", "forks and walls", "writing", "wall, each"]
    yield ["assignment", "workers", "walls", *once, *each, "memory"]
    for name in asked.assignment:
        course = runs.make_class(name, asked.students, folder / f"{name} split")
        for workers in asked.workers:
            for sealed in (True, False):
                found = runs.split(course, name, workers=workers, sealed=sealed)
                costs = [f"{found[key]:.2f} s" for key in ("start", "servers", "cells", "tests", "forks", "writing")]
                each = f"{found['wall'] / asked.students:.2f} s"
                yield [name, str(workers), "yes" if sealed else "no", *costs, each, f"{found['memory']:.0f} MB"]


def growth(folder: Path, asked: argparse.Namespace) -> Iterator[list[str]]:
    """Say whether a large class takes as long for each submission as a small one."""
    yield ["submissions", "all", "each after the first", "CPU each"]
    for students in asked.growth:
        course = runs.make_class(SMALLEST, students, folder / f"growth {students}")
        found = runs.mark(course, SMALLEST, workers=max(asked.workers))
        yield [str(students), f"{found.wall_s:.1f} s", f"{found.pace_s:.2f} s", f"{found.cpu_s / students:.2f} s"]


def _table(rows: Iterator[list[str]]) -> None:
    """Print rows as Markdown as they come; the first is the head."""
    head = next(rows)
    print("\n| " + " | ".join(head) + " |\n|" + "---|" * len(head), flush=True)
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    told = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    told.add_argument("--assignment", nargs="+", default=list(MODULES), metavar="NAME")
    told.add_argument("--students", type=int, default=12, help="size of the class")
    told.add_argument("--rounds", type=int, default=3, help="pairs of runs, 1 to 10; the median counts")
    told.add_argument("--parts", type=int, help="into which the class is divided; stock marks one in each round. "
                      "By default as many as rounds: the whole class")  # fmt: skip
    told.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    told.add_argument("--growth", type=int, nargs="+", default=[10, 50, 500], metavar="STUDENTS")
    told.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="parts to run")
    told.add_argument("--short", action="store_true", help="one assignment, four students, one pair of runs")
    asked = told.parse_args(arguments)
    if asked.short:
        asked.students, asked.rounds, asked.workers, asked.only = 4, 1, [2], ["pairs"]
        asked.assignment = asked.assignment if len(asked.assignment) == 1 else [SMALLEST]
    asked.parts = asked.parts or asked.rounds
    if not 1 <= asked.rounds <= asked.parts <= min(asked.students, 10):
        told.error("--rounds must be at least 1; --parts as many or more, 10 at most, and no more than students")
    return asked


def main() -> None:
    """Print the tables that were asked for."""
    asked = _options(sys.argv[1:])
    print(f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}; "
          f"load before: {os.getloadavg()[0]:.1f}; {asked.students} submissions of each", flush=True)  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="citylab-benchmark-") as folder:
        for part in asked.only:
            _table({"pairs": pairs, "split": split, "growth": growth}[part](Path(folder), asked))
    print(f"\nload after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()

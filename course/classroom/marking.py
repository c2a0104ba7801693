"""
Mark answers without a gradebook, many at once.

Authors and tests use it. It is the engine of ``citylab grade``; where this computer cannot seal, the answers, which are
the author's own, run without walls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue

from classroom.assignment import Assignment
from classroom.grading.engine import Engine, Plan
from classroom.grading.rehearsals import WORTH, Rehearsals
from classroom.sandbox.probe import why_not_sealed
from classroom.sandbox.server_process import Server


@dataclass(frozen=True)
class Marks:
    """
    The automatic marks of one set of answers.

    Attributes
    ----------
    scores : dict of str to float
        By the id of the test. [points]
    messages : dict of str to str
        What each failed test said, by its id.
    """

    scores: dict[str, float]
    messages: dict[str, str]

    @property
    def total(self) -> float:
        """Sum of the scores. [points]"""
        return sum(self.scores.values())

    def lost(self, points: Mapping[str, float]) -> dict[str, float]:
        """Return the points lost, by the id of the test; tests with full marks are left out. [points]"""
        return {test: points[test] - score for test, score in self.scores.items() if score != points[test]}


def mark_all(
    assignment: Assignment, answers: Sequence[Mapping[str, str]], *, workers: int = 2, class_seed: int = 0
) -> list[Marks]:
    """
    Mark several sets of answers, each in a process of its own.

    Parameters
    ----------
    assignment : Assignment
        What was asked.
    answers : sequence of mapping of str to str
        For each set, the source of the answer cells by id. A cell left out stays as released.
    workers : int
        Sets at the same time.
    class_seed : int
        From which hidden tests draw their inputs.

    Returns
    -------
    list of Marks
        In the order of `answers`.
    """
    sealed = not why_not_sealed()
    idle: SimpleQueue[Engine] = SimpleQueue()

    def mark(given: Mapping[str, str]) -> Marks:
        engine = idle.get()
        engine.rehearsal = rehearsals.found
        try:
            marked = engine.mark(assignment.with_hidden_tests(given))
        finally:
            idle.put(engine)
        return Marks(marked.scores, marked.messages)

    with ExitStack() as stack:
        server = stack.enter_context(Server())
        make = partial(Engine, Plan.of(assignment.source), sealed=sealed, class_seed=class_seed, server=server)
        rehearsals = stack.enter_context(Rehearsals(make() if len(answers) >= WORTH else None))
        for _ in range(workers):
            idle.put(stack.enter_context(make()))
        with ThreadPoolExecutor(max_workers=workers) as pool:
            return list(pool.map(mark, answers))

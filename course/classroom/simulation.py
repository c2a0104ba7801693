"""
A class of simulated students: who they are, what they hand in, and what it is worth.

Nobody in it exists. Family names end in ``(simulated)`` and addresses in ``example.org``,
a domain that is reserved for examples [1]_.

References
----------
.. [1] RFC 2606, Reserved Top Level DNS Names.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, cycle, islice, zip_longest

import nbformat

from classroom.assignment import Assignment
from classroom.variants import KINDS, Variant

GIVEN = ("Aisha", "Ben", "Chen", "Daniel", "Emily", "Farah", "Grace", "Haoran", "Jia", "Kwame", "Mei", "Nadia")
FAMILY = ("Ahmed", "Brown", "Chen", "Davies", "Evans", "Fang", "Gupta", "Huang", "Iqbal", "Jones", "Khan", "Liu")
HOUR_S = 3600
LATE_S = 26 * HOUR_S
SYNTAX_ERROR = "def :  # this line is not Python"


@dataclass(frozen=True)
class Submission:
    """
    What one student hands in.

    Attributes
    ----------
    kind, says : str
        Which sort of student this is, and what they do.
    notebook : bytes or None
        The file; None if nothing is handed in.
    expected : float or None
        Automatic marks it must get; None if it cannot be marked. [points]
    after_due_s : int
        When it is handed in, counted from the due time; negative is early. [s]
    """

    kind: str
    says: str
    notebook: bytes | None
    expected: float | None
    after_due_s: int = -HOUR_S


@dataclass(frozen=True)
class Student:
    """A person who does not exist."""

    id: str
    first_name: str
    last_name: str
    submission: Submission

    @property
    def email(self) -> str:
        """An address that cannot receive mail."""
        return f"{self.id}@example.org"


def make_class(assignment: Assignment, variants: Sequence[Variant], *, students: int, seed: int) -> list[Student]:
    """
    Make a class. The same seed makes the same class.

    Every kind of student comes once before any comes twice; a larger class shows more misconceptions.

    Parameters
    ----------
    assignment : Assignment
        What is handed in.
    variants : sequence of Variant
        The simulated answers that stand beside the assignment.
    students : int
        How many, from 1.
    seed : int
        Draws the names, and which of the variants come first.
    """
    draw = random.Random(seed)
    people = [(given, family) for given in GIVEN for family in FAMILY]
    draw.shuffle(people)
    submissions = islice(_submissions(assignment, variants, draw), students)
    return [
        Student(f"demo-{number:03d}", given, f"{family} (simulated)", submission)
        for number, ((given, family), submission) in enumerate(zip(cycle(people), submissions), start=1)
    ]


def _submissions(assignment: Assignment, variants: Sequence[Variant], draw: random.Random) -> Iterator[Submission]:
    """Yield one of each kind, then the other variants, then all of it again."""
    by_kind: list[list[Submission]] = []
    for kind in KINDS:
        found = [_from_variant(assignment, variant) for variant in variants if variant.kind == kind]
        by_kind.append(draw.sample(found, k=len(found)))
    always = _always(assignment)
    first = [kind[0] for kind in by_kind if kind]
    rest = chain.from_iterable(zip_longest(*(kind[1:] for kind in by_kind)))
    return cycle([always[0], *first, *always[1:], *(submission for submission in rest if submission)])


def _always(assignment: Assignment) -> list[Submission]:
    """Return the students that every class has, whatever the assignment."""
    reference, questions = assignment.reference, assignment.questions
    full = sum(assignment.points.values())
    solved, spoilt = questions[: len(questions) // 2], questions[0]
    half = {name: text for name, text in reference.items() if name in solved}
    half_points = sum(sum(assignment.tests_of(name).values()) for name in solved)
    broken = {**reference, spoilt: SYNTAX_ERROR}
    right = _file(assignment, reference)
    return [
        Submission("reference", "the author's answers", right, full),
        Submission("half right", "answers the first half", _file(assignment, half), half_points),
        Submission("late", "right, a day late", right, full, LATE_S),
        Submission("missing", "hands nothing in", None, None),
        Submission("broken notebook", "half of the file is lost", right[: len(right) // 2], None),
        Submission(
            "broken code",
            f"a syntax error in {spoilt}",
            _file(assignment, broken),
            full - sum(assignment.tests_of(spoilt).values()),
        ),
        Submission("empty", "deletes every answer", _file(assignment, dict.fromkeys(reference, "")), 0.0),
        Submission("untouched", "hands in what was released", _file(assignment, {}), 0.0),
    ]


def _from_variant(assignment: Assignment, variant: Variant) -> Submission:
    expected = sum(assignment.points.values()) - sum(variant.loses.values())
    return Submission(KINDS[variant.kind], variant.says, _file(assignment, variant.answers), expected)


def _file(assignment: Assignment, answers: dict[str, str]) -> bytes:
    return nbformat.writes(assignment.handed_in(answers)).encode("utf-8")

"""What stands on a feedback page, question by question. No hidden test comes further than this module."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from classroom.feedback import failures, rubric
from classroom.feedback.alone import Alone, Reference
from classroom.feedback.failures import Failure
from classroom.feedback.lessons import Lesson, lessons_of
from classroom.feedback.marks import Mark, Marks
from classroom.feedback.own_cell import explain_answer

HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
POINTS = re.compile(r"\s*\(\d+(?:\.\d+)? points?\)\s*$")
TEST = re.compile(r"test-(.+)-\d+\Z")
UNTOUCHED = "*Write your answer here.*"


@dataclass(frozen=True)
class Check:
    """One test, or the reading of a written answer: its marks, and why points are missing."""

    mark: Mark
    failure: Failure | None

    @property
    def is_full(self) -> bool:
        """Whether nothing was lost."""
        return not self.mark.waits and self.mark.points >= self.mark.of


@dataclass(frozen=True)
class Lost:
    """Checks that failed alike: points earned, points there are, and why. [points]"""

    points: float
    of: float
    waits: bool
    failure: Failure | None


@dataclass
class Question:
    """
    One question with the student's answer.

    Attributes
    ----------
    id, title : str
        Of its cell, and as the notebook heads it.
    answer : str
        What the student wrote.
    is_code : bool
        Whether that is Python, else Markdown.
    checks : list of Check
        In the order of the notebook.
    lessons : list of Lesson
        What helps.
    comment, criteria : str
        From the instructor, and how the answer is marked, in Markdown.
    reference : Reference or None
        The author's answer, for who works alone.
    """

    id: str
    title: str
    answer: str = ""
    is_code: bool = True
    checks: list[Check] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    comment: str = ""
    criteria: str = ""
    reference: Reference | None = None

    @property
    def points(self) -> float:
        """Points earned. [points]"""
        return sum(check.mark.points for check in self.checks)

    @property
    def of(self) -> float:
        """Points there are. [points]"""
        return sum(check.mark.of for check in self.checks)

    @property
    def waits(self) -> bool:
        """Whether a person has still to look."""
        return any(check.mark.waits for check in self.checks)

    @property
    def passed(self) -> int:
        """How many checks were passed."""
        return sum(check.is_full for check in self.checks)

    @property
    def lost(self) -> list[Lost]:
        """What was lost; checks that say the same are told once."""
        found: dict[tuple[bool, Failure | None], list[Mark]] = {}
        for check in self.checks:
            if not check.is_full:
                found.setdefault((check.mark.waits, check.failure), []).append(check.mark)
        return [
            Lost(sum(mark.points for mark in marks), sum(mark.of for mark in marks), waits, failure)
            for (waits, failure), marks in found.items()
        ]

    @property
    def status(self) -> str:
        """Where it stands: ``waits``, ``full``, ``part`` or ``none``."""
        if self.waits:
            return "waits"
        if self.points >= self.of:
            return "full"
        return "part" if self.points else "none"


@dataclass(frozen=True)
class Page:
    """Everything on one page."""

    assignment: str
    title: str
    marks: Marks
    questions: list[Question]
    levels: str
    alone: Alone | None = None


def make_page(notebook: NotebookNode, marks: Marks, *, assignment: str, home: str | None = None) -> Page:
    """Gather what a student may read about a marked notebook; `home` is where JupyterLab runs."""
    cells = [cell for cell in notebook.cells if cell.get("cell_type") in ("code", "markdown")]
    lessons = lessons_of(cells, assignment, home)
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    title = next((found[1] for text in texts if (found := HEADING.search(text))), assignment)
    questions = _questions(cells, marks, lessons)
    written = any(question.criteria for question in questions)
    return Page(assignment, title, marks, questions, rubric.levels(assignment) if written else "")


def _questions(cells: Sequence[NotebookNode], marks: Marks, lessons: dict[str, list[Lesson]]) -> list[Question]:
    known = "\n".join(failures.visible(cell.source) if _is(cell, "grade") else cell.source for cell in cells)
    answers = "\n".join(cell.source for cell in cells if cell.cell_type == "code" and not _is(cell, "locked"))
    found: dict[str, Question] = {}
    asked: NotebookNode | None = None
    for cell in cells:
        name = _tags(cell).get("grade_id", "")
        if cell.cell_type == "markdown" and _is(cell, "locked") and HEADING.search(cell.source):
            asked = cell
        if _is(cell, "solution") or _is(cell, "task"):
            found[name] = _question(cell, name, asked, lessons)
            found[name].comment = marks.comments.get(name, "")
        if name not in marks.cells:
            continue
        owner = _owner(cell, name, found)
        failure = None if _is(cell, "solution") else failures.explain(cell, known=known, answer=answers)
        failure = explain_answer(owner.answer, failure) if owner.is_code else failure
        owner.checks.append(Check(marks.cells[name], failure))
    return [question for question in found.values() if question.checks]


def _question(cell: NotebookNode, name: str, asked: NotebookNode | None, lessons: dict[str, list[Lesson]]) -> Question:
    head = HEADING.search(asked.source) if asked else None
    return Question(
        name,
        POINTS.sub("", head[1]) if head else name,
        cell.source if cell.source.strip() != UNTOUCHED else "",
        cell.cell_type == "code",
        lessons=lessons.get(_tags(asked).get("grade_id", ""), []) if asked else [],
        criteria=rubric.criteria(asked.source) if asked and _is(cell, "grade") else "",
    )


def _owner(cell: NotebookNode, name: str, found: dict[str, Question]) -> Question:
    """Return the question that a cell's marks count for: the one it names, or the last before it."""
    named = TEST.match(name)
    for key in (name, named[1] if named else ""):
        if key in found:
            return found[key]
    return list(found.values())[-1] if found else found.setdefault(name, Question(name, name))


def _tags(cell: NotebookNode) -> dict[str, Any]:
    tags = cell.get("metadata", {}).get("nbgrader")
    return tags if isinstance(tags, dict) else {}


def _is(cell: NotebookNode, kind: str) -> bool:
    return bool(_tags(cell).get(kind))

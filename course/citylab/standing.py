"""
How far a learner has come in a module, and when the module counts as complete.

A module is complete when all of this is done:

* each lesson: every exercise solved, or every code cell run. Who knows a topic
  already may go straight to its exercises; who reads shows it in the rest;
* the wrap-up: every check solved, because it joins the lessons on new data;
* the quiz: at least 75 % right in the best run, 9 of 12 questions. It may be
  taken again, since every answer is explained: that is how it teaches;
* the assignment: at least half of the points that tests give, in the best
  marking of one's own copy. Written answers are read by people, so they don't count here.

What a module does not have is not asked for.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from citylab import progress
from citylab.modules import Lesson, Module, modules
from citylab.progress_file import Book

__all__ = ["ASSIGNMENT_SHARE", "QUIZ_SHARE", "Count", "LessonStanding", "Standing", "of"]

QUIZ_SHARE = 0.75
ASSIGNMENT_SHARE = 0.5


@dataclass(frozen=True)
class Count:
    """How many are solved, out of how many."""

    solved: int
    total: int


@dataclass(frozen=True)
class LessonStanding:
    """
    How far a learner has come in one notebook.

    Attributes
    ----------
    lesson : Lesson
        The notebook.
    read : float
        Share of its code cells that were run at least once, 0 to 1.
    tried, solved : int
        Exercises that were tried, with or without success, and those that were solved.
    seconds : float
        Time spent in it. [s]
    """

    lesson: Lesson
    read: float
    tried: int
    solved: int
    seconds: float

    @property
    def is_begun(self) -> bool:
        """Whether anything was done in it."""
        return self.read > 0 or self.tried > 0

    @property
    def is_done(self) -> bool:
        """Whether every exercise is solved or, in a notebook other than a wrap-up, every cell was run."""
        exercises = len(self.lesson.exercises)
        if exercises and self.solved == exercises:
            return True
        return self.read == 1 and (self.lesson.part != "wrap-up" or not exercises)


@dataclass(frozen=True)
class Standing:
    """
    How far a learner has come in one module.

    Attributes
    ----------
    module : Module
        The module.
    lessons : tuple of LessonStanding
        Its notebooks, in reading order.
    read : float
        Share of the code cells of its lessons that were run at least once, 0 to 1.
    tried, solved, exercises : int
        Exercises tried, solved and in all, those of the wrap-up included.
    quiz : progress.Quiz or None
        Scores, None before the first run.
    wrap_up : Count
        Checks of the wrap-up.
    assignment : progress.Assignment or None
        Points of the learner's own marking, None before the first.
    seconds : int
        Time spent in its notebooks and its assignment. [s]
    missing : dict of str to str
        What is still to do until the module is complete, in a few words, by part:
        lessons, quiz, wrap-up, assignment.
    is_complete : bool
        Whether nothing is missing; see the head of this file.
    """

    module: Module
    lessons: tuple[LessonStanding, ...]
    read: float
    tried: int
    solved: int
    exercises: int
    quiz: progress.Quiz | None
    wrap_up: Count
    assignment: progress.Assignment | None
    seconds: int
    missing: dict[str, str]

    @property
    def is_complete(self) -> bool:
        """Whether the module has notebooks and nothing is missing."""
        return bool(self.lessons) and not self.missing

    @property
    def is_begun(self) -> bool:
        """Whether anything was done in it."""
        return any(one.is_begun for one in self.lessons) or bool(self.quiz or self.assignment or self.seconds)


def of(module: Module | str, book: Book | None = None) -> Standing:
    """
    Return how far the learner has come in a module.

    Parameters
    ----------
    module : Module or str
        The module, or its name without number, such as ``smart-grids``.
    book : dict, optional
        What `progress.everything` returned; read now unless given.

    Raises
    ------
    ValueError
        If there is no module of this name.
    """
    asked = _named(module) if isinstance(module, str) else module
    book = progress.everything() if book is None else book
    lessons = tuple(_of_lesson(lesson, book) for lesson in asked.lessons)
    wrap_up = [one for one in lessons if one.lesson.part == "wrap-up"]
    quiz, assignment = book["quizzes"].get(asked.slug), book["assignments"].get(asked.slug)
    return Standing(
        module=asked,
        lessons=lessons,
        read=_read([one.lesson for one in lessons if one.lesson.part == "lesson"], book),
        tried=sum(one.tried for one in lessons),
        solved=sum(one.solved for one in lessons),
        exercises=sum(len(one.lesson.exercises) for one in lessons),
        quiz=quiz,
        wrap_up=Count(sum(one.solved for one in wrap_up), sum(len(one.lesson.exercises) for one in wrap_up)),
        assignment=assignment,
        seconds=round(sum(one.seconds for one in lessons) + _seconds(book, f"{asked.slug}/{asked.slug}")),
        missing=_missing(asked, lessons, quiz, assignment),
    )


def _named(name: str) -> Module:
    listed = {module.slug: module for module in modules()}
    if name not in listed:
        raise ValueError(f"no module named {name!r}; there are: {', '.join(listed)}")
    return listed[name]


def _of_lesson(lesson: Lesson, book: Book) -> LessonStanding:
    known = [book["exercises"].get(name, {}) for name in lesson.exercises]
    return LessonStanding(
        lesson=lesson,
        read=_read([lesson], book),
        tried=sum(bool(one.get("solved") or one.get("tries")) for one in known),
        solved=sum(bool(one.get("solved")) for one in known),
        seconds=_seconds(book, lesson.key),
    )


def _read(lessons: list[Lesson], book: Book) -> float:
    """Return the share of the code cells that were run; 0 if there is none."""
    run = 0
    for one in lessons:
        noted = {cell for cell in _study(book, one.key).get("cells", ()) if isinstance(cell, str)}
        run += sum(cell in noted for cell in one.cells)
    total = sum(len(one.cells) for one in lessons)
    return run / total if total else 0.0


def _seconds(book: Book, key: str) -> float:
    seconds = float(_study(book, key).get("seconds", 0))
    return seconds if seconds > 0 and math.isfinite(seconds) else 0.0


def _study(book: Book, key: str) -> Mapping[str, Any]:
    return book["study"].get(key, {})


def _missing(
    module: Module,
    lessons: tuple[LessonStanding, ...],
    quiz: progress.Quiz | None,
    assignment: progress.Assignment | None,
) -> dict[str, str]:
    missing = {}
    open_lessons = sum(one.lesson.part == "lesson" and not one.is_done for one in lessons)
    if open_lessons:
        missing["lessons"] = f"{open_lessons} {'lesson' if open_lessons == 1 else 'lessons'}"
    if module.quiz_file and not (quiz and quiz["best"] >= QUIZ_SHARE * quiz["questions"]):
        missing["quiz"] = "75 % of the quiz"
    if any(one.lesson.part == "wrap-up" and not one.is_done for one in lessons):
        missing["wrap-up"] = "the checks of the wrap-up"
    if module.assignment and not (assignment and assignment["best"] >= ASSIGNMENT_SHARE * assignment["total"]):
        missing["assignment"] = "half of the assignment's automatic points"
    return missing

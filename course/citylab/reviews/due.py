"""Which questions of a module are due, and which lesson they are about."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from citylab.modules import Lesson, Module
from citylab.progress_file import Book
from citylab.quizzes.reading import Question, QuizError, read_quiz
from citylab.reviews.cards import due_day, is_due

__all__ = ["Due", "due_in", "lesson_numbers"]


@dataclass(frozen=True)
class Due:
    """
    What of a module's quiz is to be asked again.

    Attributes
    ----------
    questions : tuple of Question
        Those that are due, the one that waits longest first.
    next_day : datetime.date or None
        When the next of the others is due; None if there is no other.
    lesson : Lesson or None
        The lesson to look at again: most of the due questions that were answered
        wrongly the last time are about it. None if none of them was wrong.
    """

    questions: tuple[Question, ...] = ()
    next_day: date | None = None
    lesson: Lesson | None = None


def due_in(module: Module, book: Book, *, now: datetime | None = None) -> Due:
    """
    Return what of the quiz of `module` is due.

    Cards of questions that the quiz does not have any more are kept in the file, and not shown.

    Parameters
    ----------
    module : Module
        The module.
    book : dict
        What `progress.everything` returned.
    now : datetime.datetime, optional
        Time with a zone; the clock's unless given.
    """
    now = now or datetime.now(UTC)
    cards: Mapping[str, Any] = book["review"].get(module.slug, {})
    if not cards:
        return Due()
    known = [question for question in _questions(module.quiz_file) if question.id in cards]
    due = [question for question in known if is_due(cards[question.id], now)]
    later = [due_day(cards[question.id]) for question in known if question not in due]
    return Due(
        questions=tuple(sorted(due, key=lambda question: due_day(cards[question.id]) or date.min)),
        next_day=min((day for day in later if day), default=None),
        lesson=_lesson_of(module, [question.id for question in due if not _was_right(cards[question.id])]),
    )


@cache
def lesson_numbers() -> dict[str, dict[str, int]]:
    """Return the number of the lesson that each question is about, by module and id."""
    path = Path(__file__).with_name("lessons.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _lesson_of(module: Module, wrong: list[str]) -> Lesson | None:
    numbers = lesson_numbers().get(module.slug, {})
    counted = Counter(numbers[question] for question in wrong if question in numbers)
    most = max(counted.values(), default=0)
    first = min((number for number, times in counted.items() if times == most), default=0)
    found = [one for one in module.lessons if one.part == "lesson" and one.path.name.startswith(f"{first:02d}_")]
    return found[0] if found else None


def _was_right(kept: object) -> bool:
    return isinstance(kept, dict) and kept.get("right") is True


def _questions(path: Path | None) -> tuple[Question, ...]:
    try:
        return read_quiz(path) if path else ()
    except (OSError, QuizError):
        return ()  # the quiz itself says what is wrong with its file

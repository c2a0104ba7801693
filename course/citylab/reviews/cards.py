"""Remember an answer to a quiz question, and compute when the question is due again."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from citylab import progress, study_time
from citylab.progress_file import Book

if TYPE_CHECKING:
    import fsrs

__all__ = ["answered", "due_day", "is_due", "rated"]

_DAY = timedelta(days=1)


def answered(module: str, question: str, right: bool) -> None:
    """
    Remember that a question of a quiz was answered, now.

    Parameters
    ----------
    module : str
        The module's name without number, such as ``smart-grids``.
    question : str
        Id of the question within its quiz.
    right : bool
        Whether the answer was right.
    """

    def add(book: Book) -> None:
        cards = book["review"].setdefault(module, {})
        cards[question] = rated(cards.get(question), right=right, now=datetime.now(UTC))

    progress.update(add)
    study_time.moment()


def rated(kept: object, *, right: bool, now: datetime) -> dict[str, Any]:
    """
    Return what is kept of a question after an answer.

    Parameters
    ----------
    kept : dict or None
        What was kept of it before; anything else counts as nothing.
    right : bool
        Whether the answer was right.
    now : datetime.datetime
        The time of the answer, in UTC.

    Returns
    -------
    dict
        The state of FSRS as its library writes it, `right` and the number of answers, `times`.
    """
    import fsrs

    before: Mapping[str, Any] = kept if isinstance(kept, dict) else {}
    card = _card(before)
    if card.last_review and card.last_review > now:
        card.last_review = now  # the clock was set back: no time has passed, rather than less than none
    rating = fsrs.Rating.Good if right else fsrs.Rating.Again
    if right and before.get("right") is False and card.last_review and now - card.last_review < _DAY:
        rating = fsrs.Rating.Hard
    # Without the steps of minutes that suit vocabulary: the first repetition comes after a day or more.
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, _ = scheduler.review_card(card, rating, review_datetime=now)
    times = before.get("times", 0)
    return {**before, **card.to_dict(), "right": right, "times": times + 1 if type(times) is int else 1}


def due_day(kept: object) -> date | None:
    """Return the day on which a question is due, where the learner is; None if that cannot be read."""
    due = _time(kept, "due")
    try:
        return due.astimezone().date() if due else None
    except (ValueError, OverflowError, OSError):
        return None  # within hours of the first or the last year that there is


def is_due(kept: object, now: datetime) -> bool:
    """
    Return whether a question should be asked again on the day of `now`.

    One that was answered in the future, by more than a day, is due as well: the clock
    was wrong then, and nobody should wait for it.
    """
    day, last = due_day(kept), _time(kept, "last_review")
    if day is None or last is None:
        return True
    return day <= now.astimezone().date() or last - now > _DAY


def _card(kept: Mapping[str, Any]) -> "fsrs.Card":
    """Return the card that was kept, or a new one if there is none or it cannot be understood."""
    import fsrs

    new = fsrs.Card(card_id=0, due=datetime.now(UTC))  # it is named by module and question, not by a number
    try:
        card = fsrs.Card.from_dict(kept)  # type: ignore[arg-type]
        if not (_is_within(card.stability, 0.001, 1e6) and _is_within(card.difficulty, 1, 10) and card.last_review):
            return new
        card.last_review = card.last_review.astimezone(UTC)
        card.state, card.step = fsrs.State.Review, None
    except (KeyError, TypeError, ValueError, OverflowError):
        return new
    return card


def _is_within(number: float | None, least: float, most: float) -> bool:
    return number is not None and least <= number <= most


def _time(kept: object, name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(kept[name]).astimezone(UTC)  # type: ignore[index]
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None

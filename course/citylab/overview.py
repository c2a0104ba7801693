"""Where a learner stands in the whole course, and what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from citylab import progress, standing
from citylab.modules import Module
from citylab.own_copy import own_copy
from citylab.progress_file import Book
from citylab.reviews.due import Due, due_in
from citylab.standing import Standing

__all__ = ["HOW_COUNTED", "Overview", "Step", "now", "spent"]

HOW_COUNTED = (
    "Time is counted in JupyterLab, from one cell that you run, or question that you check, to the next; a pause of "
    "more than 5 minutes counts as 5. What you read after the last one is not counted, and of two notebooks that are "
    "open at once each counts for itself. Read is the share of code cells of the lessons that you ran at least once. "
    "All of this is kept in one file of yours, on the computer where Jupyter runs; nothing sends it anywhere. "
    "citylab progress --forget deletes it."
)
_ORDER = (
    ("lesson", "lessons", "go on with"),
    ("quiz", "quiz", "take the quiz"),
    ("wrap-up", "wrap-up", "solve the wrap-up"),
)
_MINUTE_S, _HOUR_S = 60, 3600


@dataclass(frozen=True)
class Step:
    """Something to do next: a sentence, and the notebook to open, if it is one."""

    say: str
    title: str = ""
    path: Path | None = None


@dataclass(frozen=True)
class Overview:
    """
    Where a learner stands.

    Attributes
    ----------
    standings : tuple of Standing
        One for each module, in their order.
    due : mapping of str to Due
        What is to be asked again, by the module's name.
    steps : tuple of Step
        What to do next, the first thing first.
    current : Standing or None
        The module to go on with; None if every module that is ready is complete.
    seconds : int
        Time spent in all modules. [s]
    """

    standings: tuple[Standing, ...]
    due: Mapping[str, Due]
    steps: tuple[Step, ...]
    current: Standing | None
    seconds: int


def now(modules: Sequence[Module]) -> Overview:
    """Return where the learner stands now; the progress file is read once."""
    book = progress.everything()
    standings = tuple(standing.of(module, book) for module in modules)
    due = {module.slug: due_in(module, book) for module in modules}
    current = _current(standings, book)
    return Overview(
        standings=standings,
        due=due,
        steps=(*_reviews(standings, due), *_go_on(current, standings)),
        current=current,
        seconds=sum(one.seconds for one in standings),
    )


def spent(seconds: float) -> str:
    """
    Return a time for people.

    Examples
    --------
    >>> spent(40), spent(1500), spent(12_000), spent(0)
    ('under 1 min', '25 min', '3 h 20 min', '0 min')
    """
    if 0 < seconds < _MINUTE_S:
        return "under 1 min"
    hours, rest = divmod(int(seconds), _HOUR_S)
    minutes = f"{rest // _MINUTE_S} min"
    return f"{hours} h {minutes}" if hours else minutes


def _current(standings: Sequence[Standing], book: Book) -> Standing | None:
    """Return the unfinished module that was worked on last; else the first unfinished one."""
    open_ones = [one for one in standings if one.lessons and not one.is_complete]
    if not open_ones:
        return None
    folders = {one.module.slug: {each.lesson.key for each in one.lessons} for one in open_ones}

    def last(one: Standing) -> str:
        own = (book["study"].get(key, {}).get("last", "") for key in folders[one.module.slug])
        return max(own, default="")

    begun = [one for one in open_ones if one.is_begun or last(one)]
    return max(begun, key=last) if begun else open_ones[0]


def _reviews(standings: Sequence[Standing], due: Mapping[str, Due]) -> list[Step]:
    counted = {one.module.title: len(due[one.module.slug].questions) for one in standings}
    total = sum(counted.values())
    if not total:
        return []
    where = ", ".join(f"{title} {number}" for title, number in counted.items() if number)
    verb = "question is" if total == 1 else "questions are"
    steps = [Step(f"{total} {verb} due for review ({where}): run citylab.review()")]
    steps += [
        Step(f"{one.module.title}, after wrong answers look again at", lesson.title, lesson.path)
        for one in standings
        if (lesson := due[one.module.slug].lesson)
    ]
    return steps


def _go_on(current: Standing | None, standings: Sequence[Standing]) -> list[Step]:
    if current is None:
        ready = any(one.lessons for one in standings)
        return [Step("You have completed every module that is ready.")] if ready else []
    if not current.is_begun:
        first = current.lessons[0].lesson
        is_named = first.title.startswith(current.module.title)
        return [Step("Begin with" if is_named else f"Begin with {current.module.title}", first.title, first.path)]
    title = current.module.title
    for part, missing, verb in _ORDER:
        for one in current.lessons:
            if one.lesson.part == part and missing in current.missing and not (part == "lesson" and one.is_done):
                return [Step(f"{title}, {verb}", one.lesson.title, one.lesson.path)]
    if "assignment" in current.missing:
        return [Step(f"{title}, work on the", "assignment", own_copy(current.module))]
    return [Step(f"{title}, still to do: {', '.join(current.missing.values())}")]

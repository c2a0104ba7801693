"""What a learner calls: ask the questions that are due, of all modules or of one."""

import sys
from datetime import date

from citylab import progress
from citylab.modules import Module, modules
from citylab.output import publish
from citylab.quizzes.reading import Question
from citylab.quizzes.shuffling import shuffled
from citylab.reviews.cards import due_day
from citylab.reviews.due import due_in

__all__ = ["Review", "review"]

_AT_ONCE = 12


class Review:
    """The review of the course; `citylab.review` is the one instance."""

    def __call__(self, module: str | None = None, *, at_most: int = _AT_ONCE) -> None:
        """
        Show the questions that are due, those that wait longest first.

        Parameters
        ----------
        module : str, optional
            Ask about this module only, such as ``smart-grids``; about all unless given.
        at_most : int
            How many to show at once, 1 or more.

        Raises
        ------
        ValueError
            If `at_most` is below 1, or there is no such module.
        """
        if not isinstance(at_most, int) or at_most < 1:
            raise ValueError(f"at_most must be 1 or more questions, got {at_most!r}")
        book, listed = progress.everything(), _asked(module)
        due = {one.slug: due_in(one, book) for one in listed}
        waiting = [(slug, question) for slug, one in due.items() for question in one.questions]
        waiting.sort(key=lambda one: due_day(book["review"][one[0]][one[1].id]) or date.min)
        if not waiting:
            days = [one.next_day for one in due.values() if one.next_day]
            text = _nothing_due(min(days, default=None), has_begun=any(book["review"].get(slug) for slug in due))
            publish(f"<p>{text}</p>", text)
            return
        titles = {one.slug: one.title for one in listed}
        today = f"{date.today()}"  # the options stand elsewhere than in the quiz, and stay there all day
        asked = [(slug, shuffled((question,), today)[0]) for slug, question in waiting[:at_most]]
        _show(asked, len(waiting), titles)


def _asked(name: object) -> tuple[Module, ...]:
    """Return the module of this name, or all if there is none."""
    listed = modules()
    found = tuple(one for one in listed if name in (None, one.slug))
    if not found:
        names = ", ".join(one.slug for one in listed)
        raise ValueError(f"no module named {name!r}; there are: {names}. For all of them, run: citylab.review()")
    return found


def _show(asked: list[tuple[str, Question]], waiting: int, titles: dict[str, str]) -> None:
    text = "\n".join(f"{titles[slug]}: {question.ask}" for slug, question in asked)
    ipython = sys.modules.get("IPython")
    if ipython is None or ipython.get_ipython() is None:
        print(text)
        return
    from citylab.reviews.widget import show_widget

    show_widget(asked, waiting=waiting, titles=titles, text=text)


def _nothing_due(day: date | None, *, has_begun: bool) -> str:
    if day:
        return f"No question is due. The next one is due on {day:%d %B %Y}."
    if has_begun:
        return "No question is due."
    return "No question is due: each enters the review when you first answer it in the quiz of its module."


review = Review()

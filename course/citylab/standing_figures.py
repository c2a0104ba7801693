"""The few figures that the start page and the command line show of a module."""

from dataclasses import dataclass

from citylab.overview import spent
from citylab.reviews.due import Due
from citylab.standing import Standing

__all__ = ["Figure", "figures"]


@dataclass(frozen=True)
class Figure:
    """A name, what to say, and the share that is done, 0 to 1, or None where that means nothing."""

    name: str
    say: str
    share: float | None = None


def figures(one: Standing, due: Due | None = None) -> tuple[Figure, ...]:
    """
    Return the figures of a module: read, exercises, quiz, wrap-up, assignment, time, reviews.

    Parameters
    ----------
    one : Standing
        How far the learner has come.
    due : Due, optional
        What of its quiz is to be asked again.
    """
    found = [Figure("Read", f"{100 * one.read:.0f} %", one.read)]
    if one.exercises:
        tried = f", {one.tried} tried" if one.tried > one.solved else ""
        found.append(Figure("Exercises", f"{one.solved} of {one.exercises} solved{tried}", one.solved / one.exercises))
    if quiz := one.quiz:
        share = min(quiz["best"] / max(quiz["questions"], 1), 1.0)
        found.append(Figure("Quiz", f"{quiz['best']} of {quiz['questions']}", share))
    elif one.module.quiz_file:
        found.append(Figure("Quiz", "not taken yet", 0.0))
    if one.wrap_up.total:
        done = one.wrap_up
        found.append(Figure("Wrap-up", f"{done.solved} of {done.total}", done.solved / done.total))
    if marked := one.assignment:
        lately = f", last {marked['last']:g}" if marked["last"] < marked["best"] else ""
        share = min(marked["best"] / marked["total"], 1.0) if marked["total"] else 0.0
        found.append(Figure("Assignment", f"{marked['best']:g} of {marked['total']:g} points{lately}", share))
    elif one.module.assignment:
        found.append(Figure("Assignment", "not marked yet", 0.0))
    if one.seconds:
        found.append(Figure("Time", spent(one.seconds)))
    if due and due.questions:
        number = len(due.questions)
        found.append(Figure("Review", f"{number} {'question' if number == 1 else 'questions'} due"))
    return tuple(found)

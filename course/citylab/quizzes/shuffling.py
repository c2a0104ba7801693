"""Put questions and options into an order that a seed decides."""

from dataclasses import replace
from random import Random

from citylab.quizzes.reading import Question

__all__ = ["shuffled"]


def shuffled(questions: tuple[Question, ...], seed: str | int) -> tuple[Question, ...]:
    """
    Return the questions, and the options of each, in the order of a seed.

    Parameters
    ----------
    questions : tuple of Question, shape (n_questions,)
        In the author's order.
    seed : str or int
        The same seed gives the same order on every computer.

    Returns
    -------
    tuple of Question, shape (n_questions,)
        Each option keeps its explanation. With `keep_order` the options stay as they are.
    """
    order = Random(f"{seed}").sample(questions, len(questions))
    return tuple(question if question.keep_order else _mixed(question, seed) for question in order)


def _mixed(question: Question, seed: str | int) -> Question:
    """Shuffle by seed and id, so that a new question leaves the options of the others alone."""
    draw = Random(f"{seed}/{question.id}")
    return replace(question, option=tuple(draw.sample(question.option, len(question.option))))

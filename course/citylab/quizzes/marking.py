"""Judge the answer to one question and explain every option."""

from dataclasses import dataclass, replace
from typing import Any

from citylab.quizzes.reading import Question

__all__ = ["Explanation", "as_number", "explain", "mark"]

_HAIR = 1e-9  # so that 0.1 + 0.2 is within 0 of 0.3


@dataclass(frozen=True)
class Explanation:
    """One line below a question: the option or number, whether it is right, chosen, and why."""

    text: str
    right: bool
    chosen: bool
    why: str


def mark(question: Question, answer: Any) -> tuple[bool, tuple[Explanation, ...]]:
    """
    Judge an answer.

    Parameters
    ----------
    question : Question
        What was asked.
    answer : set of int, or float
        Positions of the chosen options; for a number, the number. [unit of the question]

    Returns
    -------
    right : bool
        Whether exactly the right options were chosen, or the number is close enough.
    explanations : tuple of Explanation
        One for each option; for a number, the right one and what led to the given one.
    """
    if question.kind == "number":
        return _mark_number(question, float(answer))
    explanations = tuple(
        Explanation(option.text, option.right, at in answer, option.why) for at, option in enumerate(question.option)
    )
    return all(one.right == one.chosen for one in explanations), explanations


def explain(question: Question) -> tuple[Explanation, ...]:
    """Explain every option, or the right number and every known wrong one."""
    if question.kind != "number":
        return mark(question, set())[1]
    numbers = [question.answer, *(wrong.value for wrong in question.wrong)]
    return tuple(replace(mark(question, number)[1][0], chosen=False) for number in numbers)


def as_number(text: str) -> float | None:
    """Return the number in a text, with point or comma, or None if there is none."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _mark_number(question: Question, answer: float) -> tuple[bool, tuple[Explanation, ...]]:
    right = _is_near(answer, question.answer, question.tolerance)
    truth = Explanation(_with_unit(question.answer, question), True, right, question.why_right)
    if right:
        return True, (truth,)
    known = [wrong.why for wrong in question.wrong if _is_near(answer, wrong.value, question.tolerance)]
    why = known[0] if known else question.why_other
    return False, (Explanation(_with_unit(answer, question), False, True, why), truth)


def _is_near(number: float, target: float, tolerance: float) -> bool:
    return abs(number - target) <= tolerance + _HAIR * abs(target)


def _with_unit(number: float, question: Question) -> str:
    return f"{number:g} {question.unit}".rstrip()

"""Judge any answer: never raise, never change it, never tell the right value."""

from copy import deepcopy

from citylab.practice.compare import compare
from citylab.practice.exercise import NOTHING, Exercise, Mistake, computed
from citylab.practice.judge_function import weigh_function
from citylab.practice.labels import is_any
from citylab.practice.values import Value, describe, read
from citylab.practice.verdict import Verdict

__all__ = ["judge", "weigh"]

_UNANSWERED = Verdict(
    "unanswered",
    "There is no answer yet. Put yours in place of the three dots, run the cell, then run this check again.",
)


def judge(exercise: Exercise, answer: object) -> Verdict:
    """
    Return the verdict on an answer.

    Parameters
    ----------
    exercise : Exercise
        What was asked.
    answer : object
        Anything at all.

    Returns
    -------
    Verdict
        Right, unanswered, or the kind of what is wrong.

    Examples
    --------
    >>> peak = Exercise(id="grid-1-peak", lesson="", expected=3.4, unit="kW")
    >>> judge(peak, 3400.0).say[:30]
    'Too large by a factor of 1,000'
    """
    return weigh(exercise, answer)[0]


def weigh(exercise: Exercise, answer: object) -> tuple[Verdict, str]:
    """Return the verdict, and a fingerprint by which the same answer is known again."""
    if answer is ... or answer is None or _has_dots(answer):
        return _UNANSWERED, ""
    if exercise.cases is not None:
        return weigh_function(exercise, answer)
    try:
        given = read(answer)
    except Exception:
        return _unreadable(answer, exercise.wanted), describe(answer)
    return _weigh_value(exercise, answer, given), given.fingerprint


def _has_dots(answer: object) -> bool:
    return is_any(answer, (list, tuple)) and any(part is ... for part in answer)  # type: ignore[attr-defined]


def _unreadable(answer: object, wanted: Value) -> Verdict:
    remedy = " Write () behind its name to call it." if callable(answer) else ""
    yours = describe(answer)
    return Verdict(
        "type",
        f"The answer should be {wanted.called}; yours is, or holds, {yours}.{remedy}",
    )


def _weigh_value(exercise: Exercise, answer: object, given: Value) -> Verdict:
    verdict = compare(given, exercise.wanted, exercise.rules)
    if verdict.right and exercise.exact_text and answer != computed(exercise.expected):
        return Verdict("values", "Nearly: capitals and spaces count in this text.")
    if verdict.right:
        return verdict
    for mistake in exercise.mistakes:
        if _suspects(mistake, answer) or _leads_to(mistake, given, exercise):
            return Verdict("mistake", mistake.say)
    return verdict


def _suspects(mistake: Mistake, answer: object) -> bool:
    if mistake.when is None:
        return False
    try:
        return bool(mistake.when(deepcopy(answer)))
    except Exception:
        return False


def _leads_to(mistake: Mistake, given: Value, exercise: Exercise) -> bool:
    if mistake.gives is NOTHING:
        return False
    return compare(given, read(computed(mistake.gives)), exercise.rules).right

"""Judge a function by what it returns for the author's cases."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from citylab.practice.compare import compare
from citylab.practice.exercise import NOTHING, Exercise, Mistake
from citylab.practice.functions import Outcome, fingerprint, run
from citylab.practice.values import describe
from citylab.practice.verdict import RIGHT, Verdict

__all__ = ["weigh_function"]

_SILENT = Verdict("unanswered", "Your function returns nothing yet: end it with return.")


def weigh_function(exercise: Exercise, answer: Any) -> tuple[Verdict, str]:
    """Return the verdict on a function, and a fingerprint of how it behaves."""
    if not callable(answer):
        yours = describe(answer)
        return Verdict("type", f"Hand over the function by its name; yours is {yours}."), yours
    outcomes = run(answer, exercise.calls)
    if all(one.silent for one in outcomes):
        return _SILENT, ""
    wanted = run(exercise.expected, exercise.calls)
    verdicts = _compared(outcomes, wanted, exercise)
    if all(verdict.right for verdict in verdicts):
        return RIGHT, ""
    for mistake in exercise.mistakes:
        if _suspects(mistake, outcomes) or _leads_to(mistake, outcomes, exercise):
            return Verdict("mistake", mistake.say), fingerprint(outcomes)
    return _first_wrong(outcomes, verdicts), fingerprint(outcomes)


def _compared(outcomes: Sequence[Outcome], wanted: Sequence[Outcome], exercise: Exercise) -> list[Verdict]:
    return [_compare(given, right, exercise) for given, right in zip(outcomes, wanted, strict=True)]


def _compare(given: Outcome, right: Outcome, exercise: Exercise) -> Verdict:
    if right.value is None:
        raise ValueError(
            f"{exercise.id}: the reference function must answer the case {right.case}, "
            f"but {right.trouble}; mend the case or the function"
        )
    if given.value is None:
        kind = "error" if given.stopped else "type"
        wish = "" if given.stopped else f"; wanted is {right.value.called}"
        return Verdict(kind, f"{given.trouble}{wish}.")
    return compare(given.value, right.value, exercise.rules)


def _first_wrong(outcomes: Sequence[Outcome], verdicts: Sequence[Verdict]) -> Verdict:
    hits = sum(verdict.right for verdict in verdicts)
    case, verdict = next(
        (one.case, verdict) for one, verdict in zip(outcomes, verdicts, strict=True) if not verdict.right
    )
    count = f" {hits} of {len(verdicts)} cases are right." if hits else ""
    return Verdict(verdict.kind, f"Case {case}: {verdict.say}{count}")


def _suspects(mistake: Mistake, outcomes: Sequence[Outcome]) -> bool:
    if mistake.when is None:
        return False
    try:
        return bool(mistake.when(deepcopy([one.raw for one in outcomes])))
    except Exception:
        return False


def _leads_to(mistake: Mistake, outcomes: Sequence[Outcome], exercise: Exercise) -> bool:
    if mistake.gives is NOTHING:
        return False
    wrong = run(mistake.gives, exercise.calls)
    return all(verdict.right for verdict in _compared(outcomes, wrong, exercise))

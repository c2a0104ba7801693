"""Run a learner's function on the author's cases, whatever it does."""

import hashlib
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citylab.practice.values import Value, describe, read

if TYPE_CHECKING:
    from citylab.practice.exercise import Case

__all__ = ["Outcome", "fingerprint", "run"]

_LONGEST_MESSAGE = 200


@dataclass(frozen=True)
class Outcome:
    """
    What one call led to.

    Attributes
    ----------
    case : Case
        The call.
    raw : object
        What was returned.
    value : Value or None
        Its content, None if there was an exception or something unreadable.
    trouble : str
        What went wrong, in words.
    stopped : bool
        Whether an exception ended the call.
    """

    case: "Case"
    raw: Any = None
    value: Value | None = None
    trouble: str = ""
    stopped: bool = False

    @property
    def silent(self) -> bool:
        """Whether the function ran and returned nothing."""
        return not self.stopped and (self.raw is None or self.raw is ...)


def run(function: Callable[..., Any], cases: Sequence["Case"]) -> list[Outcome]:
    """Call `function` on copies of each case; nothing that it raises gets out."""
    return [_call(function, case) for case in cases]


def fingerprint(outcomes: Sequence[Outcome]) -> str:
    """Return a short digest that is equal for functions that behave alike."""
    seen = [one.value.fingerprint if one.value else one.trouble for one in outcomes]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _call(function: Callable[..., Any], case: "Case") -> Outcome:
    args, options = deepcopy((case.args, case.options))
    try:
        raw = function(*args, **options)
    except BaseException as error:  # SystemExit and an impatient Ctrl-C, too
        return Outcome(case, trouble=f"it stopped with {_named(error)}", stopped=True)
    try:
        return Outcome(case, raw, read(raw))
    except Exception:
        return Outcome(case, raw, trouble=f"it returned {describe(raw)}")


def _named(error: BaseException) -> str:
    name = type.__dict__["__name__"].__get__(type(error))
    try:
        said = " ".join(str(error).split())[:_LONGEST_MESSAGE]
    except Exception:
        said = ""
    return f"{name}: {said}" if said else name

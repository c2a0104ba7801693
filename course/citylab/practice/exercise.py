"""How an author declares an exercise."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from citylab.practice.compare import Rules
from citylab.practice.values import Value, describe, read

__all__ = ["NOTHING", "Case", "Exercise", "Mistake", "computed"]

NOTHING = object()
_SHORT = 40


class Case:
    """
    One call of a function that the learner writes.

    Parameters
    ----------
    *args, **options
        What the function is called with; it gets a copy.
    say : str
        How to name the case to the learner; else the call is written out.

    Examples
    --------
    >>> print(Case(230.0, length_m=100))
    f(230.0, length_m=100)
    >>> print(Case([], say="a street without homes"))
    a street without homes
    """

    def __init__(self, *args: Any, say: str = "", **options: Any) -> None:
        self.args = args
        self.options = options
        self.say = say

    def __str__(self) -> str:
        if self.say:
            return self.say
        parts = [_short(arg) for arg in self.args]
        parts += [f"{name}={_short(option)}" for name, option in self.options.items()]
        return f"f({', '.join(parts)})"


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """
    A known misconception, and the sentence that helps.

    Attributes
    ----------
    say : str
        What the learner reads; it must not tell the right value.
    when : callable, optional
        Takes a copy of the answer (for a function: the list of its results) and
        returns whether this mistake was made. What it raises counts as no.
    gives : object, optional
        The wrong answer that the mistake leads to: a value, or a callable without
        arguments that computes it; for a function, the wrong function.
    """

    say: str
    when: Callable[[Any], Any] | None = None
    gives: Any = NOTHING


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """
    What a check must know.

    Attributes
    ----------
    id : str
        Theme, lesson, name: ``grid-1-peak``. The theme is the subpackage of citylab.
    lesson : str
        Lesson without its ending: ``02-smart-grids/01_read_a_street``.
    expected : object
        The right answer, or better a callable without arguments that computes it;
        with `cases`, the reference function.
    unit : str
        Unit of the answer, empty if it has none.
    tolerance : float or mapping of column to float, optional
        Greatest accepted difference, in the unit of the answer. By default, and in a
        column that the mapping lacks, 0.1 % of the value, and nothing for integers.
    cases : sequence of Case, or callable that returns it, optional
        Calls on which a function is compared with the reference.
    mistakes : sequence of Mistake
        Asked in this order, before the general diagnosis.
    hints : sequence of str
        Shown one at a time, from a nudge to nearly everything.
    note : str
        Said after a right answer.
    any_order : bool
        Whether rows may come in any order.
    check_index : bool
        Whether the labels of the rows must be right, too.
    exact_text : bool
        Whether capitals and spaces count in a text.

    Examples
    --------
    >>> Exercise(
    ...     id="grid-1-peak",
    ...     lesson="02-smart-grids/01_read_a_street",
    ...     expected=lambda: max([1.2, 3.4]),
    ...     unit="kW",
    ...     hints=["Which method returns the greatest value?"],
    ... ).wanted.kind
    'number'
    """

    id: str
    lesson: str
    expected: Any
    unit: str = ""
    tolerance: float | Mapping[str, float] | None = None
    cases: Sequence[Case] | Callable[[], Sequence[Case]] | None = None
    mistakes: Sequence[Mistake] = ()
    hints: Sequence[str] = ()
    note: str = ""
    any_order: bool = False
    check_index: bool = True
    exact_text: bool = False

    @cached_property
    def wanted(self) -> Value:
        """The right answer, computed when it is first needed."""
        return read(computed(self.expected))

    @property
    def rules(self) -> Rules:
        """How strictly answers are compared."""
        return Rules(self.unit, self.tolerance, self.any_order, self.check_index)

    @cached_property
    def calls(self) -> Sequence[Case]:
        """The cases of a function, computed when they are first needed."""
        return self.cases() if callable(self.cases) else self.cases or ()


def computed(given: Any) -> Any:
    """Return the value, or what the callable without arguments returns."""
    return given() if callable(given) else given


def _short(thing: object) -> str:
    written = repr(thing) if type(thing) in (int, float, str, bool, list, tuple, dict) else ""
    return written if 0 < len(written) <= _SHORT else describe(thing)

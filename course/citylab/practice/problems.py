"""The same questions with other numbers, drawn by a seed, so that practice never runs out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Generic, TypeVar

from citylab.practice.exercise import NOTHING, Exercise, Mistake, computed
from citylab.practice.judge import judge

__all__ = ["DEFAULT_SEED", "Problem", "Problems", "checked_seed", "exercise_for", "first_fit"]

DEFAULT_SEED = 0  # the numbers of the text
_MOST_DRAWS = 200


@dataclass(frozen=True, eq=False)
class Problem:
    """
    The data of a wrap-up. A theme adds its own fields.

    Attributes
    ----------
    seed : int
        What the numbers were drawn with; 0 gives those of the text.
    """

    seed: int


Drawn = TypeVar("Drawn", bound=Problem)


def checked_seed(seed: object) -> int:
    """
    Return the seed, if it is one.

    Raises
    ------
    ValueError
        If it is no whole number from 0 on.
    """
    if type(seed) is not int or seed < 0:
        raise ValueError(f"seed must be a whole number from 0 on, such as 7, got {seed!r}")
    return seed


def first_fit(
    candidates: Iterator[Drawn],
    *,
    is_fair: Callable[[Drawn], bool],
    exercises_for: Callable[[Drawn], list[Exercise]],
) -> Drawn:
    """
    Return the first problem in which there is something to decide and each known slip shows.

    Raises
    ------
    RuntimeError
        If 200 draws in a row are not fair.
    """
    for _, candidate in zip(range(_MOST_DRAWS), candidates, strict=False):
        if is_fair(candidate) and all(_slips_show(one) for one in exercises_for(candidate)):
            return candidate
    raise RuntimeError("no fair problem was found with this seed; take another seed")


class Problems(Generic[Drawn]):
    """
    Gives the data of a wrap-up by its seed.

    Parameters
    ----------
    text : Problem
        That of the text.
    draws : callable
        Gives candidates for a seed.
    exercises_for : callable
        The exercises of a problem.
    is_fair : callable
        Whether there is something to decide.
    tried_with : callable, optional
        Those exercises whose slips must show, if not all: some take long.
    """

    def __init__(
        self,
        text: Drawn,
        draws: Callable[[int], Iterator[Drawn]],
        *,
        exercises_for: Callable[[Drawn], list[Exercise]],
        is_fair: Callable[[Drawn], bool],
        tried_with: Callable[[Drawn], list[Exercise]] | None = None,
    ) -> None:
        self._draws, self._is_fair, self._tried_with = draws, is_fair, tried_with or exercises_for
        self._drawn = {DEFAULT_SEED: text}

    def __call__(self, seed: int = DEFAULT_SEED) -> Drawn:
        """
        Return the data for a seed; the same numbers for the same seed, in tables of its own.

        Parameters
        ----------
        seed : int
            A whole number from 0 on; 0 gives the numbers of the text.

        Raises
        ------
        ValueError
            If the seed is none.
        """
        return replace(self.drawn(checked_seed(seed)))

    def drawn(self, seed: int) -> Drawn:
        """Return the problem of a seed: one for all who ask, so nobody but the checks gets it."""
        if seed not in self._drawn:
            candidates = self._draws(seed)
            self._drawn[seed] = first_fit(candidates, is_fair=self._is_fair, exercises_for=self._tried_with)
        return self._drawn[seed]


def _slips_show(exercise: Exercise) -> bool:
    """Ask whether each known mistake leads away from the truth, and from the other mistakes."""
    mistakes = [one if one.gives is NOTHING else replace(one, gives=computed(one.gives)) for one in exercise.mistakes]
    # Each number is computed once, though it is compared with all others.
    known = replace(exercise, expected=computed(exercise.expected), mistakes=mistakes)
    return all(_shows(known, mistake) for mistake in known.mistakes)


def _shows(known: Exercise, mistake: Mistake) -> bool:
    if mistake.gives is NOTHING:
        return not (mistake.when and mistake.when(known.expected))
    return judge(known, mistake.gives).say == mistake.say


def exercise_for(name: str, problem: Problem) -> Exercise:
    """
    Return an exercise of a wrap-up as it is for this problem.

    The truth is computed from the seed alone: tables that a learner changed do not change it.

    Raises
    ------
    LookupError
        If the exercise is not one of the wrap-up that the problem belongs to.
    """
    theme = type(problem).__module__.split(".")[1]
    found = _exercises(theme, problem.seed).get(name)
    if found is None:
        raise LookupError(f"the problem belongs to the wrap-up of citylab.{theme}, and {name} does not")
    return found


@cache
def _exercises(theme: str, seed: int) -> dict[str, Exercise]:
    page = import_module(f"citylab.{theme}.practice.wrap_up")
    return {one.id: one for one in page.exercises_for(page.new_problem.drawn(seed))}

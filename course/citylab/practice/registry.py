"""Find an exercise by its id; a theme is imported when one of its ids is asked for."""

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import citylab
from citylab.practice.exercise import Exercise

__all__ = ["UnknownExercise", "exercises", "find", "themes"]


class UnknownExercise(LookupError):
    """No exercise has this id."""


def themes() -> list[str]:
    """Return the themes that declare exercises."""
    found = {
        path.relative_to(place).parts[0]
        for place in citylab.__path__
        for pattern in ("*/practice.py", "*/practice/__init__.py")
        for path in Path(place).glob(pattern)
    }
    return sorted(found)


@cache
def exercises(theme: str) -> dict[str, Exercise]:
    """
    Return the exercises of a theme by id.

    Parameters
    ----------
    theme : str
        Subpackage of citylab, such as ``grid``.

    Returns
    -------
    dict of str to Exercise
        In the order of the declaration; empty if the theme declares none.

    Raises
    ------
    ValueError
        If an id is declared twice.
    """
    try:
        declared = find_spec(f"citylab.{theme}.practice")
    except ModuleNotFoundError:
        declared = None
    if declared is None:
        return {}
    listed: list[Exercise] = import_module(declared.name).EXERCISES
    by_id = {one.id: one for one in listed}
    if len(by_id) < len(listed):
        ids = [one.id for one in listed]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        raise ValueError(f"each id must be declared once in {declared.name}; twice: {twice}")
    return by_id


def find(name: str) -> Exercise:
    """
    Return the exercise with the id `name`.

    Raises
    ------
    UnknownExercise
        If there is none; the message lists near ones.
    """
    if not isinstance(name, str):
        raise UnknownExercise('the id of the exercise comes first, in quotes: citylab.check("grid-1-peak", answer)')
    found = exercises(name.split("-")[0]).get(name) if name.isascii() else None
    if found is None:
        known = [one for theme in themes() for one in exercises(theme)]
        near = get_close_matches(name, known, n=5, cutoff=0.5) or known[:5]
        raise UnknownExercise(f"no exercise named {name!r}; near ones: {', '.join(near) or 'there are none'}")
    return found

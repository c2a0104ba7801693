"""
Check the form of an answer before its value: what an assignment's visible tests call.

Each function takes what the learner's code returned, refuses a wrong form with
a sentence that helps, and gives back plain numbers. Only exact types pass, so
an object with its own idea of `==` is never compared with an answer.
"""

import math
import os
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["FormError", "class_seed", "fields", "number", "numbers", "pair", "series", "text", "whole", "words"]

_WHOLE = (int, np.int64, np.int32, np.uint64)
_REAL = (*_WHOLE, float, np.float64, np.float32)


class FormError(AssertionError):
    """An answer that has the wrong form; the message says what was found and what is asked."""


def class_seed() -> int:
    """
    Return the number from which hidden tests draw their inputs.

    The source of every test is public, so its expected values can be looked up. What is drawn from a number that
    only the class's instructor has can't: there, only an answer that is right for any input passes. Whoever marks
    gives the number to the process that holds the tests. Everywhere else, as in nbgrader's own *Validate* or in
    self-study, it is 0.

    Returns
    -------
    int
        The whole number in the environment variable ``CITYLAB_CLASS_SEED``; 0 if it is not set.

    Raises
    ------
    ValueError
        If the variable holds anything else than a whole number, 0 or more.

    Examples
    --------
    >>> draw = np.random.default_rng([class_seed(), 11])  # 11: each test has a number of its own
    """
    given = os.environ.get("CITYLAB_CLASS_SEED", "0")
    if not (given.isascii() and given.isdecimal()):
        raise ValueError(
            f"CITYLAB_CLASS_SEED should be a whole number, 0 or more, such as 20260912; it is {given!r}. "
            "Set it to a number, or unset it"
        )
    return int(given)


def number(value: Any, called: str, *, unit: str = "", low: float = -math.inf, high: float = math.inf) -> float:
    """
    Return an answer as a float.

    Parameters
    ----------
    value : object
        What the learner's code gave.
    called : str
        How to name it to the learner, such as ``evening_kwh(power_kw)``.
    unit : str
        Unit of the answer, empty if it has none.
    low, high : float
        Range outside of which the unit must be wrong. [unit of the answer]

    Returns
    -------
    float
        The number. [unit of the answer]

    Raises
    ------
    FormError
        If it is no finite real number, or out of range.

    Examples
    --------
    >>> number(np.float64(1.5), "energy_kwh()", unit="kWh")
    1.5
    """
    in_unit = f" in {unit}" if unit else ""
    if type(value) not in _REAL:
        raise FormError(f"{called} should be one number{in_unit}, a float; yours is {_found(value)}")
    plain = float(value)
    if not math.isfinite(plain):
        raise FormError(f"{called} should be a finite number{in_unit}; yours is {plain}")
    if not low <= plain <= high:
        raise FormError(
            f"{called} should be a number{in_unit}; yours, {plain:g}, is not within {low:g} and {high:g}: "
            f"look at the {'unit' if unit else 'range'}"
        )
    return plain


def whole(value: Any, called: str) -> int:
    """Return an answer as an int; refuse 3.0, True and everything else that is no integer."""
    if type(value) not in _WHOLE:
        raise FormError(f"{called} should be a whole number, an int; yours is {_found(value)}")
    return int(value)


def numbers(value: Any, called: str, *, unit: str = "", length: int | None = None) -> np.ndarray:
    """Return the values of a pandas Series as floats, shape (n,); refuse other types, lengths and gaps."""
    in_unit = f" in {unit}" if unit else ""
    if type(value) is not pd.Series:
        raise FormError(f"{called} should be a pandas Series{in_unit}; yours is {_found(value)}")
    if length is not None and len(value) != length:
        raise FormError(f"{called} should have {length} entries; yours has {len(value)}")
    if value.dtype.kind not in "iuf":
        raise FormError(f"{called} should hold numbers{in_unit}; yours holds {value.dtype}")
    plain = value.to_numpy(dtype=float)
    if not np.isfinite(plain).all():
        raise FormError(f"{called} should have no gaps; yours has {np.sum(~np.isfinite(plain))} without a number")
    return np.array(plain)


def series(value: Any, called: str, *, index: pd.Index, unit: str = "") -> pd.Series:
    """Return a new Series of floats on `index`; refuse other types, labels and gaps."""
    plain = numbers(value, called, unit=unit, length=len(index))
    if not index.equals(value.index):
        raise FormError(f"{called} should have the labels {_some(index)}; {_difference(index, value.index)}")
    return pd.Series(plain, index=index)


def pair(value: Any, called: str, what: str) -> tuple[Any, Any]:
    """Return the two parts of a tuple; `what` says what they are."""
    if type(value) is not tuple or len(value) != 2:
        raise FormError(f"{called} should be a tuple of two, ({what}); yours is {_found(value)}")
    return value


def text(value: Any, called: str, *, allowed: Collection[str]) -> str:
    """Return an answer that is one of some words."""
    if type(value) not in (str, np.str_) or value not in allowed:
        shown = repr(str(value)) if type(value) in (str, np.str_) else _found(value)
        raise FormError(f"{called} should be one of {', '.join(map(repr, allowed))}; yours is {shown}")
    return str(value)


def words(value: Any, called: str, *, allowed: Collection[str]) -> set[str]:
    """Return an answer that is a list of some words, in any order, as a set."""
    if type(value) not in (list, tuple, set):
        raise FormError(f"{called} should be a list of words; yours is {_found(value)}")
    return {text(word, f"each word in {called}", allowed=allowed) for word in value}


def fields(value: Any, called: str, *, names: Sequence[str]) -> dict[str, Any]:
    """Return an answer that is a dictionary with these keys."""
    if type(value) is not dict:
        raise FormError(f"{called} should be a dictionary; yours is {_found(value)}")
    if missing := [name for name in names if name not in value]:
        raise FormError(f"{called} should have the keys {', '.join(names)}; missing: {', '.join(missing)}")
    return value


def _found(value: Any) -> str:
    if value is None:
        return "None: does the function end with a return?"
    if value is ...:
        return "still the three dots"
    if type(value) in (tuple, list):
        return f"a {type(value).__name__} of {len(value)}"
    return f"of type {type(value).__name__}"


def _difference(asked: pd.Index, found: pd.Index) -> str:
    """Name the first label that differs; the two are equally long."""
    for place, (wanted, given) in enumerate(zip(asked, found, strict=True)):
        if str(wanted) != str(given):
            return f"label {place} should be {wanted}, yours is {given}"
    return f"yours look alike, but are of type {found.dtype}, not {asked.dtype}"


def _some(labels: pd.Index) -> str:
    shown = ", ".join(str(label) for label in labels[:3])
    return f"{shown} ..." if len(labels) > 3 else shown

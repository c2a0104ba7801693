"""
Turn what stands in an answer into plain numbers and labels.

Types are compared by identity, never by ``isinstance`` or ``==``, so an object that
claims to equal everything is simply not readable.
"""

import datetime
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["NUMBERS", "TEXTS", "TIMES", "TRUTHS", "Column", "Unreadable", "column", "is_any", "labels"]

Column = np.ndarray | tuple[Any, ...]

NUMBERS: tuple[type, ...] = (
    float, int, np.float64, np.int64, np.float32, np.int32, np.float16, np.int16, np.int8,
    np.uint8, np.uint16, np.uint32, np.uint64, np.longdouble,
)  # fmt: skip
_WHOLE = tuple(kind for kind in NUMBERS if kind is int or issubclass(kind, np.integer))
TRUTHS: tuple[type, ...] = (bool, np.bool_)
TEXTS: tuple[type, ...] = (str, np.str_)
TIMES: tuple[type, ...] = (pd.Timestamp, datetime.datetime, datetime.date, np.datetime64)


class Unreadable(Exception):
    """The answer, or a part of it, is of a type that no answer has."""

    def __init__(self, thing: object) -> None:
        super().__init__(f"something of the type {type.__repr__(type(thing))}")


def is_any(thing: object, types: tuple[type, ...]) -> bool:
    """Return whether `thing` is exactly of one of the types."""
    kind = type(thing)
    return any(kind is known for known in types)


def column(things: Iterable[Any]) -> Column:
    """Return values as integers or floats if all are such, else as labels, texts in lower case."""
    items = list(things)
    if items and all(is_any(item, _WHOLE) for item in items):
        with suppress(OverflowError):
            return np.array(items, dtype=np.int64)
    if items and all(is_any(item, NUMBERS) or item is None for item in items):
        return np.array([_number(item) for item in items], dtype=float)
    return tuple(label.strip().casefold() if type(label) is str else label for label in labels(items))


def labels(things: Iterable[Any]) -> tuple[Any, ...]:
    """
    Return labels as plain, comparable objects: times in UTC, missing ones as None.

    Raises
    ------
    Unreadable
        If one is of no known type.
    """
    return tuple(_label(thing) for thing in things)


def _label(thing: Any) -> Any:
    if is_any(thing, TEXTS):
        return str(thing)
    if is_any(thing, TRUTHS):
        return bool(thing)
    if thing is None or thing is pd.NA or thing is pd.NaT:
        return None
    if is_any(thing, NUMBERS):
        number = _number(thing)
        return None if np.isnan(number) else int(number) if number.is_integer() else number
    if is_any(thing, TIMES):
        moment = pd.Timestamp(thing)
        return moment.tz_convert("UTC") if moment.tzinfo else moment
    if type(thing) is pd.Period or type(thing) is pd.Timedelta:
        return str(thing)
    if type(thing) is tuple:
        return labels(thing)
    raise Unreadable(thing)


def _number(thing: Any) -> float:
    try:
        return np.nan if thing is None else float(thing)
    except OverflowError:
        return np.inf

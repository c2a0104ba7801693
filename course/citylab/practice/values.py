"""Read an answer, whatever it is, into numbers and labels of our own."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from citylab.practice.labels import (
    NUMBERS,
    TEXTS,
    TIMES,
    TRUTHS,
    Column,
    Unreadable,
    column,
    is_any,
    labels,
)

__all__ = ["Value", "describe", "read"]

_SCALARS = (("number", NUMBERS), ("truth", TRUTHS), ("text", TEXTS), ("time", TIMES))

_CALLED = {
    "number": "a single number",
    "truth": "True or False",
    "text": "a text in quotes",
    "time": "a date or time",
    "list": "a list",
    "array": "a numpy array",
    "series": "a pandas Series",
    "table": "a pandas DataFrame",
    "dictionary": "a dictionary",
    "set": "a set",
}


@dataclass(frozen=True)
class Value:
    """
    The content of an answer.

    Attributes
    ----------
    kind : str
        ``number``, ``truth``, ``text``, ``time``, ``list``, ``array``, ``series``,
        ``table``, ``dictionary`` or ``set``.
    shape : tuple of int
        Rows of a series, a table, a list; all axes of an array.
    columns : dict of str to numpy.ndarray or tuple
        Numbers as array of int or float, all else as labels; the name is empty unless in a table.
    index : tuple or None
        Labels of the rows, or keys of a dictionary.
    """

    kind: str
    shape: tuple[int, ...]
    columns: dict[str, Column]
    index: tuple[Any, ...] | None = None

    @property
    def called(self) -> str:
        """What a learner calls this kind of answer."""
        return _CALLED[self.kind]

    @property
    def fingerprint(self) -> str:
        """Return a short digest that is equal for equal answers, in every session."""
        digest = hashlib.sha256(repr((self.kind, self.shape, self.index)).encode())
        for name, content in self.columns.items():
            raw = content.tobytes() if isinstance(content, np.ndarray) else repr(content).encode()
            digest.update(name.encode() + b"=" + raw)
        return digest.hexdigest()[:16]


def read(thing: object) -> Value:
    """
    Return the content of an answer.

    Raises
    ------
    Unreadable
        If it is none of the types listed at `Value`, or holds something else.
    """
    for kind, types in _SCALARS:
        if is_any(thing, types):
            return Value(kind, (), {"": column([thing])})
    for known, _, reader in _KINDS:
        if type(thing) is known:
            return reader(thing)
    raise Unreadable(thing)


def describe(thing: object) -> str:
    """Return what a learner would call this kind of thing."""
    if is_any(thing, NUMBERS):
        return "a number"
    if is_any(thing, TRUTHS):
        return "True or False"
    if is_any(thing, TEXTS):
        return "a text"
    for known, name, _ in _KINDS:
        if type(thing) is known:
            return name
    if thing is None:
        return "None"
    return "a function" if callable(thing) else str(Unreadable(thing))


def _read_sequence(thing: Any) -> Value:
    return Value("list", (len(thing),), {"": column(thing)})


def _read_array(thing: np.ndarray) -> Value:
    flat = np.array(thing).reshape(-1)
    values = flat.astype(float) if flat.dtype.kind == "f" else column(flat.tolist())
    return Value("array", thing.shape, {"": values})


def _read_series(thing: pd.Series) -> Value:
    return Value("series", (len(thing),), {"": _series(thing)}, labels(thing.index))


def _read_table(thing: pd.DataFrame) -> Value:
    columns = {str(name): _series(thing.iloc[:, at]) for at, name in enumerate(thing.columns)}
    return Value("table", thing.shape, columns, labels(thing.index))


def _read_dictionary(thing: dict[Any, Any]) -> Value:
    return Value("dictionary", (len(thing),), {"": column(thing.values())}, labels(thing))


def _read_set(thing: Any) -> Value:
    return Value("set", (len(thing),), {"": tuple(sorted(labels(thing), key=repr))})


def _series(series: pd.Series) -> Column:
    if series.dtype.kind == "f":
        return np.array(series.to_numpy(dtype=float, na_value=np.nan))
    return column(series.tolist())


_KINDS: tuple[tuple[type, str, Callable[[Any], Value]], ...] = (
    (list, "a list", _read_sequence),
    (tuple, "a tuple", _read_sequence),
    (np.ndarray, "a numpy array", _read_array),
    (pd.Series, "a pandas Series", _read_series),
    (pd.DataFrame, "a pandas DataFrame", _read_table),
    (dict, "a dictionary", _read_dictionary),
    (set, "a set", _read_set),
    (frozenset, "a set", _read_set),
)

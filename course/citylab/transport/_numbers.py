"""Refuse what is no number, in words: text, dates, tables where lists are needed."""

from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

__all__ = ["as_number", "as_numbers", "as_table"]


def as_numbers(values: ArrayLike, name: str, error: type[ValueError] = ValueError, remedy: str = "") -> np.ndarray:
    """
    Return an array of numbers; numbers of single precision stay as they are.

    Parameters
    ----------
    values : array_like
        Numbers, or True and False; a missing one is NaN.
    name : str
        What the caller calls them.
    error : type of ValueError
        The error that is raised.
    remedy : str
        What to do about it, said last.

    Raises
    ------
    ValueError
        If there is a text, a date or anything else that is no number.
    """
    return _read(values, f"{name} must be numbers", error, remedy)


def _read(values: Any, wish: str, error: type[ValueError], remedy: str) -> np.ndarray:
    try:
        found = np.asarray(values)
        if found.dtype.kind in "biuf":
            return found if found.dtype.kind == "f" else found.astype(float)
        flat = list(np.asarray(values, dtype=object).flat)  # a list of 1 and "a" would become two texts
        odd = next((one for one in flat if not _is_number(one)), None)
        if odd is None:
            return np.asarray([np.nan if pd.isna(one) else float(one) for one in flat]).reshape(found.shape)
    except (TypeError, ValueError):
        odd = values
    told = f"{wish}, got {_called(odd)}"
    raise error(f"{told}; {remedy}" if remedy else told)


def as_number(value: Any, name: str, error: type[ValueError] = ValueError, remedy: str = "") -> float:
    """Return one number, or refuse what is none; parameters and errors are those of `as_numbers`."""
    found = _read(value, f"{name} must be a number", error, remedy)
    if found.ndim:
        told = f"{name} must be one number, got {found.size} in shape {found.shape}"
        raise error(f"{told}; {remedy}" if remedy else told)
    return float(found)


def as_table(table: Any, name: str, error: type[ValueError], remedy: str) -> pd.DataFrame:
    """Return the table, or refuse what is none."""
    if not isinstance(table, pd.DataFrame):
        raise error(f"{name} must be a table (pandas DataFrame), got {_called(table)}; {remedy}")
    return table


def _is_number(thing: Any) -> bool:
    return thing is None or thing is pd.NA or isinstance(thing, Real | np.bool_)


def _called(thing: Any) -> str:
    if isinstance(thing, str | bytes):
        return f"the text {thing!r}" if len(thing) <= 30 else f"a text of {len(thing)} letters"
    if thing is None:
        return "None"
    if isinstance(thing, pd.DataFrame):
        return f"a table with the columns {', '.join(map(str, thing.columns[:5]))}"
    return f"an object of type {type(thing).__name__}"

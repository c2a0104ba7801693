"""Give the columns of a feed their types, and list the values that have none."""

from typing import Any

import numpy as np
import pandas as pd

from citylab.transport.gtfs.standard import NEEDED, NUMBERS, TIMES, WHOLE
from citylab.transport.gtfs.times import seconds

__all__ = ["typed"]


def typed(name: str, table: pd.DataFrame) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """
    Return a table with numbers as numbers and times in seconds, and the problems found.

    Parameters
    ----------
    name : str
        Name of the file, without ``.txt``.
    table : pandas.DataFrame
        Texts; the index is the row in the file. Typed columns are left alone.

    Returns
    -------
    tuple of pandas.DataFrame and list of dict
        The table, and one problem per value that could not be read.
    """
    table, problems = table.copy(), []
    for column in NEEDED.get(name, ()):
        if column not in table:
            table[column] = pd.Series(np.nan, index=table.index, dtype="str")
    for column in [column for column in table if column in WHOLE or column in NUMBERS]:
        table[column], wrong = _numbers(table[column], whole=column in WHOLE)
        kind = "whole number" if column in WHOLE else "number"
        problems += [_problem(name, row, column, f"{text!r} is no {kind}; it counts as blank") for row, text in wrong]
    for column, second in TIMES.get(name, {}).items():
        table[column] = table[column].astype("str")
        table[second] = seconds(table[column])
        problems += _times(name, column, table[column], table[second])
    return table, problems


def _numbers(texts: pd.Series, *, whole: bool) -> tuple[pd.Series, list[tuple[Any, str]]]:
    """Return the numbers, and row and text of what is none."""
    numbers = pd.to_numeric(texts, errors="coerce").astype("float64")
    numbers = numbers.where(np.isfinite(numbers))
    if whole:
        numbers = numbers.where(numbers == numbers.round())
    wrong = texts[numbers.isna().to_numpy() & texts.notna().to_numpy()]
    return numbers.astype("Int64") if whole else numbers, list(wrong.items())


def _times(name: str, column: str, texts: pd.Series, values: pd.Series) -> list[dict[str, Any]]:
    suspect = texts[values.isna() & texts.notna()]
    wrong = [(row, f"{text!r} is no time; write it as HH:MM:SS; it counts as blank") for row, text in suspect.items()]
    brief = {text for text in texts.dropna().unique() if text.count(":") == 1}
    short = texts[texts.isin(brief) & values.notna()] if brief else texts[:0]
    wrong += [(row, f"{text!r} has no seconds; read as {text}:00") for row, text in short.items()]
    return [_problem(name, row, column, message) for row, message in wrong]


def _problem(name: str, row: Any, column: str, message: str) -> dict[str, Any]:
    return {"severity": "error", "file": f"{name}.txt", "row": row, "field": column, "message": message}

"""
Compare an output that was made anew with the one that was handed in.

Both are files of strangers: they are read as text, numbers and pixels, and nothing in them is run.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from classroom.internship.verifying.pictures import check_picture
from classroom.internship.verifying.portfolio import Output

__all__ = ["DifferentError", "compare"]

_MOST_ROWS = 1_000_000
_PLACE = re.compile(r"/\d+")  # in a list
_FOR_ROUNDING = 1e-9  # in the unit of the number; results that are 0 but for rounding lie within it
REMEDY = "Run everything from an empty outputs/ and hand in what is written; seed every random number."
_EMPTY = "Let a notebook write the result into it; where nothing was found, write that: a sentence, or a count of 0."
_TOO_WIDE = "Give a smaller tolerance in portfolio.toml, such as 1e-6."
_PICTURE = "Save the figure when it is drawn, before it is shown or closed; open the file, and look at it."


class DifferentError(ValueError):
    """Where two files differ, or why they cannot be compared, and the remedy."""

    def __init__(self, says: str, remedy: str = REMEDY) -> None:
        super().__init__(says)
        self.remedy = remedy


@dataclass
class _Numbers:
    """Compares numbers, and notes for each column or value whether the tolerance leaves anything to compare."""

    output: Output
    compared: Counter[str] = field(default_factory=Counter)
    told_from_zero: Counter[str] = field(default_factory=Counter)

    def are_close(self, was: float, now: float, where: str) -> bool:
        self.compared[where] += was != 0 and math.isfinite(was)
        self.told_from_zero[where] += math.isfinite(was) and not self._close(was, 0.0)
        return self._close(was, now) or (math.isnan(was) and math.isnan(now))

    def _close(self, was: float, now: float) -> bool:
        return math.isclose(was, now, rel_tol=self.output.relative_tolerance, abs_tol=self.output.absolute_tolerance)

    def check(self) -> None:
        if self.output.absolute_tolerance <= _FOR_ROUNDING:
            return
        for where, number in self.compared.items():
            if number and not self.told_from_zero[where]:
                says = f"its tolerance is so wide that 0 could stand for each number of {where[:100]}"
                raise DifferentError(says, _TOO_WIDE)


def compare(output: Output, was: bytes, now: bytes) -> str:
    """
    Return in words what was compared.

    Parameters
    ----------
    output : Output
        Name and tolerances.
    was, now : bytes
        The file that was handed in, and the one that was made anew.

    Raises
    ------
    DifferentError
        If they differ by more than the tolerance, or one cannot be read.
    """
    numbers = _Numbers(output)
    try:
        says = _BY_KIND[output.kind](numbers, was, now)
    except RecursionError:
        raise DifferentError("it is nested too deeply to be compared") from None
    numbers.check()
    return says


def _tables(numbers: _Numbers, was: bytes, now: bytes) -> str:
    old_text, new_text = _text(was), _text(now)
    sign = max(",;\t", key=old_text.partition("\n")[0].count)
    old, new = _rows(old_text, sign), _rows(new_text, sign)
    if not any(any(row) for row in old[1:]):
        raise DifferentError("the table that was handed in is empty but for its heading", _EMPTY)
    if old[0] != (new[0] if new else []):
        raise DifferentError(f"columns: {_short(old[0])} was handed in, {_short(new[0] if new else [])} was made anew")
    if len(old) != len(new):
        raise DifferentError(f"rows: {len(old) - 1} were handed in, {len(new) - 1} made anew")
    for number, (one, other) in enumerate(zip(old, new, strict=True), start=1):
        if len(one) != len(other):
            raise DifferentError(f"line {number} has {len(one)} values, and {len(other)} when it is made anew")
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            column = old[0][place] if place < len(old[0]) else str(place + 1)
            if not _same_text(numbers, left, right, f"column {column}"):
                raise DifferentError(f"line {number}, column {column[:50]}: {_pair(left, right)}")
    return f"{len(old) - 1} rows, {len(old[0])} columns"


def _rows(text: str, sign: str) -> list[list[str]]:
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), _MOST_ROWS + 1))
    except csv.Error as error:
        raise DifferentError(f"it is no table that can be read: {error}") from None
    if len(rows) > _MOST_ROWS:
        raise DifferentError(f"it has more than {_MOST_ROWS:,} rows")
    return rows


def _same_text(numbers: _Numbers, was: str, now: str, where: str) -> bool:
    old, new = _number(was), _number(now)
    if old is None or new is None:
        return was == now
    return numbers.are_close(old, new, where)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _data(numbers: _Numbers, was: bytes, now: bytes) -> str:
    try:
        old, new = json.loads(_text(was)), json.loads(_text(now))
    except ValueError as error:
        if isinstance(error, DifferentError):
            raise
        raise DifferentError(f"it is no JSON that can be read: {error}") from None
    _same_value(numbers, old, new, "")
    if not _holds_something(old):
        raise DifferentError("the file that was handed in holds no value", _EMPTY)
    return "all values"


def _holds_something(value: Any) -> bool:
    """Whether there is a value in it that is not nothing."""
    if isinstance(value, (dict, list)):
        return any(map(_holds_something, value.values() if isinstance(value, dict) else value))
    return value is not None and value != ""


def _same_value(numbers: _Numbers, was: Any, now: Any, where: str) -> None:
    here = where or "the whole"
    if isinstance(was, dict) and isinstance(now, dict):
        if was.keys() != now.keys():
            raise DifferentError(f"{here}: the names {_short(sorted(was))} became {_short(sorted(now))}")
        for name in was:
            _same_value(numbers, was[name], now[name], f"{where}/{name[:50]}")
    elif isinstance(was, list) and isinstance(now, list):
        if len(was) != len(now):
            raise DifferentError(f"{here}: {len(was)} values became {len(now)}")
        for place, (one, other) in enumerate(zip(was, now, strict=True)):
            _same_value(numbers, one, other, f"{where}/{place}")
    elif _is_number(was) and _is_number(now):
        # The numbers of a list are looked at together, as those of a column are.
        if not numbers.are_close(_float(was), _float(now), _PLACE.sub("/…", here)):
            raise DifferentError(f"{here}: {_pair(was, now)}")
    elif type(was) is not type(now) or was != now:
        raise DifferentError(f"{here}: {_pair(was, now)}")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        raise DifferentError("it holds a whole number too large to be compared") from None


def _texts(_: _Numbers, was: bytes, now: bytes) -> str:
    old, new = _text(was).splitlines(), _text(now).splitlines()
    for number, (one, other) in enumerate(zip(old, new, strict=False), start=1):
        if one != other:
            raise DifferentError(f"line {number}: {_pair(one, other)}")
    if len(old) != len(new):
        raise DifferentError(f"{len(old)} lines were handed in, {len(new)} made anew")
    if not any(map(str.strip, old)):
        raise DifferentError("the text that was handed in is empty", _EMPTY)
    return f"{len(old)} lines"


def _pictures(_: _Numbers, was: bytes, now: bytes) -> str:
    says = ""
    for which, content in (("was handed in", was), ("was made anew", now)):
        try:
            says = check_picture(content)
        except ValueError as error:
            raise DifferentError(f"the picture that {which}: {error}", _PICTURE) from None
    return says


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DifferentError("it is no text in UTF-8") from None


def _pair(was: object, now: object) -> str:
    return f"{str(was)[:60]!r} was handed in, {str(now)[:60]!r} was made anew"


def _short(names: list[str]) -> str:
    text = ", ".join(names)
    return text if len(text) <= 100 else text[:100] + " …"


_BY_KIND: dict[str, Callable[[_Numbers, bytes, bytes], str]] = {
    "table": _tables,
    "data": _data,
    "text": _texts,
    "picture": _pictures,
}

"""Compare an answer with the truth: first the form, then the values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from citylab.practice.form import judge_form
from citylab.practice.labels import Column
from citylab.practice.numbers import judge_numbers
from citylab.practice.values import Value
from citylab.practice.verdict import RIGHT, Verdict

__all__ = ["Rules", "compare"]

_DEFAULT_TOLERANCE = 1e-3  # of the value


@dataclass(frozen=True)
class Rules:
    """How strictly answers are compared; see `Exercise` for the meaning."""

    unit: str = ""
    tolerance: float | Mapping[str, float] | None = None
    any_order: bool = False
    check_index: bool = True


def compare(given: Value, wanted: Value, rules: Rules) -> Verdict:
    """Return the first difference between the answer and the truth, or `RIGHT`."""
    form = judge_form(given, wanted, any_order=rules.any_order, check_index=rules.check_index)
    if form:
        return form
    if wanted.kind == "set":
        return _judge_sets(set(given.columns[""]), set(wanted.columns[""]))
    rows = _rows(given, wanted) if rules.check_index else None
    for name, right in wanted.columns.items():
        verdict = _judge_column(_pick(given.columns[name], rows), right, name, wanted, rules)
        if not verdict.right:
            lead = f"Column `{name}`: " if name else ""
            return Verdict(verdict.kind, lead + verdict.say)
    return RIGHT


def _judge_sets(yours: set[Any], right: set[Any]) -> Verdict:
    if yours == right:
        return RIGHT
    missing, extra = len(right - yours), len(yours - right)
    return Verdict("values", f"Elements that are missing: {missing}; that do not belong here: {extra}.")


def _rows(given: Value, wanted: Value) -> list[int] | None:
    """Return where each wanted row stands in the answer, or None if they agree."""
    if wanted.index is None or given.index is None or given.index == wanted.index:
        return None
    place = {label: at for at, label in enumerate(given.index)}
    return [place[label] for label in wanted.index]


def _pick(values: Column, rows: list[int] | None) -> Column:
    if rows is None:
        return values
    return values[rows] if isinstance(values, np.ndarray) else tuple(values[at] for at in rows)


def _judge_column(given: Column, right: Column, name: str, wanted: Value, rules: Rules) -> Verdict:
    if rules.any_order and (wanted.index is None or not rules.check_index):
        given, right = _sorted(given), _sorted(right)
    if isinstance(right, np.ndarray) and isinstance(given, np.ndarray):
        if right.dtype.kind == "i" and (given % 1 > 0).any():
            return Verdict("type", "Whole numbers are wanted here.")
        return judge_numbers(
            given.astype(float),
            right.astype(float),
            allowed=_allowed(right, rules.tolerance, name),
            unit=rules.unit,
            rows=wanted.index,
        )
    if isinstance(right, tuple) and isinstance(given, tuple):
        return _judge_labels(given, right)
    wish = "numbers" if isinstance(right, np.ndarray) else "texts, times, or True and False"
    return Verdict("type", f"There should be {wish} in it.")


def _sorted(values: Column) -> Column:
    return np.sort(values) if isinstance(values, np.ndarray) else tuple(sorted(values, key=repr))


def _allowed(right: np.ndarray, tolerance: Any, name: str) -> np.ndarray:
    if isinstance(tolerance, Mapping):
        tolerance = tolerance.get(name)
    if tolerance is not None:
        return np.full(right.shape, float(tolerance))
    if right.dtype.kind == "i":
        return np.zeros(right.shape)
    size = np.abs(right)
    return _DEFAULT_TOLERANCE * size + 1e-9 * size[np.isfinite(size)].max(initial=0.0)


def _judge_labels(given: tuple[Any, ...], right: tuple[Any, ...]) -> Verdict:
    hits = sum(yours == label for yours, label in zip(given, right, strict=True))
    if hits == len(right):
        return RIGHT
    if len(right) == 1:
        return Verdict("values", "The kind of answer is right, but it is not this one.")
    if sorted(map(repr, given)) == sorted(map(repr, right)):
        return Verdict("order", "These are the right values, but in another order.")
    return Verdict("values", f"{hits} of {len(right)} values are right.")

"""Say what is wrong with numbers, without saying the right ones."""

import re
from typing import Any

import numpy as np

from citylab.practice.verdict import RIGHT, Verdict

__all__ = ["judge_numbers"]

# The ratio, and what it usually comes from. Those of _ELECTRIC are asked only of electrical units.
_FACTORS = (
    (1e6, "W and MW"),
    (3600.0, "seconds and hours"),
    (1000.0, "a unit and its thousandfold, such as W and kW"),
    (100.0, "a percentage and a share"),
    (60.0, "minutes and hours"),
    (24.0, "hours and days"),
    (4.0, "quarter hours and hours, or energy and power"),
)
_ELECTRIC = (
    (3.0, "one phase and three"),
    (float(np.sqrt(3)), "phase voltage and line voltage"),
)
_ELECTRICAL_UNIT = re.compile(r"[mkMGT]?(V|A|W|VA|var|Wp|Wh|VAh|varh|Ah)(?![\w])")
_NEAR = 0.02


def judge_numbers(
    given: np.ndarray, wanted: np.ndarray, *, allowed: np.ndarray, unit: str, rows: Any = None
) -> Verdict:
    """
    Compare numbers of equal shape and name the kind of difference.

    Parameters
    ----------
    given, wanted : numpy.ndarray, shape (n,)
        The answer and the truth. [unit]
    allowed : numpy.ndarray, shape (n,)
        Greatest accepted difference. [unit]
    unit : str
        Unit of the answer; without one, or with %, only a factor of 100 is looked for,
        and phases only with a unit of voltage, current, power or energy.
    rows : sequence, optional
        Labels by which the first wrong value is named.

    Returns
    -------
    Verdict
        The first of: right, NaN, infinite, sign, factor, order, rounding, close, values.
    """
    if _close(given, wanted, allowed):
        return RIGHT
    return (
        _not_finite(given, wanted)
        or _sign(given, wanted, allowed)
        or _factor(given, wanted, allowed, unit)
        or _order(given, wanted, allowed)
        or _nearly(given, wanted)
        or _elsewhere(given, wanted, allowed, rows)
    )


def _close(given: np.ndarray, wanted: np.ndarray, allowed: np.ndarray) -> bool:
    return bool(_hits(given, wanted, allowed).all())


def _hits(given: np.ndarray, wanted: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        near = np.abs(given - wanted) <= allowed
    return near | (given == wanted) | (np.isnan(given) & np.isnan(wanted))


def _not_finite(given: np.ndarray, wanted: np.ndarray) -> Verdict | None:
    bad = int((np.isnan(given) & ~np.isnan(wanted)).sum())
    if bad:
        which = "It is" if wanted.size == 1 else f"{bad} of your {wanted.size} values are"
        return Verdict("nan", f"{which} NaN (not a number): is a reading or a label missing?")
    if (np.isnan(wanted) & ~np.isnan(given)).any():
        return Verdict("nan", "Some values should be missing (NaN), but you have numbers there.")
    if (np.isinf(given) & ~np.isinf(wanted)).any():
        return Verdict("infinite", "There is an infinite value: do you divide by zero somewhere?")
    return None


def _sign(given: np.ndarray, wanted: np.ndarray, allowed: np.ndarray) -> Verdict | None:
    if _close(-given, wanted, allowed):
        return Verdict("sign", "The size is right, the sign is not: check which way you count.")
    return None


def _factor(given: np.ndarray, wanted: np.ndarray, allowed: np.ndarray, unit: str) -> Verdict | None:
    allowed = np.minimum(allowed, 0.01 * np.abs(wanted))  # a wide tolerance fits any factor
    wish = f" The answer is wanted in {unit}." if unit else ""
    for factor, cause in _causes(unit):
        for scale, direction in ((1 / factor, "large"), (factor, "small")):
            if _close(given * scale, wanted, allowed):
                size = f"{factor:,.2f}".rstrip("0").rstrip(".")
                return Verdict("factor", f"Too {direction} by a factor of {size}: look at {cause}.{wish}")
    return None


def _causes(unit: str) -> list[tuple[float, str]]:
    """Return the factors that mean something in this unit, each with its cause."""
    if unit in ("", "%"):
        return [pair for pair in _FACTORS if pair[0] == 100.0]
    causes = [(factor, "minutes and seconds" if (factor, unit) == (60.0, "s") else why) for factor, why in _FACTORS]
    return [*causes, *_ELECTRIC] if _ELECTRICAL_UNIT.match(unit) else causes


def _order(given: np.ndarray, wanted: np.ndarray, allowed: np.ndarray) -> Verdict | None:
    by_size = np.argsort(wanted)
    if given.size > 1 and _close(np.sort(given), wanted[by_size], allowed[by_size]):
        return Verdict("order", "These are the right values, but in another order.")
    return None


def _nearly(given: np.ndarray, wanted: np.ndarray) -> Verdict | None:
    known = ~np.isnan(wanted)
    given, wanted = given[known], wanted[known]
    if not np.all(np.abs(given - wanted) <= _NEAR * np.abs(wanted)):
        return None
    if any(np.allclose(given, np.round(wanted, digits), rtol=1e-12) for digits in range(6)):
        return Verdict("rounding", "Very close, but rounded: keep all digits until the end.")
    return Verdict(
        "close",
        "Close, within 2 %, but not right yet: did you round on the way, "
        "or treat a first, last or border value differently?",
    )


def _elsewhere(given: np.ndarray, wanted: np.ndarray, allowed: np.ndarray, rows: Any) -> Verdict:
    if wanted.size == 1:
        return Verdict("values", "The kind of answer is right, its value is not.")
    wrong = np.flatnonzero(~_hits(given, wanted, allowed))
    first = f"`{rows[wrong[0]]}`" if rows is not None else f"position {wrong[0]}"
    return Verdict(
        "values",
        f"{wanted.size - wrong.size} of {wanted.size} values are right; the first that is not: {first}.",
    )

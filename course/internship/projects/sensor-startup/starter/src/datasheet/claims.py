"""Which claims a data sheet may make."""

from __future__ import annotations


def judge(claimed: float, low: float, high: float, *, more_is_better: bool = False) -> str:
    """
    Judge a claim by the interval of what was measured.

    Parameters
    ----------
    claimed : float
        What the data sheet would promise: at most this, or at least this if `more_is_better`.
    low, high : float
        Ends of the interval, in the unit of the claim.
    more_is_better : bool
        True for a battery's life, False for an error.

    Returns
    -------
    str
        ``may`` if the whole interval keeps the promise, ``may not`` if all of it breaks it, else ``not shown``. An end
        that equals the claim keeps it. An end may be infinite.

    Raises
    ------
    ValueError
        If an end is not a number (NaN), or `low` is above `high`.
    """
    raise NotImplementedError("judge is yours to write; its docstring says what it returns")


def without_sign(low: float, high: float) -> tuple[float, float]:
    """
    Return the interval of a size, from that of a number that may be negative.

    "Off by at most 10 %" speaks of the size: an error of −22 % is 22 % off.

    Parameters
    ----------
    low, high : float
        Ends of the interval of the number.

    Returns
    -------
    tuple of float
        The smallest and the largest size in the interval; the smallest is 0 if the interval holds 0.
    """
    raise NotImplementedError("without_sign is yours to write; its docstring says what it returns")

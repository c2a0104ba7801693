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
        that equals the claim keeps it.
    """
    raise NotImplementedError("judge is yours to write; its docstring says what it returns")

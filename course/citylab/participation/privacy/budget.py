"""
A privacy budget: what each publication costs, and when no more may be published.

References
----------
.. [1] F. McSherry, "Privacy integrated queries", Proceedings of SIGMOD 2009: losses of
   publications about the same people add up; those about separate groups of people do not.
"""

from collections import defaultdict
from decimal import Decimal, InvalidOperation

import pandas as pd

__all__ = ["Budget", "BudgetError"]


class BudgetError(ValueError):
    """The publication costs more than is left."""


class Budget:
    """
    Keep a ledger of what was published about one set of people [1]_.

    Parameters
    ----------
    epsilon : float
        The most that may be spent in all. [1]

    Raises
    ------
    ValueError
        If `epsilon` is not positive and finite.

    Examples
    --------
    >>> budget = Budget(1.0)
    >>> budget.spend(0.3, "worries by ward")
    0.3
    >>> budget.left
    0.7
    """

    def __init__(self, epsilon: float) -> None:
        self._total = _exact(epsilon)
        self._entries: list[tuple[str, Decimal, str, str]] = []

    def spend(self, epsilon: float, what: str, *, division: str = "", part: str = "") -> float:
        """
        Enter a publication, and return its `epsilon` for the mechanism. [1]

        Parameters
        ----------
        epsilon : float
            What it costs each person in it. [1]
        what : str
            What is published.
        division, part : str
            Where people are divided so that each belongs to one part only (``"wards"``), the name of the
            division and of the part that this publication is about. Only the dearest part of a division counts.

        Returns
        -------
        float
            `epsilon`. [1]

        Raises
        ------
        BudgetError
            If more would be spent than there is; nothing is entered.
        ValueError
            If `epsilon` is not positive and finite, or only one of `division` and `part` is given.
        """
        if bool(division) != bool(part):
            raise ValueError("name both the division and the part, or neither of them")
        entry = (what, _exact(epsilon), division, part)
        if _cost([*self._entries, entry]) > self._total:
            raise BudgetError(
                f"{what!r} costs {epsilon}, and {self.left} of {float(self._total)} is left; "
                "publish less, or with a smaller epsilon"
            )
        self._entries.append(entry)
        return float(epsilon)

    @property
    def spent(self) -> float:
        """What was spent so far. [1]"""
        return float(_cost(self._entries))

    @property
    def left(self) -> float:
        """What may still be spent. [1]"""
        return float(self._total - _cost(self._entries))

    @property
    def ledger(self) -> pd.DataFrame:
        """One row per publication: what, epsilon [1], division and part."""
        table = pd.DataFrame(self._entries, columns=["what", "epsilon", "division", "part"])
        return table.assign(epsilon=table["epsilon"].astype(float))


def _cost(entries: list[tuple[str, Decimal, str, str]]) -> Decimal:
    """Add what concerns all, and of each division the dearest part."""
    parts: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for number, (_, epsilon, division, part) in enumerate(entries):
        parts[division or f"\0{number}"][part] += epsilon
    return sum((max(costs.values()) for costs in parts.values()), Decimal(0))


def _exact(epsilon: float) -> Decimal:
    """Return the number as it is written: ten times 0.1 is 1, which binary fractions miss."""
    try:
        exact = Decimal(str(epsilon))
    except InvalidOperation:
        exact = Decimal("NaN")
    if not (exact.is_finite() and exact > 0):
        raise ValueError(f"epsilon must be positive and finite, got {epsilon}")
    return exact

"""Decimal numbers as they are written, points as whole numbers, and the order in which ties are broken."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from citylab.participation.pabulib import Election

__all__ = ["TIES", "exactly", "fill", "precedence", "scores", "whole"]

TIES = ("votes", "cost", "id")


def exactly(value: float) -> Fraction:
    """Return the decimal number that a float is written as: 0.1 is a tenth."""
    return Fraction(str(float(value)))


def whole(values: np.ndarray) -> tuple[np.ndarray, int]:
    """Return whole numbers and the scale: values times scale, without rounding."""
    distinct, place = np.unique(values, return_inverse=True)
    exact = [exactly(value) for value in distinct]
    scale = lcm(*(value.denominator for value in exact)) if exact else 1
    scaled = [int(value * scale) for value in exact]
    if any(abs(value) >= 2**45 for value in scaled):
        raise ValueError("a number has too many digits to be counted exactly; round points and costs")
    return np.array(scaled, dtype=np.int64)[place].reshape(values.shape), scale


def scores(election: Election) -> list[Fraction]:
    """Return the sum of points of each project. [points]"""
    points, scale = whole(election.ballots.data)
    sums = np.zeros(len(election.projects), dtype=np.int64)
    np.add.at(sums, election.ballots.indices, points)
    return [Fraction(int(total), scale) for total in sums]


def precedence(election: Election, tie_breaking: Sequence[str]) -> np.ndarray:
    """
    Return the rank of each project among tied ones: 0 is taken first.

    Raises
    ------
    ValueError
        If a rule is not one of `TIES`.
    """
    ties = (tie_breaking,) if isinstance(tie_breaking, str) else tuple(tie_breaking)
    if not set(ties) <= set(TIES):
        raise ValueError(f"tie_breaking takes {', '.join(TIES)} in any order; found {ties}")
    votes = [-score for score in scores(election)]
    keys: dict[str, list] = {
        "votes": votes,
        "cost": [exactly(cost) for cost in election.projects["cost"]],
        "id": [str(identifier) for identifier in election.projects.index],
    }
    # Identifiers are all different, so the last of them ends every tie.
    order = sorted(range(len(votes)), key=lambda column: [keys[tie][column] for tie in (*ties, "id")])
    ranks = np.empty(len(order), dtype=int)
    ranks[order] = np.arange(len(order))
    return ranks


def fill(election: Election, order: list[int], chosen: list[int]) -> list[int]:
    """Return the columns of `order` that still fit beside `chosen`, taken one by one."""
    costs = [exactly(cost) for cost in election.projects["cost"]]
    left = exactly(election.budget) - sum((costs[column] for column in chosen), Fraction(0))
    added = []
    for column in order:
        if column not in chosen and costs[column] <= left:
            added.append(column)
            left -= costs[column]
    return added

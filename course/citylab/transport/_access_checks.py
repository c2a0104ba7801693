"""What measures of access refuse, and in which words."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from citylab.transport._numbers import as_numbers

__all__ = ["AccessError", "checked_opportunities", "checked_people"]

_MEAN = " (of a table of blocks by minutes, .mean(axis=1) gives one per block)"


class AccessError(ValueError):
    """Times, opportunities or weights that cannot be used; the message names the remedy."""


def checked_opportunities(times_s: ArrayLike, opportunities: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return travel times and what each target counts, or refuse them."""
    if isinstance(opportunities, pd.DataFrame):
        raise AccessError("opportunities needs one number per target, not a table; take one of its columns")
    times = as_numbers(times_s, "times_s", AccessError, "travel times in seconds are wanted")
    counts = as_numbers(opportunities, "opportunities", AccessError, "give what each target counts, such as 1").astype(
        float
    )
    if counts.ndim != 1 or times.ndim == 0 or times.shape[-1] != len(counts):
        turned = counts.ndim > 0 and times.ndim == 1 and counts.shape[-1] == len(times)
        remedy = "travel times come first: are the two swapped?" if turned else "there must be one time per target"
        raise AccessError(
            f"the last axis of times_s must fit opportunities, got {times.shape} and {counts.shape}; {remedy}"
        )
    if not (times >= 0).all():
        raise AccessError("travel times must be at least 0 s; give inf where a target cannot be reached")
    if not (np.isfinite(counts) & (counts >= 0)).all():
        raise AccessError("opportunities must be numbers of at least 0")
    return times, counts


def checked_people(values: ArrayLike, weights: ArrayLike | None) -> tuple[np.ndarray, np.ndarray]:
    """Return what each group has and how many people it is, or refuse them."""
    value = as_numbers(values, "values", AccessError, "give one number per group").astype(float)
    weight = np.ones_like(value)
    if weights is not None:
        weight = as_numbers(weights, "weights", AccessError, "give the people of each group").astype(float)
    for name, numbers in (("values", value), ("weights", weight)):
        if numbers.ndim != 1:
            raise AccessError(f"{name} {_told(numbers)}; one number per group is needed{_MEAN}")
    if len(value) != len(weight):
        raise AccessError(
            "values and weights must be lists of the same length, one of each per group, "
            f"got {len(value)} and {len(weight)}"
        )
    for name, numbers in (("values", value), ("weights", weight)):
        if not (np.isfinite(numbers) & (numbers >= 0)).all():
            raise AccessError(f"{name} must be numbers of at least 0; one is missing, infinite or below")
    if not (value * weight).sum() > 0:
        raise AccessError("nobody has anything: with a sum of 0 there are no shares")
    return value, weight


def _told(numbers: np.ndarray) -> str:
    return "is one number" if numbers.ndim == 0 else f"has the shape {numbers.shape}"

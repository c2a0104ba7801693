"""Probabilities and tests for few votes, as in the published code of Polis."""

from typing import Any

import numpy as np

__all__ = ["priority", "probability", "proportion_test", "two_proportion_test"]


def probability(votes_for: Any, votes_cast: Any) -> Any:
    """
    Estimate a probability from few votes, with one imagined vote for and one against.

    (votes for + 1) / (votes cast + 2), as in Polis [1]_. No vote gives one half, and one of one does not
    give certainty.

    Parameters
    ----------
    votes_for : int or array-like
        Votes of the wanted kind.
    votes_cast : int or array-like
        All votes, passes included.

    Returns
    -------
    float or array-like
        Estimate between 0 and 1. [1]

    References
    ----------
    .. [1] Small et al., "Polis: Scaling deliberation by mapping high dimensional opinion spaces", 2021.

    Examples
    --------
    >>> probability(3, 3), probability(30, 30)
    (0.8, 0.96875)
    """
    return (votes_for + 1) / (votes_cast + 2)


def proportion_test(votes_for: Any, votes_cast: Any) -> Any:
    """
    Return the z value of a share above one half, with one imagined vote for.

    2 √(n + 1) ((k + 1) / (n + 1) - 1/2) for k votes of n, as Polis computes it [1]_.

    Parameters
    ----------
    votes_for, votes_cast : int or array-like
        Votes of the wanted kind, and all votes.

    Returns
    -------
    float or array-like
        z value. [1]

    References
    ----------
    .. [1] `prop-test` in `stats.clj`, github.com/compdemocracy/polis.
    """
    return 2 * np.sqrt(votes_cast + 1) * ((votes_for + 1) / (votes_cast + 1) - 0.5)


def two_proportion_test(inside_for: Any, outside_for: Any, inside_cast: Any, outside_cast: Any) -> Any:
    """
    Return the z value of the difference between two shares, with one imagined vote for in each.

    Parameters
    ----------
    inside_for, outside_for : int or array-like
        Votes of the wanted kind in the group, and among all others.
    inside_cast, outside_cast : int or array-like
        All votes in the group, and among all others.

    Returns
    -------
    float or array-like
        z value with the pooled variance; 0 where all votes are of the wanted kind. [1]

    References
    ----------
    .. [1] `two-prop-test` in `stats.clj`, github.com/compdemocracy/polis.
    """
    inside_for, outside_for = np.asarray(inside_for) + 1, np.asarray(outside_for) + 1
    inside_cast, outside_cast = np.asarray(inside_cast) + 1, np.asarray(outside_cast) + 1
    pooled = (inside_for + outside_for) / (inside_cast + outside_cast)
    variance = pooled * (1 - pooled) * (1 / inside_cast + 1 / outside_cast)
    difference = inside_for / inside_cast - outside_for / outside_cast
    return np.where(variance > 0, difference / np.sqrt(np.where(variance > 0, variance, 1)), 0.0)


def priority(agrees: int, disagrees: int, passes: int, *, extremity: float = 0.0) -> float:
    """
    Return the weight with which Polis draws the next statement to be shown.

    Parameters
    ----------
    agrees, disagrees, passes : int
        Votes that the statement has so far.
    extremity : float
        How far an *agree* moves a person on the map. [1]

    Returns
    -------
    float
        ((1 - p) (extremity + 1) a (1 + 8 · 2^(-n/5)))², where a and p are the probabilities of an agree and a pass
        with pseudocounts, and n the votes so far. [1]

    Raises
    ------
    ValueError
        If a count is negative.

    References
    ----------
    .. [1] `importance-metric` and `priority-metric` in `conversation.clj`, github.com/compdemocracy/polis.

    Examples
    --------
    >>> round(priority(3, 0, 0) / priority(0, 3, 0), 6)
    16.0
    """
    if min(agrees, disagrees, passes) < 0:
        raise ValueError(f"votes are counted from 0; got {agrees}, {disagrees} and {passes}")
    cast = agrees + disagrees + passes
    importance = (1 - probability(passes, cast)) * (extremity + 1) * probability(agrees, cast)
    return float((importance * (1 + 8 * 2 ** (-cast / 5))) ** 2)

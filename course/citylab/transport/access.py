"""
How many opportunities people reach, and how unevenly that is spread.

References
----------
.. [1] W. G. Hansen, "How accessibility shapes land use", Journal of the American Institute of Planners 25, 1959.
.. [2] M. O. Lorenz, "Methods of measuring the concentration of wealth", Publications of the American Statistical
   Association 9, 1905.
.. [3] A. Cobham, A. Sumner, "Is it all about the tails? The Palma measure of income inequality", Center for Global
   Development, Working Paper 343, 2013.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from citylab.transport._access_checks import AccessError, checked_opportunities, checked_people
from citylab.transport._numbers import as_number

__all__ = ["AccessError", "cumulative", "gini", "gravity", "lorenz", "palma", "share_below"]


_CELLS_AT_ONCE = 200_000  # small enough for the processor to keep at hand


def cumulative(times_s: ArrayLike, opportunities: ArrayLike, limit_s: float) -> np.ndarray:
    """
    Count the opportunities within a time.

    Parameters
    ----------
    times_s : array_like, shape (..., n_targets)
        Travel times, ``inf`` where a target cannot be reached. [s]
    opportunities : array_like, shape (n_targets,)
        Opportunities at each target, such as workplaces.
    limit_s : float
        Longest travel time; a target at the limit counts. [s]

    Returns
    -------
    numpy.ndarray, shape (...)
        Opportunities within the limit.

    Raises
    ------
    AccessError
        If shapes do not fit, a time is missing or below 0, an opportunity is below 0, the limit is no time, or
        something is no number.

    Examples
    --------
    >>> float(cumulative([600, 1800, 2400], [5, 2, 9], 1800))
    7.0
    """
    limit = as_number(limit_s, "limit_s", AccessError, "give seconds, such as 30 * 60")
    if not limit >= 0:
        raise AccessError(f"limit_s must be at least 0 s, got {limit_s}")
    times, counts = checked_opportunities(times_s, opportunities)
    return _summed(times, counts, lambda part: (part <= limit).astype(float))


def gravity(times_s: ArrayLike, opportunities: ArrayLike, decay: float) -> np.ndarray:
    r"""
    Sum the opportunities, each worth less the longer the way.

    An opportunity :math:`t` minutes away counts :math:`e^{-\beta t}`, with the decay :math:`\beta` [1]_.

    Parameters
    ----------
    times_s : array_like, shape (..., n_targets)
        Travel times, ``inf`` where a target cannot be reached. [s]
    opportunities : array_like, shape (n_targets,)
        Opportunities at each target.
    decay : float
        Decay, above 0. With ``np.log(2) / 10`` ten minutes halve the worth. [1/min]

    Returns
    -------
    numpy.ndarray, shape (...)
        Weighted sum.

    Raises
    ------
    AccessError
        As for `cumulative`, or if the decay is not above 0.
    """
    beta = as_number(decay, "decay", AccessError, "np.log(2) / 10 halves the worth in 10 min")
    if not (np.isfinite(beta) and beta > 0):
        raise AccessError(f"decay must be above 0 per minute, got {decay}; np.log(2) / 10 halves the worth in 10 min")
    times, counts = checked_opportunities(times_s, opportunities)
    return _summed(times, counts, lambda part: np.exp(-beta * part.astype(float) / 60))


def lorenz(values: ArrayLike, weights: ArrayLike | None = None) -> tuple[np.ndarray, np.ndarray]:
    """
    Return the Lorenz curve [2]_: which share of all the value the lowest share of the people has.

    Parameters
    ----------
    values : array_like, shape (n,)
        What each group has per person, at least 0; such as the workplaces it reaches.
    weights : array_like, shape (n,), optional
        People in each group; without it one each.

    Returns
    -------
    people : numpy.ndarray, shape (n + 1,)
        Share of the people, from 0 to 1, those with the lowest value first.
    value : numpy.ndarray, shape (n + 1,)
        Share of the value that they have, from 0 to 1.

    Raises
    ------
    AccessError
        If a value or weight is below 0, missing or no number, there is not one of each per group, or nobody has
        anything.
    """
    values, weights = checked_people(values, weights)
    order = np.argsort(values, kind="stable")
    people = np.r_[0.0, np.cumsum(weights[order])]
    value = np.r_[0.0, np.cumsum((values * weights)[order])]
    return people / people[-1], value / value[-1]


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """
    Return the Gini coefficient: twice the area between the Lorenz curve and the diagonal.

    0 means that all have the same, values towards 1 that one has all. Parameters and errors are those of `lorenz`.

    Examples
    --------
    >>> round(gini([0, 0, 0, 4]), 6)  # one of four has all
    0.75
    """
    people, value = lorenz(values, weights)
    return float(1 - np.sum(np.diff(people) * (value[1:] + value[:-1])))


def palma(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """
    Return the Palma ratio [3]_: the share of the top 10 % of the people divided by that of the bottom 40 %.

    People are ranked by the value itself. A group on the border is divided. If all have the same, the ratio is 0.25;
    if the bottom 40 % have nothing, it is ``inf``. Parameters and errors are those of `lorenz`.
    """
    bottom = share_below(0.4, values, weights)
    top = 1 - share_below(0.9, values, weights)
    return float("inf") if bottom == 0 else float(top / bottom)


def share_below(people_share: float, values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """
    Return the share of the value that the lowest `people_share` of the people has.

    Raises
    ------
    AccessError
        As for `lorenz`, or if `people_share` is not within 0 to 1.
    """
    share = as_number(people_share, "people_share", AccessError, "0.4 stands for 40 %")
    if not 0 <= share <= 1:
        raise AccessError(f"people_share must be within 0 and 1, got {people_share}")
    return float(np.interp(share, *lorenz(values, weights)))


def _summed(times: np.ndarray, counts: np.ndarray, worth: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Return the worth of all targets; in parts, since a morning of a town has some 20 million times."""
    flat = times.reshape(-1, times.shape[-1])
    rows = max(_CELLS_AT_ONCE // max(flat.shape[1], 1), 1)
    parts = [worth(flat[at : at + rows]) @ counts for at in range(0, len(flat), rows)]
    return np.concatenate([np.empty(0), *parts]).reshape(times.shape[:-1])

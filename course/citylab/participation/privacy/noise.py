"""
Noise for counts: the Laplace and the geometric mechanism, and their errors in closed form.

A mechanism is epsilon-differentially private if no answer becomes more than exp(epsilon) times as likely or
unlikely when one person is added or taken away [1]_. Both mechanisms promise that for a number that one
person can change by at most `sensitivity`.

Computers keep numbers in 64 bits. The lowest bits of a number with Laplace noise can tell which count it came
from, and break the promise [3]_; `bits.share_given_away` shows it. The geometric mechanism [2]_ gives whole
numbers and has no such bits. Its probabilities still go through floating point here.

The functions are for teaching and for planning a release, not for the release itself: `rng` is no cryptographic
source [4]_, and whoever knows its seed draws the same noise again and subtracts it. A release needs secret
randomness, drawn once, from an audited library.

References
----------
.. [1] C. Dwork, A. Roth, The Algorithmic Foundations of Differential Privacy, 2014, chapters 2 and 3.
.. [2] A. Ghosh, T. Roughgarden, M. Sundararajan, "Universally utility-maximizing privacy mechanisms",
   SIAM Journal on Computing 41 (6), 2012, 1673-1693.
.. [3] I. Mironov, "On significance of the least significant bits for differential privacy", ACM CCS 2012.
.. [4] S. L. Garfinkel, P. Leclerc, "Randomness concerns when deploying differential privacy", 2020,
   arXiv:2009.03777.
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["epsilon_for", "error_bound", "expected_error", "geometric", "laplace"]

_SMALLEST_RATIO = 1e-9  # below it, the noise would leave the range of 64-bit whole numbers


def laplace(value: npt.ArrayLike, *, sensitivity: float = 1, epsilon: float, rng: np.random.Generator) -> Any:
    """
    Add Laplace noise of the scale ``sensitivity / epsilon`` to each number [1]_.

    Parameters
    ----------
    value : array_like of float, any shape
        The true numbers.
    sensitivity : float
        How much one person can change them, summed over all of them. [unit of value]
    epsilon : float
        Privacy loss: small is private, large is exact. [1]
    rng : numpy.random.Generator
        Source of randomness; a seed that others know gives the noise away.

    Returns
    -------
    float or numpy.ndarray, shape of `value`
        The noisy numbers. [unit of value]

    Raises
    ------
    ValueError
        If `epsilon` or `sensitivity` is not positive and finite, or a value is not finite.
    """
    numbers = np.asarray(value, dtype=float)
    if not np.isfinite(numbers).all():
        raise ValueError("value must be finite; a missing count cannot be published")
    noisy = numbers + rng.laplace(0.0, _scale(sensitivity, epsilon), numbers.shape)
    return noisy if numbers.ndim else float(noisy)


def geometric(value: npt.ArrayLike, *, sensitivity: int = 1, epsilon: float, rng: np.random.Generator) -> Any:
    """
    Add two-sided geometric noise to each count [2]_.

    The noise z has the probability ``(1 - a) / (1 + a) * a**abs(z)`` with ``a = exp(-epsilon / sensitivity)``.

    Parameters
    ----------
    value : array_like of int, any shape
        The true counts.
    sensitivity : int
        How much one person can change them, summed over all of them. [unit of value]
    epsilon : float
        Privacy loss: small is private, large is exact. [1]
    rng : numpy.random.Generator
        Source of randomness; a seed that others know gives the noise away.

    Returns
    -------
    int or numpy.ndarray of int, shape of `value`
        The noisy counts; they may be negative. [unit of value]

    Raises
    ------
    ValueError
        If `epsilon` is not positive and finite, `sensitivity` is no positive whole number, a value is not
        whole, or the noise would be too large for 64 bits.
    """
    numbers = np.asarray(value)
    if numbers.dtype.kind not in "iu" or int(sensitivity) != sensitivity:
        raise ValueError("value and sensitivity must be whole numbers; use laplace for others")
    ratio = 1 / _scale(sensitivity, epsilon)
    if ratio < _SMALLEST_RATIO:
        raise ValueError(f"epsilon / sensitivity must be at least {_SMALLEST_RATIO}, got {ratio}")
    up, down = rng.geometric(-math.expm1(-ratio), (2, *numbers.shape))
    noisy = numbers.astype(np.int64) + up - down
    return noisy if numbers.ndim else int(noisy)


def expected_error(epsilon: float, *, sensitivity: float = 1, mechanism: str = "laplace") -> float:
    """
    Return the mean distance between the published and the true number, in closed form.

    It is ``sensitivity / epsilon`` for Laplace noise and ``2 a / (1 - a**2)`` for geometric noise.

    Parameters
    ----------
    epsilon : float
        Privacy loss. [1]
    sensitivity : float
        How much one person can change the number. [unit of the number]
    mechanism : str
        ``"laplace"`` or ``"geometric"``.

    Returns
    -------
    float
        Mean absolute error. [unit of the number]

    Raises
    ------
    ValueError
        If a number is not positive and finite, or the mechanism is unknown.
    """
    scale = _scale(sensitivity, epsilon)
    if mechanism == "laplace":
        return scale
    if mechanism == "geometric":
        return 1 / math.sinh(1 / scale)
    raise ValueError(f'mechanism must be "laplace" or "geometric", got {mechanism!r}')


def error_bound(epsilon: float, *, sensitivity: float = 1, level: float = 0.95) -> float:
    """
    Return the error that Laplace noise keeps within with probability `level` [1]_.

    Parameters
    ----------
    epsilon : float
        Privacy loss. [1]
    sensitivity : float
        How much one person can change the number. [unit of the number]
    level : float
        Probability, between 0 and 1. [1]

    Returns
    -------
    float
        ``sensitivity / epsilon * log(1 / (1 - level))``. [unit of the number]

    Raises
    ------
    ValueError
        If `level` is not between 0 and 1, or another number is not positive and finite.
    """
    return _scale(sensitivity, epsilon) * _doublings(level)


def epsilon_for(error: float, *, sensitivity: float = 1, level: float = 0.95) -> float:
    """
    Return the smallest epsilon whose Laplace noise keeps within `error`; the inverse of `error_bound`. [1]

    Parameters
    ----------
    error : float
        Error to keep within. [unit of the number]
    sensitivity : float
        How much one person can change the number. [unit of the number]
    level : float
        Probability of keeping within, between 0 and 1. [1]

    Returns
    -------
    float
        The privacy loss. [1]

    Raises
    ------
    ValueError
        If `level` is not between 0 and 1, or another number is not positive and finite.
    """
    if not (math.isfinite(error) and error > 0):
        raise ValueError(f"error must be positive and finite, got {error}")
    return _scale(sensitivity, 1) * _doublings(level) / error


def _scale(sensitivity: float, epsilon: float) -> float:
    for called, number in (("epsilon", epsilon), ("sensitivity", sensitivity)):
        if not (math.isfinite(number) and number > 0):
            raise ValueError(f"{called} must be positive and finite, got {number}")
    return sensitivity / epsilon


def _doublings(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, got {level}")
    return -math.log1p(-level)

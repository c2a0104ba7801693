"""
What the lowest bits of a number with Laplace noise give away.

The textbook draws a uniform number and takes its logarithm. There are only 2**53 such uniform numbers, so only
some of the 64-bit numbers near a count can come out; another count leaves other gaps. A number in a gap of a
count cannot have come from it, and no epsilon helps [1]_.

References
----------
.. [1] I. Mironov, "On significance of the least significant bits for differential privacy", ACM CCS 2012.
"""

import math

import numpy as np

from citylab.participation.privacy.noise import laplace

__all__ = ["share_given_away"]

_STEPS = 2**53  # numpy draws a multiple of 1/_STEPS and takes a logarithm


def share_given_away(count: int, other: int, *, epsilon: float, draws: int, rng: np.random.Generator) -> float:
    """
    Return how often the lowest bits of a noisy count rule out another count [1]_.

    The attacker sees numbers from `laplace` with sensitivity 1, and asks of each one whether any noise that
    numpy can draw would have led there from `other`.

    Parameters
    ----------
    count, other : int
        The true count, and the one to rule out. [people]
    epsilon : float
        Privacy loss that was promised. [1]
    draws : int
        Noisy numbers to look at.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    float
        Share of the noisy numbers that `other` cannot give. [1]

    Raises
    ------
    ValueError
        If `epsilon` is not positive and finite.
    """
    noisy = laplace(np.full(draws, float(count)), epsilon=epsilon, rng=rng)
    return sum(not _could_come_from(float(one), float(other), 1 / epsilon) for one in noisy) / draws


def _could_come_from(noisy: float, value: float, scale: float) -> bool:
    """Say whether value plus some noise that numpy draws is exactly this number."""
    tail = math.exp(-abs(noisy - value) / scale) / 2
    uniform = 1 - tail if noisy >= value else tail
    # As many steps each way as lead to numbers that round to the same one, and a few more.
    reach = int(tail * _STEPS / scale * math.ulp(noisy)) + 4
    middle = round(uniform * _STEPS)
    steps = range(max(1, middle - reach), min(_STEPS - 1, middle + reach) + 1)
    return any(value + _noise(step / _STEPS, scale) == noisy for step in steps)


def _noise(uniform: float, scale: float) -> float:
    """Return the noise that numpy makes of a uniform number, by the textbook formula."""
    if uniform >= 0.5:
        return 0.0 - scale * math.log(2.0 - uniform - uniform)
    return 0.0 + scale * math.log(uniform + uniform)

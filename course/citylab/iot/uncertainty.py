"""
How sure a reading is, after the Guide to the Expression of Uncertainty in Measurement.

Each quantity that enters a result has a standard uncertainty :math:`u`. It comes
from repeated readings (type A), or from what else is known, such as a limit in a
datasheet (type B). Small uncertainties :math:`u_i` of independent quantities add
up as the sides of a right angle do [1]_:

.. math:: u_c^2(y) = \\sum_i (c_i u_i)^2, \\qquad c_i = \\partial f / \\partial x_i.

Where a model is far from straight, or one flat distribution rules, drawing many
values and looking at the results is the better way [2]_.

References
----------
.. [1] JCGM 100:2008, Guide to the expression of uncertainty in measurement: 4.2
   (type A), 4.3.7 (rectangular distribution), 5.1.2 and 5.1.3 (propagation), 6.2
   (expanded uncertainty)
.. [2] JCGM 101:2008, Supplement 1: Propagation of distributions using a Monte Carlo
   method
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["Quantity", "budget", "combined", "coverage", "expanded", "monte_carlo", "normal", "rectangular", "type_a"]


@dataclass(frozen=True)
class Quantity:
    """
    A quantity with its estimate and its standard uncertainty.

    Attributes
    ----------
    estimate : float
        Best value, in the quantity's unit.
    uncertainty : float
        Standard uncertainty, in the same unit.
    shape : str
        ``"normal"`` or ``"rectangular"``, for drawing values.
    """

    estimate: float
    uncertainty: float
    shape: Literal["normal", "rectangular"] = "normal"

    def draw(self, draws: int, random: np.random.Generator) -> np.ndarray:
        """Return random values of this quantity, in its unit."""
        if self.shape == "rectangular":
            half = math.sqrt(3) * self.uncertainty
            return random.uniform(self.estimate - half, self.estimate + half, draws)
        return random.normal(self.estimate, self.uncertainty, draws)


def normal(estimate: float, standard: float) -> Quantity:
    """Return a quantity whose standard uncertainty is known, both in its unit."""
    _check_width("standard", standard)
    return Quantity(estimate, standard)


def rectangular(estimate: float, half_width: float) -> Quantity:
    """
    Return a quantity of which only limits are known: type B [1]_.

    Every value between the limits is equally likely; the standard uncertainty is
    the half width over the square root of 3.

    Parameters
    ----------
    estimate : float
        Middle of the limits, in the quantity's unit.
    half_width : float
        Distance of each limit from the middle, 0 or more, in the same unit.

    Returns
    -------
    Quantity
        The quantity.

    Raises
    ------
    ValueError
        If `half_width` is below 0.

    Examples
    --------
    >>> round(rectangular(10_000.0, 100.0).uncertainty, 1)
    57.7
    """
    _check_width("half_width", half_width)
    return Quantity(estimate, half_width / math.sqrt(3), "rectangular")


def type_a(readings: npt.ArrayLike) -> Quantity:
    """
    Return the mean of repeated readings: type A [1]_.

    Parameters
    ----------
    readings : array_like, shape (n_readings,)
        Independent readings of the same thing, at least two, in their unit.

    Returns
    -------
    Quantity
        The mean, and the readings' standard deviation over the square root of n.

    Raises
    ------
    ValueError
        If there are fewer than two readings, or one is not a finite number.

    Examples
    --------
    >>> type_a([1.0, 2.0, 3.0, 4.0, 5.0]).estimate
    3.0
    """
    values = np.asarray(readings, dtype=float)
    if values.size < 2 or not np.isfinite(values).all():
        raise ValueError(
            f"type_a needs at least two finite readings, found {values.size}; "
            "leave missing readings out, or take the limit from the datasheet"
        )
    return Quantity(float(values.mean()), float(values.std(ddof=1) / math.sqrt(values.size)))


def budget(model: Callable[..., Any], quantities: Mapping[str, Quantity]) -> pd.DataFrame:
    """
    Return what each quantity contributes to the uncertainty of a result [1]_.

    Parameters
    ----------
    model : callable
        Function of the quantities, called with their names; gives the result.
    quantities : mapping of str to Quantity
        Independent quantities.

    Returns
    -------
    pandas.DataFrame, index the names
        `estimate` and `uncertainty` [each in the quantity's unit], `contribution`
        [the result's unit, with sign] and `share_percent` of the variance [%].

    Raises
    ------
    ValueError
        If there is no quantity.

    Examples
    --------
    >>> table = budget(lambda volt, ohm: volt / ohm, {"volt": normal(6.0, 0.1), "ohm": normal(2.0, 0.1)})
    >>> table["contribution"].abs().round(3).tolist()
    [0.05, 0.15]
    """
    if not quantities:
        raise ValueError("quantities is empty: name at least one, such as {'volt': uncertainty.normal(1.2, 0.1)}")
    best = {name: quantity.estimate for name, quantity in quantities.items()}
    rows = {}
    for name, quantity in quantities.items():
        # Half the difference one uncertainty up and down: JCGM 100, 5.1.3, note 2.
        up, down = (float(model(**{**best, name: quantity.estimate + side * quantity.uncertainty})) for side in (1, -1))
        rows[name] = (quantity.estimate, quantity.uncertainty, (up - down) / 2)
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["estimate", "uncertainty", "contribution"])
    squares = table["contribution"] ** 2
    return table.assign(share_percent=100 * squares / squares.sum() if squares.any() else 0.0)


def combined(model: Callable[..., Any], quantities: Mapping[str, Quantity]) -> float:
    """
    Return the combined standard uncertainty of a result [1]_.

    Parameters
    ----------
    model : callable
        Function of the quantities, called with their names; gives the result.
    quantities : mapping of str to Quantity
        Independent quantities.

    Returns
    -------
    float
        Standard uncertainty, in the result's unit.

    Raises
    ------
    ValueError
        If there is no quantity.

    Examples
    --------
    >>> round(combined(lambda a, b: a + b, {"a": normal(1.0, 0.3), "b": normal(2.0, 0.4)}), 6)
    0.5
    """
    return math.hypot(*budget(model, quantities)["contribution"])


def expanded(standard: float, *, k: float = 2.0) -> float:
    """
    Return the expanded uncertainty, k times the standard one [1]_.

    Parameters
    ----------
    standard : float
        Combined standard uncertainty, in the result's unit.
    k : float
        Coverage factor; 2 covers about 95 % of a normal distribution. [1]

    Returns
    -------
    float
        Half width of the interval to state, in the same unit.

    Raises
    ------
    ValueError
        If `standard` is below 0 or `k` not above 0.

    Examples
    --------
    >>> expanded(0.25)
    0.5
    """
    _check_width("standard", standard)
    if not k > 0:
        raise ValueError(f"k must be above 0, found {k:g}; 2 is usual")
    return k * standard


def monte_carlo(
    model: Callable[..., Any], quantities: Mapping[str, Quantity], *, draws: int = 200_000, seed: int = 1
) -> np.ndarray:
    """
    Draw values of all quantities, and return the results [2]_.

    Parameters
    ----------
    model : callable
        Function of the quantities, called with their names and arrays of draws.
    quantities : mapping of str to Quantity
        Independent quantities.
    draws : int
        Number of results, at least 2. [draws]
    seed : int
        Seed of the draws.

    Returns
    -------
    numpy.ndarray, shape (draws,)
        Results, in the result's unit; their standard deviation is the standard uncertainty.

    Raises
    ------
    ValueError
        If there is no quantity or fewer than 2 draws.

    Examples
    --------
    >>> sums = monte_carlo(lambda a, b: a + b, {"a": normal(1.0, 0.3), "b": normal(2.0, 0.4)})
    >>> round(float(sums.std()), 2)
    0.5
    """
    if not quantities or draws < 2:
        raise ValueError(f"at least one quantity and 2 draws are needed, found {len(quantities)} and {draws}")
    random = np.random.default_rng(seed)
    return np.asarray(model(**{name: quantity.draw(draws, random) for name, quantity in quantities.items()}))


def coverage(results: np.ndarray, *, share: float = 0.95) -> tuple[float, float]:
    """Return the limits that leave out as many results below as above, for a share within 0..1; in their unit."""
    if not 0 < share < 1:
        raise ValueError(f"share must lie between 0 and 1, found {share:g}; 0.95 is usual")
    low, high = np.quantile(results, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


def _check_width(name: str, width: float) -> None:
    if not width >= 0:
        raise ValueError(f"{name} is half a width and must be 0 or more, found {width:g}; give it without a sign")

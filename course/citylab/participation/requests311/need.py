"""
How many faults are there? A Poisson regression on streets that were inspected.

References
----------
.. [1] P. McCullagh, J. A. Nelder, Generalized Linear Models, 2nd edition, Chapman and Hall, 1989, chapter 6.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["Need", "fit_need"]

_STEPS = 100


@dataclass(frozen=True)
class Need:
    """
    A model of need: the faults that a street of this kind has.

    Attributes
    ----------
    weights : pandas.Series
        Logarithm of the faults per unit of exposure: `constant`, then one weight per column. [1]
    covariance : pandas.DataFrame
        Covariance of the weights. [1]
    exposure : str
        Column to which faults are proportional, such as a length.
    """

    weights: pd.Series
    covariance: pd.DataFrame
    exposure: str

    def expected(self, streets: pd.DataFrame) -> pd.Series:
        """Return the expected faults of each street, on the index of `streets`. [faults]"""
        return pd.Series(self._faults(streets, self.weights.to_numpy()), streets.index, name="expected")

    def draw(self, streets: pd.DataFrame, *, draws: int, rng: np.random.Generator) -> np.ndarray:
        """Return the expected faults under weights that fit nearly as well, shape (draws, n_streets). [faults]"""
        weights = rng.multivariate_normal(self.weights, self.covariance, size=draws)
        return np.stack([self._faults(streets, each) for each in weights])

    def _faults(self, streets: pd.DataFrame, weights: np.ndarray) -> np.ndarray:
        matrix, exposure = _matrix(streets, list(self.weights.index[1:]), self.exposure)
        return np.asarray(exposure * np.exp(matrix @ weights))


def fit_need(inspected: pd.DataFrame, columns: Sequence[str], *, exposure: str, faults: str = "faults") -> Need:
    """
    Fit how the faults of a street depend on its kind, by Poisson regression [1]_.

    Parameters
    ----------
    inspected : pandas.DataFrame, shape (n_streets, n_columns)
        Streets on which every fault was counted, chosen without regard to who complains.
    columns : sequence of str
        Columns on which need depends, as numbers or True and False.
    exposure : str
        Column to which faults are proportional, above 0.
    faults : str
        Column of the counts. [faults]

    Returns
    -------
    Need
        Weights by maximum likelihood, found by Newton's method, with their covariance.

    Raises
    ------
    ValueError
        If a column is missing, a count or an exposure is no count or not above 0, no fault was found, or the
        columns say the same.
    """
    matrix, shown = _matrix(inspected, list(columns), exposure)
    if faults not in inspected:
        raise ValueError(f"inspected lacks the column {faults!r}; it has {list(inspected.columns)}")
    counts = inspected[faults].to_numpy(dtype=float)
    if not (np.isfinite(counts) & (counts >= 0)).all() or not counts.sum() > 0:
        raise ValueError(f"{faults} must be counts of 0 or more, none missing, and not all 0")
    if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        raise ValueError(f"the columns {list(columns)} say the same, or one never changes; leave one out")
    weights = np.zeros(matrix.shape[1])
    weights[0] = np.log(counts.sum() / shown.sum())
    for _ in range(_STEPS):
        mean = shown * np.exp(matrix @ weights)
        information = matrix.T @ (matrix * mean[:, None])
        step = np.linalg.solve(information, matrix.T @ (counts - mean))
        weights += np.clip(step, -2, 2)  # far steps can overflow before they come back
        if np.abs(step).max() < 1e-10:
            break
    else:
        raise ValueError("the weights grow without end: a kind of street has no fault at all; merge kinds")
    names = ["constant", *columns]
    covariance = pd.DataFrame(np.linalg.inv(information), names, names)
    return Need(pd.Series(weights, names, name="weight"), covariance, exposure)


def _matrix(streets: pd.DataFrame, columns: list[str], exposure: str) -> tuple[np.ndarray, np.ndarray]:
    if missing := [name for name in [*columns, exposure] if name not in streets]:
        raise ValueError(f"the streets lack the columns {missing}; they have {list(streets.columns)}")
    shown = streets[exposure].to_numpy(dtype=float)
    values = streets[columns].to_numpy(dtype=float)
    if not (np.isfinite(shown) & (shown > 0)).all() or not np.isfinite(values).all():
        raise ValueError(f"{exposure} must be above 0, and no value of {columns} missing")
    return np.column_stack([np.ones(len(streets)), values]), shown

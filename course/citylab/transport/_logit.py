"""
The conditional logit's likelihood, and its maximum.

With utility V = X b, the probability of row i of person n is exp(V_ni) / sum_j exp(V_nj) [1]_. The
log-likelihood is concave in b; gradient and Hessian are those of chapter 3.7 and 8 of [2]_.

References
----------
.. [1] D. McFadden, Conditional logit analysis of qualitative choice behavior, in: P. Zarembka (ed.),
   Frontiers in Econometrics, Academic Press, 1974, pp. 105-142.
.. [2] K. E. Train, Discrete Choice Methods with Simulation, 2nd edition, Cambridge University Press, 2009.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog, minimize

from citylab.transport._choice_table import ChoiceError, Choices

__all__ = ["Maximum", "check_identified", "log_likelihood", "maximise"]

_TOLERANCE = 1e-8
_GRADIENT_MAX = 1e-6  # per person, at the solution


class Maximum(NamedTuple):
    """Parameters at the maximum, their covariance, and the log-likelihood."""

    parameters: np.ndarray
    covariance: np.ndarray
    log_likelihood: float


def log_likelihood(choices: Choices, parameters: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """
    Return the log-likelihood with its gradient and Hessian.

    Parameters
    ----------
    choices : Choices
        What was chosen.
    parameters : numpy.ndarray, shape (n_parameters,)
        Weights of the columns of ``choices.matrix``.

    Returns
    -------
    tuple of float, numpy.ndarray (n_parameters,), numpy.ndarray (n_parameters, n_parameters)
        Sum of the logarithms of the chosen probabilities, first and second derivatives.
    """
    share = choices.shares(choices.matrix @ parameters)
    weighted = choices.matrix * share[:, None]
    mean = np.add.reduceat(weighted, choices.first, axis=0)
    gradient = choices.matrix[choices.chosen].sum(axis=0) - mean.sum(axis=0)
    hessian = mean.T @ mean - choices.matrix.T @ weighted
    # A share can underflow to 0 far from the maximum; its logarithm must stay a number.
    value = float(np.log(np.maximum(share[choices.chosen], 1e-300)).sum())
    return value, gradient, hessian


def check_identified(choices: Choices) -> None:
    """
    Refuse data that no finite set of weights fits best.

    Raises
    ------
    ChoiceError
        If a column never differs between the modes of one person, columns move together, or some
        weights predict every choice for certain (separation).
    """
    difference = choices.differences()
    scale = np.abs(difference).max(axis=0, initial=0.0)
    flat = [name for name, size in zip(choices.names, scale, strict=True) if size <= _TOLERANCE]
    if flat:
        raise ChoiceError(
            f"{', '.join(flat)} is the same for all modes of each person, so it cannot explain a choice; "
            "leave it out, or give it to one mode only (0 for the others)"
        )
    scaled = difference / scale
    if np.linalg.matrix_rank(scaled, tol=_TOLERANCE * len(scaled)) < len(choices.names):
        raise ChoiceError(
            f"{_together(scaled, choices.names)} move together, so their weights cannot be told apart; leave one out"
        )
    _check_separation(scaled, choices.names)


def _together(scaled: np.ndarray, names: list[str]) -> str:
    *_, directions = np.linalg.svd(scaled, full_matrices=False)
    return ", ".join(name for name, part in zip(names, np.abs(directions[-1]), strict=True) if part > 1e-6)


def _check_separation(scaled: np.ndarray, names: list[str]) -> None:
    """
    Look for weights under which no chosen mode is beaten (a linear program).

    If there are any, larger and larger weights fit better and better, and there is no maximum:
    A. Albert, J. A. Anderson, Biometrika 71 (1984) 1-10.
    """
    found = linprog(-scaled.sum(axis=0), A_ub=-scaled, b_ub=np.zeros(len(scaled)), bounds=(-1, 1), method="highs")
    if found.status == 0 and -found.fun > 1e-6:
        guilty = ", ".join(name for name, part in zip(names, found.x, strict=True) if abs(part) > 1e-6)
        raise ChoiceError(
            f"the choices are separated: some weights of {guilty} predict them without a mistake, so the best weight "
            "has no limit. Collect more choices, or leave out an attribute or a mode that nobody (or everybody) chose"
        )


def maximise(choices: Choices, *, steps_max: int) -> Maximum:
    """
    Find the weights of greatest likelihood by trust-region Newton steps.

    Parameters
    ----------
    choices : Choices
        What was chosen.
    steps_max : int
        Newton steps before giving up.

    Returns
    -------
    Maximum
        The weights, the inverse of the negative Hessian, the log-likelihood.

    Raises
    ------
    ChoiceError
        If the steps do not end at a maximum.
    """
    scale = np.abs(choices.differences()).max(axis=0)
    persons = len(choices.count)

    def part(number: int, sign: np.ndarray | float) -> object:
        return lambda scaled: -log_likelihood(choices, scaled / scale)[number] / sign / persons

    result = minimize(
        part(0, 1.0), np.zeros(len(scale)), jac=part(1, scale), hess=part(2, np.outer(scale, scale)),
        method="trust-exact", options={"maxiter": steps_max, "gtol": 1e-9},
    )  # fmt: skip
    if not np.abs(result.jac).max(initial=0.0) < _GRADIENT_MAX:
        raise ChoiceError(
            f"the estimation did not converge within {steps_max} steps; raise steps_max, "
            "or look for an attribute with a wild value"
        )
    best = result.x / scale
    value, _, hessian = log_likelihood(choices, best)
    return Maximum(best, np.linalg.inv(-hessian), value)

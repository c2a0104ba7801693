"""
Where gateways go: the fewest that cover all, or the best that a budget buys.

Two classic questions [1]_ [2]_, both solved exactly as mixed-integer programs with HiGHS, and by the
greedy rule, which takes the site that adds most, again and again. For the second question, sites of equal
cost, greedy reaches at least 1 - 1/e (63 %) of the best [3]_.

References
----------
.. [1] C. Toregas, R. Swain, C. ReVelle, L. Bergman, "The location of emergency service facilities",
   Operations Research 19 (1971) 1363-1373, https://doi.org/10.1287/opre.19.6.1363
.. [2] R. Church, C. ReVelle, "The maximal covering location problem", Papers of the Regional Science
   Association 32 (1974) 101-118, https://doi.org/10.1007/BF01942293
.. [3] G. L. Nemhauser, L. A. Wolsey, M. L. Fisher, "An analysis of approximations for maximizing
   submodular set functions - I", Mathematical Programming 14 (1978) 265-294,
   https://doi.org/10.1007/BF01588971
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, diags_array, hstack

__all__ = ["Siting", "best_sites", "cover", "greedy_sites"]


@dataclass(frozen=True)
class Siting:
    """
    Chosen sites and what they reach.

    Attributes
    ----------
    sites : tuple of int
        Rows of `reaches`, in rising order; for `greedy_sites` in the order of choice.
    covered : numpy.ndarray, shape (n_places,)
        Whether each place is reached.
    weight : float
        Sum of the weights of the places reached. [unit of the weights]
    share : float
        The same, of all places. [1]
    cost : float
        Sum of the costs of the sites. [unit of the costs]
    """

    sites: tuple[int, ...]
    covered: np.ndarray
    weight: float
    share: float
    cost: float


def cover(reaches: Any, *, costs: Any = None, names: Sequence[Any] | None = None) -> Siting:
    """
    Return the cheapest sites that reach every place (set cover), proven best.

    Parameters
    ----------
    reaches : array of bool, shape (n_sites, n_places)
        Whether a site reaches a place.
    costs : array, shape (n_sites,), optional
        Cost of each site; 1 each by default, so that the fewest are found. [any unit]
    names : sequence, optional
        Names of the places, for the message if one cannot be reached.

    Returns
    -------
    Siting
        One of the cheapest; there can be several. Each place weighs 1.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a place cannot be reached; the message names it.

    Examples
    --------
    >>> cover([[True, True, False], [False, True, False], [False, False, True]]).sites
    (0, 2)
    """
    table, costs = _checked(reaches, costs)
    dark = np.flatnonzero(~table.any(axis=0))
    if dark.size:
        labels = [str(names[int(place)]) if names is not None else f"place {place}" for place in dark]
        more = f" and {len(labels) - 5} more" if len(labels) > 5 else ""
        raise ValueError(
            f"no site reaches {', '.join(labels[:5])}{more}; add sites, or leave these places out "
            "with reaches[:, reaches.any(axis=0)]"
        )
    patterns = np.unique(table, axis=1).T.astype(float)
    chosen = _solve(costs, [LinearConstraint(csr_array(patterns), lb=1.0)], integers=len(costs))
    return _siting(table, np.ones(table.shape[1]), costs, np.flatnonzero(chosen > 0.5))


def best_sites(
    reaches: Any, weights: Any, *, count: int | None = None, budget: float | None = None, costs: Any = None
) -> Siting:
    """
    Return the sites that reach most weight within a budget (maximum coverage), proven best.

    Parameters
    ----------
    reaches : array of bool, shape (n_sites, n_places)
        Whether a site reaches a place.
    weights : array, shape (n_places,)
        Weight of each place, 0 or more, such as the length of a street. [any unit]
    count : int, optional
        Most sites; or give `budget` and `costs`. [1]
    budget : float, optional
        Most that the sites may cost together. [unit of the costs]
    costs : array, shape (n_sites,), optional
        Cost of each site, above 0; 1 each by default. [unit of the budget]

    Returns
    -------
    Siting
        One of the best; there can be several.

    Raises
    ------
    ValueError
        If the shapes do not fit, neither or both of `count` and `budget` are given, or
        the budget buys no site.

    Examples
    --------
    >>> best_sites([[True, True, False], [False, False, True]], [2.0, 2.0, 3.0], count=1).weight
    4.0
    """
    table, costs = _checked(reaches, costs)
    weights, limit = _weights(weights, table), _limit(count, budget, costs)
    spent = costs if count is None else np.ones_like(costs)
    patterns, place_of = np.unique(table, axis=1, return_inverse=True)
    worth = np.bincount(place_of.ravel(), weights=weights, minlength=patterns.shape[1])
    n_sites, n_patterns = patterns.shape
    # A pattern counts only if a chosen site reaches it: y <= sum of x over those sites.
    link = hstack([csr_array(-patterns.T.astype(float)), diags_array(np.ones(n_patterns))])
    rules = [
        LinearConstraint(link, ub=0.0),
        LinearConstraint(np.concatenate([spent, np.zeros(n_patterns)])[None, :], ub=limit),
    ]
    chosen = _solve(np.concatenate([np.zeros(n_sites), -worth]), rules, integers=n_sites)
    return _siting(table, weights, costs, np.flatnonzero(chosen[:n_sites] > 0.5))


def greedy_sites(
    reaches: Any, weights: Any, *, count: int | None = None, budget: float | None = None, costs: Any = None
) -> Siting:
    """
    Return sites chosen one after another, each time the one that adds most per cost.

    Parameters
    ----------
    reaches, weights, count, budget, costs
        As for `best_sites`; with `count`, costs do not matter for the choice.

    Returns
    -------
    Siting
        `sites` in the order of choice; it stops when no site adds anything or none is
        affordable. A tie goes to the site with the lower number.

    Raises
    ------
    ValueError
        As for `best_sites`.

    Examples
    --------
    >>> greedy_sites([[True, True, False], [False, False, True]], [2.0, 2.0, 3.0], count=2).sites
    (0, 1)
    """
    table, costs = _checked(reaches, costs)
    weights, left = _weights(weights, table), _limit(count, budget, costs)
    spent = costs if count is None else np.ones_like(costs)
    chosen: list[int] = []
    open_weight = weights.copy()
    while True:
        gain = np.where(spent <= left + 1e-9, table @ open_weight / spent, 0.0)
        site = int(gain.argmax())
        if gain[site] <= 0:
            return _siting(table, weights, costs, np.array(chosen, dtype=int))
        chosen.append(site)
        left -= float(spent[site])
        open_weight[table[site]] = 0.0


def _checked(reaches: Any, costs: Any) -> tuple[np.ndarray, np.ndarray]:
    table = np.asarray(reaches)
    if table.dtype != bool or table.ndim != 2 or 0 in table.shape:
        raise ValueError(
            f"reaches must be a table of True and False, one row per site; got {table.dtype} of shape {table.shape}; "
            "compare the probabilities with a threshold first"
        )
    costs = np.ones(len(table)) if costs is None else np.asarray(costs, dtype=float)
    if costs.shape != (len(table),) or not (costs > 0).all():
        raise ValueError(f"costs needs one number above 0 per site, {len(table)} in all")
    return table, costs


def _weights(weights: Any, table: np.ndarray) -> np.ndarray:
    weights = np.asarray(weights, dtype=float)
    if weights.shape != (table.shape[1],) or not (weights >= 0).all():
        raise ValueError(f"weights needs one number, 0 or more, per place, {table.shape[1]} in all")
    return weights


def _limit(count: int | None, budget: float | None, costs: np.ndarray) -> float:
    if (count is None) == (budget is None):
        raise ValueError("give either count (how many sites) or budget (how much money)")
    if count is not None:
        if count != int(count) or count < 1:
            raise ValueError(f"count must be a whole number, 1 or more, got {count}")
        return float(count)
    assert budget is not None
    if not budget >= costs.min():
        raise ValueError(f"a budget of {budget} buys no site; the cheapest costs {costs.min():g}")
    return float(budget)


def _solve(objective: np.ndarray, rules: list[LinearConstraint], *, integers: int) -> np.ndarray:
    """Minimise `objective`; the first `integers` variables are 0 or 1, the rest lie between."""
    whole = np.arange(len(objective)) < integers
    result = milp(objective, constraints=rules, integrality=whole, bounds=Bounds(0, 1), options={"mip_rel_gap": 0})
    if result.status != 0:
        raise RuntimeError(f"HiGHS found no proven best: {result.message}")
    return np.asarray(result.x)


def _siting(table: np.ndarray, weights: np.ndarray, costs: np.ndarray, sites: np.ndarray) -> Siting:
    covered = table[sites].any(axis=0)
    weight, total = float(weights[covered].sum()), float(weights.sum())
    share = weight / total if total else 0.0
    return Siting(tuple(int(site) for site in sites), covered, weight, share, float(costs[sites].sum()))

"""
Two ways to count a vote on a budget: by votes, and by equal shares.

Each voter may have a weight: someone of weight 2 counts as two voters with the same ballot. So a count can be repeated
for a town in which all wards had voted alike, and for voters drawn again.

References
----------
.. [1] D. Peters, G. Pierczyński, P. Skowron, "Proportional Participatory Budgeting with Additive Utilities",
   NeurIPS 2021, arXiv:2008.13276.
.. [2] equalshares.net/implementation: completion of the Method of Equal Shares by raised budgets ("Add1").
"""

import numpy as np
from numpy.typing import ArrayLike

SAME = 1e-9  # prices that differ by a smaller part are equal, and the tie-break decides


def by_votes(approvals: ArrayLike, costs: ArrayLike, budget: float, *, weights: ArrayLike | None = None) -> list[int]:
    """
    Count by votes: take the project with most votes that still fits, again and again.

    Parameters
    ----------
    approvals : array-like of bool, shape (n_voters, n_projects)
        Who approved what.
    costs : array-like, shape (n_projects,)
        Costs, above 0. [EUR]
    budget : float
        What can be spent; equal fits. [EUR]
    weights : array-like, shape (n_voters,), optional
        How often each voter counts.

    Returns
    -------
    list of int
        Columns of the winners, in ascending order. Of two projects with equal votes the cheaper goes first, then the
        one further left. A project without votes never wins.
    """
    costs = np.asarray(costs, dtype=float)
    votes = _weights(approvals, weights) @ np.asarray(approvals, dtype=float)
    winners, left = [], float(budget)
    for project in np.lexsort([np.arange(len(costs)), costs, -votes.round(9)]):
        if votes[project] > 0 and costs[project] <= left:
            winners.append(int(project))
            left -= costs[project]
    return sorted(winners)


def equal_shares(
    approvals: ArrayLike, costs: ArrayLike, share: float, *, weights: ArrayLike | None = None
) -> tuple[list[int], np.ndarray]:
    """
    Count by the Method of Equal Shares [1]_, with utility in proportion to cost.

    Each voter has `share` to spend. A project's price is the smallest p for which its supporters can pay its cost if
    each gives p times the cost, or all that is left to her if that is less. The project with the lowest price is
    bought and paid so, again and again, until no project's supporters have its cost together.

    Parameters
    ----------
    approvals : array-like of bool, shape (n_voters, n_projects)
        Who approved what.
    costs : array-like, shape (n_projects,)
        Costs, above 0. [EUR]
    share : float
        What each voter has. [EUR]
    weights : array-like, shape (n_voters,), optional
        How often each voter counts: someone of weight 2 is two voters, each with `share`.

    Returns
    -------
    winners : list of int
        Columns of the winners, in ascending order. Of two projects with equal price the one with more votes goes
        first, then the cheaper, then the one further left.
    left : numpy.ndarray, shape (n_voters,)
        What each voter has left (one of them, if she counts more than once). [EUR]
    """
    approved, costs = np.asarray(approvals, dtype=bool), np.asarray(costs, dtype=float)
    counts = _weights(approvals, weights)
    votes = counts @ approved
    left = np.full(len(approved), float(share))
    supporters = [np.flatnonzero(approved[:, project]) for project in range(len(costs))]
    prices = {project: 1 / votes[project] for project in range(len(costs)) if votes[project] > 0}
    bought: list[int] = []
    while prices:
        best = None
        # Prices only rise, as money is spent: an old price above the best one so far need not be renewed.
        for project in sorted(prices, key=lambda one: (prices[one], one)):
            if best is not None and prices[project] > prices[best] * (1 + SAME):
                break
            prices[project] = _price(left[supporters[project]], counts[supporters[project]], costs[project])
            if not np.isfinite(prices[project]):
                del prices[project]  # too dear now, and later too: nobody's money grows
            elif best is None or _goes_first(project, best, prices, votes, costs):
                best = project
        if best is None:
            break
        payers = supporters[best]
        left[payers] -= np.minimum(left[payers], prices[best] * costs[best])
        bought.append(best)
        del prices[best]
    return sorted(bought), left


def complete(
    approvals: ArrayLike, costs: ArrayLike, budget: float, *, weights: ArrayLike | None = None, step: float = 1.0
) -> tuple[list[int], float]:
    """
    Raise everybody's share on paper, and count by equal shares anew, as long as the budget holds (Add1 [2]_).

    Begin with `budget` divided by the number of voters (the sum of their weights). Add `step` and count again. Stop
    before a result would cost more than the budget, or when no project that has votes would fit into what is left.

    Parameters
    ----------
    approvals, costs, weights
        As for `equal_shares`.
    budget : float
        What can be spent; equal fits. [EUR]
    step : float
        By how much each share is raised. [EUR]

    Returns
    -------
    winners : list of int
        Columns of the winners, in ascending order.
    share : float
        The share of the last count that fitted. [EUR]
    """
    costs = np.asarray(costs, dtype=float)
    counts = _weights(approvals, weights)
    has_votes = counts @ np.asarray(approvals, dtype=float) > 0
    share = budget / counts.sum()
    winners, _ = equal_shares(approvals, costs, share, weights=weights)
    while True:
        others = np.setdiff1d(np.flatnonzero(has_votes), winners)
        left = budget - costs[winners].sum()
        if not (costs[others] <= left + SAME).any():
            return winners, share
        more, _ = equal_shares(approvals, costs, share + step, weights=weights)
        if costs[more].sum() > budget + SAME:
            return winners, share
        winners, share = more, share + step


def left_with_nothing(approvals: ArrayLike, winners: list[int], wards: ArrayLike) -> dict[str, float]:
    """
    Return the share of each ward's voters of whose projects none won.

    Parameters
    ----------
    approvals : array-like of bool, shape (n_voters, n_projects)
        Who approved what.
    winners : list of int
        Columns of the winners.
    wards : array-like of str, shape (n_voters,)
        Ward of each voter.

    Returns
    -------
    dict from str to float
        Shares between 0 and 1, by ward in alphabetical order.
    """
    nothing = ~np.asarray(approvals, dtype=bool)[:, winners].any(axis=1)
    wards = np.asarray(wards)
    return {str(ward): float(nothing[wards == ward].mean()) for ward in np.unique(wards)}


def _weights(approvals: ArrayLike, weights: ArrayLike | None) -> np.ndarray:
    return np.ones(len(np.asarray(approvals))) if weights is None else np.asarray(weights, dtype=float)


def _price(left: np.ndarray, counts: np.ndarray, cost: float) -> float:
    """Return the smallest p with Σ count · min(left, p · cost) = cost; infinite if all money is too little."""
    if (counts * left).sum() < cost * (1 - SAME):
        return np.inf
    order = np.argsort(left)
    money, people = left[order], counts[order]
    # If those before a place give all they have, what must each of the others give?
    given = np.concatenate([[0.0], np.cumsum(money * people)[:-1]])
    others = people[::-1].cumsum()[::-1]
    each = np.divide(cost - given, others, out=np.full_like(given, np.inf), where=others > 0)
    enough = np.flatnonzero(each <= money * (1 + SAME))
    return float((each[enough[0]] if len(enough) else money[-1]) / cost)


def _goes_first(project: int, best: int, prices: dict[int, float], votes: np.ndarray, costs: np.ndarray) -> bool:
    if abs(prices[project] - prices[best]) > SAME * prices[best]:
        return prices[project] < prices[best]
    return (-votes[project], costs[project], project) < (-votes[best], costs[best], best)

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
    raise NotImplementedError("by_votes: order the projects, then walk through them once")


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
    raise NotImplementedError("equal_shares: buy at the lowest price, again and again")


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
    raise NotImplementedError("complete: keep the last result that the budget can pay")


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
    raise NotImplementedError("left_with_nothing: a mean for each ward")

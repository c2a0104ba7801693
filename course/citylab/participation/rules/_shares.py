"""The Method of Equal Shares and its completions."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from scipy.sparse import csr_array

from citylab.participation.pabulib import Election
from citylab.participation.rules._exact import TIES, exactly, fill
from citylab.participation.rules._greedy import ranking
from citylab.participation.rules._outcome import Outcome, decide
from citylab.participation.rules._problem import Problem, prepare
from citylab.participation.rules._run import Run

__all__ = ["equal_shares"]

_CELLS = 32_000  # numbers that numpy handles at once before more of them cost more than they save


def equal_shares(
    election: Election,
    *,
    utility: str = "cost",
    completion: str | None = None,
    tie_breaking: Sequence[str] = TIES,
    step: float = 1.0,
) -> Outcome:
    """
    Share out the budget by the Method of Equal Shares.

    Each of the *n* voters gets *budget / n*. A project is *ρ-affordable* if its supporters can pay it with each
    paying at most ρ per unit of utility, Σ min(money of i, ρ · u_i) = cost. The project with the smallest ρ is
    bought and paid so, again and again, until none is affordable [1]_.

    Parameters
    ----------
    election : Election
        The vote; approvals, points, or rankings as Borda points.
    utility : str
        ``cost``: points times cost; ``cardinality``: points.
    completion : str, optional
        What happens with money that is left. None: nothing. ``add1``: every voter's share is raised by `step` and
        the count is begun anew, until the next raise would overspend the budget, or no project with a supporter fits
        into what is left [2]_; the first share is *budget / n* without rounding. ``utilitarian``: projects are added
        by the sum of their points as long as they fit; no voter pays for them.
    tie_breaking : sequence of str
        What decides between equal ρ: ``votes`` (more points first), ``cost`` (cheaper first), ``id`` (order of text,
        the last resort in any case). [2]_ advises ``("cost", "votes")`` and then a lot.
    step : float
        Raise of ``add1`` per voter. [currency]

    Returns
    -------
    Outcome
        Winners, payments and prices. Free projects with a supporter come first, at price 0. [currency]

    Raises
    ------
    ValueError
        If an option is unknown, or `step` is not above 0.

    Notes
    -----
    With ``completion=None`` every group that agrees on projects it could pay for out of its shares gets what
    *extended justified representation up to one project* says [1]_; for approvals even *up to any project* [3]_.
    ``utilitarian`` keeps that, as it only adds; a larger share than *budget / n*, as in ``add1``, is not covered.

    References
    ----------
    .. [1] D. Peters, G. Pierczyński, P. Skowron, *Proportional Participatory Budgeting with Additive Utilities*,
       NeurIPS 2021, arXiv:2008.13276.
    .. [2] equalshares.net/implementation: completion, tie-breaking.
    .. [3] M. Brill, S. Forster, M. Lackner, J. Maly, J. Peters, *Proportionality in Approval-Based Participatory
       Budgeting*, AAAI 2023, arXiv:2302.03672.

    Examples
    --------
    >>> from citylab.participation.pabulib import build
    >>> ballots = [["pool"]] * 6 + [["trees", "bench"]] * 4
    >>> vote = build({"pool": 100, "trees": 30, "bench": 10}, ballots, budget=100)
    >>> equal_shares(vote).winners
    ('bench', 'trees')
    """
    if completion not in (None, "add1", "utilitarian"):
        raise ValueError(f"completion must be None, 'add1' or 'utilitarian', found {completion!r}")
    if not (np.isfinite(step) and step > 0):
        raise ValueError(f"step must be above 0, found {step}")
    problem = prepare(election, utility, tie_breaking)
    share = problem.budget / max(problem.voters, 1)
    if completion == "add1":
        share = _raised(problem, share, exactly(step))
    run = Run(problem, share).go()
    winners = problem.free + run.columns
    added = fill(election, ranking(election, "votes", tie_breaking), winners) if completion == "utilitarian" else []
    rates = [float(price[0] / float(problem.factor[c])) for c, price in zip(run.columns, run.prices, strict=True)]
    return decide(
        election,
        f"equal shares, utility {utility}, completion {completion or 'none'}",
        winners + added,
        completed=added,
        payments=_payments(election, problem, run),
        price=dict.fromkeys(problem.free, 0.0) | dict(zip(run.columns, rates, strict=True)),
        share=float(share),
    )


def _raised(problem: Problem, share: Fraction, step: Fraction) -> Fraction:
    """Return the share with which Add1 ends."""
    # Raises that are counted at once: many in a row, and some far ones, to see how long nothing changes.
    near = min(max(_CELLS * len(problem.cost) // max(problem.points.nnz, 1), 8), 48)
    gaps = [*range(near), *(near * 2**power for power in range(12))]
    raises = 0
    later: list[Run] = []  # in the state in which they parted; the last one has the smallest shares
    while problem.rivals:
        if later and later[-1].raises[0] == raises:
            run = later.pop()
        else:
            after = later[-1] if later else None
            ahead = [raises + gap for gap in gaps if after is None or raises + gap < after.raises[0]]
            run = Run(problem, share, step=step, raises=ahead, rough=True, after=after)
        run.go()
        spent = sum((problem.cost[column] for column in run.columns), Fraction(0))
        if spent > problem.budget:
            return share + step * (raises - 1)
        left = problem.budget - spent
        if not any(problem.cost[column] <= left for column in problem.rivals if column not in run.columns):
            return share + step * raises
        raises = int(run.raises[-1]) + 1
        later.extend(run.rests)
    return share


def _payments(election: Election, problem: Problem, run: Run) -> csr_array:
    """Return what each voter pays for each project."""
    rows, columns, amounts = [], [], []
    for column, paid in zip(run.columns, run.paid, strict=True):
        each = paid[problem.group]
        payers = np.flatnonzero(each)
        rows.append(payers)
        columns.append(np.full(len(payers), column))
        amounts.append(each[payers])
    if not rows:
        return csr_array(election.ballots.shape, dtype=float)
    entries = (np.concatenate(amounts), (np.concatenate(rows), np.concatenate(columns)))
    return csr_array(entries, shape=election.ballots.shape)

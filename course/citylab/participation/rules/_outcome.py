"""What a rule decides."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from citylab.participation.pabulib import Election
from citylab.participation.rules._exact import exactly

__all__ = ["Outcome", "decide"]


@dataclass(frozen=True, eq=False)
class Outcome:
    """
    The result of a rule.

    Attributes
    ----------
    rule : str
        The rule with its options.
    winners : tuple of str
        Projects that are funded, in the order of selection.
    completed : tuple of str
        Those of `winners` that the utilitarian completion added; no voter pays for them.
    payments : scipy.sparse.csr_array, shape (n_voters, n_projects)
        What each voter pays for each project out of the share; all 0 for a greedy rule. [currency]
    price : pandas.Series, shape (n_bought,)
        By project: the price ρ that its supporters pay for one unit of utility, the smallest first; a supporter with
        less money left pays that. Empty for a greedy rule. [currency per unit of utility: with ``utility="cost"``
        and approvals 1 / ρ is the *effective number of votes*]
    share : float
        Money each voter began with; NaN for a greedy rule. [currency]
    cost : float
        Cost of all winners. [currency]
    leftover : float
        Budget less `cost`. [currency]
    """

    rule: str
    winners: tuple[str, ...]
    completed: tuple[str, ...]
    payments: csr_array
    price: pd.Series
    share: float
    cost: float
    leftover: float

    def __repr__(self) -> str:
        return f"<Outcome of {self.rule}: {len(self.winners)} winners, cost {self.cost:,.10g}>"


def decide(
    election: Election,
    rule: str,
    winners: list[int],
    *,
    completed: list[int] | None = None,
    payments: csr_array | None = None,
    price: dict[int, float] | None = None,
    share: float = float("nan"),
) -> Outcome:
    """Return the outcome whose winners are the given columns."""
    ids = [str(identifier) for identifier in election.projects.index]
    costs = election.projects["cost"].to_numpy()
    cost = sum((exactly(costs[column]) for column in winners), Fraction(0))
    price = price or {}
    return Outcome(
        rule=rule,
        winners=tuple(ids[column] for column in winners),
        completed=tuple(ids[column] for column in completed or []),
        payments=csr_array(election.ballots.shape, dtype=float) if payments is None else payments,
        price=pd.Series(
            np.array(list(price.values()), dtype=float),
            index=pd.Index([ids[column] for column in price], name="project_id", dtype="str"),
            name="price",
        ),
        share=share,
        cost=float(cost),
        leftover=float(exactly(election.budget) - cost),
    )

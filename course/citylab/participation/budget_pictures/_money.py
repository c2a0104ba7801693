"""Who gets what, now and at another turnout."""

from dataclasses import replace
from operator import index

import numpy as np
import pandas as pd

from citylab.participation.pabulib import Election
from citylab.participation.rules import Outcome

__all__ = ["check_wards", "money_by_ward", "payments_by_ward", "winners_per_voter", "with_turnout"]


def money_by_ward(election: Election, outcome: Outcome) -> pd.Series:
    """
    Add up the cost of the winners in each ward.

    Parameters
    ----------
    election : Election
        The vote; its projects have a column `ward`.
    outcome : Outcome
        Who won.

    Returns
    -------
    pandas.Series
        By ward, in the order of the file; 0 where nothing is funded. [currency of the election]

    Raises
    ------
    ValueError
        If projects have no ward.
    """
    check_wards(election)
    projects = election.projects
    spent = projects["cost"].where(projects.index.isin(outcome.winners), 0.0)
    return spent.groupby(projects["ward"], sort=False).sum().rename("money")


def payments_by_ward(election: Election, outcome: Outcome) -> pd.DataFrame:
    """
    Add up what the voters of each ward paid for projects in each ward.

    Parameters
    ----------
    election : Election
        The vote; projects and voters have a column `ward`.
    outcome : Outcome
        Result of equal shares.

    Returns
    -------
    pandas.DataFrame, shape (n_wards, n_wards)
        Rows: ward of who paid; columns: ward of what was paid. [currency of the election]

    Raises
    ------
    ValueError
        If projects or voters have no ward.
    """
    check_wards(election, voters=True)
    paid = outcome.payments.tocoo()
    who, what = (table["ward"].to_numpy() for table in (election.voters, election.projects))
    table = pd.DataFrame({"paid by": who[paid.row], "spent in": what[paid.col], "money": paid.data})
    wards = list(dict.fromkeys(what))
    sums = table.groupby(["paid by", "spent in"])["money"].sum().unstack(fill_value=0.0)
    return sums.reindex(index=[*wards, *sorted(set(who) - set(wards))], columns=wards, fill_value=0.0)


def winners_per_voter(election: Election, outcome: Outcome) -> pd.Series:
    """
    Count the winners that each voter chose.

    Parameters
    ----------
    election : Election
        The vote.
    outcome : Outcome
        Who won.

    Returns
    -------
    pandas.Series of int, shape (n_voters,)
        Winners with points from the voter, 0 for who got nothing. [projects]
    """
    won = election.projects.index.isin(outcome.winners).astype(int)
    return pd.Series((election.ballots > 0) @ won, index=election.voters.index, name="winners")


def with_turnout(election: Election, *, ward: str, ballots: int, seed: int = 1) -> Election:
    """
    Return the vote as if a ward had cast another number of ballots.

    Fewer are drawn by lot from those cast; more are those cast, as often as they fit, and others of them by lot: as
    if whoever stayed at home wanted the same as those who came.

    Parameters
    ----------
    election : Election
        The vote; its voters have a column `ward`.
    ward : str
        Whose ballots.
    ballots : int
        How many there are to be, 0 or more. [ballots]
    seed : int
        Of the lot; smaller numbers of ballots are part of larger ones.

    Returns
    -------
    Election
        All others vote as before; voters are numbered anew.

    Raises
    ------
    TypeError
        If `ballots` is no whole number.
    ValueError
        If voters have no ward, nobody of the ward voted, or `ballots` is negative.
    """
    try:
        ballots = index(ballots)
    except TypeError:
        raise TypeError(f"ballots must be a whole number, got {ballots!r}; write ballots=round(...)") from None
    check_wards(election, voters=True)
    theirs = np.flatnonzero((election.voters["ward"] == ward).to_numpy())
    if not len(theirs) or ballots < 0:
        raise ValueError(f"ballots must be 0 or more, and some cast in {ward!r}; found {ballots} and {len(theirs)}")
    order = np.random.default_rng(seed).permutation(theirs)
    drawn = np.resize(order, ballots) if ballots else order[:0]
    rows = np.concatenate([np.flatnonzero((election.voters["ward"] != ward).to_numpy()), drawn])
    cast = election.ballots[rows]
    counted = {
        "votes": np.bincount(cast.indices, minlength=len(election.projects)),
        "score": np.bincount(cast.indices, weights=cast.data, minlength=len(election.projects)),
    }
    numbers = pd.Index([str(number + 1) for number in range(len(rows))], name="voter_id", dtype="str")
    voters = election.voters.iloc[rows].set_axis(numbers)
    return replace(election, ballots=cast, voters=voters, projects=election.projects.assign(**counted))


def check_wards(election: Election, *, voters: bool = False) -> None:
    """Refuse a vote whose projects, and perhaps voters, have no ward."""
    tables = {"projects": election.projects, **({"voters": election.voters} if voters else {})}
    for name, table in tables.items():
        if "ward" not in table:
            raise ValueError(f"the {name} of this vote have no column 'ward'; add one, such as from 'district'")

"""Statements that unite, and statements that divide."""

import pandas as pd

from citylab.participation.opinions.odds import probability, proportion_test, two_proportion_test
from citylab.participation.opinions.votes import as_matrix

__all__ = ["counts", "dividing", "uniting"]

Z_90 = 1.2816
SIDES = {"agree": 1.0, "disagree": -1.0}


def counts(votes: pd.DataFrame, labels: pd.Series) -> pd.DataFrame:
    """
    Count agrees, disagrees and all votes of each group on each statement.

    Parameters
    ----------
    votes : pandas.DataFrame, shape (n_people, n_statements)
        1, -1, 0 or NaN.
    labels : pandas.Series
        Group of each person, by the same labels; people without a group are left out.

    Returns
    -------
    pandas.DataFrame
        One row per statement and group, with ``agree``, ``disagree`` and ``seen`` (all votes, passes included).

    Raises
    ------
    ValueError
        If nobody in `labels` has a row in `votes`.
    """
    both = votes.index.intersection(labels.dropna().index)
    if both.empty:
        raise ValueError("votes and labels name no person in common; give both the same index")
    table = as_matrix(votes.loc[both])
    kinds = {"agree": table == 1, "disagree": table == -1, "seen": table.notna()}
    stacked = {name: kind.groupby(labels[both]).sum().T.stack() for name, kind in kinds.items()}
    return pd.DataFrame(stacked).rename_axis(["statement", "group"])


def uniting(votes: pd.DataFrame, labels: pd.Series, *, side: str = "agree") -> pd.DataFrame:
    """
    Rank statements by how likely a person of *each* group votes alike on them.

    The score is the product of the groups' probabilities, the *group-informed consensus* of Polis [1]_: one
    group that does not agree is enough to make it small, however small the group. The pseudocounts also push down what
    few have seen, such as late statements: where ``fewest`` is small, a statement is untested, not less uniting.

    Parameters
    ----------
    votes : pandas.DataFrame, shape (n_people, n_statements)
        1, -1, 0 or NaN.
    labels : pandas.Series
        Group of each person.
    side : str
        "agree" or "disagree".

    Returns
    -------
    pandas.DataFrame
        One row per statement, best first: the probability in each group (with pseudocounts), ``consensus``,
        ``fewest``: the votes of the group that cast fewest, and ``plain``, the share among all votes. [1]

    Raises
    ------
    ValueError
        If `side` is neither "agree" nor "disagree", or `labels` are those of other people.

    References
    ----------
    .. [1] Small et al., "Polis: Scaling deliberation by mapping high dimensional opinion spaces", 2021.
    """
    _check_side(side)
    table = counts(votes, labels)
    likely = probability(table[side], table["seen"]).unstack("group")
    whole = table.groupby("statement").sum()
    return likely.assign(
        consensus=likely.prod(axis=1),
        fewest=table["seen"].unstack("group").min(axis=1),
        plain=whole[side] / whole["seen"],
    ).sort_values("consensus", ascending=False, kind="stable")


def dividing(votes: pd.DataFrame, labels: pd.Series) -> pd.DataFrame:
    """
    Say by which statements each group differs most from all others.

    For each side, agree and disagree: the probability in the group over that of all others (how many times more
    likely), and two z values, that of the difference and that of more than half of the group voting so. The side
    with the larger difference stands in the row. It counts as ``typical`` when both exceed 1.2816 (one-sided,
    90 %), and is ranked by the product of the four numbers, as in Polis [1]_. Two votes against two pass already:
    look at ``seen``.

    The z values rank; they do not test. The groups were made from these same votes, and the larger of two sides is
    taken, so many values are large by construction: with shuffled votes cut in three groups, about a quarter of all
    rows count as typical.

    Parameters
    ----------
    votes : pandas.DataFrame, shape (n_people, n_statements)
        1, -1, 0 or NaN.
    labels : pandas.Series
        Group of each person, at least two groups.

    Returns
    -------
    pandas.DataFrame
        One row per group and statement, typical ones first, each by its ``score``: ``side``, ``seen`` (votes of the
        group), ``probability``, ``times``, ``z_half``, ``z_others``, ``typical``, ``score``. [1]

    Raises
    ------
    ValueError
        If there are fewer than two groups, or `labels` are those of other people.

    References
    ----------
    .. [1] The formulas are those of `repness.clj` and `stats.clj` in github.com/compdemocracy/polis; the paper,
       Small et al. 2021, gives the first two.
    """
    table = counts(votes, labels)
    if table.index.get_level_values("group").nunique() < 2:
        raise ValueError("only two or more groups can be divided; found one")
    rest = table.groupby("statement").transform("sum") - table
    sides = pd.concat({side: _compare(table, rest, side) for side in SIDES}, names=["side"])
    # idxmax takes the first of equal ones; Polis takes "disagree" unless "agree" is larger.
    wins = sides["z_others"].unstack("side")[["disagree", "agree"]].idxmax(axis=1)
    rows = [sides.loc[(side, *key)] for key, side in wins.items()]
    found = pd.DataFrame(rows, index=wins.index)
    found.insert(0, "side", wins)
    found.insert(1, "seen", table["seen"])
    found["typical"] = (found["z_half"] > Z_90) & (found["z_others"] > Z_90)
    found["score"] = found[["probability", "times", "z_half", "z_others"]].prod(axis=1)
    order = ["group", "typical", "score"]
    return found.reset_index().sort_values(order, ascending=[True, False, False], kind="stable", ignore_index=True)


def _compare(table: pd.DataFrame, rest: pd.DataFrame, side: str) -> pd.DataFrame:
    likely = probability(table[side], table["seen"])
    return pd.DataFrame(
        {
            "probability": likely,
            "times": likely / probability(rest[side], rest["seen"]),
            "z_half": proportion_test(table[side], table["seen"]),
            "z_others": two_proportion_test(table[side], rest[side], table["seen"], rest["seen"]),
        },
        index=table.index,
    )


def _check_side(side: str) -> None:
    if side not in SIDES:
        raise ValueError(f'side must be "agree" or "disagree", got {side!r}')

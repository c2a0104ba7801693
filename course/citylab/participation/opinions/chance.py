"""What the picture owes to chance."""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from citylab.participation.opinions.grouping import groups, one_thread, silhouette, split
from citylab.participation.opinions.projection import project

__all__ = ["scores", "shuffled", "stability"]


def shuffled(votes: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """
    Deal the votes on each statement out anew among those who voted on it.

    Each statement keeps its agrees, disagrees and passes, each person the statements they saw; who thinks
    alike is lost.

    Parameters
    ----------
    votes : pandas.DataFrame, shape (n_people, n_statements)
        1, -1, 0 or NaN.
    seed : int
        Seed of the deal.

    Returns
    -------
    pandas.DataFrame, shape (n_people, n_statements)
        Votes of people who have nothing in common.
    """
    rng = np.random.default_rng(seed)
    table = votes.to_numpy(dtype=float, copy=True)
    for column in table.T:
        seen = ~np.isnan(column)
        column[seen] = rng.permutation(column[seen])
    return pd.DataFrame(table, index=votes.index, columns=votes.columns)


def scores(
    votes: pd.DataFrame,
    *,
    numbers: Iterable[int] = range(2, 6),
    deals: int = 20,
    seed: int = 0,
    against: Callable[..., pd.DataFrame] = shuffled,
) -> pd.DataFrame:
    """
    Compare the silhouette of each number of groups with that of votes without any groups.

    K-means finds groups in anything. A silhouette says something only where it is higher than the same
    steps give for such votes. Above `shuffled` ones, votes hang together: by groups, or along a smooth scale that
    k-means cuts in pieces. For the second, compare with `continuum`.

    Parameters
    ----------
    votes : pandas.DataFrame, shape (n_people, n_statements)
        1, -1, 0 or NaN.
    numbers : iterable of int
        Numbers of groups to try.
    deals : int
        Tables without groups.
    seed : int
        Seed of the first table; the others follow.
    against : callable
        Makes such a table from the votes and a `seed`: `shuffled` or `continuum`.

    Returns
    -------
    pandas.DataFrame
        For each number of ``groups``, and for the ``best`` of them: ``silhouette``, the mean ``by_chance`` and the
        highest ``at_most`` of the tables without groups, and ``gain``, silhouette minus by_chance. The row ``best``
        is the one to read when the highest silhouette chose the number. [1]

    Raises
    ------
    ValueError
        If there are too few people for a number of groups.
    """
    tried = list(numbers)

    def each(table: pd.DataFrame) -> list[float]:
        points = project(table).people.to_numpy()
        found = [silhouette(points, split(points, number)) for number in tried]
        return [*found, max(found)]

    with one_thread():
        found = each(votes)
        empty = np.array([each(against(votes, seed=seed + deal)) for deal in range(deals)])
    table = pd.DataFrame({"silhouette": found}, index=pd.Index([*tried, "best"], name="groups"))
    table["by_chance"], table["at_most"] = empty.mean(axis=0), empty.max(axis=0)
    return table.assign(gain=table["silhouette"] - table["by_chance"])


def stability(votes: pd.DataFrame, *, number: int, draws: int = 50, seed: int = 0) -> pd.Series:
    """
    Say how much of the grouping stays when the same people are drawn anew.

    Each draw takes as many people, with replacement, makes map and groups anew, and compares the groups of
    those drawn with their groups on the full map, by the adjusted Rand index [1]_: 1 for the same groups,
    about 0 for groups that agree as often as chance would. It says nothing about people who did not come. Votes on
    a smooth scale are cut at the same place again and again: stable pieces alone prove no groups.

    Parameters
    ----------
    votes : pandas.DataFrame, shape (n_people, n_statements)
        1, -1, 0 or NaN.
    number : int
        Number of groups.
    draws : int
        Times to draw.
    seed : int
        Seed of the draws.

    Returns
    -------
    pandas.Series, shape (draws,)
        Adjusted Rand index of each draw. [1]

    Raises
    ------
    ValueError
        If there are too few people for the number of groups.

    References
    ----------
    .. [1] L. Hubert, P. Arabie, "Comparing partitions", Journal of Classification 2, 1985.
    """
    from sklearn.metrics import adjusted_rand_score

    rng = np.random.default_rng(seed)
    whole = groups(votes, number).labels.to_numpy()
    found = []
    with one_thread():
        for _ in range(draws):
            drawn = rng.integers(0, len(votes), len(votes))
            points = project(votes.iloc[drawn].reset_index(drop=True)).people.to_numpy()
            found.append(adjusted_rand_score(whole[drawn], split(points, number)))
    return pd.Series(found, name="adjusted_rand").rename_axis("draw")

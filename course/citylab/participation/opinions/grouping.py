"""Groups of people who vote alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from string import ascii_uppercase
from typing import Any

import numpy as np
import pandas as pd

from citylab.participation.opinions.projection import Projection, project

__all__ = ["Groups", "groups"]

MOST_GROUPS = 5
PEOPLE_PER_GROUP = 12


@dataclass(frozen=True)
class Groups:
    """
    People in groups.

    Attributes
    ----------
    labels : pandas.Series, shape (n_people,)
        Letter of each person's group; A is the largest.
    silhouettes : pandas.Series
        Mean silhouette for each number of groups that was tried, between -1 and 1. [1]
    projection : Projection
        The map on which they were found.
    """

    labels: pd.Series
    silhouettes: pd.Series
    projection: Projection

    @property
    def number(self) -> int:
        """Number of groups."""
        return int(self.labels.nunique())


def groups(votes: pd.DataFrame, number: int | None = None, *, seed: int = 0) -> Groups:
    """
    Sort people into groups by k-means on the map.

    Without `number`, two to five groups are tried (fewer when there are few people), and the highest mean
    silhouette wins, as in Polis [1]_. That always finds groups, even where there are none: compare with
    `scores`. Polis first gathers people in 100 small clusters, and starts from the groups of the vote
    before; we do neither, so that the result depends on the votes alone.

    Parameters
    ----------
    votes : pandas.DataFrame, shape (n_people, n_statements)
        1, -1, 0 or NaN.
    number : int, optional
        Number of groups.
    seed : int
        Seed of the starts of k-means.

    Returns
    -------
    Groups
        The groups.

    Raises
    ------
    ValueError
        If there are fewer distinct places on the map than groups, or fewer than two groups are asked for.

    References
    ----------
    .. [1] Small et al., "Polis: Scaling deliberation by mapping high dimensional opinion spaces", 2021;
       P. J. Rousseeuw, "Silhouettes", Journal of Computational and Applied Mathematics 20, 1987.
    """
    with one_thread():
        return _groups(votes, number, seed)


def _groups(votes: pd.DataFrame, number: int | None, seed: int) -> Groups:
    projection = project(votes)
    points = projection.people.to_numpy()
    most = min(MOST_GROUPS, 2 + len(points) // PEOPLE_PER_GROUP)
    tried = range(2, most + 1) if number is None else [number]
    found = {k: split(points, k, seed=seed) for k in tried}
    silhouettes = pd.Series({k: silhouette(points, labels) for k, labels in found.items()}, name="silhouette")
    best = found[int(silhouettes.idxmax())]
    return Groups(pd.Series(best, index=votes.index, name="group"), silhouettes.rename_axis("groups"), projection)


def split(points: np.ndarray, number: int, *, seed: int = 0) -> np.ndarray:
    """
    Return the letter of each point's group, found by k-means.

    Parameters
    ----------
    points : numpy.ndarray, shape (n_people, 2)
        Places on the map. [1]
    number : int
        Number of groups, two or more.
    seed : int
        Seed of the ten starts; the start with the smallest sum of squares wins.

    Returns
    -------
    numpy.ndarray of str, shape (n_people,)
        Letters, A for the largest group; of equal ones, the one that stands further to the right comes first.

    Raises
    ------
    ValueError
        If there are not more distinct places than groups, or fewer than two groups are asked for.
    """
    from sklearn.cluster import KMeans

    distinct = len(np.unique(points.round(9), axis=0))
    if not 2 <= number < distinct:
        raise ValueError(
            f"the number of groups must be within 2..{distinct - 1}, below the distinct places; got {number}"
        )
    means = KMeans(number, n_init=10, random_state=seed).fit(points)
    sizes = np.bincount(means.labels_, minlength=number)
    order = np.lexsort((-means.cluster_centers_[:, 0], -sizes))
    letters = np.empty(number, dtype="<U1")
    letters[order] = list(ascii_uppercase[:number])
    return letters[means.labels_]


def silhouette(points: np.ndarray, labels: np.ndarray) -> float:
    """
    Return the mean silhouette of points in groups.

    Parameters
    ----------
    points : numpy.ndarray, shape (n_people, 2)
        Places on the map. [1]
    labels : numpy.ndarray, shape (n_people,)
        Group of each.

    Returns
    -------
    float
        Mean of (b - a) / max(a, b): a is the mean distance to one's own group, b to the nearest other. [1]
    """
    from sklearn.metrics import silhouette_score

    return float(silhouette_score(points, labels))


@contextmanager
def one_thread() -> Iterator[None]:
    """
    Compute with one thread inside the block.

    Tables of a few hundred people are done before the threads have found each other; several at once would
    wait for one another on a small computer.
    """
    with _thread_pools().limit(limits=1):
        yield


@cache
def _thread_pools() -> Any:
    import sklearn.cluster  # its pools must be loaded before they are looked for
    from threadpoolctl import ThreadpoolController

    assert sklearn.cluster is not None
    return ThreadpoolController()

"""From a matrix with holes to a map of people."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from citylab.participation.opinions.votes import as_matrix

__all__ = ["Projection", "project"]

AXES = ["x", "y"]


@dataclass(frozen=True)
class Projection:
    """
    A map of people, made from their votes.

    Attributes
    ----------
    people : pandas.DataFrame, shape (n_people, 2)
        Place of each person, columns ``x`` and ``y``. [1]
    statements : pandas.DataFrame, shape (n_statements, 2)
        How much an *agree* with each statement moves a person along ``x`` and ``y``: the two principal
        components, each of length 1. [1]
    means : pandas.Series, shape (n_statements,)
        Mean vote on each statement, between -1 and 1, with which holes are filled. [1]
    explained : tuple of float
        Share of the variance of the filled matrix along each axis, between 0 and 1. [1]
    """

    people: pd.DataFrame
    statements: pd.DataFrame
    means: pd.Series
    explained: tuple[float, float]


def project(votes: pd.DataFrame) -> Projection:
    """
    Place people on a plane, so that those who vote alike stand together.

    As in Polis [1]_: holes take the mean vote of their statement; the first two principal components span
    the plane; who saw few statements would stand near the middle for that reason alone, so each person is
    moved out by the root of (statements / votes cast). The signs of the axes have no meaning: they are
    chosen so that the largest part of each component is positive.

    Parameters
    ----------
    votes : pandas.DataFrame, shape (n_people, n_statements)
        1, -1, 0 or NaN; at least two statements and two people, each person with a vote.

    Returns
    -------
    Projection
        The map.

    Raises
    ------
    ValueError
        If there are fewer than two people or statements, a person has no vote, or all votes on each
        statement are equal, so that there is nothing to map.

    References
    ----------
    .. [1] Small et al., "Polis: Scaling deliberation by mapping high dimensional opinion spaces", 2021; the factor
       is that of `sparsity-aware-project-ptpt` in github.com/compdemocracy/polis.

    Examples
    --------
    >>> votes = pd.DataFrame([[1, 1, -1], [1, 1, 0], [-1, -1, 1], [-1, -1, float("nan")]])
    >>> project(votes).people["x"].round(2).tolist()
    [1.68, 1.31, -1.68, -1.61]
    """
    votes = as_matrix(votes)
    cast = votes.notna().sum(axis=1).to_numpy()
    if min(votes.shape) < 2 or cast.min() == 0:
        raise ValueError(
            f"a map needs two people and two statements, and a vote of each person; found {votes.shape[0]} people, "
            f"{votes.shape[1]} statements, {(cast == 0).sum()} people without a vote: use enough_votes first"
        )
    means = votes.mean()
    centred = (votes - means).fillna(0.0).to_numpy()
    _, sizes, parts = np.linalg.svd(centred, full_matrices=False)
    if sizes[0] < 1e-12:
        raise ValueError("all votes on each statement are equal; there is nothing to map")
    largest = np.abs(parts[:2]).argmax(axis=1)
    components = parts[:2] * np.sign(parts[[0, 1], largest])[:, None]
    outwards = np.sqrt(votes.shape[1] / cast)[:, None]
    shares = sizes[:2] ** 2 / (sizes**2).sum()
    return Projection(
        people=pd.DataFrame(centred @ components.T * outwards, index=votes.index, columns=AXES),
        statements=pd.DataFrame(components.T, index=votes.columns, columns=AXES),
        means=means,
        explained=(float(shares[0]), float(shares[1])),
    )

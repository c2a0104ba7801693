"""Votes of people who differ by degrees: a smooth scale, and no groups."""

import numpy as np
import pandas as pd

from citylab.participation.opinions.votes import as_matrix

__all__ = ["continuum"]

ROUNDS = 30
LONGEST = 0.98


def continuum(votes: pd.DataFrame, *, scales: int = 1, seed: int) -> pd.DataFrame:
    """
    Draw votes of people who hang together as ours do, but stand on smooth scales without any groups.

    Each person gets a place on each scale by the normal distribution, and leans on each statement by those places
    and by chance. How much the scales count is fitted to the correlations of the votes by least squares (minres
    [1]_), each pair of statements by the people who saw both. Then the votes on each statement are dealt out in the
    order of the leanings: each statement keeps its agrees, disagrees and passes, each person the statements they saw.
    Groups in such votes are a scale cut in pieces; to ask whether ours are more is the idea of SigClust [2]_.

    Parameters
    ----------
    votes : pandas.DataFrame, shape (n_people, n_statements)
        1, -1, 0 or NaN.
    scales : int
        Number of scales, 1 or more, at most the number of statements.
    seed : int
        Seed of the draw.

    Returns
    -------
    pandas.DataFrame, shape (n_people, n_statements)
        Votes of people on smooth scales.

    Raises
    ------
    ValueError
        If `scales` is below 1 or above the number of statements.

    References
    ----------
    .. [1] H. H. Harman, W. H. Jones, "Factor analysis by minimizing residuals (minres)", Psychometrika 31, 1966.
    .. [2] Y. Liu, D. N. Hayes, A. Nobel, J. S. Marron, "Statistical significance of clustering for high-dimension,
       low-sample size data", Journal of the American Statistical Association 103, 2008. There one normal
       distribution with the covariance of the data; here votes with holes, so a few scales are fitted.
    """
    table = as_matrix(votes)
    if not 1 <= scales <= table.shape[1]:
        raise ValueError(f"the number of scales must be within 1..{table.shape[1]}, got {scales}")
    rng = np.random.default_rng(seed)
    weights = _weights(table, scales)
    own = np.sqrt(1 - (weights**2).sum(axis=1))
    places = rng.standard_normal((len(table), scales))
    leanings = places @ weights.T + rng.standard_normal(table.shape) * own
    dealt = table.to_numpy(copy=True)
    for column, leaning in zip(dealt.T, leanings.T, strict=True):
        seen = np.flatnonzero(~np.isnan(column))
        column[seen[np.argsort(leaning[seen])]] = np.sort(column[seen])
    return pd.DataFrame(dealt, index=table.index, columns=table.columns)


def _weights(table: pd.DataFrame, scales: int) -> np.ndarray:
    """Return how much each statement leans on each scale, shape (n_statements, scales), sums of squares below 1."""
    spread = table.std(ddof=0)
    filled = ((table - table.mean()) / spread.where(spread > 0, 1)).fillna(0.0).to_numpy()
    seen = table.notna().to_numpy(dtype=float)
    together = seen.T @ seen
    shrinking = np.array([_shrinking(table[name].dropna()) for name in table])
    wanted = filled.T @ filled / np.maximum(together, 1) / np.outer(shrinking, shrinking)
    np.fill_diagonal(together, 0)
    weights = np.linalg.eigh(wanted * (together > 0))[1][:, -scales:]
    for _ in range(ROUNDS):
        for row, (many, target) in enumerate(zip(together, wanted, strict=True)):
            normal = (weights * many[:, None]).T @ weights + 1e-9 * np.eye(scales)
            found = np.linalg.solve(normal, weights.T @ (many * target))
            weights[row] = found / max(1.0, float(np.linalg.norm(found)) / LONGEST)
    return weights


def _shrinking(cast: pd.Series) -> float:
    """Return the correlation of a normal leaning with the votes that it becomes; 1 where all votes are equal."""
    from scipy.stats import norm

    values, counts = np.unique(cast, return_counts=True)
    if len(values) < 2:
        return 1.0
    edges = norm.ppf(counts.cumsum()[:-1] / counts.sum())
    return float((norm.pdf(edges) * np.diff(values)).sum() / cast.std(ddof=0))

"""How far coders agree beyond chance."""

from typing import Any

import numpy as np
import pandas as pd

__all__ = ["alpha_draws", "cohens_kappa", "krippendorffs_alpha"]


def cohens_kappa(first: Any, second: Any) -> float:
    """
    Return the agreement of two coders beyond chance, over the units that both coded.

    (p_o - p_e) / (1 - p_e): p_o is the share of units with the same code, p_e the share to be expected if each
    coder dealt out their own codes at random.

    Parameters
    ----------
    first, second : array-like, shape (n_units,)
        Codes of the two coders for the same units; missing where a coder gave none.

    Returns
    -------
    float
        1 for full agreement, 0 for as much as chance gives. [1]

    Raises
    ------
    ValueError
        If the lengths differ, no unit was coded by both, or both used one code throughout, so that chance
        explains all.

    References
    ----------
    .. [1] J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
       (1), 1960.

    Examples
    --------
    >>> yes_no = ["yes"] * 25 + ["no"] * 25
    >>> cohens_kappa(yes_no, ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15)
    0.4
    """
    a, b = pd.Series(np.asarray(first, dtype=object)), pd.Series(np.asarray(second, dtype=object))
    if len(a) != len(b):
        raise ValueError(f"both coders code the same units; got {len(a)} and {len(b)} codes")
    both = a.notna() & b.notna()
    if not both.any():
        raise ValueError("no unit was coded by both coders; there is nothing to compare")
    a, b = a[both], b[both]
    observed = float((a == b).mean())
    chance = float((a.value_counts(normalize=True) * b.value_counts(normalize=True)).sum())
    if chance >= 1:
        raise ValueError("both coders used one and the same code throughout; kappa says nothing then")
    return round((observed - chance) / (1 - chance), 12)


def krippendorffs_alpha(codes: Any, *, level: str = "nominal") -> float:
    """
    Return the agreement of any number of coders beyond chance, holes allowed.

    1 - D_o / D_e: the observed disagreement within units over that to be expected when codes are paired without
    regard to units. A unit with fewer than two codes tells nothing and is left out.

    Parameters
    ----------
    codes : pandas.DataFrame or array-like, shape (n_units, n_coders)
        One row per unit, one column per coder; missing where a coder gave none.
    level : str
        "nominal" for names; "interval" for numbers, whose disagreement is the squared difference.

    Returns
    -------
    float
        1 for full agreement, 0 for as much as chance gives. [1]

    Raises
    ------
    ValueError
        If `level` is another, no unit has two codes, or all codes are the same.

    References
    ----------
    .. [1] K. Krippendorff, "Computing Krippendorff's alpha-reliability", University of Pennsylvania, 2011.
    """
    counts = _counts(codes, level)
    return _alpha(counts.to_numpy(dtype=float), _distances(counts.columns, level))


def alpha_draws(codes: Any, *, draws: int = 200, seed: int = 0, level: str = "nominal") -> pd.Series:
    """
    Return alpha for units drawn anew, to see how sure it is.

    Each draw takes as many units as were coded twice or more, with replacement. The quantiles 0.025 and 0.975 of the
    draws are a 95 % interval. It holds for units like these: where the coded ones were not drawn at random, it says
    nothing about the others.

    Parameters
    ----------
    codes : pandas.DataFrame or array-like, shape (n_units, n_coders)
        One row per unit, one column per coder; missing where a coder gave none.
    draws : int
        Times to draw.
    seed : int
        Seed of the draws.
    level : str
        "nominal" or "interval", as in `krippendorffs_alpha`.

    Returns
    -------
    pandas.Series, shape (draws,)
        Alpha of each draw; missing where a draw held one code only. [1]

    Raises
    ------
    ValueError
        As `krippendorffs_alpha` does for all units.
    """
    counts = _counts(codes, level)
    many, apart = counts.to_numpy(dtype=float), _distances(counts.columns, level)
    rng = np.random.default_rng(seed)
    drawn = (many[rng.integers(0, len(many), len(many))] for _ in range(draws))
    found = [_alpha(rows, apart) if (rows.sum(axis=0) > 0).sum() > 1 else np.nan for rows in drawn]
    return pd.Series(found, name="alpha", dtype=float).rename_axis("draw")


def _counts(codes: Any, level: str) -> pd.DataFrame:
    """Count how often each unit with two codes or more was given each code."""
    if level not in ("nominal", "interval"):
        raise ValueError(f'level must be "nominal" or "interval", got {level!r}')
    table = pd.DataFrame(np.asarray(codes, dtype=object))
    tall = table.stack()
    if tall.empty:
        raise ValueError("no unit was coded twice; alpha needs pairs of codes")
    counts = pd.crosstab(tall.index.get_level_values(0), tall.to_numpy())
    counts = counts[counts.sum(axis=1) >= 2]
    counts = counts.loc[:, counts.sum() > 0]
    if counts.empty:
        raise ValueError("no unit was coded twice; alpha needs pairs of codes")
    if counts.shape[1] == 1:
        raise ValueError("all codes are the same; without any variation alpha says nothing")
    return counts


def _alpha(many: np.ndarray, apart: np.ndarray) -> float:
    # Coincidences: each unit gives all ordered pairs of its codes, with the weight 1 / (codes - 1).
    weight = 1 / (many.sum(axis=1) - 1)
    pairs = (many * weight[:, None]).T @ many - np.diag(weight @ many)
    totals = many.sum(axis=0)
    expected = (np.outer(totals, totals) - np.diag(totals)) / (totals.sum() - 1)
    return float(1 - (pairs * apart).sum() / (expected * apart).sum())


def _distances(values: pd.Index, level: str) -> np.ndarray:
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    numbers = values.to_numpy(dtype=float)
    return np.asarray((numbers[:, None] - numbers[None, :]) ** 2)

"""
Diversity: why the peak of many homes is smaller than the sum of their peaks.

References
----------
.. [1] Customer-Led Network Revolution, After Diversity Maximum Demand (ADMD)
   Report, CLNR-L217, 2015. Designers take 2 kW for a home without electric
   heating; the homes measured settle at 1.5 kW.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

__all__ = ["admd_kw", "diversity_curve", "fit_rusck", "rusck_kw"]


def admd_kw(homes_kw: pd.DataFrame, n: int, *, draws: int = 200, seed: int = 1) -> float:
    """
    Return the after-diversity maximum demand of `n` homes [1]_.

    Draw `n` different homes, add their loads, take the highest sum and divide
    it by `n`; repeat, and give the mean over the draws.

    Parameters
    ----------
    homes_kw : pandas.DataFrame, shape (n_steps, n_homes)
        Load of each home, one column per home. [kW]
    n : int
        Homes that share the cable, 1 to n_homes. [homes]
    draws : int
        Random draws. [draws]
    seed : int
        Seed of the draws.

    Returns
    -------
    float
        Highest joint load per home. [kW]

    Raises
    ------
    ValueError
        If `n` is not within 1 and the number of homes.

    Examples
    --------
    >>> loads = pd.DataFrame({"a": [4.0, 0.0], "b": [0.0, 4.0]})
    >>> admd_kw(loads, 1), admd_kw(loads, 2)
    (4.0, 2.0)
    """
    return float(_peaks_kw(homes_kw, n, draws=draws, seed=seed).mean())


def diversity_curve(homes_kw: pd.DataFrame, sizes: Iterable[int], *, draws: int = 200, seed: int = 1) -> pd.DataFrame:
    """Return `admd_kw` for several sizes, with the 5th and 95th percentile of the draws. [kW]"""
    rows = {}
    for n in sizes:
        peaks = _peaks_kw(homes_kw, n, draws=draws, seed=seed)
        low, high = np.quantile(peaks, [0.05, 0.95])
        rows[n] = {"admd_kw": peaks.mean(), "low_kw": low, "high_kw": high}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("homes")


def rusck_kw(n: int | np.ndarray, *, single_kw: float, many_kw: float) -> float | np.ndarray:
    """
    Return the peak per home of `n` homes after the square-root law.

    Planners know it as Rusck's formula: the coincidence g(n) of n homes is
    g∞ + (1 - g∞)/√n, with g∞ = many_kw / single_kw. It follows if
    the joint load per home scatters evenly around a common course, with a
    deviation that falls as 1/√n; loads with rare high peaks fall more slowly.

    Parameters
    ----------
    n : int or array_like
        Homes. [homes]
    single_kw : float
        Peak of one home. [kW]
    many_kw : float
        Peak per home of very many homes. [kW]

    Returns
    -------
    float or numpy.ndarray
        Peak per home. [kW]
    """
    return many_kw + (single_kw - many_kw) / np.sqrt(n)


def fit_rusck(admd: pd.Series) -> tuple[float, float]:
    """Fit `rusck_kw` to peaks [kW] indexed by homes; return `single_kw` and `many_kw`. [kW]"""
    slope, many_kw = np.polyfit(1 / np.sqrt(admd.index.to_numpy(dtype=float)), admd, 1)
    return float(many_kw + slope), float(many_kw)


def _peaks_kw(homes_kw: pd.DataFrame, n: int, *, draws: int, seed: int) -> np.ndarray:
    loads, total = homes_kw.to_numpy(dtype=float), homes_kw.shape[1]
    if not 1 <= n <= total:
        raise ValueError(f"n must be within 1 and the {total} homes given, got {n}")
    random = np.random.default_rng(seed)
    chosen = [random.choice(total, size=n, replace=False) for _ in range(draws)]
    return np.array([loads[:, homes].sum(axis=1).max() / n for homes in chosen])

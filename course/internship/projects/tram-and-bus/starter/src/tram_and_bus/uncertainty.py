"""How far a share could be off, if the hours of a day stand for many such hours."""

import numpy as np
import pandas as pd


def interval(happened: pd.Series, hour: pd.Series, *, seed: int, draws: int = 2000) -> tuple[float, float]:
    """
    Return a 95 % interval for a share, by drawing whole hours again.

    Buses that are late make the next one late, too: connections of one hour rise and fall together. So hours are
    drawn, not single connections (a block bootstrap). It knows nothing of other days.

    Parameters
    ----------
    happened : pandas.Series of bool
        Whether it happened, one row per connection.
    hour : pandas.Series
        The hour of each, on the same index.
    seed : int
        So that your interval equals ours.
    draws : int
        How many days are drawn.

    Returns
    -------
    low, high : float
        The 2.5 % and the 97.5 % point of the drawn shares.
    """
    counts = happened.groupby(hour).agg(["sum", "size"]).to_numpy(dtype=float)
    drawn = np.random.default_rng(seed).integers(0, len(counts), size=(draws, len(counts)))
    sums = counts[drawn].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], [0.025, 0.975])
    return float(low), float(high)

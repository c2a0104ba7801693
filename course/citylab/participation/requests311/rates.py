"""What was reported, beside what was there."""

import numpy as np
import pandas as pd

from citylab.participation.requests311.need import Need

__all__ = ["reporting_rates"]


def reporting_rates(
    reported: pd.DataFrame,
    streets: pd.DataFrame,
    need: Need,
    *,
    by: str = "ward",
    level: float = 0.9,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """
    Divide the faults that were reported by the faults that a model of need expects.

    Parameters
    ----------
    reported : pandas.DataFrame, shape (n_faults, n_columns)
        One row per reported fault, duplicates taken out, with the column `by`.
    streets : pandas.DataFrame, shape (n_streets, n_columns)
        All streets, with `by` and the columns of the model.
    need : Need
        Faults that a street of each kind has, over the same time.
    by : str
        Column that makes the groups.
    level : float
        Level of the interval, between 0 and 1. [1]
    draws : int
        Draws for the interval.
    seed : int
        Seed of the draws.

    Returns
    -------
    pandas.DataFrame
        For each group `reported` and `expected` [faults], `rate`, reported over expected [1], and `low` and
        `high`, which cover the doubt about the model's weights and chance in the faults, not a model that
        leaves out what matters. [1]

    Raises
    ------
    ValueError
        If the column `by` is missing, reported faults are in an unknown group, or `level` is not within 0 and 1.
    """
    for name, table in (("reported", reported), ("streets", streets)):
        if by not in table:
            raise ValueError(f"{name} lacks the column {by!r}; it has {list(table.columns)}")
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, got {level}; 0.9 is usual")
    groups = pd.Index(streets[by].unique(), name=by)
    if strange := sorted(set(reported[by].dropna()) - set(groups)):
        raise ValueError(f"no street is in {by} = {strange}; streets has {groups.tolist()}")
    found = reported[by].value_counts().reindex(groups, fill_value=0)
    expected = need.expected(streets).groupby(streets[by]).sum().reindex(groups)
    rng = np.random.default_rng(seed)
    member = (streets[by].to_numpy()[:, None] == groups.to_numpy()).astype(float)
    means = need.draw(streets, draws=draws, rng=rng) @ member
    there = rng.poisson(means)  # the faults of one year scatter around their mean
    low, high = np.quantile(found.to_numpy() / np.maximum(there, 1), [(1 - level) / 2, (1 + level) / 2], axis=0)
    columns = {"reported": found, "expected": expected, "rate": found / expected, "low": low, "high": high}
    return pd.DataFrame(columns, index=groups)

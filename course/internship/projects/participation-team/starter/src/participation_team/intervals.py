"""How far a weighted share may be off, by drawing the answers again."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from participation_team.missing import rake


def raked_interval(
    answers: pd.DataFrame, question: str, margins: Mapping[str, pd.Series], *, seed: int, draws: int = 200
) -> tuple[float, float]:
    """
    Return a 95 % interval for a raked share: draw the people again with replacement, and rake each draw anew.

    It covers the chance of who was drawn and who answered. It does not cover people who are on no list, or who answer
    differently from others of the same categories. A draw that lacks a category is left out.

    Parameters
    ----------
    answers : pandas.DataFrame
        One row per person, with `question` (True and False) and the variables of `margins`.
    question : str
        The column whose share is asked for.
    margins : mapping from str to pandas.Series
        For each variable the residents by category. [people]
    seed : int
        So that your interval equals ours.
    draws : int
        How many samples are drawn.

    Returns
    -------
    low, high : float
        The 2.5 % and the 97.5 % point of the drawn shares.
    """
    generator = np.random.default_rng(seed)
    shares = []
    for _ in range(draws):
        times = np.bincount(generator.integers(0, len(answers), len(answers)), minlength=len(answers))
        try:
            weights = rake(answers, margins, start=times)
        except ValueError:
            continue
        shares.append(np.average(answers[question], weights=weights))
    low, high = np.quantile(shares, [0.025, 0.975])
    return float(low), float(high)

"""
Raking, or iterative proportional fitting.

Conditions for convergence [2]_ [3]_: all margins add up to the same total, each category with residents has
an answer, and some weights, positive on the cells that have answers, meet all margins. Where only weights
with a zero among them do, the rounds still approach them, but slowly, and some answers fade away; where none
do, the rounds swing for ever. `rake` tells these cases apart by linear programs.

References
----------
.. [1] W. E. Deming, F. F. Stephan, "On a least squares adjustment of a sampled frequency table when the expected
   marginal totals are known", Annals of Mathematical Statistics 11 (4), 1940, 427-444.
.. [2] I. Csiszár, "I-divergence geometry of probability distributions and minimization problems", Annals of
   Probability 3 (1), 1975, 146-158.
.. [3] F. Pukelsheim, "Biproportional scaling of matrices and the iterative proportional fitting procedure",
   Annals of Operations Research 215 (1), 2014, 269-283.
.. [4] J.-C. Deville, C.-E. Särndal, O. Sautory, "Generalized raking procedures in survey sampling", Journal of
   the American Statistical Association 88 (423), 1993, 1013-1020.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from citylab.participation.weighting._feasible import why_not
from citylab.participation.weighting.margins import MarginsError, codes_of
from citylab.participation.weighting.stratify import refuse_empty

__all__ = ["MarginsError", "Raked", "rake"]

_SAME_TOTAL = 1e-6


@dataclass(frozen=True)
class Raked:
    """
    The result of raking.

    Attributes
    ----------
    weights : pandas.Series, shape (n_people,)
        How many residents each answer stands for. [people]
    rounds : int
        Rounds that were done; a round fits each margin once.
    converged : bool
        Whether all margins are met within the tolerance.
    gap : float
        Largest difference between a weighted count and its margin, as a share of the population. [1]
    capped : int
        Answers whose weight stands at the cap. [people]
    why : str
        One sentence: what was reached, or what stood in the way.
    """

    weights: pd.Series
    rounds: int
    converged: bool
    gap: float
    capped: int
    why: str


def rake(
    sample: pd.DataFrame,
    margins: Mapping[str, pd.Series],
    *,
    start: pd.Series | None = None,
    trim: float | None = None,
    tolerance: float = 1e-6,
    rounds: int = 500,
) -> Raked:
    """
    Weight the answers so that they meet several margins at once [1]_.

    Parameters
    ----------
    sample : pandas.DataFrame, shape (n_people, n_columns)
        One row per person, with a column for each variable of `margins`.
    margins : mapping of str to pandas.Series
        For each variable the residents of each category; all add up to the same total. [people]
    start : pandas.Series, optional
        Positive weights to begin with, on the index of `sample`; without them all answers begin equal. If people
        had different chances to be invited, begin with 1 / chance. [people]
    trim : float, optional
        Cap on a weight, in multiples of the mean weight, above 1. Each category is fitted with its weights at
        the cap or below, which gives the weights nearest to `start` that keep both cap and margins [4]_. Where
        cap and margins cannot both be kept, the result depends on the order of `margins`: the last one is fitted
        last, at the cost of the others; read `converged`, `why` and `gap`. [1]
    tolerance : float
        Largest gap at which the rounds stop, as a share of the population. [1]
    rounds : int
        Most rounds to do, 1 or more.

    Returns
    -------
    Raked
        Weights, and whether they meet the margins; under a cap, or after too few rounds, they may not.

    Raises
    ------
    MarginsError
        If a column, value or category is missing, the totals differ, a category has residents and no
        answer, or no weights at all can meet the margins.
    ValueError
        If `start`, `trim`, `tolerance` or `rounds` is out of range.

    Examples
    --------
    >>> room = pd.DataFrame({"age": ["old", "old", "old", "young"], "home": ["own", "own", "rent", "rent"]})
    >>> town = {"age": pd.Series({"old": 40, "young": 60}), "home": pd.Series({"own": 30, "rent": 70})}
    >>> rake(room, town).weights.round(2).tolist()
    [15.0, 15.0, 10.0, 60.0]
    """
    _check(trim, tolerance, rounds)
    groups = _groups(sample, margins)
    total = groups[0][1].sum()
    free = _start(sample, start)
    free *= total / free.sum()
    cap = np.inf if trim is None else trim * total / len(sample)
    done, gap = 0, np.inf
    while done < rounds and gap > tolerance:
        for codes, counts in groups:
            free *= _factors(free, codes, counts, cap)[codes]
        weights = np.minimum(free, cap)
        gap = max(np.abs(np.bincount(c, weights, len(n)) - n).max() for c, n in groups) / total
        done += 1
    capped = int((free >= cap).sum())
    why = "every margin is met"
    if gap > tolerance:
        why = f"not met after {done} rounds under a cap of {trim:g} mean weights" if trim else ""
        why = why or why_not(sample, margins, done)
    return Raked(pd.Series(weights, sample.index, name="weight"), done, bool(gap <= tolerance), float(gap), capped, why)


def _check(trim: float | None, tolerance: float, rounds: int) -> None:
    if trim is not None and not trim > 1:
        raise ValueError(f"trim must be above 1 mean weight, got {trim}; 3 to 6 are usual")
    if not (tolerance > 0 and rounds >= 1):
        raise ValueError(f"tolerance must be above 0 and rounds at least 1, got {tolerance} and {rounds}")


def _groups(sample: pd.DataFrame, margins: Mapping[str, pd.Series]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return, for each margin, the codes of the answers and the counts of residents."""
    if not margins:
        raise MarginsError("margins is empty; give at least one variable with its counts")
    groups = []
    for name, counts in margins.items():
        codes = codes_of(sample, name, counts)
        refuse_empty(counts, np.bincount(codes, minlength=len(counts)), name)
        groups.append((codes, counts.to_numpy(dtype=float)))
    totals = {name: float(counts.sum()) for name, counts in margins.items()}
    if max(totals.values()) - min(totals.values()) > _SAME_TOTAL * max(totals.values()):
        raise MarginsError(f"the margins must add up to the same total, got {totals}; scale them to one of these")
    return groups


def _factors(free: np.ndarray, codes: np.ndarray, counts: np.ndarray, cap: float) -> np.ndarray:
    """Return the factor of each category after which its weights, cut at the cap, add up to its count."""
    if np.isinf(cap):
        now = np.bincount(codes, free, len(counts))
        return np.divide(counts, now, out=np.zeros_like(counts), where=now > 0)
    factors = np.zeros(len(counts))
    for code, count in enumerate(counts):
        falling = -np.sort(-free[codes == code])
        if not len(falling):
            continue
        at_cap = np.arange(len(falling))  # try 0, 1, 2 ... weights at the cap
        below = np.cumsum(falling[::-1])[::-1]
        fits = (count - cap * at_cap) / below * falling <= cap  # the largest of the rest stays below
        first = int(np.argmax(fits))
        possible = fits.any() and count > cap * first
        factors[code] = (count - cap * first) / below[first] if possible else cap / falling[-1]
    return factors


def _start(sample: pd.DataFrame, start: pd.Series | None) -> np.ndarray:
    if start is None:
        return np.ones(len(sample))
    if not start.index.equals(sample.index):
        raise ValueError("start must have the index of sample; give one weight per answer")
    weights = start.to_numpy(dtype=float, copy=True)
    if not (np.isfinite(weights) & (weights > 0)).all():
        raise ValueError("start must be above 0 for each answer; an answer of weight 0 can never come back")
    return weights

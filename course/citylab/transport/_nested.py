"""The nested logit: modes that resemble each other share a nest."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from citylab.transport._choice_table import ChoiceError

__all__ = ["nested_probabilities", "utilities_from_shares"]


def nested_probabilities(
    utility: pd.Series | pd.DataFrame,
    nests: Mapping[str, Sequence[str]],
    dissimilarity: float | Mapping[str, float],
) -> pd.Series | pd.DataFrame:
    """
    Return the probabilities of a nested logit with one level of nests.

    Parameters
    ----------
    utility : pandas.Series (n_modes,) or pandas.DataFrame (n_persons, n_modes)
        Utility of each mode. A mode that a person cannot use is NaN. [1]
    nests : mapping of str to sequence of str
        Modes of each nest. A mode in no nest stands alone.
    dissimilarity : float or mapping of str to float
        How different the modes of a nest are, above 0 and at most 1: at 1 the multinomial
        logit, towards 0 copies of each other. One number for all nests, or one for each. [1]

    Returns
    -------
    pandas.Series or pandas.DataFrame, the shape of `utility`
        Probabilities. [1]

    Raises
    ------
    ChoiceError
        If a nest names an unknown mode, a mode is in two nests, or a dissimilarity is not within (0, 1].

    Notes
    -----
    Utilities within a nest are divided by its dissimilarity [1]_. So with the same weights, a mode that gets better
    gains more riders in all, the more it resembles the others of its nest; what it takes from outside the nest
    changes little. To compare models, estimate weights and dissimilarity together.

    References
    ----------
    .. [1] K. E. Train, Discrete Choice Methods with Simulation, 2nd edition, 2009, section 4.2.

    Examples
    --------
    >>> equal = pd.Series({"car": 0.0, "red bus": 0.0, "blue bus": 0.0})
    >>> nested_probabilities(equal, {"buses": ["red bus", "blue bus"]}, 0.001).round(2).tolist()
    [0.5, 0.25, 0.25]
    """
    table = utility.to_frame().T if isinstance(utility, pd.Series) else utility
    values = table.astype(float)
    _check(list(values.columns), nests)
    alone = {mode: [mode] for mode in values.columns if not any(mode in members for members in nests.values())}
    within, inclusive = pd.DataFrame(index=values.index, columns=values.columns, dtype=float), {}
    for name, members in [*nests.items(), *alone.items()]:
        size = 1.0 if name in alone else _size(dissimilarity, name)
        scaled = values[list(members)] / size
        log_sum = _log_sum(scaled)
        within[list(members)] = np.exp(scaled.sub(log_sum, axis=0)).fillna(0.0)
        for mode in members:
            inclusive[mode] = size * log_sum
    upper = pd.DataFrame(inclusive)[values.columns]
    heads = [next(iter(members)) for members in [*nests.values(), *alone.values()]]
    result = within * np.exp(upper.sub(_log_sum(upper[heads]), axis=0))
    return result.iloc[0].rename("probability") if isinstance(utility, pd.Series) else result


def utilities_from_shares(
    shares: pd.Series, nests: Mapping[str, Sequence[str]], dissimilarity: float | Mapping[str, float]
) -> pd.Series:
    """
    Return utilities under which a nested logit gives these shares.

    Parameters
    ----------
    shares : pandas.Series, shape (n_modes,)
        Share of each mode, above 0, summing to 1. [1]
    nests : mapping of str to sequence of str
        Modes of each nest. A mode in no nest stands alone.
    dissimilarity : float or mapping of str to float
        Above 0 and at most 1. [1]

    Returns
    -------
    pandas.Series, shape (n_modes,)
        Utility of each mode: ln of the nest's share, plus the dissimilarity times ln of the share
        within the nest. [1]

    Raises
    ------
    ChoiceError
        If a share is not above 0, they do not sum to 1, or the nests are not in order.

    Examples
    --------
    >>> half = pd.Series({"car": 0.5, "bus": 0.3, "tram": 0.2})
    >>> back = nested_probabilities(utilities_from_shares(half, {"transit": ["bus", "tram"]}, 0.4),
    ...                             {"transit": ["bus", "tram"]}, 0.4)
    >>> back.round(6).tolist()
    [0.5, 0.3, 0.2]
    """
    _check(list(shares.index), nests)
    if not (shares > 0).all() or abs(shares.sum() - 1) > 1e-6:
        raise ChoiceError(f"shares must be above 0 and sum to 1, got {shares.to_dict()}")
    result = np.log(shares.astype(float))
    for name, members in nests.items():
        nest = shares[list(members)]
        size = _size(dissimilarity, name)
        result[list(members)] = np.log(nest.sum()) + size * np.log(nest / nest.sum())
    return result.rename("utility")


def _log_sum(values: pd.DataFrame) -> pd.Series:
    """Return the logarithm of the sum of exponentials of each row; minus infinity for a row without numbers."""
    highest = values.max(axis=1).fillna(0.0)
    total = np.exp(values.sub(highest, axis=0)).fillna(0.0).sum(axis=1)
    with np.errstate(divide="ignore"):
        return highest + np.log(total)


def _size(dissimilarity: float | Mapping[str, float], name: str) -> float:
    given = dissimilarity.get(name) if isinstance(dissimilarity, Mapping) else dissimilarity
    if given is None or not 0 < given <= 1:
        raise ChoiceError(f"the dissimilarity of nest {name} must be above 0 and at most 1, got {given}")
    return float(given)


def _check(modes: list[str], nests: Mapping[str, Sequence[str]]) -> None:
    members = [mode for nest in nests.values() for mode in nest]
    unknown = sorted(set(members) - set(modes))
    twice = sorted({mode for mode in members if members.count(mode) > 1})
    if unknown:
        raise ChoiceError(f"nests name modes without a utility: {', '.join(unknown)}; there are: {', '.join(modes)}")
    if twice:
        raise ChoiceError(f"each mode belongs to one nest; in two: {', '.join(twice)}")
    clash = sorted(set(nests) & (set(modes) - set(members)))
    if clash:
        raise ChoiceError(f"a nest must not be called like a mode that stands alone: {', '.join(clash)}")

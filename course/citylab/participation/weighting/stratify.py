"""Post-stratification: each cell of the sample stands for its cell of the population."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from citylab.participation.weighting.margins import MarginsError, codes_of

__all__ = ["post_stratify"]

_SHOWN = 3


def post_stratify(sample: pd.DataFrame, by: str | Sequence[str], population: pd.Series) -> pd.Series:
    """
    Weight each answer by the residents of its cell, divided by the answers in it [1]_.

    Parameters
    ----------
    sample : pandas.DataFrame, shape (n_people, n_columns)
        One row per person.
    by : str or sequence of str
        The column, or the columns, that make the cells.
    population : pandas.Series
        Residents of each cell, on an index of values of `by` (of tuples for several columns). [people]

    Returns
    -------
    pandas.Series, shape (n_people,)
        How many residents each answer stands for, on the index of `sample`; they add up to the population. [people]

    Raises
    ------
    MarginsError
        If a cell has residents and no answer (merge it with a neighbour), answers and no residents, or an
        answer is in no cell.

    References
    ----------
    .. [1] R. J. A. Little, "Post-stratification: a modeler's perspective", Journal of the American Statistical
       Association 88 (423), 1993, 1001-1012.

    Examples
    --------
    >>> room = pd.DataFrame({"age": ["65+", "65+", "65+", "16-64"]})
    >>> post_stratify(room, "age", pd.Series({"16-64": 900, "65+": 300})).tolist()
    [100.0, 100.0, 100.0, 900.0]
    """
    columns = [by] if isinstance(by, str) else list(by)
    if missing := [column for column in columns if column not in sample]:
        raise MarginsError(f"the sample lacks the columns {missing}; it has {list(sample.columns)}")
    if population.index.nlevels != len(columns):
        raise MarginsError(
            f"population has {population.index.nlevels} index levels, and by has {len(columns)} columns: {columns}; "
            "make it with groupby(by).size()"
        )
    if len(columns) == 1:
        name, keys = columns[0], sample
    else:
        if lost := int(sample[columns].isna().any(axis=1).sum()):
            raise MarginsError(f"{lost} answers lack one of {columns}; leave them out, or give them a category")
        name = " x ".join(columns)
        keys = pd.DataFrame({name: pd.MultiIndex.from_frame(sample[columns]).to_flat_index()}, index=sample.index)
        population = population.set_axis(population.index.to_flat_index())
    codes = codes_of(keys, name, population)
    answers = np.bincount(codes, minlength=len(population))
    residents = population.to_numpy(dtype=float)
    refuse_empty(population, answers, name)
    weights = residents[codes] / answers[codes]
    return pd.Series(weights, index=sample.index, name="weight")


def refuse_empty(population: pd.Series, answers: np.ndarray, name: str) -> None:
    """Refuse categories in which either the residents or the answers are none."""
    residents = population.to_numpy(dtype=float)
    if (silent := (residents > 0) & (answers == 0)).any():
        raise MarginsError(
            f"nobody answered in {name} = {_some(population.index[silent])}, where {residents[silent].sum():g} people "
            "live; no weight can speak for them: merge each with a neighbouring category, or ask again"
        )
    if (ghosts := (residents == 0) & (answers > 0)).any():
        names = _some(population.index[ghosts])
        raise MarginsError(f"{name} = {names} has answers but no residents; correct the counts or the answers")


def _some(names: pd.Index) -> str:
    """Return the first few names, and how many more there are."""
    shown = ", ".join(" / ".join(name) if isinstance(name, tuple) else str(name) for name in names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"

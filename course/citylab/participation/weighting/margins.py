"""Known counts of the population, and what a sample looks like beside them."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

__all__ = ["MarginsError", "checked_counts", "codes_of", "compare", "read_margins"]


class MarginsError(ValueError):
    """Counts of the population that a sample cannot be weighted to; the message names the remedy."""


def read_margins(
    table: pd.DataFrame, *, variable: str = "variable", category: str = "category", count: str = "residents"
) -> dict[str, pd.Series]:
    """
    Make margins of a long table: for each variable the residents of each category.

    Parameters
    ----------
    table : pandas.DataFrame, shape (n_categories, n_columns)
        One row per variable and category.
    variable, category, count : str
        Names of the columns.

    Returns
    -------
    dict of str to pandas.Series
        For each variable its counts, on an index of categories, in the order of the table. [people]

    Raises
    ------
    MarginsError
        If the table lacks a column, names a category twice or has a count that is missing or negative.

    Examples
    --------
    >>> census = pd.DataFrame({"variable": "age", "category": ["16-64", "65+"], "residents": [900, 300]})
    >>> read_margins(census)["age"].to_dict()
    {'16-64': 900, '65+': 300}
    """
    if missing := [name for name in (variable, category, count) if name not in table]:
        raise MarginsError(f"the table lacks the columns {missing}; it has {list(table.columns)}")
    parts = table.groupby(variable, sort=False)
    margins = {str(name): part.set_index(category)[count].rename(str(name)) for name, part in parts}
    for name, counts in margins.items():
        checked_counts(counts, name)
    return margins


def compare(sample: pd.DataFrame, margins: Mapping[str, pd.Series]) -> pd.DataFrame:
    """
    Compare the make-up of a sample with that of the population.

    Parameters
    ----------
    sample : pandas.DataFrame, shape (n_people, n_columns)
        One row per person, with a column for each variable of `margins`.
    margins : mapping of str to pandas.Series
        For each variable the residents of each category. [people]

    Returns
    -------
    pandas.DataFrame
        On an index of variable and category: `population_percent` and `sample_percent`, the share of each
        [%]; `ratio`, sample over population, below 1 where people are missing [1]; and `absent`, how many
        more of them a sample of this size would hold if it were like the population, negative where there
        are too many. [people]

    Raises
    ------
    MarginsError
        If a variable is no column, a value is missing or in no category, or a count is no count.

    Examples
    --------
    >>> room = pd.DataFrame({"age": ["65+", "65+", "65+", "16-64"]})
    >>> compare(room, {"age": pd.Series({"16-64": 900, "65+": 300})})["ratio"].round(2).tolist()
    [0.33, 3.0]
    """
    parts = []
    for name, counts in margins.items():
        codes = codes_of(sample, name, counts)
        share = np.bincount(codes, minlength=len(counts)) / len(sample)
        known = counts.to_numpy(dtype=float) / counts.sum()
        columns = {
            "population_percent": 100 * known,
            "sample_percent": 100 * share,
            "ratio": share / known,
            "absent": len(sample) * (known - share),
        }
        index = pd.MultiIndex.from_product([[name], counts.index], names=["variable", "category"])
        parts.append(pd.DataFrame(columns, index=index))
    if not parts:
        raise MarginsError("margins is empty; give at least one variable with its counts")
    return pd.concat(parts)


def checked_counts(counts: pd.Series, name: str) -> np.ndarray:
    """Return the counts as floats, or refuse what is no count. [people]"""
    values = counts.to_numpy(dtype=float)
    if not counts.index.is_unique:
        twice = counts.index[counts.index.duplicated()].unique().tolist()
        raise MarginsError(f"the margin {name} names {twice} more than once; add their counts up first")
    wrong = counts[~(np.isfinite(values) & (values >= 0))]
    if len(wrong):
        raise MarginsError(f"the margin {name} needs a count of 0 or more for each category, got {wrong.to_dict()}")
    if not values.sum() > 0:
        raise MarginsError(f"the margin {name} counts nobody; give the residents of each category")
    return values


def codes_of(sample: pd.DataFrame, name: str, counts: pd.Series) -> np.ndarray:
    """Return for each person the position of the category in `counts`, or refuse what is in none."""
    checked_counts(counts, name)
    if name not in sample:
        raise MarginsError(f"the sample lacks the column {name!r}; it has {list(sample.columns)}")
    if not len(sample):
        raise MarginsError("the sample is empty; weighting needs at least one answer")
    if lost := int(sample[name].isna().sum()):
        raise MarginsError(
            f"{lost} answers have no {name}; leave them out, or give them a category of their own in both places"
        )
    codes = counts.index.get_indexer(pd.Index(sample[name]))
    if (codes < 0).any():
        strange = sorted({str(value) for value in sample[name][codes < 0]})
        raise MarginsError(f"the margin {name} has no category {strange}; it has {counts.index.tolist()}")
    return np.asarray(codes)

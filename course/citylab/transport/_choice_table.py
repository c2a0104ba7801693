"""Read a long table of choices into arrays, and refuse what no model can be estimated from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["ChoiceError", "Choices", "constant", "read_choices"]

_SHOWN = 3


class ChoiceError(ValueError):
    """A table of choices or a model that cannot be used; the message names the remedy."""


@dataclass(frozen=True)
class Choices:
    """
    A table of choices as arrays, rows of one person together.

    Attributes
    ----------
    matrix : numpy.ndarray, shape (n_rows, n_parameters)
        Constants of the modes, then attributes.
    names : list of str
        Names of the columns of `matrix`.
    first : numpy.ndarray of int, shape (n_persons,)
        First row of each person.
    count : numpy.ndarray of int, shape (n_persons,)
        Modes that each person can choose from.
    order : numpy.ndarray of int, shape (n_rows,)
        Position of each row in the table that was given.
    chosen : numpy.ndarray of bool, shape (n_rows,), or None
        Whether the row was chosen.
    """

    matrix: np.ndarray
    names: list[str]
    first: np.ndarray
    count: np.ndarray
    order: np.ndarray
    chosen: np.ndarray | None

    def shares(self, utility: np.ndarray) -> np.ndarray:
        """Return the logit probability of each row, given its utility."""
        highest = np.repeat(np.maximum.reduceat(utility, self.first), self.count)
        weight = np.exp(utility - highest)
        return np.asarray(weight / np.repeat(np.add.reduceat(weight, self.first), self.count))

    def differences(self) -> np.ndarray:
        """Return the matrix of the chosen row minus each other row of the same person."""
        assert self.chosen is not None
        mine = np.repeat(self.matrix[self.chosen], self.count, axis=0)
        return np.asarray((mine - self.matrix)[~self.chosen])


def constant(mode: str) -> str:
    """Return the name of the constant of a mode."""
    return f"constant_{mode}"


def read_choices(
    table: pd.DataFrame, attributes: Sequence[str], *, modes: Sequence[str], with_chosen: bool = True
) -> Choices:
    """
    Check a long table and turn it into arrays.

    Parameters
    ----------
    table : pandas.DataFrame
        One row per person and mode: columns `person`, `mode`, `chosen` and the attributes.
    attributes : sequence of str
        Columns that enter the utility.
    modes : sequence of str
        Modes with a constant.
    with_chosen : bool
        Whether to read what was chosen.

    Returns
    -------
    Choices
        The table as arrays.

    Raises
    ------
    ChoiceError
        If a column is missing or no number, a value is missing, a person has the same
        mode twice, or has not chosen exactly one.
    """
    attributes = [attributes] if isinstance(attributes, str) else list(attributes)
    _check_columns(table, ["person", "mode", *(["chosen"] if with_chosen else []), *attributes])
    _check_numbers(table, attributes)
    _check_persons(table)
    codes = pd.factorize(table["person"])[0]
    order = np.argsort(codes, kind="stable")
    rows = table.iloc[order]
    mode = rows["mode"].to_numpy()
    columns = [(mode == name).astype(float) for name in modes]
    columns += [rows[name].to_numpy(dtype=float) for name in attributes]
    count = np.bincount(codes)
    return Choices(
        matrix=np.column_stack(columns) if columns else np.zeros((len(rows), 0)),
        names=[*map(constant, modes), *attributes],
        first=np.concatenate([[0], np.cumsum(count)[:-1]]),
        count=count,
        order=order,
        chosen=_chosen(rows) if with_chosen else None,
    )


def _check_columns(table: pd.DataFrame, needed: Sequence[str]) -> None:
    if not isinstance(table, pd.DataFrame):
        raise ChoiceError(
            f"choices are a pandas DataFrame with one row per person and mode, got {type(table).__name__}"
        )
    missing = [name for name in needed if name not in table.columns]
    if missing:
        raise ChoiceError(f"the table has no column {', '.join(missing)}; it has: {', '.join(map(str, table.columns))}")
    if table.empty:
        raise ChoiceError("the table has no rows; one row per person and mode is needed")


def _check_numbers(table: pd.DataFrame, attributes: Sequence[str]) -> None:
    for name in attributes:
        column = table[name]
        if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
            raise ChoiceError(
                f"{name} must hold numbers, it holds {column.dtype}, such as {column.iloc[0]!r}; "
                f'convert it with pd.to_numeric(table["{name}"])'
            )
        bad = ~np.isfinite(column.to_numpy(dtype=float))
        if bad.any():
            rows = ", ".join(map(str, table.index[bad][:_SHOWN]))
            raise ChoiceError(
                f"{name} is missing or infinite in {bad.sum()} rows (first: {rows}); "
                "fill them, or leave out these rows if the mode was not available"
            )


def _check_persons(table: pd.DataFrame) -> None:
    if table[["person", "mode"]].isna().any(axis=None):
        raise ChoiceError("person or mode is missing in some rows; every row needs both")
    twice = table.duplicated(["person", "mode"])
    if twice.any():
        row = table[twice].iloc[0]
        raise ChoiceError(f"person {row['person']} has the mode {row['mode']} twice; keep one row per person and mode")


def _chosen(rows: pd.DataFrame) -> np.ndarray:
    given = rows["chosen"]
    if not given.isin([0, 1]).all():
        raise ChoiceError("chosen must be 1 (or True) for the mode that was chosen and 0 (or False) for the others")
    chosen = given.astype(bool).to_numpy()
    counts = pd.Series(chosen).groupby(rows["person"].to_numpy(), sort=False).sum()
    wrong = counts[counts != 1]
    if len(wrong):
        named = ", ".join(f"person {name} has {number}" for name, number in wrong.head(_SHOWN).items())
        raise ChoiceError(
            f"each person must have exactly one chosen mode; {named} ({len(wrong)} such persons). "
            "Correct them, or leave these persons out"
        )
    return np.asarray(chosen)

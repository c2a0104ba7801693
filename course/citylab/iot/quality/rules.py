"""The rules as a pandera schema [1]_: all rows are checked, what fails is flagged, and no row is dropped.

References
----------
.. [1] N. Bantilan, "pandera: Statistical Data Validation of Pandas Dataframes", Proceedings of the
   19th Python in Science Conference, 2020, pp. 116-124.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from citylab.iot.quality import clocks, values
from citylab.iot.quality._checks import IDENTITY, checked_messages

if TYPE_CHECKING:
    import pandera.pandas as pa

__all__ = ["COLUMNS", "HARMLESS", "failures", "flag", "schema"]

COLUMNS = (*IDENTITY, "time", "received", "unit", "value")
HARMLESS = ("late", "out_of_order")  # say something about the way, nothing about the value
Rule = Callable[[pd.DataFrame], pd.Series]


def schema(
    *,
    low: float = 0.0,
    high: float = 500.0,
    stuck_steps: int = 8,
    spike_size: float = 30.0,
    late_min: float = 15.0,
    units: Mapping[str, str] = values.UNITS,
) -> "pa.DataFrameSchema":
    """
    Return the rules for a table of messages of one quantity as a pandera schema.

    Parameters
    ----------
    low, high : float
        Range of the sensor; a value outside it is ``out_of_range``, one at its upper end is ``clipped``.
    stuck_steps : int
        Equal readings in a row that count as stuck.
    spike_size : float
        Distance from the readings around that counts as a spike, in the unit of the value.
    late_min : float
        Longest delay of a message. [min]
    units : mapping of str to str
        Unit of each quantity, by its SenML name.

    Returns
    -------
    pandera.pandas.DataFrameSchema
        One check per rule, named as the flag; validate with ``lazy=True`` to see all failures.

    Examples
    --------
    >>> [rule.name for rule in schema().checks][:3]
    ['no_value', 'out_of_range', 'wrong_unit']
    """
    import pandera.pandas as pa  # takes a second, so only where it is used

    rules: dict[str, Rule] = {
        "no_value": lambda table: table["value"].isna(),
        "out_of_range": lambda table: (table["value"] < low) | (table["value"] > high),
        "wrong_unit": lambda table: values.wrong_unit(table, units=units),
        "duplicated": values.duplicated,
        "late": lambda table: clocks.late(table, allowed_min=late_min),
        "future": clocks.future,
        "clock_jump": clocks.clock_jump,
        "out_of_order": clocks.out_of_order,
        "stuck": lambda table: _by_sensor(table, values.stuck, steps=stuck_steps),
        "clipped": lambda table: _by_sensor(table, values.clipped, high=high),
        "spikes": lambda table: _by_sensor(table, values.spikes, size=spike_size),
    }
    checks = [
        pa.Check(lambda table, rule=rule: ~rule(table), name=name, error=name, ignore_na=False)
        for name, rule in rules.items()
    ]
    return pa.DataFrameSchema({name: pa.Column(nullable=True) for name in COLUMNS}, checks=checks)


def failures(rules: "pa.DataFrameSchema", messages: pd.DataFrame) -> pd.DataFrame:
    """
    Validate a table and return which row breaks which rule.

    Parameters
    ----------
    rules : pandera.pandas.DataFrameSchema
        Any schema, such as that of `schema`.
    messages : pandas.DataFrame, shape (n, ...)
        The table; its index must be unique.

    Returns
    -------
    pandas.DataFrame, shape (n_failures, 2)
        ``row``, the label of the row, and ``rule``, each pair once. Empty if all is well.

    Raises
    ------
    ValueError
        If labels of the table occur twice, or the failure is not one of rows, such as a missing column.
    """
    from pandera.errors import SchemaErrors

    if not messages.index.is_unique:
        raise ValueError("each row of messages needs a label of its own; use messages.reset_index(drop=True)")
    try:
        rules.validate(messages, lazy=True)
    except SchemaErrors as found:
        cases = found.failure_cases
        whole = cases[cases["index"].isna()]
        if len(whole):
            raise ValueError(f"the table breaks the rule {whole['check'].iloc[0]}; mend its columns first") from None
        pairs = cases[["index", "check"]].drop_duplicates().set_axis(["row", "rule"], axis=1)
        return pairs.sort_values(["row", "rule"], ignore_index=True)
    return pd.DataFrame({"row": messages.index[:0], "rule": pd.Series(dtype="str")})


def flag(messages: pd.DataFrame, **limits: Any) -> pd.DataFrame:
    """
    Add one column per rule, and the reasons in words, to every row.

    Parameters
    ----------
    messages : pandas.DataFrame, shape (n, ...)
        Messages with ``sensor``, ``quantity``, ``time``, ``received``, ``unit`` and ``value``.
    **limits
        Passed on to `schema`, such as ``stuck_steps=12``.

    Returns
    -------
    pandas.DataFrame, shape (n, ...)
        The same rows in the same order, with a column of truth values for each rule, ``reason``, its
        names joined by a comma, and ``ok``, True where no rule speaks against the
        value; late or out of order alone does not. An empty table gives an empty
        table with these columns.

    Raises
    ------
    ValueError
        If a column is missing, a time has no zone, or labels of rows occur twice.
    """
    checked_messages(messages, *COLUMNS)
    rules = schema(**limits)
    names = [rule.name for rule in rules.checks]
    found = failures(rules, messages)
    marks = pd.DataFrame(
        {name: messages.index.isin(found.loc[found["rule"] == name, "row"]) for name in names},
        index=messages.index,
        dtype=bool,
    )
    words = found.groupby("row")["rule"].agg(", ".join) if len(found) else pd.Series(dtype="str")
    reason = words.reindex(messages.index).fillna("").astype("str")
    ok = ~marks.drop(columns=list(HARMLESS)).any(axis=1)
    return pd.concat([messages, marks], axis=1).assign(reason=reason, ok=ok.astype(bool))


def _by_sensor(messages: pd.DataFrame, rule: Callable[..., pd.Series], **limits: Any) -> pd.Series:
    """Apply a rule for series to each sensor, in order of time and without its copies."""
    once = messages[~values.duplicated(messages)].sort_values([*IDENTITY, "time"], kind="stable")
    groups = [rule(group, **limits) for _, group in once.groupby(IDENTITY, sort=False)["value"]]
    if not groups:
        return pd.Series(False, index=messages.index, dtype=bool)
    return pd.concat(groups).reindex(messages.index, fill_value=False).astype(bool)

"""Flags that follow from what the messages say: values, units, repetitions."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from citylab.iot.quality._checks import IDENTITY, checked_messages

__all__ = ["UNITS", "clipped", "duplicated", "spikes", "stuck", "wrong_unit"]

UNITS = {"pm25": "ug/m3", "humidity": "%RH", "temperature": "Cel"}


def duplicated(messages: pd.DataFrame) -> pd.Series:
    """
    Flag messages that repeat one which arrived before: same sensor, quantity, time and value.

    Two different values for one time are no copy; `clock_jump` and
    `out_of_order` tell where they come from.

    Parameters
    ----------
    messages : pandas.DataFrame, shape (n, ...)
        Messages with ``sensor``, ``quantity``, ``time``, ``received`` and ``value``.

    Returns
    -------
    pandas.Series of bool, shape (n,)
        True for the second and later copies, on the index of the table.

    Raises
    ------
    ValueError
        If a column is missing or a time has no zone.
    """
    checked_messages(messages, *IDENTITY, "time", "received", "value")
    arrived = messages.sort_values("received", kind="stable")
    copies = arrived.duplicated([*IDENTITY, "time", "value"])
    return copies.reindex(messages.index).astype(bool).rename("duplicated")


def stuck(values: pd.Series, *, steps: int) -> pd.Series:
    """
    Flag values that stand in a run of at least `steps` equal ones.

    The first of the run is flagged, too: nobody knows when the sensor froze.

    Parameters
    ----------
    values : pandas.Series, shape (n,)
        Readings of one sensor, in order of time; a missing value ends a run.
    steps : int
        Equal readings in a row that are suspicious, 2 or more. Choose more for a coarse
        sensor, or in clean air, where equal readings happen by chance.

    Returns
    -------
    pandas.Series of bool, shape (n,)
        True for frozen values, on the index of the values.

    Raises
    ------
    ValueError
        If `steps` is below 2.

    Examples
    --------
    >>> stuck(pd.Series([5.1, 5.2, 5.2, 5.2, 5.3]), steps=3).tolist()
    [False, True, True, True, False]
    """
    if steps < 2:
        raise ValueError(f"steps must be 2 or more, got {steps}: one reading alone is equal to itself")
    run = values.ne(values.shift()).cumsum()
    return (values.groupby(run).transform("size").ge(steps) & values.notna()).rename("stuck")


def clipped(values: pd.Series, *, low: float = -np.inf, high: float = np.inf) -> pd.Series:
    """
    Flag values at or beyond an end of the sensor's range, where it can only say "or more".

    Parameters
    ----------
    values : pandas.Series, shape (n,)
        Readings.
    low, high : float
        Ends of the range, in the unit of the readings.

    Returns
    -------
    pandas.Series of bool, shape (n,)
        True at the ends, on the index of the values; a missing value is not clipped.

    Raises
    ------
    ValueError
        If `low` is not below `high`.
    """
    if not low < high:
        raise ValueError(f"low must be below high, got {low:g} and {high:g}")
    return (values.le(low) | values.ge(high)).rename("clipped")


def spikes(values: pd.Series, *, size: float, around: int = 5) -> pd.Series:
    """
    Flag values that stand off by more than `size` from the median of the values around.

    Parameters
    ----------
    values : pandas.Series, shape (n,)
        Readings of one sensor, in order of time.
    size : float
        Least height of a spike, up or down, in the unit of the readings.
    around : int
        Readings in the window, the value itself in the middle: odd, 3 or more.

    Returns
    -------
    pandas.Series of bool, shape (n,)
        True for spikes, on the index of the values.

    Raises
    ------
    ValueError
        If `size` is not above 0, or `around` is even or below 3.
    """
    if not size > 0 or around < 3 or around % 2 == 0:
        raise ValueError(f"size must be above 0 and around odd, 3 or more; got {size:g} and {around}")
    middle = values.rolling(around, center=True, min_periods=1).median()
    return (values - middle).abs().gt(size).rename("spikes")


def wrong_unit(
    messages: pd.DataFrame,
    *,
    units: Mapping[str, str] = UNITS,
    factor: float = 30.0,
    around: int = 25,
) -> pd.Series:
    """
    Flag messages that name another unit, or whose level says that the unit is another.

    The level is the median of `around` readings of the sensor. If it is `factor`
    times above or below the median of all sensors in that hour, one of them
    counts in something else: milligrams are a thousandfold away from micrograms.

    Parameters
    ----------
    messages : pandas.DataFrame, shape (n, ...)
        Messages with ``sensor``, ``quantity``, ``time``, ``unit`` and ``value``.
    units : mapping of str to str
        Unit of each quantity, by its SenML name [1]_; a quantity that is not listed has the wrong unit.
    factor : float
        Ratio of levels that is suspicious, above 1. It means nothing for
        temperatures, which may be near zero; only positive levels are compared.
    around : int
        Readings from which the level is taken.

    Returns
    -------
    pandas.Series of bool, shape (n,)
        True for messages in another unit, on the index of the table.

    Raises
    ------
    ValueError
        If a column is missing, a time has no zone, or `factor` is not above 1.

    References
    ----------
    .. [1] RFC 8798, Additional Units for Sensor Measurement Lists (SenML): ug/m3.
    """
    checked_messages(messages, *IDENTITY, "time", "unit", "value")
    if not factor > 1:
        raise ValueError(f"factor must be above 1, got {factor:g}")
    named = messages["unit"] != messages["quantity"].map(dict(units))
    ordered = messages.sort_values([*IDENTITY, "time"], kind="stable")
    own = ordered.groupby(IDENTITY)["value"].transform(
        lambda values: values.rolling(around, center=True, min_periods=1).median()
    )
    hour = ordered["time"].dt.tz_convert("UTC").dt.floor("h")
    ratio = (own / own.groupby([ordered["quantity"], hour]).transform("median")).reindex(messages.index)
    scale = (ratio > factor) | ((ratio > 0) & (ratio < 1 / factor))
    return (named | scale).rename("wrong_unit")

"""Flags that follow from the two times of a message: when it was measured, and when it arrived."""

import pandas as pd

from citylab.iot.quality._checks import IDENTITY, checked_messages

__all__ = ["clock_jump", "from_wall_clock", "future", "late", "missing_times", "out_of_order"]

SAME_LAG = pd.Timedelta("90s")


def missing_times(
    messages: pd.DataFrame,
    *,
    step_min: float,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """
    List the times at which a message was due and none came.

    Parameters
    ----------
    messages : pandas.DataFrame
        Messages with ``sensor`` and ``time``, in any order.
    step_min : float
        Time between two measurements, above 0. [min]
    start, end : str or pandas.Timestamp, optional
        First and last time due, in UTC unless they carry a zone; without them, the first and
        last time in the table. A sensor that falls silent is due until the end.

    Returns
    -------
    pandas.DataFrame, shape (n_missing, 2)
        ``sensor`` and ``time``, sorted. Empty, with the same columns, if nothing is missing.

    Raises
    ------
    ValueError
        If a column is missing, a time has no zone, or `step_min` is not above 0.

    Examples
    --------
    >>> times = pd.to_datetime(["2026-03-29 00:00", "2026-03-29 00:45"], utc=True)
    >>> gaps = missing_times(pd.DataFrame({"sensor": "A", "time": times}), step_min=15)
    >>> gaps["time"].dt.strftime("%H:%M").tolist()
    ['00:15', '00:30']
    """
    checked_messages(messages, "sensor", "time")
    if not step_min > 0:
        raise ValueError(f"step_min must be above 0, got {step_min}")
    empty = messages[["sensor", "time"]].iloc[:0]
    if messages.empty:
        return empty.reset_index(drop=True)
    first, last = _moment(start, messages["time"].min()), _moment(end, messages["time"].max())
    due = pd.date_range(first, last, freq=pd.Timedelta(minutes=step_min))
    gaps = [empty]
    for sensor, times in messages.groupby("sensor")["time"]:
        lost = due.difference(pd.DatetimeIndex(times))
        gaps.append(pd.DataFrame({"sensor": sensor, "time": lost}).astype(dict(empty.dtypes)))
    return pd.concat(gaps, ignore_index=True)


def late(messages: pd.DataFrame, *, allowed_min: float = 15) -> pd.Series:
    """
    Flag messages that arrived more than `allowed_min` after their measurement. [min]

    Parameters
    ----------
    messages : pandas.DataFrame, shape (n, ...)
        Messages with ``time`` and ``received``.
    allowed_min : float
        Longest delay that is still in time. [min]

    Returns
    -------
    pandas.Series of bool, shape (n,)
        True for late messages, on the index of the table.

    Raises
    ------
    ValueError
        If a column is missing or a time has no zone.
    """
    return _lag(messages).gt(pd.Timedelta(minutes=allowed_min)).rename("late")


def future(messages: pd.DataFrame, *, allowed_s: float = 60) -> pd.Series:
    """
    Flag messages that arrived before they were measured: their clock is wrong.

    Parameters
    ----------
    messages : pandas.DataFrame, shape (n, ...)
        Messages with ``time`` and ``received``.
    allowed_s : float
        How far two good clocks may differ. [s]

    Returns
    -------
    pandas.Series of bool, shape (n,)
        True for readings from the future, on the index of the table.

    Raises
    ------
    ValueError
        If a column is missing or a time has no zone.
    """
    return _lag(messages).lt(-pd.Timedelta(seconds=allowed_s)).rename("future")


def out_of_order(messages: pd.DataFrame) -> pd.Series:
    """
    Flag messages that arrived after a later measurement of the same sensor and quantity.

    A second copy of the latest measurement is no disorder.

    Parameters
    ----------
    messages : pandas.DataFrame, shape (n, ...)
        Messages with ``sensor``, ``quantity``, ``time`` and ``received``.

    Returns
    -------
    pandas.Series of bool, shape (n,)
        True for messages that were overtaken, on the index of the table.

    Raises
    ------
    ValueError
        If a column is missing or a time has no zone.
    """
    checked_messages(messages, *IDENTITY, "time", "received")
    arrived = messages.sort_values("received", kind="stable")
    newest = arrived.groupby(IDENTITY)["time"].cummax()
    return (arrived["time"] < newest).reindex(messages.index).astype(bool).rename("out_of_order")


def clock_jump(messages: pd.DataFrame, *, shift_min: float = 20, messages_min: int = 4) -> pd.Series:
    """
    Flag runs of messages whose clock is off by one and the same amount.

    A gateway that was down delivers many messages at once, each with another
    delay. A wrong clock gives all of them the same delay, too long or below zero, such as
    the hour that a sensor is ahead which sends summer time as if it were UTC.

    Parameters
    ----------
    messages : pandas.DataFrame, shape (n, ...)
        Messages with ``sensor``, ``quantity``, ``time`` and ``received``.
    shift_min : float
        Least difference of the clock that is reported. [min]
    messages_min : int
        Messages in a row, by time of arrival, that must share the delay within 90 s.

    Returns
    -------
    pandas.Series of bool, shape (n,)
        True for messages with a shifted clock, on the index of the table.

    Raises
    ------
    ValueError
        If a column is missing or a time has no zone.
    """
    checked_messages(messages, *IDENTITY, "time", "received")
    arrived = messages.assign(lag=_lag(messages)).sort_values([*IDENTITY, "received"], kind="stable")
    changed = arrived.groupby(IDENTITY)["lag"].diff().abs() > SAME_LAG
    run = changed.groupby([arrived[column] for column in IDENTITY]).cumsum()
    length = arrived.groupby([*(arrived[column] for column in IDENTITY), run])["lag"].transform("size")
    shifted = (arrived["lag"].abs() >= pd.Timedelta(minutes=shift_min)) & (length >= messages_min)
    return shifted.reindex(messages.index).astype(bool).rename("clock_jump")


def from_wall_clock(times: pd.Series, *, timezone: str) -> pd.DataFrame:
    """
    Read times of a wall clock that say no zone, and tell which cannot be read.

    When summer time ends, the clock shows one hour twice; when it begins, it skips an hour.

    Parameters
    ----------
    times : pandas.Series, shape (n,)
        Times without a zone, or their texts in the order of ISO 8601, such as ``"2026-03-29 01:30"``.
    timezone : str
        Zone of the clock, such as ``"Europe/London"``.

    Returns
    -------
    pandas.DataFrame, shape (n, 2)
        ``time`` in UTC, missing where the clock does not tell, and ``problem``: ``"twice"`` for
        an hour that happened twice, ``"never"`` for one that did not, ``"unreadable"`` or nothing.

    Raises
    ------
    ValueError
        If the times carry a zone already.

    Examples
    --------
    >>> shown = pd.Series(["2026-03-29 01:30", "2026-10-25 01:30", "2026-10-25 03:30"])
    >>> from_wall_clock(shown, timezone="Europe/London")["problem"].tolist()
    ['never', 'twice', '']
    """
    shown = pd.to_datetime(times, errors="coerce", format="ISO8601")
    if isinstance(shown.dtype, pd.DatetimeTZDtype):
        raise ValueError("these times name their zone already; use pd.to_datetime(times, utc=True)")
    clear = shown.dt.tz_localize(timezone, ambiguous="NaT", nonexistent="NaT").dt.tz_convert("UTC")
    exists = shown.dt.tz_localize(timezone, ambiguous=[True] * len(shown), nonexistent="NaT").notna()
    problem = pd.Series("", index=times.index, dtype="str")
    problem[clear.isna() & exists] = "twice"
    problem[clear.isna() & ~exists] = "never"
    problem[shown.isna()] = "unreadable"
    return pd.DataFrame({"time": clear, "problem": problem})


def _lag(messages: pd.DataFrame) -> pd.Series:
    """Return how long each message was on its way, by its own clock."""
    checked_messages(messages, "time", "received")
    return messages["received"] - messages["time"]


def _moment(given: str | pd.Timestamp | None, otherwise: pd.Timestamp) -> pd.Timestamp:
    if given is None:
        return otherwise
    moment = pd.Timestamp(given)
    return moment.tz_localize("UTC") if moment.tz is None else moment

"""
Faults of a street sensor, one function each, put into a table of messages and labelled.

A table of messages has the columns ``sensor``, ``time`` (of measurement, UTC), ``received``
(UTC), ``quantity``, ``unit``, ``value`` and, from the first fault on, ``label``: the name of the
fault of a row, or nothing. Each function returns a new table, sorted by arrival.

Their common parameters: `sensor` fails (any, if left out) from the time of measurement `start` on
(UTC unless it has a zone). Without `start`, faults of single runs draw `count` places with `seed` among
rows that have no fault yet; each hits `steps` messages in a row. A `ValueError` says when
the sensor is unknown or there is no room.
"""

import numpy as np
import pandas as pd

__all__ = [
    "clipped",
    "clock_jump",
    "drifting",
    "duplicate",
    "late",
    "missing",
    "out_of_order",
    "spiking",
    "stuck",
    "wrong_unit",
]

Seed = int | np.random.Generator
TRIES = 1000


def missing(
    messages: pd.DataFrame,
    *,
    sensor: str | None = None,
    start: str | pd.Timestamp | None = None,
    steps: int = 1,
    count: int = 1,
    seed: Seed = 0,
) -> pd.DataFrame:
    """
    Lose messages; what is not there has no label.

    Parameters
    ----------
    messages : pandas.DataFrame
        Table of messages.
    sensor : str, optional
        The sensor that fails; without it any may.
    start : str or pandas.Timestamp, optional
        First time of measurement that is hit, UTC unless it has a zone.
    steps : int
        Messages in a row that are lost.
    count : int
        Number of such losses, if `start` is not given.
    seed : int or numpy.random.Generator
        Seed of the places.

    Returns
    -------
    pandas.DataFrame
        The table without these rows.

    Raises
    ------
    ValueError
        If the sensor is unknown, or there is no room for the fault.
    """
    table, runs, _ = _begin(messages, sensor, start, steps, count, seed)
    return _end(table.drop(index=np.concatenate(runs)))


def late(
    messages: pd.DataFrame,
    *,
    sensor: str | None = None,
    start: str | pd.Timestamp | None = None,
    steps: int = 1,
    count: int = 1,
    hours: float = 3.0,
    seed: Seed = 0,
) -> pd.DataFrame:
    """Hold messages back: all of a run arrive together, `hours` after the last was measured. [h]"""
    table, runs, _ = _begin(messages, sensor, start, steps, count, seed)
    for rows in runs:
        arrival = table.loc[rows, "time"].max() + pd.Timedelta(hours=hours)
        table.loc[rows, "received"] = arrival + pd.to_timedelta(np.arange(len(rows)), unit="s")
        table.loc[rows, "label"] = "late"
    return _end(table)


def duplicate(
    messages: pd.DataFrame,
    *,
    sensor: str | None = None,
    start: str | pd.Timestamp | None = None,
    steps: int = 1,
    count: int = 1,
    seconds: float = 20.0,
    seed: Seed = 0,
) -> pd.DataFrame:
    """Deliver messages again, `seconds` after their first arrival; the copies carry the label. [s]"""
    table, runs, _ = _begin(messages, sensor, start, steps, count, seed)
    copies = table.loc[np.concatenate(runs)].assign(label="duplicate")
    copies["received"] += pd.Timedelta(seconds=seconds)
    return _end(pd.concat([table, copies], ignore_index=True))


def out_of_order(
    messages: pd.DataFrame,
    *,
    sensor: str | None = None,
    start: str | pd.Timestamp | None = None,
    count: int = 1,
    seconds: float = 30.0,
    seed: Seed = 0,
) -> pd.DataFrame:
    """Let a message arrive `seconds` after the one that was measured next. [s]"""
    table, runs, _ = _begin(messages, sensor, start, 2, count, seed)
    for first, second in runs:
        table.loc[first, "received"] = table.loc[second, "received"] + pd.Timedelta(seconds=seconds)
        table.loc[first, "label"] = "out_of_order"
    return _end(table)


def stuck(
    messages: pd.DataFrame,
    *,
    sensor: str | None = None,
    start: str | pd.Timestamp | None = None,
    steps: int = 12,
    count: int = 1,
    seed: Seed = 0,
) -> pd.DataFrame:
    """Repeat the first value of each run of `steps` messages; all of the run carry the label."""
    table, runs, _ = _begin(messages, sensor, start, steps, count, seed)
    for rows in runs:
        table.loc[rows, "value"] = table.loc[rows[0], "value"]
        table.loc[rows, "label"] = "stuck"
    return _end(table)


def clipped(
    messages: pd.DataFrame,
    *,
    sensor: str | None = None,
    start: str | pd.Timestamp | None = None,
    low: float = -np.inf,
    high: float = np.inf,
) -> pd.DataFrame:
    """Replace values outside `low` to `high` by the nearer limit, from `start` on, in the unit of the value."""
    table = _tidy(messages)
    hit = _theirs(table, sensor, start) & ((table["value"] < low) | (table["value"] > high))
    table["value"] = table["value"].where(~hit, table["value"].clip(low, high))
    return _end(_label(table, hit, "clipped"))


def spiking(
    messages: pd.DataFrame,
    *,
    sensor: str | None = None,
    start: str | pd.Timestamp | None = None,
    steps: int = 1,
    count: int = 1,
    size: float | tuple[float, float] = 60.0,
    seed: Seed = 0,
) -> pd.DataFrame:
    """Add `size`, or a number drawn between its two ends, to each run, in the unit of the value."""
    table, runs, rng = _begin(messages, sensor, start, steps, count, seed)
    low, high = size if isinstance(size, tuple) else (size, size)
    for rows in runs:
        table.loc[rows, "value"] = (table.loc[rows, "value"] + rng.uniform(low, high)).round(1)
        table.loc[rows, "label"] = "spiking"
    return _end(table)


def drifting(
    messages: pd.DataFrame,
    *,
    sensor: str | None = None,
    start: str | pd.Timestamp | None = None,
    percent_per_day: float = 3.0,
) -> pd.DataFrame:
    """Let the gain grow (or fade, if negative) from `start` on, in a straight line. [%/d]"""
    table = _tidy(messages)
    hit = _theirs(table, sensor, start)
    days = (table["time"] - table.loc[hit, "time"].min()) / pd.Timedelta("1D")
    changed = (table["value"] * (1 + percent_per_day / 100 * days)).clip(lower=0).round(1)
    table["value"] = table["value"].where(~hit, changed)
    return _end(_label(table, hit & (days > 0), "drifting"))


def wrong_unit(
    messages: pd.DataFrame,
    *,
    sensor: str | None = None,
    start: str | pd.Timestamp | None = None,
    factor: float = 0.001,
    add: float = 0.0,
    unit: str | None = None,
) -> pd.DataFrame:
    """
    Send ``value * factor + add`` from `start` on: mg for µg, or Fahrenheit (1.8 and 32) for Celsius.

    The message names the old unit all the same, unless `unit` names the new one.
    """
    table = _tidy(messages)
    hit = _theirs(table, sensor, start)
    table["value"] = table["value"].where(~hit, (table["value"] * factor + add).round(4))
    if unit is not None:
        table.loc[hit, "unit"] = unit
    return _end(_label(table, hit, "wrong_unit"))


def clock_jump(
    messages: pd.DataFrame,
    *,
    sensor: str | None = None,
    start: str | pd.Timestamp | None = None,
    hours: float = 1.0,
    timezone: str | None = None,
) -> pd.DataFrame:
    """
    Set the sensor's clock wrong; `received` stays right.

    With `timezone` the sensor sends the wall clock of that zone without saying
    so, and the receiver takes it for UTC: the error comes and goes with summer time.

    Parameters
    ----------
    messages : pandas.DataFrame
        Table of messages.
    sensor : str, optional
        The sensor whose clock is wrong; without it all are.
    start : str or pandas.Timestamp, optional
        First time that is wrong; without it the first of all.
    hours : float
        How far the clock is ahead, if no `timezone` is given. [h]
    timezone : str, optional
        Zone whose wall clock is sent, such as ``"Europe/London"``.

    Returns
    -------
    pandas.DataFrame
        The table; rows whose time is not what it was carry the label.

    Raises
    ------
    ValueError
        If the sensor or the start is not in the table.
    """
    table = _tidy(messages)
    hit = _theirs(table, sensor, start)
    wrong = table["time"] + pd.Timedelta(hours=hours)
    if timezone is not None:
        wrong = table["time"].dt.tz_convert(timezone).dt.tz_localize(None).dt.tz_localize("UTC")
    hit &= wrong != table["time"]
    table["time"] = table["time"].where(~hit, wrong)
    return _end(_label(table, hit, "clock_jump"))


def _tidy(messages: pd.DataFrame) -> pd.DataFrame:
    table = messages.copy()
    if "label" not in table:
        table["label"] = ""
    return table.sort_values(["sensor", "quantity", "time", "received"], kind="stable", ignore_index=True)


def _end(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(["received", "sensor", "quantity", "time"], kind="stable", ignore_index=True)


def _label(table: pd.DataFrame, hit: pd.Series, name: str) -> pd.DataFrame:
    """Name the fault of the rows that have none yet."""
    return table.assign(label=table["label"].where(~hit | (table["label"] != ""), name))


def _theirs(table: pd.DataFrame, sensor: str | None, start: str | pd.Timestamp | None) -> pd.Series:
    """Return which rows are of the sensor and not before the start."""
    if sensor is not None and sensor not in set(table["sensor"]):
        raise ValueError(f"no sensor {sensor} in the messages; there are: {', '.join(sorted(set(table['sensor'])))}")
    theirs = table["sensor"].eq(sensor) if sensor is not None else pd.Series(True, index=table.index)
    if start is not None:
        first = pd.Timestamp(start)
        theirs &= table["time"] >= (first.tz_localize("UTC") if first.tz is None else first)
    if not theirs.any():
        raise ValueError(f"no message of {sensor or 'any sensor'} at or after {start}; choose an earlier start")
    return theirs


def _begin(
    messages: pd.DataFrame,
    sensor: str | None,
    start: str | pd.Timestamp | None,
    steps: int,
    count: int,
    seed: Seed,
) -> tuple[pd.DataFrame, list[np.ndarray], np.random.Generator]:
    """Return the tidy table, the rows of each run, and the generator that drew them."""
    if steps < 1 or count < 1:
        raise ValueError(f"steps and count must be 1 or more, got {steps} and {count}")
    table, rng = _tidy(messages), np.random.default_rng(seed)
    rows = np.flatnonzero(_theirs(table, sensor, start))
    if start is not None:
        return table, [_run(table, rows[0], steps)], rng
    free = np.array(table["label"] == "")
    runs: list[np.ndarray] = []
    for _ in range(TRIES * count):
        if len(runs) == count:
            return table, runs, rng
        run = _run(table, int(rng.choice(rows)), steps)
        # A run keeps a clean neighbour on each side, so that two faults stay two.
        around = np.arange(max(run[0] - 1, 0), min(run[-1] + 2, len(table)))
        if len(run) == steps and free[around].all():
            free[run] = False
            runs.append(run)
    raise ValueError(f"no room for {count} faults of {steps} steps; ask for fewer or shorter ones")


def _run(table: pd.DataFrame, first: int, steps: int) -> np.ndarray:
    """Return up to `steps` rows from the first, of one sensor and quantity."""
    rows = np.arange(first, min(first + steps, len(table)))
    same = table.loc[rows, ["sensor", "quantity"]].eq(table.loc[first, ["sensor", "quantity"]]).all(axis=1)
    return rows[same.to_numpy()]

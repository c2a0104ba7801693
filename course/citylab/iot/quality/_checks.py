"""Refuse tables and series that cannot be judged, and say what to mend."""

import pandas as pd

__all__ = ["IDENTITY", "TIMES", "checked_messages", "checked_series", "checked_times"]

IDENTITY = ["sensor", "quantity"]
TIMES = ["time", "received"]


def checked_messages(messages: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Return the table if it has the columns and its times have a zone; else raise a `ValueError`."""
    lacking = [column for column in columns if column not in messages.columns]
    if lacking:
        raise ValueError(
            f"messages need the columns {', '.join(columns)}; missing: {', '.join(lacking)}; "
            f"found: {', '.join(map(str, messages.columns)) or 'none'}"
        )
    for column in TIMES:
        if column in columns:
            checked_times(messages[column], column)
    return messages


def checked_times(times: pd.Series, name: str) -> pd.Series:
    """Return the times if they have a zone; else raise a `ValueError`."""
    if not isinstance(times.dtype, pd.DatetimeTZDtype):
        raise ValueError(
            f"{name} must hold times with a timezone, found {times.dtype}; if they are UTC, use "
            f"pd.to_datetime(messages['{name}'], utc=True); if they are wall clock, use quality.from_wall_clock"
        )
    return times


def checked_series(series: pd.Series, name: str) -> pd.Series:
    """Return the series if its index holds times with a zone; else raise a `ValueError`."""
    if getattr(series.index, "tz", None) is None:
        raise ValueError(
            f"{name} needs an index of times with a timezone; use {name}.tz_localize('UTC'), or the city's own zone"
        )
    return series

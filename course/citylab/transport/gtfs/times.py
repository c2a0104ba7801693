"""Times and dates as GTFS writes them."""

import datetime
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["clock", "date_text", "seconds"]


def seconds(texts: pd.Series) -> pd.Series:
    """
    Turn times such as ``25:10:00`` into seconds.

    Parameters
    ----------
    texts : pandas.Series of str
        Times as H:MM:SS; hours may pass 24. Spaces around are allowed, and seconds may be missing.

    Returns
    -------
    pandas.Series of float
        Seconds after noon minus 12 h of the service day: after midnight, except on days when the clocks change.
        NaN where the text is blank or no time. [s]

    Examples
    --------
    >>> seconds(pd.Series(["7:05:00", "25:10:00"])).tolist()
    [25500.0, 90600.0]
    """
    known = texts.astype("str").str.strip()
    codes, unique = pd.factorize(known)
    parts = pd.Series(unique, dtype="str").str.extract(r"^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?$").astype("float64")
    values = (parts[0] * 3600 + parts[1] * 60 + parts[2].fillna(0.0)).to_numpy()
    return pd.Series(np.append(values, np.nan)[codes], index=texts.index, dtype="float64")


def clock(time_s: float) -> str:
    """
    Write seconds as a time of a timetable.

    Parameters
    ----------
    time_s : float
        Seconds after the start of the service day; rounded to whole seconds. [s]

    Returns
    -------
    str
        The time as HH:MM:SS; empty for NaN. Hours pass 24 where the trip passes midnight.

    Examples
    --------
    >>> clock(90600)
    '25:10:00'
    """
    if not np.isfinite(time_s):
        return ""
    whole = round(time_s)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def date_text(date: Any) -> str:
    """
    Write a date as GTFS does.

    Parameters
    ----------
    date : str, datetime.date or pandas.Timestamp
        Such as ``"2026-05-12"``, ``"20260512"`` or ``datetime.date(2026, 5, 12)``.

    Returns
    -------
    str
        Such as ``20260512``.

    Raises
    ------
    ValueError
        If it is no date.

    Examples
    --------
    >>> date_text("2026-05-12")
    '20260512'
    """
    if isinstance(date, datetime.date):
        return date.strftime("%Y%m%d")
    text = str(date).strip()
    for form in ("%Y-%m-%d", "%Y%m%d"):
        try:
            return datetime.datetime.strptime(text, form).strftime("%Y%m%d")
        except ValueError:
            continue
    raise ValueError(f'a date is written like "2026-05-12", got {date!r}')

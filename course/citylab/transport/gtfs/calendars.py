"""Which services and trips run on a date."""

import datetime
from typing import Any

import pandas as pd

from citylab.transport.gtfs.feed import Feed
from citylab.transport.gtfs.standard import DAYS
from citylab.transport.gtfs.times import date_text

__all__ = ["dates", "services_on", "trips_on"]

_ADDED, _REMOVED = 1, 2
_DAYS_MAX = 3_700  # ten years: more is a slip of the pen


def services_on(feed: Feed, date: Any) -> set[str]:
    """
    Return the services that run on a service day.

    The week of ``calendar.txt``, within its first and last date, then the exceptions of ``calendar_dates.txt``: 1 adds
    a service on a date, 2 removes it. Either file may be absent.

    Parameters
    ----------
    feed : Feed
        The feed.
    date : str, datetime.date or pandas.Timestamp
        The service day, such as ``"2026-05-12"``.

    Returns
    -------
    set of str
        Ids of services; empty if none runs.

    Raises
    ------
    ValueError
        If `date` is no date.

    Examples
    --------
    >>> from citylab import data
    >>> from citylab.transport import gtfs
    >>> feed = gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))
    >>> sorted(services_on(feed, "2026-05-14"))
    ['sunday']
    """
    day = date_text(date)
    weekday = DAYS[datetime.datetime.strptime(day, "%Y%m%d").weekday()]
    week, exceptions = feed.calendar, feed.calendar_dates
    # Dates as YYYYMMDD sort like dates.
    runs = (week[weekday] == 1) & (week["start_date"] <= day) & (week["end_date"] >= day)
    today = exceptions[exceptions["date"] == day]
    added = set(today.loc[today["exception_type"] == _ADDED, "service_id"].dropna())
    removed = set(today.loc[today["exception_type"] == _REMOVED, "service_id"].dropna())
    return (set(week.loc[runs.fillna(False).astype(bool), "service_id"].dropna()) - removed) | added


def trips_on(feed: Feed, date: Any) -> pd.DataFrame:
    """
    Return the trips that run on a service day.

    Parameters
    ----------
    feed : Feed
        The feed.
    date : str, datetime.date or pandas.Timestamp
        The service day.

    Returns
    -------
    pandas.DataFrame, shape (n_trips, n_columns)
        Rows of ``trips.txt``. A trip in ``frequencies.txt`` stands here once; `departures` repeats it.

    Raises
    ------
    ValueError
        If `date` is no date.

    Examples
    --------
    >>> from citylab import data
    >>> from citylab.transport import gtfs
    >>> feed = gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))
    >>> len(trips_on(feed, "2026-05-12"))
    450
    """
    return feed.trips[feed.trips["service_id"].isin(services_on(feed, date))]


def dates(feed: Feed) -> list[str]:
    """
    Return the service days of a feed: each date on which a trip's service runs.

    Parameters
    ----------
    feed : Feed
        The feed.

    Returns
    -------
    list of str
        Dates such as ``20260512``, in order.

    Examples
    --------
    >>> from citylab import data
    >>> from citylab.transport import gtfs
    >>> dates(gtfs.read(data.path("corridor_timetable_synthetic", "actual.zip")))
    ['20260512']
    """
    used = set(feed.trips["service_id"].dropna())
    named = set(feed.calendar_dates["date"].dropna())
    for start, end in zip(feed.calendar["start_date"], feed.calendar["end_date"], strict=True):
        first, last = (pd.to_datetime(text, format="%Y%m%d", errors="coerce") for text in (start, end))
        if pd.notna(first) and pd.notna(last):
            days = pd.date_range(first, min(last, first + pd.Timedelta(days=_DAYS_MAX)))
            named |= set(days.strftime("%Y%m%d"))
    good = sorted(day for day in named if pd.notna(pd.to_datetime(day, format="%Y%m%d", errors="coerce")))
    return [day for day in good if services_on(feed, day) & used]

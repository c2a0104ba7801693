"""Which services and trips run on a date."""

import datetime
from typing import Any

import numpy as np
import pandas as pd

from citylab.transport.gtfs.feed import Feed
from citylab.transport.gtfs.standard import DAYS
from citylab.transport.gtfs.times import date_text

__all__ = ["dates", "services_on", "trips_on"]

_ADDED, _REMOVED = 1, 2


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
    exceptions = feed.calendar_dates
    return _running(feed.calendar, exceptions[exceptions["date"] == day], day)


def _running(week: pd.DataFrame, today: pd.DataFrame, day: str) -> set[str]:
    """Return the services that run on a day: those of the week, and what the exceptions of the day change."""
    weekday = DAYS[datetime.datetime.strptime(day, "%Y%m%d").weekday()]
    # Dates as YYYYMMDD sort like dates.
    runs = (week[weekday] == 1) & (week["start_date"] <= day) & (week["end_date"] >= day)
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
    week = feed.calendar[feed.calendar["service_id"].isin(used)]
    days = _days_of_the_weeks(week)
    exceptions = feed.calendar_dates[feed.calendar_dates["service_id"].isin(used)]
    for date, today in exceptions.groupby("date"):
        day = _day(date)
        if pd.isna(day):
            continue
        if _running(week, today, str(date)):
            days.add(day)
        else:
            days.discard(day)
    return [str(day).replace("-", "") for day in sorted(days)]


def _day(text: str) -> np.datetime64:
    """Return a date YYYYMMDD as a day; NaT if it is none."""
    try:
        return np.datetime64(datetime.datetime.strptime(text, "%Y%m%d").date(), "D")
    except (TypeError, ValueError):
        return np.datetime64("NaT", "D")


def _days_of_the_weeks(week: pd.DataFrame) -> set[np.datetime64]:
    """Return the days on which the rows of calendar.txt run, weekday by weekday."""
    days: set[np.datetime64] = set()
    for (start, end), rows in week.groupby(["start_date", "end_date"]):
        first, last = _day(start), _day(end)
        if pd.isna(first) or pd.isna(last):
            continue
        begin, end_after = int(first.astype("int64")), int(last.astype("int64")) + 1  # days since 1 January 1970
        for number, name in enumerate(DAYS):
            if (rows[name] == 1).any():
                until_first = (number - begin - 3) % 7  # 1 January 1970 was a Thursday, day 3
                days.update(np.arange(begin + until_first, end_after, 7).astype("datetime64[D]"))
    return days

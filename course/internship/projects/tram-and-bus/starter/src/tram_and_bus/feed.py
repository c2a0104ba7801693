"""
Read the vehicles of one day from a timetable feed (GTFS).

References
----------
.. [1] MobilityData, General Transit Feed Specification, Schedule Reference,
   https://gtfs.org/documentation/schedule/reference/
"""

import zipfile
from pathlib import Path

import numpy as np
import pandas as pd

EVENT_COLUMNS = ["trip_id", "route_id", "direction_id", "stop_id", "stop_sequence", "arrival_s", "departure_s"]


def read_day(feed: Path, date: str) -> pd.DataFrame:
    """
    Return every stop of every trip that runs on one service day.

    Parameters
    ----------
    feed : pathlib.Path
        A zip file in the form of GTFS.
    date : str
        The service day, such as "2026-05-12".

    Returns
    -------
    pandas.DataFrame
        One row per trip and stop, in the order of the trip: `trip_id`, `route_id`, `direction_id`, `stop_id`,
        `stop_sequence`, `arrival_s` and `departure_s`. [seconds of the service day]

    Raises
    ------
    ValueError
        If no trip runs on that day, or a trip of that day is listed in frequencies.txt.
    """
    services = _services_on(feed, date)
    trips = _table(feed, "trips.txt")
    trips = trips[trips["service_id"].isin(services)]
    if trips.empty:
        raise ValueError(f"no trip runs on {date} in {feed.name}; this feed knows weekdays of May 2026")
    repeated = set(_table(feed, "frequencies.txt")["trip_id"]) & set(trips["trip_id"])
    if repeated:
        raise ValueError(f"trips {sorted(repeated)} are repeated by frequencies.txt, which is not read here")
    stops = _table(feed, "stop_times.txt").merge(trips[["trip_id", "route_id", "direction_id"]], on="trip_id")
    for column in ("stop_sequence", "direction_id"):
        stops[column] = stops[column].astype(int)
    stops = stops.sort_values(["trip_id", "stop_sequence"], ignore_index=True)
    for column in ("arrival", "departure"):
        stops[f"{column}_s"] = _filled(stops, _seconds(stops[f"{column}_time"]))
    return stops[EVENT_COLUMNS]


def read_stops(feed: Path) -> pd.DataFrame:
    """Return name and place of each stop: `stop_name`, `lat_deg` and `lon_deg` [degrees, WGS 84], by `stop_id`."""
    stops = _table(feed, "stops.txt").rename(columns={"stop_lat": "lat_deg", "stop_lon": "lon_deg"})
    stops = stops.astype({"lat_deg": float, "lon_deg": float})
    return stops.set_index("stop_id")[["stop_name", "lat_deg", "lon_deg"]]


def _services_on(feed: Path, date: str) -> set[str]:
    day = pd.Timestamp(date)
    compact, weekday = day.strftime("%Y%m%d"), day.day_name().lower()
    usual = _table(feed, "calendar.txt")
    if len(usual):
        runs = (usual[weekday] == "1") & (usual["start_date"] <= compact) & (usual["end_date"] >= compact)
        usual = usual[runs]
    services = set(usual["service_id"])
    exceptions = _table(feed, "calendar_dates.txt")
    exceptions = exceptions[exceptions["date"] == compact]
    added = set(exceptions.loc[exceptions["exception_type"] == "1", "service_id"])
    removed = set(exceptions.loc[exceptions["exception_type"] == "2", "service_id"])
    return (services | added) - removed


def _table(feed: Path, name: str) -> pd.DataFrame:
    """Read one table as text; an optional table that is not there has no rows."""
    empty = {
        "calendar.txt": ["service_id"],
        "calendar_dates.txt": ["service_id", "date", "exception_type"],
        "frequencies.txt": ["trip_id"],
    }
    with zipfile.ZipFile(feed) as archive:
        if name not in archive.namelist() and name in empty:
            return pd.DataFrame({column: pd.Series(dtype=str) for column in empty[name]})
        with archive.open(name) as file:
            return pd.read_csv(file, dtype=str, encoding="utf-8-sig")


def _seconds(times: pd.Series) -> pd.Series:
    """Turn 25:10:00 into 90600 s; blank stays NaN. Hours may pass 24."""
    parts = times.str.strip().str.extract(r"^(\d+):(\d\d):(\d\d)$").astype(float)
    return 3600 * parts[0] + 60 * parts[1] + parts[2]


def _filled(stops: pd.DataFrame, seconds: pd.Series) -> np.ndarray:
    """Fill blank times within a trip in proportion to the way: no vehicle is assumed to wait there."""
    way = stops["shape_dist_traveled"].astype(float)
    filled = [
        np.interp(way[rows], way[rows][seconds[rows].notna()], seconds[rows].dropna())
        for rows in stops.groupby("trip_id", sort=False).groups.values()
    ]
    return np.concatenate(filled)

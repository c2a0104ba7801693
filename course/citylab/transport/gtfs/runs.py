"""When each vehicle is at each stop on a day."""

from typing import Any

import numpy as np
import pandas as pd

from citylab.transport.gtfs.calendars import trips_on
from citylab.transport.gtfs.feed import Feed

__all__ = ["departures"]

COLUMNS = ["trip_id", "route_id", "direction_id", "stop_id", "stop_sequence", "arrival_s", "departure_s"]


def departures(feed: Feed, date: Any) -> pd.DataFrame:
    """
    List each stop of each trip of a service day, with its times.

    A trip of ``frequencies.txt`` becomes one run per departure, with ids such as ``N22-0#3``. With `exact_times` 0 or
    blank the operator promises the headway, not the moments: those given here are nominal. Blank times between two
    known ones are filled in by distance along the trip where `shape_dist_traveled` is given, else evenly; stops before
    the first and after the last known time are left out. `pickup_type` and `drop_off_type` are not looked at: a stop at
    which nobody may get on or off stands here like any other, also for `headways` and the router. Nor is
    ``transfers.txt``, which `read` reads and nothing here uses.

    Parameters
    ----------
    feed : Feed
        The feed.
    date : str, datetime.date or pandas.Timestamp
        The service day. Times may pass 24 h: the trip then ends on the next calendar day.

    Returns
    -------
    pandas.DataFrame, shape (n_stop_times, 7)
        `trip_id`, `route_id`, `direction_id`, `stop_id`, `stop_sequence`, `arrival_s` and `departure_s` (seconds after
        noon minus 12 h of the service day [s]), sorted by trip and sequence.

    Raises
    ------
    ValueError
        If `date` is no date.

    Examples
    --------
    >>> from citylab import data
    >>> from citylab.transport import gtfs
    >>> feed = gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))
    >>> table = departures(feed, "2026-05-12")
    >>> table["trip_id"].nunique()
    450
    """
    trips = trips_on(feed, date)[["trip_id", "route_id", "direction_id"]].drop_duplicates("trip_id")
    times = feed.stop_times.dropna(subset=["trip_id", "stop_id", "stop_sequence"])
    table = times.merge(trips, on="trip_id").drop_duplicates(["trip_id", "stop_sequence"])
    table = table.sort_values(["trip_id", "stop_sequence"], ignore_index=True)
    table = _filled(table)
    table = _repeated(table, feed.frequencies)
    table = table.sort_values(["trip_id", "stop_sequence"], ignore_index=True)
    return table[COLUMNS].astype({"stop_sequence": "int64"})


def _filled(table: pd.DataFrame) -> pd.DataFrame:
    """Fill blank times; the rows are sorted by trip and sequence."""
    table = table.assign(
        arrival_s=table["arrival_s"].fillna(table["departure_s"]),
        departure_s=table["departure_s"].fillna(table["arrival_s"]),
    )
    blank = table["arrival_s"].isna().to_numpy()
    if not blank.any():
        return table
    trip = table["trip_id"]
    place = _places(table)
    known = place.where(~blank)
    before, after = (getattr(column.groupby(trip), fill)() for fill in ("ffill", "bfill") for column in [known])
    leaves = table["departure_s"].groupby(trip).ffill()
    comes = table["arrival_s"].groupby(trip).bfill()
    span = (after - before).to_numpy()
    share = np.divide((place - before).to_numpy(), span, out=np.zeros(len(table)), where=span > 0)
    between = leaves + share * (comes - leaves)
    filled = table.assign(
        arrival_s=table["arrival_s"].where(~blank, between), departure_s=table["departure_s"].where(~blank, between)
    )
    return filled.dropna(subset=["arrival_s"])


def _places(table: pd.DataFrame) -> pd.Series:
    """Return how far along its trip each row lies: by distance where that is given and grows, else by count."""
    trip = table["trip_id"]
    along = table["shape_dist_traveled"]
    step = along.groupby(trip).diff()
    usable = ~(along.isna() | (step < 0)).groupby(trip).transform("any")
    grows = along.groupby(trip).transform("max") > along.groupby(trip).transform("min")
    count = table.groupby("trip_id").cumcount().astype("float64")
    return along.where(usable & grows, count)


def _repeated(table: pd.DataFrame, frequencies: pd.DataFrame) -> pd.DataFrame:
    """Repeat the trips of frequencies.txt, one run per departure."""
    rows = frequencies[frequencies["trip_id"].isin(table["trip_id"])]
    if rows.empty:
        return table
    rows = rows[(rows["headway_secs"] > 0).fillna(False).astype(bool) & rows["start_s"].notna() & rows["end_s"].notna()]
    listed = table["trip_id"].isin(set(frequencies["trip_id"]))
    parts = [table[~listed]]
    for trip, spans in rows.sort_values("start_s").groupby("trip_id"):
        pattern = table[table["trip_id"] == trip]
        starts = [
            np.arange(s, e, float(h)) for s, e, h in spans[["start_s", "end_s", "headway_secs"]].to_numpy("float64")
        ]
        for number, start_s in enumerate(np.concatenate(starts), start=1):
            shift = start_s - pattern["departure_s"].iloc[0]
            run = pattern.assign(trip_id=f"{trip}#{number}", arrival_s=pattern["arrival_s"] + shift)
            parts.append(run.assign(departure_s=pattern["departure_s"] + shift))
    return pd.concat(parts, ignore_index=True)

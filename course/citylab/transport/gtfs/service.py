"""What a timetable offers: service by route, direction and hour."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from citylab.transport.gtfs.feed import Feed
from citylab.transport.gtfs.runs import departures
from citylab.transport.gtfs.statistics import trip_statistics
from citylab.transport.gtfs.times import clock

__all__ = ["service"]

BY = ("route_id", "direction_id", "hour")


def service(feed: Feed, date: Any, *, by: Sequence[str] = BY) -> pd.DataFrame:
    """
    Count the service of a day: trips, span, vehicle-hours, vehicle-kilometres and speed.

    Parameters
    ----------
    feed : Feed
        The feed.
    date : str, datetime.date or pandas.Timestamp
        The service day.
    by : sequence of str
        One row per combination of these: `route_id`, `direction_id`, `hour`. A trip belongs whole to the hour in which
        it starts; hours pass 24.

    Returns
    -------
    pandas.DataFrame
        Columns of `by`, then `trips`, `first_departure`, `last_arrival` (HH:MM:SS), `span_h` from the one to the other
        [h], `vehicle_hours` from the first departure of each trip to its last arrival, without breaks [h], `vehicle_km`
        [km] and `speed_kmh` (km per hour of the trips whose distance is known) [km/h]. A trip counts without hours and
        kilometres if it ends before it begins, or if its first or last stop has no time; `check` lists it.

    Raises
    ------
    ValueError
        If `date` is no date, or `by` names something else.

    Examples
    --------
    >>> from citylab import data
    >>> from citylab.transport import gtfs
    >>> feed = gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))
    >>> service(feed, "2026-05-12", by=["route_id"])["trips"].tolist()
    [98, 144, 208]
    """
    if not by or set(by) - set(BY):
        raise ValueError(f"by takes one or more of {', '.join(BY)}, got {list(by)}")
    runs = _runs(feed, date)
    grouped = runs.groupby(list(by), dropna=False)
    table = grouped.agg(
        trips=("trip_id", "size"),
        first_s=("start_s", "min"),
        last_s=("end_s", "max"),
        vehicle_hours=("hours", "sum"),
        vehicle_km=("km", "sum"),
        known_hours=("known_hours", "sum"),
    ).reset_index()
    table.insert(len(by) + 1, "first_departure", table["first_s"].map(clock))
    table.insert(len(by) + 2, "last_arrival", table["last_s"].map(clock))
    table.insert(len(by) + 3, "span_h", (table.pop("last_s") - table.pop("first_s")) / 3600)
    known_hours = table.pop("known_hours")
    table["speed_kmh"] = table["vehicle_km"] / known_hours.where(known_hours > 0)
    return table


def _runs(feed: Feed, date: Any) -> pd.DataFrame:
    """Return one row per run of the day: its times, hours and kilometres."""
    table = departures(feed, date)
    runs = table.groupby(["trip_id", "route_id", "direction_id"], dropna=False, as_index=False).agg(
        start_s=("departure_s", "first"), end_s=("arrival_s", "last")
    )
    trips = trip_statistics(feed).set_index("trip_id")
    name = runs["trip_id"].where(runs["trip_id"].isin(trips.index), runs["trip_id"].str.rsplit("#", n=1).str[0])
    runs["hours"] = name.map(trips["duration_h"])
    runs["km"] = name.map(trips["distance_km"]).where(runs["hours"].notna())
    runs["known_hours"] = runs["hours"].where(runs["km"].notna(), 0.0)
    runs["hour"] = (runs["start_s"] // 3600).astype("int64")
    return runs

"""Kilometres, hours and speed of each trip."""

import numpy as np
import pandas as pd

from citylab.transport.gtfs.distances import pattern_distances, stop_coordinates
from citylab.transport.gtfs.feed import Feed
from citylab.transport.gtfs.geometry import distances_m
from citylab.transport.gtfs.times import clock

__all__ = ["LOOP_M", "trip_statistics"]

LOOP_M = 400.0
COLUMNS = [
    "trip_id", "route_id", "direction_id", "stops", "start_time", "end_time", "start_stop_id", "end_stop_id", "is_loop",
    "distance_km", "duration_h", "speed_kmh", "distance_from",
]  # fmt: skip


def trip_statistics(feed: Feed) -> pd.DataFrame:
    """
    Count stops, kilometres and hours of each trip of a feed.

    The distance is measured along the trip's shape between its first and last stop, with the stops in their order, so
    that a loop keeps its length. `shape_dist_traveled` is not used: the standard gives it no unit. Without a shape, or
    if the shape does not fit (the first or last stop lies more than 200 m off it, or the way along it is clearly
    shorter than from stop to stop), straight lines from stop to stop are added up.

    A ride ends when the vehicle arrives at its last stop, as in `service`: a break before the next trip is not part of
    it. (The library gtfs-kit counts to the last departure.)

    Parameters
    ----------
    feed : Feed
        The feed.

    Returns
    -------
    pandas.DataFrame, shape (n_trips, 13)
        One row per trip of ``trips.txt``, in its order: `trip_id`, `route_id`, `direction_id` (missing if the feed has
        none), `stops` (number of stop times), `start_time` and `end_time` (departure from the first and arrival at the
        last stop, as HH:MM:SS), `start_stop_id`, `end_stop_id`, `is_loop` (two stops or more, the first and the last
        the same or less than 400 m apart), `distance_km` [km], `duration_h` [h], `speed_kmh` [km/h] and
        `distance_from` (``shape`` or ``stops``). What cannot be known is missing: all of it for a trip without stop
        times, the distance for a trip with one stop, duration and speed for a trip that ends before it begins or whose
        first or last stop has no time. A trip of ``frequencies.txt`` stands here once.

    Examples
    --------
    >>> from citylab import data
    >>> from citylab.transport import gtfs
    >>> feed = gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))
    >>> first = trip_statistics(feed).iloc[0]
    >>> print(first["start_stop_id"], first["end_stop_id"], f"{first['distance_km']:.2f} km", first["distance_from"])
    C1 N7 5.51 km shape
    """
    trips = feed.trips.dropna(subset=["trip_id"]).drop_duplicates("trip_id")
    times = feed.stop_times[feed.stop_times["trip_id"].isin(trips["trip_id"])]
    times = times.sort_values(["trip_id", "stop_sequence"], kind="stable")
    ends = _ends(times)
    ends["is_loop"] = _loops(feed, ends)
    ends = ends.join(_distances(feed, trips, times))
    table = trips[["trip_id", "route_id", "direction_id"]].merge(ends, left_on="trip_id", right_index=True, how="left")
    hours = (table.pop("end_s") - table.pop("start_s")) / 3600
    table["duration_h"] = hours = hours.where(hours >= 0)
    table["speed_kmh"] = table["distance_km"] / hours.where(hours > 0)
    table = table.astype({"stops": "Int64", "is_loop": "boolean"}).fillna({"stops": 0})
    return table[COLUMNS].reset_index(drop=True)


def _ends(times: pd.DataFrame) -> pd.DataFrame:
    """Return number of stops, first and last stop and time of each trip; the rows are sorted."""
    ends = times.groupby("trip_id", sort=False).agg(
        stops=("stop_id", "size"), start_stop_id=("stop_id", "first"), end_stop_id=("stop_id", "last")
    )
    # groupby's own first and last would pass over blank times.
    first, last = (times.drop_duplicates("trip_id", keep=side).set_index("trip_id") for side in ("first", "last"))
    ends["start_s"] = first["departure_s"].fillna(first["arrival_s"])
    ends["end_s"] = last["arrival_s"].fillna(last["departure_s"])
    for side in ("start", "end"):
        text = {second: clock(second) or np.nan for second in ends[f"{side}_s"].unique()}
        ends[f"{side}_time"] = ends[f"{side}_s"].map(text).astype("str")
    return ends


def _loops(feed: Feed, ends: pd.DataFrame) -> pd.Series:
    places = stop_coordinates(feed)
    start, end = (places.reindex(ends[column]).to_numpy() for column in ("start_stop_id", "end_stop_id"))
    near = distances_m(*start.T, *end.T) < LOOP_M
    return (near | (ends["start_stop_id"] == ends["end_stop_id"])) & (ends["stops"] > 1)


def _distances(feed: Feed, trips: pd.DataFrame, times: pd.DataFrame) -> pd.DataFrame:
    """Return the distance of each trip; trips with the same shape and stops are measured once."""
    shape_of = trips.set_index("trip_id")["shape_id"]
    known = times.dropna(subset=["stop_id"])
    names, stops = known["trip_id"].to_numpy(dtype=object), known["stop_id"].to_numpy(dtype=object)
    starts = np.flatnonzero(np.append(True, names[1:] != names[:-1])[: len(names)])
    numbers: dict[tuple[object, ...], int] = {}
    of_trip = {}
    for start, end in zip(starts, [*starts[1:], len(names)], strict=False):
        shape = shape_of.get(names[start])
        key = (shape if isinstance(shape, str) else None, *stops[start:end])
        of_trip[names[start]] = numbers.setdefault(key, len(numbers))
    patterns = pd.Series([key[0] for key in numbers], index=list(numbers.values()), dtype=object)
    stop_ids = {number: [str(stop) for stop in key[1:]] for key, number in numbers.items()}
    measured = pattern_distances(feed, patterns, stop_ids)
    trip_pattern = pd.Series(of_trip, dtype="int64")
    return measured.reindex(trip_pattern).set_axis(trip_pattern.index).astype({"distance_from": "str"})

"""
A rule about speeds that no vehicle reaches: a stop in the wrong place, or a slip in a time.

References
----------
.. [1] MobilityData, Canonical GTFS Schedule Validator, rule fast_travel_between_consecutive_stops: the speeds by type
   of route, and the minute added where times are whole minutes.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from citylab.transport.gtfs.distances import stop_coordinates
from citylab.transport.gtfs.feed import Feed
from citylab.transport.gtfs.geometry import distances_m
from citylab.transport.gtfs.row_checks import problem

__all__ = ["too_fast"]

FASTEST_KMH = {0: 100, 1: 150, 2: 500, 3: 150, 4: 80, 5: 30, 6: 50, 7: 50, 11: 150, 12: 150}
FASTEST_OTHERS_KMH = 200
FASTEST_RAIL_KMH, LONGER_LIST_RAIL = 500, range(100, 200)  # in Google's longer list of types


def too_fast(feed: Feed) -> Iterator[dict[str, Any]]:
    """List pairs of stops, once for each route, between which a trip drives faster than any vehicle of its kind."""
    legs = _legs(feed)
    fast = legs[(legs["speed_kmh"] > legs["most_kmh"])]
    pairs = fast.groupby(["route_id", "from_stop", "stop_id"], sort=False)
    for (route, start, end), rows in pairs:
        speed_kmh, most_kmh = rows["speed_kmh"].iloc[0], rows["most_kmh"].iloc[0]
        message = f"route {route!r} drives from {start!r} to {end!r} at {speed_kmh:,.0f} km/h, more than {most_kmh:.0f}"
        also = f" (in {len(rows)} rows)" if len(rows) > 1 else ""
        yield problem("warning", "stop_times", rows.index[0], "arrival_time", f"{message}: a time or a place?{also}")


def _legs(feed: Feed) -> pd.DataFrame:
    """Return speed and limit from each stop with a time to the next one."""
    times = feed.stop_times.dropna(subset=["trip_id", "stop_id", "stop_sequence"])
    comes, leaves = (times[a].fillna(times[b]) for a, b in (("arrival_s", "departure_s"), ("departure_s", "arrival_s")))
    times = times.assign(comes=comes, leaves=leaves).dropna(subset=["comes"])
    times = times.sort_values(["trip_id", "stop_sequence"], kind="stable")
    same = times["trip_id"].eq(times["trip_id"].shift())
    legs = pd.DataFrame(
        {"trip_id": times["trip_id"], "stop_id": times["stop_id"], "from_stop": times["stop_id"].shift()}
    )
    places = stop_coordinates(feed)
    start, end = (places.reindex(legs[column]).to_numpy() for column in ("from_stop", "stop_id"))
    before = times["leaves"].shift()
    taken_s = (times["comes"] - before).where(same)
    whole = (times["comes"] % 60 == 0) & (before % 60 == 0)
    # Times that go back are another rule's; whole minutes may be a minute too short.
    taken_s = taken_s.where(taken_s >= 0) + np.where(whole | (taken_s == 0), 60.0, 0.0)
    legs["speed_kmh"] = distances_m(*start.T, *end.T) / taken_s * 3.6
    trips = feed.trips.dropna(subset=["trip_id"]).drop_duplicates("trip_id").set_index("trip_id")["route_id"]
    legs["route_id"] = legs["trip_id"].map(trips)
    types = feed.routes.dropna(subset=["route_id"]).drop_duplicates("route_id").set_index("route_id")["route_type"]
    limits = {route: _fastest_kmh(kind) for route, kind in types.items()}
    legs["most_kmh"] = legs["route_id"].map(limits).astype("float64")
    return legs


def _fastest_kmh(kind: Any) -> float:
    if pd.isna(kind):
        return FASTEST_OTHERS_KMH
    return FASTEST_RAIL_KMH if kind in LONGER_LIST_RAIL else FASTEST_KMH.get(int(kind), FASTEST_OTHERS_KMH)

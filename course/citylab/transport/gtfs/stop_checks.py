"""Rules about stops and stations, and what of a feed is never used."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from citylab.transport.gtfs.feed import Feed
from citylab.transport.gtfs.row_checks import problem

__all__ = ["names", "parents", "served_places", "unused"]

STOP, STATION, ENTRANCE, NODE, AREA = range(5)
KINDS = {STATION: "a station", ENTRANCE: "an entrance", NODE: "a node inside a station", AREA: "a boarding area"}


def _kinds(feed: Feed) -> pd.Series:
    """Return the location type of each stop; blank means a stop."""
    stops = feed.stops
    kinds = stops["location_type"] if "location_type" in stops else pd.Series(STOP, index=stops.index)
    return kinds.fillna(STOP)


def names(feed: Feed) -> Iterator[dict[str, Any]]:
    """List stops, stations and entrances without a name."""
    blank = feed.stops["stop_name"].isna() & _kinds(feed).isin((STOP, STATION, ENTRANCE))
    for row in feed.stops.index[blank]:
        yield problem("error", "stops", row, "stop_name", "stop_name is blank")


def parents(feed: Feed) -> Iterator[dict[str, Any]]:
    """List parts of a station that name none, and stations that lie in one."""
    stops, kinds = feed.stops, _kinds(feed)
    parent = stops["parent_station"] if "parent_station" in stops else pd.Series(pd.NA, index=stops.index)
    for row in stops.index[parent.isna() & kinds.isin((ENTRANCE, NODE, AREA))]:
        message = f"{KINDS[int(kinds[row])]} needs the parent_station that it belongs to"
        yield problem("error", "stops", row, "parent_station", message)
    for row in stops.index[parent.notna() & (kinds == STATION)]:
        yield problem("error", "stops", row, "parent_station", "a station has no parent_station")


def served_places(feed: Feed) -> Iterator[dict[str, Any]]:
    """List stop times at stations, entrances and other places where no vehicle stops."""
    kind_of = pd.Series(_kinds(feed).to_numpy(), index=feed.stops["stop_id"])
    kind_of = kind_of[kind_of.isin(list(KINDS)) & kind_of.index.notna()]
    kinds = dict(zip(kind_of.index, kind_of, strict=True))
    wrong = feed.stop_times.loc[feed.stop_times["stop_id"].isin(list(kinds)), "stop_id"]
    for row, stop in wrong.items():
        message = f"{stop!r} is {KINDS[int(kinds[stop])]}; vehicles stop at stops and platforms (location_type 0)"
        yield problem("error", "stop_times", row, "stop_id", message)


def unused(feed: Feed) -> Iterator[dict[str, Any]]:
    """List routes without a trip and stops that no trip serves, for information."""
    routes, stops = feed.routes, feed.stops
    for row, route in routes.loc[~routes["route_id"].isin(feed.trips["route_id"]), "route_id"].dropna().items():
        yield problem("info", "routes", row, "route_id", f"route {route!r} has no trip")
    idle = ~stops["stop_id"].isin(feed.stop_times["stop_id"]) & (_kinds(feed) == STOP)
    for row, stop in stops.loc[idle, "stop_id"].dropna().items():
        yield problem("info", "stops", row, "stop_id", f"no trip stops at {stop!r}")

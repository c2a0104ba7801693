"""Rules about coordinates."""

import datetime
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from citylab.transport.gtfs.feed import Feed
from citylab.transport.gtfs.geometry import distances_m
from citylab.transport.gtfs.row_checks import problem

__all__ = ["coordinates", "swapped"]

WITHOUT_PLACE = (3, 4)  # nodes and boarding areas inside a station may lack coordinates
FAR_M, NEAR_M = 1_000_000, 200_000
# Hours of a time zone times 15° give its meridian; most places lie nearer to it than this.
OFF_MERIDIAN_DEG, CLEARLY_NEARER_DEG = 20.0, 15.0
INHABITED_DEG = (-56.0, 72.0)  # latitudes between which vehicles run to a timetable


def coordinates(feed: Feed) -> Iterator[dict[str, Any]]:
    """List coordinates that are missing, impossible, or zero."""
    stops = feed.stops
    kinds = stops["location_type"] if "location_type" in stops else pd.Series(0, index=stops.index)
    blank = stops[["stop_lat", "stop_lon"]].isna().any(axis=1) & ~kinds.isin(WITHOUT_PLACE)
    for row in stops.index[blank]:
        yield problem("error", "stops", row, "stop_lat", "latitude or longitude is blank")
    for name, lat, lon in (("stops", "stop_lat", "stop_lon"), ("shapes", "shape_pt_lat", "shape_pt_lon")):
        table = feed.tables[name]
        for column, most in ((lat, 90), (lon, 180)):
            for row, value in table.loc[table[column].abs() > most, column].items():
                hint = "; are latitude and longitude swapped?" if column == lat and abs(value) <= 180 else ""
                yield problem("error", name, row, column, f"{value:g} is not within ±{most}{hint}")
        zero = (table[lat] == 0) & (table[lon] == 0)
        for row in table.index[zero]:
            yield problem("warning", name, row, lat, "latitude and longitude are both 0: a place in the ocean")


def swapped(feed: Feed) -> Iterator[dict[str, Any]]:
    """List places whose latitude and longitude seem to have changed places."""
    if _whole_feed_is_swapped(feed):
        zone = feed.agency["agency_timezone"].iloc[0]
        message = f"latitude and longitude seem swapped: the places do not lie in the time zone {zone}"
        yield problem("warning", "stops", None, "stop_lat", message)
        return
    centre = feed.stops[["stop_lat", "stop_lon"]].median()
    for name, lat, lon in (("stops", "stop_lat", "stop_lon"), ("shapes", "shape_pt_lat", "shape_pt_lon")):
        table = feed.tables[name]
        far = distances_m(table[lat], table[lon], centre["stop_lat"], centre["stop_lon"]) > FAR_M
        near = distances_m(table[lon], table[lat], centre["stop_lat"], centre["stop_lon"]) < NEAR_M
        for row in table.index[far & near]:
            yield problem(
                "warning", name, row, lat, "latitude and longitude seem swapped: the place is far from all others"
            )


def _whole_feed_is_swapped(feed: Feed) -> bool:
    """Tell whether the longitudes fit the agency's time zone only if they are read as latitudes."""
    zones = feed.agency["agency_timezone"].dropna()
    places = feed.stops[["stop_lat", "stop_lon"]].median()
    if zones.empty or places.isna().any():
        return False
    try:
        winter = datetime.datetime(2025, 1, 15, tzinfo=ZoneInfo(zones.iloc[0]))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    shift = winter.utcoffset() or datetime.timedelta()
    meridian = shift.total_seconds() / 240
    # The short way round the Earth.
    off, off_if_swapped = (abs((places[name] - meridian + 180) % 360 - 180) for name in ("stop_lon", "stop_lat"))
    lived_in = INHABITED_DEG[0] <= places["stop_lon"] <= INHABITED_DEG[1]
    return bool(off > OFF_MERIDIAN_DEG and off_if_swapped + CLEARLY_NEARER_DEG < off and lived_in)

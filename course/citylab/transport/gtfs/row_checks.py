"""Rules about files, keys, ids and codes."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from citylab.transport.gtfs.feed import Feed
from citylab.transport.gtfs.standard import DAYS, FOREIGN, KEYS

__all__ = [
    "duplicate_keys",
    "missing_files",
    "missing_values",
    "names_and_agencies",
    "problem",
    "unknown_codes",
    "unknown_ids",
    "unknown_services",
]

REQUIRED_VALUES = {
    "agency": ("agency_name", "agency_url", "agency_timezone"),
    "stops": ("stop_id",),
    "routes": ("route_id", "route_type"),
    "trips": ("route_id", "service_id", "trip_id"),
    "stop_times": ("trip_id", "stop_id", "stop_sequence"),
    "calendar": ("service_id", *DAYS, "start_date", "end_date"),
    "calendar_dates": ("service_id", "date", "exception_type"),
    "shapes": ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"),
    "frequencies": ("trip_id", "start_time", "end_time", "headway_secs"),
}
CODES = {
    "trips": {"direction_id": {0, 1}},
    "stops": {"location_type": {0, 1, 2, 3, 4}},
    "stop_times": {"pickup_type": {0, 1, 2, 3}, "drop_off_type": {0, 1, 2, 3}, "timepoint": {0, 1}},
    "calendar": {day: {0, 1} for day in DAYS},
    "calendar_dates": {"exception_type": {1, 2}},
    "frequencies": {"exact_times": {0, 1}},
}
ROUTE_TYPES = {0, 1, 2, 3, 4, 5, 6, 7, 11, 12}
EXTENDED_ROUTE_TYPES = range(100, 1800)  # Google's longer list; many feeds use it


def problem(severity: str, file: str, row: Any, field: str, message: str) -> dict[str, Any]:
    """Return a listed problem."""
    return {"severity": severity, "file": f"{file}.txt", "row": row, "field": field, "message": message}


def missing_files(feed: Feed) -> Iterator[dict[str, Any]]:
    """List required files that are absent or empty."""
    if feed.agency.empty:
        yield problem("error", "agency", None, "", "the file is required: name the agency and its time zone")
    if feed.calendar.empty and feed.calendar_dates.empty:
        yield problem("error", "calendar", None, "", "neither calendar.txt nor calendar_dates.txt names a service day")


def missing_values(feed: Feed) -> Iterator[dict[str, Any]]:
    """List rows without a value that the standard requires."""
    for name, columns in REQUIRED_VALUES.items():
        table = feed.tables[name]
        for column in columns:
            if column not in table:
                if len(table):
                    yield problem("error", name, 1, column, f"the column {column} is required")
            else:
                for row in table.index[table[column].isna()]:
                    yield problem("error", name, row, column, f"{column} is blank")


def duplicate_keys(feed: Feed) -> Iterator[dict[str, Any]]:
    """List rows whose key stands in an earlier row."""
    for name, columns in KEYS.items():
        table = feed.tables[name]
        known = table.dropna(subset=list(columns))
        twice = known[known.duplicated(list(columns))]
        for row, values in zip(twice.index, twice[list(columns)].astype(str).to_numpy(), strict=True):
            yield problem("error", name, row, columns[-1], f"{', '.join(values)} stands in an earlier row")


def unknown_ids(feed: Feed) -> Iterator[dict[str, Any]]:
    """List ids that point nowhere."""
    for name, column, target, key in FOREIGN:
        table = feed.tables[name]
        if column in table:
            ids = table[column].dropna()
            for row, value in ids[~ids.isin(feed.tables[target][key].dropna())].items():
                yield problem("error", name, row, column, f"{value!r} is not in {target}.txt")


def unknown_services(feed: Feed) -> Iterator[dict[str, Any]]:
    """List trips whose service no calendar knows."""
    services = set(feed.calendar["service_id"].dropna()) | set(feed.calendar_dates["service_id"].dropna())
    ids = feed.trips["service_id"].dropna()
    for row, value in ids[~ids.isin(services)].items():
        message = f"{value!r} is in neither calendar.txt nor calendar_dates.txt: the trip never runs"
        yield problem("error", "trips", row, "service_id", message)


def unknown_codes(feed: Feed) -> Iterator[dict[str, Any]]:
    """List codes that the standard does not know."""
    for name, columns in CODES.items():
        for column, allowed in columns.items():
            if column in feed.tables[name]:
                yield from _outside(name, feed.tables[name][column], allowed)
    types = feed.routes["route_type"].dropna()
    for row, value in types[~types.isin(ROUTE_TYPES)].items():
        if value not in EXTENDED_ROUTE_TYPES:
            yield problem("error", "routes", row, "route_type", f"{value} is no type of route")


def _outside(name: str, codes: pd.Series, allowed: set[int]) -> Iterator[dict[str, Any]]:
    known = codes.dropna()
    for row, value in known[~known.isin(allowed)].items():
        choice = ", ".join(str(code) for code in sorted(allowed))
        yield problem("error", name, row, str(codes.name), f"{value} is not one of {choice}")


def names_and_agencies(feed: Feed) -> Iterator[dict[str, Any]]:
    """List routes and stops without a name, badly written colours, and agencies that cannot be told apart."""
    routes = feed.routes
    for row in routes.index[routes["route_short_name"].isna() & routes["route_long_name"].isna()]:
        yield problem("error", "routes", row, "route_short_name", "a route needs a short or a long name")
    for column in ("route_color", "route_text_color"):
        if column in routes:
            colours = routes[column].dropna()
            for row, value in colours[~colours.str.fullmatch("[0-9A-Fa-f]{6}")].items():
                yield problem("error", "routes", row, column, f"{value!r} is no colour such as 0072B2")
    if len(feed.agency) > 1:
        for row in feed.agency.index[feed.agency["agency_id"].isna()]:
            yield problem("error", "agency", row, "agency_id", "with several agencies, each needs an id")
        owners = routes["agency_id"] if "agency_id" in routes else pd.Series(pd.NA, index=routes.index)
        for row in routes.index[owners.isna()]:
            yield problem("error", "routes", row, "agency_id", "with several agencies, each route names its own")
        if feed.agency["agency_timezone"].nunique() > 1:
            yield problem("error", "agency", None, "agency_timezone", "all agencies of a feed share one time zone")

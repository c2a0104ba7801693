"""Rules about dates, times and the order of stops."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from citylab.transport.gtfs.calendars import dates
from citylab.transport.gtfs.feed import Feed
from citylab.transport.gtfs.row_checks import problem
from citylab.transport.gtfs.standard import DATES, DAYS
from citylab.transport.gtfs.times import clock

__all__ = ["bad_dates", "calendars", "distances", "frequencies", "stop_times", "trips_too_short"]

ADDED = 1


def bad_dates(feed: Feed) -> Iterator[dict[str, Any]]:
    """List dates that are not written YYYYMMDD, or do not exist."""
    for name in ("calendar", "calendar_dates", "feed_info"):
        table = feed.tables[name]
        for column in [column for column in table if column in DATES]:
            texts = table[column].dropna()
            good = texts.str.fullmatch(r"\d{8}") & pd.to_datetime(texts, format="%Y%m%d", errors="coerce").notna()
            for row, text in texts[~good].items():
                yield problem("error", name, row, column, f"{text!r} is no date; write it as YYYYMMDD")


def calendars(feed: Feed) -> Iterator[dict[str, Any]]:
    """List calendars that never run, end before they begin, and a feed without any service day."""
    week, exceptions = feed.calendar, feed.calendar_dates
    for row in week.index[week["end_date"] < week["start_date"]]:
        yield problem("error", "calendar", row, "end_date", "the service ends before it begins")
    added = set(exceptions.loc[exceptions["exception_type"] == ADDED, "service_id"])
    never = (week[list(DAYS)].fillna(0) == 0).all(axis=1) & ~week["service_id"].isin(added)
    for row, service in week.loc[never, "service_id"].items():
        message = f"{service!r} runs on no day of the week, and calendar_dates.txt adds none"
        yield problem("warning", "calendar", row, "service_id", message)
    if len(week) + len(exceptions) and not dates(feed):
        yield problem("error", "calendar", None, "", "no trip of the feed runs on any day")


def trips_too_short(feed: Feed) -> Iterator[dict[str, Any]]:
    """List trips with fewer than two stops."""
    counts = feed.trips["trip_id"].map(feed.stop_times["trip_id"].value_counts()).fillna(0)
    for row, trip in feed.trips.loc[counts < 2, "trip_id"].dropna().items():
        number = "one stop" if counts[row] == 1 else "no stop times"
        yield problem("warning", "trips", row, "trip_id", f"trip {trip!r} has {number}: nobody can ride it")


def stop_times(feed: Feed) -> Iterator[dict[str, Any]]:
    """List times that go back, and first and last stops without a time."""
    table = feed.stop_times.dropna(subset=["trip_id", "stop_sequence"])
    table = table.sort_values(["trip_id", "stop_sequence"], kind="stable")
    early = table[table["departure_s"] < table["arrival_s"]]
    for row, trip in early["trip_id"].items():
        yield problem("error", "stop_times", row, "departure_time", f"trip {trip!r} departs before it arrives")
    arrival = table["arrival_s"].fillna(table["departure_s"])
    leaves = table["departure_s"].fillna(table["arrival_s"])
    before = leaves.groupby(table["trip_id"]).ffill().groupby(table["trip_id"]).shift()
    for row in table.index[arrival < before]:
        came, left = clock(arrival[row]), clock(before[row])
        message = f"trip {table.at[row, 'trip_id']!r} arrives at {came}, before it left the stop before at {left}"
        yield problem("error", "stop_times", row, "arrival_time", message)
    ends = ~table.duplicated("trip_id") | ~table.duplicated("trip_id", keep="last")
    for row in table.index[ends & arrival.isna()]:
        yield problem("error", "stop_times", row, "arrival_time", "the first and last stop of a trip need a time")
    if "timepoint" in table:
        exact = (table["timepoint"] == 1).fillna(False).astype(bool)
        for column in ("arrival_time", "departure_time"):
            blank = table[column.replace("time", "s")].isna() & ~(ends & arrival.isna())
            for row in table.index[exact & blank]:
                yield problem("error", "stop_times", row, column, f"a stop with timepoint 1 needs its {column}")
    for row in table.index[(table["stop_sequence"] < 0).fillna(False)]:
        yield problem("error", "stop_times", row, "stop_sequence", "stop_sequence must be zero or more")


def distances(feed: Feed) -> Iterator[dict[str, Any]]:
    """List distances along a trip or a shape that go back, and those along a trip that do not grow."""
    for name, key, sequence in (
        ("stop_times", "trip_id", "stop_sequence"),
        ("shapes", "shape_id", "shape_pt_sequence"),
    ):
        table = feed.tables[name].dropna(subset=[key, sequence, "shape_dist_traveled"])
        table = table.sort_values([key, sequence], kind="stable")
        step = table.groupby(key)["shape_dist_traveled"].diff()
        for row, value in table.loc[step < 0, key].items():
            yield problem("error", name, row, "shape_dist_traveled", f"the distance goes back within {value!r}")
        if name == "stop_times":
            for row, value in table.loc[step == 0, key].items():
                message = f"the distance does not grow from the stop before within {value!r}"
                yield problem("error", name, row, "shape_dist_traveled", message)


def frequencies(feed: Feed) -> Iterator[dict[str, Any]]:
    """List spans of frequencies.txt without length or headway, and spans that overlap."""
    table = feed.frequencies
    for row in table.index[(table["headway_secs"] <= 0).fillna(False)]:
        yield problem("error", "frequencies", row, "headway_secs", "headway_secs must be more than 0")
    for row in table.index[table["end_s"] <= table["start_s"]]:
        yield problem("error", "frequencies", row, "end_time", "the span ends before it begins")
    spans = table.sort_values(["trip_id", "start_s"], kind="stable")
    latest = spans.groupby("trip_id")["end_s"].cummax().groupby(spans["trip_id"]).shift()
    for row in spans.index[spans["start_s"] < latest]:
        yield problem("error", "frequencies", row, "start_time", "the span overlaps another one of the same trip")

"""From a table of departures to the hops that the router scans."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from citylab.transport._numbers import as_numbers, as_table

__all__ = ["Hops", "RouterError", "Stops", "hops_of"]

_NEEDED = ("trip_id", "stop_id", "stop_sequence", "arrival_s", "departure_s")
_SECONDS = "times in seconds, stop_sequence as a number, as gtfs.departures(feed, date) gives them"


class RouterError(ValueError):
    """The timetable or the question cannot be used; the message names the remedy."""


class Hops(NamedTuple):
    """Hops from a stop to the next, in the order of departure; arrays of shape (n_hops,)."""

    departure_s: np.ndarray
    arrival_s: np.ndarray
    start: np.ndarray
    end: np.ndarray
    trip: np.ndarray
    last: np.ndarray


class Stops(NamedTuple):
    """Where the stops of a timetable are, in its order."""

    lat_deg: np.ndarray
    lon_deg: np.ndarray

    @classmethod
    def read(cls, stops: pd.DataFrame, stop_ids: tuple[str, ...]) -> "Stops":
        """Return the places of the stops, or refuse a table that lacks one."""
        as_table(stops, "stops", RouterError, "such as feed.stops")
        table = stops if "stop_id" not in stops else stops.set_index("stop_id")
        missing = [column for column in ("stop_lat", "stop_lon") if column not in table]
        if missing:
            raise RouterError(f"stops lacks the column {', '.join(missing)}; it has {', '.join(map(str, stops))}")
        table = table.set_axis(table.index.astype(str))
        unknown = [stop for stop in stop_ids if stop not in table.index]
        if unknown:
            raise RouterError(f"stops has no row for {', '.join(unknown[:5])}, where vehicles depart")
        chosen = table[~table.index.duplicated()].loc[list(stop_ids)]
        lat, lon = (as_numbers(chosen[name], name, RouterError, "in degrees") for name in ("stop_lat", "stop_lon"))
        if not np.isfinite([lat, lon]).all():
            raise RouterError("stops must say where each stop is; a stop_lat or stop_lon is missing")
        return cls(lat, lon)


def hops_of(departures: pd.DataFrame) -> tuple[Hops, tuple[str, ...]]:
    """
    Return the hops, and the stops in their order.

    Raises
    ------
    RouterError
        If a column is missing, a time is missing or no number, or a trip goes back in time.
    """
    as_table(departures, "departures", RouterError, "gtfs.departures(feed, date) gives it")
    missing = [column for column in _NEEDED if column not in departures]
    if missing:
        raise RouterError(f"departures lacks the column {', '.join(missing)}; gtfs.departures(feed, date) gives it")
    as_seconds = {name: as_numbers(departures[name], name, RouterError, _SECONDS) for name in _NEEDED[2:]}
    table = departures.assign(**as_seconds)
    table = table.sort_values(["trip_id", "stop_sequence"], kind="stable").reset_index(drop=True)
    arrive_s, depart_s = (table[column].to_numpy() for column in ("arrival_s", "departure_s"))
    trip, _ = pd.factorize(table["trip_id"])
    stop_ids = tuple(sorted(table["stop_id"].astype(str).unique()))
    stop = pd.Index(stop_ids).get_indexer(table["stop_id"].astype(str))
    rides = trip[:-1] == trip[1:]
    _refuse_bad_times(table, arrive_s, depart_s, np.flatnonzero(rides))
    from_row = np.flatnonzero(rides)
    to_row = from_row + 1
    ends = ~np.r_[rides, False][to_row]
    # A hop that takes no time must come before the next hop of its trip, and after the one before it.
    order = np.lexsort((from_row, depart_s[from_row]))
    columns = (depart_s[from_row], arrive_s[to_row], stop[from_row], stop[to_row], trip[from_row], ends)
    return Hops(*(column[order] for column in columns)), stop_ids


def _refuse_bad_times(table: pd.DataFrame, arrive_s: np.ndarray, depart_s: np.ndarray, rides: np.ndarray) -> None:
    unknown = ~(np.isfinite(arrive_s) & np.isfinite(depart_s))
    if unknown.any():
        row = table[unknown].iloc[0]
        raise RouterError(
            f"{int(unknown.sum())} stop times are missing, the first of trip {row['trip_id']} at {row['stop_id']}; "
            "gtfs.departures(feed, date) fills the gaps"
        )
    back = arrive_s[rides + 1] < depart_s[rides]
    waits = depart_s < arrive_s
    if back.any() or waits.any():
        row = table.iloc[int(rides[back][0]) + 1 if back.any() else int(np.flatnonzero(waits)[0])]
        raise RouterError(
            f"trip {row['trip_id']} goes back in time at {row['stop_id']} (stop_sequence {row['stop_sequence']:g}); "
            "gtfs.check(feed) lists such rows"
        )

"""A day's timetable in the order in which the router reads it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from citylab.transport._hops import Hops, RouterError, Stops, hops_of
from citylab.transport._numbers import as_number, as_table

__all__ = ["Timetable"]


@dataclass(frozen=True, init=False)
class Timetable:
    """
    A day's hops between stops, ready for the router.

    Parameters
    ----------
    departures : pandas.DataFrame
        Columns `trip_id`, `stop_id`, `stop_sequence`, `arrival_s`, `departure_s`, as ``gtfs.departures`` returns them.
    stops : pandas.DataFrame, optional
        `stop_lat`, `stop_lon`, and `stop_id` as a column or as the index: where the stops are, for
        `door_to_door`. Stops without a departure may be among them.
    transfers : pandas.DataFrame, optional
        `from_stop_id`, `to_stop_id`, `walk_s`: ways between stops that a passenger may walk between two rides, in
        this direction.
    min_transfer_s : float
        Time that every change of vehicle takes at least, the walk included; boarding the first vehicle needs none. [s]

    Attributes
    ----------
    stop_ids : tuple of str
        The stops, sorted; their order is that of all arrays.

    Raises
    ------
    RouterError
        If something is no table, a column is missing, a time is missing, no number or goes back, a stop with
        departures has no place, or a walk is below 0. Transfers to stops without departures are left out.

    Examples
    --------
    >>> table = pd.DataFrame({"trip_id": ["a", "a"], "stop_id": ["X", "Y"], "stop_sequence": [1, 2],
    ...                       "arrival_s": [600.0, 900.0], "departure_s": [600.0, 900.0]})
    >>> from citylab.transport.router import earliest_arrivals
    >>> earliest_arrivals(Timetable(table), [0.0, np.inf], 500.0).tolist()
    [500.0, 900.0]
    """

    stop_ids: tuple[str, ...]
    stops: Stops | None
    min_transfer_s: float
    walks: tuple[tuple[tuple[int, float], ...], ...]
    hops: Hops

    def __init__(
        self,
        departures: pd.DataFrame,
        *,
        stops: pd.DataFrame | None = None,
        transfers: pd.DataFrame | None = None,
        min_transfer_s: float = 60.0,
    ) -> None:
        change_s = as_number(min_transfer_s, "min_transfer_s", RouterError, "in seconds, such as 60")
        if not (np.isfinite(change_s) and change_s > 0):
            raise RouterError(f"min_transfer_s must be above 0, got {min_transfer_s}; 1 s is next to nothing")
        hops, stop_ids = hops_of(departures)
        for name, value in (
            ("stop_ids", stop_ids),
            ("stops", None if stops is None else Stops.read(stops, stop_ids)),
            ("min_transfer_s", change_s),
            ("walks", _walks(transfers, stop_ids)),
            ("hops", hops),
        ):
            object.__setattr__(self, name, value)

    def access_s(self, seconds: dict[str, float]) -> np.ndarray:
        """
        Return an array with one access time per stop, ``inf`` for the stops that are not named.

        Raises
        ------
        RouterError
            If a stop is unknown, or a time is no number of at least 0.
        """
        if not isinstance(seconds, dict):
            raise RouterError(
                f"seconds must be a dictionary such as {{'{(*self.stop_ids, 'C3')[0]}': 120}}, got {seconds!r}"
            )
        times = np.full(len(self.stop_ids), np.inf)
        for stop, value in seconds.items():
            if stop not in self.stop_ids:
                raise RouterError(f"the timetable has no stop {stop!r}; there are: {', '.join(self.stop_ids[:30])}")
            times[self.stop_ids.index(stop)] = as_number(value, f"the time to {stop}", RouterError, "in seconds")
            if not times[self.stop_ids.index(stop)] >= 0:
                raise RouterError(f"the time to {stop} must be at least 0 s, got {value}")
        return times


def _walks(transfers: pd.DataFrame | None, stop_ids: tuple[str, ...]) -> tuple[tuple[tuple[int, float], ...], ...]:
    found: list[dict[int, float]] = [{at: 0.0} for at in range(len(stop_ids))]
    at = {stop: number for number, stop in enumerate(stop_ids)}
    if transfers is not None:
        for start, end, walk_s in _transfers(transfers).itertuples(index=False):
            walk = as_number(walk_s, f"the walk from {start} to {end}", RouterError, "in seconds")
            if not walk >= 0:
                raise RouterError(f"the walk from {start} to {end} takes {walk_s} s; it must be at least 0")
            if start in at and end in at and start != end:
                known = found[at[start]].get(at[end], np.inf)
                found[at[start]][at[end]] = min(walk, known)
    return tuple(tuple(walks.items()) for walks in found)


def _transfers(transfers: pd.DataFrame) -> pd.DataFrame:
    """Return the ways between stops with their ids as text."""
    needed = ["from_stop_id", "to_stop_id", "walk_s"]
    table = as_table(transfers, "transfers", RouterError, f"its columns are {', '.join(needed)}")
    missing = [column for column in needed if column not in table]
    if missing:
        raise RouterError(f"transfers lacks the column {', '.join(missing)}; it has {', '.join(map(str, table))}")
    return table[needed].astype({"from_stop_id": str, "to_stop_id": str})

"""
When a passenger arrives who walks, waits, rides, changes and walks.

The timetable is read once, from the last hop to the first: the profile version of the connection scan algorithm [1]_.

References
----------
.. [1] J. Dibbelt, T. Pajor, B. Strasser, D. Wagner, "Connection Scan Algorithm", arXiv:1703.05997, 2017.
"""

import bisect
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

MIN_CHANGE_S = 60.0  # our assumption, as in module 03; ask the authority what holds at each stop

Profiles = dict[str, tuple[np.ndarray, np.ndarray]]


def hops(events: pd.DataFrame) -> pd.DataFrame:
    """
    Cut each trip into hops from one stop to the next.

    Parameters
    ----------
    events : pandas.DataFrame
        `trip_id`, `stop_id`, `stop_sequence`, `arrival_s`, `departure_s` [s], as `feed.read_day` returns them.

    Returns
    -------
    pandas.DataFrame
        `trip_id`, `from_stop`, `to_stop`, `departure_s`, `arrival_s` [s], in the order of departure.
    """
    rides = events.sort_values(["trip_id", "stop_sequence"])
    after = rides.groupby("trip_id")[["stop_id", "arrival_s"]].shift(-1)
    table = pd.DataFrame(
        {
            "trip_id": rides["trip_id"],
            "from_stop": rides["stop_id"],
            "to_stop": after["stop_id"],
            "departure_s": rides["departure_s"],
            "arrival_s": after["arrival_s"],
        }
    )
    return table.dropna().sort_values(["departure_s", "arrival_s"], ignore_index=True)


def profiles(events: pd.DataFrame, egress_s: Mapping[str, float], *, min_change_s: float = MIN_CHANGE_S) -> Profiles:
    """
    Return, for each stop, which departures are worth taking to one target, and when each of them gets there.

    Read the hops from the last to the first, so that all that can follow a hop is known when you come to it. From
    the hop's end, the target is reached at the earliest of three moments: (1) get off and walk, arrival plus
    `egress_s`; (2) stay seated, what is already known for this trip; (3) change at this stop to a departure that
    leaves `min_change_s` after the arrival, or later. Keep the best of the three for the trip. Keep it for the stop at
    which the hop begins, too, but only if it is earlier than all that leave later: a departure that arrives no earlier
    than a later one is never worth taking.

    Parameters
    ----------
    events : pandas.DataFrame
        All stops of all trips, as `feed.read_day` returns them. No hop takes less than 1 s.
    egress_s : mapping from str to float
        Walk from a stop to the target; stops that are missing have no way there. [s]
    min_change_s : float
        Time that a change takes at least. Boarding the first vehicle takes none. [s]

    Returns
    -------
    dict from str to (numpy.ndarray, numpy.ndarray)
        For each stop from which the target can be reached by riding: departures and arrivals at the target, both
        strictly increasing. [s]
    """
    departures: dict[str, list[float]] = defaultdict(list)  # negative, so that they grow while we read backwards
    arrivals: dict[str, list[float]] = defaultdict(list)
    on_trip: dict[str, float] = {}
    for hop in hops(events).iloc[::-1].itertuples(index=False):
        best = min(on_trip.get(hop.trip_id, np.inf), hop.arrival_s + egress_s.get(hop.to_stop, np.inf))
        catchable = bisect.bisect_right(departures[hop.to_stop], -(hop.arrival_s + min_change_s))
        if catchable:
            best = min(best, arrivals[hop.to_stop][catchable - 1])
        on_trip[hop.trip_id] = best
        if np.isfinite(best):
            _keep(departures[hop.from_stop], arrivals[hop.from_stop], -hop.departure_s, best)
    return {
        stop: (-np.array(leaves)[::-1], np.array(arrivals[stop])[::-1]) for stop, leaves in departures.items() if leaves
    }


def travel_times_s(found: Profiles, *, to_stops_s: pd.DataFrame, walk_s: ArrayLike, leaves_s: ArrayLike) -> np.ndarray:
    """
    Return how long people take from their doors to the target, walking all the way or riding, whichever is faster.

    Parameters
    ----------
    found : dict
        What `profiles` returns. [s]
    to_stops_s : pandas.DataFrame, shape (n_homes, n_stops)
        Walk from each home to each stop; the columns are stops. [s]
    walk_s : array_like, shape (n_homes,)
        Walk all the way. [s]
    leaves_s : array_like, shape (n_moments,)
        When people leave home, in seconds of the service day. [s]

    Returns
    -------
    numpy.ndarray, shape (n_homes, n_moments)
        Travel times; who comes to a stop in the second of a departure catches it. [s]
    """
    leaves = np.asarray(leaves_s, dtype=float)[None, :]
    arrives = leaves + np.asarray(walk_s, dtype=float)[:, None]
    for stop, (departures, arrivals) in found.items():
        at_stop = leaves + to_stops_s[stop].to_numpy()[:, None]
        first = np.searchsorted(departures, at_stop, side="left")
        arrives = np.minimum(arrives, np.append(arrivals, np.inf)[first])
    return arrives - leaves


def _keep(departures: list[float], arrivals: list[float], minus_departure: float, arrival: float) -> None:
    """Add a departure that arrives before all later ones; of two in the same second the better stays."""
    if arrivals and arrival >= arrivals[-1]:
        return
    if departures and departures[-1] == minus_departure:
        arrivals[-1] = arrival
        return
    departures.append(minus_departure)
    arrivals.append(arrival)

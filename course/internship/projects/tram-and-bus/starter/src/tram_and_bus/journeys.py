"""
When a passenger arrives who walks, waits, rides, changes and walks.

The timetable is read once, from the last hop to the first: the profile version of the connection scan algorithm [1]_.

References
----------
.. [1] J. Dibbelt, T. Pajor, B. Strasser, D. Wagner, "Connection Scan Algorithm", arXiv:1703.05997, 2017.
"""

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
    raise NotImplementedError("profiles: read the hops from the last to the first")


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
    raise NotImplementedError("travel_times_s: for each stop, find the first departure after the walk to it")

"""
When a passenger arrives who walks, waits and rides by timetable.

The router scans all hops of the timetable once, in the order of their departure: the connection scan algorithm [1]_.
Many passengers (other homes, other minutes) are scanned side by side, as lanes of one array.

References
----------
.. [1] J. Dibbelt, T. Pajor, B. Strasser, D. Wagner, "Connection Scan Algorithm", arXiv:1703.05997, 2017.
"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from citylab.transport._hops import RouterError
from citylab.transport._numbers import as_number
from citylab.transport._questions import check_timetable, checked_access, checked_moments
from citylab.transport._timetable import Timetable
from citylab.transport.network import WALKING_SPEED_KMH, WalkingNetwork

__all__ = ["RouterError", "Timetable", "door_to_door", "earliest_arrivals", "reach", "stop_to_stop_s"]

_LANES_AT_ONCE = 10_000
_LOOK_UP = 64  # hops between two looks at whether the scan may end
_CELLS_AT_ONCE = 200_000  # small enough for the processor to keep at hand


def earliest_arrivals(timetable: Timetable, access_s: ArrayLike, depart_s: ArrayLike) -> np.ndarray:
    """
    Return the earliest moment at which a passenger can be at each stop, on foot or by timetable.

    Parameters
    ----------
    timetable : Timetable
        The day.
    access_s : array_like, shape (..., n_stops)
        Walk from the start to each stop, ``inf`` where there is none. [s]
    depart_s : float or array_like, shape (...)
        Moments at which the passenger sets off, in seconds of the service day. [s]

    Returns
    -------
    numpy.ndarray, shape (..., n_stops)
        Moments, ``inf`` where a stop cannot be reached. [s]

    Raises
    ------
    RouterError
        If there is not one access time per stop, one is below 0, or a departure is no finite number.

    Notes
    -----
    Between two rides a passenger changes at the same stop, or walks one of the timetable's `transfers`; both take at
    least `min_transfer_s`. After the last ride the walk takes its own time.
    """
    return _arrivals(timetable, access_s, depart_s)[0]


def stop_to_stop_s(timetable: Timetable, depart_s: ArrayLike) -> np.ndarray:
    """
    Return the travel time between all pairs of stops, the wait at the first one included.

    Parameters
    ----------
    timetable : Timetable
        The day.
    depart_s : float or array_like, shape (n_departures,)
        When the passenger stands at the first stop. [s]

    Returns
    -------
    numpy.ndarray, shape (n_stops, n_departures, n_stops)
        From, moment, to. [s]

    Raises
    ------
    RouterError
        If there is no departure, or one is no finite number.
    """
    check_timetable(timetable)
    moments = checked_moments(depart_s)
    n = len(timetable.stop_ids)
    access_s = np.where(np.eye(n, dtype=bool), 0.0, np.inf)[:, None, :]
    return earliest_arrivals(timetable, access_s, moments[None, :]) - moments[None, :, None]


def door_to_door(
    network: WalkingNetwork,
    timetable: Timetable | None,
    origins: ArrayLike,
    depart_s: ArrayLike,
    *,
    targets: ArrayLike | None = None,
    speed_kmh: float = WALKING_SPEED_KMH,
    walk_limit_s: float = np.inf,
    snap_limit_m: float = 250.0,
) -> np.ndarray:
    """
    Return travel times from door to door: on foot all the way, or walk, wait, ride and walk, whichever is faster.

    Parameters
    ----------
    network : WalkingNetwork
        Where people walk.
    timetable : Timetable or None
        The day, with `stops`; None for walking only.
    origins : array_like of int, shape (n_origins,)
        Positions of nodes.
    depart_s : float or array_like, shape (n_departures,)
        When people leave home. [s]
    targets : array_like of int, shape (n_targets,), optional
        Positions of nodes; without it all nodes.
    speed_kmh : float
        Walking speed. [km/h]
    walk_limit_s : float
        Longest walk of one leg, the walk all the way included. [s]
    snap_limit_m : float
        How far a stop may lie from the network. [m]

    Returns
    -------
    numpy.ndarray of float32, shape (n_origins, n_departures, n_targets)
        Travel time since leaving home, ``inf`` where the target cannot be reached. [s]

    Raises
    ------
    RouterError
        If the timetable has no `stops`, there is no departure, one is no finite number, or a limit is below 0.
    NetworkError
        If an origin or target is no node, or a stop lies far from the network.

    Notes
    -----
    All people of one call leave in the same minutes, walk at the same speed and know the timetable by heart.
    """
    if not isinstance(network, WalkingNetwork):
        raise RouterError(f"network must be a WalkingNetwork, got {type(network).__name__}; it comes first")
    if timetable is not None:
        check_timetable(timetable)
    moments = checked_moments(depart_s)
    walk_limit_s = as_number(walk_limit_s, "walk_limit_s", RouterError, "in seconds")
    sources = network.checked_positions(origins)
    chosen = np.arange(network.n_nodes) if targets is None else network.checked_positions(targets)
    to_node_s = np.empty((0, network.n_nodes))
    if timetable is not None and timetable.stop_ids:
        to_node_s = _stop_walks_s(network, timetable, speed_kmh, walk_limit_s, snap_limit_m)
    egress_s = to_node_s[:, chosen].astype(np.float32)
    times_s = np.empty((len(sources), len(moments), len(chosen)), dtype=np.float32)
    step = max(_LANES_AT_ONCE // max(len(moments), 1), 1)
    for at in range(0, len(sources), step):
        some = sources[at : at + step]
        walk_s = network.walk_matrix_s(some, speed_kmh=speed_kmh, limit_s=walk_limit_s)
        times_s[at : at + step] = walk_s[:, None, chosen]
        if len(to_node_s) and timetable is not None:
            _, alight_s = _arrivals(timetable, to_node_s[:, None, some].T, moments[None, :])
            _min_plus(times_s[at : at + step], alight_s - moments[None, :, None], egress_s)
    return times_s


def reach(
    network: WalkingNetwork, timetable: Timetable | None, origin: int, depart_s: ArrayLike, **options: Any
) -> pd.DataFrame:
    """
    Return for each node how long the way from one origin takes, over many moments of departure.

    Parameters
    ----------
    network, timetable, depart_s, **options
        As for `door_to_door`.
    origin : int
        Position of a node.

    Returns
    -------
    pandas.DataFrame
        One row per node, in the order of `network.nodes`: `median_s`, `fastest_s`, `slowest_s` over the moments. [s]

    Raises
    ------
    RouterError
        As for `door_to_door`, or if there is more than one origin.
    NetworkError
        As for `door_to_door`.
    """
    if np.ndim(origin):
        raise RouterError(f"reach takes one origin, got {np.size(origin)}; give home_nodes[148], say, without brackets")
    times_s = door_to_door(network, timetable, [origin], depart_s, **options)[0].astype(float)
    # Sorting keeps inf at the end; a percentile of inf - inf would be no number.
    ranked = np.sort(times_s, axis=0)
    middle = (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2
    return pd.DataFrame({"median_s": middle, "fastest_s": ranked[0], "slowest_s": ranked[-1]})


def _arrivals(timetable: Timetable, access_s: ArrayLike, depart_s: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return the earliest moments of being at each stop, and of getting off a vehicle there."""
    access, depart = checked_access(timetable, access_s, depart_s)
    shape = (*np.broadcast_shapes(access.shape[:-1], depart.shape), access.shape[-1])
    lanes = np.broadcast_to(access + depart[..., None], shape).reshape(-1, shape[-1])
    here_s, alight_s = np.empty(lanes.shape), np.empty(lanes.shape)
    for at in range(0, len(lanes), _LANES_AT_ONCE):
        part = slice(at, at + _LANES_AT_ONCE)
        here_s[part], alight_s[part] = _scan(timetable, lanes[part])
    return here_s.reshape(shape), alight_s.reshape(shape)


def _scan(timetable: Timetable, at_stop_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Scan the hops in the order of departure; a lane that is aboard a trip, or on the platform in time, rides on."""
    here_s = np.array(at_stop_s.T)  # (n_stops, n_lanes): each hop reads and writes whole rows
    ready_s = here_s.copy()
    # Who is off a vehicle may walk on to another stop; who walked here may not walk a second time.
    alight_s = np.full_like(here_s, np.inf)
    hops = timetable.hops
    aboard: dict[int, np.ndarray] = {}
    earliest_s = here_s.min(initial=np.inf)
    first = int(np.searchsorted(hops.departure_s, earliest_s))
    rows = zip(*(column[first:].tolist() for column in hops), strict=True)
    ends = np.unique(hops.end[first:])
    for number, (depart_s, arrive_s, start, end, trip, last) in enumerate(rows):
        if number % _LOOK_UP == 0 and alight_s[ends].max() <= depart_s:
            break  # all have been everywhere: no later hop arrives earlier
        rides = ready_s[start] <= depart_s
        if trip in aboard:
            rides |= aboard.pop(trip)
        if not rides.any():
            continue
        if not last:
            aboard[trip] = rides
        better = rides & (arrive_s < alight_s[end])
        if better.any():
            alight_s[end, better] = arrive_s
            _spread(timetable, here_s, ready_s, end, np.where(better, arrive_s, np.inf))
    return here_s.T, alight_s.T


def _spread(timetable: Timetable, here_s: np.ndarray, ready_s: np.ndarray, stop: int, alight_s: np.ndarray) -> None:
    """Note who is now where, and ready to board: at the stop where they got off, and at those within a walk."""
    for other, walk_s in timetable.walks[stop]:
        np.minimum(here_s[other], alight_s + walk_s, out=here_s[other])
        change_s = max(walk_s, timetable.min_transfer_s)
        np.minimum(ready_s[other], alight_s + change_s, out=ready_s[other])


def _min_plus(times_s: np.ndarray, ride_s: np.ndarray, egress_s: np.ndarray) -> None:
    """Lower `times_s` to the fastest sum over stops of the ride there and the walk from there."""
    rows = max(_CELLS_AT_ONCE // max(times_s.shape[2], 1), 1)
    flat, rides = times_s.reshape(-1, times_s.shape[2]), ride_s.reshape(-1, ride_s.shape[2]).astype(np.float32)
    for at in range(0, len(flat), rows):
        part = flat[at : at + rows]
        for stop in np.flatnonzero(np.isfinite(rides[at : at + rows]).any(axis=0)):
            np.minimum(part, rides[at : at + rows, stop, None] + egress_s[None, stop], out=part)


def _stop_walks_s(
    network: WalkingNetwork, timetable: Timetable, speed_kmh: float, walk_limit_s: float, snap_limit_m: float
) -> np.ndarray:
    """Return the walk from each stop to each node; the way from the stop to its node is walked, too."""
    if timetable.stops is None:
        raise RouterError("the timetable does not know where its stops are; give Timetable(departures, stops=...)")
    nodes, apart_m = network.snap(timetable.stops.lat_deg, timetable.stops.lon_deg, limit_m=snap_limit_m)
    walk_s = network.walk_matrix_s(nodes, speed_kmh=speed_kmh) + apart_m[:, None] * 3.6 / speed_kmh
    walk_s[walk_s > walk_limit_s] = np.inf
    return walk_s

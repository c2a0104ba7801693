"""The gaps between departures, and what they let a passenger wait."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from citylab.transport.gtfs.feed import GtfsError

__all__ = ["Headways", "headways", "mean_wait"]


@dataclass(frozen=True)
class Headways:
    """
    The gaps between the departures at a stop.

    Attributes
    ----------
    gaps_min : numpy.ndarray, shape (n_departures - 1,)
        Minutes from each departure to the next. [min]
    mean_min : float
        Mean headway; NaN with fewer than two departures. [min]
    wait_min : float
        Mean wait of passengers who come at random; NaN with fewer than two departures. [min]
    """

    gaps_min: np.ndarray
    mean_min: float
    wait_min: float


def mean_wait(gaps: Any) -> float:
    """
    Return the mean wait of passengers who come at random moments between the first and last departure.

    A gap of length h catches a share of the passengers that grows with h, and they wait h/2: the mean is
    sum(h²) / (2 sum(h)). For equal gaps this is half the headway; uneven gaps make it longer.

    Parameters
    ----------
    gaps : array-like
        Times between departures, none negative.

    Returns
    -------
    float
        Mean wait in the unit of the gaps; NaN if there is none.

    Raises
    ------
    ValueError
        If a gap is negative or missing.

    References
    ----------
    .. [1] E. E. Osuna, G. F. Newell, "Control strategies for an idealized public transportation system", Transportation
       Science 6 (1), 1972.

    Examples
    --------
    >>> mean_wait([10, 10]), mean_wait([18, 2])
    (5.0, 8.2)
    """
    h = np.asarray(gaps, dtype="float64").ravel()
    if not (h >= 0).all():
        raise ValueError("gaps must be zero or more, none missing; sort the departures first")
    return float((h**2).sum() / (2 * h.sum())) if h.sum() > 0 else float("nan")


def headways(
    departures: pd.DataFrame,
    stop_id: str,
    *,
    route_id: str | None = None,
    direction_id: int | None = None,
    from_s: float = 0.0,
    to_s: float = float("inf"),
) -> Headways:
    """
    Return the gaps between departures at a stop.

    The last stop of a trip is no departure: nobody gets on there. `pickup_type` is not in the table, so a stop at which
    passengers may only get off counts like any other.

    Parameters
    ----------
    departures : pandas.DataFrame
        What `departures` returns, whole: `trip_id`, `stop_id`, `route_id`, `direction_id` and `departure_s` are read,
        and the last row of each trip is its end.
    stop_id : str
        The stop.
    route_id : str, optional
        Only this route; all routes together if left out.
    direction_id : int, optional
        Only this direction, 0 or 1. If it is left out, vehicles of both directions are mixed at a stop that serves
        both, and the gaps are nobody's.
    from_s, to_s : float
        Only departures from this second of the service day, and before that one. [s]

    Returns
    -------
    Headways
        Gaps, their mean, and the mean wait.

    Raises
    ------
    GtfsError
        If nothing stops there on the day, or all that does ends there, the route is no text, or the direction neither
        0 nor 1.

    Examples
    --------
    >>> from citylab import data
    >>> from citylab.transport import gtfs
    >>> feed = gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))
    >>> day = gtfs.departures(feed, "2026-05-12")
    >>> headways(day, "C1", route_id="T1", direction_id=0, from_s=8 * 3600, to_s=10 * 3600).mean_min
    10.0
    """
    _refuse_wrong_kinds(route_id, direction_id)
    here = departures.assign(ends=_ends(departures))[departures["stop_id"] == stop_id]
    if here.empty:
        raise GtfsError(f"nothing stops at {stop_id!r} on this day; stops are: {_some(departures['stop_id'])}")
    if route_id is not None:
        here = here[here["route_id"] == route_id]
        if here.empty:
            raise GtfsError(f"route {route_id!r} does not stop at {stop_id!r} on this day")
    if direction_id is not None:
        here = here[(here["direction_id"] == direction_id).fillna(False).astype(bool)]
    if len(here) and here["ends"].all():
        raise GtfsError(f"these trips end at {stop_id!r}: nothing departs from there; is it the other direction?")
    leaves = np.sort(here.loc[~here["ends"], "departure_s"].to_numpy("float64"))
    gaps_min = np.diff(leaves[(leaves >= from_s) & (leaves < to_s)]) / 60
    mean_min = float(gaps_min.mean()) if len(gaps_min) else float("nan")
    return Headways(gaps_min, mean_min, mean_wait(gaps_min))


def _refuse_wrong_kinds(route_id: Any, direction_id: Any) -> None:
    """Refuse what would be compared with the columns without ever being equal."""
    if route_id is not None and not isinstance(route_id, str):
        raise GtfsError(f"route ids are text: write '{route_id}' in quotes")
    if direction_id is not None and (isinstance(direction_id, str) or direction_id not in (0, 1)):
        raise GtfsError(f"direction_id is the number 0 or 1, got {direction_id!r}")


def _ends(departures: pd.DataFrame) -> pd.Series:
    """Tell which rows are the end of a trip; the only row of a trip is none, for its end may have been cut off."""
    trip = departures["trip_id"]
    return ~trip.duplicated(keep="last") & trip.duplicated(keep="first")


def _some(ids: pd.Series) -> str:
    names = sorted(ids.dropna().unique())
    return ", ".join(names[:20]) + (" …" if len(names) > 20 else "")

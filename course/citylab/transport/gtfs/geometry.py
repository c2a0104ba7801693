"""
Distances on the Earth, and places along a line.

References
----------
.. [1] National Geospatial-Intelligence Agency, World Geodetic System 1984, NGA.STND.0036: semi-major axis 6,378,137 m,
   flattening 1/298.257223563. The radii of curvature are those of an ellipsoid at the middle latitude.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from citylab.transport._places import metres_per_radian

__all__ = ["distances_m", "length_m", "places_m"]

Floats = NDArray[np.float64]


def distances_m(lat: Any, lon: Any, to_lat: Any, to_lon: Any) -> Floats:
    """
    Return distances along the ellipsoid between points that are not far apart.

    Parameters
    ----------
    lat, lon, to_lat, to_lon : array-like
        WGS 84 coordinates. [°]

    Returns
    -------
    numpy.ndarray
        Distances; within 0.01 % up to 300 km. [m]

    References
    ----------
    .. [1] The middle-latitude formula, with the radii of curvature of the WGS 84 ellipsoid.

    Examples
    --------
    >>> float(distances_m(60.0, 24.0, 60.01, 24.0).round(1))
    1114.1
    """
    lat, lon, to_lat, to_lon = (np.asarray(values, dtype="float64") for values in (lat, lon, to_lat, to_lon))
    north_m, east_m = metres_per_radian(np.radians((lat + to_lat) / 2))
    turn = (to_lon - lon + 180) % 360 - 180  # the short way round, over the date line too
    return np.hypot(np.radians(to_lat - lat) * north_m, np.radians(turn) * east_m)


def length_m(lat: Floats, lon: Floats) -> float:
    """Return the length of a line. [m]"""
    return float(distances_m(lat[:-1], lon[:-1], lat[1:], lon[1:]).sum())


def places_m(line: Floats, stops: Floats) -> tuple[Floats, Floats]:
    """
    Find the places along a line that lie nearest to the stops, in the order of the stops.

    The places never go back: a line may cross itself, or end where it began. Among all orders the sum of squared
    distances is least (dynamic programming over the segments of the line).

    Parameters
    ----------
    line : numpy.ndarray, shape (n_points, 2)
        Latitude and longitude of the line, two points or more. [°]
    stops : numpy.ndarray, shape (n_stops, 2)
        Latitude and longitude of the stops. [°]

    Returns
    -------
    places : numpy.ndarray, shape (n_stops,)
        Metres along the line. [m]
    off : numpy.ndarray, shape (n_stops,)
        Distance of each stop from its place. [m]
    """
    along = np.append(0.0, np.cumsum(distances_m(*line[:-1].T, *line[1:].T)))
    off, share = _projected(line, stops)
    cost = off**2
    best, came = [cost[0]], []
    for row in cost[1:]:
        # A stop may lie on the segment of the stop before it, or on a later one.
        least = np.minimum.accumulate(best[-1])
        first = np.append(True, least[1:] < least[:-1])
        came.append(np.maximum.accumulate(np.where(first, np.arange(len(least)), 0)))
        best.append(row + least)
    # The last stop takes the last of equal places, the first the first: a loop keeps its length.
    segment = len(best[-1]) - 1 - int(np.argmax((best[-1] <= best[-1].min() + 1.0)[::-1]))
    chosen = [segment]
    for before in came[::-1]:
        chosen.append(int(before[chosen[-1]]))
    index = np.array(chosen[::-1])
    rows = np.arange(len(stops))
    places = along[index] + share[rows, index] * np.diff(along)[index]
    return np.maximum.accumulate(places), off[rows, index]


def _projected(line: Floats, stops: Floats) -> tuple[Floats, Floats]:
    """Return the distance of each stop from each segment, and the share of the segment. [m], shape (stops, segments)"""
    north_m, east_m = metres_per_radian(np.radians(stops[:, :1]))
    turn = (line[None, :, 1] - stops[:, 1:] + 180) % 360 - 180
    x, y = np.radians(turn) * east_m, np.radians(line[None, :, 0] - stops[:, :1]) * north_m
    dx, dy = np.diff(x, axis=1), np.diff(y, axis=1)
    square = dx**2 + dy**2
    towards = -(x[:, :-1] * dx + y[:, :-1] * dy)
    share = np.clip(np.divide(towards, square, out=np.zeros_like(towards), where=square > 0), 0.0, 1.0)
    return np.hypot(x[:, :-1] + share * dx, y[:, :-1] + share * dy), share

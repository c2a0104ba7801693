"""How far a trip drives: along its shape, or from stop to stop."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from citylab.transport.gtfs.feed import Feed
from citylab.transport.gtfs.geometry import Floats, distances_m, length_m, places_m

__all__ = ["pattern_distances", "shape_points", "stop_coordinates"]

# A stop farther from its shape than this does not lie on it: the shape is another one's.
OFF_MAX_M = 200.0
# The way along a shape is no shorter than straight lines from stop to stop, but for stops beside the street.
SHORTER_MIN = 0.95


def stop_coordinates(feed: Feed) -> pd.DataFrame:
    """Return latitude and longitude of each stop [°]; NaN where they are blank, impossible, or both zero."""
    stops = feed.stops.dropna(subset=["stop_id"]).drop_duplicates("stop_id").set_index("stop_id")
    places = stops[["stop_lat", "stop_lon"]].astype("float64")
    good = (places["stop_lat"].abs() <= 90) & (places["stop_lon"].abs() <= 180) & (places != 0).any(axis=1)
    return places.where(good)


def pattern_distances(feed: Feed, patterns: pd.Series, stop_ids: dict[int, list[str]]) -> pd.DataFrame:
    """
    Measure each pattern once: a shape with a list of stops.

    Parameters
    ----------
    feed : Feed
        The feed.
    patterns : pandas.Series of (shape id or None)
        Shape of each pattern; the index is the number of the pattern.
    stop_ids : dict of int to list of str
        Stops of each pattern, in order.

    Returns
    -------
    pandas.DataFrame, shape (n_patterns, 2)
        `distance_km` [km] and `distance_from`: ``shape``, ``stops``, or missing where neither can be measured.
    """
    shapes = shape_points(feed)
    places = stop_coordinates(feed)
    where = {stop: place for stop, place in zip(places.index, places.to_numpy(), strict=True)}
    nowhere = np.full(2, np.nan)
    rows = []
    for number, shape in patterns.items():
        stops = np.array([where.get(stop, nowhere) for stop in stop_ids[number]])
        rows.append(_measured(shapes.get(shape), stops))
    return pd.DataFrame(rows, index=patterns.index, columns=["distance_km", "distance_from"])


def shape_points(feed: Feed) -> dict[str, Floats]:
    """Return the points of each shape in their order, without those whose coordinates are missing or impossible. [°]"""
    table = feed.shapes.dropna(subset=["shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"])
    table = table[(table["shape_pt_lat"].abs() <= 90) & (table["shape_pt_lon"].abs() <= 180)]
    table = table.sort_values(["shape_id", "shape_pt_sequence"], kind="stable")
    return {
        str(shape): line[["shape_pt_lat", "shape_pt_lon"]].to_numpy("float64")
        for shape, line in table.groupby("shape_id")
        if len(line) > 1
    }


def _measured(shape: Floats | None, stops: Floats) -> tuple[float, str | float]:
    if len(stops) < 2:
        return np.nan, np.nan
    known: NDArray[np.bool_] = np.asarray(~np.isnan(stops).any(axis=1))
    if shape is not None:
        metres = _along(shape, stops, known)
        if metres is not None:
            return metres / 1000, "shape"
    if not (known[0] and known[-1]):
        return np.nan, np.nan
    lat, lon = stops[known].T
    return float(distances_m(lat[:-1], lon[:-1], lat[1:], lon[1:]).sum()) / 1000, "stops"


def _along(shape: Floats, stops: Floats, known: NDArray[np.bool_]) -> float | None:
    """Return the metres between first and last stop along the shape; None if the stops do not lie on it."""
    whole = length_m(*shape.T)
    if not known.any() or whole == 0:
        return None
    places, off = places_m(shape, stops[known])
    if off.max() > OFF_MAX_M or _runs_backwards(places, off):
        # Some feeds draw one line for both directions.
        turned, turned_off = places_m(shape[::-1], stops[known])
        longer = np.ptp(turned) > np.ptp(places) and turned_off.sum() <= off.sum() + 1.0
        if longer or (turned_off**2).sum() < (off**2).sum() / 4:
            places, off = turned, turned_off
    if off[[0, -1]].max() > OFF_MAX_M:
        return None
    start = places[0] if known[0] else 0.0
    end = places[-1] if known[-1] else whole
    same_place = known[0] and known[-1] and bool((stops[0] == stops[-1]).all())
    metres = whole if same_place and end - start < whole / 100 else float(end - start)
    # Two rounds on the shape of one, or a way over the seam of a ring: the shape does not tell how far it is.
    return metres if metres >= SHORTER_MIN * length_m(*stops[known][off <= OFF_MAX_M].T) else None


def _runs_backwards(places: Floats, off: Floats) -> bool:
    """Tell whether the stops pile up: far from a line that has hardly been followed."""
    return bool(off.mean() > 50 or places[-1] - places[0] <= off.max())

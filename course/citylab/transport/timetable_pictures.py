"""Pictures of a timetable: trips over time and distance, and a map of the service by frequency."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from citylab import data, maps
from citylab.transport import gtfs
from citylab.transport.gtfs.distances import shape_points, stop_coordinates
from citylab.transport.gtfs.geometry import Floats, distances_m, places_m

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["CLASSES", "frequencies_between_stops", "service_map", "trip_diagram"]

PLANNED, REAL = "#9aa5ac", "#0072b2"
CREDIT = "Streets of the centre: © OpenStreetMap contributors, ODbL 1.0. Lines and suburbs: synthetic."
# Vehicles an hour in both directions, colour, width: darker and wider means more often.
CLASSES = (
    (16.0, "#08306b", 11, "16 or more"),
    (10.0, "#2171b5", 9, "10 to 16"),
    (7.0, "#6baed6", 4, "7 to 10"),
    (0.0, "#c6781e", 3, "fewer than 7"),
)


def trip_diagram(
    feed: gtfs.Feed,
    planned: pd.DataFrame,
    real: pd.DataFrame | None = None,
    *,
    route_id: str,
    direction_id: int,
    from_s: float,
    to_s: float,
    title: str = "",
) -> "Figure":
    """
    Draw each trip of a line as a curve over time and distance, as railways do.

    Parameters
    ----------
    feed : Feed
        The feed, for the names and places of the stops.
    planned, real : pandas.DataFrame
        What ``gtfs.departures`` returns for the plan and for the day; the plan is dashed, the day drawn through.
    route_id : str
        The route.
    direction_id : int
        The direction, 0 or 1.
    from_s, to_s : float
        Part of the service day that is shown. [s]
    title : str
        What the picture shows, as a finding.

    Returns
    -------
    matplotlib.figure.Figure
        The figure; show it with ``citylab.show(fig, alt="...")``.

    Raises
    ------
    GtfsError
        If the route does not run in this direction on the day.
    """
    import matplotlib.pyplot as plt

    here = _of_line(planned, route_id, direction_id)
    if here.empty:
        raise gtfs.GtfsError(f"route {route_id!r} does not run in direction {direction_id} on this day")
    names = feed.stops.drop_duplicates("stop_id").set_index("stop_id")["stop_name"]
    at_km = _kilometres(feed, here)
    fig, ax = plt.subplots(figsize=(8, 4), layout="constrained")
    cases: list[tuple[str, pd.DataFrame, dict[str, Any]]] = [
        ("planned", here, {"color": PLANNED, "linestyle": "--", "linewidth": 1.2})
    ]
    if real is not None:
        cases.append(("on the day", _of_line(real, route_id, direction_id), {"color": REAL, "linewidth": 1.8}))
    for label, table, style in cases:
        for number, (_, trip) in enumerate(table.groupby("trip_id")):
            hours = trip[["arrival_s", "departure_s"]].to_numpy().ravel() / 3600
            ax.plot(hours, np.repeat(trip["stop_id"].map(at_km), 2), label=None if number else label, **style)
    ax.set(xlim=(from_s / 3600, to_s / 3600), xlabel="Time of the service day [h:min]", title=title)
    ax.xaxis.set_major_formatter(lambda hour, _: f"{int(hour)}:{round(hour % 1 * 60):02d}")
    ax.set_ylabel("Stop, distance from the first [km]")
    ax.set_yticks(at_km.to_numpy(), [f"{names.get(stop, stop)}, {km:.1f} km" for stop, km in at_km.items()], fontsize=8)
    ax.grid(axis="y", linewidth=0.4)
    fig.legend(loc="outside lower center", ncols=2, frameon=False)
    return fig


def _of_line(table: pd.DataFrame, route_id: str, direction_id: int) -> pd.DataFrame:
    return table[(table["route_id"] == route_id) & (table["direction_id"] == direction_id).fillna(False)]


def _kilometres(feed: gtfs.Feed, table: pd.DataFrame) -> pd.Series:
    """Return how far each stop of a line lies from its first one, in straight lines. [km]"""
    longest = table.groupby("trip_id")["stop_id"].size().idxmax()
    stops = table.loc[table["trip_id"] == longest, "stop_id"]
    lat, lon = stop_coordinates(feed).reindex(stops).to_numpy().T
    steps = distances_m(lat[:-1], lon[:-1], lat[1:], lon[1:])
    return pd.Series(np.append(0.0, np.cumsum(steps)) / 1000, index=stops).groupby(level=0, sort=False).first()


def frequencies_between_stops(departures: pd.DataFrame, *, from_s: float, to_s: float) -> pd.DataFrame:
    """
    Count the vehicles that run between two stops, one after the other on some trip.

    Parameters
    ----------
    departures : pandas.DataFrame
        What ``gtfs.departures`` returns.
    from_s, to_s : float
        Departures from this second of the service day, and before that one. [s]

    Returns
    -------
    pandas.DataFrame
        `from_stop`, `to_stop` (in alphabetical order: both directions count together), `routes` (their ids),
        `per_hour` [1/h] and `trip_id`, one of the trips.

    Raises
    ------
    ValueError
        If `to_s` is not after `from_s`.
    """
    if not to_s > from_s:
        raise ValueError(f"to_s must be after from_s, got {from_s} and {to_s}")
    table = departures.sort_values(["trip_id", "stop_sequence"])
    following = table.groupby("trip_id")["stop_id"].shift(-1)
    table = table.assign(next_stop=following).dropna(subset=["next_stop"])
    table = table[(table["departure_s"] >= from_s) & (table["departure_s"] < to_s)]
    ends = np.sort(table[["stop_id", "next_stop"]].to_numpy(dtype=object), axis=1)
    table = table.assign(from_stop=ends[:, 0], to_stop=ends[:, 1])
    counted = table.groupby(["from_stop", "to_stop"], as_index=False).agg(
        routes=("route_id", lambda ids: ", ".join(sorted(ids.dropna().unique()))),
        per_hour=("trip_id", "size"),
        trip_id=("trip_id", "first"),
    )
    return counted.assign(per_hour=counted["per_hour"] / (to_s - from_s) * 3600)


def service_map(
    feed: gtfs.Feed, date: Any, *, from_hour: float, to_hour: float, alt: str, streets: bool = False
) -> maps.Map:
    """
    Draw the service between two hours: the more vehicles an hour, the wider and darker.

    Parameters
    ----------
    feed : Feed
        The feed.
    date : str, datetime.date or pandas.Timestamp
        The service day.
    from_hour, to_hour : float
        Hours of the service day. [h]
    alt : str
        A sentence that says what the map shows.
    streets : bool
        Whether to draw the streets of central Helsinki below.

    Returns
    -------
    citylab.maps.Map
        The map, with a legend; names and numbers show under the mouse.

    Raises
    ------
    ValueError
        If `to_hour` is not after `from_hour`, or `alt` says too little.
    """
    table = frequencies_between_stops(gtfs.departures(feed, date), from_s=from_hour * 3600, to_s=to_hour * 3600)
    town = maps.Map(alt=alt, height=560, credit=CREDIT if streets else "")
    if streets:
        _add_streets(town)
    names = feed.stops.drop_duplicates("stop_id").set_index("stop_id")["stop_name"]
    places = stop_coordinates(feed).dropna()
    shape_of = feed.trips.drop_duplicates("trip_id").set_index("trip_id")["shape_id"]
    shapes = shape_points(feed)
    for row in table.sort_values("per_hour", ascending=False).itertuples():
        _, colour, width_px, _ = next(item for item in CLASSES if row.per_hour >= item[0])
        ends = [tuple(places.loc[stop]) for stop in (row.from_stop, row.to_stop) if stop in places.index]
        trip = row.trip_id if row.trip_id in shape_of.index else row.trip_id.rsplit("#", 1)[0]
        line = _piece(shapes.get(shape_of[trip]), ends)
        text = f"{names.get(row.from_stop)} – {names.get(row.to_stop)}: {row.per_hour:.1f} an hour ({row.routes})"
        if len(line) > 1:
            maps.add_line(town, line, colour=colour, width_px=width_px, tooltip=text)
    for stop in sorted({*table["from_stop"], *table["to_stop"]} & set(places.index)):
        lat, lon = places.loc[stop]
        maps.add_circle(town, lat, lon, colour="#ffffff", radius_px=4, tooltip=f"{names.get(stop)} ({stop})")
    maps.add_legend(town, "Vehicles an hour, both directions", {colour: text for _, colour, _, text in CLASSES})
    return town


def _add_streets(town: maps.Map) -> None:
    pieces = data.load("streets_helsinki", "pieces")
    ends = pieces[["start_lon_deg", "start_lat_deg", "end_lon_deg", "end_lat_deg"]].to_numpy().reshape(-1, 2, 2)
    geometry = {"type": "MultiLineString", "coordinates": ends.tolist()}
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    maps.add_outline(town, {"type": "FeatureCollection", "features": [feature]}, colour="#b0bec5", width_px=1)


def _piece(line: Floats | None, ends: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the part of a shape between two stops, or the straight line."""
    if line is None or len(ends) < 2:
        return ends
    both = np.array(ends, dtype="float64")
    found, off = places_m(line, both)
    turned, turned_off = places_m(line, both[::-1])
    if turned_off.sum() < off.sum():
        found = turned
    along = np.append(0.0, np.cumsum(distances_m(*line[:-1].T, *line[1:].T)))
    cuts = np.unique(np.concatenate([found, along[(along > found[0]) & (along < found[1])]]))
    return list(zip(np.interp(cuts, along, line[:, 0]), np.interp(cuts, along, line[:, 1]), strict=True))

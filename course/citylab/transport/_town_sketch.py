"""A sketch of a town: its lines, its stops by name, and where which homes are."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from citylab.transport._numbers import as_numbers, as_table
from citylab.transport._places import metres_per_radian

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["town_sketch"]

POOREST, OTHERS = "#e69f00", "#c9ced2"
STYLES = (("#0072b2", "-", 5.0), ("#000000", "--", 2.0), ("#009e73", "-", 2.0), ("#cc79a7", ":", 3.0))
_APART_M = 45.0  # between lines that share a way


def town_sketch(departures: pd.DataFrame, stops: pd.DataFrame, homes: pd.DataFrame, *, title: str = "") -> "Figure":
    """
    Draw the lines between their stops, the stops with id and name, and the homes of the poorest fifth.

    Parameters
    ----------
    departures : pandas.DataFrame
        What ``gtfs.departures`` returns: `trip_id`, `route_id`, `stop_id`, `stop_sequence`. Of each route the trip with
        the most stops is drawn.
    stops : pandas.DataFrame
        `stop_id`, `stop_name`, `stop_lat`, `stop_lon`. [degree]
    homes : pandas.DataFrame
        `lat_deg`, `lon_deg` [degree] and `income_fifth`, of which 1 is the poorest.
    title : str
        What the picture shows, as a finding.

    Returns
    -------
    matplotlib.figure.Figure
        The figure; show it with ``citylab.show(fig, alt="...")``.

    Raises
    ------
    ValueError
        If something is no table, a column is missing, a place is no number, or there are more than four routes.
    """
    import matplotlib.pyplot as plt

    _need(departures, "departures", ("trip_id", "route_id", "stop_id", "stop_sequence"))
    _need(homes, "homes", ("lat_deg", "lon_deg", "income_fifth"))
    places = _places(stops)
    routes = _routes(departures)
    if len(routes) > len(STYLES):
        raise ValueError(f"a sketch holds {len(STYLES)} routes, got {len(routes)}: {', '.join(map(str, routes))}")
    fig, ax = plt.subplots(figsize=(6.8, 7.6), layout="constrained")
    _draw_homes(ax, homes)
    for number, (route, ids) in enumerate(routes.items()):
        colour, dashes, width = STYLES[number]
        lat, lon = places.loc[ids, ["stop_lat", "stop_lon"]].to_numpy().T
        aside = (number - (len(routes) - 1) / 2) * _APART_M / _metres_per_degree(lat)
        ax.plot(lon + aside, lat, dashes, color=colour, linewidth=width, label=f"line {route}")
    served = places.loc[sorted({stop for ids in routes.values() for stop in ids})]
    main = next(iter(routes.values()))
    west = (served["stop_lon"] < places.loc[main, "stop_lon"].mean()) & ~served.index.isin(main)
    _draw_stops(ax, served, named_above=west)
    ax.set(title=title, xlabel="Longitude [°]\nLines, homes and incomes are synthetic", ylabel="Latitude [°]")
    ax.set_aspect(float(1 / np.cos(np.radians(places["stop_lat"].mean()))))
    west, east = ax.get_xlim()
    ax.set_xlim(west, east + 0.15 * (east - west))  # room for the name of the easternmost stop
    ax.ticklabel_format(useOffset=False)
    ax.legend(loc="lower left", fontsize=9)
    return fig


def _need(table: Any, name: str, columns: tuple[str, ...]) -> None:
    as_table(table, name, ValueError, f"its columns are {', '.join(columns)}")
    missing = [column for column in columns if column not in table]
    if missing:
        raise ValueError(f"{name} lacks the column {', '.join(missing)}; it has {', '.join(map(str, table.columns))}")


def _places(stops: pd.DataFrame) -> pd.DataFrame:
    _need(stops, "stops", ("stop_id", "stop_name", "stop_lat", "stop_lon"))
    places = stops.drop_duplicates("stop_id").set_index("stop_id")
    return places.assign(**{name: as_numbers(places[name], name) for name in ("stop_lat", "stop_lon")})


def _routes(departures: pd.DataFrame) -> dict[str, list[str]]:
    """Return the stops of each route, along its trip with the most stops."""
    table = departures.sort_values(["trip_id", "stop_sequence"])
    trips = {
        route: part.groupby("trip_id")["stop_id"].size().idxmax()
        for route, part in table.groupby("route_id", sort=True)
    }
    found = {str(route): table.loc[table["trip_id"] == trip, "stop_id"].tolist() for route, trip in trips.items()}
    # The line with the most stops first: it is drawn widest, below the others.
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _metres_per_degree(lat: np.ndarray) -> float:
    return float(np.radians(1) * metres_per_radian(np.radians(lat.mean()))[1])


def _draw_homes(ax: Any, homes: pd.DataFrame) -> None:
    poorest = homes["income_fifth"] == 1
    for mask, colour, label in ((~poorest, OTHERS, "homes"), (poorest, POOREST, "homes of the poorest fifth")):
        lon, lat = (as_numbers(homes.loc[mask, name], name) for name in ("lon_deg", "lat_deg"))
        ax.plot(lon, lat, "s", color=colour, markersize=4, label=label)


def _draw_stops(ax: Any, places: pd.DataFrame, *, named_above: pd.Series) -> None:
    """Draw the stops; their names stand above some of them, and right of the others."""
    ax.plot(places["stop_lon"], places["stop_lat"], "o", color="white", markeredgecolor="black", markersize=6)
    box = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.8}
    for stop, lat, lon, name in places[["stop_lat", "stop_lon", "stop_name"]].itertuples():
        above = named_above[stop]
        words: dict[str, Any] = {"ha": "left", "va": "bottom"} if above else {"ha": "left", "va": "center"}
        offset = (-4, 6) if above else (9, 0)
        ax.annotate(f"{stop} {name}", (lon, lat), offset, textcoords="offset points", bbox=box, fontsize=8, **words)

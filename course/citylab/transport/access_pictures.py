"""Pictures of what is within reach, and of how unevenly that is spread."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from citylab import maps
from citylab.transport import access
from citylab.transport._numbers import as_number, as_numbers
from citylab.transport._town_sketch import town_sketch
from citylab.transport.network import WalkingNetwork

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["isochrone_map", "lorenz_picture", "reach_picture", "town_sketch"]

CREDIT = "Centre: © OpenStreetMap contributors, ODbL 1.0; suburbs synthetic"
HERE, BEYOND = "#f0e442", "#b0b7bc"
CURVES = (("#0072b2", "-"), ("#d55e00", "--"), ("#009e73", ":"), ("#cc79a7", "-."))
BANDS = ("#081d58", "#225ea8", "#41b6c4", "#c77700")  # light and dark differ, and the width with them


def reach_picture(
    network: WalkingNetwork, times_s: ArrayLike, limit_min: float, *, origin: int, title: str = ""
) -> "Figure":
    """
    Draw the ways that can be reached within a time, thick, on the network, thin.

    Parameters
    ----------
    network : WalkingNetwork
        The ways.
    times_s : array_like, shape (n_nodes,)
        Travel time to each node; a way counts when both its ends do. [s]
    limit_min : float
        Longest travel time. [min]
    origin : int
        Position of the node where the journey begins.
    title : str
        What the picture shows, as a finding.

    Returns
    -------
    matplotlib.figure.Figure
        The figure; show it with ``citylab.show(fig, alt="...")``.

    Raises
    ------
    ValueError
        If there is not one time per node, `origin` is no position of a node, or something is no number.
    """
    import matplotlib.pyplot as plt
    from matplotlib.collections import LineCollection

    lines, slower_s = _lines(network, times_s)
    inside = slower_s <= 60 * as_number(limit_min, "limit_min", remedy="in minutes")
    place = network.nodes.loc[_only(network, origin)]
    fig, ax = plt.subplots(figsize=(5.6, 6))
    ax.add_collection(LineCollection(list(lines[~inside]), colors=BEYOND, linewidths=0.6, label="beyond"))
    ax.add_collection(LineCollection(list(lines[inside]), colors=BANDS[1], linewidths=1.8, label="within reach"))
    ax.plot(place["lon_deg"], place["lat_deg"], "s", color=HERE, markeredgecolor="black", label="home")
    ax.set(title=title, xlabel="Longitude [°]", ylabel="Latitude [°]")
    ax.set_aspect(float(1 / np.cos(np.radians(network.nodes["lat_deg"].mean()))))
    ax.ticklabel_format(useOffset=False)
    ax.locator_params(axis="x", nbins=5)
    ax.legend(loc="upper right")
    ax.annotate(CREDIT, (0, -0.13), xycoords="axes fraction", ha="left", va="top", fontsize=7)
    return fig


def isochrone_map(
    network: WalkingNetwork,
    times_s: ArrayLike,
    *,
    origin: int,
    alt: str,
    limits_min: Sequence[float] = (15, 30, 45),
    stops: "pd.DataFrame | None" = None,
) -> maps.Map:
    """
    Draw bands of travel time on a map.

    Parameters
    ----------
    network, times_s, origin
        As for `reach_picture`.
    alt : str
        A sentence that says what the map shows.
    limits_min : sequence of float
        Upper limits of the bands, one to four, growing. [min]
    stops : pandas.DataFrame, optional
        `stop_name`, `stop_lat`, `stop_lon`: stops, with their names under the mouse.

    Returns
    -------
    citylab.maps.Map
        The map, with a legend and the credit that the licence asks for.

    Raises
    ------
    ValueError
        If there is not one time per node, the limits do not grow, there are more than four, `origin` is no position of
        a node, or something is no number.
    """
    limits = [0.0, *np.atleast_1d(as_numbers(limits_min, "limits_min", remedy="minutes such as (15, 30, 45)"))]
    if not 2 <= len(limits) <= len(BANDS) + 1 or not (np.diff(limits) > 0).all():
        raise ValueError(f"limits_min needs one to {len(BANDS)} growing limits in minutes, got {limits_min}")
    lines, slower_s = _lines(network, times_s)
    band = np.searchsorted(60.0 * np.array(limits[1:]), slower_s)
    place = network.nodes.loc[_only(network, origin)]
    city = maps.Map(alt=alt, credit=f"{CREDIT}.", height=620, zoom_snap=0.25, zoom_delta=0.5)
    colours = [*BANDS[: len(limits) - 1], BEYOND]
    for number in reversed(range(len(colours))):
        width_px = 1.0 if number == len(limits) - 1 else 3.5 - 0.6 * number
        if (band == number).any():
            maps.add_outline(city, _geojson(lines[band == number]), colour=colours[number], width_px=width_px)
    if stops is not None:
        for stop in stops.itertuples():
            maps.add_circle(city, stop.stop_lat, stop.stop_lon, colour="#ffffff", radius_px=4, tooltip=stop.stop_name)
    maps.add_circle(city, place["lat_deg"], place["lon_deg"], colour=HERE, radius_px=9, tooltip="home")
    texts = [f"up to {limit:g} min" for limit in limits[1:]] + [f"more than {limits[-1]:g} min"]
    maps.add_legend(city, "Median travel time", dict(zip(colours, texts, strict=True)) | {HERE: "home"})
    return city


def lorenz_picture(
    groups: Mapping[str, ArrayLike], weights: ArrayLike, *, title: str = "", what: str = "workplaces in reach"
) -> "Figure":
    """
    Draw Lorenz curves over the diagonal of equality.

    Parameters
    ----------
    groups : mapping of str to array_like, shape (n,)
        What each place has per person, for each curve under its name.
    weights : array_like, shape (n,)
        People at each place.
    title : str
        What the picture shows, as a finding.
    what : str
        What is shared, for the axis.

    Returns
    -------
    matplotlib.figure.Figure
        The figure; show it with ``citylab.show(fig, alt="...")``.

    Raises
    ------
    AccessError
        As for `citylab.transport.access.lorenz`.
    ValueError
        If `groups` is no dictionary, or holds more than four curves.
    """
    import matplotlib.pyplot as plt

    if not isinstance(groups, Mapping) or not 1 <= len(groups) <= len(CURVES):
        raise ValueError(
            f"groups must be a dictionary of one to {len(CURVES)} curves, such as {{'bus': homes['base']}}"
        )
    fig, ax = plt.subplots(figsize=(5.2, 4))
    ax.plot([0, 100], [0, 100], color="black", linewidth=1, label="all the same")
    for (name, values), (colour, style) in zip(groups.items(), CURVES, strict=False):
        people, value = access.lorenz(values, weights)
        ax.plot(100 * people, 100 * value, style, color=colour, linewidth=2, label=name)
    ax.set(xlabel="Share of the people, lowest access first [%]", ylabel=f"Share of {what} [%]", title=title)
    ax.set_aspect("equal")
    ax.legend(loc="upper left")
    return fig


def _lines(network: WalkingNetwork, times_s: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return each edge as two points (longitude, latitude), and the time by which both its ends are reached."""
    times = as_numbers(times_s, "times_s", remedy="seconds, one per node")
    if times.shape != (network.n_nodes,):
        raise ValueError(f"times_s needs one time per node, {network.n_nodes}, got shape {times.shape}")
    ends = [network.positions(network.edges[column]) for column in ("from_node", "to_node")]
    places = network.nodes[["lon_deg", "lat_deg"]].to_numpy()
    return np.stack([places[ends[0]], places[ends[1]]], axis=1), np.maximum(times[ends[0]], times[ends[1]])


def _only(network: WalkingNetwork, origin: int) -> int:
    if np.ndim(origin):
        raise ValueError(f"origin must be one position, got {np.size(origin)}; home_nodes[148] is one")
    return int(network.checked_positions(origin)[0])


def _geojson(lines: np.ndarray) -> dict[str, Any]:
    shape = {"type": "MultiLineString", "coordinates": lines.round(5).tolist()}
    return {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": shape}]}

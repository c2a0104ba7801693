"""What is drawn on a map: outlines, lines and circles."""

import html
import json
from collections.abc import Iterable, Mapping
from typing import Any

import folium

from citylab.maps.legend import checked_colour

__all__ = ["add_circle", "add_line", "add_outline"]


def add_outline(
    onto: folium.Map,
    geojson: Any,
    *,
    tooltip: str = "",
    colour: str = "#5f6b73",
    fill: str = "",
    width_px: float = 1.5,
) -> None:
    """
    Draw areas, streets or points of a GeoJSON object.

    Parameters
    ----------
    onto : Map
        The map.
    geojson : dict or object with `__geo_interface__`
        A feature collection, or a GeoDataFrame; longitude and latitude. [degree]
    tooltip : str
        Name of the property that is shown under the mouse.
    colour, fill : str
        Colours of the line and the area; without `fill` the area stays empty.
    width_px : float
        Width of the line. [CSS pixel]

    Raises
    ------
    TypeError
        If `geojson` is no GeoJSON feature collection.
    ValueError
        If a colour is none.
    """
    raw = getattr(geojson, "__geo_interface__", geojson)
    if not isinstance(raw, Mapping) or raw.get("type") != "FeatureCollection":
        raise TypeError(
            "geojson must be a FeatureCollection (a dict) or a GeoDataFrame, "
            f"got {type(geojson).__name__}; read a file with json.loads(path.read_text())"
        )
    style = {
        "color": checked_colour(colour),
        "weight": width_px,
        "fill": bool(fill),
        "fillColor": checked_colour(fill or colour),
        "fillOpacity": 0.5,
    }
    own = json.loads(json.dumps(raw))  # folium writes into what it is given
    layer = folium.GeoJson(own, style_function=lambda _: style)
    if tooltip and own["features"]:
        layer.add_child(folium.GeoJsonTooltip([tooltip]))
    layer.add_to(onto)


def add_line(
    onto: folium.Map,
    points: Iterable[tuple[float, float]],
    *,
    colour: str = "#0072b2",
    tooltip: str = "",
    width_px: float = 4,
    dashed: bool = False,
) -> None:
    """
    Draw a line.

    Parameters
    ----------
    onto : Map
        The map.
    points : iterable of (latitude, longitude)
        At least two. [degree]
    colour : str
        Colour of the line.
    tooltip : str
        Plain text under the mouse.
    width_px : float
        Width. [CSS pixel]
    dashed : bool
        Whether to break the line, so that it differs by more than its colour.

    Raises
    ------
    ValueError
        If a point is no latitude and longitude, or `colour` no colour.
    """
    folium.PolyLine(
        [_place(latitude, longitude) for latitude, longitude in points],
        color=checked_colour(colour),
        weight=width_px,
        dash_array="8 6" if dashed else None,
        tooltip=_plain(tooltip),
    ).add_to(onto)


def add_circle(
    onto: folium.Map,
    latitude: float,
    longitude: float,
    *,
    colour: str = "#0072b2",
    tooltip: str = "",
    radius_px: float = 7,
) -> None:
    """
    Draw a filled circle of fixed size.

    Parameters
    ----------
    onto : Map
        The map.
    latitude, longitude : float
        The middle. [degree]
    colour : str
        Colour of the area; the rim is dark, so that pale colours stay visible.
    tooltip : str
        Plain text under the mouse.
    radius_px : float
        Radius. [CSS pixel]

    Raises
    ------
    ValueError
        If the middle is no latitude and longitude, or `colour` no colour.
    """
    folium.CircleMarker(
        _place(latitude, longitude),
        radius=radius_px,
        color="#263238",
        weight=1,
        fill=True,
        fill_color=checked_colour(colour),
        fill_opacity=0.95,
        tooltip=_plain(tooltip),
    ).add_to(onto)


def _place(latitude: float, longitude: float) -> tuple[float, float]:
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError(
            f"a place is latitude (-90..90), then longitude (-180..180), got ({latitude}, "
            f"{longitude}); are they swapped, missing, or in metres?"
        )
    return float(latitude), float(longitude)


def _plain(text: str) -> str | None:
    """Return a text that neither HTML nor a JavaScript template can take for its own."""
    text = html.escape(text)
    for sign, code in (("`", "&#96;"), ("$", "&#36;"), ("\\", "&#92;"), ("\n", "<br>")):
        text = text.replace(sign, code)
    return text or None

"""A still picture of one of our maps, for whoever reads the site without JavaScript."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from classroom.errors import CitylabError

__all__ = ["picture"]

WIDTH_PX = 800.0
MARGIN_PX = 24.0
# How our maps (citylab.maps) write an outline's style, its data, a line and a circle.
_DRAWN = re.compile(
    r"default:\s*return (?P<style>\{.*?\});"
    r"|geo_json_\d+_add\((?P<outline>\{.*\})\);"
    r"|L\.polyline\(\s*(?P<line>\[.*\]),\s*(?P<line_style>\{.*\})\s*\)"
    r"|L\.circleMarker\(\s*(?P<circle>\[.*\]),\s*(?P<circle_style>\{.*\})\s*\)"
)
Place = tuple[float, float]


@dataclass
class _Shape:
    """Points that are joined, or one that gets a circle."""

    points: list[Place]
    style: dict[str, Any] = field(default_factory=dict)
    closed: bool = False


def picture(page: str, *, alt: str) -> str:
    """
    Return the shapes of a map's page as SVG.

    Parameters
    ----------
    page : str
        What ``citylab.maps.Map.page`` returns.
    alt : str
        The map in a sentence.

    Raises
    ------
    CitylabError
        If nothing is found that could be drawn.
    """
    shapes = list(_shapes(page))
    if not shapes:
        raise CitylabError(f"a map without outlines, lines and circles has no still picture: {alt}")
    flat = [[_mercator(place) for place in shape.points] for shape in shapes]
    every = [point for points in flat for point in points]
    left, right = min(x for x, _ in every), max(x for x, _ in every)
    low, high = min(y for _, y in every), max(y for _, y in every)
    scale = (WIDTH_PX - 2 * MARGIN_PX) / max(right - left, high - low, 1e-9)
    width, height = ((right - left) * scale + 2 * MARGIN_PX, (high - low) * scale + 2 * MARGIN_PX)
    placed = [[((x - left) * scale + MARGIN_PX, (high - y) * scale + MARGIN_PX) for x, y in line] for line in flat]
    drawn = "".join(_elements(shapes, placed))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.1f} {height:.1f}">'
        f'<title>{html.escape(alt)}</title><rect width="100%" height="100%" fill="#eceff1"/>{drawn}</svg>\n'
    )


def _shapes(page: str) -> Iterator[_Shape]:
    style: dict[str, Any] = {}
    for found in _DRAWN.finditer(page):
        if found["style"]:
            style = json.loads(found["style"])
        elif found["outline"]:
            for feature in json.loads(found["outline"])["features"]:
                yield from _outlines(feature["geometry"], style)
        elif found["line"]:
            yield _Shape([(x, y) for y, x in json.loads(found["line"])], json.loads(found["line_style"]))
        else:
            latitude, longitude = json.loads(found["circle"])
            yield _Shape([(longitude, latitude)], json.loads(found["circle_style"]))


def _outlines(geometry: dict[str, Any], style: dict[str, Any]) -> Iterator[_Shape]:
    kind, places = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        for part in places:
            yield from _outlines({"type": kind.removeprefix("Multi"), "coordinates": part}, style)
    elif kind == "Polygon":
        yield from (_Shape([(x, y) for x, y, *_ in ring], style, closed=True) for ring in places)
    elif kind == "LineString":
        yield _Shape([(x, y) for x, y, *_ in places], style)
    elif kind == "Point":
        yield _Shape([(places[0], places[1])], style)
    else:
        raise CitylabError(f"an outline of the kind {kind} has no still picture; use polygons, lines and points")


def _mercator(place: Place) -> Place:
    longitude, latitude = place
    return math.radians(longitude), math.asinh(math.tan(math.radians(latitude)))


def _elements(shapes: list[_Shape], flat: list[list[Place]]) -> Iterator[str]:
    """Yield SVG; lines that follow each other and look alike become one element, which saves most of the file."""
    drawn = zip(shapes, flat, strict=True)
    for (look, is_line), group in groupby(drawn, key=lambda one: (_look(one[0].style), _is_line(one[0]))):
        if is_line:
            yield f'<path d="{"".join(_way(points, closed=False) for _, points in group)}" {look}/>'
            continue
        for shape, points in group:
            if len(points) == 1:
                (x, y), radius = points[0], shape.style.get("radius", 4)
                yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" {look}/>'
            else:
                yield f'<path d="{_way(points, closed=shape.closed)}" {look}/>'


def _is_line(shape: _Shape) -> bool:
    return len(shape.points) > 1 and not shape.closed and not shape.style.get("fill")


def _way(points: list[Place], *, closed: bool) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if closed else "")


def _look(style: dict[str, Any]) -> str:
    fill = style.get("fillColor", "none") if style.get("fill") else "none"
    look = (
        f'fill="{html.escape(str(fill))}" fill-opacity="{style.get("fillOpacity", 1)}" '
        f'stroke="{html.escape(str(style.get("color", "#5f6b73")))}" stroke-width="{style.get("weight", 1)}"'
    )
    if style.get("dashArray"):
        look += f' stroke-dasharray="{html.escape(str(style["dashArray"]))}"'
    return look

"""The still picture of a map shows what the map shows."""

import re

import pytest

from citylab import maps
from classroom.errors import CitylabError
from classroom.site.map_picture import picture

ALT = "Map of a square and its middle."


def drawn(*, points=(), circles=()):
    town = maps.Map(alt=ALT)
    if points:
        maps.add_line(town, points, colour="#0072b2")
    for place in circles:
        maps.add_circle(town, *place, radius_px=5)
    return picture(town.page(), alt=ALT)


def test_north_is_up_and_east_is_right():
    svg = drawn(circles=[(0.0, 0.0), (0.1, 0.2)])
    (x1, y1), (x2, y2) = [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', svg)]
    assert x2 > x1
    assert y2 < y1
    assert (x2 - x1) / (y1 - y2) == pytest.approx(2, rel=1e-3)  # near the equator a degree is as high as wide


def test_line_keeps_its_colour():
    assert re.search(
        r'<path d="M24\.0 \d+\.\dL776\.0 24\.0" fill="none"[^>]*stroke="#0072b2"', drawn(points=[(0, 0), (1, 1)])
    )


def test_picture_carries_the_text():
    assert f"<title>{ALT}</title>" in drawn(circles=[(1, 1)])


def test_map_without_shapes_is_refused():
    with pytest.raises(CitylabError, match="has no still picture"):
        drawn()

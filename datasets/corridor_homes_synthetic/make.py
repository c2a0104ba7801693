"""
Make `corridor_homes_synthetic`: streets, homes and workplaces of suburbs that do not exist.

    PYTHONPATH=course python datasets/corridor_homes_synthetic/make.py

North of the real streets of `walking_helsinki` a road leads from Opera Gate to the tram and bus stops of the
corridor. Round each stop of the suburbs lies a small grid of streets, and on its crossings stand blocks of homes. Some
blocks stand on residential streets of the real centre. Where people live, how many, and how poor they are: all our
assumption, with one seed.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from citylab import data
from citylab.transport.network import WalkingNetwork, distance_m
from classroom.datapackages import write_package

SEED = 303
FIRST_NODE = 100_000
STEP_M = 90.0
ROAD_STEP_M = 60.0
# Stop: latitude, longitude, half the width and half the height of its grid in streets, share of its crossings with
# homes, people per block, income (0 poor to 1 rich), workplaces by kind.
PLACES = {
    "N1": (60.1830, 24.9340, 2, 1, 0.7, 130, 0.75, {"shop": 4, "food": 3, "office": 3}),
    "N2": (60.1875, 24.9320, 2, 2, 0.7, 130, 0.60, {"shop": 6, "food": 4, "office": 2}),
    "N3": (60.1920, 24.9300, 2, 2, 0.7, 140, 0.55, {"shop": 4, "food": 2, "office": 2}),
    "N4": (60.1965, 24.9280, 2, 2, 0.5, 130, 0.60, {"public": 9, "shop": 3, "food": 3, "office": 2}),
    "N5": (60.2010, 24.9260, 3, 2, 0.6, 120, 0.65, {"shop": 3, "food": 2}),
    "N6": (60.2055, 24.9240, 2, 2, 0.5, 130, 0.55, {"public": 6, "shop": 3, "food": 3}),
    "N7": (60.2100, 24.9220, 3, 3, 0.6, 170, 0.15, {"shop": 2, "food": 1}),
    "W1": (60.1885, 24.9230, 2, 2, 0.6, 130, 0.50, {"shop": 2, "food": 1}),
    "W2": (60.1895, 24.9140, 2, 1, 0.3, 130, 0.40, {"office": 9, "shop": 3, "food": 2}),
    "W3": (60.1910, 24.9050, 3, 3, 0.6, 190, 0.05, {"shop": 2}),
    "E1": (60.1985, 24.9370, 2, 2, 0.6, 110, 0.70, {"shop": 2, "food": 1}),
    "E2": (60.2005, 24.9460, 2, 2, 0.5, 130, 0.45, {"office": 4, "shop": 1}),
    "E3": (60.2030, 24.9550, 3, 3, 0.6, 170, 0.10, {"shop": 2}),
}
ROADS = (("N1", "N2", "N3", "N4", "N5", "N6", "N7"), ("N2", "W1", "W2", "W3"), ("N4", "E1", "E2", "E3"))
OPERA_GATE = (60.1785, 24.9365)
CENTRE_BLOCKS, CENTRE_PEOPLE, CENTRE_INCOME = 26, 90, 0.80
META = {
    "name": "corridor_homes_synthetic",
    "title": "Synthetic: streets, homes and workplaces of the suburbs of the North Road corridor",
    "description": (
        "Made up. Street grids round thirteen stops north of the real centre of Helsinki (`nodes`, `edges`), joined by "
        "a road to the network of `walking_helsinki`, whose nodes the edges and homes name as well; blocks of homes "
        "with people and one fifth of income each (`homes`); a few workplaces (`workplaces`). Nobody lives there."
    ),
    "synthetic": True,
    "licenses": [
        {
            "name": "ODbL-1.0",
            "title": "Open Database License 1.0 (some homes stand on nodes of OpenStreetMap)",
            "path": "https://opendatacommons.org/licenses/odbl/1-0/",
        }
    ],
    "sources": [
        {"title": "Our assumptions", "path": "make.py"},
        {"title": "OpenStreetMap, through walking_helsinki", "path": "https://www.openstreetmap.org/copyright"},
    ],
    "period": "one morning, May 2026",
    "place": {"latitude_deg": 60.19, "longitude_deg": 24.93},
    "tables": {
        "nodes": {
            "fields": {
                "node": ("-", "Number of the node; beyond those of walking_helsinki"),
                "area": ("-", "Stop whose grid it belongs to, or road"),
                "lat_deg": ("°", "Latitude (WGS 84)"),
                "lon_deg": ("°", "Longitude (WGS 84)"),
            },
        },
        "edges": {
            "fields": {
                "from_node": ("-", "Node at one end"),
                "to_node": ("-", "Node at the other end, perhaps one of walking_helsinki"),
                "length_m": ("m", "Length along the ellipsoid"),
                "kind": ("-", "street or road"),
            },
        },
        "homes": {
            "fields": {
                "block": ("-", "Number of the block"),
                "area": ("-", "Stop whose grid it stands in, or centre"),
                "node": ("-", "Node at its door"),
                "lat_deg": ("°", "Latitude (WGS 84)"),
                "lon_deg": ("°", "Longitude (WGS 84)"),
                "people": ("1", "People who live there"),
                "income_fifth": ("-", "1 for the poorest fifth of the people, 5 for the richest"),
            },
        },
        "workplaces": {
            "fields": {
                "workplace": ("-", "Number of the workplace; beyond those of walking_helsinki"),
                "kind": ("-", "office, shop, food or public"),
                "area": ("-", "Stop whose grid it lies in"),
                "lat_deg": ("°", "Latitude (WGS 84)"),
                "lon_deg": ("°", "Longitude (WGS 84)"),
            },
        },
    },
}


class Streets:
    """Collects nodes and edges."""

    def __init__(self) -> None:
        self.nodes: list[tuple[str, float, float]] = []
        self.edges: list[tuple[int, int, str]] = []

    def add(self, area: str, lat: float, lon: float) -> int:
        self.nodes.append((area, round(lat, 6), round(lon, 6)))
        return FIRST_NODE + len(self.nodes) - 1

    def grid(self, area: str) -> int:
        """Add the grid of a place; return its node in the middle."""
        lat, lon, wide, high, *_ = PLACES[area]
        up, right = STEP_M / distance_m(lat, lon, lat + 1, lon), STEP_M / distance_m(lat, lon, lat, lon + 1)
        at = {
            (row, column): self.add(area, lat + row * up, lon + column * right)
            for row in range(-high, high + 1)
            for column in range(-wide, wide + 1)
        }
        for (row, column), node in at.items():
            for other in ((row + 1, column), (row, column + 1)):
                if other in at:
                    self.edges.append((node, at[other], "street"))
        return at[0, 0]

    def road(self, start: tuple[int, float, float], end: tuple[int, float, float]) -> None:
        """Join two nodes by a straight road with a node every 60 m or less."""
        steps = int(np.ceil(distance_m(*start[1:], *end[1:]) / ROAD_STEP_M))
        places = [tuple(np.add(start[1:], np.subtract(end[1:], start[1:]) * k / steps)) for k in range(1, steps)]
        for a, b in pairwise([start[0], *(self.add("road", *place) for place in places), end[0]]):
            self.edges.append((a, b, "road"))


def streets(real: pd.DataFrame, gate: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return nodes and edges of the suburbs and of the road to the real node `gate`."""
    made = Streets()
    middles = {area: (made.grid(area), *place[:2]) for area, place in PLACES.items()}
    made.road((gate, *real.loc[gate, ["lat_deg", "lon_deg"]]), middles["N1"])
    for stops in ROADS:
        for a, b in pairwise(stops):
            made.road(middles[a], middles[b])
    nodes = pd.DataFrame(made.nodes, columns=["area", "lat_deg", "lon_deg"])
    nodes.index = pd.RangeIndex(FIRST_NODE, FIRST_NODE + len(nodes), name="node")
    edges = pd.DataFrame(made.edges, columns=["from_node", "to_node", "kind"])
    places = pd.concat([real, nodes])[["lat_deg", "lon_deg"]]
    ends = [places.loc[edges[column]].to_numpy().T for column in ("from_node", "to_node")]
    edges.insert(2, "length_m", distance_m(*ends[0], *ends[1]).round(1))
    return nodes, edges


def homes(nodes: pd.DataFrame, doors: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the blocks; income is that of the area plus chance, cut into fifths of the people."""
    parts = []
    for area, (_, _, _, _, share, people, income, _) in PLACES.items():
        grid = nodes[nodes["area"] == area]
        parts.append((area, grid.sample(round(share * len(grid)), random_state=rng), people, income))
    parts.append(("centre", doors.sample(CENTRE_BLOCKS, random_state=rng), CENTRE_PEOPLE, CENTRE_INCOME))
    rows = []
    for area, chosen, people, income in parts:
        for node, lat, lon in chosen.sort_index()[["lat_deg", "lon_deg"]].itertuples():
            crowd = int(max(rng.normal(people, people / 5), people / 3))
            rows.append((area, node, lat, lon, crowd, income + rng.normal(0, 0.12)))
    table = pd.DataFrame(rows, columns=["area", "node", "lat_deg", "lon_deg", "people", "income"])
    below = table.sort_values("income")["people"].cumsum() - table["people"] / 2
    table["income_fifth"] = np.ceil(5 * below / table["people"].sum()).astype(int)
    return table.drop(columns="income").rename_axis("block")


def workplaces(nodes: pd.DataFrame, first: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return the workplaces of the suburbs, on crossings of their grids."""
    rows = []
    for area, (*_, kinds) in PLACES.items():
        for kind, count in kinds.items():
            chosen = nodes[nodes["area"] == area].sample(count, replace=True, random_state=rng)
            rows += [(kind, area, *place) for place in chosen[["lat_deg", "lon_deg"]].itertuples(index=False)]
    table = pd.DataFrame(rows, columns=["kind", "area", "lat_deg", "lon_deg"])
    table.index = pd.RangeIndex(first, first + len(table), name="workplace")
    return table


if __name__ == "__main__":
    rng = np.random.default_rng(SEED)
    centre = data.load("walking_helsinki")
    network = WalkingNetwork(centre["nodes"], centre["edges"]).largest()
    real = network.nodes.set_index("node")
    streets_of_homes = network.edges[network.edges["kind"] == "residential"]
    doors = real[real.index.isin(streets_of_homes["from_node"])]
    gate = int(network.nodes["node"].iloc[network.snap(*OPERA_GATE)[0][0]])
    nodes, edges = streets(real, gate)
    made = {"nodes": nodes, "edges": edges, "homes": homes(nodes, doors, rng)}
    made["workplaces"] = workplaces(nodes, len(centre["workplaces"]), rng)
    write_package(Path(__file__).parent, META, made)

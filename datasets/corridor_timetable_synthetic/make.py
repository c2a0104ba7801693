"""
Make `corridor_timetable_synthetic`: a tram and two bus lines, as planned and on one day, seed 12.

    python datasets/corridor_timetable_synthetic/make.py

Lines, times and the day are made up; between Harbour Square and Central Station the lines follow real streets
(`streets_helsinki`). On the day
each bus leaves its first stop a little late, takes a random time for each stretch, and stands the longer at a stop the
longer the gap in front of it: whoever waits there has to board. Such buses bunch, as G. F. Newell and R. B. Potts
showed ("Maintaining a bus schedule", 1964).
"""

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from citylab import data
from citylab.transport.gtfs import clock, to_zip
from citylab.transport.gtfs.geometry import distances_m
from classroom.datapackages import write_package

SEED = 12
DAY = "20260512"  # a Tuesday
JOIN_DEG = 0.0004  # of latitude, about 45 m
HOLIDAYS = ("20260501", "20260514")  # May Day and Ascension Day: Sunday's timetable
NIGHTS = ("01", "02", "08", "09", "15", "16", "22", "23", "29", "30")  # Fridays and Saturdays of May 2026
STOPS = {
    "C1": ("Harbour Square", 60.1672, 24.9520), "C2": ("Exchange", 60.1690, 24.9480),
    "C3": ("Central Station", 60.1706, 24.9414), "C4": ("Museum", 60.1738, 24.9378),
    "C5": ("Opera Gate", 60.1785, 24.9365), "N1": ("Bridge End", 60.1830, 24.9340),
    "N2": ("Millfield South", 60.1875, 24.9320), "N3": ("Millfield North", 60.1920, 24.9300),
    "N4": ("Hospital", 60.1965, 24.9280), "N5": ("Weirside", 60.2010, 24.9260),
    "N6": ("College", 60.2055, 24.9240), "N7": ("Northern Fields", 60.2100, 24.9220),
    "W1": ("Mill Lane", 60.1885, 24.9230), "W2": ("Gasworks", 60.1895, 24.9140),
    "W3": ("Weir Estate", 60.1910, 24.9050), "E1": ("Chapel Street", 60.1985, 24.9370),
    "E2": ("Quarry Road", 60.2005, 24.9460), "E3": ("Quarry Hill", 60.2030, 24.9550),
}  # fmt: skip
WAYS = {
    "T1": "C1 C2 C3 C4 C5 N1 N2 N3 N4 N5 N6 N7",
    "21": "C3 C4 C5 N1 N2 W1 W2 W3",
    "22": "C2 C3 C4 C5 N1 N2 N3 N4 E1 E2 E3",  # passes N2 and N3 without a stop
}
SKIPPED = {"22": ("N2", "N3")}
BLANK = {"22": ("C3", "C5", "E1", "E2")}  # the timetable gives times at the other stops only
ROUTES = pd.DataFrame(
    [
        ("T1", "AQT", "T1", "Harbour Square – Northern Fields", 0, "0072B2", "FFFFFF"),
        ("21", "NRB", "21", "Central Station – Weir Estate", 3, "D55E00", "FFFFFF"),
        ("22", "NRB", "22", "Exchange – Quarry Hill", 3, "007E5C", "FFFFFF"),
    ],
    columns=[
        "route_id", "agency_id", "route_short_name", "route_long_name", "route_type", "route_color", "route_text_color",
    ],
)  # fmt: skip
# Speed while moving in the centre and outside it [km/h], and time lost at each stop [s].
SPEED = {"T1": (17.0, 28.0, 25), "21": (15.0, 26.0, 30), "22": (15.0, 27.0, 30)}
# Times grow by these factors: early and late, by day, in the two peaks; in between, step by step.
SLOWER = {"T1": (1.0, 1.03, 1.08), "21": (1.0, 1.12, 1.30), "22": (1.0, 1.12, 1.30)}
HOURS = (6.0, 7.0, 8.5, 9.5, 14.5, 15.5, 17.5, 19.5)
LEVELS = (0, 2, 2, 1, 1, 2, 2, 0)
# First departure, last departure and minutes between them, for both directions; the second direction starts later.
PLAN = {
    ("T1", "weekday"): [("5:30", "6:59", 15), ("7:00", "19:09", 10), ("19:10", "25:10", 15)],
    ("T1", "saturday"): [("5:40", "25:10", 15)],
    ("T1", "sunday"): [("6:30", "24:30", 20)],
    ("21", "weekday"): [("6:00", "22:00", 20)],
    ("21", "saturday"): [("7:00", "22:00", 30)],
    ("21", "sunday"): [("8:00", "22:00", 30)],
    ("22", "weekday"): [("5:45", "23:30", 15)],
    ("22", "saturday"): [("6:30", "23:30", 20)],
    ("22", "sunday"): [("7:00", "23:30", 30)],
}
LATER_MIN = {"T1": 0, "21": 10, "22": 5}
# The day: mean lateness at the first stop [s], scatter of a stretch, seconds longer at a stop per second of longer gap,
# cancelled trips.
REAL = {"T1": (20, 0.06, 0.02, 1), "21": (130, 0.20, 0.16, 2), "22": (130, 0.20, 0.16, 3)}


def seconds(text: str) -> int:
    """Return the seconds of a time such as 25:10. [s]"""
    hour, minute = text.split(":")
    return int(hour) * 3600 + int(minute) * 60


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points. [m]"""
    return float(distances_m(*a, *b))


class Streets:
    """The streets of the centre, with main streets preferred."""

    def __init__(self) -> None:
        pieces = data.load("streets_helsinki", "pieces")
        start = list(zip(pieces["start_lat_deg"], pieces["start_lon_deg"], strict=True))
        end = list(zip(pieces["end_lat_deg"], pieces["end_lon_deg"], strict=True))
        self.nodes = sorted({*start, *end})
        number = {node: i for i, node in enumerate(self.nodes)}
        main = pieces["kind"].isin(["primary", "secondary", "tertiary"])
        cost = pieces["length_m"].to_numpy() * np.where(main, 1.0, 1.4) + 0.1
        rows, columns = [number[node] for node in start], [number[node] for node in end]
        # Crossings and squares are gaps between the pieces: join ends that lie close.
        joined = cKDTree([(lat, lon / 2) for lat, lon in self.nodes]).query_pairs(JOIN_DEG, output_type="ndarray")
        gaps = [2 * metres(self.nodes[i], self.nodes[j]) + 0.1 for i, j in joined]
        cost, rows, columns = [*cost, *gaps], [*rows, *joined[:, 0]], [*columns, *joined[:, 1]]
        graph = csr_array((cost, (rows, columns)), shape=(len(number), len(number)))
        self.graph = graph.maximum(graph.T)

    def nearest(self, stop: str) -> int:
        """Return the node of the largest piece of the network that is nearest to a stop."""
        reached = np.isfinite(dijkstra(self.graph, indices=len(self.nodes) // 2))
        far = [metres(STOPS[stop][1:], node) if ok else math.inf for node, ok in zip(self.nodes, reached, strict=True)]
        return int(np.argmin(far))

    def way(self, start: str, end: str) -> list[tuple[float, float]]:
        """Return the points of the way between two stops of the centre."""
        source, node = self.nearest(start), self.nearest(end)
        _, before = dijkstra(self.graph, indices=source, return_predecessors=True)
        points = [self.nodes[node]]
        while node != source:
            node = int(before[node])
            points.append(self.nodes[node])
        return points[::-1]


def bend(start: tuple[float, float], end: tuple[float, float], side: int) -> list[tuple[float, float]]:
    """Return a way that swings 25 m to one side between two points."""
    north, east = (end[0] - start[0]) * 111_195, (end[1] - start[1]) * 111_195 * math.cos(math.radians(start[0]))
    length = math.hypot(north, east)
    points = []
    for share, off in ((0.0, 0), (0.35, 25), (0.65, 25), (1.0, 0)):
        lat = start[0] + share * (end[0] - start[0]) - side * off * east / length / 111_195
        lon = start[1] + share * (end[1] - start[1])
        lon += side * off * north / length / 111_195 / math.cos(math.radians(start[0]))
        points.append((round(lat, 5), round(lon, 5)))
    return points


def legs(route: str, streets: Streets) -> list[list[tuple[float, float]]]:
    """Return the points of each stretch from stop to stop, outwards."""
    way = WAYS[route].split()
    found = []
    for start, end in pairwise(way):
        if end in ("C2", "C3"):
            found.append(streets.way(start, end))
        else:
            found.append(bend(found[-1][-1] if found else STOPS[start][1:], STOPS[end][1:], 1 - 2 * (int(end[1]) % 2)))
    return found


def shape(route: str, direction: int, streets: Streets) -> tuple[pd.DataFrame, dict[str, float]]:
    """Return the rows of shapes.txt, and how far along the shape each stop lies. [m]"""
    stretches, way = legs(route, streets), WAYS[route].split()
    if direction:
        stretches, way = [stretch[::-1] for stretch in stretches[::-1]], way[::-1]
    points, along, at = [stretches[0][0]], [0.0], {way[0]: 0.0}
    for stop, stretch in zip(way[1:], stretches, strict=True):
        for point in stretch[1:]:
            along.append(along[-1] + metres(points[-1], point))
            points.append(point)
        at[stop] = round(along[-1], 1)
    table = pd.DataFrame(
        {
            "shape_id": f"{route}-{direction}",
            "shape_pt_lat": [f"{lat:.5f}" for lat, _ in points],
            "shape_pt_lon": [f"{lon:.5f}" for _, lon in points],
            "shape_pt_sequence": range(1, len(points) + 1),
            "shape_dist_traveled": [f"{metre:.1f}" for metre in along],
        }
    )
    return table, {stop: metre for stop, metre in at.items() if stop not in SKIPPED.get(route, ())}


def run_times(route: str, at: dict[str, float], start_s: float) -> np.ndarray:
    """Return the planned seconds from the first stop to each stop, in half minutes. [s]"""
    centre_kmh, outside_kmh, stop_s = SPEED[route]
    factor = np.interp(start_s / 3600, HOURS, [SLOWER[route][level] for level in LEVELS])
    stops = list(at)
    times = [0.0]
    for start, end in pairwise(stops):
        speed = centre_kmh if start[0] == end[0] == "C" else outside_kmh
        times.append(times[-1] + (at[end] - at[start]) / speed * 3.6 + stop_s)
    return np.round(np.array(times) * factor / 30) * 30


def trips(ways: dict[tuple[str, int], dict[str, float]]) -> list[dict]:
    """Return every trip of the plan: ids, stops, metres and seconds."""
    found = []
    for (route, service), spans in PLAN.items():
        for direction in (0, 1):
            starts = [s for a, b, every in spans for s in range(seconds(a), seconds(b) + 1, every * 60)]
            for start in starts:
                found.append(_trip(route, service, direction, start + 60 * LATER_MIN[route] * direction, ways))
    for direction in (0, 1):
        found.append(_trip("22", "night", direction, 24 * 3600, ways))
    return found


def _trip(route: str, service: str, direction: int, start_s: int, ways: dict) -> dict:
    at = ways[route, direction]
    start = clock(start_s)[:5].replace(":", "")
    name = f"N22-{direction}" if service == "night" else f"{route}-{service[:2]}-{direction}-{start}"
    return {
        "trip_id": name, "route_id": route, "service_id": service, "direction_id": direction,
        "stops": list(at), "metres": list(at.values()), "times": start_s + run_times(route, at, start_s),
    }  # fmt: skip


def real_day(planned: list[dict], rng: np.random.Generator) -> list[dict]:
    """Return what ran on the day: late, bunched, and some not at all."""
    ran = []
    for route in REAL:
        names = [t["trip_id"] for t in planned if t["route_id"] == route]
        cancelled = set(rng.choice(names, REAL[route][3], replace=False))
        for direction in (0, 1):
            line = [t for t in planned if (t["route_id"], t["direction_id"]) == (route, direction)]
            line = sorted((t for t in line if t["trip_id"] not in cancelled), key=lambda t: t["times"][0])
            ran += _run_line(route, line, rng)
    return ran


def _run_line(route: str, line: list[dict], rng: np.random.Generator) -> list[dict]:
    late_s, scatter, per_gap, _ = REAL[route]
    ran: list[dict] = []
    for number, trip in enumerate(line):
        ahead = ran[-1] if ran else None
        planned_gap_s = trip["times"][0] - line[number - 1]["times"][0] if number else 0.0
        now = trip["times"][0] + rng.gamma(1.2, late_s / 1.2)
        arrive, leave = [], []
        for stop, stretch_s in enumerate(np.diff(trip["times"], prepend=trip["times"][0])):
            now += stretch_s * rng.lognormal(-(scatter**2) / 2, scatter)
            if ahead:  # nobody overtakes
                now = max(now, ahead["leaves"][stop] + 20)
                gap_s = now - ahead["leaves"][stop]
            arrive.append(round(now))
            now += max(-30.0, per_gap * (gap_s - planned_gap_s)) if ahead and stop else 0.0
            now = max(now, arrive[-1])
            leave.append(round(now) if stop < len(trip["times"]) - 1 else arrive[-1])
        ran.append({**trip, "service_id": DAY, "times": arrive, "leaves": leave})
    return ran


def stop_times(runs: list[dict], *, blank: bool) -> pd.DataFrame:
    """Return stop_times.txt; stops between the points of the timetable have no time if `blank`."""
    rows = []
    for run in runs:
        leaves = run.get("leaves", run["times"])
        for number, (stop, metre) in enumerate(zip(run["stops"], run["metres"], strict=True)):
            exact = not (blank and stop in BLANK.get(run["route_id"], ()))
            times = (clock(run["times"][number]), clock(leaves[number])) if exact else ("", "")
            rows.append((run["trip_id"], *times, stop, number + 1, f"{metre:.1f}", int(exact)))
    columns = [
        "trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "shape_dist_traveled", "timepoint",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def trips_table(runs: list[dict]) -> pd.DataFrame:
    """Return trips.txt."""
    rows = [
        (r["route_id"], r["service_id"], r["trip_id"], STOPS[r["stops"][-1]][0], r["direction_id"],
         f"{r['route_id']}-{r['direction_id']}")
        for r in runs
    ]  # fmt: skip
    return pd.DataFrame(
        rows, columns=["route_id", "service_id", "trip_id", "trip_headsign", "direction_id", "shape_id"]
    )


def common_files(shapes: pd.DataFrame, version: str, start: str, end: str) -> dict[str, pd.DataFrame]:
    """Return the files that are alike in both feeds."""
    agency = [("AQT", "Ancoats Quay Trams"), ("NRB", "North Road Buses")]
    site = "https://example.org/ancoats-quay"
    info = ("Transport authority of Ancoats Quay (fictional)", site, "en", start, end, version)
    return {
        "agency": pd.DataFrame(
            [(*row, site, "Europe/Helsinki") for row in agency],
            columns=["agency_id", "agency_name", "agency_url", "agency_timezone"],
        ),
        "stops": pd.DataFrame(
            [(stop, name, f"{lat:.4f}", f"{lon:.4f}") for stop, (name, lat, lon) in STOPS.items()],
            columns=["stop_id", "stop_name", "stop_lat", "stop_lon"],
        ),
        "routes": ROUTES,
        "shapes": shapes,
        "feed_info": pd.DataFrame(
            [info],
            columns=[
                "feed_publisher_name", "feed_publisher_url", "feed_lang", "feed_start_date", "feed_end_date",
                "feed_version",
            ],
        ),
    }  # fmt: skip


def calendars() -> dict[str, pd.DataFrame]:
    """Return the calendar of the plan and its exceptions."""
    days = {"weekday": [1, 1, 1, 1, 1, 0, 0], "saturday": [0, 0, 0, 0, 0, 1, 0], "sunday": [0, 0, 0, 0, 0, 0, 1]}
    names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    exceptions = [(service, day, kind) for day in HOLIDAYS for service, kind in (("weekday", 2), ("sunday", 1))]
    exceptions += [("night", f"202605{night}", 1) for night in NIGHTS]
    return {
        "calendar": pd.DataFrame(
            [(service, *ones, "20260501", "20260531") for service, ones in days.items()],
            columns=["service_id", *names, "start_date", "end_date"],
        ),
        "calendar_dates": pd.DataFrame(exceptions, columns=["service_id", "date", "exception_type"]),
        "frequencies": pd.DataFrame(
            [(f"N22-{direction}", "24:00:00", "28:00:00", 1800, 0) for direction in (0, 1)],
            columns=["trip_id", "start_time", "end_time", "headway_secs", "exact_times"],
        ),
    }


META = {
    "name": "corridor_timetable_synthetic",
    "title": "Synthetic: timetable of the North Road corridor, as planned and on one day",
    "description": (
        "Two feeds in the General Transit Feed Specification (GTFS): a tram and two bus lines of the fictional town of "
        "Ancoats Quay, placed on central Helsinki and on made-up suburbs north of it. planned.zip is the "
        "timetable of May 2026; actual.zip is Tuesday 12 May 2026 as it might have gone, with late and bunched buses "
        "and cancelled trips, made by a seeded simulator. No vehicle of it ever ran."
    ),
    "synthetic": True,
    "licenses": [
        {
            "name": "ODbL-1.0",
            "title": "Made up; way through the centre © OpenStreetMap contributors, Open Database License 1.0",
            "path": "https://opendatacommons.org/licenses/odbl/1-0/",
        }
    ],
    "sources": [
        {"title": "Made up for this course", "path": "https://example.org/ancoats-quay"},
        {"title": "OpenStreetMap, by way of streets_helsinki", "path": "https://www.openstreetmap.org/copyright"},
        {"title": "GTFS Schedule Reference", "path": "https://gtfs.org/documentation/schedule/reference/"},
    ],
    "period": "May 2026 (planned), 12 May 2026 (actual)",
    "place": {"latitude_deg": 60.19, "longitude_deg": 24.93},
    "tables": {},
    "files": {
        "planned.zip": "GTFS feed of the timetable, May 2026",
        "actual.zip": "GTFS feed of what ran on 12 May 2026, times to the second",
    },
}  # fmt: skip


def main() -> None:
    """Write both feeds and the passport."""
    streets = Streets()
    drawn = {(route, direction): shape(route, direction, streets) for route in WAYS for direction in (0, 1)}
    shapes = pd.concat([table for table, _ in drawn.values()])
    planned = trips({key: at for key, (_, at) in drawn.items()})
    ran = real_day([trip for trip in planned if trip["service_id"] == "weekday"], np.random.default_rng(SEED))
    plan = {
        **common_files(shapes, "2026-05 planned", "20260501", "20260531"),
        **calendars(),
        "trips": trips_table(planned),
        "stop_times": stop_times(planned, blank=True),
    }
    real = {
        **common_files(shapes, f"{DAY} actual", DAY, DAY),
        "calendar_dates": pd.DataFrame([(DAY, DAY, 1)], columns=["service_id", "date", "exception_type"]),
        "trips": trips_table(ran),
        "stop_times": stop_times(ran, blank=False),
    }
    files = {"planned.zip": to_zip(plan), "actual.zip": to_zip(real)}
    write_package(Path(__file__).parent, META, {}, files)


if __name__ == "__main__":
    main()

"""
Make `ferry_town_synthetic`: an island, a town, a boat and a bus, for the wrap-up of module 03.

    python datasets/ferry_town_synthetic/make.py

Gannet Haven and its island Holm do not exist; their coordinates lie in the open Irish Sea. Streets, homes, jobs,
timetable, one real day, commuters, their preferences and two junctions are choices of ours, with one seed. The day's
buses bunch as those of `corridor_timetable_synthetic` do: who is late finds more people at the stops.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import minimum_spanning_tree

from citylab.transport.gtfs import clock, to_zip
from citylab.transport.network import distance_m
from classroom.datapackages import write_package

SEED = 306
ORIGIN = (54.2, -4.0)
M_PER_DEG = (111_300.0, 65_200.0)  # of latitude and of longitude, about, at 54.2° N
STEP_M = 100
DAY = "20260611"  # a Thursday
# Stop: name, metres to the east and to the north.
STOPS = {
    "H1": ("Holm Pier", -1300, 700), "M1": ("Haven Pier", 0, 700), "M2": ("Fish Market", 550, 700),
    "M3": ("Custom House", 1100, 700), "M4": ("Station", 1650, 700), "M5": ("College", 2250, 700),
    "M6": ("Hospital", 2900, 700), "M7": ("Beacon Hill", 3600, 700),
}  # fmt: skip
# Line: stops and minutes from the first one.
WAYS = {"F": {"H1": 0, "M1": 9}, "07": {"M1": 0, "M2": 2, "M3": 4.5, "M4": 7, "M5": 9.5, "M6": 12.5, "M7": 15.5}}
# First departure, last departure and minutes between them, both directions; the second starts later.
PLAN = {
    ("F", "workday"): [("5:40", "23:40", 30)],
    ("F", "saturday"): [("6:40", "23:40", 30)],
    ("F", "sunday"): [("7:40", "22:40", 60)],
    ("F", "late"): [("24:10", "25:30", 40)],
    ("07", "workday"): [("5:30", "19:54", 12), ("20:10", "24:10", 20)],
    ("07", "saturday"): [("6:30", "23:30", 20)],
    ("07", "sunday"): [("7:50", "22:50", 30)],
    ("07", "late"): [("24:25", "25:45", 40)],
}
LATER_MIN = {"F": 15, "07": 6}
# Name of a stop, half width and half height of its homes in streets, chance that a crossing has a block, people per
# block, income (0 poor to 1 rich).
HOMES = {
    "H1": ((-1900, 700), 5, 4, 0.55, 62, 0.22),
    "M2": ((550, 900), 3, 4, 0.40, 70, 0.70),
    "M4": ((1650, 700), 5, 5, 0.40, 75, 0.80),
    "M5": ((2250, 800), 3, 4, 0.45, 75, 0.60),
    "M7": ((3500, 700), 3, 5, 0.50, 80, 0.25),
}
# Place of work: where, scatter [m], number of workplaces, jobs in each.
WORK = {
    "H1": ((-1500, 700), 250, 6, 9), "M2": ((450, 700), 250, 25, 22), "M4": ((1500, 700), 300, 70, 30),
    "M5": ((2250, 600), 200, 20, 40), "M6": ((2900, 700), 150, 12, 110),
}  # fmt: skip
PREFERENCES = {"constant_boat": 0.30, "time_min": -0.045, "wait_min": -0.070, "cost_gbp": -0.28}
JUNCTIONS = [
    ("Custom House", "from the pier", "main", 1, 610), ("Custom House", "to the pier", "main", 1, 540),
    ("Custom House", "Quay Street north", "cross", 1, 380), ("Custom House", "Quay Street south", "cross", 1, 455),
    ("Station", "from the pier", "main", 2, 1230), ("Station", "to the pier", "main", 2, 1480),
    ("Station", "Mill Brow", "cross", 1, 520), ("Station", "Bank Street", "cross", 1, 350),
]  # fmt: skip
META = {
    "name": "ferry_town_synthetic",
    "title": "Synthetic: a ferry, a bus line and their harbour town, Gannet Haven, June 2026",
    "description": (
        "Made up, with one seed; the coordinates lie in the open sea. Two feeds in the General Transit Feed "
        "Specification (planned.zip: June 2026, by calendar_dates.txt alone, with one slip; actual.zip: Thursday "
        "11 June as it might have gone), a small walking network in two pieces, homes with people and fifths of "
        "income, workplaces with jobs, the island's commuters with their ways to work, what they weigh, and two "
        "junctions. Nobody lives there."
    ),
    "synthetic": True,
    "licenses": [
        {
            "name": "CC0-1.0",
            "title": "CC0 1.0 Universal",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    ],
    "sources": [
        {"title": "Made up for this course", "path": "make.py"},
        {"title": "GTFS Schedule Reference", "path": "https://gtfs.org/documentation/schedule/reference/"},
    ],
    "period": "June 2026 (planned), 11 June 2026 (actual)",
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
                "to_node": ("-", "Node at the other end"),
                "length_m": ("m", "Length"),
            },
        },
        "homes": {
            "fields": {
                "block": ("-", "Number of the block"),
                "area": ("-", "Holm, or the stop of the bus in whose quarter it stands"),
                "node": ("-", "Node at its door"),
                "people": ("1", "People who live there"),
                "income_fifth": ("-", "1 for the poorest fifth of the people, 5 for the richest"),
            },
        },
        "workplaces": {
            "fields": {
                "workplace": ("-", "Number of the workplace"),
                "node": ("-", "Node at its door"),
                "jobs": ("1", "Jobs that begin between 7 and 10 o'clock"),
            },
        },
        "commuters": {
            "description": "Each person of Holm who works on the other side, with each mode that is open to them.",
            "fields": {
                "person": ("-", "Number of the person"),
                "mode": ("-", "boat (and bus where needed), or car, round the bay by the bridge"),
                "time_min": ("min", "Time on the move, walks included"),
                "wait_min": ("min", "Wait for the boat: half of its headway"),
                "cost_gbp": ("£", "Fare, or fuel and parking, one way"),
                "distance_km": ("km", "Length of the way"),
            },
        },
        "preferences": {
            "description": "Weights of a logit that was estimated elsewhere; the car's constant is 0.",
            "fields": {
                "parameter": ("-", "constant_boat, or the attribute that is weighed"),
                "value": ("1 per unit", "Weight: utility per minute or pound; the constant as it is"),
            },
        },
        "junctions": {
            "fields": {
                "junction": ("-", "Name"),
                "approach": ("-", "Where the traffic comes from"),
                "stage": ("-", "main or cross: approaches of one stage have green together"),
                "lanes": ("1", "Lanes that go on"),
                "flow_vehh": ("vehicles/h", "Traffic in the morning peak"),
            },
        },
    },
    "files": {
        "planned.zip": "GTFS feed of the timetable, June 2026",
        "actual.zip": "GTFS feed of what ran on 11 June 2026, times to the second",
    },
}  # fmt: skip


def degrees(east_m: np.ndarray, north_m: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return latitude and longitude of places given in metres. [°]"""
    return ORIGIN[0] + np.asarray(north_m) / M_PER_DEG[0], ORIGIN[1] + np.asarray(east_m) / M_PER_DEG[1]


def streets(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return nodes, edges and the places of the nodes [m]: two grids with the sea between them."""
    grids = [(-2500, -1300, 200, 1200), (0, 3900, 100, 1500)]
    crossings = [
        (east, north)
        for west, right, south, top in grids
        for east in range(west, right + 1, STEP_M)
        for north in range(south, top + 1, STEP_M)
    ]
    number = {place: node for node, place in enumerate(crossings, start=1)}
    places = pd.DataFrame(crossings, columns=["east", "north"], index=list(number.values())).astype(float)
    places += rng.normal(0, 9, places.shape)
    lat, lon = degrees(places["east"], places["north"])
    nodes = pd.DataFrame({"node": places.index, "lat_deg": lat.round(6), "lon_deg": lon.round(6)})
    pairs = [
        (number[east, north], number[other])
        for east, north in crossings
        for other in ((east + STEP_M, north), (east, north + STEP_M))
        if other in number
    ]
    return nodes.reset_index(drop=True), _edges(nodes.set_index("node"), np.array(pairs), rng), places


def _edges(nodes: pd.DataFrame, pairs: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """Leave out one street in six, but never so that a crossing is cut off."""
    start, end = (nodes.loc[pairs[:, side]] for side in (0, 1))
    ends = [frame[column].to_numpy() for frame in (start, end) for column in ("lat_deg", "lon_deg")]
    length_m = np.ceil(10 * distance_m(*ends) * rng.uniform(1.0, 1.06, len(pairs))) / 10
    size = len(nodes) + 1
    tree = minimum_spanning_tree(csr_array((rng.random(len(pairs)) + 1, (pairs[:, 0], pairs[:, 1])), (size, size)))
    needed = {tuple(pair) for pair in np.transpose(tree.nonzero())}
    kept = (rng.random(len(pairs)) > 1 / 6) | np.array([tuple(pair) in needed for pair in pairs])
    return pd.DataFrame({"from_node": pairs[kept, 0], "to_node": pairs[kept, 1], "length_m": length_m[kept]})


def homes(places: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return blocks with people and fifths of income."""
    rows = []
    for stop, ((east, north), wide, high, chance, people, income) in HOMES.items():
        near = (places["east"] - east).abs().lt(STEP_M * (wide + 0.5))
        near &= (places["north"] - north).abs().lt(STEP_M * (high + 0.5))
        area = "Holm" if stop == "H1" else STOPS[stop][0]
        for node in places.index[near & (rng.random(len(places)) < chance)]:
            rows.append((area, node, round(people * rng.uniform(0.5, 1.5)), income + rng.normal(0, 0.17)))
    table = pd.DataFrame(rows, columns=["area", "node", "people", "income"]).drop_duplicates("node", ignore_index=True)
    order = table.sort_values("income").index
    middle = table.loc[order, "people"].cumsum() - table.loc[order, "people"] / 2
    table["income_fifth"] = (5 * middle / table["people"].sum()).astype("int64") + 1
    table.insert(0, "block", np.arange(1, len(table) + 1))
    return table[["block", "area", "node", "people", "income_fifth"]]


def workplaces(places: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return workplaces with jobs, at the nearest crossing."""
    rows = []
    for (east, north), scatter_m, number, jobs in WORK.values():
        for _ in range(number):
            x, y = rng.normal(east, scatter_m), rng.normal(north, scatter_m)
            node = ((places["east"] - x) ** 2 + (places["north"] - y) ** 2).idxmin()
            rows.append((node, 1 + round(jobs * rng.gamma(2.0, 0.5))))
    table = pd.DataFrame(rows, columns=["node", "jobs"])
    table.insert(0, "workplace", np.arange(1, len(table) + 1))
    return table


def seconds(text: str) -> int:
    """Return the seconds of a time such as 25:10. [s]"""
    hour, minute = text.split(":")
    return int(hour) * 3600 + int(minute) * 60


def trips() -> list[dict]:
    """Return every trip of the plan: ids, stops and seconds."""
    found = []
    for (route, service), spans in PLAN.items():
        starts = [s for a, b, every in spans for s in range(seconds(a), seconds(b) + 1, 60 * every)]
        for direction in (0, 1):
            way = list(WAYS[route].items())
            last_min = way[-1][1]
            stops = way if direction == 0 else [(stop, last_min - minute) for stop, minute in way[::-1]]
            for start in starts:
                start_s = start + 60 * LATER_MIN[route] * direction
                name = f"{route}-{service[:2]}-{direction}-{clock(start_s)[:5].replace(':', '')}"
                times = [start_s + 60 * minute for _, minute in stops]
                found.append(
                    {
                        "trip_id": name, "route_id": route, "service_id": service, "direction_id": direction,
                        "stops": [stop for stop, _ in stops], "times": times,
                    }
                )  # fmt: skip
    return found


def real_day(planned: list[dict], rng: np.random.Generator) -> list[dict]:
    """Return what ran on the day: boats a little late, buses bunched, some of both cancelled."""
    ran = []
    for route, late_s, scatter, per_gap, cancelled in (("F", 60, 0.05, 0.0, 2), ("07", 120, 0.20, 0.12, 6)):
        for direction in (0, 1):
            line = [t for t in planned if (t["route_id"], t["direction_id"]) == (route, direction)]
            gone = set(rng.choice(len(line), cancelled // 2, replace=False).tolist())
            before: list[float] = []
            for number, trip in enumerate(line):
                if number in gone:
                    continue
                before = _run(trip, line[number - 1] if number else None, before, (late_s, scatter, per_gap), rng)
                ran.append({**trip, "service_id": DAY, "times": before})
    return ran


def _run(
    trip: dict, ahead: dict | None, before: list[float], how: tuple[float, float, float], rng: np.random.Generator
) -> list[float]:
    """Return the seconds at which a vehicle leaves each stop."""
    late_s, scatter, per_gap = how
    planned_gap_s = trip["times"][0] - ahead["times"][0] if ahead else 0.0
    now = trip["times"][0] + rng.gamma(1.2, late_s / 1.2)
    leaves = []
    for stop, stretch_s in enumerate(np.diff(trip["times"], prepend=trip["times"][0])):
        now += stretch_s * rng.lognormal(-(scatter**2) / 2, scatter)
        if before:  # nobody overtakes
            now = max(now, before[stop] + 20)
            longer_s = now - before[stop] - planned_gap_s
            now = max(now + max(-30.0, per_gap * longer_s), before[stop] + 20)
        leaves.append(float(round(now)))
    return leaves


def feed(runs: list[dict], calendar_dates: pd.DataFrame, version: str) -> dict[str, pd.DataFrame]:
    """Return the files of a feed; no calendar.txt and no shapes.txt."""
    site = "https://example.org/gannet-haven"
    lat, lon = degrees(*np.array([place[1:] for place in STOPS.values()], dtype=float).T)
    stops = zip(STOPS.items(), lat, lon, strict=True)
    columns = ["trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"]
    times = [
        (run["trip_id"], clock(second), clock(second), stop, number)
        for run in runs
        for number, (stop, second) in enumerate(zip(run["stops"], run["times"], strict=True), start=1)
    ]
    named = [(r["route_id"], r["service_id"], r["trip_id"], STOPS[r["stops"][-1]][0], r["direction_id"]) for r in runs]
    return {
        "agency": pd.DataFrame(
            [("HB", "Holm Boats", site, "Europe/London"), ("GB", "Gannet Buses", site, "Europe/London")],
            columns=["agency_id", "agency_name", "agency_url", "agency_timezone"],
        ),
        "stops": pd.DataFrame(
            [(stop, place[0], f"{y:.5f}", f"{x:.5f}") for (stop, place), y, x in stops],
            columns=["stop_id", "stop_name", "stop_lat", "stop_lon"],
        ),
        "routes": pd.DataFrame(
            [("F", "HB", "F", "Holm – Haven Pier", 4), ("07", "GB", "7", "Haven Pier – Beacon Hill", 3)],
            columns=["route_id", "agency_id", "route_short_name", "route_long_name", "route_type"],
        ),
        "calendar_dates": calendar_dates,
        "trips": pd.DataFrame(
            named, columns=["route_id", "service_id", "trip_id", "trip_headsign", "direction_id"]
        ),
        "stop_times": pd.DataFrame(times, columns=columns),
        "feed_info": pd.DataFrame(
            [("Harbour board of Gannet Haven (fictional)", site, "en", version)],
            columns=["feed_publisher_name", "feed_publisher_url", "feed_lang", "feed_version"],
        ),
    }  # fmt: skip


def calendar() -> pd.DataFrame:
    """Return calendar_dates.txt: each service day of June, named one by one."""
    rows = []
    for day in pd.date_range("2026-06-01", "2026-06-30"):
        names = ["saturday" if day.day_of_week == 5 else "sunday" if day.day_of_week == 6 else "workday"]
        names += ["late"] if day.day_of_week in (4, 5) else []
        rows += [(name, day.strftime("%Y%m%d"), 1) for name in names]
    return pd.DataFrame(rows, columns=["service_id", "date", "exception_type"])


def commuters(rng: np.random.Generator) -> pd.DataFrame:
    """Return each commuter of Holm, one row per mode that is open to them."""
    rows = []
    for person in range(1, 901):
        km = rng.normal(19.0, 1.6)
        walk_min, bus_min = rng.uniform(4, 16), rng.choice([0, 5, 9, 14], p=[0.25, 0.35, 0.25, 0.15])
        boat_min = 9 + walk_min + bus_min * 1.5
        boat_gbp = rng.choice([2.40, 3.10], p=[0.6, 0.4]) + (1.20 if bus_min else 0.0)
        rows.append((person, "boat", round(boat_min, 1), 15.0, round(boat_gbp, 2), 3.0))
        if rng.random() < 0.78:
            car_min = 60 * km / rng.uniform(38, 48)
            car_gbp = 0.16 * km + rng.choice([0.0, 1.5, 3.0], p=[0.35, 0.4, 0.25])
            rows.append((person, "car", round(car_min, 1), 0.0, round(car_gbp, 2), round(km, 1)))
    return pd.DataFrame(rows, columns=["person", "mode", "time_min", "wait_min", "cost_gbp", "distance_km"])


def tables(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Return the tables of the data set."""
    nodes, edges, places = streets(rng)
    return {
        "nodes": nodes,
        "edges": edges,
        "homes": homes(places, rng),
        "workplaces": workplaces(places, rng),
        "commuters": commuters(rng),
        "preferences": pd.DataFrame({"parameter": list(PREFERENCES), "value": list(PREFERENCES.values())}).set_index(
            "parameter"
        ),
        "junctions": pd.DataFrame(JUNCTIONS, columns=["junction", "approach", "stage", "lanes", "flow_vehh"]),
    }


def main() -> None:
    """Write tables, both feeds and the passport."""
    rng = np.random.default_rng(SEED)
    made = tables(rng)
    planned = trips()
    ran = real_day([trip for trip in planned if trip["service_id"] == "workday"], rng)
    slip = next(trip for trip in planned if trip["trip_id"] == "07-su-0-0950")
    assert all(a < b for trip in planned for a, b in pairwise(trip["times"]))
    slip["times"][3] -= 3600  # somebody typed 8 for 9
    one_day = pd.DataFrame([(DAY, DAY, 1)], columns=["service_id", "date", "exception_type"])
    files = {
        "planned.zip": to_zip(feed(planned, calendar(), "2026-06 planned")),
        "actual.zip": to_zip(feed(ran, one_day, f"{DAY} actual")),
    }
    write_package(Path(__file__).parent, META, made, files)


if __name__ == "__main__":
    main()

"""
Make `corridor_redesign_synthetic`: the second corridor of the assignment *Redesign the corridor*.

Run in the course's environment, a few seconds:

    python datasets/corridor_redesign_synthetic/make.py

Dock Road is made up: its streets, stops, timetable, homes, jobs, travellers, lights, costs and the
effects of each option are our choice. The travellers' value of time and all random parts are set below.
"""

import heapq
from pathlib import Path

import numpy as np
import pandas as pd

from classroom.datapackages import write_package

HERE = Path(__file__).parent
SEED = 31
STEP_M = 130
WALK_MPS = 4.8 / 3.6
CHANGE_S = 120
LEAVE_S = 8 * 3600

# Stops by (column, row) of the streets, and minutes from the first stop of the line.
TRUNK = [f"D{number:02d}" for number in range(1, 13)]
BRANCH = [f"M{number}" for number in range(1, 5)]
PLACES = {stop: (5 * number, 2) for number, stop in enumerate(TRUNK)}
PLACES |= {stop: (25, 5 + 4 * number) for number, stop in enumerate(BRANCH)}
LINE_31 = dict(zip(TRUNK, [0, 3, 6, 9, 12, 16, 19, 22, 25, 28, 31, 34], strict=True))
LINE_32 = dict(zip([*TRUNK[:6], *BRANCH], [0, 3, 6, 9, 12, 16, 18, 21, 24, 26], strict=True))

# One bus a year: 60 thousand pounds for the vehicle, and 4,200 hours at 55 pounds.
BUS_KGBP = 60 + 4200 * 55 / 1000

# group, option, cost [1000 pounds a year, none: to be worked out], person-hours saved [1000 a year],
# carbon dioxide saved [t a year], jobs gained within 30 minutes by the average resident of the poorest fifth
OPTIONS = [
    ("line 31", "31 every 15", None, 0.0, 0.0, 0.0),
    ("line 31", "31 every 12", None, 34.0, 28.0, 40.0),
    ("line 31", "31 every 10", None, 61.0, 31.0, 90.0),
    ("line 31", "31 every 7.5", None, 88.0, -12.0, 150.0),
    ("line 32", "32 every 30", None, 0.0, 0.0, 0.0),
    ("line 32", "32 every 20", None, 26.0, -6.0, 380.0),
    ("line 32", "32 every 15", None, 39.0, -24.0, 590.0),
    ("stops", "all stops", 0.0, 0.0, 0.0, 0.0),
    ("stops", "fewer stops", 9.0, 31.0, 22.0, -160.0),
    ("signals", "lights as now", 0.0, 0.0, 0.0, 0.0),
    ("signals", "lights retimed", 14.0, 37.0, 41.0, 0.0),
    ("signals", "bus priority", 88.0, 52.0, 58.0, 70.0),
    ("bus lane", "no bus lane", 0.0, 0.0, 0.0, 0.0),
    ("bus lane", "peak bus lane", 145.0, 47.0, 66.0, 110.0),
    ("bus lane", "all-day bus lane", 318.0, 63.0, 118.0, 170.0),
]
# What two options do together, beyond the sum of both.
TOGETHER = [
    ("31 every 12", "all-day bus lane", -BUS_KGBP, 0.0, 6.0, 0.0),
    ("31 every 15", "all-day bus lane", -BUS_KGBP, 0.0, 6.0, 0.0),
    ("31 every 10", "all-day bus lane", -BUS_KGBP, 0.0, 6.0, 0.0),
    ("31 every 7.5", "all-day bus lane", -BUS_KGBP, 0.0, 6.0, 0.0),
    ("bus priority", "peak bus lane", 0.0, -14.0, -12.0, -20.0),
    ("bus priority", "all-day bus lane", 0.0, -21.0, -19.0, -30.0),
    ("lights retimed", "all-day bus lane", 0.0, -18.0, -15.0, 0.0),
    ("fewer stops", "32 every 15", 0.0, 0.0, 0.0, -110.0),
    ("fewer stops", "bus priority", 0.0, -6.0, -4.0, 0.0),
]
PREFERENCES = [("travellers", 1.0, 0.2, 0.05), ("climate", 0.3, 1.2, 0.02), ("estates", 0.3, 0.1, 0.3)]

META = {
    "name": "corridor_redesign_synthetic",
    "title": "Synthetic: Dock Road, a bus corridor with timetable, homes, travellers, lights and options",
    "description": (
        "A simulated corridor with two bus lines in a fictional harbour town: calendars, timetable and one observed "
        "day, streets, homes and workplaces, a survey of travellers, trial runs of traffic lights, and options with "
        "costs and effects. All of it is our assumption; no real place or person is in it."
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
        {
            "title": "Form of the timetable: MobilityData, General Transit Feed Specification, Schedule Reference",
            "path": "https://gtfs.org/documentation/schedule/reference/",
        },
    ],
    "period": "2026-05-01 to 2026-05-31",
}


def clock(seconds: float) -> str:
    """Return seconds of the service day as a timetable writes them."""
    return f"{int(seconds) // 3600}:{int(seconds) // 60 % 60:02d}:{int(seconds) % 60:02d}"


def trip(trip_id: str, route: str, minutes: dict[str, int], start_s: int, *, back: bool) -> list[tuple]:
    """Return the stop times of one trip; it stands 20 s at each stop between the ends."""
    end = max(minutes.values())
    stops = list(minutes)[::-1] if back else list(minutes)
    rows, driven_m, before = [], 0, PLACES[stops[0]]
    for place, stop in enumerate(stops):
        arrival_s = start_s + 60 * (end - minutes[stop] if back else minutes[stop])
        waits_s = 20 if 0 < place < len(stops) - 1 else 0
        driven_m += STEP_M * (abs(PLACES[stop][0] - before[0]) + abs(PLACES[stop][1] - before[1]))
        before = PLACES[stop]
        departure_s = arrival_s + waits_s
        rows.append((trip_id, route, place + 1, stop, clock(departure_s), arrival_s, departure_s, driven_m))
    return rows


def stop_times() -> pd.DataFrame:
    """Return the timetable of a weekday, and a template for the night."""
    rows = []
    for back in (False, True):
        way = "b" if back else "a"
        for number, start in enumerate(range(5 * 60 + 30, 24 * 60 + 31, 15)):
            rows += trip(f"31{way}{number:03d}", "31", LINE_31, 60 * (start + 5 * back), back=back)
        for number, start in enumerate(range(6 * 60, 23 * 60 + 1, 30)):
            rows += trip(f"32{way}{number:03d}", "32", LINE_32, 60 * (start + 8 * back), back=back)
        rows += trip(f"N31{way}", "N31", LINE_31, 0, back=back)
    columns = ["trip_id", "route_id", "stop_sequence", "stop_id", "departure_time"]
    return pd.DataFrame(rows, columns=[*columns, "arrival_s", "departure_s", "distance_m"])


def streets() -> tuple[pd.DataFrame, dict[tuple[int, int], int]]:
    """Return the walking graph: a strip along Dock Road, the branch to the south, and a closed shipyard."""
    spots = [(column, row) for column in range(57) for row in range(5)]
    spots += [(column, row) for column in range(23, 28) for row in range(5, 19)]
    yard = [(column, row) for column in range(40, 43) for row in range(7, 10)]
    node_of = {spot: number for number, spot in enumerate([*spots, *yard])}
    rng = np.random.default_rng(SEED)
    rows = []
    for (column, row), node in node_of.items():
        for neighbour in ((column + 1, row), (column, row + 1)):
            crosses = row == 4 and neighbour[1] == 5 and column != 25  # one bridge over the canal
            if neighbour in node_of and not crosses and (rng.random() > 0.06 or row == 2 or column == 25):
                rows.append((node, node_of[neighbour], round(STEP_M * rng.uniform(0.95, 1.15), 1)))
    return pd.DataFrame(rows, columns=["from_node", "to_node", "length_m"]), node_of


def homes(node_of: dict[tuple[int, int], int]) -> pd.DataFrame:
    """Return blocks of homes; those at the end of the branch and of the road are the poorest."""
    rng = np.random.default_rng(SEED + 1)
    blocks = [(int(column), int(rng.integers(0, 5))) for column in np.linspace(1, 55, 24)]
    blocks += [(int(column), int(row)) for row in range(6, 18) for column in rng.choice([23, 24, 26, 27], 1)]
    wealth = {spot: rng.normal(0, 0.8) - 2.2 * (spot[1] > 10) - 1.6 * (spot[0] > 46) for spot in blocks}
    people = {spot: int(rng.integers(120, 520)) for spot in blocks}
    rows, seen, total = [], 0, sum(people.values())
    for spot in sorted(blocks, key=lambda one: wealth[one]):
        rows.append((node_of[spot], people[spot], min(5, 1 + int(5 * (seen + people[spot] / 2) / total))))
        seen += people[spot]
    table = pd.DataFrame(rows, columns=["node", "people", "fifth"]).sort_values("node", ignore_index=True)
    table.insert(0, "block", [f"B{number:02d}" for number in range(1, len(table) + 1)])
    return table.set_index("block")


def workplaces(node_of: dict[tuple[int, int], int]) -> pd.DataFrame:
    """Return where people work: most near the harbour, some along the road."""
    spots = [(0, 1), (1, 2), (2, 3), (3, 1), (5, 4), (8, 2), (12, 1), (16, 3), (21, 2), (25, 4), (31, 1), (38, 2)]
    jobs = [820, 1150, 640, 480, 350, 390, 240, 160, 210, 190, 90, 140]
    names = [f"W{number:02d}" for number in range(1, len(jobs) + 1)]
    return pd.DataFrame({"workplace": names, "node": [node_of[spot] for spot in spots], "jobs": jobs}).set_index(
        "workplace"
    )


def walk(edges: pd.DataFrame, source: int) -> dict[int, float]:
    """Return the walking time from one node to all. [s]"""
    ways: dict[int, list[tuple[int, float]]] = {}
    for edge in edges.itertuples():
        for here, there in ((edge.from_node, edge.to_node), (edge.to_node, edge.from_node)):
            ways.setdefault(here, []).append((there, edge.length_m / WALK_MPS))
    found, queue = {}, [(0.0, source)]
    while queue:
        seconds, node = heapq.heappop(queue)
        if node in found:
            continue
        found[node] = seconds
        for there, extra in ways.get(node, []):
            heapq.heappush(queue, (seconds + extra, there))
    return found


def ride(table: pd.DataFrame, access: dict[str, float]) -> dict[str, float]:
    """Return the earliest second at each stop: a scan of all connections in the order of departure."""
    ordered = table[table["route_id"] != "N31"].sort_values(["trip_id", "stop_sequence"])
    after = ordered.groupby("trip_id")[["stop_id", "arrival_s"]].shift(-1)
    links = ordered.assign(to_stop=after["stop_id"], then_s=after["arrival_s"]).dropna(subset=["to_stop"])
    best, aboard = {}, set()
    for link in links.sort_values("departure_s", kind="stable").itertuples():
        on_foot = access.get(link.stop_id, np.inf) <= link.departure_s
        if link.trip_id in aboard or on_foot or best.get(link.stop_id, np.inf) + CHANGE_S <= link.departure_s:
            aboard.add(link.trip_id)
            best[link.to_stop] = min(best.get(link.to_stop, np.inf), link.then_s)
    return best


def travel_minutes(edges, table, blocks, works, node_of) -> pd.DataFrame:
    """Return minutes from each block to each workplace, leaving at 8:00, on foot or by bus. [min]"""
    stop_nodes = {stop: node_of[spot] for stop, spot in PLACES.items()}
    from_stop = {stop: walk(edges, node) for stop, node in stop_nodes.items()}
    rows = []
    for node in blocks["node"]:
        on_foot = walk(edges, node)
        access = {stop: LEAVE_S + on_foot[there] for stop, there in stop_nodes.items()}
        at_stop = ride(table, access)
        times = []
        for there in works["node"]:
            by_bus = min(at_stop.get(stop, np.inf) + from_stop[stop][there] for stop in stop_nodes)
            times.append(round((min(by_bus, LEAVE_S + on_foot[there]) - LEAVE_S) / 60, 1))
        rows.append(times)
    return pd.DataFrame(rows, index=blocks.index, columns=list(works.index))


def observed() -> pd.DataFrame:
    """Return when line 31 left stop D06 towards the sea on one Tuesday: late, bunched, some cancelled."""
    planned = np.arange(6 * 3600 + 16 * 60, 22 * 3600, 15 * 60)
    rng = np.random.default_rng(SEED + 2)
    delay = np.zeros(len(planned))
    for number in range(1, len(planned)):  # a late bus finds more people, and gets later
        delay[number] = max(-60, 0.3 * delay[number - 1] + rng.normal(120, 280))
    actual = np.round(planned + delay)
    actual[rng.choice(len(planned), 5, replace=False)] = np.nan
    return pd.DataFrame({"run": np.arange(1, len(planned) + 1), "planned_s": planned, "actual_s": actual})


def survey() -> pd.DataFrame:
    """Return travellers who chose bus or car; their value of time is 0.055 / 0.30 * 60 = 11 pounds an hour."""
    rng = np.random.default_rng(SEED + 8)
    count = 900
    car = rng.uniform(8, 30, count).round(0)
    bus = (car * rng.uniform(1.0, 1.8, count) + rng.uniform(3, 15, count)).round(0)
    fare = rng.choice([1.2, 2.0, 2.6], count)
    drive = (rng.uniform(0.5, 2.5, count) + rng.choice([0.0, 2.0, 5.0], count)).round(2)
    utility = 0.4 - 0.055 * (bus - car) - 0.30 * (fare - drive)
    took = rng.random(count) < 1 / (1 + np.exp(-utility))
    names = ["took_bus", "minutes_bus", "minutes_car", "cost_bus_gbp", "cost_car_gbp"]
    return pd.DataFrame(dict(zip(names, [took, bus, car, fare, drive], strict=True)))


def trials() -> pd.DataFrame:
    """Return the delay of all people at the junctions in simulated peak hours, by seed; one run failed."""
    rng = np.random.default_rng(SEED + 4)
    demand = rng.normal(46.0, 5.0, 20)
    fixed = (demand + 9.0 + rng.normal(0, 1.0, 20)).round(2)
    retimed = (demand + rng.normal(0, 1.0, 20)).round(2)
    priority = (0.95 * demand + rng.normal(0, 1.0, 20)).round(2)
    priority[13] = np.nan
    return pd.DataFrame(
        {"seed": np.arange(101, 121), "as_now_h": fixed, "retimed_h": retimed, "priority_h": priority}
    ).set_index("seed")


def calendars() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the services of May 2026 and their exceptions."""
    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    rows = [
        ("weekdays", 1, 1, 1, 1, 1, 0, 0, "20260501", "20260531"),
        ("saturdays", 0, 0, 0, 0, 0, 1, 0, "20260501", "20260531"),
        ("sundays", 0, 0, 0, 0, 0, 0, 1, "20260501", "20260531"),
        ("nights", 0, 0, 0, 0, 1, 1, 0, "20260501", "20260530"),
    ]
    exceptions = [("weekdays", "20260501", 2), ("sundays", "20260501", 1), ("weekdays", "20260514", 2)]
    exceptions += [("sundays", "20260514", 1), ("harbour_fair", "20260523", 1)]
    return (
        pd.DataFrame(rows, columns=["service_id", *days, "start_date", "end_date"]),
        pd.DataFrame(exceptions, columns=["service_id", "date", "exception_type"]),
    )


def described(tables: dict[str, pd.DataFrame]) -> dict[str, dict]:
    """Return unit and meaning of every column."""
    day = {name: ("1", f"1 if the service runs on {name.capitalize()}s") for name in tables["calendar"].columns[1:8]}
    minutes = {name: ("min", f"Time to workplace {name}, leaving at 8:00") for name in tables["workplaces"].index}
    effects = {
        "cost_kgbp": ("1000 GBP/a", "Cost a year beyond today's; blank: to be worked out"),
        "time_kh": ("1000 h/a", "Person-hours saved a year; below 0: lost"),
        "co2e_t": ("t/a", "Carbon dioxide equivalent saved a year; below 0: emitted in addition"),
        "poorest_jobs": ("1", "Jobs gained within 30 min by the average resident of the poorest fifth; below 0: lost"),
    }
    fields = {
        "calendar": {
            "service_id": ("-", "Service"),
            **day,
            "start_date": ("-", "First day, YYYYMMDD"),
            "end_date": ("-", "Last day, YYYYMMDD, included"),
        },
        "calendar_dates": {
            "service_id": ("-", "Service"),
            "date": ("-", "Day, YYYYMMDD"),
            "exception_type": ("-", "1: runs on this day in addition, 2: does not run"),
        },
        "stop_times": {
            "trip_id": ("-", "Trip; a to the sea, b to the harbour"),
            "route_id": ("-", "Line"),
            "stop_sequence": ("1", "Order of the stops of a trip"),
            "stop_id": ("-", "Stop"),
            "departure_time": ("-", "Departure as the timetable writes it; hours may pass 24"),
            "arrival_s": ("s", "Arrival, seconds of the service day"),
            "departure_s": ("s", "Departure, seconds of the service day"),
            "distance_m": ("m", "Way from the first stop of the trip"),
        },
        "frequencies": {
            "trip_id": ("-", "Trip that serves as a template"),
            "start_s": ("s", "First departure, seconds of the service day"),
            "end_s": ("s", "No departure at or after this second"),
            "headway_s": ("s", "From one departure to the next"),
        },
        "observed": {
            "run": ("-", "Number of the run, in the order of the plan"),
            "planned_s": ("s", "Planned departure of line 31 at D06, seconds of the service day"),
            "actual_s": ("s", "Actual departure; blank if the run was cancelled"),
        },
        "streets": {
            "from_node": ("-", "Crossing"),
            "to_node": ("-", "Crossing; the street may be walked both ways"),
            "length_m": ("m", "Length"),
        },
        "stops": {"stop_id": ("-", "Stop"), "node": ("-", "Crossing at the stop")},
        "homes": {
            "block": ("-", "Block of homes; B25 to B36 are Marsh End, south of the canal"),
            "node": ("-", "Crossing at its door"),
            "people": ("1", "Registered residents"),
            "fifth": ("-", "Fifth of income, 1 the poorest"),
        },
        "workplaces": {
            "workplace": ("-", "Workplace"),
            "node": ("-", "Crossing at its door"),
            "jobs": ("1", "Jobs between 7:00 and 19:00"),
        },
        "travel_minutes": {"block": ("-", "Block of homes"), **minutes},
        "survey": {
            "took_bus": ("-", "True: went by bus, False: by car"),
            "minutes_bus": ("min", "Time by bus, with waiting and walking"),
            "minutes_car": ("min", "Time by car"),
            "cost_bus_gbp": ("GBP", "Fare"),
            "cost_car_gbp": ("GBP", "Fuel and parking"),
        },
        "trials": {
            "seed": ("-", "Seed of the simulated peak hour"),
            "as_now_h": ("h", "Delay of all people in the hour, lights as now, person-hours"),
            "retimed_h": ("h", "The same, lights retimed"),
            "priority_h": ("h", "The same, bus priority; blank if the run failed"),
        },
        "options": {"group": ("-", "Of each group one option is chosen"), "option": ("-", "Option"), **effects},
        "together": {
            "first": ("-", "Option"),
            "second": ("-", "Option"),
            **{
                name: (unit, "Beyond the sum of both options: " + text[0].lower() + text[1:].split(";")[0])
                for name, (unit, text) in effects.items()
            },
        },
        "preferences": {
            "preference": ("-", "Whose view"),
            "time_kh": ("1", "Points for 1000 person-hours saved"),
            "co2e_t": ("1", "Points for a tonne saved"),
            "poorest_jobs": ("1", "Points for a job gained by the average resident of the poorest fifth"),
        },
    }
    return {name: {"fields": fields[name]} for name in tables}


def main() -> None:
    """Write the tables and the passport."""
    edges, node_of = streets()
    table, blocks, works = stop_times(), homes(node_of), workplaces(node_of)
    calendar, exceptions = calendars()
    nights = [(f"N31{way}", 24 * 3600 + 3600, 27 * 3600, 2400) for way in "ab"]
    effects = ["cost_kgbp", "time_kh", "co2e_t", "poorest_jobs"]
    tables = {
        "calendar": calendar,
        "calendar_dates": exceptions,
        "stop_times": table,
        "frequencies": pd.DataFrame(nights, columns=["trip_id", "start_s", "end_s", "headway_s"]),
        "observed": observed(),
        "streets": edges,
        "stops": pd.DataFrame([(stop, node_of[spot]) for stop, spot in PLACES.items()], columns=["stop_id", "node"]),
        "homes": blocks,
        "workplaces": works,
        "travel_minutes": travel_minutes(edges, table, blocks, works, node_of),
        "survey": survey(),
        "trials": trials(),
        "options": pd.DataFrame(OPTIONS, columns=["group", "option", *effects]),
        "together": pd.DataFrame(TOGETHER, columns=["first", "second", *effects]),
        "preferences": pd.DataFrame(PREFERENCES, columns=["preference", *effects[1:]]).set_index("preference"),
    }
    tables["options"]["cost_kgbp"] = tables["options"]["cost_kgbp"].astype(float)
    write_package(HERE, META | {"tables": described(tables)}, tables)


if __name__ == "__main__":
    main()

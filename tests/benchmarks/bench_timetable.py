"""
Time a feed of 40,000 stop times: read, check, statistics, departures and service of a day.

    python tests/benchmarks/bench_timetable.py [STOP_TIMES]

Prints one line; not run by pytest. The feed is made up: lines of 30 stops with shapes of 300 points, two directions.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from citylab.transport import gtfs

STOPS, POINTS, LINES = 30, 300, 30
DATE = "20260512"


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the shortest of three times, and the result. [s]"""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return min(times), result


def made_up(stop_times: int, seed: int = 3) -> bytes:
    """Return a feed of about so many stop times."""
    rng = np.random.default_rng(seed)
    each = stop_times // STOPS // (2 * LINES)  # trips per line and direction
    ways = 60 + rng.normal(0, 0.002, (LINES, POINTS, 2)).cumsum(axis=1) - [0, 36]
    trips, times, shapes, stops = [], [], [], []
    for line, way in enumerate(ways):
        marks = np.linspace(0, POINTS - 1, STOPS).astype(int)
        stops += [(f"{line}-{at}", f"Stop {at}", *way[mark]) for at, mark in enumerate(marks)]
        for direction in (0, 1):
            drawn = way[::-1] if direction else way
            shapes += [(f"{line}-{direction}", lat, lon, at) for at, (lat, lon) in enumerate(drawn)]
            order = range(STOPS)[::-1] if direction else range(STOPS)
            for number in range(each):
                trip = f"{line}-{direction}-{number}"
                trips.append((f"L{line}", "daily", trip, direction, f"{line}-{direction}"))
                starts = [gtfs.clock(5 * 3600 + 600 * number + 90 * at) for at in range(STOPS)]
                times += [
                    (trip, start, start, f"{line}-{stop}", at)
                    for at, (start, stop) in enumerate(zip(starts, order, strict=True))
                ]
    agency = ("A", "https://example.org", "Europe/Helsinki")
    routes = [(f"L{line}", str(line), 3) for line in range(LINES)]
    columns = ["trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"]
    tables = {
        "agency": ([agency], ["agency_name", "agency_url", "agency_timezone"]),
        "stops": (stops, ["stop_id", "stop_name", "stop_lat", "stop_lon"]),
        "routes": (routes, ["route_id", "route_short_name", "route_type"]),
        "trips": (trips, ["route_id", "service_id", "trip_id", "direction_id", "shape_id"]),
        "stop_times": (times, columns),
        "shapes": (shapes, ["shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"]),
        "calendar_dates": ([("daily", DATE, 1)], ["service_id", "date", "exception_type"]),
    }
    return gtfs.to_zip({name: pd.DataFrame(rows, columns=names) for name, (rows, names) in tables.items()})


def main() -> None:
    """Print the times."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "feed.zip")
        path.write_bytes(made_up(wanted))
        read_s, feed = seconds(lambda: gtfs.read(path))
    statistics_s, table = seconds(lambda: gtfs.trip_statistics(feed))
    check_s, problems = seconds(lambda: gtfs.check(feed))
    day_s, day = seconds(lambda: gtfs.departures(feed, DATE))
    service_s, _ = seconds(lambda: gtfs.service(feed, DATE))
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(feed.stop_times):,} stop times, {len(table):,} trips, {len(feed.shapes):,} points of shapes: "
        f"read {read_s:.2f} s, statistics {statistics_s:.2f} s (together {read_s + statistics_s:.2f} s); "
        f"check {check_s:.2f} s ({len(problems)} problems), departures of a day {day_s:.2f} s ({len(day):,} rows), "
        f"service {service_s:.2f} s; peak {memory_mb:.0f} MB"
    )


if __name__ == "__main__":
    main()

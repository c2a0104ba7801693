"""Read from the engine what happened."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd

from citylab.transport.simulation import _streets
from citylab.transport.simulation._engine import ARRIVED, RUNNING, Engine
from citylab.transport.simulation._stops import dwell_steps
from citylab.transport.simulation._streets import CROSS, ROAD


def vehicle_table(engine: Engine, *, from_s: float, until_s: float) -> pd.DataFrame:
    """Return one row per vehicle that departed within the measured time."""
    speed_ms, step_s = engine.corridor.speed_kmh / 3.6, engine.corridor.reaction_s
    sizes: dict[int, tuple[float, float, float, float]] = {}  # by route
    rows = []
    for trip, links, vehicle in zip(engine.trips, engine.routes, engine.vehicles, strict=True):
        if not from_s <= trip.depart_s < until_s:
            continue
        if id(links) not in sizes:
            sizes[id(links)] = _sizes(engine, links, speed_ms, step_s)
        length_m, zone_m, bypass_m, free_s = sizes[id(links)]
        arrived = vehicle.state == ARRIVED
        travel_s = vehicle.travel_time if arrived else engine.end_s - trip.depart_s
        dwell_s = sum(dwell_steps(trip, links, step_s).values()) * step_s
        rows.append(
            (trip.kind, trip.group, trip.line, trip.old, trip.origin, trip.destination, trip.depart_s, arrived,
             travel_s, free_s, dwell_s, max(travel_s - free_s - dwell_s, 0.0), length_m, zone_m, bypass_m)
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


COLUMNS = (
    "kind", "group", "line", "old", "origin", "destination", "depart_s", "arrived",
    "travel_s", "free_s", "dwell_s", "delay_s", "length_m", "zone_m", "bypass_m",
)  # fmt: skip


def _sizes(engine: Engine, links: list[str], speed_ms: float, step_s: float) -> tuple[float, float, float, float]:
    lengths = {name: engine.streets[name].length_m for name in links}
    length_m = sum(lengths.values())
    zone_m = sum(size for name, size in lengths.items() if _streets.in_zone(engine.corridor, name))
    bypass_m = sum(size for name, size in lengths.items() if ">round>" in name)
    # The engine counts whole steps, on an empty street too.
    return length_m, zone_m, bypass_m, math.ceil(length_m / speed_ms / step_s - 1e-6) * step_s


def counts(engine: Engine) -> pd.Series:
    """Return how many vehicles departed, arrived, are on the road, or wait to be let in."""
    states = [vehicle.state for vehicle in engine.vehicles]
    numbers = {"departed": len(states), "arrived": states.count(ARRIVED), "on the road": states.count(RUNNING)}
    return pd.Series({**numbers, "not yet let in": states.count(0) + states.count(1)})


def greens(engine: Engine) -> pd.DataFrame:
    """Return when each street of each junction had green. [s]"""
    rows = []
    for name, controller in engine.controllers.items():
        ends = [time for time, _ in controller.log[1:]] + [engine.end_s]
        for (start, phase), end in zip(controller.log, ends, strict=True):
            if phase in (ROAD, CROSS):
                rows.append((name, "road" if phase == ROAD else "cross", start, end))
    return pd.DataFrame(rows, columns=["junction", "street", "from_s", "to_s"])


def paths(engine: Engine) -> pd.DataFrame:
    """Return times and places on the road, measured from its northern end. [s, m]"""
    base, sign = _measure_of(engine)
    flat = engine.world._cpp_world.build_all_vehicle_logs_flat_compact()
    kinds = np.array([trip.kind for trip in engine.trips])
    number = np.repeat(np.arange(len(kinds)), np.diff(flat["offsets"]))
    link = np.asarray(flat["log_link"])
    kept = (link >= 0) & (sign[link] != 0)
    link, number = link[kept], number[kept]
    place = base[link] + sign[link] * np.asarray(flat["log_x"])[kept]
    headed = np.where(sign[link] > 0, "south", "north")
    columns = {"vehicle": number, "kind": kinds[number], "headed": headed}
    return pd.DataFrame({**columns, "time_s": np.asarray(flat["log_t"])[kept], "place_m": place})


def _measure_of(engine: Engine) -> tuple[np.ndarray, np.ndarray]:
    """Return for each link where it begins on the road, and +1 to the south, -1 to the north, 0 beside it."""
    corridor = engine.corridor
    places = np.cumsum((0.0, *corridor.lengths_m))
    starts = dict(zip(("north", *corridor.junctions, "south"), places, strict=True))
    for a, b in (pair for two in pairwise(list(starts)) for pair in (two, two[::-1])):
        starts[f"{a}~{b}"] = starts[a] + np.sign(starts[b] - starts[a]) * _streets.STOP_M
    base, sign = np.zeros(len(engine.world.LINKS)), np.zeros(len(engine.world.LINKS))
    for link in engine.world.LINKS:
        ends = _streets.place_of(link.name).split(">")
        if len(ends) == 2 and all(end in starts for end in ends):
            base[link.id] = starts[ends[0]]
            sign[link.id] = np.sign(starts[ends[1]] - starts[ends[0]])
    return base, sign

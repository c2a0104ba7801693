"""Small timetables that can be checked by hand, and a slow way to travel through them."""

import numpy as np
import pandas as pd


def day(*trips):
    """Make a day of trips: name, line, direction, stops with their seconds, as in ("a", "21", 0, [("W3", 0)])."""
    rows = [
        (name, route, direction, stop, place, float(second), float(second))
        for name, route, direction, stops in trips
        for place, (stop, second) in enumerate(stops, start=1)
    ]
    columns = ["trip_id", "route_id", "direction_id", "stop_id", "stop_sequence", "arrival_s", "departure_s"]
    return pd.DataFrame(rows, columns=columns)


def random_day(seed, n_trips=25, stops="ABCDEFG"):
    """Draw trips through three to five stops, whose hops take 100 to 900 s."""
    draw = np.random.default_rng(seed)
    trips = []
    for number in range(n_trips):
        way = draw.choice(list(stops), size=draw.integers(3, 6), replace=False)
        seconds = draw.integers(0, 7200) + np.cumsum(draw.integers(100, 900, size=len(way)))
        trips.append((f"t{number}", f"line {number % 4}", 0, list(zip(way, seconds, strict=True))))
    return day(*trips)


def rides_of(events):
    """Return the stops of each trip as lists, which are quicker to walk through than tables."""
    ordered = events.sort_values("stop_sequence")
    return [trip.to_dict("records") for _, trip in ordered.groupby("trip_id")]


def slow_arrival(rides, egress_s, stop, moment_s, min_change_s):
    """Travel by trying everything: ride on from each stop that is reached, until nothing gets earlier."""
    reached, best = {stop: float(moment_s)}, np.inf
    is_better = True
    while is_better:
        is_better = False
        for ride in rides:
            on_board = False
            for row in ride:
                if on_board:
                    best = min(best, row["arrival_s"] + egress_s.get(row["stop_id"], np.inf))
                    ready = row["arrival_s"] + min_change_s
                    if ready < reached.get(row["stop_id"], np.inf):
                        reached[row["stop_id"]] = ready
                        is_better = True
                on_board = on_board or reached.get(row["stop_id"], np.inf) <= row["departure_s"]
    return best

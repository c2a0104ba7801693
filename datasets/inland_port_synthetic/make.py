"""
Make `inland_port_synthetic`: six weeks of containers, barges and trucks at an inland port.

    PYTHONPATH=course python datasets/inland_port_synthetic/make.py

Port, lines, hauliers and containers are made up, with a seed; all volumes, dwell times and delays are our choice, small
enough for a laptop. The simulation begins five weeks before the period, so that the yard is full when the period
begins; containers that left before it are not in the tables. Trucks wait for one of two gate lanes in the order of
their arrival.
"""

import heapq
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from classroom.datapackages import write_package

SEED = 1010
ZONE, WARM_UP_DAYS, DAYS = "Europe/Berlin", 35, 42
START = pd.Timestamp("2026-02-02", tz=ZONE)  # a Monday; the period ends before the clocks change
LANES, BERTHS, MOVES_PER_HOUR = 2, 1, 20
LANE_MIN, YARD_MIN = 6.0, 22.0
FIRST_SLOT_H, LAST_SLOT_H = 6.0, 19.5
# Means by mode in: shares of barge, rail, truck as mode out; share of loaded containers
MODES = {"barge": (0.10, 0.42, 0.48, 0.85), "rail": (0.45, 0.05, 0.50, 0.80), "truck": (0.55, 0.43, 0.02, 0.60)}
# Days until a container is wanted: median, and shape of the lognormal distribution
WANTED = {("barge", True): (2.2, 0.6), ("rail", True): (2.0, 0.6), ("truck", True): (2.8, 0.7),
          ("barge", False): (7.0, 0.9), ("rail", False): (7.0, 0.9), ("truck", False): (5.0, 0.9)}  # fmt: skip
TRUCK_HOURS = np.array([0] * 6 + [6, 16, 17, 12, 9, 8, 7, 9, 13, 15, 10, 5, 3, 2] + [0] * 4, dtype=float)
META: dict[str, Any] = {
    "name": "inland_port_synthetic",
    "title": "Synthetic: six weeks of containers, barges and trucks at an inland port",
    "description": (
        "Made by a seeded simulator: no real port, line, haulier or container. containers: all that were in "
        "the yard at some time of the six weeks; who arrived before the first day was there when the period "
        "began, who has no time of leaving was there at its end. gate: all bookings and visits of trucks. All "
        "volumes, dwell times and delays are assumptions. The gate takes the time of an unbooked truck when it "
        "is called to a lane. Trucks come from Monday to Friday; public holidays are left out."
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
            "title": (
                "The frame, gate queues and bookings: A. M. Abdelmagid, M. S. Gheith, A. B. Eltawil, A "
                "comprehensive review of the truck appointment scheduling models and directions for future "
                "research, Transport Reviews (2021)"
            ),
            "path": "https://doi.org/10.1080/01441647.2021.1955034",
        }
    ],
    "period": "2026-02-02 to 2026-03-15",
    "tables": {
        "containers": {
            "description": "Containers that were in the yard at some time of the period.",
            "primaryKey": ["container"],
            "fields": {
                "container": ("-", "Number of the container, made up"),
                "teu": ("TEU", "Size in twenty-foot units, 1 or 2"),
                "loaded": ("-", "Whether it holds goods; if not, it is empty"),
                "mode_in": ("-", "How it came: barge, rail or truck"),
                "arrived": ("-", "Time of setting down in the yard, local time"),
                "mode_out": ("-", "How it left, or is booked to leave: barge, rail or truck"),
                "left": ("-", "Time of leaving the yard, local time; empty if still there at the end"),
            },
        },
        "barges": {
            "description": "Calls of barges at the one berth.",
            "primaryKey": ["call"],
            "fields": {
                "call": ("-", "Number of the call"),
                "planned": ("-", "Start of the berth slot that was agreed, local time"),
                "arrived": ("-", "Time of arrival at the port, local time"),
                "berthed": ("-", "Time of mooring, local time"),
                "departed": ("-", "Time of casting off, local time"),
                "boxes_in": ("containers", "Containers unloaded"),
                "boxes_out": ("containers", "Containers loaded"),
            },
        },
        "gate": {
            "description": "Bookings and visits of trucks; a visit carries one container.",
            "primaryKey": ["visit"],
            "fields": {
                "visit": ("-", "Number of the booking or visit"),
                "purpose": ("-", "deliver or collect"),
                "container": ("-", "Container carried; empty if the truck did not come"),
                "booked": ("-", "Start of the half hour that was booked, local time; empty without booking"),
                "queued": (
                    "-",
                    "Time of joining the queue as the gate has it, local time; empty if the truck did not come",
                ),
                "called": ("-", "Time at which a lane took the truck, local time"),
                "admitted": ("-", "Time at which the lane let it in, local time"),
                "gone": ("-", "Time of leaving the terminal, local time"),
            },
        },
        "yard": {
            "description": "Count of the yard at six in the morning.",
            "primaryKey": ["time"],
            "fields": {
                "time": ("-", "Time of the count, local time"),
                "containers": ("containers", "Containers in the yard"),
                "teu": ("TEU", "Their size in twenty-foot units"),
            },
        },
    },
}


def queue(arrived: np.ndarray, service: np.ndarray, servers: int) -> np.ndarray:
    """Return when each customer is served, first come first served; arrivals in order, all in one unit of time."""
    free = [0.0] * servers
    began = np.empty(len(arrived))
    for number, (time, spent) in enumerate(zip(arrived, service, strict=True)):
        began[number] = max(time, heapq.heappop(free))
        heapq.heappush(free, began[number] + spent)
    return began


def barges(rng: np.random.Generator) -> pd.DataFrame:
    """Return the calls of barges, in hours since the start of the simulation; boxes_out is what they have room for."""
    planned = np.array([day * 24 + hour for day in range(WARM_UP_DAYS + DAYS) for hour in (4, 12) if day % 7 < 6])
    late = np.where(rng.random(len(planned)) < 0.3, rng.gamma(1.5, 8, len(planned)), rng.normal(0, 0.7, len(planned)))
    table = pd.DataFrame({"planned": planned, "arrived": planned + late})
    table["boxes_in"] = rng.integers(18, 42, len(table))
    table["room"] = rng.integers(26, 50, len(table))
    table = table.sort_values("arrived", ignore_index=True)
    hours = (table["boxes_in"] + table["room"]) / MOVES_PER_HOUR + 0.7
    began = queue(table["arrived"].to_numpy(), hours.to_numpy(), BERTHS)
    return table.assign(berthed=began, departed=began + hours)


def truck_hour(hour: float, rng: np.random.Generator) -> float:
    """Return an hour at which a truck comes, on the working day of `hour` or the next one."""
    day = int(hour // 24)
    while day % 7 > 4:
        day += 1
    return day * 24 + rng.choice(24, p=TRUCK_HOURS / TRUCK_HOURS.sum()) + rng.uniform()


def came(calls: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the containers that came, with how they will leave and when they are wanted [h]."""
    rows = []
    for call in calls.itertuples():
        rows += [("barge", call.berthed + (box + 1) / MOVES_PER_HOUR) for box in range(call.boxes_in)]
    for day in range(WARM_UP_DAYS + DAYS):
        if day % 7 < 6:
            rows += [("rail", day * 24 + 9 + box / 20) for box in range(rng.integers(30, 46))]
        if day % 7 < 5:
            rows += [("truck", truck_hour(day * 24, rng)) for _ in range(rng.poisson(75))]
    table = pd.DataFrame(rows, columns=["mode_in", "hour"])
    outs, loads, wanted = [], [], []
    for row in table.itertuples():
        *shares, loaded = MODES[row.mode_in]
        outs.append(rng.choice(["barge", "rail", "truck"], p=shares))
        loads.append(bool(rng.random() < loaded))
        median, shape = WANTED[outs[-1], loads[-1]]
        wanted.append(row.hour + 24 * rng.lognormal(np.log(median), shape))
    return table.assign(mode_out=outs, loaded=loads, wanted=wanted, teu=1 + (rng.random(len(table)) < 0.6))


def depart(table: pd.DataFrame, hours: np.ndarray, rooms: np.ndarray) -> pd.Series:
    """Return when containers leave with barges or trains: the longest wanted go first, as far as there is room."""
    leaves = pd.Series(np.nan, index=table.index)
    for hour, room in zip(hours, rooms, strict=True):
        ready = table[leaves.isna() & (table["wanted"] <= hour) & (table["hour"] < hour - 2)].sort_values("wanted")
        leaves[ready.index[:room]] = hour
    return leaves


def trucks(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the visits of trucks [h]; missed bookings come last."""
    brings = pd.DataFrame({"purpose": "deliver", "row": table.index[table["mode_in"] == "truck"]})
    takes = pd.DataFrame({"purpose": "collect", "row": table.index[table["mode_out"] == "truck"]})
    brings["queued"] = table.loc[brings["row"], "hour"].to_numpy()
    takes["queued"] = [truck_hour(wanted + 8, rng) for wanted in table.loc[takes["row"], "wanted"]]
    both = pd.concat([brings, takes]).sort_values("queued", ignore_index=True)
    is_booked = rng.random(len(both)) < 0.65
    slot = np.floor((both["queued"] + rng.normal(0, 0.4, len(both))) * 2) / 2
    midnight = both["queued"] // 24 * 24
    both["booked"] = slot.clip(midnight + FIRST_SLOT_H, midnight + LAST_SLOT_H).where(is_booked)
    lane = rng.gamma(2, LANE_MIN / 2, len(both)) / 60
    both["called"] = queue(both["queued"].to_numpy(), lane, LANES)
    both["admitted"] = both["called"] + lane
    both["gone"] = both["admitted"] + rng.gamma(4, YARD_MIN / 4, len(both)) / 60
    both["queued"] = both["queued"].where(is_booked, both["called"])
    missed = both[is_booked].sample(frac=0.06, random_state=int(rng.integers(1 << 30)))
    missed = missed.assign(row=-1, queued=np.nan, called=np.nan, admitted=np.nan, gone=np.nan)
    return pd.concat([both, missed], ignore_index=True)


def clock(hours: pd.Series) -> pd.Series:
    """Return local times from hours of the simulation, to the whole minute before."""
    return START + pd.to_timedelta(np.floor((hours - WARM_UP_DAYS * 24) * 60), unit="min")


def tables() -> dict[str, pd.DataFrame]:
    """Return all tables."""
    rng = np.random.default_rng(SEED)
    calls = barges(rng)
    boxes = came(calls, rng)
    visits = trucks(boxes, rng)
    by_truck = {purpose: part.set_index("row") for purpose, part in visits[visits["row"] >= 0].groupby("purpose")}
    boxes["arrived"] = boxes["hour"]
    boxes.loc[by_truck["deliver"].index, "arrived"] = by_truck["deliver"]["gone"]
    trains = np.array([day * 24 + 19.0 for day in range(WARM_UP_DAYS + DAYS) if day % 7 < 6])
    boxes["left"] = np.nan
    for mode, hours, rooms in (
        ("barge", calls["departed"].to_numpy(), calls["room"].to_numpy()),
        ("rail", trains, np.full(len(trains), 60)),
    ):
        part = boxes[boxes["mode_out"] == mode]
        boxes.loc[part.index, "left"] = depart(part, hours, rooms)
    boxes.loc[by_truck["collect"].index, "left"] = by_truck["collect"]["gone"]
    begin, end = WARM_UP_DAYS * 24, (WARM_UP_DAYS + DAYS) * 24
    boxes["left"] = boxes["left"].where(boxes["left"] < end)
    counted = [(boxes["arrived"] <= hour) & ~(boxes["left"] <= hour) for hour in range(begin + 6, end, 24)]
    yard = pd.DataFrame({"time": clock(pd.Series(range(begin + 6, end, 24), dtype=float))})
    yard["containers"] = [int(there.sum()) for there in counted]
    yard["teu"] = [int(boxes.loc[there, "teu"].sum()) for there in counted]
    calls["boxes_out"] = calls["departed"].map(boxes.loc[boxes["mode_out"] == "barge", "left"].value_counts()).fillna(0)
    calls = calls[(calls["berthed"] >= begin) & (calls["departed"] < end)].astype({"boxes_out": int})
    calls["call"] = [f"B{number:03d}" for number in range(1, len(calls) + 1)]
    kept = boxes[~(boxes["left"] < begin) & (boxes["arrived"] < end)].sort_values("arrived").copy()
    kept["container"] = [f"C{number:05d}" for number in range(1, len(kept) + 1)]
    when = visits["queued"].fillna(visits["booked"])
    visits = visits[(when >= begin) & (when < end)].assign(when=when).sort_values("when", ignore_index=True)
    visits["container"] = visits["row"].map(kept["container"])
    visits["visit"] = [f"V{number:05d}" for number in range(1, len(visits) + 1)]
    for table, columns in ((kept, ["arrived", "left"]), (calls, ["planned", "arrived", "berthed", "departed"]),
                           (visits, ["booked", "queued", "called", "admitted", "gone"])):  # fmt: skip
        for column in columns:
            table[column] = clock(table[column])
    found = {"containers": kept, "barges": calls, "gate": visits, "yard": yard}
    return {name: table[list(META["tables"][name]["fields"])] for name, table in found.items()}


if __name__ == "__main__":
    write_package(Path(__file__).parent, META, tables())

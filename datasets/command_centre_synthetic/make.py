"""
Make `command_centre_synthetic`: eight weeks of reports to the command centre of a district, and the teams sent out.

    PYTHONPATH=course python datasets/command_centre_synthetic/make.py

District, agencies, reports and teams are made up, with a seed; all rates and durations are our choice. What is
simulated is a queue with several servers at each agency: reports are served in the order in which they are assigned,
each by the first free team. A team of the wrong agency looks, and hands the report over.
"""

import heapq
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from classroom.datapackages import write_package

SEED = 903
ZONE, DAYS, NEW_FORM_DAY = "Asia/Shanghai", 56, 35
START = pd.Timestamp("2025-09-01", tz=ZONE)
SIZE_KM, SPEED_KM_MIN = (8.0, 6.0), 0.4
# Number of teams, and the place of the depot [km]
AGENCIES = {
    "environment": (3, (5.0, 4.0)),
    "power": (2, (6.5, 3.0)),
    "streets": (3, (2.5, 3.5)),
    "traffic": (3, (4.0, 2.5)),
    "water": (4, (3.0, 1.0)),
}
# What it is: agency in charge, incidents a day, mean minutes on the scene
KINDS = {
    "waste dumped": ("environment", 15, 35),
    "noise": ("environment", 9, 30),
    "lamp out": ("power", 9, 40),
    "cable down": ("power", 3, 75),
    "road damage": ("streets", 15, 60),
    "illegal parking": ("traffic", 18, 20),
    "signal fault": ("traffic", 6, 55),
    "drain blocked": ("water", 7, 65),
    "pipe burst": ("water", 6, 80),
}
# What people say instead, and how often; water on a road looks like a road that is broken
MISTAKEN = {
    "pipe burst": {"road damage": 0.55, "drain blocked": 0.15},
    "drain blocked": {"road damage": 0.38, "waste dumped": 0.15},
    "signal fault": {"lamp out": 0.30},
    "cable down": {"lamp out": 0.35, "signal fault": 0.15},
    "lamp out": {"signal fault": 0.06},
    "road damage": {"drain blocked": 0.05, "illegal parking": 0.03},
    "waste dumped": {"drain blocked": 0.03, "road damage": 0.04},
    "noise": {},
    "illegal parking": {"road damage": 0.02},
}
CHANNELS = {"app": 0.45, "phone": 0.40, "patrol": 0.15}
ERROR_FACTOR = {"app": 1.0, "phone": 1.15, "patrol": 0.35}
HOURS = np.array([1, 1, 1, 1, 1, 2, 4, 7, 8, 7, 6, 6, 6, 6, 6, 6, 6, 7, 8, 7, 5, 4, 3, 2], dtype=float)
META: dict[str, Any] = {
    "name": "command_centre_synthetic",
    "title": "Synthetic: eight weeks of reports to a district command centre, and the teams sent out",
    "description": (
        "Made by a seeded simulator: no real district, report, agency or person. A report is assigned to an "
        "agency by the kind that was reported; its team goes, confirms the kind, and mends it or hands it "
        "over. All rates and durations are assumptions. A part of the reports tells of an incident that was "
        "reported before; operators mark most of these. From 6 October 2025 the form of the app offers one "
        "more kind, flooded street. All days have the same rates: weekends and public holidays are left out."
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
                "The frame of the model, queues with several servers in city services: R. C. Larson and A. R. "
                "Odoni, Urban Operations Research, chapters 4 and 5"
            ),
            "path": "https://web.mit.edu/urban_or_book/www/book/",
        }
    ],
    "period": "2025-09-01 to 2025-10-26",
    "tables": {
        "reports": {
            "description": "All reports, in the order in which they came.",
            "primaryKey": ["report"],
            "fields": {
                "report": ("-", "Number of the report"),
                "reported": ("-", "Time of the report, local time"),
                "channel": ("-", "How it came: app, phone or patrol"),
                "x_km": ("km", "Place, east of the south-west corner of the district"),
                "y_km": ("km", "Place, north of the south-west corner of the district"),
                "kind_reported": ("-", "Kind that was reported"),
                "duplicate_of": (
                    "-",
                    "Earlier report of the same incident, if an operator noticed; such reports are not assigned",
                ),
                "kind_confirmed": (
                    "-",
                    "Kind that the last team found; nothing found, or empty if no team has been there",
                ),
                "closed": ("-", "Time at which a clerk closed the report, local time; empty if open"),
            },
        },
        "visits": {
            "description": "Teams sent out: one row per report and agency.",
            "primaryKey": ["report", "leg"],
            "fields": {
                "report": ("-", "Number of the report"),
                "leg": ("1", "1 for the agency assigned first, 2 after a handing over"),
                "agency": ("-", "Agency whose team went"),
                "assigned": ("-", "Time at which the report reached the agency, local time"),
                "dispatched": ("-", "Time at which a team set out, local time"),
                "arrived": ("-", "Time of arrival at the place, local time"),
                "left": ("-", "Time at which the team was free again, local time"),
            },
        },
        "rain": {
            "description": "Rain of each day.",
            "primaryKey": ["day"],
            "fields": {"day": ("-", "Day, local midnight"), "rain_mm": ("mm", "Rain of the day")},
        },
        "agencies": {
            "description": "Agencies, their teams and depots.",
            "primaryKey": ["agency"],
            "fields": {
                "agency": ("-", "Name of the agency"),
                "teams": ("1", "Teams on duty, day and night"),
                "x_km": ("km", "Depot, east of the south-west corner of the district"),
                "y_km": ("km", "Depot, north of the south-west corner of the district"),
            },
        },
        "kinds": {
            "description": "The rule of today: which agency a reported kind goes to.",
            "primaryKey": ["kind"],
            "fields": {"kind": ("-", "Kind of incident"), "agency": ("-", "Agency in charge")},
        },
    },
}


def incidents(rng: np.random.Generator, rain_mm: np.ndarray) -> pd.DataFrame:
    """Return what happened: minute [min], kind, place [km]."""
    rows = []
    for day in range(DAYS):
        for kind, (agency, per_day, _) in KINDS.items():
            wet = agency == "water"
            for _ in range(rng.poisson(per_day * (1 + 0.045 * rain_mm[day] * wet))):
                hour = rng.choice(24, p=HOURS / HOURS.sum())
                north = rng.beta(1.2, 6.0) if wet else rng.beta(2.4, 1.9)
                rows.append((day * 1440 + hour * 60 + rng.uniform(0, 60), kind, rng.uniform(0, 1), north, rain_mm[day]))
    table = pd.DataFrame(rows, columns=["minute", "kind", "x_km", "y_km", "rain_mm"]).sort_values("minute")
    return table.assign(x_km=table["x_km"] * SIZE_KM[0], y_km=table["y_km"] * SIZE_KM[1]).reset_index(drop=True)


def said(kind: str, channel: str, minute: float, rng: np.random.Generator) -> str:
    """Return the kind that a person reports."""
    new_form = channel == "app" and minute >= NEW_FORM_DAY * 1440
    if new_form and KINDS[kind][0] == "water" and rng.random() < 0.55:
        return "flooded street"
    if new_form and kind == "road damage" and rng.random() < 0.12:
        return "flooded street"
    for other, share in MISTAKEN[kind].items():
        if rng.random() < share * ERROR_FACTOR[channel]:
            return other
    return kind


def reports(rng: np.random.Generator, rain_mm: np.ndarray) -> pd.DataFrame:
    """Return the reports: each incident once, some of them more often."""
    rows = []
    for number, row in enumerate(incidents(rng, rain_mm).itertuples()):
        again = rng.poisson(0.14 + 0.02 * row.rain_mm)
        for later in [0.0, *rng.exponential(35, again)]:
            channel = rng.choice(list(CHANNELS), p=list(CHANNELS.values()))
            east, north = rng.normal(0, 0.05, 2)
            kind = said(row.kind, channel, row.minute + later, rng)
            rows.append((row.minute + later, number, channel, row.x_km + east, row.y_km + north, kind, row.kind))
    columns = ["minute", "incident", "channel", "x_km", "y_km", "kind_reported", "kind"]
    table = pd.DataFrame(rows, columns=columns).sort_values("minute", ignore_index=True)
    table = table[table["minute"] < DAYS * 1440]
    first = ~table["incident"].duplicated()
    noticed = ~first & (rng.random(len(table)) < 0.7)
    table["report"] = [f"R{number:05d}" for number in range(1, len(table) + 1)]
    table["is_first"] = first
    original = table[first].set_index("incident")["report"]
    table["duplicate_of"] = table["incident"].map(original).where(noticed)
    return table.assign(
        x_km=table["x_km"].clip(0, SIZE_KM[0]).round(2), y_km=table["y_km"].clip(0, SIZE_KM[1]).round(2)
    )


def serve(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the visits: each agency serves in the order of assignment, with the first free team. [min]"""
    rule = {kind: agency for kind, (agency, _, _) in KINDS.items()} | {"flooded street": "water"}
    free = {agency: [0.0] * teams for agency, (teams, _) in AGENCIES.items()}
    mended: dict[int, float] = {}
    waiting = [
        (row.minute + rng.exponential(4), row.report, 1, rule[row.kind_reported], row)
        for row in table[table["duplicate_of"].isna()].itertuples()
    ]
    heapq.heapify(waiting)
    visits = []
    while waiting:
        assigned, report, leg, agency, row = heapq.heappop(waiting)
        east, north = AGENCIES[agency][1]
        travel = 3 + np.hypot(row.x_km - east, row.y_km - north) / SPEED_KM_MIN * rng.uniform(0.8, 1.4)
        dispatched = max(assigned, heapq.heappop(free[agency]))
        arrived = dispatched + travel
        if mended.get(row.incident, np.inf) < arrived:
            found, spent = "nothing found", rng.gamma(3, 4)
        elif agency != KINDS[row.kind][0]:
            found, spent = row.kind, rng.gamma(3, 4)
        else:
            found, spent = row.kind, rng.gamma(2, KINDS[row.kind][2] / 2)
        left = arrived + spent
        heapq.heappush(free[agency], left)
        visits.append((report, leg, agency, assigned, dispatched, arrived, left, found))
        if found != "nothing found" and agency != KINDS[row.kind][0]:
            heapq.heappush(waiting, (left + rng.exponential(6), report, leg + 1, KINDS[row.kind][0], row))
        elif found != "nothing found":
            mended[row.incident] = min(left, mended.get(row.incident, np.inf))
    columns = ["report", "leg", "agency", "assigned", "dispatched", "arrived", "left", "found"]
    return pd.DataFrame(visits, columns=columns).sort_values(["report", "leg"], ignore_index=True)


def clock(minutes: pd.Series) -> pd.Series:
    """Return times from minutes since the start, to the whole minute before."""
    return START + pd.to_timedelta(np.floor(minutes), unit="min")


def tables() -> dict[str, pd.DataFrame]:
    """Return all tables."""
    rng = np.random.default_rng(SEED)
    rain_mm = np.where(rng.random(DAYS) < 0.3, rng.gamma(1.2, 22, DAYS), 0.0).round(1)
    asked = reports(rng, rain_mm)
    visits = serve(asked, rng)
    end = DAYS * 1440
    last = visits.groupby("report").last()
    left = asked["report"].map(last["left"])
    # Clerks close what is done at the end of the shift, at 0, 8 and 16 o'clock.
    closed = np.ceil((left + 1) / 480) * 480
    asked["closed"] = clock(closed.where(closed < end))
    asked["kind_confirmed"] = asked["report"].map(last["found"]).where(left < end)
    asked["reported"] = clock(asked["minute"])
    visits = visits[visits["assigned"] < end]
    for step in ("assigned", "dispatched", "arrived", "left"):
        visits[step] = clock(visits[step].where(visits[step] < end))
    days = pd.date_range(START, periods=DAYS, freq="D")
    return {
        "reports": asked[list(META["tables"]["reports"]["fields"])],
        "visits": visits[list(META["tables"]["visits"]["fields"])],
        "rain": pd.DataFrame({"day": days, "rain_mm": rain_mm}),
        "agencies": pd.DataFrame(
            [(name, teams, *place) for name, (teams, place) in AGENCIES.items()],
            columns=["agency", "teams", "x_km", "y_km"],
        ),
        "kinds": pd.DataFrame(
            [*((kind, about[0]) for kind, about in KINDS.items()), ("flooded street", "water")],
            columns=["kind", "agency"],
        ),
    }


if __name__ == "__main__":
    write_package(Path(__file__).parent, META, tables())

"""
Make `service_requests_synthetic`: a year of potholes in Millfield, and the requests that reached the council.

    PYTHONPATH=course python datasets/service_requests_synthetic/make.py

Streets, faults and requests are made up, with a seed. Old and busy surfaces break more often; who reports a
hole depends on the ward alone. All rates are our choice. The wards lie, like the timetable of module 03, on a
map of Helsinki, but no street is real. The requests are written as a GeoReport v2 server gives them: in pages
of at most 90 days, with numbers as numbers, null for what is unknown, and some places missing.
"""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd

from classroom.datapackages import write_package

SEED = 311
START, DAYS, PAGE_DAYS = pd.Timestamp("2025-01-01", tz="UTC"), 365, 90
SIDE_DEG = (0.0072, 0.0145)  # 0.8 km north and east
# Middle (latitude, longitude), residents, mean age of the surface [years], share of busy streets, share reported
WARDS = {
    "Riverside": (60.2010, 24.9220, 2700, 9, 0.20, 0.85),
    "Mill Lane": (60.1885, 24.9215, 2800, 16, 0.30, 0.60),
    "Station": (60.1950, 24.9375, 2300, 15, 0.45, 0.50),
    "Weir Estate": (60.1910, 24.9040, 2900, 27, 0.35, 0.22),
    "Quarry Hill": (60.2030, 24.9550, 1700, 12, 0.15, 0.75),
}
STREETS_PER_SIDE = 8
# Faults per 100 m and year: a new, quiet street; each year of age; a busy street
BASE, PER_YEAR, BUSY = 1.4, 0.045, 0.6
INSPECTED_PER_WARD = 24
META = {
    "name": "service_requests_synthetic",
    "title": "Synthetic: a year of potholes in Millfield, inspected on some streets, reported from all",
    "description": (
        "Made by a seeded generator: no real street and no real request. 120 streets, 24 in each ward, were drawn "
        "once by lot; a crew walked them each month of 2025 and counted every new pothole. requests.zip holds the "
        "requests of that year as a server of GeoReport v2 gives them, in five pages of at most 90 days; address_id is "
        "the number of the street."
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
        {"title": "The shape of the requests: Open311, GeoReport v2", "path": "https://wiki.open311.org/GeoReport_v2/"}
    ],
    "period": "2025",
    "tables": {
        "streets": {
            "description": "All pieces of street.",
            "primaryKey": ["street"],
            "fields": {
                "street": ("-", "Number of the piece of street"),
                "ward": ("-", "Ward of Millfield"),
                "lat": ("degree", "Latitude of its middle (WGS 84)"),
                "long": ("degree", "Longitude of its middle (WGS 84)"),
                "length_m": ("m", "Length"),
                "surface_years": ("year", "Age of the surface"),
                "busy": ("-", "Whether buses and lorries use it"),
                "faults": ("faults", "Potholes of 2025: the truth, which no council has"),
            },
        },
        "inspections": {
            "description": "The streets that the crew walked, with what it counted.",
            "primaryKey": ["street"],
            "fields": {
                "street": ("-", "Number of the piece of street"),
                "faults": ("faults", "New potholes counted in 2025"),
            },
        },
    },
    "files": {"requests.zip": "The requests of 2025, five pages of JSON as in GeoReport v2, GET Service Requests."},
}


def streets(rng: np.random.Generator) -> pd.DataFrame:
    """Return all pieces of street, with the faults that they really had."""
    parts = []
    steps = (np.arange(STREETS_PER_SIDE) + 0.5) / STREETS_PER_SIDE - 0.5
    for ward, (lat, long, _, age_years, busy, _) in WARDS.items():
        north, east = (axis.ravel() for axis in np.meshgrid(steps, steps, indexing="ij"))
        pieces = len(north)
        part = pd.DataFrame({"ward": ward, "lat": lat + SIDE_DEG[0] * north, "long": long + SIDE_DEG[1] * east})
        part["lat"] += rng.uniform(-0.0003, 0.0003, pieces)
        part["long"] += rng.uniform(-0.0006, 0.0006, pieces)
        part["length_m"] = rng.integers(60, 151, pieces)
        part["surface_years"] = np.clip(np.round(rng.gamma(8, age_years / 8, pieces)), 1, 45).astype(int)
        part["busy"] = rng.random(pieces) < busy
        parts.append(part)
    table = pd.concat(parts, ignore_index=True).round({"lat": 6, "long": 6})
    mean = table["length_m"] / 100 * BASE * np.exp(PER_YEAR * table["surface_years"] + BUSY * table["busy"])
    table["faults"] = rng.poisson(mean)
    table.insert(0, "street", [f"S{number:03d}" for number in range(1, len(table) + 1)])
    return table


def reports(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the requests: the reported faults, some of them several times."""
    rows = []
    for street in table.itertuples():
        for _ in range(street.faults):
            share = WARDS[street.ward][5]
            if rng.random() >= share:
                continue
            shift = rng.uniform(-0.4, 0.4) * street.length_m / 55_000
            place = (street.lat, street.long + shift)
            first = rng.uniform(0, DAYS)
            after = rng.exponential(5, rng.poisson(1.1 * share**2))
            for day in [first, *(first + after[after < 28])]:
                if day < DAYS:
                    blur = rng.normal(0, 4, 2) / np.array([111_195, 55_300])
                    rows.append((day, street.street, place[0] + blur[0], place[1] + blur[1]))
    return pd.DataFrame(rows, columns=["day", "street", "lat", "long"]).sort_values("day", ignore_index=True)


def entries(found: pd.DataFrame, rng: np.random.Generator) -> list[dict]:
    """Return the requests as a server writes them."""
    written = []
    for number, row in enumerate(found.itertuples(), start=1):
        asked = START + pd.Timedelta(days=row.day)
        closed = rng.random() < 0.8
        placeless = rng.random() < 0.02  # reported by telephone
        done = asked + pd.Timedelta(days=rng.uniform(2, 40)) if closed else asked
        written.append(
            {
                "service_request_id": 25_0000 + number,
                "status": "closed" if closed else "open",
                "status_notes": None,
                "service_name": "Pothole",
                "service_code": "ROAD-1",
                "description": None,
                "agency_responsible": "Streets department",
                "service_notice": None,
                "requested_datetime": asked.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "updated_datetime": done.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "expected_datetime": None,
                "address": f"Street {row.street[1:]}, Millfield",
                "address_id": row.street,
                "zipcode": None,
                "lat": None if placeless else round(row.lat, 6),
                "long": None if placeless else round(row.long, 6),
                "media_url": None,
            }
        )
    return written


def pages(written: list[dict]) -> bytes:
    """Return a zip file with one page of JSON for each 90 days."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for page in range(-(-DAYS // PAGE_DAYS)):
            begin = START + pd.Timedelta(days=page * PAGE_DAYS)
            end = begin + pd.Timedelta(days=PAGE_DAYS)
            part = [entry for entry in written if begin <= pd.Timestamp(entry["requested_datetime"]) < end]
            name = zipfile.ZipInfo(f"requests_{begin:%Y-%m-%d}.json", date_time=(2026, 1, 5, 0, 0, 0))
            name.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(name, json.dumps(part, separators=(",", ":")))
    return packed.getvalue()


def make() -> None:
    """Write the package."""
    rng = np.random.default_rng(SEED)
    table = streets(rng)
    drawn = [rng.choice(part.index, INSPECTED_PER_WARD, replace=False) for _, part in table.groupby("ward", sort=False)]
    walked = table.loc[np.sort(np.concatenate(drawn)), ["street", "faults"]].reset_index(drop=True)
    requests = pages(entries(reports(table, rng), rng))
    write_package(Path(__file__).parent, META, {"streets": table, "inspections": walked}, {"requests.zip": requests})


if __name__ == "__main__":
    make()

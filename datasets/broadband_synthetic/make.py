"""
Make `broadband_synthetic`: premises, blocks, ducts and candidate masts of a town, and a drive test of its signal.

    PYTHONPATH=course python datasets/broadband_synthetic/make.py

Town, operators and premises are made up, with a seed; costs, demand and incomes are our choice. The mean path loss of
the signal is that of 3GPP TR 38.901, urban macro cell without line of sight; its shadow fading of 6 dB is that table's
too.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from classroom.datapackages import write_package

SEED, SIDE_M, BLOCKS_PER_SIDE, CANDIDATES, TEST_POINTS = 1111, 4000, 10, 24, 700
FREQUENCY_GHZ, MAST_M, PHONE_M, POWER_DBM, FADING_DB, WALL_DB = 3.5, 25.0, 1.5, 33.0, 6.0, 15.0
NODE_M, STANDING = (600.0, 700.0), ((900.0, 800.0), (2300.0, 1500.0))
COSTS = {
    "trench_eur_m": (90.0, "€/m", "New trench, each metre"),
    "duct_eur_m": (12.0, "€/m", "Cable in a duct that is there, each metre"),
    "drop_eur": (450.0, "€", "Last metres to one premises, once its block has fibre"),
    "mast_eur": (85000.0, "€", "New mast with equipment, ten years"),
    "frequency_ghz": (FREQUENCY_GHZ, "GHz", "Frequency of the signal"),
    "mast_height_m": (MAST_M, "m", "Height of the antenna"),
    "phone_height_m": (PHONE_M, "m", "Height of the receiver"),
    "power_dbm": (POWER_DBM, "dBm", "Power of the reference signal with the gain of the antenna"),
    "wall_loss_db": (WALL_DB, "dB", "Loss from the street into a room"),
    "needed_dbm": (-110.0, "dBm", "Signal that a home router needs, indoors"),
}
META: dict[str, Any] = {
    "name": "broadband_synthetic",
    "title": "Synthetic: premises, blocks, ducts and masts of a town, and a drive test of its signal",
    "description": (
        "Made by a seeded simulator: no real town, premises or operator. All costs, incomes and demand are "
        "assumptions. Speeds were tested by those who chose to. blocks: as the operators report to the "
        "regulator, for whom a block is covered if one premises in it can have fibre. drive_test: signal of "
        "the two standing masts, measured from a car. Masts and receivers are as in the model: one height each, "
        "no hills, no line of sight."
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
            "title": "Path loss and shadow fading: 3GPP TR 38.901 (ETSI TR 138 901), table 7.4.1-1, UMa NLOS",
            "path": "https://standards.iteh.ai/catalog/standards/etsi/50a57473-037a-4d08-a13a-2b66aa3375d2/etsi-tr-138-901-v17-0-0-2022-04",
        },
        {
            "title": "A block counts as covered if one premises is: GAO-18-630, Broadband Internet (2018)",
            "path": "https://www.gao.gov/products/gao-18-630",
        },
    ],
    "period": "2026",
    "tables": {
        "premises": {
            "description": "All premises.",
            "primaryKey": ["premises"],
            "fields": {
                "premises": ("-", "Number of the premises"),
                "block": ("-", "Block in which it stands"),
                "x_m": ("m", "Place, east of the south-west corner of the town"),
                "y_m": ("m", "Place, north of the south-west corner of the town"),
                "kind": ("-", "home, firm or school"),
                "people": ("1", "People who live, work or learn there"),
                "fibre": ("-", "Whether fibre can be had today"),
                "subscribed": ("-", "Whether a fixed line of at least 30 Mbit/s is paid for"),
                "tested_mbps": ("Mbit/s", "Download speed in a test by the people there; empty if nobody tested"),
            },
        },
        "blocks": {
            "description": "Blocks of the town: reports of the operators, and what it takes to bring fibre.",
            "primaryKey": ["block"],
            "fields": {
                "block": ("-", "Number of the block"),
                "covered": ("-", "Whether the operators report fibre"),
                "low_income_percent": ("%", "Share of households with low income"),
                "trench_m": ("m", "New trench that brings fibre to all premises of the block"),
                "duct_m": ("m", "Cable in ducts that are there, for the same"),
            },
        },
        "masts": {
            "description": "Masts that stand, and sites for new ones.",
            "primaryKey": ["mast"],
            "fields": {
                "mast": ("-", "Number of the mast or site"),
                "x_m": ("m", "Place, east of the south-west corner of the town"),
                "y_m": ("m", "Place, north of the south-west corner of the town"),
                "stands": ("-", "Whether it stands today"),
            },
        },
        "drive_test": {
            "description": "Signal on the street.",
            "primaryKey": ["point"],
            "fields": {
                "point": ("-", "Number of the measurement"),
                "x_m": ("m", "Place, east of the south-west corner of the town"),
                "y_m": ("m", "Place, north of the south-west corner of the town"),
                "mast": ("-", "Mast that was received best"),
                "signal_dbm": ("dBm", "Power of its reference signal, on the roof of the car"),
            },
        },
        "figures": {
            "description": "Costs and radio figures, one row each.",
            "primaryKey": ["figure"],
            "fields": {
                "figure": ("-", "Name of the figure"),
                "value": ("1", "Value, in the unit beside it"),
                "unit": ("-", "Unit of the value"),
                "meaning": ("-", "What it is"),
            },
        },
    },
}


def path_loss_db(distance_m: np.ndarray) -> np.ndarray:
    """Return the mean path loss of an urban macro cell without line of sight (3GPP TR 38.901). [dB]"""
    slant_m = np.hypot(distance_m, MAST_M - PHONE_M)
    return 13.54 + 39.08 * np.log10(slant_m) + 20 * np.log10(FREQUENCY_GHZ) - 0.6 * (PHONE_M - 1.5)


def blocks(rng: np.random.Generator) -> pd.DataFrame:
    """Return the blocks, with their middle and the share that will have fibre."""
    size = SIDE_M / BLOCKS_PER_SIDE
    east, north = (axis.ravel() for axis in np.meshgrid(np.arange(BLOCKS_PER_SIDE), np.arange(BLOCKS_PER_SIDE)))
    table = pd.DataFrame({"x_m": (east + 0.5) * size, "y_m": (north + 0.5) * size})
    table["block"] = [f"K{number:03d}" for number in range(1, len(table) + 1)]
    away_m = np.hypot(table["x_m"] - NODE_M[0], table["y_m"] - NODE_M[1])
    table["homes"] = rng.poisson(np.clip(38 - away_m / 130, 4, None))
    table["low_income_percent"] = np.clip(12 + away_m / 110 + rng.normal(0, 9, len(table)), 2, 75).round(0).astype(int)
    table["fibre_share"] = np.clip(
        1.25 - away_m / 2100 - table["low_income_percent"] / 130 + rng.normal(0, 0.18, len(table)), 0, 1
    )
    reach = 160 + 9 * table["homes"] + away_m / 14
    in_duct = np.clip(rng.beta(2, 2, len(table)) - 0.1 * (away_m > 2500), 0.05, 0.95)
    table["trench_m"] = (reach * (1 - in_duct)).round(0).astype(int)
    table["duct_m"] = (reach * in_duct + away_m / 3).round(0).astype(int)
    return table


def premises(parts: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the premises of all blocks."""
    rows = []
    half = SIDE_M / BLOCKS_PER_SIDE / 2
    for block in parts.itertuples():
        for _ in range(block.homes):
            kind = rng.choice(["home", "firm", "school"], p=[0.93, 0.065, 0.005])
            people = 1 + rng.binomial(4, 0.35) if kind == "home" else rng.integers(3, 40) * (1 + 9 * (kind == "school"))
            fibre = bool(rng.random() < block.fibre_share)
            wish = 0.88 - 0.006 * block.low_income_percent
            subscribed = bool(rng.random() < (wish if fibre else 0.55 * wish))
            tested = rng.random() < (0.30 if subscribed else 0.03)
            speed = rng.gamma(6, 70) if fibre and subscribed else rng.gamma(3, 9)
            x_m, y_m = block.x_m + rng.uniform(-half, half), block.y_m + rng.uniform(-half, half)
            rows.append((block.block, x_m, y_m, kind, people, fibre, subscribed, speed if tested else np.nan))
    columns = ["block", "x_m", "y_m", "kind", "people", "fibre", "subscribed", "tested_mbps"]
    table = pd.DataFrame(rows, columns=columns).round({"x_m": 0, "y_m": 0, "tested_mbps": 1})
    table.insert(0, "premises", [f"M{number:04d}" for number in range(1, len(table) + 1)])
    return table.astype({"x_m": int, "y_m": int})


def drive_test(masts: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return measurements along streets that lie 400 m apart."""
    along, street = rng.uniform(0, SIDE_M, TEST_POINTS), rng.integers(0, 10, TEST_POINTS) * 400.0
    is_north = rng.random(TEST_POINTS) < 0.5
    table = pd.DataFrame({"x_m": np.where(is_north, street, along), "y_m": np.where(is_north, along, street)}).round(0)
    standing = masts[masts["stands"]]
    away = np.hypot(*(table[[axis]].to_numpy() - standing[axis].to_numpy() for axis in ("x_m", "y_m")))
    signal = POWER_DBM - path_loss_db(away) + rng.normal(0, FADING_DB, away.shape)
    table["mast"] = standing["mast"].to_numpy()[signal.argmax(axis=1)]
    table["signal_dbm"] = signal.max(axis=1).round(1)
    table.insert(0, "point", [f"D{number:03d}" for number in range(1, TEST_POINTS + 1)])
    return table.astype({"x_m": int, "y_m": int})


def tables() -> dict[str, pd.DataFrame]:
    """Return all tables."""
    rng = np.random.default_rng(SEED)
    parts = blocks(rng)
    places = premises(parts, rng)
    parts["covered"] = parts["block"].isin(places.loc[places["fibre"], "block"])
    sites = rng.uniform(200, SIDE_M - 200, (CANDIDATES, 2)).round(0)
    masts = pd.DataFrame(np.vstack([STANDING, sites]).astype(int), columns=["x_m", "y_m"])
    masts.insert(0, "mast", [f"S{number:02d}" for number in range(1, len(masts) + 1)])
    masts["stands"] = np.arange(len(masts)) < len(STANDING)
    figures = pd.DataFrame(
        [(name, *about) for name, about in COSTS.items()], columns=["figure", "value", "unit", "meaning"]
    )
    return {
        "premises": places,
        "blocks": parts[list(META["tables"]["blocks"]["fields"])],
        "masts": masts,
        "drive_test": drive_test(masts, rng),
        "figures": figures,
    }


if __name__ == "__main__":
    write_package(Path(__file__).parent, META, tables())

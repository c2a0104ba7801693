"""
Make `sensor_delivery_synthetic`: a delivery of forty street sensors and a month of their messages.

Run in the course's environment, about ten seconds:

    python datasets/sensor_delivery_synthetic/make.py

Air, sensors and most faults come from the course's simulator, `classroom.street_sensors`. The
town, the plan of faults, the ways in which payloads are damaged, the delays, the sites and their
costs are our choice. The month holds the end of summer time, 26 October 2025.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from classroom import street_sensors as simulator
from classroom.datapackages import write_package

HERE = Path(__file__).parent
SEED = 40
ZONE = "Europe/London"
MONTH, MONTH_DAYS = "2025-10-06", 30
COLOCATION, COLOCATION_DAYS = "2025-09-08", 28
HOURS_PER_MESSAGE = 3
AIR = [f"AQ{number:02d}" for number in range(1, 35)]
NOISE = ["NM01", "NM02", "NM03"]
FLOW = ["FM01", "FM02", "FM03"]

LOCAL_CLOCK = ("AQ03", "AQ16")
KILOGRAMS = ("AQ10", "AQ27")
NO_CLOCK = ("AQ04", "AQ13", "AQ22", "AQ31")
FULL_NAMES = ("AQ01", "AQ07", "AQ09", "AQ18", "AQ24", "AQ28")
CUT_OFF = "AQ19"
# What the optics of single sensors do, also beside the reference. Others: see `optics`.
OPTICS = {
    "AQ08": {"fade_percent_per_week": 30.0, "gain": 2.2},
    "AQ23": {"noise_ugm3": 16.0},
    "AQ30": {"fade_percent_per_week": -26.0, "gain": 1.0},
}

META = {
    "name": "sensor_delivery_synthetic",
    "title": "Synthetic: forty street sensors delivered, a month of their messages",
    "description": (
        "Forty simulated sensors of a fictional harbour town: 34 for fine particles (PM2.5) and humidity, 3 for noise, "
        "3 for the flow of water. Before they went up, the 34 stood beside a reference instrument for four weeks. "
        "Some sensors have faults, which are not labelled. No real sensor, place or person is in it."
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
            "title": "C. Jennings et al., Sensor Measurement Lists (SenML), RFC 8428 (2018)",
            "path": "https://www.rfc-editor.org/rfc/rfc8428",
        },
        {
            "title": (
                "L. R. Crilley et al., Evaluation of a low-cost optical particle counter (Alphasense OPC-N2) for "
                "ambient air monitoring, Atmospheric Measurement Techniques 11 (2018) 709-720"
            ),
            "path": "https://doi.org/10.5194/amt-11-709-2018",
        },
    ],
    "period": "2025-09-08 to 2025-11-04",
}


def optics(sensor: str) -> dict[str, float]:
    """Return how the optics of a sensor see the air."""
    rng = np.random.default_rng([SEED, AIR.index(sensor)])
    usual = {
        "gain": round(rng.uniform(1.1, 1.6), 3),
        "offset_ugm3": round(rng.uniform(0.0, 2.0), 2),
        "growth": round(rng.uniform(0.10, 0.25), 3),
        "noise_ugm3": 1.0,
    }
    return usual | OPTICS.get(sensor, {})


def colocation() -> pd.DataFrame:
    """Return four weeks of all air sensors beside the reference. [µg/m³]"""
    air = simulator.true_air(COLOCATION, COLOCATION_DAYS, seed=SEED, episodes_per_month=3.0)
    rng = np.random.default_rng(SEED)
    reference = (air["pm25_ugm3"] + rng.normal(0, 0.5, len(air))).clip(lower=0.1).round(1)
    table = pd.DataFrame({"reference_ugm3": reference, "humidity_percent": air["humidity_percent"].round(0)})
    for number, sensor in enumerate(AIR):
        readings = simulator.measure(air, **optics(sensor), seed=SEED + number)
        lost = np.random.default_rng([SEED, number, 1]).random(len(air)) < 0.01
        table[sensor] = readings.mask(lost)
    table.loc[table.index[300:305], "reference_ugm3"] = np.nan  # the reference instrument is serviced
    return table


def readings() -> pd.DataFrame:
    """Return what every air sensor measures in the month, with the faults of values and clocks."""
    air = simulator.true_air(MONTH, MONTH_DAYS, seed=SEED + 5, episodes_per_month=2.5)
    parts = []
    for number, sensor in enumerate(AIR):
        seen = {key: value for key, value in optics(sensor).items() if key != "fade_percent_per_week"}
        rng = np.random.default_rng([SEED, number, 2])
        street = air.assign(pm25_ugm3=air["pm25_ugm3"] * rng.uniform(0.85, 1.2))
        values = simulator.measure(street, **seen, seed=500 + number)
        table = simulator.to_messages(values, sensor=sensor, seed=number)
        table["humidity"] = street["humidity_percent"].round(0).astype(int).to_numpy()
        table["measured"] = table["time"]
        parts.append(table)
    table = pd.concat(parts, ignore_index=True)
    table = simulator.stuck(table, sensor="AQ05", start="2025-10-17 04:00", steps=330)
    table = simulator.stuck(table, sensor="AQ26", steps=9, count=2, seed=SEED)
    table = simulator.clipped(table, sensor="AQ14", high=25.0)
    table = simulator.spiking(table, sensor="AQ02", count=14, size=(120.0, 400.0), seed=SEED)
    table = simulator.spiking(table, sensor="AQ25", count=9, size=(120.0, 400.0), seed=SEED + 1)
    table = simulator.wrong_unit(table, sensor="AQ21", start="2025-10-20 08:00", factor=0.001)
    for sensor in LOCAL_CLOCK:
        table = simulator.clock_jump(table, sensor=sensor, timezone=ZONE)
    return table.sort_values(["sensor", "measured"], ignore_index=True)


def record(sensor: str, name: str, unit: str, value: float, time: int | None) -> dict[str, object]:
    """Return one SenML record as this sensor's firmware writes it, without base fields."""
    if name == "pm25" and sensor in KILOGRAMS:
        unit, value = "kg/m3", float(f"{value * 1e-9:.4g}")
    full = f"{sensor}/{name}" if sensor in FULL_NAMES else name
    return {"n": full, "u": unit, **({} if time in (None, 0) else {"t": time}), "v": value}


def payload(sensor: str, rows: pd.DataFrame) -> str:
    """Return the SenML pack of a few hours of one air sensor."""
    stamps = [int(stamp.timestamp()) for stamp in rows["time"]]
    last, records = stamps[-1], []
    for row, stamp in zip(rows.itertuples(), stamps, strict=True):
        time = stamp if sensor in FULL_NAMES else stamp - last
        records.append(record(sensor, "pm25", "ug/m3", row.value, time))
        records.append(record(sensor, "humidity", "%RH", row.humidity, time))
    base: dict[str, object] = {}
    if sensor not in KILOGRAMS:  # RFC 9100: only version 26 may use a secondary unit, such as ug/m3
        base["bver"] = 26
    if sensor not in FULL_NAMES:
        base["bn"] = f"{sensor}/"
    if sensor not in FULL_NAMES and sensor not in NO_CLOCK:
        base["bt"] = last
    records[0] = base | records[0]
    return json.dumps(records, separators=(",", ":"))


def air_packs(table: pd.DataFrame) -> pd.DataFrame:
    """Return one message per sensor and three hours, with its readings beside it."""
    packs = []
    for sensor, rows in table.groupby("sensor"):
        for first in range(0, len(rows), HOURS_PER_MESSAGE):
            some = rows.iloc[first : first + HOURS_PER_MESSAGE]
            packs.append(
                (sensor, some["measured"].iloc[-1], some["received"].iloc[-1], payload(str(sensor), some), some)
            )
    found = pd.DataFrame(packs, columns=["sensor", "time", "received", "payload", "rows"])
    return found.assign(quantity="pack", unit="-", value=0.0, label="")


def other_packs() -> pd.DataFrame:
    """Return the hourly messages of noise and flow meters, four hours of them in a pack."""
    times = pd.date_range(MONTH, periods=MONTH_DAYS * 24 + 1, freq="1h", tz=ZONE).tz_convert("UTC")
    packs = []
    for number, sensor in enumerate([*NOISE, *FLOW]):
        rng = np.random.default_rng([SEED, number, 3])
        day = np.sin(2 * np.pi * (times.hour - 8) / 24)
        if sensor in NOISE:
            name, unit, values = "level", "dB", (58 + 6 * day + rng.normal(0, 2, len(times))).round(1)
        else:
            name, unit, values = "flow", "m3/s", (0.4 * np.exp(0.3 * rng.normal(size=len(times)))).round(3)
        for first in range(0, len(times), 4):
            stamps = [int(stamp.timestamp()) for stamp in times[first : first + 4]]
            records = [
                {"n": name, **({"t": s - stamps[-1]} if s < stamps[-1] else {}), "v": v}
                for s, v in zip(stamps, values[first:], strict=False)
            ]
            records[0] = {"bn": f"{sensor}/", "bt": stamps[-1], "bu": unit} | records[0]
            received = times[first : first + 4][-1] + pd.Timedelta(seconds=int(rng.integers(1, 6)))
            text = json.dumps(records, separators=(",", ":"))
            packs.append((sensor, times[first : first + 4][-1], received, text, None))
    found = pd.DataFrame(packs, columns=["sensor", "time", "received", "payload", "rows"])
    return found.assign(quantity="pack", unit="-", value=0.0, label="")


def damaged(text: str, way: int) -> str:
    """Return a payload spoilt in one of six ways."""
    records = json.loads(text)
    if way == 0:
        return text[: int(0.6 * len(text))]
    if way == 1:
        return json.dumps({"e": records}, separators=(",", ":"))
    if way == 2:
        del records[-1]["v"]
    elif way == 3:
        records[0].pop("bn", None)
        records[0].pop("n")
    else:
        records[-1]["v"] = str(records[-1]["v"]) if way == 4 else float("nan")
    return json.dumps(records, separators=(",", ":"))


def on_the_way(packs: pd.DataFrame) -> pd.DataFrame:
    """Return the messages as they arrive: lost, held back, doubled, overtaken, damaged."""
    packs = simulator.missing(packs, sensor="AQ12", start="2025-10-19 12:00", steps=400)
    packs = simulator.missing(packs, count=240, seed=SEED)
    packs = simulator.late(packs, sensor="AQ29", count=14, steps=3, hours=9, seed=SEED)
    packs = simulator.late(packs, count=30, steps=2, hours=4, seed=SEED + 1)
    packs = simulator.duplicate(packs, sensor="AQ06", count=60, seed=SEED)
    packs = simulator.duplicate(packs, sensor="AQ33", count=35, seconds=3600, seed=SEED)
    packs = simulator.duplicate(packs, count=60, seed=SEED + 2)
    packs = simulator.out_of_order(packs, sensor="AQ11", count=22, seed=SEED)
    # A gauge without a clock counts from the arrival: what is held back would get a wrong time.
    held = packs["sensor"].isin(NO_CLOCK) & (packs["label"] != "")
    packs = packs[~held].reset_index(drop=True)
    rng = np.random.default_rng(SEED + 3)
    spoilt = rng.random(len(packs)) < np.where(packs["sensor"] == CUT_OFF, 0.0, 0.012)
    ways = rng.integers(0, 6, len(packs))
    ways[packs["sensor"] == CUT_OFF] = 0
    spoilt |= ((packs["sensor"] == CUT_OFF) & (rng.random(len(packs)) < 0.5)).to_numpy()
    spoilt &= ~((ways == 3) & packs["sensor"].isin(NO_CLOCK)).to_numpy()
    packs["payload"] = [
        damaged(text, way) if bad else text for text, way, bad in zip(packs["payload"], ways, spoilt, strict=True)
    ]
    return packs.assign(spoilt=spoilt)


def arrived(packs: pd.DataFrame) -> pd.DataFrame:
    """Return one row per reading of PM2.5 in the messages that can be read, in the order of arrival."""
    rows = []
    for pack in packs[~packs["spoilt"] & packs["rows"].notna()].itertuples():
        for reading in pack.rows.itertuples():
            is_kg = pack.sensor in KILOGRAMS
            value = float(f"{reading.value * 1e-9:.4g}") if is_kg else reading.value
            unit = "kg/m3" if is_kg else "ug/m3"
            rows.append((pack.sensor, reading.time, pack.received, value, unit, int(reading.humidity)))
    return pd.DataFrame(rows, columns=["sensor", "time", "received", "value", "unit", "humidity_percent"])


def places() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the sensors and the sites for gateways, on a plan of the town. [m]"""
    rng = np.random.default_rng(SEED + 31)
    names = [*AIR, *NOISE, *FLOW]
    hearts = np.array([[500, 400], [1300, 500], [2100, 400], [700, 1200], [1600, 1250], [2300, 1100]])
    spots = hearts[rng.integers(0, len(hearts), len(names))] + rng.normal(0, 260, (len(names), 2))
    spots[-3:] = [[350, 760], [1050, 860], [2420, 700]]
    kinds = ["air"] * len(AIR) + ["noise"] * len(NOISE) + ["flow"] * len(FLOW)
    sensors = pd.DataFrame({"sensor": names, "kind": kinds, "x_m": spots[:, 0].round(0), "y_m": spots[:, 1].round(0)})
    sites = pd.DataFrame(
        {
            "site": ["town hall", "harbour crane", "water tower", "school", "church", "library", "fire station",
                     "bus depot", "hospital", "lighthouse"],
            "x_m": [1250.0, 480.0, 1450.0, 850.0, 2000.0, 1650.0, 600.0, 2250.0, 2150.0, 200.0],
            "y_m": [700.0, 520.0, 900.0, 1000.0, 500.0, 1200.0, 1250.0, 1000.0, 350.0, 700.0],
            "reach_m": [650, 420, 800, 450, 480, 470, 430, 460, 440, 500],
            "cost_gbp": [1300, 700, 2100, 600, 800, 700, 650, 750, 700, 900],
        }
    )  # fmt: skip
    return sensors, sites


FIELDS = {
    "messages": {
        "description": "Every message of the month, in the order of arrival.",
        "fields": {
            "received": ("-", "When the message arrived, by the clock of the server, UTC"),
            "payload": ("-", "What it said: a SenML pack in JSON (RFC 8428), or what is left of one"),
        },
    },
    "readings": {
        "description": "The PM2.5 readings of all messages that can be read, in the order of arrival.",
        "fields": {
            "sensor": ("-", "Name of the sensor"),
            "time": ("-", "When it was measured, by the clock of the sensor taken for UTC; full hour"),
            "received": ("-", "When its message arrived, by the clock of the server, UTC"),
            "value": ("as in unit", "Reading of PM2.5, as it was sent"),
            "unit": ("-", "Unit by its SenML name"),
            "humidity_percent": ("%", "Relative humidity, from the same sensor and hour"),
        },
    },
    "sensors": {
        "description": "What was delivered, and where it hangs, on a plan of the town in metres.",
        "primaryKey": ["sensor"],
        "fields": {
            "sensor": ("-", "Name of the sensor"),
            "kind": ("-", "What it measures: air (PM2.5 and humidity), noise or flow (of water)"),
            "x_m": ("m", "Distance to the east of the plan's corner"),
            "y_m": ("m", "Distance to the north of the plan's corner"),
        },
    },
    "sites": {
        "description": "Roofs on which a gateway may stand.",
        "primaryKey": ["site"],
        "fields": {
            "site": ("-", "Name of the roof"),
            "x_m": ("m", "Distance to the east of the plan's corner"),
            "y_m": ("m", "Distance to the north of the plan's corner"),
            "reach_m": ("m", "Farthest sensor that a gateway hears there, equal included"),
            "cost_gbp": ("GBP", "Cost of a gateway there, work included"),
        },
    },
}


def main() -> None:
    """Write the package."""
    packs = on_the_way(pd.concat([air_packs(readings()), other_packs()], ignore_index=True))
    packs = packs.sort_values(["received", "sensor", "payload"], kind="stable", ignore_index=True)
    beside = colocation()
    sensors, sites = places()
    tables = dict(FIELDS)
    tables["colocation"] = {
        "description": "Four weeks beside the reference, before the sensors went up; hourly means.",
        "fields": {
            "time": ("-", "Start of the hour, UTC"),
            "reference_ugm3": ("µg/m³", "PM2.5 of the reference instrument"),
            "humidity_percent": ("%", "Relative humidity"),
        }
        | {sensor: ("µg/m³", f"PM2.5 as {sensor} reports it") for sensor in AIR},
    }
    frames = {
        "messages": packs[["received", "payload"]],
        "readings": arrived(packs),
        "sensors": sensors,
        "sites": sites,
        "colocation": beside,
    }
    write_package(HERE, META | {"tables": tables}, frames)


if __name__ == "__main__":
    main()

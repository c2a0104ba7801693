"""
Make `quay_sensors_synthetic`: six street sensors on a quay, beside a reference and at work.

    python datasets/quay_sensors_synthetic/make.py

Air, sensors and most faults come from the course's simulator, `classroom.street_sensors`. Levels,
sizes and the plan of faults are choices of ours, other ones than in `street_air_synthetic`, so that
the wrap-up of module 01 is a new problem. The zone is Asia/Shanghai, which has no summer time.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from citylab.iot import senml
from classroom import street_sensors as simulate
from classroom.datapackages import write_package

SEED, QUAY_SEED = 86, 127
ZONE = "Asia/Shanghai"
BESIDE, BESIDE_DAYS = "2026-02-02", 28
QUAY, QUAY_DAYS = "2026-03-02", 21
TYPICAL_UGM3 = 10.0
WALL_CLOCK, KILOGRAMS, FADING, NO_VERSION = "SQ-02", "SQ-03", "SQ-05", "SQ-04"
FADE_PERCENT_PER_WEEK = 9.0
NO_VERSION_FROM = "2026-03-11 01:00"
OPTICS = {
    "SQ-01": {"gain": 1.15, "offset_ugm3": 1.0, "growth": 0.14},
    "SQ-02": {"gain": 1.30, "offset_ugm3": 0.5, "growth": 0.12},
    "SQ-03": {"gain": 0.85, "offset_ugm3": 2.0, "growth": 0.16},
    "SQ-04": {"gain": 1.90, "offset_ugm3": 3.0, "growth": 0.13},
    "SQ-05": {"gain": 1.35, "offset_ugm3": 0.5, "growth": 0.14},
    "SQ-06": {"gain": 1.05, "offset_ugm3": 1.5, "growth": 0.15},
}
META = {
    "name": "quay_sensors_synthetic",
    "title": "Synthetic: six street sensors on a quay in Shanghai, beside a reference and at work",
    "description": (
        "Made by a seeded simulator: no real quay and no real air. Six low-cost sensors of PM2.5 and humidity "
        "stood beside "
        "a reference instrument for four weeks, and then hung on a fictional quay for three. Their messages are SenML "
        "packs; some are damaged. Faults are not labelled. Times are UTC; the quay keeps the time of Shanghai."
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
            "title": "Growth with humidity: Crilley et al., Atmospheric Measurement Techniques 11 (2018) 709-720",
            "path": "https://doi.org/10.5194/amt-11-709-2018",
        },
    ],
    "period": "2026-02-02 to 2026-03-22",
    "tables": {
        "beside": {
            "description": "Four weeks beside the reference instrument, before the sensors were hung; hourly means.",
            "fields": {
                "time": ("-", "Start of the hour, local time"),
                "reference_ugm3": ("µg/m³", "PM2.5 of the reference instrument"),
                "humidity_percent": ("%", "Relative humidity"),
            }
            | {sensor: ("µg/m³", f"PM2.5 that {sensor} reports") for sensor in OPTICS},
        },
        "packs": {
            "description": "Every message of the three weeks on the quay, in the order of arrival.",
            "fields": {
                "received": ("-", "Time of arrival, by the server's clock, UTC"),
                "payload": ("-", "What the message said: a SenML pack in JSON, or what is left of one"),
            },
        },
        "readings": {
            "description": "The hourly readings of all packs that can be read, in the order of arrival.",
            "fields": {
                "sensor": ("-", "Name of the sensor"),
                "time": ("-", "Time of measurement, as the sensor says, taken for UTC"),
                "received": ("-", "Time of arrival, by the server's clock, UTC"),
                "quantity": ("-", "What is measured: pm25"),
                "unit": ("-", "Unit that the message names (SenML)"),
                "value": ("as in unit", "Value of PM2.5 that the message holds"),
                "humidity_percent": ("%", "Relative humidity, from the same message"),
            },
        },
    },
}


def optics(sensor: str, *, weeks_old: int) -> dict[str, float]:
    """Return how the optics of a sensor see the air, `weeks_old` after the start. [week]"""
    fade = FADE_PERCENT_PER_WEEK if sensor == FADING else 0.0
    left = (1 - fade / 100) ** weeks_old
    return OPTICS[sensor] | {"gain": OPTICS[sensor]["gain"] * left, "fade_percent_per_week": fade, "noise_ugm3": 1.0}


def beside() -> pd.DataFrame:
    """Return the six sensors beside the reference. [µg/m³]"""
    air = simulate.true_air(
        BESIDE, BESIDE_DAYS, timezone=ZONE, seed=SEED, typical_ugm3=TYPICAL_UGM3, episodes_per_month=4.0
    )
    noise = np.random.default_rng(SEED).normal(0, 0.4, len(air))
    table = pd.DataFrame(
        {
            "reference_ugm3": (air["pm25_ugm3"] + noise).clip(lower=0.1).round(1),
            "humidity_percent": air["humidity_percent"].round(0),
        }
    )
    for number, sensor in enumerate(OPTICS):
        table[sensor] = simulate.measure(air, **optics(sensor, weeks_old=0), seed=SEED + number)
    return table.tz_convert(ZONE).rename_axis("time")


def messages() -> pd.DataFrame:
    """Return what the sensors measure on the quay, with the faults of values, clocks and deliveries."""
    air = simulate.true_air(
        QUAY, QUAY_DAYS, timezone=ZONE, seed=QUAY_SEED, typical_ugm3=TYPICAL_UGM3, episodes_per_month=4.0
    )
    parts = []
    for number, sensor in enumerate(OPTICS):
        place = air.assign(pm25_ugm3=air["pm25_ugm3"] * (0.94 + 0.03 * number))
        reading = simulate.measure(place, **optics(sensor, weeks_old=4), seed=SEED + 20 + number)
        part = simulate.to_messages(reading, sensor=sensor, seed=SEED + 40 + number)
        parts.append(part.assign(humidity_percent=air["humidity_percent"].round(0).to_numpy()))
    return with_faults(pd.concat(parts, ignore_index=True))


def with_faults(table: pd.DataFrame) -> pd.DataFrame:
    """Give each sensor its own trouble, and a few spikes and losses to all."""
    table = simulate.missing(table, sensor="SQ-01", start="2026-03-07 02:00", steps=30)
    table = simulate.stuck(table, sensor="SQ-06", start="2026-03-17 20:00", steps=40)
    table = simulate.missing(table, count=40, seed=SEED)
    table = simulate.spiking(table, count=14, size=(80.0, 250.0), seed=SEED + 1)
    table = simulate.wrong_unit(table, sensor=KILOGRAMS, factor=1.0, unit="kg/m3")
    table = simulate.clock_jump(table, sensor=WALL_CLOCK, timezone=ZONE)
    table = simulate.duplicate(table, sensor="SQ-06", count=60, seed=SEED + 2)
    return simulate.duplicate(table, sensor="SQ-01", count=25, seed=SEED + 3)


def payload(row: pd.Series) -> str:
    """Return the SenML pack of one hour."""
    value = float(f"{row['value'] * 1e-9:.4g}") if row["unit"] == "kg/m3" else row["value"]
    pack = pd.DataFrame(
        {
            "name": [f"{row['sensor']}/pm25", f"{row['sensor']}/humidity"],
            "time": row["time"],
            "unit": [row["unit"], "%RH"],
            "value": [value, row["humidity_percent"]],
        }
    )
    return senml.write(pack)


def spoilt(packs: pd.DataFrame) -> pd.Series:
    """Return the payloads as they arrive: some cut off, some in milliseconds, some without a version."""
    texts = packs["payload"].copy()
    hours = packs["time"] - pd.Timestamp(NO_VERSION_FROM, tz="UTC")
    unversioned = (packs["sensor"] == NO_VERSION) & hours.between(pd.Timedelta(0), pd.Timedelta("8h"))
    texts[unversioned] = [text.replace('"bver":26,', "") for text in texts[unversioned]]
    rows = np.random.default_rng(SEED + 4).choice(np.flatnonzero(~unversioned), size=20, replace=False)
    for number, row in enumerate(rows):
        records = json.loads(texts.iloc[row])
        records[0]["bt"] *= 1000
        in_ms = json.dumps(records, separators=(",", ":"))
        texts.iloc[row] = in_ms if number < 5 else texts.iloc[row][: -11 - 2 * number]
    return texts


def readings(packs: pd.DataFrame) -> pd.DataFrame:
    """Return the readings of all packs that SenML lets through."""
    rows = []
    for received, text in zip(packs["received"], packs["payload"], strict=True):
        try:
            pack = senml.read(text, received=received).set_index("name")
        except senml.SenMLError:
            continue
        sensor = pack.index[0].split("/")[0]
        pm25 = pack.loc[f"{sensor}/pm25"]
        humidity = pack.loc[f"{sensor}/humidity", "value"]
        rows.append((sensor, pm25["time"], received, "pm25", pm25["unit"], pm25["value"], humidity))
    return pd.DataFrame(rows, columns=list(META["tables"]["readings"]["fields"]))


def tables() -> dict[str, pd.DataFrame]:
    """Return the tables of the data set."""
    sent = messages()
    sent["payload"] = [payload(row) for _, row in sent.iterrows()]
    packs = sent.assign(payload=spoilt(sent))[["received", "payload"]]
    return {"beside": beside(), "packs": packs, "readings": readings(packs)}


if __name__ == "__main__":
    write_package(Path(__file__).parent, META, tables())

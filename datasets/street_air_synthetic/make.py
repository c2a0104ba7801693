"""
Make `street_air_synthetic` with the course's simulator of street sensors.

    python datasets/street_air_synthetic/make.py

Sizes and shapes are choices of ours, so that each fault of a street sensor occurs: one sensor for
twelve weeks beside a reference station, and six sensors on streets in the fortnight in which
British clocks go forward (29 March 2026).
"""

from pathlib import Path

import pandas as pd

from classroom import street_sensors as simulate
from classroom.datapackages import write_package

ZONE = "Europe/London"
STREETS = {
    "AQ-01": ("Quayside", 1.0),
    "AQ-02": ("Mill Lane", 0.8),
    "AQ-03": ("Station Road", 1.3),
    "AQ-04": ("Lock Street", 0.9),
    "AQ-05": ("School Hill", 0.7),
    "AQ-06": ("Ropewalk", 1.1),
}
RANGE_UGM3 = 100.0
META = {
    "name": "street_air_synthetic",
    "title": "Synthetic: street sensors of Ancoats Quay, beside a reference station and in the streets",
    "description": (
        "Made by the course's seeded simulator, course/classroom/street_sensors.py: no real town and no real "
        "air. `hours`: a low-cost PM2.5 sensor beside a "
        "reference station, 12 January to 5 April 2026; it swells with humidity, fades by 2.5 % a week and "
        "has 30 labelled spikes; 12 peaks of smoke are real and carry no label. `messages`: six sensors, every 15 "
        "minutes from 23 March to 5 April 2026, in the order of arrival, each fault labelled. Lost messages are "
        "not there. Sensors clip at 100 µg/m³."
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
            "title": ("Growth with humidity: Crilley et al., Atmospheric Measurement Techniques 11 (2018) 709-720"),
            "path": "https://doi.org/10.5194/amt-11-709-2018",
        },
    ],
    "period": "2026-01-12 to 2026-04-05",
    "tables": {
        "hours": {
            "description": "One sensor beside the reference station, hourly.",
            "fields": {
                "time": ("-", "Start of the hour, local time"),
                "pm25_sensor_ugm3": ("µg/m³", "PM2.5 that the low-cost sensor reports"),
                "humidity_percent": ("%", "Relative humidity"),
                "temperature_degc": ("°C", "Air temperature"),
                "pm25_reference_ugm3": ("µg/m³", "PM2.5 of the reference station"),
                "label": ("-", "spiking: a fault was put into the sensor's value; good: none"),
            },
        },
        "messages": {
            "description": "Messages of six sensors in the order of arrival, times in UTC.",
            "fields": {
                "sensor": ("-", "Name of the sensor, as in sensors"),
                "time": ("-", "Time of measurement, as the sensor says"),
                "received": ("-", "Time of arrival, by the server's clock"),
                "quantity": ("-", "What is measured: pm25"),
                "unit": ("-", "Unit that the message names (SenML)"),
                "value": ("µg/m³", "Value that the message holds, whatever its unit is in truth"),
                "label": (
                    "-",
                    "Fault put into the message: clipped, clock_jump, drifting, duplicate, late, "
                    "out_of_order, spiking, stuck, wrong_unit; or good",
                ),
            },
        },
        "sensors": {
            "description": "Where the six sensors hang.",
            "primaryKey": ["sensor"],
            "fields": {"sensor": ("-", "Name of the sensor"), "street": ("-", "Street, fictional")},
        },
    },
}


def hours() -> pd.DataFrame:
    """Return the sensor and the reference station side by side."""
    air = simulate.add_smoke(simulate.true_air("2026-01-12", 84, timezone=ZONE, seed=7), count=12, seed=5)
    reading = simulate.measure(
        air, gain=1.25, offset_ugm3=2.0, growth=0.2, noise_ugm3=1.0, fade_percent_per_week=2.5, seed=2
    )
    sent = simulate.to_messages(reading, sensor="beside", seed=3)
    sent = simulate.spiking(sent, count=30, size=(15.0, 90.0), seed=4).set_index("time")
    table = pd.DataFrame(
        {
            "pm25_sensor_ugm3": sent["value"],
            "humidity_percent": air["humidity_percent"].round(1),
            "temperature_degc": air["temperature_degc"].round(1),
            "pm25_reference_ugm3": air["pm25_ugm3"].round(1),
            "label": sent["label"].replace("", "good"),
        }
    )
    return table.tz_convert(ZONE).rename_axis("time")


def messages() -> pd.DataFrame:
    """Return what six sensors sent, with their faults."""
    town = simulate.true_air("2026-03-23", 14, step_min=15, timezone=ZONE, seed=21)
    sent = []
    for number, (sensor, (_, factor)) in enumerate(STREETS.items()):
        street = simulate.add_smoke(town.assign(pm25_ugm3=town["pm25_ugm3"] * factor), count=4, seed=30 + number)
        reading = simulate.measure(street, gain=1.2, offset_ugm3=2.0, growth=0.15, noise_ugm3=0.8, seed=40 + number)
        sent.append(simulate.to_messages(reading, sensor=sensor, seed=50 + number))
    return with_faults(pd.concat(sent, ignore_index=True))


def with_faults(table: pd.DataFrame) -> pd.DataFrame:
    """Give each sensor its own trouble, and a few spikes to all."""
    table = simulate.stuck(table, sensor="AQ-03", start="2026-03-25 10:00", steps=22)
    table = simulate.stuck(table, sensor="AQ-03", start="2026-04-02 02:00", steps=13)
    table = simulate.missing(table, sensor="AQ-03", start="2026-03-28 03:00", steps=31)
    table = simulate.missing(table, count=20, seed=60)
    table = simulate.spiking(table, count=18, size=(40.0, 90.0), seed=61)
    table = simulate.late(table, sensor="AQ-06", start="2026-03-24 12:00", steps=16, hours=0.5)
    table = simulate.late(table, sensor="AQ-06", start="2026-03-26 20:00", steps=24, hours=1.0)
    table = simulate.out_of_order(table, count=15, seed=62)
    table = simulate.drifting(table, sensor="AQ-06", start="2026-03-28 00:00", percent_per_day=10.0)
    table = simulate.wrong_unit(table, sensor="AQ-04", start="2026-03-31 09:00")
    table = simulate.clock_jump(table, sensor="AQ-05", timezone=ZONE)
    table = simulate.clipped(table, high=RANGE_UGM3)
    table = simulate.duplicate(table, sensor="AQ-02", count=70, seed=63)
    return table.assign(label=table["label"].replace("", "good"))


if __name__ == "__main__":
    sensors = pd.DataFrame({"sensor": list(STREETS), "street": [street for street, _ in STREETS.values()]})
    tables = {"hours": hours(), "messages": messages(), "sensors": sensors}
    write_package(Path(__file__).parent, META, tables)

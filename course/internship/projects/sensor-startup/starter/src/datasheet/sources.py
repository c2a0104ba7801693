"""Read the project's data. Nothing here is left to do."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
OUTPUTS = ROOT / "outputs"

UNITS = ["SQ-01", "SQ-02", "SQ-03", "SQ-04", "SQ-05", "SQ-06"]
# Learn in the first two weeks, choose in the third, judge once, at the end, in the fourth.
LEARN = slice("2026-02-02", "2026-02-15")
CHOOSE = slice("2026-02-16", "2026-02-22")
JUDGE = slice("2026-02-23", "2026-03-01")


def trial() -> pd.DataFrame:
    """Return the trial: six units beside the reference, hourly, four weeks. [µg/m³; humidity in %]"""
    return _timed(pd.read_csv(DATA / "quay_sensors_synthetic" / "beside.csv"), "Asia/Shanghai")


def second_site() -> pd.DataFrame:
    """Return one unit beside the reference at another site, hourly, twelve weeks, without labelled faults. [µg/m³]"""
    hours = _timed(pd.read_csv(DATA / "street_air_synthetic" / "hours.csv"), "Europe/London")
    return hours[hours["label"] == "good"].drop(columns="label")


def weeks(times: pd.DatetimeIndex) -> pd.Index:
    """
    Return the number of the week of each time, from 1.

    Counts calendar days of the place from the first one. A count of elapsed hours would put hours after a change of the
    clock into the wrong week.
    """
    days = times.tz_localize(None).normalize()
    return (days - days.min()).days // 7 + 1


def quarter_hours(unit: str = "AQ-01") -> pd.Series:
    """Return what one unit in a street reports every quarter of an hour, without labelled faults. [µg/m³]"""
    messages = pd.read_csv(DATA / "street_air_synthetic" / "messages.csv.gz")
    own = messages[(messages["sensor"] == unit) & (messages["label"] == "good")]
    return _timed(own, "UTC")["value"].sort_index()


def figures() -> pd.Series:
    """Return the figures of the sensor's parts, by name; units stand in the table's column `unit`."""
    return pd.read_csv(DATA / "sensor_figures" / "figures.csv", index_col="quantity")["value"]


def assumptions() -> pd.DataFrame:
    """Return what is assumed of the battery: `low`, `middle`, `high`, `unit` and `source`, by name."""
    return pd.read_csv(DATA / "assumptions.csv", index_col="quantity")


def wishes() -> pd.DataFrame:
    """Return the claims that the host's sales team would like to print."""
    return pd.read_csv(DATA / "wishes.csv", index_col="number")


def targets() -> pd.DataFrame:
    """Return the targets of the United States' environment agency for daily means: `low` and `high`, by name."""
    return pd.read_csv(DATA / "targets.csv", index_col="quantity")


def written(name: str, *columns: str) -> pd.DataFrame:
    """
    Return a table that a notebook wrote to `outputs`.

    Raises
    ------
    LookupError
        If it is not there, or lacks one of the columns.
    """
    table = pd.read_csv(_output(name))
    missing = [column for column in columns if column not in table]
    if missing:
        raise LookupError(f"outputs/{name} has no column {', '.join(missing)}; README.md lists what it holds")
    return table


def chosen_kappa() -> float:
    """Return the κ that page 2 wrote to `outputs/choice.json`. [1]"""
    choice = json.loads(_output("choice.json").read_text(encoding="utf-8"))
    if not isinstance(choice, dict) or not isinstance(choice.get("kappa"), int | float):
        raise LookupError('outputs/choice.json holds no number "kappa"; page 2 writes it, such as {"kappa": 0.3}')
    return float(choice["kappa"])


def dictionary(dataset: str) -> pd.DataFrame:
    """Return one row per column of a data set: table, type, unit and meaning, from its passport."""
    passport = json.loads((DATA / dataset / "datapackage.json").read_text(encoding="utf-8"))
    rows = [{"table": table["name"], **field} for table in passport["resources"] for field in table["schema"]["fields"]]
    return pd.DataFrame(rows)[["table", "name", "type", "unit", "description"]]


def _output(name: str) -> Path:
    if not (OUTPUTS / name).is_file():
        raise LookupError(f"there is no outputs/{name}; run the notebooks from the first cell to the last")
    return OUTPUTS / name


def _timed(table: pd.DataFrame, zone: str) -> pd.DataFrame:
    return table.assign(time=pd.to_datetime(table["time"], utc=True).dt.tz_convert(zone)).set_index("time")

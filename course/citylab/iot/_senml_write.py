"""Write readings as a SenML pack."""

import json
from base64 import urlsafe_b64encode
from typing import Any

import pandas as pd

from citylab.iot.senml_units import PRIMARY, SECONDARY

__all__ = ["write"]

_FIRST_TIME = pd.Timestamp(2**28, unit="s", tz="UTC")
_LABELS = {"value": "v", "value_string": "vs", "value_bool": "vb", "value_data": "vd", "sum": "s"}


def write(readings: pd.DataFrame, *, resolved: bool = False) -> str:
    """
    Return readings as a SenML pack, short enough for the air.

    Parameters
    ----------
    readings : pandas.DataFrame
        Columns ``name``, ``time`` (with a time zone), ``unit`` and ``value``, and any other column that `read` gives.
    resolved : bool
        Write every record in full, without base fields.

    Returns
    -------
    str
        The pack; `read` gives the readings back, in the order of time.

    Raises
    ------
    ValueError
        If a column is missing, a time has no zone or lies before July 1978 (which SenML cannot express),
        a unit is unknown, or a reading has no value.

    Examples
    --------
    >>> time = pd.to_datetime(["2026-01-01T00:00Z", "2026-01-01T00:05Z"])
    >>> print(write(pd.DataFrame({"name": "aq-07/pm25", "time": time, "unit": "ug/m3", "value": [8.5, 9.0]})))
    [{"bn":"aq-07/pm25","bt":1767225600,"bu":"ug/m3","bver":26,"v":8.5},{"t":300,"v":9.0}]
    """
    _check(readings)
    rows = readings.sort_values("time", kind="stable").to_dict("records")
    base = {} if resolved else _base(rows)
    secondary = any(row["unit"] in SECONDARY for row in rows)
    start_us = _microseconds(rows[0]["time"]) if base else 0
    pack = []
    for number, row in enumerate(rows):
        record = dict(base) if number == 0 else {}
        if secondary and (number == 0 or resolved):
            record["bver"] = 26
        pack.append(record | _record(row, base, start_us))
    return json.dumps(pack, separators=(",", ":"), allow_nan=False)


def _check(readings: pd.DataFrame) -> None:
    missing = [column for column in ("name", "time", "unit", "value") if column not in readings.columns]
    if missing:
        raise ValueError(f"readings lack the columns {', '.join(missing)}")
    if getattr(readings["time"].dtype, "tz", None) is None:
        raise ValueError("the times need a time zone; use readings['time'].dt.tz_localize('UTC')")
    if readings.empty:
        raise ValueError("there is no reading to write")
    if readings["time"].isna().any() or (readings["time"] < _FIRST_TIME).any():
        raise ValueError(
            f"every time must be {_FIRST_TIME:%Y-%m-%d %H:%M:%S} UTC or later, the first that SenML can name"
        )
    unknown = [unit for unit in readings["unit"] if not (pd.isna(unit) or unit in PRIMARY or unit in SECONDARY)]
    if unknown:
        raise ValueError(f"unit {unknown[0]!r} is unknown; see RFC 8428, section 12.1, and RFC 8798")


def _base(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the records share."""
    base: dict[str, Any] = {}
    name = _common_start([row["name"] for row in rows])
    if name:
        base["bn"] = name
    base["bt"] = _seconds(_microseconds(rows[0]["time"]))
    units = {row["unit"] for row in rows}
    if len(units) == 1 and not pd.isna(unit := units.pop()):
        base["bu"] = unit
    return base


def _common_start(names: list[str]) -> str:
    first, last = min(names), max(names)
    length = next((at for at, (one, two) in enumerate(zip(first, last, strict=False)) if one != two), len(first))
    return first[:length]


def _record(row: dict[str, Any], base: dict[str, Any], start_us: int) -> dict[str, Any]:
    record: dict[str, Any] = {}
    name = row["name"].removeprefix(base.get("bn", ""))
    if name:
        record["n"] = name
    if not pd.isna(row["unit"]) and row["unit"] != base.get("bu"):
        record["u"] = row["unit"]
    time_s = _seconds(_microseconds(row["time"]) - start_us)
    if time_s:
        record["t"] = time_s
    values = {label: row[column] for column, label in _LABELS.items() if column in row and not _is_gap(row[column])}
    if not values:
        raise ValueError(f"the reading of {row['name']} at {row['time']} has no value; leave it out")
    record |= {label: _plain(value) for label, value in values.items()}
    if not _is_gap(row.get("update_time_s")):
        record["ut"] = row["update_time_s"]
    return record


def _microseconds(time: pd.Timestamp) -> int:
    return (time - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(1, unit="us")


def _seconds(microseconds: int) -> float:
    """Return seconds, whole ones as an integer. [s]"""
    return microseconds / 1e6 if microseconds % 1_000_000 else microseconds // 1_000_000


def _is_gap(value: Any) -> bool:
    return not isinstance(value, (str, bytes)) and bool(pd.isna(value))


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return urlsafe_b64encode(value).decode().rstrip("=")
    return value.item() if hasattr(value, "item") else value

"""
Read and write sensor readings as SenML in JSON.

A *pack* is a list of records. Fields that begin with ``b`` (base name, base time …) hold for their record and all
after it, so that a sensor need not repeat itself on the air. *Resolving* a pack writes them out again.

References
----------
.. [1] RFC 8428, *Sensor Measurement Lists (SenML)*, 2018: sections 4 (meaning) and 5 (JSON).
.. [2] RFC 9100, *SenML Features and Versions*, 2021: version 26 is version 10 with secondary units.
"""

import re
from base64 import urlsafe_b64decode
from datetime import datetime
from math import isfinite
from typing import Any

import pandas as pd

from citylab.iot import _json
from citylab.iot._senml_write import write
from citylab.iot.senml_units import PRIMARY, SECONDARY, to_primary

__all__ = ["SenMLError", "read", "to_primary", "write"]

VERSION, WITH_SECONDARY_UNITS = 10, 26
FIRST_ABSOLUTE_S = 2**28  # RFC 8428, section 4.5.3: anything less is relative to now
_END_OF_CALENDAR_S = 253_402_300_800  # the year 10000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-:./_]*")
_BASE = ("bn", "bt", "bu", "bv", "bs", "bver")
_VALUES = {"v": "value", "vs": "value_string", "vb": "value_bool", "vd": "value_data"}
_COLUMNS = ["name", "time", "unit", "value"]
_EXTRA = ["value_string", "value_bool", "value_data", "sum", "update_time_s"]


class SenMLError(ValueError):
    """A pack that must not be used; the message says which record, and why."""


def read(text: str | bytes, *, received: datetime | None = None, most_ahead_s: float | None = None) -> pd.DataFrame:
    """
    Return the resolved records of a SenML pack, in the order of time.

    Parameters
    ----------
    text : str or bytes
        The pack, as JSON in UTF-8.
    received : datetime.datetime, optional
        When it came, with a time zone; needed if a record says "now" or "5 s ago".
    most_ahead_s : float, optional
        With `received`: refuse a reading that is more than this ahead of it. [s]

    Returns
    -------
    pandas.DataFrame, shape (n_records, 4 or more)
        Columns ``name``, ``time`` (UTC), ``unit`` (None if there is none) and ``value`` (NaN if the record holds
        something else). If a record has them: ``value_string``, ``value_bool``, ``value_data`` (bytes), ``sum``
        (in the unit times seconds) and ``update_time_s``. Repeated records are kept. [``unit``]

    Raises
    ------
    SenMLError
        If RFC 8428 forbids the pack, a unit is unknown, a time is relative and `received` is missing, or a
        reading comes from the future.
    ValueError
        If `received` has no time zone.

    Examples
    --------
    >>> pack = '[{"bn": "aq-07/", "bt": 1767225600, "n": "humidity", "u": "%RH", "v": 81.5}, {"n": "temp", "v": 4}]'
    >>> read(pack)[["name", "unit", "value"]]
                 name  unit  value
    0  aq-07/humidity   %RH   81.5
    1      aq-07/temp  None    4.0
    """
    now_s = _now_s(received)
    records = _records(text)
    secondary = _version(records) == WITH_SECONDARY_UNITS
    base: dict[str, Any] = {}
    resolved = []
    for number, record in enumerate(records, start=1):
        base |= {label: record[label] for label in _BASE if label in record}
        try:
            row = _resolve(record, base, now_s, secondary)
            if row and most_ahead_s is not None and now_s is not None and row["time"] - now_s > most_ahead_s:
                ahead = pd.Timestamp(round(row["time"]), unit="s", tz="UTC")
                raise SenMLError(
                    f"its time, {ahead:%Y-%m-%d %H:%M:%S} UTC, is after its arrival; check the sensor's clock"
                )
        except SenMLError as error:
            raise SenMLError(f"record {number}: {error}") from None
        if row:
            resolved.append(row)
    return _table(resolved)


def _now_s(received: datetime | None) -> float | None:
    if received is None:
        return None
    if received.tzinfo is None:
        raise ValueError("received needs a time zone; use datetime.now(UTC), or received.replace(tzinfo=UTC)")
    return received.timestamp()


def _records(text: str | bytes) -> list[dict[str, Any]]:
    try:
        pack = _json.strict(text)
    except ValueError as error:
        raise SenMLError(str(error)) from None
    found = _json.problem(pack, "senml")
    if found:
        (where, how) = found
        place = f"record {int(where[0]) + 1}: " if where else "the pack "
        raise SenMLError(place + " ".join([*(repr(label) for label in where[1:]), how]))
    for number, record in enumerate(pack, start=1):
        strange = [label for label in record if label.endswith("_")]
        if strange:
            raise SenMLError(
                f"record {number}: {strange[0]!r} must be understood (it ends with _), and is not known here"
            )
    return pack


def _version(records: list[dict[str, Any]]) -> int:
    versions = {int(record["bver"]) for record in records if "bver" in record}
    if "bver" not in records[0]:
        versions.add(VERSION)
    if len(versions) > 1:
        raise SenMLError(
            f"all records need one version, but there are {sorted(versions)}; put bver into the first only"
        )
    version = versions.pop()
    # Version 5 stands in the examples of RFC 8428 itself, section 5.1.2.
    if version > VERSION and version != WITH_SECONDARY_UNITS:
        raise SenMLError(f"version {version} is not known here; known are 1 to {VERSION}, and {WITH_SECONDARY_UNITS}")
    return version


def _resolve(
    record: dict[str, Any], base: dict[str, Any], now_s: float | None, secondary: bool
) -> dict[str, Any] | None:
    """Return the resolved record; None if it only sets base fields (RFC 8428 lets a lone base value pass as either)."""
    measured = _measured(record, base)
    if measured is None:
        return None
    name = base.get("bn", "") + record.get("n", "")
    if not _NAME.fullmatch(name):
        raise SenMLError(
            f"the name {name!r} must begin with a letter or digit and hold only letters, digits and - : . / _"
        )
    row = {"name": name, "time": _time_s(base.get("bt", 0) + record.get("t", 0), now_s)}
    row["unit"] = _unit(record.get("u", base.get("bu")), secondary)
    if "ut" in record:
        row["update_time_s"] = float(record["ut"])
    return row | measured


def _measured(record: dict[str, Any], base: dict[str, Any]) -> dict[str, Any] | None:
    """Return value and sum of a record, RFC 8428, sections 4.2 and 4.5.4."""
    given = [label for label in _VALUES if label in record]
    if len(given) > 1:
        raise SenMLError(f"it has {' and '.join(given)}, but a record holds one value; make two records of it")
    numeric = given in ([], ["v"]) and ("v" in record or "bv" in base)
    measured = {} if numeric or not given else {_VALUES[given[0]]: record[given[0]]}
    if numeric:
        measured["value"] = float(record.get("v", 0)) + float(base.get("bv", 0))
    if "s" in record or "bs" in base:
        measured["sum"] = float(record.get("s", 0)) + float(base.get("bs", 0))
    if not all(isfinite(number) for number in measured.values() if isinstance(number, float)):
        raise SenMLError("base and own number add up to more than double precision holds")
    if "value_data" in measured:
        measured["value_data"] = _bytes(measured["value_data"])
    if not set(record) & {*_VALUES, "n", "u", "t", "s", "ut"}:
        return None
    if not measured:
        raise SenMLError("it has neither a value (v, vs, vb or vd) nor a sum (s)")
    return measured


def _bytes(written: str) -> bytes:
    try:
        return urlsafe_b64decode(written + "=" * (-len(written) % 4))
    except ValueError:
        raise SenMLError("'vd' is cut off: its length cannot be base64") from None


def _time_s(time_s: float, now_s: float | None) -> float:
    if time_s < FIRST_ABSOLUTE_S:
        if now_s is None:
            raise SenMLError(f"its time, {time_s:g} s, is relative to now; pass received=, when the message came")
        time_s = now_s + time_s
    if not 0 <= time_s < _END_OF_CALENDAR_S:
        raise SenMLError(f"its time, {time_s:g} s, is outside the years 1970 to 9999; is it in milliseconds?")
    return time_s


def _unit(unit: str | None, secondary: bool) -> str | None:
    if unit is None or unit in PRIMARY or (secondary and unit in SECONDARY):
        return unit
    if unit in SECONDARY:
        primary, scale, offset = SECONDARY[unit]
        sent = f"send {primary} (the value times {float(scale):g}{f' plus {float(offset):g}' if offset else ''})"
        raise SenMLError(
            f"{unit!r} is a secondary unit, and only version {WITH_SECONDARY_UNITS} may use it: "
            f'put "bver": {WITH_SECONDARY_UNITS} into the first record, or {sent}'
        )
    plain = unit.lower().replace("µ", "u").replace("μ", "u").replace("³", "3").replace("²", "2").replace("°c", "cel")
    near = [known for known in [*PRIMARY, *SECONDARY] if known.lower() == plain]
    meant = (
        f"; did you mean {near[0]!r}?"
        if near
        else "; see IANA's registry SenML Units; known here are those of RFC 8428 and RFC 8798"
    )
    raise SenMLError(f"unit {unit!r} is unknown{meant}")


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    columns = _COLUMNS + [column for column in _EXTRA if any(column in row for row in rows)]
    rows = sorted(rows, key=lambda row: row["time"])
    table = pd.DataFrame({column: pd.Series([row.get(column) for row in rows], dtype=object) for column in columns})
    # Whole microseconds: a double of today's date is no finer than that.
    microseconds = [round(row["time"] * 1e6) for row in rows]
    table["time"] = pd.to_datetime(pd.Series(microseconds, dtype="int64"), unit="us", utc=True)
    for column in {"value", "sum", "update_time_s"} & set(columns):
        table[column] = table[column].astype(float)
    return table

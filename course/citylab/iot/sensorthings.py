"""
Read and write single observations of the OGC SensorThings API.

SenML saves bytes between sensor and broker; SensorThings is how city platforms pass readings on. An *observation* has a
result, the time of the phenomenon, the time the result was made, and a link to its *datastream*, which holds the unit.

References
----------
.. [1] OGC 18-088, *SensorThings API Part 1: Sensing*, version 1.1, 2021: section 8.2.7, Observation.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from citylab.iot import _json

__all__ = ["ObservationError", "dumps", "observation", "read"]


class ObservationError(ValueError):
    """An observation that must not be used; the message says why."""


def observation(
    result: Any,
    *,
    phenomenon_time: datetime,
    datastream: int | str,
    result_time: datetime | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """
    Return an observation, ready for ``json.dumps``.

    Parameters
    ----------
    result : object
        What was observed; the unit is that of the datastream.
    phenomenon_time : datetime.datetime
        When the air was as the result says, with a time zone.
    datastream : int or str
        Number or name of the datastream at the server.
    result_time : datetime.datetime, optional
        When the result was made, with a time zone; leave it out if nobody knows.
    parameters : mapping, optional
        What else belongs to it, such as quality flags.

    Returns
    -------
    dict
        The observation in the words of the standard.

    Raises
    ------
    ValueError
        If a time has no zone.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> observation(8.5, phenomenon_time=datetime(2026, 1, 1, 12, tzinfo=UTC), datastream=7)["phenomenonTime"]
    '2026-01-01T12:00:00Z'
    """
    written: dict[str, Any] = {"phenomenonTime": _written(phenomenon_time, "phenomenon_time")}
    written["resultTime"] = None if result_time is None else _written(result_time, "result_time")
    written["result"] = result.item() if hasattr(result, "item") else result
    written["Datastream"] = {"@iot.id": datastream}
    return written | ({"parameters": dict(parameters)} if parameters else {})


def read(text: str | bytes, *, received: datetime | None = None, most_ahead_s: float | None = None) -> dict[str, Any]:
    """
    Return what an observation says.

    Parameters
    ----------
    text : str or bytes
        The observation, as JSON in UTF-8.
    received : datetime.datetime, optional
        When it came, with a time zone; an observation without ``phenomenonTime`` gets it as its time.
    most_ahead_s : float, optional
        With `received`: refuse an observation that is more than this ahead of it. [s]

    Returns
    -------
    dict
        ``result``, ``time`` and ``end`` (of the phenomenon, UTC; ``end`` is None for an instant), ``result_time``
        (UTC, or None), ``datastream`` (or None) and ``parameters``.

    Raises
    ------
    ObservationError
        If the text is no observation, a time has no zone, ends before it begins, or comes from the future.
    ValueError
        If `received` has no time zone.

    Examples
    --------
    >>> found = read('{"phenomenonTime": "2026-01-01T13:00:00+01:00", "result": 8.5, "Datastream": {"@iot.id": 7}}')
    >>> print(found["time"], found["datastream"])
    2026-01-01 12:00:00+00:00 7
    """
    if received is not None and received.tzinfo is None:
        raise ValueError("received needs a time zone; use datetime.now(UTC), or received.replace(tzinfo=UTC)")
    try:
        content = _json.strict(text)
    except ValueError as error:
        raise ObservationError(str(error)) from None
    found = _json.problem(content, "observation")
    if found:
        where, how = found
        raise ObservationError(
            " ".join([*(repr(label) for label in where), how]) if where else f"the observation {how}"
        )
    time, end = _phenomenon(content.get("phenomenonTime"), received)
    result_time = content.get("resultTime")
    if received is not None and most_ahead_s is not None:
        last = end or time
        if (last - pd.Timestamp(received)).total_seconds() > most_ahead_s:
            raise ObservationError(
                f"its time, {last:%Y-%m-%d %H:%M:%S} UTC, is after its arrival; check the sensor's clock"
            )
    return {
        "result": content["result"],
        "time": time,
        "end": end,
        "result_time": None if result_time is None else _instant(result_time, "resultTime"),
        "datastream": content.get("Datastream", {}).get("@iot.id"),
        "parameters": content.get("parameters", {}),
    }


def dumps(written: Mapping[str, Any]) -> str:
    """Return an observation as JSON; NaN and infinity are refused."""
    return json.dumps(written, separators=(",", ":"), allow_nan=False)


def _written(time: datetime, label: str) -> str:
    if time.tzinfo is None:
        raise ValueError(f"{label} needs a time zone; use datetime.now(UTC), or time.replace(tzinfo=UTC)")
    return pd.Timestamp(time).tz_convert("UTC").isoformat().replace("+00:00", "Z")


def _phenomenon(written: str | None, received: datetime | None) -> tuple[pd.Timestamp, pd.Timestamp | None]:
    """Return when it happened; section 8.2.7 lets a sensor without a clock leave the time to the server."""
    if written is not None:
        return _period(written, "phenomenonTime")
    if received is None:
        raise ObservationError("it has no phenomenonTime; pass received=, when the message came")
    return _instant(received.isoformat(), "received"), None


def _period(written: str, label: str) -> tuple[pd.Timestamp, pd.Timestamp | None]:
    begin, slash, end = written.partition("/")
    first = _instant(begin, label)
    if not slash:
        return first, None
    last = _instant(end, label)
    if last < first:
        raise ObservationError(f"{label} ends before it begins: {written}")
    return first, last


def _instant(written: str, label: str) -> pd.Timestamp:
    try:
        time = datetime.fromisoformat(written)
    except ValueError:
        raise ObservationError(f"{label} is no time of ISO 8601: {written!r}") from None
    if time.tzinfo is None:
        raise ObservationError(f"{label} {written!r} has no time zone; write Z for UTC, as in '2026-01-01T12:00:00Z'")
    try:
        return pd.Timestamp(time).tz_convert("UTC")
    except (NotImplementedError, OverflowError, ValueError):
        raise ObservationError(f"{label} {written!r} is outside the years that can be reckoned with") from None

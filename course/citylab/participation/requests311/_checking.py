"""Check one service request."""

import re
from datetime import datetime
from typing import Any

__all__ = ["RequestsError", "checked"]

_ZONE = re.compile(r"(Z|[+-]\d\d:\d\d)$")


class RequestsError(ValueError):
    """A file of service requests that cannot be read; the message names the file and the remedy."""


def checked(entry: dict[str, Any], where: str) -> dict[str, Any]:
    """
    Return the request with typed values, or refuse it.

    Parameters
    ----------
    entry : dict
        Fields as the server gave them; fields that GeoReport v2 does not know are left alone.
    where : str
        File and number of the request, for messages.

    Returns
    -------
    dict
        The same fields: times as datetime with zone, `lat` and `long` as float or None, the rest as text or None.

    Raises
    ------
    RequestsError
        If the number, the status, a time or the place is missing or wrong.
    """
    clean = {name: _text(value) for name, value in entry.items()}
    if not clean.get("service_request_id"):
        hint = "; it has only a token: ask /tokens for its number" if clean.get("token") else ""
        raise RequestsError(f"{where}: no service_request_id{hint}")
    if clean.get("status") not in ("open", "closed"):
        raise RequestsError(f"{where}: status must be open or closed, got {clean.get('status')!r}")
    if not clean.get("requested_datetime"):
        raise RequestsError(f"{where}: no requested_datetime")
    for name in ("requested_datetime", "updated_datetime", "expected_datetime"):
        clean[name] = _time(clean.get(name), f"{where}: {name}")
    clean["lat"] = _degrees(clean.get("lat"), 90, f"{where}: lat")
    clean["long"] = _degrees(clean.get("long"), 180, f"{where}: long")
    if (clean["lat"] is None) != (clean["long"] is None):
        raise RequestsError(f"{where}: lat and long must come together")
    if clean["lat"] == clean["long"] == 0:  # a place that nobody entered, in the Atlantic
        clean["lat"] = clean["long"] = None
    return clean


def _text(value: Any) -> Any:
    if value is None or isinstance(value, dict | list):
        return None
    return str(value).strip() or None


def _time(text: str | None, where: str) -> datetime | None:
    if text is None:
        return None
    if not _ZONE.search(text):
        raise RequestsError(f"{where} must end in Z or in a zone such as +02:00, got {text!r}")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise RequestsError(f"{where} must look like 2010-01-01T00:00:00Z, got {text!r}") from None


def _degrees(text: str | None, limit: float, where: str) -> float | None:
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        raise RequestsError(f"{where} must be a number of degrees, got {text!r}") from None
    if not abs(value) <= limit:
        raise RequestsError(f"{where} must be within -{limit:g} and {limit:g} degrees, got {text}; swapped?")
    return value

"""
Read service requests as a GeoReport v2 server gives them.

References
----------
.. [1] Open311, GeoReport v2, GET Service Requests, https://wiki.open311.org/GeoReport_v2/
"""

import json
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd

from citylab.participation.requests311._checking import RequestsError, checked

__all__ = ["FIELDS", "RequestsError", "read"]

FIELDS = (
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
)
PAGE = 1000  # "90 days or first 1000 requests returned, whichever is smallest" [1]


def read(path: Path | str) -> pd.DataFrame:
    """
    Read the answers of a server to GET Service Requests [1]_.

    Parameters
    ----------
    path : pathlib.Path or str
        A file in JSON or XML, or a zip file of several: a server gives 90 days or 1,000 requests at a time.

    Returns
    -------
    pandas.DataFrame, shape (n_requests, 17)
        One row per request in the order of `requested_datetime`, with the columns `FIELDS`: times in UTC,
        `lat` and `long` in degrees or missing, all else text. A request on several pages is kept once, as last
        updated. ``attrs["full_pages"]`` names the files with exactly 1,000 requests: they may be cut off.

    Raises
    ------
    RequestsError
        If a file is no JSON or XML of this kind, holds the server's error, or a request lacks its number or
        time, has an unknown status, a time without zone or a place that is none; with file and request.
    """
    pages = _pages(Path(path))
    tables = {name: _table(_entries(content, name), name) for name, content in pages.items()}
    table = pd.concat(tables.values()).sort_values(["requested_datetime", "updated_datetime"], kind="stable")
    table = table.drop_duplicates("service_request_id", keep="last").reset_index(drop=True)
    table.attrs["full_pages"] = [name for name, part in tables.items() if len(part) == PAGE]
    return table


def _pages(path: Path) -> dict[str, bytes]:
    if not path.is_file():
        raise RequestsError(f"there is no file {path}")
    if path.suffix.lower() != ".zip":
        return {path.name: path.read_bytes()}
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in sorted(archive.namelist()) if name.lower().endswith((".json", ".xml"))]
            pages = {name: archive.read(name) for name in names}
    except zipfile.BadZipFile:
        raise RequestsError(f"{path.name} is no zip file; is the download complete?") from None
    if not pages:
        raise RequestsError(f"{path.name} holds no .json and no .xml file")
    return pages


def _entries(content: bytes, name: str) -> list[dict[str, Any]]:
    """Return the requests of one page as dictionaries."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestsError(f"{name} is not in UTF-8, which GeoReport v2 demands") from None
    entries = _xml(text, name) if text.lstrip().startswith("<") else _json(text, name)
    if entries and "code" in entries[0] and "service_request_id" not in entries[0]:
        raise RequestsError(f"{name}: the server refused: {entries[0].get('description')} ({entries[0]['code']})")
    return entries


def _json(text: str, name: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as problem:
        raise RequestsError(f"{name} is no JSON: {problem.msg} in line {problem.lineno}") from None
    if isinstance(found, dict):  # some servers wrap the list
        found = found.get("service_requests", found.get("errors", [found]))
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise RequestsError(f"{name} is no list of requests; ask for /requests.json of the endpoint")
    return found


def _xml(text: str, name: str) -> list[dict[str, Any]]:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise RequestsError(f"{name} declares a document type; GeoReport v2 has none, so it is not read")
    try:
        root = ElementTree.fromstring(text.encode("utf-8"))
    except ElementTree.ParseError as problem:
        raise RequestsError(f"{name} is no XML: {problem}") from None
    if root.tag not in ("service_requests", "errors"):
        raise RequestsError(f"{name} begins with <{root.tag}>, not <service_requests>; ask for /requests.xml")
    return [{field.tag: field.text for field in entry} for entry in root]


def _table(entries: list[dict[str, Any]], name: str) -> pd.DataFrame:
    rows = [checked(entry, f"{name}, request {number}") for number, entry in enumerate(entries, start=1)]
    table = pd.DataFrame(rows, columns=list(FIELDS))
    for field in ("requested_datetime", "updated_datetime", "expected_datetime"):
        table[field] = pd.to_datetime(table[field], utc=True).dt.as_unit("us")
    texts = [field for field in FIELDS if field not in ("lat", "long") and not field.endswith("datetime")]
    return table.astype({**dict.fromkeys(texts, "str"), "lat": float, "long": float})

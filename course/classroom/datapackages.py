"""Write a data set's files and its passport; every `datasets/NAME/make.py` ends here."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd

__all__ = ["BYTES_MAX", "write_package"]

BYTES_MAX = 1_000_000
COMPRESS_ABOVE_BYTES = 200_000
_META_KEYS = ("name", "title", "description", "synthetic", "licenses", "sources", "period")
_OPTIONAL_KEYS = ("place",)
_MEDIA_TYPES = {".zip": "application/zip", ".pb": "text/plain"}  # files that are no tables


def write_package(
    folder: Path | str,
    meta: dict[str, Any],
    tables: dict[str, pd.DataFrame],
    files: dict[str, bytes] | None = None,
) -> Path:
    """
    Write tables as CSV beside a Frictionless passport with bytes and hashes.

    What is no table goes along whole: a timetable feed as a zip file, a vote as
    a text file of the Pabulib format.

    Same tables, same bytes: rows in the given order, shortest exact decimals,
    line feeds, times in UTC, gzip without name and time. Round the numbers
    before the call. Nothing is written unless everything fits.

    Parameters
    ----------
    folder : pathlib.Path or str
        Folder of the data set; its name is the set's name.
    meta : dict
        `name`, `title`, `description`, `synthetic`, `licenses`, `sources`,
        `period`, and `tables`: for each table ``{"fields": {column: (unit,
        description)}}``, with `primaryKey` (list) and `description` optional. A
        column without unit, such as a name, has the unit ``"-"``; a pure
        number has ``"1"``. A set about one place may add `place`, a dictionary
        whose keys end in their unit, such as `latitude_deg`.
    tables : dict of str to pandas.DataFrame
        The tables. A named index is stored and becomes the index again on
        loading. All times of a table share one zone.
    files : dict of str to bytes, optional
        Name of each file (``.zip`` or ``.pb``), and its bytes; ``meta["files"]``
        holds the description of each. `citylab.data.path` finds them.

    Returns
    -------
    pathlib.Path
        The written `datapackage.json`.

    Raises
    ------
    ValueError
        If `meta` lacks a key or a description, a column lacks unit or description, a column's
        type has no place in the passport, or a file would be 1 MB or more.

    Examples
    --------
    >>> write_package(folder, {**about, "tables": {"limits": {"fields": {
    ...     "limit": ("-", "Name of the limit"),
    ...     "value_v": ("V", "Highest allowed voltage")}}}},
    ...     {"limits": limits})                                  # doctest: +SKIP
    """
    folder = Path(folder)
    missing = [key for key in (*_META_KEYS, "tables") if key not in meta]
    if missing or set(meta.get("tables", {})) != set(tables):
        raise ValueError(f"{folder.name}: meta needs {', '.join(missing) or 'one entry per table in tables'}")
    if set(meta.get("files", {})) != set(files or {}):
        raise ValueError(f"{folder.name}: meta needs one description per file in files")
    if meta["name"] != folder.name:
        raise ValueError(f"the set's name must equal its folder: {meta['name']} != {folder.name}")
    parts = {name: _resource(name, frame, meta["tables"][name]) for name, frame in tables.items()}
    keys = (*_META_KEYS, *(key for key in _OPTIONAL_KEYS if key in meta))
    # A package is "tabular" only if all its files are tables.
    passport = {"profile": "data-package" if files else "tabular-data-package", **{key: meta[key] for key in keys}}
    others = [_file(name, content, meta["files"][name]) for name, content in (files or {}).items()]
    passport["resources"] = [*(resource for resource, _ in parts.values()), *others]
    for name, (resource, content) in parts.items():
        for old in (f"{name}.csv", f"{name}.csv.gz"):
            (folder / old).unlink(missing_ok=True)
        (folder / resource["path"]).write_bytes(content)
    for name, content in (files or {}).items():
        (folder / name).write_bytes(content)
    target = folder / "datapackage.json"
    text = json.dumps(passport, indent=2, ensure_ascii=False) + "\n"
    target.write_bytes(text.encode("utf-8"))
    return target


def _resource(name: str, frame: pd.DataFrame, about: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    index = [level for level in frame.index.names if level is not None]
    flat = frame.reset_index() if index else frame
    if list(flat.columns) != list(about["fields"]):
        raise ValueError(
            f"{name}: fields must name the columns in their order; "
            f"columns {list(flat.columns)}, fields {list(about['fields'])}"
        )
    content = _csv(flat)
    path = f"{name}.csv"
    compressed = len(content) > COMPRESS_ABOVE_BYTES
    if compressed:
        content, path = gzip.compress(content, 9, mtime=0), path + ".gz"
    if len(content) >= BYTES_MAX:
        raise ValueError(f"{path} has {len(content)} bytes, 1 MB at most: round it or split it")
    schema: dict[str, Any] = {"fields": [_field(flat[c], *about["fields"][c]) for c in flat]}
    if "primaryKey" in about or index:
        schema["primaryKey"] = about.get("primaryKey", index)
    resource: dict[str, Any] = {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        **({"description": about["description"]} if "description" in about else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"compression": "gz"} if compressed else {}),
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
        "schema": schema,
    }
    if index:
        resource["index"] = index[0] if len(index) == 1 else index
    if zones := {str(dtype.tz) for dtype in flat.dtypes if isinstance(dtype, pd.DatetimeTZDtype)}:
        if len(zones) > 1:
            raise ValueError(f"{name}: all times of a table share one zone, found {sorted(zones)}")
        resource["timezone"] = zones.pop()
    return resource, content


def _file(name: str, content: bytes, description: str) -> dict[str, Any]:
    """Return the entry of a file that is no table."""
    ending = Path(name).suffix
    if ending not in _MEDIA_TYPES or not description:
        raise ValueError(f"{name}: a file that is no table is a .zip or a .pb with a description")
    if len(content) >= BYTES_MAX:
        raise ValueError(f"{name} has {len(content)} bytes, 1 MB at most: split it")
    return {
        "name": name.removesuffix(ending),
        "path": name,
        "profile": "data-resource",
        "description": description,
        "format": ending[1:],
        "mediatype": _MEDIA_TYPES[ending],
        **({"encoding": "utf-8"} if ending == ".pb" else {}),
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
    }


def _csv(flat: pd.DataFrame) -> bytes:
    """Return the table as CSV; times are ISO 8601, in UTC where they have a zone."""
    texts = flat.copy()
    for column, dtype in flat.dtypes.items():
        if isinstance(dtype, pd.DatetimeTZDtype):
            texts[column] = flat[column].dt.tz_convert("UTC").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        elif pd.api.types.is_datetime64_dtype(dtype):
            texts[column] = flat[column].dt.strftime("%Y-%m-%dT%H:%M:%S")
    return texts.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _field(column: pd.Series, unit: str, description: str) -> dict[str, str]:
    if not unit or not description:
        raise ValueError(f"column {column.name} needs a unit ('-' for none) and a description")
    return {
        "name": str(column.name),
        "type": _type(column),
        "unit": unit,
        "description": description,
    }


def _type(column: pd.Series) -> str:
    kinds = {"b": "boolean", "i": "integer", "u": "integer", "f": "number"}
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return "datetime"
    if pd.api.types.is_string_dtype(column.dtype):
        return "string"
    kind = getattr(column.dtype, "kind", "")
    if kind not in kinds:
        raise ValueError(
            f"column {column.name} is {column.dtype}; give text, whole numbers, numbers, truth values or times"
        )
    return kinds[kind]

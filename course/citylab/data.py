"""
The door to the course's data sets.

Each folder under `datasets/` holds one set with a passport, `datapackage.json`
(Frictionless Data Package [1]_), that names source, licence, period and the unit
of every column. `load` reads a set, checks that its bytes are the published
ones, and puts the units into the table's `attrs`.

References
----------
.. [1] Frictionless Data, Data Package specification, version 1,
   https://specs.frictionlessdata.io/data-package/
"""

import difflib
import gzip
import hashlib
import io
import json
from pathlib import Path
from typing import Any, overload

import pandas as pd

from citylab import paths

__all__ = ["DataError", "catalogue", "describe", "load", "path"]

_DTYPES = {"integer": "int64", "number": "float64", "string": "str", "boolean": "bool"}
_MOST_KEPT = 24  # tables
_checked: set[tuple[Path, int, int]] = set()
_tables_read: dict[Any, pd.DataFrame] = {}


class Units(dict[str, str]):
    """Unit of each column. pandas copies `attrs` in depth with almost every step: this part is copied in one piece."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "Units":
        return Units(self)


class DataError(ValueError):
    """A data set that is unknown, damaged or out of reach; the message names the remedy."""


@overload
def load(name: str, table: str) -> pd.DataFrame: ...


# One table or several: only the passport knows.
@overload
def load(name: str, table: None = None) -> Any: ...


def load(name: str, table: str | None = None) -> pd.DataFrame | dict[str, pd.DataFrame]:
    """
    Load a data set of the course.

    Parameters
    ----------
    name : str
        Name of the data set, as `catalogue` lists it.
    table : str, optional
        One table of the set. Without it a set of one table gives that table,
        and a set of several gives a dictionary from name to table.

    Returns
    -------
    pandas.DataFrame or dict of str to pandas.DataFrame
        Typed columns; times carry their zone where the passport states one.
        ``attrs["units"]`` maps each column to its unit; ``attrs`` also holds
        `title`, `source`, `licence`, `period`, `synthetic` and, where the set is
        about one place, `place`.

    Raises
    ------
    DataError
        If the set or table is unknown, or a file is missing or damaged.

    Examples
    --------
    >>> profiles = load("bdew_2025")
    >>> profiles.attrs["units"]["h25"]
    'kWh'
    """
    passport = _passport(name)
    resources = {resource["name"]: resource for resource in _tables(passport)}
    if not resources:
        files = ", ".join(resource["path"] for resource in passport["resources"])
        raise DataError(f"{name} holds files, not tables: {files}; data.path({name!r}, FILE) finds one")
    if table is not None:
        if table not in resources:
            raise DataError(_unknown("table", table, list(resources), f" in {name}"))
        return _read(passport, resources[table])
    tables = {key: _read(passport, resource) for key, resource in resources.items()}
    return tables if len(tables) > 1 else next(iter(tables.values()))


def path(name: str, file: str) -> Path:
    """
    Find a file of a data set that is no table, such as a timetable feed.

    Parameters
    ----------
    name : str
        Name of the data set, as `catalogue` lists it.
    file : str
        Name of the file, as the set's passport lists it.

    Returns
    -------
    pathlib.Path
        The file; its bytes are the published ones.

    Raises
    ------
    DataError
        If the set or the file is unknown, missing or damaged.

    Examples
    --------
    >>> path("corridor_timetable_synthetic", "planned.zip").name
    'planned.zip'
    """
    resources = {resource["path"]: resource for resource in _passport(name)["resources"]}
    if file not in resources:
        raise DataError(_unknown("file", file, list(resources), f" in {name}"))
    _content(name, resources[file])
    return _folder() / name / file


def catalogue() -> pd.DataFrame:
    """Return one row per data set: title, tables, period, synthetic, licence and size [kB]."""
    columns = ["name", "title", "tables", "period", "synthetic", "licence", "size_kb"]
    return pd.DataFrame([_entry(name) for name in _names()], columns=columns).set_index("name")


def describe(name: str) -> pd.DataFrame:
    """Return one row per column of a data set: its table, type, unit and meaning."""
    rows = [
        {"table": resource["name"], **field}
        for resource in _tables(_passport(name))
        for field in resource["schema"]["fields"]
    ]
    columns = ["table", "name", "type", "unit", "description"]
    return pd.DataFrame(rows, columns=columns).rename(columns={"name": "column"})


def _entry(name: str) -> dict[str, Any]:
    passport = _passport(name)
    return {
        "name": name,
        "title": passport["title"],
        "tables": ", ".join(resource["name"] for resource in passport["resources"]),
        "period": passport["period"],
        "synthetic": passport["synthetic"],
        "licence": _licence(passport),
        "size_kb": round(sum(r["bytes"] for r in passport["resources"]) / 1000, 1),
    }


def _tables(passport: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries that are tables; a zip file has no columns."""
    return [resource for resource in passport["resources"] if "schema" in resource]


def _folder() -> Path:
    try:
        return paths.root() / "datasets"
    except FileNotFoundError as problem:
        raise DataError(str(problem)) from None


def _names() -> list[str]:
    return sorted(file.parent.name for file in _folder().glob("*/datapackage.json"))


def _passport(name: str) -> dict[str, Any]:
    passport = _folder() / name / "datapackage.json"
    if Path(name).name != name or not passport.is_file():
        raise DataError(_unknown("data set", name, _names()))
    try:
        text = passport.read_text(encoding="utf-8")
        return dict(json.loads(text))
    except ValueError:
        raise DataError(_damaged(name, "datapackage.json")) from None


def _read(passport: dict[str, Any], resource: dict[str, Any]) -> pd.DataFrame:
    """Return a table; one that has been read before, and whose files are the same, is not read again."""
    folder = _folder() / passport["name"]
    key = (folder, resource["name"], *(_state(folder / name) for name in ("datapackage.json", resource["path"])))
    if key not in _tables_read:
        while len(_tables_read) >= _MOST_KEPT:
            del _tables_read[next(iter(_tables_read))]
        _tables_read[key] = _parsed(passport, resource)
    return _tables_read[key].copy()


def _state(file: Path) -> tuple[int, int] | None:
    return (file.stat().st_mtime_ns, file.stat().st_size) if file.is_file() else None


def _parsed(passport: dict[str, Any], resource: dict[str, Any]) -> pd.DataFrame:
    fields = resource["schema"]["fields"]
    dtypes = {f["name"]: _DTYPES[f["type"]] for f in fields if f["type"] in _DTYPES}
    text = _text(passport["name"], resource)
    # Only an empty cell is missing: a load may well be called "NA".
    frame = pd.read_csv(io.StringIO(text), dtype=dtypes, keep_default_na=False, na_values=[""])
    for field in fields:
        if field["type"] in ("date", "datetime"):
            frame[field["name"]] = _times(frame[field["name"]], resource.get("timezone"))
    if resource.get("index"):
        frame = frame.set_index(resource["index"])
    frame.attrs = {
        "units": Units({field["name"]: field["unit"] for field in fields}),
        "title": passport["title"],
        "source": "; ".join(source["title"] for source in passport["sources"]),
        "licence": _licence(passport),
        "period": passport["period"],
        "synthetic": passport["synthetic"],
        **({"place": passport["place"]} if "place" in passport else {}),
    }
    return frame


def _times(texts: pd.Series, timezone: str | None) -> pd.Series:
    if timezone is None:
        return pd.to_datetime(texts)
    return pd.to_datetime(texts, utc=True).dt.tz_convert(timezone)


def _text(name: str, resource: dict[str, Any]) -> str:
    content = _content(name, resource)
    return (gzip.decompress(content) if resource["path"].endswith(".gz") else content).decode("utf-8")


def _content(name: str, resource: dict[str, Any]) -> bytes:
    path = _folder() / name / resource["path"]
    if not path.is_file():
        raise DataError(_damaged(name, resource["path"], "is missing"))
    content = path.read_bytes()
    key = (path, path.stat().st_mtime_ns, len(content))
    if key not in _checked:
        if "sha256:" + hashlib.sha256(content).hexdigest() != resource["hash"]:
            raise DataError(_damaged(name, resource["path"]))
        _checked.add(key)
    return content


def _licence(passport: dict[str, Any]) -> str:
    return ", ".join(licence["name"] for licence in passport["licenses"])


def _damaged(name: str, file: str, state: str = "is not the published file") -> str:
    return f"{name}/{file} {state}; restore it with: git checkout -- datasets/{name}"


def _unknown(kind: str, asked: str, known: list[str], where: str = "") -> str:
    near = difflib.get_close_matches(str(asked), known, n=1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    return f"no {kind} named {asked}{where}{hint}; there are: {', '.join(known) or 'none'}"

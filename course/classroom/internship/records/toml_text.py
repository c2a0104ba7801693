"""Write the few kinds of TOML that the records need, and read them with one sentence for what is wrong."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from classroom.errors import CitylabError


def toml_text(content: Mapping[str, Any]) -> str:
    """Return a file of TOML: plain values first, then tables, then lists of tables."""
    tables = {name: value for name, value in content.items() if isinstance(value, Mapping)}
    lists = {name: value for name, value in content.items() if _is_list_of_tables(value)}
    plain = {name: value for name, value in content.items() if name not in tables and name not in lists}
    parts = [_lines(plain)]
    parts += [f"\n[{name}]\n{_lines(table)}" for name, table in tables.items()]
    parts += [f"\n[[{name}]]\n{_lines(table)}" for name, listed in lists.items() for table in listed]
    return "".join(parts)


def read_toml(path: Path) -> dict[str, Any]:
    """
    Read a file of TOML.

    Raises
    ------
    CitylabError
        If it cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CitylabError(f"{path}: cannot be read ({error.strerror}); put it back from a copy") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CitylabError(f"{path}: damaged ({error}); mend that line, or put the file back from a copy") from error


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, Mapping) for one in value)


def _lines(values: Mapping[str, Any]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in values.items() if value is not None)


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    # A string of JSON is one of TOML, but for the sign DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

"""The list in a saved file: what is in it, whose it is, and what the course had shipped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from classroom.errors import CitylabError
from classroom.keeping.cells import Cell
from classroom.keeping.names import shown

FORMAT = 1
NOT_OURS = "this is no file that citylab save has made, or it is damaged; nothing was changed: choose another file"


@dataclass(frozen=True)
class Shipped:
    """A cell as the course shipped it: the base of a three-way merge. No text, only its print."""

    id: str
    kind: str
    digest: str
    is_answer: bool


@dataclass(frozen=True)
class Entry:
    """
    One file of a learner.

    Attributes
    ----------
    path : str
        Its path in the course, with slashes.
    sha256 : str
        Of the bytes in the saved file.
    shipped : tuple of Shipped or None
        The cells that the course shipped; None for what the learner made.
    """

    path: str
    sha256: str
    shipped: tuple[Shipped, ...] | None = None


@dataclass(frozen=True)
class Manifest:
    """What a saved file says of itself. `progress` is the SHA-256 of the progress file, empty if there was none."""

    version: str
    time: datetime
    owner: str
    progress: str = ""
    files: tuple[Entry, ...] = field(default_factory=tuple)


def shipped_cells(cells: Sequence[Cell]) -> tuple[Shipped, ...]:
    """Return the base of a merge for the cells of a notebook of the course."""
    return tuple(Shipped(cell.id, cell.kind, cell.digest, cell.is_answer) for cell in cells)


def dump(manifest: Manifest) -> bytes:
    """Return the list as JSON."""
    raw = {"format": FORMAT} | asdict(manifest)
    raw["time"] = manifest.time.astimezone(UTC).isoformat(timespec="seconds")
    return json.dumps(raw, indent=1, sort_keys=True).encode("ascii")


def load(data: bytes) -> Manifest:
    """
    Read the list.

    Raises
    ------
    CitylabError
        If it is of a newer format, or not such a list.
    """
    try:
        raw = json.loads(data)
        number = raw["format"]
        if type(number) is int and number > FORMAT:
            version = shown(str(raw.get("version", "unknown"))[:40])
            raise CitylabError(
                f"this file was saved by a newer version of the course ({version}, format {number}; this one reads "
                f"up to {FORMAT}); nothing was changed: take the newest course, then restore again"
            )
        if type(number) is not int or number != FORMAT:
            raise ValueError(number)
        return _manifest(raw)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise CitylabError(NOT_OURS) from None


def _manifest(raw: dict[str, Any]) -> Manifest:
    time = datetime.fromisoformat(raw["time"])
    if time.tzinfo is None:
        raise ValueError("a time without a zone")
    texts = (raw["version"], raw["owner"], raw["progress"])
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a text is asked")
    return Manifest(raw["version"], time, raw["owner"], raw["progress"], tuple(map(_entry, raw["files"])))


def _entry(raw: dict[str, Any]) -> Entry:
    shipped = raw["shipped"]
    cells = None if shipped is None else tuple(_shipped(cell) for cell in shipped)
    if not (isinstance(raw["path"], str) and isinstance(raw["sha256"], str)):
        raise TypeError("a text is asked")
    return Entry(raw["path"], raw["sha256"], cells)


def _shipped(raw: dict[str, Any]) -> Shipped:
    cell = Shipped(**raw)
    if not all(isinstance(text, str) for text in (cell.id, cell.kind, cell.digest)):
        raise TypeError("a text is asked")
    return cell

"""Read and write the cells of a notebook, without its outputs. Needs nothing but JSON, so that saving is quick."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

KINDS = ("code", "markdown", "raw")
DEEPEST = 100  # parts within parts of what a program notes beside a cell; far more ends Python's functions
STUB = "# Your code here."  # as classroom.building writes it into an exercise


@dataclass(frozen=True)
class Cell:
    """
    One cell, without outputs.

    Attributes
    ----------
    id : str
        Empty if the notebook gave none.
    kind : str
        ``code``, ``markdown`` or ``raw``.
    source : str
        The text.
    metadata : dict
        As in the notebook.
    attachments : dict
        Pictures of a text cell.
    run : int or None
        The number in brackets beside a code cell that was run.
    """

    id: str
    kind: str
    source: str
    metadata: dict[str, Any] = field(default_factory=dict)
    attachments: dict[str, Any] = field(default_factory=dict)
    run: int | None = None

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of what a person reads in the cell."""
        text = [self.kind, self.source, self.attachments] if self.attachments else [self.kind, self.source]
        return hashlib.sha256(json.dumps(text, sort_keys=True).encode("ascii")).hexdigest()

    @property
    def nbgrader(self) -> dict[str, Any]:
        """What nbgrader notes of a cell; empty in lessons."""
        found = self.metadata.get("nbgrader")
        return found if isinstance(found, dict) else {}

    @property
    def is_locked(self) -> bool:
        """Whether it is a question or a test of an assignment."""
        return bool(self.nbgrader.get("locked"))

    @property
    def is_answer(self) -> bool:
        """Whether a learner is asked to write in it."""
        return bool(self.nbgrader.get("solution")) or (self.kind == "code" and STUB in self.source)


@dataclass(frozen=True)
class Notebook:
    """The cells of a notebook, and its metadata."""

    cells: tuple[Cell, ...]
    metadata: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def digests(self) -> list[str]:
        """The prints of the cells, in order: what tells whether two notebooks read the same."""
        return [cell.digest for cell in self.cells]


def read(data: bytes) -> Notebook | None:
    """Return a notebook of format 4, or None if the bytes hold none."""
    try:
        raw = json.loads(data)
        if raw["nbformat"] != 4:
            return None
        metadata = raw.get("metadata", {})
        return Notebook(tuple(map(_cell, raw["cells"])), metadata if isinstance(metadata, dict) else {})
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def write(cells: Iterable[Cell], metadata: dict[str, Any]) -> bytes:
    """Return the notebook file, of format 4.5. The same cells give the same bytes."""
    raw = {"cells": [_raw(cell) for cell in cells], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    try:
        return (json.dumps(raw, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")
    except UnicodeEncodeError:  # half a character, as a broken paste leaves it
        return (json.dumps(raw, indent=1, sort_keys=True) + "\n").encode("ascii")


def with_own_ids(cells: Sequence[Cell], *, first: Collection[int] = ()) -> list[Cell]:
    """
    Give a new id to each cell that has none, a wrong one, or one that another has.

    Parameters
    ----------
    cells : sequence of Cell
        In the order of the notebook.
    first : collection of int
        Positions of the cells that keep their id where two have the same.
    """
    made = list(cells)
    taken: set[str] = set()
    for position in sorted(range(len(made)), key=lambda n: (n not in first, n)):
        cell = made[position]
        name = cell.id if _is_id(cell.id) else f"cell-{cell.digest[:12]}"
        free, number = name, 2
        while free in taken:
            free = f"{name[:56]}-{number}"
            number += 1
        taken.add(free)
        made[position] = replace(cell, id=free)
    return made


def is_deep(cell: Cell) -> bool:
    """Whether what stands beside a cell has parts within parts further than any program writes them."""
    level: list[Any] = [cell.metadata]
    for _ in range(DEEPEST):
        inner = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [part for parts in inner for part in parts]
    return bool(level)


def bare(cell: Cell) -> Cell:
    """Return a cell without what programs noted beside it."""
    return replace(cell, metadata={})


def _is_id(name: str) -> bool:
    """Whether the notebook format allows it: 1 to 64 letters, digits, hyphens and underscores."""
    return 0 < len(name) <= 64 and name.isascii() and name.replace("-", "a").replace("_", "a").isalnum()


def _cell(raw: dict[str, Any]) -> Cell:
    kind, source, name = raw["cell_type"], raw["source"], raw.get("id", "")
    text = source if isinstance(source, str) else "".join(source)
    if kind not in KINDS:
        raise ValueError(f"a cell of the kind {kind!r}")
    metadata, attachments, run = raw.get("metadata"), raw.get("attachments"), raw.get("execution_count")
    return Cell(
        name if isinstance(name, str) else "",
        kind,
        text,
        metadata if isinstance(metadata, dict) else {},
        _pictures(attachments) if kind != "code" else {},
        run if type(run) is int and kind == "code" else None,
    )


def _pictures(raw: object) -> dict[str, Any]:
    """Return the attachments that the notebook format allows: by name, then by type, a text or its lines."""

    def is_text(value: object) -> bool:
        return isinstance(value, str) or (isinstance(value, list) and all(isinstance(row, str) for row in value))

    named = raw.items() if isinstance(raw, dict) else ()
    return {name: kinds for name, kinds in named if isinstance(kinds, dict) and all(map(is_text, kinds.values()))}


def _raw(cell: Cell) -> dict[str, Any]:
    raw: dict[str, Any] = {
        "cell_type": cell.kind,
        "id": cell.id,
        "metadata": cell.metadata,
        "source": cell.source.splitlines(keepends=True),
    }
    if cell.kind == "code":
        raw |= {"execution_count": cell.run, "outputs": []}
    elif cell.attachments:
        raw["attachments"] = cell.attachments
    return raw

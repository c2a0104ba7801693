"""What a saved file should become in the course that is here: where, with which content, and what to say."""

from __future__ import annotations

import json
from dataclasses import dataclass

from classroom.errors import CitylabError
from classroom.keeping import cells, shipped
from classroom.keeping.cells import Notebook
from classroom.keeping.manifest import Entry
from classroom.keeping.merging import Merged, merge
from classroom.keeping.names import beside

TOO_DEEP = (
    "has a cell with parts within parts in its metadata, too deep to be written; nothing was changed: "
    "take that cell's metadata out, then save and restore again"
)
KEPT, DAMAGED = "saved-work", "damaged"


@dataclass(frozen=True)
class Wanted:
    """A path in the course, the bytes that belong there, and a sentence."""

    path: str
    content: bytes
    says: str


def wanted(entry: Entry, saved: bytes, made: dict[str, bytes], *, from_another: bool = False) -> Wanted:
    """
    Return what should stand in the course for one file of a learner.

    Parameters
    ----------
    entry : Entry
        The line of the list.
    saved : bytes
        The learner's file.
    made : dict of str to bytes
        What the course ships now.
    from_another : bool
        Whether the sentence is about another person's work.

    Raises
    ------
    CitylabError
        If what stands beside a cell cannot be written.
    """
    whose = "of that person" if from_another else "of yours"
    mine, new = cells.read(saved), shipped.notebook(made, entry.path)
    if mine is None and entry.path.endswith(".ipynb"):
        path = beside(entry.path, DAMAGED) if new else entry.path
        return Wanted(path, saved, f"{entry.path} held no readable notebook when it was saved; here it is as it was")
    if mine is None or (entry.shipped is None and new is None):
        return Wanted(entry.path, saved, f"a file {whose}, back")
    if new is None:
        return _without_lesson(entry, saved, whose)
    if entry.shipped is None and mine.digests != new.digests:
        path = beside(entry.path, KEPT)
        return Wanted(path, saved, f"a notebook {whose}; the course has its own at {entry.path}")
    if entry.shipped is None:
        return Wanted(entry.path, saved, "as in the course")
    if any(map(cells.is_deep, mine.cells)):
        raise CitylabError(f"{entry.path} in this file {TOO_DEEP}")
    merged = merge(entry.shipped, mine.cells, new.cells)
    return Wanted(entry.path, _bytes(entry.path, merged, new, made), _says(merged, whose))


def _without_lesson(entry: Entry, saved: bytes, whose: str) -> Wanted:
    text = f"a notebook {whose}; {entry.path} is no longer in the course, or has another name there"
    if shipped.made_from(entry.path) != entry.path:  # a copy in the learner's own folder
        return Wanted(entry.path, saved, text)
    return Wanted(beside(entry.path, KEPT), saved, text)


def _bytes(path: str, merged: Merged, new: Notebook, made: dict[str, bytes]) -> bytes:
    """Return the notebook file; checked, so that Jupyter opens it."""
    import nbformat

    if [cell.digest for cell in merged.cells] == new.digests and shipped.made_from(path) == path:
        return made[path]
    metadata = new.metadata | _stamp(path, made)
    data = cells.write(merged.cells, metadata)
    try:
        nbformat.validate(nbformat.from_dict(json.loads(data)))
    except nbformat.ValidationError:
        # Something odd in what a learner's program noted beside a cell: the text counts.
        known = {cell.id for cell in new.cells}
        plain = [cell if cell.id in known else cells.bare(cell) for cell in merged.cells]
        data = cells.write(plain, metadata)
    return data


def _stamp(path: str, made: dict[str, bytes]) -> dict[str, str]:
    """Return what a learner's copy of an assignment notes: which release it belongs to."""
    source = shipped.made_from(path)
    if source == path:
        return {}
    import nbformat

    from classroom.own_work.copies import STAMP, print_of

    return {STAMP: print_of(nbformat.reads(made[source].decode("utf-8"), as_version=4))}


def _says(merged: Merged, whose: str) -> str:
    parts = []
    total = merged.yours + merged.both + merged.gone + merged.locked
    parts.append(f"{total} {'cell' if total == 1 else 'cells'} {whose}")
    for number, text in (
        (merged.both, "the course changed too"),
        (merged.gone, "the course no longer has"),
        (merged.locked, "were changed in a question or test"),
    ):
        if number:
            parts.append(f"{number} that {text}")
    noted = merged.both + merged.gone + merged.locked
    return "; ".join(parts) + (": look for the notes with a bold beginning" if noted else "")

"""Say which cell of one version of a notebook is which cell of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from classroom.keeping.cells import Cell
from classroom.keeping.manifest import Shipped

# The builder counts the cells that have no name of their own: another cell before them, and the number is another's.
COUNTED = re.compile(r"cell-\d{3,}")
ALIKE = 0.6  # share of equal text from which two counted cells between the same neighbours are one


def learners(base: Sequence[Shipped], mine: Sequence[Cell]) -> dict[int, int]:
    """
    Return for each cell that the learner still has where it stood in the course: by id, else by its text.

    Parameters
    ----------
    base : sequence of Shipped
        The cells as the course shipped them.
    mine : sequence of Cell
        The learner's cells.

    Returns
    -------
    dict of int to int
        Position in `mine` by position in `base`.
    """
    # The first of two cells with one id is the course's own.
    where = {cell.id: n for n, cell in reversed(list(enumerate(mine))) if cell.id}
    found: dict[int, int] = {}
    for position, shipped in enumerate(base):
        if shipped.id in where:
            found[position] = where.pop(shipped.id)
    taken = set(found.values())
    # A program that knows no ids gives new ones; nbgrader's name, or the text, still tells.
    for position, shipped in enumerate(base):
        if position not in found:
            for n, cell in enumerate(mine):
                named = cell.nbgrader.get("grade_id") == shipped.id
                if n not in taken and (named or cell.digest == shipped.digest):
                    found[position] = n
                    taken.add(n)
                    break
    return found


def courses(base: Sequence[Shipped], new: Sequence[Cell], texts: dict[int, str]) -> dict[int, int]:
    """
    Return for each cell of the old version where it stands in the new one.

    Named cells are found by name. Counted ones (``cell-007``) are found by their text, and if that changed
    too, by their neighbours and by how much of the text is left.

    Parameters
    ----------
    base : sequence of Shipped
        The cells of the old version: ids and prints, no text.
    new : sequence of Cell
        The cells of the new version.
    texts : dict of int to str
        The learner's text of a cell, by position in `base`.

    Returns
    -------
    dict of int to int
        Position in `new` by position in `base`.
    """
    before = [_key(cell.id, cell.digest) for cell in base]
    after = [_key(cell.id, cell.digest) for cell in new]
    where = {key: n for n, key in reversed(list(enumerate(after)))}
    found: dict[int, int] = {}
    blocks = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    for tag, start, end, start_new, _ in blocks:
        if tag == "equal":
            found |= {n: start_new + n - start for n in range(start, end)}
    taken = set(found.values())
    for n, key in enumerate(before):  # moved
        if n not in found and key in where and where[key] not in taken:
            found[n] = where[key]
            taken.add(where[key])
    for tag, start, end, start_new, end_new in blocks:
        if tag == "replace":
            _pair(base, new, range(start, end), range(start_new, end_new), found, texts)
    return found


def _key(name: str, text: str) -> str:
    return text if COUNTED.fullmatch(name) else f"named {name}"


def _pair(
    base: Sequence[Shipped],
    new: Sequence[Cell],
    old_range: range,
    new_range: range,
    found: dict[int, int],
    texts: dict[int, str],
) -> None:
    """Pair the counted cells that are left between the same neighbours."""
    left = [n for n in old_range if n not in found and COUNTED.fullmatch(base[n].id)]
    taken = set(found.values())
    free = [n for n in new_range if n not in taken and COUNTED.fullmatch(new[n].id)]
    if [base[n].kind for n in left] == [new[n].kind for n in free]:
        found |= dict(zip(left, free, strict=True))
        return
    for n in left:
        scores = {
            m: SequenceMatcher(a=texts.get(n, ""), b=new[m].source, autojunk=False).ratio()
            for m in free
            if new[m].kind == base[n].kind
        }
        best = max(scores, key=scores.__getitem__, default=None)
        if best is not None and scores[best] >= ALIKE:
            found[n] = best
            free.remove(best)

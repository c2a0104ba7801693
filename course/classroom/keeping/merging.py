"""
Bring a learner's notebook into a newer version of the course, cell by cell, and lose none.

Three versions of each cell are compared: as the course had shipped it, as the learner left it, and as the course
ships it now. What only one side changed is taken from that side. What both changed is kept twice, with a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from classroom.keeping import notes
from classroom.keeping.alignment import courses, learners
from classroom.keeping.as_given import is_as_given
from classroom.keeping.cells import Cell, with_own_ids
from classroom.keeping.manifest import Shipped
from classroom.keeping.weaving import weave, who_leads

Slot = tuple[str, int]  # ("course", position in the new version) or ("mine", position in the learner's notebook)


@dataclass
class Merged:
    """
    The merged cells, and how many of each kind: the learner's, changed by both, gone from the course, locked.

    Cells that were changed by both, are gone, or are locked stand under a note.
    """

    cells: list[Cell]
    yours: int = 0
    both: int = 0
    gone: int = 0
    locked: int = 0


def merge(base: Sequence[Shipped], mine: Sequence[Cell], new: Sequence[Cell]) -> Merged:
    """
    Merge a notebook.

    Parameters
    ----------
    base : sequence of Shipped
        The cells that the course had shipped when the work was saved.
    mine : sequence of Cell
        The learner's cells.
    new : sequence of Cell
        The cells that the course ships now.

    Returns
    -------
    Merged
        Every cell of the new version, but for those that the learner took out and the course left as they were,
        and every cell that the learner wrote or changed. Ids are unique. The same three give the same result.
    """
    to_mine = learners(base, mine)
    to_new = courses(base, new, {n: mine[m].source for n, m in to_mine.items()})
    slots: dict[int, Slot] = {}  # of the cells of the old version, where either side still has them
    groups: dict[Slot, list[Cell]] = {("course", n): [cell] for n, cell in enumerate(new)}
    merged = Merged([])
    for position, shipped in enumerate(base):
        old = mine[to_mine[position]] if position in to_mine else None
        now = new[to_new[position]] if position in to_new else None
        group = _resolve(shipped, old, now, merged)
        slot: Slot = ("course", to_new[position]) if now else ("mine", to_mine.get(position, -1))
        groups[slot] = group
        if group:
            slots[position] = slot
    from_course = {m: slots.get(n) for n, m in to_mine.items()}
    learner_order: list[Slot] = []
    for m, cell in enumerate(mine):
        own: Slot | None = from_course.get(m, ("mine", m))
        if own is None or (m not in from_course and _is_of_older_release(cell, base)):
            continue  # the course took it out, and the learner had not touched it
        if m not in from_course:
            groups[own] = [_own(cell)]
            merged.yours += 1
        learner_order.append(own)
    course_order: list[Slot] = [("course", n) for n in range(len(new)) if groups["course", n]]
    order = _order(list(slots.values()), learner_order, course_order)
    placed = [(cell, slot, n) for slot in order for n, cell in enumerate(groups[slot])]
    first = {n for n, (_, (side, _), place) in enumerate(placed) if side == "course" and place == 0}
    merged.cells = with_own_ids([cell for cell, _, _ in placed], first=first)
    return merged


def _order(base: list[Slot], mine: list[Slot], new: list[Slot]) -> list[Slot]:
    shared = set(base) & set(mine) & set(new)
    mine_leads = who_leads(*([slot for slot in order if slot in shared] for order in (base, mine, new)))
    return weave(mine, new) if mine_leads else weave(new, mine)


def _resolve(shipped: Shipped, mine: Cell | None, new: Cell | None, merged: Merged) -> list[Cell]:
    """Return the cells that stand for one cell of the old version; none if it is gone."""
    if mine is None:  # the learner took it out
        stays_out = new is None or (new.digest == shipped.digest and not new.nbgrader)
        return [] if stays_out or new is None else [new]
    if mine.digest == shipped.digest or is_as_given(mine):
        return [] if new is None else [new]
    if new is None:
        merged.gone += 1
        return [notes.gone(mine), _own(mine)]
    if mine.digest == new.digest:
        return [new]
    if new.is_locked or (new.nbgrader and mine.kind != new.kind):
        merged.locked += 1
        return [new, notes.locked(new), _copy(mine, new)]
    if new.digest == shipped.digest:
        merged.yours += 1
        return [_with_text_of(mine, new)]
    merged.both += 1
    if mine.kind == new.kind and (new.is_answer or shipped.is_answer):
        # A cell of the course after the answer would run, and undo it: so its new text is shown, not repeated.
        return [_with_text_of(mine, new), notes.new_question(new)]
    return [new, notes.both(new), _copy(mine, new)]


def _is_of_older_release(cell: Cell, base: Sequence[Shipped]) -> bool:
    """Whether a cell was given out with a release before the one that the work was compared with, and left alone."""
    return cell.nbgrader.get("grade_id") not in {shipped.id for shipped in base} and is_as_given(cell)


def _with_text_of(mine: Cell, new: Cell) -> Cell:
    """Return the course's cell with what the learner wrote in it."""
    return replace(new, kind=mine.kind, source=mine.source, attachments=mine.attachments, run=mine.run)


def _copy(mine: Cell, new: Cell) -> Cell:
    """Return the learner's cell as one of their own, beside the course's."""
    return replace(_own(mine), id=f"yours-{new.id}"[:64])


def _own(cell: Cell) -> Cell:
    """Return a cell of the learner's: nbgrader must not take it for one of the course's."""
    left_out = ("nbgrader", "editable", "deletable")
    return replace(cell, metadata={name: value for name, value in cell.metadata.items() if name not in left_out})

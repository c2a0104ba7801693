"""Bring two orders of the same things into one, so that nothing that either holds is lost."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

Slot = TypeVar("Slot", bound=Hashable)


def weave(leading: Sequence[Slot], other: Sequence[Slot]) -> list[Slot]:
    """
    Return the leading order, with what only the other has, each after the neighbour that it follows there.

    Examples
    --------
    >>> weave(["a", "b", "c"], ["a", "mine", "also mine", "c"])
    ['a', 'mine', 'also mine', 'b', 'c']
    """
    made = list(leading)
    there = set(made)
    before: Slot | None = None
    for slot in other:
        if slot not in there:
            made.insert(0 if before is None else made.index(before) + 1, slot)
            there.add(slot)
        before = slot
    return made


def who_leads(base: Sequence[Slot], mine: Sequence[Slot], new: Sequence[Slot]) -> bool:
    """
    Tell whether the learner's order leads: they moved cells, and the course did not.

    Each order is given with what all three share.
    """
    return list(mine) != list(base) == list(new)

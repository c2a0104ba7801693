"""The notes that stand in a merged notebook where the course and the learner both have something to say."""

from __future__ import annotations

import re

from classroom.keeping.cells import Cell


def both(new: Cell) -> Cell:
    """Return the note between the course's new cell and the learner's."""
    return _note(
        "changed",
        new,
        "**Changed in the course.** Above stands the course's new cell, below stands yours, as you left it.",
    )


def gone(mine: Cell) -> Cell:
    """Return the note above a cell that the course no longer has."""
    return _note("gone", mine, "**No longer in the course.** You had changed the cell below, so it stays here.")


def locked(new: Cell) -> Cell:
    """Return the note between a question or a test and the learner's change of it."""
    return _note(
        "locked",
        new,
        "**A cell of the course.** Above it stands as the course has it, below stands what you made of it.",
    )


def new_question(new: Cell) -> Cell:
    """Return the note below an answer to an exercise whose text is new; it shows the text."""
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in re.findall(r"`+", new.source))])
    language = "python" if new.kind == "code" else "markdown"
    text = "**Changed in the course.** Above stands your answer, as you left it. The cell to start from is now:"
    return _note("changed", new, text, f"\n\n{fence}{language}\n{new.source}\n{fence}")


def _note(about: str, cell: Cell, text: str, more: str = "") -> Cell:
    return Cell(f"note-{about}-{cell.id}"[:64], "markdown", f"> {text}{more}")

"""Tell whether a cell of an assignment is as it was given out, by the checksum that nbgrader left in it."""

from __future__ import annotations

from classroom.keeping.cells import Cell


def is_as_given(cell: Cell) -> bool:
    """
    Whether nobody changed a cell since nbgrader released it; False where there is no checksum, as in lessons.

    A learner's copy may be of an older release than the one that the course ships when the work is saved.
    """
    checksum = cell.nbgrader.get("checksum")
    if not checksum or "grade_id" not in cell.nbgrader:
        return False
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    try:
        known = {"cell_type": cell.kind, "source": cell.source, "metadata": cell.metadata}
        return bool(compute_checksum(from_dict(known)) == checksum)
    except (LookupError, TypeError, ValueError, AttributeError):
        return False  # damaged metadata prove nothing

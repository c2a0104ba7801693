"""A copy of an assignment may be of an older release than the course that it is saved from."""

from classroom.keeping.cells import Cell
from classroom.keeping.manifest import shipped_cells
from classroom.keeping.merging import merge


def given(name: str, source: str, *, solution: bool = False) -> Cell:
    """A cell as nbgrader releases it, with its checksum."""
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    tags = {"grade_id": name, "grade": False, "locked": not solution, "solution": solution, "schema_version": 3}
    known = {"cell_type": "code", "source": source, "metadata": {"nbgrader": tags}}
    return Cell(name, "code", source, {"nbgrader": {**tags, "checksum": compute_checksum(from_dict(known))}})


def answered(cell: Cell, source: str) -> Cell:
    return Cell(cell.id, cell.kind, source, cell.metadata)


OLD = [given("cell-000", "old text"), given("gap", "old stub", solution=True), given("question-gone", "gone")]
NEW = [given("cell-000", "added"), given("cell-001", "new text"), given("gap", "new stub", solution=True)]


def sources(mine: list[Cell]) -> list[str]:
    return [cell.source for cell in merge(shipped_cells(NEW), mine, NEW).cells]


def test_untouched_older_copy_becomes_the_newer_release():
    assert sources(OLD) == ["added", "new text", "new stub"]


def test_answer_in_an_older_copy_stays_and_nothing_old_comes_with_it():
    found = sources([OLD[0], answered(OLD[1], "my answer"), OLD[2]])
    assert found == ["added", "new text", "my answer"]


def test_changed_question_of_an_older_copy_is_kept_apart():
    found = sources([OLD[0], OLD[1], answered(OLD[2], "my remark")])
    assert found[:3] == ["added", "new text", "new stub"]
    assert "my remark" in found


def test_checksum_of_damaged_metadata_proves_nothing():
    damaged = Cell("gap", "code", "mine", {"nbgrader": {"checksum": "0", "grade_id": 5, "grade": True}})
    assert "mine" in sources([damaged])

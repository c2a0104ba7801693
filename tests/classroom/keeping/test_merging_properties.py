"""Whatever a learner and the course do to a lesson: no cell is lost, and nothing changes that nobody changed."""

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.keeping import cells
from classroom.keeping.cells import Cell
from classroom.keeping.manifest import shipped_cells
from classroom.keeping.merging import merge

STUB = "# Your code here.\nanswer = ..."
LOCK = {"nbgrader": {"locked": True, "solution": False}}
QUICK = settings(max_examples=50, deadline=None)

texts = st.text(alphabet='ab\n`é\u2028"', max_size=6)
kinds = st.sampled_from(["code", "markdown"])


@st.composite
def lessons(draw):
    """A lesson as the builder numbers it: counted cells, named exercises, locked tests."""
    made = []
    for position in range(draw(st.integers(1, 7))):
        role = draw(st.sampled_from(["counted", "counted", "exercise", "locked"]))
        text = draw(texts)
        if role == "exercise":
            made.append(Cell(f"exercise-{position}", "code", f"{STUB}{text}"))
        else:
            made.append(Cell(f"cell-{position:03d}", draw(kinds), text, LOCK if role == "locked" else {}))
    return made


@st.composite
def reworked(draw, lesson, *, own):
    """The lesson after somebody changed, removed, moved and added cells; `own` begins the texts of the new ones."""
    made = []
    for cell in lesson:
        deed = draw(st.sampled_from(["leave", "leave", "change", "remove", "add"]))
        if deed == "change":
            made.append(Cell(cell.id, cell.kind, f"{own} {draw(texts)}", cell.metadata))
        elif deed != "remove":
            made.append(cell)
        if deed == "add":
            made.append(Cell(draw(st.sampled_from(["", "own", "cell-001"])), draw(kinds), f"{own} {draw(texts)}"))
    if draw(st.booleans()):
        made = list(draw(st.permutations(made)))
    return made


@st.composite
def three_versions(draw):
    """What was shipped, what the learner has, what is shipped now: counted anew, as the builder does."""
    base = draw(lessons())
    mine = draw(reworked(base, own="mine"))
    new = []
    for position, cell in enumerate(draw(reworked(base, own="course"))):
        name = cell.id if cell.id.startswith("exercise") else f"cell-{position:03d}"
        new.append(Cell(name, cell.kind, cell.source, cell.metadata))
    return base, mine, new


@given(three_versions())
@QUICK
def test_every_cell_that_the_learner_wrote_is_there(versions):
    base, mine, new = versions
    merged = merge(shipped_cells(base), mine, new)
    found = [cell.source for cell in merged.cells]
    for cell in mine:
        if cell.source.startswith("mine"):
            assert cell.source in found


@given(three_versions())
@QUICK
def test_every_cell_that_the_course_wrote_or_changed_is_there(versions):
    base, mine, new = versions
    merged = merge(shipped_cells(base), mine, new)
    found = "\0".join(cell.source for cell in merged.cells)
    for cell in new:
        if cell.source.startswith("course"):
            assert cell.source in found


@given(three_versions())
@QUICK
def test_the_notebook_is_valid_with_unique_ids_and_locked_cells_are_the_courses(versions):
    base, mine, new = versions
    merged = merge(shipped_cells(base), mine, new).cells
    nbformat.validate(nbformat.reads(cells.write(merged, {}).decode("utf-8"), as_version=4))
    assert len({cell.id for cell in merged}) == len(merged)
    by_id = {cell.id: cell.source for cell in merged}
    assert all(by_id[cell.id] == cell.source for cell in new if cell.is_locked)


@given(three_versions())
@QUICK
def test_same_version_gives_back_what_was_saved_but_for_locked_cells(versions):
    base, mine, _ = versions
    base = [Cell(cell.id, cell.kind, cell.source) for cell in base]
    mine = [Cell(cell.id, cell.kind, cell.source) for cell in mine]
    merged = merge(shipped_cells(base), mine, base).cells
    assert [(cell.kind, cell.source) for cell in merged] == [(cell.kind, cell.source) for cell in mine]


@given(three_versions())
@QUICK
def test_who_changed_nothing_gets_the_new_course(versions):
    base, _, new = versions
    assert merge(shipped_cells(base), base, new).cells == new


@given(three_versions())
@QUICK
def test_merging_what_was_merged_changes_nothing(versions):
    base, mine, new = versions
    once = merge(shipped_cells(base), mine, new).cells
    again = merge(shipped_cells(new), once, new).cells
    assert [cell.source for cell in again] == [cell.source for cell in once]


def test_written_cells_read_back_the_same():
    odd = [
        Cell("a", "markdown", "half \ud800 a sign", attachments={"a.png": {"image/png": "AA=="}}),
        Cell("b", "raw", ""),
    ]
    assert list(cells.read(cells.write(odd, {})).cells) == odd


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"nbformat": 4, "cells": 3}', b'{"nbformat": 4, "cells": [{}]}', b"[" * 100_000]
)
def test_what_is_no_notebook_reads_as_none(data):
    assert cells.read(data) is None

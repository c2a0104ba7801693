import nbformat
import pytest

from citylab import progress, standing
from citylab.modules import modules

from .conftest import NOTEBOOKS, write_notebook

LESSON_1, LESSON_2 = "02-smart-grids/01_read_a_street", "02-smart-grids/02_solve_the_flow"


def complete(*, quiz=9, points=22.0):
    """Do all that the small module asks for."""
    for name in ("grid-1-peak", "grid-1-energy", "grid-w-lowest"):
        progress.record_solved(name)
    progress.record_study(LESSON_2, seconds=60, cells=["load", "grid-2-drop"])
    progress.record_quiz("smart-grids", right=quiz, questions=12)
    progress.record_assignment("smart-grids", points=points, total=44)


def test_beginner_stands_at_the_start(small_course):
    found = standing.of("smart-grids")
    assert (found.read, found.tried, found.solved, found.exercises, found.seconds) == (0, 0, 0, 4, 0)
    assert (found.quiz, found.assignment) == (None, None)
    assert not found.is_complete
    assert not found.is_begun


def test_read_is_the_share_of_the_code_cells_of_the_lessons(small_course):
    progress.record_study(LESSON_1, seconds=60, cells=["load", "grid-1-peak"])
    progress.record_study("02-smart-grids/00_overview", seconds=5, cells=["look"])
    assert standing.of("smart-grids").read == pytest.approx(2 / 5)  # 3 cells in lesson 1, 2 in lesson 2


def test_a_cell_that_the_notebook_does_not_have_counts_for_nothing(small_course):
    progress.record_study(LESSON_1, seconds=60, cells=["my-own-cell", "load"])
    assert standing.of("smart-grids").lessons[1].read == pytest.approx(1 / 3)


def test_tried_counts_right_and_wrong_answers(small_course):
    progress.record_solved("grid-1-peak")
    progress.record_try("grid-1-energy", fingerprint="a")
    progress.record_hints("grid-2-drop", seen=1)
    found = standing.of("smart-grids")
    assert (found.tried, found.solved) == (2, 1)


def test_time_in_the_assignment_counts_for_its_module(small_course):
    progress.record_study(LESSON_1, seconds=60, cells=[])
    progress.record_study("smart-grids/smart-grids", seconds=30, cells=[])
    assert standing.of("smart-grids").seconds == 90


def test_module_is_complete_when_all_is_done(small_course):
    complete()
    found = standing.of("smart-grids")
    assert found.missing == {}
    assert found.is_complete


@pytest.mark.parametrize(("part", "worse"), [("quiz", {"quiz": 8}), ("assignment", {"points": 21.9})])
def test_a_little_less_is_not_complete(small_course, part, worse):
    complete(**worse)
    assert list(standing.of("smart-grids").missing) == [part]


def test_wrap_up_is_solved_not_read(small_course):
    complete()
    progress.update(lambda book: book["exercises"].pop("grid-w-lowest"))
    progress.record_study("02-smart-grids/06_wrap_up", seconds=9, cells=["grid-w-lowest"])
    assert list(standing.of("smart-grids").missing) == ["wrap-up"]


def test_planned_module_is_never_complete(small_course):
    assert not standing.of("internet-of-things").is_complete


def test_notebook_that_is_damaged_is_not_done_and_breaks_nothing(small_course):
    complete()
    (small_course / f"course/notebooks/{LESSON_1}.ipynb").write_text("<<<<<<< mine")
    found = standing.of("smart-grids")
    assert not found.lessons[1].lesson.is_readable
    assert found.missing == {"lessons": "1 lesson"}


@pytest.mark.parametrize(("seconds", "cells"), [(float("nan"), [["load"]]), (float("inf"), [1]), (-5, [])])
def test_odd_entries_of_the_file_count_for_nothing(small_course, seconds, cells):
    entry = {"seconds": seconds, "cells": cells, "last": "yesterday"}
    progress.update(lambda book: book["study"].update({LESSON_1: entry}))
    found = standing.of("smart-grids")
    assert (found.seconds, found.read) == (0, 0)


def test_unknown_module_is_refused_with_the_known_ones(small_course):
    with pytest.raises(ValueError, match="no module named 'grids'; there are: internet-of-things, smart-grids"):
        standing.of("grids")


def test_every_ready_module_of_the_course_asks_for_all_four():
    for module in modules():
        if module.status == "ready":
            assert list(standing.of(module).missing) == ["lessons", "quiz", "wrap-up", "assignment"]


@pytest.fixture
def written(small_course):
    """The small course with the author's page of each of its notebooks."""
    pages = small_course / "course/lessons/02-smart-grids"
    for name, (title, cells) in NOTEBOOKS.items():
        blocks = "".join(f'# %% solution="{cell}"\n{source}\n' for cell, source in cells.items())
        (pages / f"{name}.py").write_text(f"# %% [markdown]\n# # {title}\n{blocks}", encoding="utf-8")
    return small_course


@pytest.mark.parametrize(
    "cells", [{"a": "1"}, {"load": "load = 1", "mine": "check('grid-1-paek', 1)", "grid-1-peak": "1"}, None]
)
def test_what_there_is_to_do_is_what_the_author_wrote(written, cells):
    complete()
    notebook = written / f"course/notebooks/{LESSON_1}.ipynb"
    if cells is None:
        notebook.unlink()
    else:
        write_notebook(notebook, "Mine", cells)
    found = standing.of("smart-grids")
    assert (found.solved, found.exercises) == (3, 4)
    assert found.is_complete


@pytest.mark.parametrize("content", ["<<<<<<< mine", '{"cells": []}'])
def test_notebook_that_holds_nothing_takes_nothing_away(written, content):
    (written / f"course/notebooks/{LESSON_1}.ipynb").write_text(content)
    progress.record_study(LESSON_1, seconds=60, cells=["load"])
    found = standing.of("smart-grids").lessons[1]
    assert (len(found.lesson.exercises), found.read, found.is_done) == (2, pytest.approx(1 / 3), False)


def test_copy_of_a_notebook_is_no_lesson_more(written):
    write_notebook(written / f"course/notebooks/{LESSON_1}-Copy1.ipynb", "Mine", {"a": "check('grid-9-none', 1)"})
    assert (len(standing.of("smart-grids").lessons), standing.of("smart-grids").exercises) == (5, 4)


def test_cells_of_each_page_of_the_course_are_named_as_its_notebook_names_them():
    read = [lesson for module in modules() for lesson in module.lessons]
    assert read
    for lesson in read:
        built = nbformat.read(lesson.path, as_version=4)
        assert lesson.cells == tuple(cell.id for cell in built.cells if cell.cell_type == "code"), lesson.key

"""The whole way with a real lesson and a real assignment: work, save, take a newer course, restore."""

import shutil
from pathlib import Path

import nbformat
import pytest

from classroom import keeping
from classroom.building import build
from classroom.keeping import shipped
from classroom.own_work.copies import STAMP, copy_of, print_of, stamp_in

LESSON = "course/lessons/02-smart-grids/01_read_a_street.py"
MASTER = "assignments/masters/smart-grids"
COPY = Path("course/my-work/smart-grids/smart-grids.ipynb")
RELEASE = Path("assignments/release/smart-grids/smart-grids.ipynb")
NOTEBOOK = Path("course/notebooks/02-smart-grids/01_read_a_street.ipynb")
ANSWER = "def evening_kwh(power_kw):\n    return 42.0  # my own answer"


@pytest.fixture(scope="module")
def cycle(tmp_path_factory, repository):
    """The course after the whole way, and what `restore` said."""
    root = tmp_path_factory.mktemp("lab")
    with pytest.MonkeyPatch.context() as here:
        here.setattr(shipped, "cache_file", lambda: root / "cache.json")
        here.setenv("CITYLAB_PROGRESS", str(root / "progress.json"))
        _copy(repository, root)
        build(root)
        copy_of(root, "smart-grids")
        _work(root)
        data = keeping.save(root)
        _change_course(root)
        build(root, force=True)
        restored = keeping.restore(root, data)
        once = _sources(root)
        again = keeping.restore(root, data)
        return root, restored, (once, _sources(root)), again


def _copy(repository: Path, root: Path) -> None:
    (root / LESSON).parent.mkdir(parents=True)
    shutil.copy(repository / LESSON, root / LESSON)
    shutil.copytree(repository / MASTER, root / MASTER)
    shutil.copy(repository / "assignments/nbgrader_config.py", root / "assignments")


def _work(root: Path) -> None:
    """Answer, add a cell, and tamper with a test."""

    def edit(place: Path, change) -> None:
        notebook = nbformat.read(root / place, as_version=4)
        change(notebook.cells)
        nbformat.write(notebook, root / place)

    def do_assignment(cells):
        by_id = {cell.id: cell for cell in cells}
        by_id["evening"].source = ANSWER
        by_id["test-evening-1"].source = "assert True"
        cells.insert(cells.index(by_id["evening"]) + 1, nbformat.v4.new_code_cell("my_helper = 1"))

    def do_lesson(cells):
        exercise = next(cell for cell in cells if "# Your code here." in cell.source)
        exercise.source = exercise.source.replace("# Your code here.", "# my lesson answer")
        cells.append(nbformat.v4.new_markdown_cell("My summary."))

    edit(COPY, do_assignment)
    edit(NOTEBOOK, do_lesson)


def _change_course(root: Path) -> None:
    """Put a cell before all others but the first, and change the question, the stub and the test of `evening`."""
    for path in (root / LESSON, root / MASTER / "smart-grids.py"):
        text = path.read_text(encoding="utf-8")
        at = text.index("# %%", 5)
        text = f"{text[:at]}# %% [markdown]\n# A cell that is new.\n\n{text[at:]}"
        text = text.replace("def evening_kwh(power_kw: pd.Series)", "def evening_kwh(load_kw: pd.Series)")
        path.write_text(text, encoding="utf-8")


def _sources(root: Path) -> list[list[str]]:
    return [[cell.source for cell in nbformat.read(root / place, as_version=4).cells] for place in (COPY, NOTEBOOK)]


def test_answers_and_own_cells_are_back_beside_the_newer_text(cycle):
    _, _, ((assignment, lesson), _), _ = cycle
    at = assignment.index(ANSWER)
    assert "evening_kwh(load_kw" in assignment[at + 1]
    assert assignment[at + 2] == "my_helper = 1"
    assert "A cell that is new." in assignment
    assert any("# my lesson answer" in source for source in lesson)
    assert "A cell that is new." in lesson
    assert lesson[-1] == "My summary."


def test_answer_sits_in_the_cell_that_is_marked_and_tests_are_the_courses(cycle):
    root = cycle[0]
    released, copy = (nbformat.read(root / place, as_version=4) for place in (RELEASE, COPY))
    nbformat.validate(copy)
    mine = {cell.id: cell for cell in copy.cells}
    assert len(mine) == len(copy.cells)
    assert mine["evening"].source == ANSWER
    for cell in released.cells:
        assert mine[cell.id].metadata == cell.metadata
        assert cell.id == "evening" or mine[cell.id].source == cell.source
    marked = [cell for cell in copy.cells if "nbgrader" in cell.metadata]
    assert len(marked) == len(released.cells)
    assert any(cell.source == "assert True" for cell in copy.cells)


def test_copy_says_that_it_belongs_to_the_newer_release(cycle):
    root = cycle[0]
    assert stamp_in(root / COPY) == print_of(nbformat.read(root / RELEASE, as_version=4))
    assert STAMP not in nbformat.read(root / NOTEBOOK, as_version=4).metadata


def test_twice_is_once(cycle):
    _, _, (once, twice), again = cycle
    assert once == twice
    assert again.written == []


def test_each_notebook_has_a_sentence(cycle):
    lines = cycle[1].lines
    assert [line.split(":")[0] for line in lines[:2]] == [NOTEBOOK.as_posix(), COPY.as_posix()]
    assert "3 cells of yours" in lines[1]

"""What the builder puts into the notebooks."""

import nbformat
import pytest

from classroom.building.lessons import Neighbour, build_lesson
from classroom.building.masters import build_master
from classroom.building.release import release
from classroom.errors import CitylabError

LESSON = '''# %% [markdown]
# # Measure a street

# %%
import math

# %% solution="street-1-area"
width_m = 3.0
### BEGIN SOLUTION
radius_m = 1.0
area_m2, _unused = math.pi * radius_m**2, 1
half_m2 = area_m2 / 2
### END SOLUTION

# %% solution="street-1-double"
def double(value):
    """Return twice the value."""
    ### BEGIN SOLUTION
    return 2 * value
    ### END SOLUTION

# %%
check("street-1-area", area_m2, half_m2)
'''

MASTER = """# %% [markdown]
# # Streets
# In all [[total]].

# %% [markdown] question="area"
# ## Area ([[points]])

# %% solution="area"
### BEGIN SOLUTION
area = 1
### END SOLUTION

# %% tests="area" points=2
assert area == 1, "area is the number of squares"
### BEGIN HIDDEN TESTS
assert type(area) is int
### END HIDDEN TESTS

# %% tests="area" points=1
assert area > 0, "an area is positive"

# %% [markdown] question="memo"
# ## Memo ([[points]])

# %% [markdown] manual="memo" points=1
# Because the street is flat.
"""


@pytest.fixture
def lesson(tmp_path):
    path = tmp_path / "01_measure.py"
    path.write_text(LESSON, encoding="utf-8")
    student, solution = build_lesson(path, neighbours=[Neighbour("Next", "More", "02_more.ipynb")])
    return nbformat.reads(student.decode(), 4), nbformat.reads(solution.decode(), 4)


@pytest.fixture
def source_file(tmp_path):
    path = tmp_path / "streets.py"
    path.write_text(MASTER, encoding="utf-8")
    built = tmp_path / "streets.ipynb"
    built.write_bytes(build_master(path))
    return built


def by_id(notebook):
    return {cell.id: cell for cell in notebook.cells}


def test_student_gets_a_stub_for_every_name_that_a_later_cell_uses(lesson):
    stub = by_id(lesson[0])["street-1-area"].source
    assert stub == "width_m = 3.0\n# Your code here.\narea_m2 = ...\nhalf_m2 = ..."


def test_student_function_keeps_signature_and_docstring(lesson):
    stub = by_id(lesson[0])["street-1-double"].source
    assert stub.endswith('"""Return twice the value."""\n    # Your code here.\n    ...')


def test_solution_notebook_has_the_solution_without_marks(lesson):
    source = by_id(lesson[1])["street-1-area"].source
    assert "area_m2, _unused = math.pi * radius_m**2, 1" in source
    assert "###" not in source


def test_only_the_student_notebook_links_onward(lesson):
    assert "[More](02_more.ipynb)" in lesson[0].cells[-1].source
    assert lesson[1].cells[-1].id == "cell-004"


def test_same_source_gives_the_same_bytes(tmp_path):
    path = tmp_path / "01_measure.py"
    path.write_text(LESSON, encoding="utf-8")
    assert build_lesson(path, neighbours=[]) == build_lesson(path, neighbours=[])


def test_printed_points_are_the_sum_of_the_marked_ones(source_file):
    cells = by_id(nbformat.read(source_file, 4))
    assert cells["cell-000"].source.endswith("In all 4 points.")
    assert cells["question-area"].source == "## Area (3 points)"
    assert cells["question-memo"].source == "## Memo (1 point)"


def test_graded_cells_are_locked_and_answers_are_not(source_file):
    cells = by_id(nbformat.read(source_file, 4))
    locked = {name for name, cell in cells.items() if cell.metadata.nbgrader.locked}
    graded = {name: cell.metadata.nbgrader.points for name, cell in cells.items() if cell.metadata.nbgrader.grade}
    assert set(cells) - locked == {"area", "memo"}
    assert graded == {"test-area-1": 2, "test-area-2": 1, "memo": 1}


def test_release_holds_no_solution_no_hidden_test_no_sample_answer(source_file):
    text = release(source_file).decode()
    assert "YOUR CODE HERE" in text
    assert "an area is positive" in text
    for secret in ("area = 1", "type(area) is int", "street is flat", "BEGIN"):
        assert secret not in text


def test_release_is_the_same_twice(source_file):
    assert release(source_file) == release(source_file)


def test_notebook_that_nbgrader_refuses_is_named_with_its_reason(source_file):
    source_file.write_text(source_file.read_text().replace('"grade_id": "test-area-2"', '"grade_id": "test-area-1"'))
    with pytest.raises(CitylabError, match=r"streets\.ipynb: nbgrader refuses to release it: .*test-area-1"):
        release(source_file)

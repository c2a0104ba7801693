"""A build writes what differs, keeps what somebody worked in, and leaves nothing half written."""

import nbformat
import pytest

from classroom.building import build, build_assignment, outdated, targets
from classroom.errors import CitylabError

LESSON = """# %% [markdown]
# # Look

# %% solution="look-1-a"
### BEGIN SOLUTION
a = 1
### END SOLUTION

# %%
check("look-1-a", a)
"""


@pytest.fixture
def course(tmp_path):
    page = tmp_path / "course" / "lessons" / "01-look" / "01_look.py"
    page.parent.mkdir(parents=True)
    page.write_text(LESSON)
    return tmp_path


def student_notebook(course):
    return course / "course" / "notebooks" / "01-look" / "01_look.ipynb"


def work_in(path):
    notebook = nbformat.read(path, 4)
    notebook.cells[1].execution_count = 1
    notebook.cells[1].source = "a = 1  # my own work"
    nbformat.write(notebook, path)


def test_second_build_writes_nothing(course):
    assert len(build(course).written) == 2
    assert build(course).written == []


def test_changed_lesson_is_listed_as_out_of_date(course):
    build(course)
    page = course / "course" / "lessons" / "01-look" / "01_look.py"
    page.write_text(LESSON.replace("a = 1", "a = 2"))
    assert [path.as_posix() for path in outdated(course)] == ["course/solutions/01-look/01_look.ipynb"]


def test_notebook_without_a_source_is_removed(course):
    build(course)
    (course / "course" / "lessons" / "01-look" / "01_look.py").unlink()
    assert len(outdated(course)) == 2
    build(course)
    assert not student_notebook(course).exists()


def test_notebook_that_a_learner_made_beside_the_lessons_is_kept(course):
    build(course)
    own = student_notebook(course).with_name("my_notes.ipynb")
    saved = {"language_info": {"name": "python", "version": "3.11.7"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")], metadata=saved)
    nbformat.write(notebook, own)
    assert [path.name for path in build(course).kept] == ["my_notes.ipynb"]
    assert own.exists()


def test_notebook_that_a_learner_saved_without_running_it_is_kept(course):
    build(course)
    notebook = nbformat.read(student_notebook(course), 4)
    notebook.cells[0].source += " My note."
    notebook.metadata.language_info.version = "3.11.7"
    nbformat.write(notebook, student_notebook(course))
    assert [path.name for path in build(course).kept] == ["01_look.ipynb"]
    assert "My note." in student_notebook(course).read_text()


def test_notebook_that_somebody_ran_is_kept_until_forced(course):
    build(course)
    work_in(student_notebook(course))
    assert [path.name for path in build(course).kept] == ["01_look.ipynb"]
    assert "my own work" in student_notebook(course).read_text()
    assert len(build(course, force=True).written) == 1


def test_one_wrong_tag_stops_the_build_before_anything_is_written(course):
    (course / "course" / "lessons" / "01-look" / "02_wrong.py").write_text("# %% [markdown]\n# # B\n\n# %% oops=1\n1\n")
    with pytest.raises(CitylabError, match=r"02_wrong.py:4: unknown tag 'oops'"):
        build(course)
    assert not (course / "course" / "notebooks").exists()


def test_folder_that_cannot_be_written_is_named_and_nothing_is_left(course, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(targets.os, "replace", refuse)
    with pytest.raises(CitylabError, match=r"cannot be written \(Permission denied\); check that the folder is yours"):
        build(course)
    assert [path for path in (course / "course" / "notebooks").rglob("*") if path.is_file()] == []


def test_unknown_assignment_lists_the_known_ones(course):
    for name in ("smart-grids", "green-transport"):
        folder = course / "assignments" / "masters" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.py").write_text("# %% [markdown]\n# # A\n")
    with pytest.raises(CitylabError, match="no assignment named smart-gird; there are: green-transport, smart-grids"):
        build_assignment(course, "smart-gird")

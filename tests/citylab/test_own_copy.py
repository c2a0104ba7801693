import pytest

from citylab.modules import modules
from citylab.own_copy import own_copy
from classroom.own_work import copies


@pytest.fixture
def in_lab(small_course, monkeypatch):
    """The small course, its start page opened in JupyterLab."""
    monkeypatch.setenv("JPY_SESSION_NAME", str(small_course / "course/notebooks/start.ipynb"))
    return small_course


def test_outside_of_a_lab_nothing_is_written(small_course):
    assert own_copy(modules()[1]) == small_course / "assignments/release/smart-grids/smart-grids.ipynb"
    assert not (small_course / "course/my-work").exists()


def test_copy_is_the_one_that_citylab_mark_makes(in_lab):
    made = own_copy(modules()[1])
    content = made.read_bytes()
    made.unlink()
    source = in_lab / "assignments/source/smart-grids"
    source.mkdir(parents=True)
    (source / "smart-grids.ipynb").write_text("{}")
    assert copies.copy_of(in_lab, "smart-grids") == made
    assert made.read_bytes() == content


def test_copy_that_exists_is_never_replaced(in_lab):
    mine = in_lab / "course/my-work/smart-grids/smart-grids.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_text("my answers")
    assert own_copy(modules()[1]) == mine
    assert mine.read_text() == "my answers"


def test_lab_of_another_folder_writes_nothing_here(in_lab, monkeypatch, tmp_path_factory):
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path_factory.mktemp("elsewhere") / "start.ipynb"))
    assert own_copy(modules()[1]).parts[-4:-1] == ("assignments", "release", "smart-grids")


def test_place_that_cannot_be_written_means_a_link_to_the_release(in_lab):
    (in_lab / "course/my-work").write_text("a file in the way")
    assert own_copy(modules()[1]).parts[-3] == "release"


def test_module_without_assignment_has_no_copy(in_lab):
    assert own_copy(modules()[0]) is None

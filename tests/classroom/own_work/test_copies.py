"""A learner's copy is made once, is never overwritten, and is known again."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest

from classroom.errors import CitylabError
from classroom.own_work import copies, copy_of

from .conftest import NAME


def test_copy_is_made_where_it_belongs(root):
    path = copy_of(root, NAME)
    assert path == root / "course" / "my-work" / NAME / f"{NAME}.ipynb"
    released = nbformat.read(root / "assignments" / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    assert [cell.source for cell in nbformat.read(path, as_version=4).cells] == [cell.source for cell in released.cells]


def test_copy_is_never_overwritten(root):
    copy_of(root, NAME).write_text("my work")
    assert copy_of(root, NAME).read_text() == "my work"


def test_two_calls_at_once_make_one_whole_copy(root):
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: copy_of(root, NAME), range(8)))
    (path,) = made
    assert json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_unknown_name_is_refused_with_the_nearest(root):
    with pytest.raises(CitylabError, match="did you mean street-lamps"):
        copy_of(root, "street-lamp")


def test_folder_that_cannot_be_written_to_is_told_with_the_remedy(root):
    (root / "course").mkdir()
    (root / "course" / "my-work").write_text("a file stands in the way")
    with pytest.raises(CitylabError, match="--file"):
        copy_of(root, NAME)


@pytest.mark.parametrize("name", [f"{NAME}.ipynb", f"{NAME}-Copy1.ipynb", f"{NAME} (2).ipynb", f"{NAME}/mine.ipynb"])
def test_notebook_is_known_by_its_name_or_folder(root, name):
    assert copies.name_of(root, root / name, []) == NAME


def test_notebook_with_another_name_is_known_by_its_questions(root):
    assert copies.name_of(root, root / "homework.ipynb", ["energy", "lamps", "dark-hours", "cell-001"]) == NAME


def test_notebook_that_belongs_nowhere_is_refused_with_the_remedy(root):
    with pytest.raises(CitylabError, match=r"citylab mark NAME --file homework\.ipynb"):
        copies.name_of(root, root / "homework.ipynb", ["cell-000", "cell-001", "cell-002"])


def test_answers_in_the_release_are_taken_along(root, street_lamps):
    assert not copies.holds_answers(root, NAME, copy_of(root, NAME))
    shutil.rmtree(root / "course" / "my-work")
    release = root / "assignments" / "release" / NAME / f"{NAME}.ipynb"
    nbformat.write(street_lamps.handed_in({"dark-hours": "dark_h = 12"}), release)
    path = copy_of(root, NAME)
    assert copies.holds_answers(root, NAME, path)
    assert copies.stamp_in(path) == copies.print_of(street_lamps.released)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"metadata": {"citylab_release": 7}}', "\xff"])
def test_file_without_a_stamp_has_none(tmp_path, text):
    path = tmp_path / "odd.ipynb"
    path.write_text(text, encoding="latin-1")
    assert copies.stamp_in(path) == ""

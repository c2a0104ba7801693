"""What the page asks for, without a server."""

import pytest

from classroom.errors import CitylabError
from classroom.lab_page.desk import OF_BINDER, Desk


@pytest.fixture
def desk(course):
    return Desk(root=course, served=course)


@pytest.mark.parametrize("name", OF_BINDER)
@pytest.mark.usefixtures("not_on_binder")
def test_session_of_binder_is_temporary(desk, monkeypatch, name):
    assert not desk.about()["temporary"]
    monkeypatch.setenv(name, "something")
    assert desk.about()["temporary"]


def test_each_start_is_another_session(course):
    assert Desk(root=course, served=course).session != Desk(root=course, served=course).session


def test_link_that_leads_out_of_the_course_is_not_followed(desk, course, tmp_path):
    outside = tmp_path / "outside.ipynb"
    outside.write_text("{}")
    link = course / "course" / "my-work" / "link.ipynb"
    link.symlink_to(outside)
    try:
        with pytest.raises(CitylabError, match="only a notebook of this course"):
            desk.notebook("course/my-work/link.ipynb")
    finally:
        link.unlink()


def test_course_below_the_served_folder_is_found(course):
    desk = Desk(root=course, served=course.parent)
    found = desk.notebook(f"{course.name}/course/my-work/street-lamps/street-lamps.ipynb")
    assert found == (course / "course/my-work/street-lamps/street-lamps.ipynb").resolve()


def test_lessons_open_in_a_window_of_their_own_and_questions_on_the_page(desk, tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<a href="http://localhost:8888/lab/tree/x">x</a> <a href="#q1">1</a> &lt;a href="https://y">')
    desk._pages["name"] = page
    assert desk.page("name") == (
        b'<a target="_blank" href="http://localhost:8888/lab/tree/x">x</a> <a href="#q1">1</a> &lt;a href="https://y">'
    )

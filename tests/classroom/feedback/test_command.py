"""The command: pages where nbgrader expects them, and one line for what cannot be."""

import warnings

import pytest
from nbgrader.api import Gradebook

from classroom.course_root import open_api
from classroom.errors import CitylabError
from classroom.feedback import write_pages

NAME = "street-lamps"


@pytest.fixture
def notebook(course):
    return course / "autograded" / "ada" / NAME / f"{NAME}.ipynb"


def refused(course, student=None, name=NAME):
    with pytest.raises(CitylabError) as error:
        write_pages(course, name, student=student)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_page_lies_where_nbgrader_hands_it_out(course):
    (page,) = write_pages(course, NAME)
    assert page == course / "feedback" / "ada" / NAME / f"{NAME}.html"
    assert sorted(path.name for path in page.parent.iterdir()) == [
        f"{NAME}.html",
        "submission_secret.txt",
        "timestamp.txt",
    ]


def test_page_has_the_comment_of_a_person_and_not_the_one_of_a_program(course):
    (page,) = write_pages(course, NAME, student="ada")
    html = page.read_text(encoding="utf-8")
    assert "Well <em>drawn</em>." in html
    assert "No response" not in html


def test_stock_command_writes_the_same_page(course):
    (page,) = write_pages(course, NAME)
    ours = page.read_text(encoding="utf-8")
    page.unlink()
    assert open_api(course).generate_feedback(NAME, "ada", force=True)["success"]
    assert page.read_text(encoding="utf-8") == ours


def test_unknown_student_is_refused(course):
    assert "no student named eve" in refused(course, "eve")


def test_unknown_assignment_is_refused_with_those_there_are(course):
    assert refused(course, name="lamps").endswith("there are: street-lamps")


def test_student_without_marks_is_told_what_to_do(course):
    assert refused(course, "ben") == f"ben: no marks for {NAME} yet; mark it first, with: citylab grade {NAME}"


def test_missing_notebook_is_named(course, notebook):
    notebook.unlink()
    assert refused(course, "ada").startswith(f"{notebook}: the marked notebook is missing")


@pytest.mark.parametrize("content", [b"", b"{", b'{"cells": [1]}', b"\xff\xfe\x00", b'{"nbformat": 4, "cells": []}'])
def test_damaged_notebook_is_named(course, notebook, content):
    notebook.write_bytes(content)
    assert refused(course, "ada").startswith(f"{notebook}: the marked notebook is damaged")


def test_others_get_their_page_all_the_same(course, notebook):
    target = course / "autograded" / "ben" / NAME
    target.mkdir(parents=True)
    with warnings.catch_warnings(), Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        warnings.simplefilter("ignore")  # nbgrader uses a call that SQLAlchemy advises against
        gradebook.add_submission(NAME, "ben")
    said = []
    assert len(write_pages(course, NAME, say=said.append)) == 1
    assert len(said) == 1
    assert "ben" in said[0]


def test_no_gradebook_is_one_line(course):
    (course / "gradebook.db").unlink()
    assert "there is no gradebook yet" in refused(course)


def test_file_that_is_no_gradebook_is_one_line(course):
    (course / "gradebook.db").write_bytes(b"nothing of the kind" * 100)
    assert "the gradebook cannot be read" in refused(course)


def test_folder_that_is_no_course_is_refused(tmp_path):
    assert "not a course root" in refused(tmp_path)

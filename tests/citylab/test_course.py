import json

import pytest

from citylab import course, paths, progress
from citylab.course_page import as_html, as_text
from citylab.modules import CourseError, modules

LISTED = """
[[module]]
number = 1
slug = "internet-of-things"
title = "Internet of things"
brief = "Sensors & radio."
hours = "6–8"
status = "planned"

[[module]]
number = 2
slug = "smart-grids"
title = "Smart grids"
brief = "Approve or refuse."
hours = "7"
status = "ready"
"""


def notebook(*sources):
    return json.dumps({"cells": [{"cell_type": "code", "source": source} for source in sources]})


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A course with one ready module of two notebooks; the working folder is the notebooks'."""
    folder = tmp_path / "course" / "notebooks" / "02-smart-grids"
    for path in (folder, tmp_path / "datasets", tmp_path / "course" / "lessons"):
        path.mkdir(parents=True)
    (tmp_path / "course/lessons/course.toml").write_text(LISTED, encoding="utf-8")
    (folder / "01_read it.ipynb").write_text(
        notebook(
            "# Read a street\n\n## Part",
            'citylab.check("grid-1-peak", peak)',
            "citylab.check('grid-1-energy', kwh)\ncitylab.check.hint('grid-1-peak')",
        )
    )
    (folder / "00_overview.ipynb").write_text(notebook("# Overview <1>"))
    monkeypatch.setenv("CITYLAB_HOME", str(tmp_path))
    monkeypatch.chdir(folder.parent)
    return tmp_path


def test_modules_come_in_order_with_their_notebooks(home):
    first, second = modules()
    assert (first.number, first.status, first.lessons) == (1, "planned", ())
    assert [lesson.title for lesson in second.lessons] == ["Overview <1>", "Read a street"]


def test_exercises_of_a_notebook_are_those_it_checks(home):
    assert modules()[1].lessons[1].exercises == ("grid-1-peak", "grid-1-energy")


def test_page_tells_where_one_stands(home):
    progress.record_solved("grid-1-peak")
    progress.record_quiz("smart-grids", right=9, questions=12)
    assert "You have solved 1 of 2 exercises; quiz 9 of 12." in as_html(modules())


def test_beginner_has_solved_nothing(home, capsys):
    course.start_page()
    text = capsys.readouterr().out
    assert "01 Internet of things (hours: 6–8) - Sensors & radio. [planned]" in text
    assert "You have solved 0 of 2 exercises; quiz not taken yet." in text
    assert "   Read a street (0 of 2): 02-smart-grids/01_read it.ipynb" in text


def test_links_are_relative_to_the_notebook_and_escaped(home):
    page = as_html(modules())
    assert '<a href="02-smart-grids/01_read%20it.ipynb">Read a street</a>' in page
    assert "Overview &lt;1&gt;" in page
    assert "Sensors &amp; radio." in page


def test_finished_lesson_carries_a_sign(home):
    progress.record_solved("grid-1-peak")
    progress.record_solved("grid-1-energy")
    assert "Read a street (2 of 2 ✓)" in as_text(modules())


def test_module_without_notebooks_names_the_remedy(home):
    for path in home.rglob("*.ipynb"):
        path.unlink()
    assert "run citylab build" in as_html(modules())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("number = 2", 'number = "2"', "module 2: number must be int, got '2'"),
        ('title = "Smart grids"', "", "module 2: title must be str, got None"),
        ('"ready"', '"done"', "status must be ready or planned, got 'done'"),
        ('hours = "7"', 'hours = "7"\nhour = 7', "unknown hour; fields are number, slug"),
        ("[[module]]", "[module]", "must be valid TOML"),
    ],
)
def test_wrong_list_of_modules_is_refused_with_its_place(home, old, new, message):
    path = home / "course/lessons/course.toml"
    path.write_text(LISTED.replace(old, new), encoding="utf-8")
    with pytest.raises(CourseError, match=message):
        modules()


def test_missing_list_of_modules_is_refused(home):
    (home / "course/lessons/course.toml").unlink()
    with pytest.raises(CourseError, match=r"course\.toml must list the modules"):
        modules()


def test_real_course_has_twelve_modules_and_those_with_lessons_are_ready():
    listed = modules()
    assert [module.number for module in listed] == list(range(1, 13))
    written = sorted(path.parent.name[3:] for path in paths.root().glob("course/lessons/*/07_take_away.py"))
    assert sorted(module.slug for module in listed if module.status == "ready") == written
    assert "smart-grids" in written

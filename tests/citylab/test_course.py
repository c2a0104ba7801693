import json
import re
import time

import pytest

from citylab import course, paths, progress, reviews
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


def figures_in(page):
    """Return the names and values in the lists of the page."""
    return dict(re.findall(r"<dt[^>]*>([^<]*)</dt><dd[^>]*>([^<]*)<", page))


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
    assert "You have solved 1 of 2 exercises; quiz 9 of 12." in as_text(modules())
    assert figures_in(as_html(modules())) == {"Read": "0 %", "Exercises": "1 of 2 solved", "Quiz": "9 of 12"}


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


def test_all_that_is_known_of_a_module_is_on_the_page(small_course):
    progress.record_solved("grid-1-peak")
    progress.record_try("grid-1-energy", fingerprint="a")
    progress.record_study("02-smart-grids/01_read_a_street", seconds=3900, cells=["load", "grid-1-peak"])
    progress.record_assignment("smart-grids", points=31, total=44)
    progress.record_assignment("smart-grids", points=20.5, total=44)
    reviews.answered("smart-grids", "draws", False)
    progress.update(lambda book: book["review"]["smart-grids"]["draws"].update(due="2020-01-01T00:00:00+00:00"))
    page = as_html(modules())
    assert figures_in(page) == {
        "Read": "40 %",
        "Exercises": "1 of 4 solved, 2 tried",
        "Quiz": "not taken yet",
        "Wrap-up": "0 of 1",
        "Assignment": "31 of 44 points, last 20.5",
        "Time": "1 h 5 min",
        "Review": "1 question due",
    }
    assert "(1 of 2 solved, 67 % read, 1 h 5 min)" in page
    assert "Time so far: <b>1 h 5 min</b>" in page


def test_page_leads_to_the_assignment(small_course):
    page = as_html(modules())
    assert '<a href="../../assignments/release/smart-grids/smart-grids.ipynb">Assignment: Smart grids</a>' in page


def test_module_to_go_on_with_is_open_and_the_finished_one_says_so(small_course):
    assert "<details open>" in as_html(modules())
    for name in ("grid-1-peak", "grid-1-energy", "grid-2-drop", "grid-w-lowest"):
        progress.record_solved(name)
    progress.record_quiz("smart-grids", right=4, questions=4)
    progress.record_assignment("smart-grids", points=44, total=44)
    page = as_html(modules())
    assert "✓ complete" in page
    assert "<details open>" not in page


def test_notebook_that_is_damaged_is_named_and_the_rest_is_shown(small_course):
    (small_course / "course/notebooks/02-smart-grids/01_read_a_street.ipynb").write_text("<<<<<<< mine")
    text = as_text(modules())
    assert "01_read_a_street (this is no notebook any more: run citylab build)" in text
    assert "Solve the flow (0 of 1)" in text


def test_figures_of_another_version_do_not_break_the_page(small_course):
    progress.record_quiz("smart-grids", right=15, questions=12)
    assert "width: 100%" in as_html(modules())


def test_headings_of_the_page_are_all_of_one_level_below_the_title(small_course):
    assert set(re.findall(r"<h(\d)", as_html(modules()))) == {"2"}


def test_start_page_of_the_whole_course_takes_less_than_half_a_second():
    for module in modules():
        if module.quiz_file:
            reviews.answered(module.slug, "battery", False)
    started = time.process_time()
    as_html(modules())
    assert time.process_time() - started < 0.5

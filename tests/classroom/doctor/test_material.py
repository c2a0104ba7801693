"""A notebook that is missing or damaged is named, and so is a data file that is not the published one."""

import json
import shutil

import pytest

from classroom.doctor import material

NOTEBOOK = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "raw"}]})


@pytest.fixture
def course(tmp_path):
    """A course of one lesson that has an exercise."""
    lesson = tmp_path / "course" / "lessons" / "01-lamps" / "01_count.py"
    lesson.parent.mkdir(parents=True)
    lesson.write_text('# %% solution="count"\n')
    for place in ("notebooks", "solutions"):
        built = tmp_path / "course" / place / "01-lamps" / "01_count.ipynb"
        built.parent.mkdir(parents=True)
        built.write_text(NOTEBOOK)
    return tmp_path


def test_a_lesson_and_its_solution_are_both_looked_at(course):
    assert material.notebooks(course).says == "2, with solutions; each can be opened"


def test_a_missing_solution_is_a_problem(course):
    (course / "course/solutions/01-lamps/01_count.ipynb").unlink()
    found = material.notebooks(course)
    assert found.says == "missing: course/solutions/01-lamps/01_count.ipynb"
    assert found.remedy == "write them: citylab build"


@pytest.mark.parametrize("text", ["", "<<<<<<< mine", "[]", '{"nbformat": 3, "cells": [1]}', '{"nbformat": 4}'])
def test_a_damaged_notebook_is_a_problem_that_keeps_the_work(course, text):
    (course / "course/notebooks/01-lamps/01_count.ipynb").write_text(text)
    found = material.notebooks(course)
    assert found.says == "cannot be opened: course/notebooks/01-lamps/01_count.ipynb"
    assert found.remedy.startswith("copy what you wrote elsewhere")


def test_a_folder_without_lessons_is_a_problem(tmp_path):
    assert material.notebooks(tmp_path).state == "problem"


@pytest.fixture
def sets(tmp_path, repository, monkeypatch):
    """A course that holds two small data sets."""
    for name in ("lora_regions", "sensor_figures"):
        shutil.copytree(repository / "datasets" / name, tmp_path / "datasets" / name)
    monkeypatch.setenv("CITYLAB_HOME", str(tmp_path))
    return tmp_path / "datasets"


def test_published_files_are_counted(sets):
    assert material.data().says == "2 sets, 5 files, every hash right"


def test_a_changed_byte_is_a_problem_with_the_remedy(sets):
    with (sets / "lora_regions" / "bands.csv").open("a") as file:
        file.write(" ")
    found = material.data()
    assert found.says == "lora_regions/bands.csv is not the published file"
    assert found.remedy == "restore it with: git checkout -- datasets/lora_regions"


def test_several_wrong_files_have_one_remedy(sets):
    for name in ("bands.csv", "data_rates.csv"):
        (sets / "lora_regions" / name).unlink()
    found = material.data()
    assert found.says == "lora_regions/bands.csv is missing (and 1 more)"
    assert found.remedy == "restore them with: git checkout -- datasets"


def test_a_damaged_passport_is_a_problem(sets):
    (sets / "lora_regions" / "datapackage.json").write_text("{")
    assert material.data().state == "problem"

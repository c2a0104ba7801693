"""A course of two modules, small enough to know every figure."""

import json

import pytest

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
QUESTION = """
[[question]]
id = "{name}"
ask = "Is it {name}?"
kind = "one"
[[question.option]]
text = "yes"
right = true
why = "It is."
[[question.option]]
text = "no"
right = false
why = "It is not otherwise."
"""
# Notebook: its title, then its code cells by id. Three lessons' worth of exercises: 2, 1 and 1.
NOTEBOOKS = {
    "00_overview": ("Overview", {"look": "course.start_page()"}),
    "01_read_a_street": (
        "Read a street",
        {"load": "load = 1", "grid-1-peak": "check('grid-1-peak', peak)", "grid-1-energy": "check('grid-1-energy', 2)"},
    ),
    "02_solve_the_flow": ("Solve the flow", {"load": "net = 1", "grid-2-drop": "check('grid-2-drop', 3)"}),
    "05_quiz": ("Test yourself", {"quiz": "quiz('smart-grids')"}),
    "06_wrap_up": ("Wrap up", {"grid-w-lowest": "check('grid-w-lowest', 4)"}),
}


def write_notebook(path, title, cells):
    """Write a notebook of a title and code cells by id."""
    written = [{"cell_type": "markdown", "id": "title", "metadata": {}, "source": [f"# {title}\n"]}]
    written += [
        {"cell_type": "code", "id": name, "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        for name, source in cells.items()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": written, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))


@pytest.fixture
def small_course(tmp_path, monkeypatch):
    """A course with one ready module: overview, two lessons, quiz, wrap-up and assignment."""
    (tmp_path / "datasets").mkdir()
    lessons = tmp_path / "course/lessons/02-smart-grids"
    lessons.mkdir(parents=True)
    (lessons.parent / "course.toml").write_text(LISTED, encoding="utf-8")
    ids = ("quarter-hours", "diversity", "draws", "leakage")
    (lessons / "quiz.toml").write_text("".join(QUESTION.format(name=name) for name in ids))
    notebooks = tmp_path / "course/notebooks"
    for name, (title, cells) in NOTEBOOKS.items():
        write_notebook(notebooks / "02-smart-grids" / f"{name}.ipynb", title, cells)
    write_notebook(tmp_path / "assignments/release/smart-grids/smart-grids.ipynb", "Assignment", {"one": "1"})
    monkeypatch.setenv("CITYLAB_HOME", str(tmp_path))
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.chdir(notebooks)
    return tmp_path

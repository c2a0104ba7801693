"""A small theme with its lesson and solution, as an author would write them."""

import json
import sys
from pathlib import Path

import pytest

import citylab
from citylab.practice import registry

sys.path.insert(0, str(Path(__file__).parent))  # so that tests may import the helpers beside them

DECLARED = """
from citylab.practice import Case, Exercise, Mistake

LESSON = "02-demo/01_add_up"
EXERCISES = [
    Exercise(
        id="demo-1-peak",
        lesson=LESSON,
        expected=lambda: 3.456789,
        unit="kW",
        mistakes=[Mistake(gives=lambda: 1.5, say="You took the mean, not the peak.")],
        hints=["Look for the greatest value.", "A Series has the method `max`."],
        note="The peak decides about the cable.",
    ),
    Exercise(
        id="demo-1-energy",
        lesson=LESSON,
        expected=lambda power_kw, *, hours=1: power_kw * hours,
        cases=[Case(2.0), Case(2.0, hours=3)],
        hints=["Energy is power times time."],
    ),
]
"""
SOLUTION = {
    "cells": [
        {
            "cell_type": "code",
            "id": "demo-1-peak",
            "source": ["### BEGIN SOLUTION\n", "peak_kw = load_kw.max()  # <b>\n", "### END SOLUTION"],
        }
    ]
}


@pytest.fixture
def demo_theme(tmp_path, monkeypatch):
    """The theme `demo` beside the real ones, in a course of its own."""
    package = tmp_path / "packages" / "demo"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "practice.py").write_text(DECLARED)
    for folder in ("datasets", "course/lessons/02-demo", "course/solutions/02-demo"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "course/lessons/02-demo/01_add_up.py").write_text("# %%\n")
    (tmp_path / "course/solutions/02-demo/01_add_up.ipynb").write_text(json.dumps(SOLUTION))
    monkeypatch.setenv("CITYLAB_HOME", str(tmp_path))
    monkeypatch.setattr(citylab, "__path__", [*citylab.__path__, str(tmp_path / "packages")])
    registry.exercises.cache_clear()
    yield tmp_path
    registry.exercises.cache_clear()
    for name in [name for name in sys.modules if name.startswith("citylab.demo")]:
        del sys.modules[name]

"""The template of a module passes the tests of shape that the modules pass."""

import importlib.util
import inspect
from pathlib import Path

import nbformat
import pytest

from classroom.building.lessons import build_lesson
from classroom.building.masters import build_master
from classroom.building.release import release

TEMPLATE = Path(__file__).resolve().parents[2] / "course" / "guide" / "template"


def load(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SHAPE = load(Path(__file__).with_name("test_lesson_shape.py"), "shape_of_a_lesson")
# The template is a skeleton: it has too few words for a lesson, on purpose.
RULES = [
    rule
    for name, rule in vars(SHAPE).items()
    if name.startswith("test_")
    and set(inspect.signature(rule).parameters) <= {"lesson", "page", "built", "headings"}
    and name != "test_words_and_cells_fit_the_time"
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_lesson_of_the_template_has_the_shape(rule, page_of, headings):
    student, _ = build_lesson(TEMPLATE / "lesson.py", neighbours=[])
    page = page_of(TEMPLATE / "lesson.ipynb", nbformat.reads(student.decode(), 4))
    wanted = inspect.signature(rule).parameters
    rule(**{name: headings if name == "headings" else page for name in wanted})


def test_self_check_of_the_template_is_complete():
    from citylab import practice

    for exercise in load(TEMPLATE / "practice.py", "template_practice").EXERCISES:
        practice.validate(exercise)


def test_assignment_of_the_template_can_be_released(tmp_path):
    built = tmp_path / "assignment.ipynb"
    built.write_bytes(build_master(TEMPLATE / "assignment.py"))
    text = release(built).decode()
    assert "In all 5 points" in text
    assert "is at the limit" not in text

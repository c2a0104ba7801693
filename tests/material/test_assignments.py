"""Released assignments can be tried out by students before they hand in."""

import ast
import tempfile
from pathlib import Path

import nbformat
import pytest

from classroom.assignment import open_assignment
from classroom.building.targets import module_masters
from classroom.course_root import load_config


@pytest.fixture(params=sorted(module_masters(Path(__file__).resolve().parents[2])))
def assignment(request, repository):
    return open_assignment(repository, request.param)


def checks_in(notebook):
    return [cell for cell in notebook.cells if cell.metadata.nbgrader.grade and not cell.metadata.nbgrader.solution]


def test_there_are_20_to_25_automatic_checks_and_two_written_answers(assignment):
    assert 20 <= len(assignment.points) <= 25
    assert len(assignment.written_points) == 2


def test_every_test_has_a_visible_part_and_a_hidden_part(assignment):
    for hidden, shown in zip(checks_in(assignment.source), checks_in(assignment.released), strict=True):
        assert "### BEGIN HIDDEN TESTS" in hidden.source, hidden.metadata.nbgrader.grade_id
        assert len(ast.parse(shown.source).body) >= 2, shown.metadata.nbgrader.grade_id


def test_no_visible_test_ends_with_a_value(assignment):
    """Nbgrader's Validate takes the value at the end of a test for a score."""
    for cell in checks_in(assignment.released):
        assert not isinstance(ast.parse(cell.source).body[-1], ast.Expr), cell.metadata.nbgrader.grade_id


def test_comparisons_in_visible_tests_show_no_expected_value(assignment):
    for cell in checks_in(assignment.released):
        for node in ast.walk(ast.parse(cell.source)):
            assert not (isinstance(node, ast.Compare) and any(isinstance(op, ast.Eq) for op in node.ops)), cell.source


def test_every_assert_and_hidden_check_carries_a_message(assignment):
    for cell in checks_in(assignment.source):
        silent = [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Assert) and n.msg is None]
        assert silent == [], cell.metadata.nbgrader.grade_id


def validated(notebook, repository):
    from nbgrader.validator import Validator

    with tempfile.NamedTemporaryFile("w", suffix=".ipynb", encoding="utf-8") as file:
        nbformat.write(notebook, file.name)
        return Validator(config=load_config(repository / "assignments")).validate(file.name)


def test_validate_tells_a_right_solution_from_an_empty_one(assignment, repository):
    assert validated(assignment.handed_in(assignment.reference), repository) == {}
    failed = validated(assignment.handed_in({}), repository)["failed"]
    assert len(failed) == len(assignment.points) + len(assignment.written_points)

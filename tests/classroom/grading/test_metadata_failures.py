"""What a submission says about its own cells changes no mark, and is told."""

import copy

import nbformat
import pytest

from .conftest import TESTS, WRONG, cell_of, flags, tags_of


def given_tests(notebook):
    return [cell for cell in notebook.cells if tags_of(cell).get("grade") and cell.cell_type == "code"]


def skip(notebook):
    for cell in notebook.cells:
        cell.metadata["tags"] = ["skip-execution", "nbval-skip"]


def delete_tests(notebook):
    notebook.cells = [cell for cell in notebook.cells if cell not in given_tests(notebook)]


def copy_tests(notebook):
    notebook.cells = [
        copy.deepcopy(cell) for cell in notebook.cells for _ in range(1 + (cell in given_tests(notebook)))
    ]


def split_tests(notebook):
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and tags_of(cell).get("grade"):
            first = copy.deepcopy(cell)
            first.source, cell.source = cell.source[:9], cell.source[9:]
            cells.append(first)
        cells.append(cell)
    notebook.cells = cells


def edit_tests(notebook):
    for cell in given_tests(notebook):
        cell.source = "pass"


def edit_metadata(notebook):
    for cell in given_tests(notebook):
        tags_of(cell).update(points=0, locked=False, solution=True)
    for cell in notebook.cells:
        if tags_of(cell).get("solution"):
            tags_of(cell).update(grade=True, points=100)


def more_points(notebook):
    for cell in given_tests(notebook):
        tags_of(cell)["points"] = 100


def strip_metadata(notebook):
    for cell in notebook.cells:
        cell.metadata.clear()


def change_types(notebook):
    for cell in given_tests(notebook):
        cell.cell_type = "markdown"
        del cell["outputs"], cell["execution_count"]


def delete_all_given(notebook):
    notebook.cells = [cell for cell in notebook.cells if tags_of(cell).get("solution")]


def forge_outputs(notebook):
    for cell in given_tests(notebook):
        cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "3"}, execution_count=1)]


def say_outside_is_inside(notebook):
    for cell in notebook.cells:
        cell.metadata["tags"] = ["inside"] if "tags" in cell.metadata else ["outside"]


CHANGES = [skip, delete_tests, copy_tests, split_tests, edit_tests, edit_metadata, more_points, strip_metadata]
CHANGES += [change_types, delete_all_given, forge_outputs, say_outside_is_inside]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_changed_notebook_gets_the_marks_its_code_earns(marking, change):
    notebook = marking.handed_in({**WRONG, "lamps": marking.assignment.reference["lamps"]})
    change(notebook)
    marked = marking.mark(notebook)
    assert (marked.total, set(marked.scores)) == (6, set(TESTS))
    assert change is forge_outputs or marked.remarks


@pytest.mark.parametrize("change", [skip, delete_tests, edit_tests, more_points, change_types])
def test_a_changed_test_is_flagged(marking, change):
    notebook = marking.handed_in()
    change(notebook)
    assert {remark.cell for remark in flags(marking.mark(notebook))} >= set(TESTS)


def test_an_honest_notebook_has_nothing_to_remark(marking):
    marked = marking.of()
    assert (marked.total, marked.remarks, marked.messages) == (10, [], {})


def test_both_ways_are_what_they_say(outside, inside):
    tagged = [len([cell for cell in one.source.cells if "tags" in cell.metadata]) for one in (outside, inside)]
    assert tagged == [len(TESTS), 0]
    assert cell_of(outside.source, TESTS[0]).metadata.tags == ["outside"]

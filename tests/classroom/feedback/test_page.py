"""The page of one student, from notebook and marks to HTML."""

import dataclasses
import html
import re
import time

import pytest

from classroom.assignment import open_assignment
from classroom.feedback import rubric
from classroom.feedback.content import make_page
from classroom.feedback.failures import HIDDEN
from classroom.feedback.lessons import lessons_of
from classroom.feedback.marks import Mark, Marks
from classroom.feedback.render import render, with_names_as_code

from .conftest import error

NAME = "street-lamps"
MODULES = ("internet-of-things", "smart-grids", "green-transport")


def page(marked, marks):
    return make_page(marked, marks, assignment=NAME)


def outputs_of(notebook, grade_id):
    return next(cell for cell in notebook.cells if cell.metadata.nbgrader.grade_id == grade_id).outputs


def test_questions_come_with_headings_and_points(marked, marks):
    found = [(question.title, question.of) for question in page(marked, marks).questions]
    assert found == [
        ("1. Energy of a night", 3.0),
        ("2. Lamps for a street", 5.0),
        ("3. The longest night", 2.0),
        ("4. Who is left in the dark?", 4.0),
    ]


def test_checks_that_fail_alike_are_told_once(marked, marks):
    for name in ("test-energy-1", "test-energy-2"):
        outputs_of(marked, name).append(error("NameError", "name 'energy_kwh' is not defined"))
    (lost,) = page(marked, marks).questions[0].lost
    assert (lost.points, lost.of) == (0.0, 3.0)
    assert lost.failure.message == "NameError: name 'energy_kwh' is not defined"


def test_message_stands_on_the_page(marked, marks):
    outputs_of(marked, "test-lamps-1").append(error("AssertionError", "a lamp stands at each end"))
    assert "a lamp stands at each end" in render(page(marked, marks))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("one to `most` of `n < 2`", "one to <code>most</code> of <code>n &lt; 2</code>"),
        ("`<b>` and <i>", "<code>&lt;b&gt;</code> and &lt;i&gt;"),
        ("a single ` stays", "a single ` stays"),
        ("nothing between `` stays", "nothing between `` stays"),
    ],
)
def test_names_between_backticks_are_set_as_code_and_the_rest_is_escaped(said, shown):
    assert with_names_as_code(said) == shown


def test_message_has_its_names_set_as_code(marked, marks):
    (test,) = [cell for cell in marked.cells if cell.metadata.nbgrader.grade_id == "test-lamps-1"]
    test.source += '\nassert lamps(9, 3) == 4, "count `lamps` at both ends"'
    outputs_of(marked, "test-lamps-1").append(error("AssertionError", "count `lamps` at both ends"))
    assert "count <code>lamps</code> at both ends" in render(page(marked, marks))


def test_hidden_test_is_not_on_the_page(marked, marks):
    for cell in marked.cells:
        if cell.metadata.nbgrader.grade and cell.cell_type == "code":
            cell.outputs = [error("AssertionError", cell.source, *(f"----> {row}" for row in cell.source.splitlines()))]
    text = render(page(marked, marks))
    assert "0.77" not in text
    assert "HIDDEN" not in text
    assert "rel_tol" not in text


def test_total_says_what_waits_and_what_being_late_costs(marked, marks):
    late = dataclasses.replace(marks, automatic=8.0, penalty=1.5, late_s=26 * 3600.0)
    text = re.sub(r"<[^>]+>", "", render(page(marked, late)))
    assert "6.5 of 14 points so far" in text
    assert "Handed in 26 h late: −1.5" in text
    assert "One answer is still to be marked by a person" in text


def test_late_work_that_loses_nothing_says_so(marked, marks):
    assert "90 min late: costs nothing" in render(page(marked, dataclasses.replace(marks, late_s=5400.0)))


def test_comment_is_set_as_markdown(marked, marks):
    text = render(page(marked, dataclasses.replace(marks, comments={"lamps": "Well *drawn*.<script>1</script>"})))
    assert "Well <em>drawn</em>." in text
    assert "<script" not in text


def test_code_is_escaped(marked, marks):
    marked.cells[3].source = "x = '</code></pre><script>1</script>'"
    assert "<script" not in render(page(marked, marks))


def test_page_stays_small_however_much_is_written(marked, marks):
    for cell in marked.cells:
        if cell.metadata.nbgrader.solution:
            cell.source = "x = 1 + 1 # *a* <b>\n" * 50_000
    text = render(page(marked, marks))
    assert len(text.encode()) < 200_000
    assert "of 1000000 characters" in text


def test_second_page_takes_a_tenth_of_a_second(marked, marks):
    render(page(marked, marks))
    before = time.process_time()
    render(page(marked, marks))
    assert time.process_time() - before < 0.1


def test_odd_cells_do_no_harm(marked, marks):
    for kind in ("raw", "markdown", "code"):
        cell = marked.cells[0].copy()
        cell.update(cell_type=kind, metadata={"nbgrader": "x"} if kind == "raw" else {}, source="# odd")
        marked.cells.insert(2, cell)
    assert len(page(marked, marks).questions) == 4


def test_questions_point_at_the_lessons_of_their_part(repository):
    found = lessons_of(open_assignment(repository, "smart-grids").source.cells, "smart-grids")
    (lesson,) = found["question-evening"]
    assert lesson.path == "course/notebooks/02-smart-grids/01_read_a_street.ipynb"
    assert lesson.url == f"http://localhost:8888/lab/tree/{lesson.path}"


@pytest.mark.parametrize("name", MODULES)
def test_every_tested_question_of_a_module_points_at_a_lesson_that_exists(repository, name):
    cells = open_assignment(repository, name).source.cells
    found = lessons_of(cells, name)
    without = [key for key, lessons in found.items() if key.startswith("question-") and not lessons]
    assert len(without) <= 6  # the last part needs all of them
    assert all((repository / lesson.path).is_file() for lessons in found.values() for lesson in lessons)


@pytest.mark.parametrize("name", MODULES)
def test_levels_are_published_and_no_model_answer_is(repository, name):
    levels = rubric.levels(name)
    assert levels.startswith("Two: it is there and it is right.")
    assert len(levels) < 250


def test_criteria_are_those_of_the_question():
    question = "### 17. Memo (10 points)\n\nWrite.\n\n*How it is marked, 2 points each:*\n\n* **Decision**: clear."
    assert rubric.criteria(question) == "*How it is marked, 2 points each:*\n\n* **Decision**: clear."
    assert rubric.criteria("### 1. Energy") == ""


def with_failures(assignment, failure):
    """The page of a student who answered nothing, whose every test fails in one way; and the hidden rows."""
    notebook = assignment.source.copy()
    hidden = []
    for cell, mine in zip(notebook.cells, assignment.released.cells, strict=True):
        if cell.metadata.nbgrader.solution:
            cell.source = mine.source
        elif cell.metadata.nbgrader.grade:
            region = "\n".join(HIDDEN.findall(cell.source))
            hidden += [row.strip() for row in region.splitlines() if len(row.strip()) > 30]
            cell.outputs = [failure(region)]
    of = {**assignment.points, **assignment.written_points}
    cells = {key: Mark(0.0, value, False) for key, value in of.items()}
    made = make_page(notebook, Marks("a", "A", cells, {}, 0, 0, 60, 16, 0, 0), assignment=assignment.name)
    return html.unescape(render(made)), hidden


@pytest.mark.parametrize("name", MODULES)
def test_hidden_tests_of_a_module_do_not_reach_the_page(repository, name):
    page, hidden = with_failures(
        open_assignment(repository, name),
        lambda region: error("ValueError", "'x'", *(f"----> 5 {row}" for row in region.splitlines())),
    )
    assert [row for row in hidden if row in page] == []


@pytest.mark.parametrize("name", MODULES)
def test_error_that_recites_a_hidden_test_does_not_get_its_numbers_to_the_page(repository, name):
    page, hidden = with_failures(open_assignment(repository, name), lambda region: error("ValueError", region))
    assert [row for row in hidden if row in page and re.search(r"\d\.\d", row)] == []

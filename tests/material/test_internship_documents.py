"""The internship's documents agree with the list of documents, with their forms and with their points."""

import ast
import re
from pathlib import Path

import pytest

from citylab.internship import answers
from citylab.internship.documents import document, documents
from citylab.internship.kinds import is_empty
from classroom.assignment import open_assignment
from classroom.building.targets import DOCUMENT, document_masters, module_masters
from classroom.feedback.rubric import criteria
from classroom.variants import path_of, read_variants

REPOSITORY = Path(__file__).resolve().parents[2]
NAMES = sorted(document_masters(REPOSITORY))
RUBRIC = re.compile(r"^\| \*\*(.+?)\*\* \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
TOO_EASY = re.compile(r"\b(simply|just|easy|easily|of course|obviously)\b", re.IGNORECASE)


@pytest.fixture(params=NAMES)
def asked(request):
    """A document of the internship, and its assignment as built."""
    return document(request.param.removeprefix(DOCUMENT)), open_assignment(REPOSITORY, request.param)


def opening(assignment):
    return assignment.released.cells[0].source


def written(assignment):
    """Question and sample answer of each part that a person marks, by id."""
    cells = {cell.metadata.nbgrader.grade_id: cell.source for cell in assignment.released.cells}
    return {name: (cells[f"question-{name}"], assignment.reference[name]) for name in assignment.written_points}


def form_cells(assignment):
    """Name and released source of each cell that holds a form."""
    for cell in assignment.released.cells:
        tags = cell.metadata.nbgrader
        if tags.solution and cell.cell_type == "code":
            yield tags.grade_id.replace("-", "_"), cell.source


def fields_of(form, variable):
    """Fields that are asked under one name: of a section, of a week of the log, or of the whole form."""
    known = {section.name: section.fields for section in form.sections}
    return known.get(re.sub(r"_\d\d$", "", variable), tuple(form.fields.values()))


def test_every_document_has_an_assignment_and_none_is_a_module():
    assert {one.assignment for one in documents()} == set(NAMES)
    assert not set(NAMES) & set(module_masters(REPOSITORY))


def test_the_title_is_that_of_the_list(asked):
    listed, assignment = asked
    assert opening(assignment).splitlines()[0] == f"# {listed.title}"
    assert answers.form(listed.name).title == listed.title


def test_the_opening_says_when_it_is_due(asked):
    listed, assignment = asked
    due = re.search(r"^\*\*Due\*\*(.+?)\n$", opening(assignment), flags=re.MULTILINE | re.DOTALL)
    weeks = "each week" if len(listed.weeks) > 1 else f"week {listed.weeks[0]}"
    assert f"{listed.weekday} of {weeks}" in " ".join(due[1].split())


@pytest.mark.parametrize("label", ["What it is for", "Who reads it", "Due", "Time", "What happens with it", "Points"])
def test_the_opening_has_each_label(asked, label):
    assert f"**{label}" in opening(asked[1])


def test_the_opening_says_how_long_it_takes(asked):
    assert re.search(r"^\*\*Time\*\* [^\n]*\d+ (minutes|hours?)", opening(asked[1]), flags=re.MULTILINE)


def test_printed_points_are_marked_points(asked):
    _, assignment = asked
    for cell in assignment.released.cells:
        question = cell.metadata.nbgrader.grade_id.removeprefix("question-")
        if question != cell.metadata.nbgrader.grade_id:
            marked = {**assignment.written_points, question: sum(assignment.tests_of(question).values())}
            marked[question] = marked[question] or assignment.written_points[question]
            assert re.findall(r"\((\d+) points?\)", cell.source) == [f"{marked[question]:g}"], question


def test_the_total_is_printed_and_sensible(asked):
    listed, assignment = asked
    total = sum(assignment.points.values()) + sum(assignment.written_points.values())
    assert f"{total:g} point" in opening(assignment)
    assert 10 <= total <= 30 or (listed.share == 0 and total >= 1)


def test_the_rubric_has_levels_in_words_that_add_up_to_the_points(asked):
    _, assignment = asked
    for name, (question, _) in written(assignment).items():
        rows = RUBRIC.findall(question)
        assert 2 * len(rows) == assignment.written_points[name], name
        assert all(len(set(levels)) == 3 and all(level.strip() for level in levels) for _, *levels in rows), name


def test_the_feedback_page_shows_the_rubric(asked):
    for name, (question, _) in written(asked[1]).items():
        assert RUBRIC.findall(criteria(question)) == RUBRIC.findall(question) != [], name


def test_the_sample_answer_keeps_its_own_limit_of_words(asked):
    for name, (question, sample) in written(asked[1]).items():
        (most,) = re.findall(r"[Aa]t most (\d+) words", question)
        assert int(most) / 3 <= len(sample.split()) <= int(most), name


def test_each_form_asks_for_the_declared_fields_and_is_empty(asked):
    listed, assignment = asked
    for variable, source in form_cells(assignment):
        skeleton = next(node for node in ast.parse(source).body if isinstance(node, ast.Assign))
        assert skeleton.targets[0].id == variable
        value = ast.literal_eval(skeleton.value)
        assert list(value) == [field.name for field in fields_of(answers.form(listed.name), variable)], variable
        assert is_empty(list(value.values())), variable


def test_every_section_of_the_form_is_asked(asked):
    listed, assignment = asked
    form = answers.form(listed.name)
    found = {field.name for variable, _ in form_cells(assignment) for field in fields_of(form, variable)}
    assert found == set(form.fields)


def test_the_release_holds_no_solution(asked):
    _, assignment = asked
    released = "\n".join(cell.source for cell in assignment.released.cells)
    assert "### BEGIN" not in released
    for name, text in assignment.reference.items():
        filled_in = text[text.rindex(f"{name.replace('-', '_')} = {{") :] if " = {" in text else text
        assert filled_in not in released, name


def test_nothing_is_called_easy(asked):
    assert [cell.source for cell in asked[1].released.cells if TOO_EASY.search(cell.source)] == []


def test_right_and_wrong_answers_stand_beside_each_document(asked):
    _, assignment = asked
    variants = read_variants(path_of(REPOSITORY, assignment.name), assignment)
    kinds = [variant.kind for variant in variants]
    assert kinds.count("different") >= 1
    assert kinds.count("misconception") >= 4
    missed = set(assignment.points) - {test for variant in variants for test in variant.loses}
    assert missed == set(), "no known slip loses these tests"


def test_the_log_names_what_is_due_in_each_week():
    assignment = open_assignment(REPOSITORY, f"{DOCUMENT}weekly-log")
    text = {cell.metadata.nbgrader.grade_id: cell.source for cell in assignment.released.cells}
    for listed in documents():
        if len(listed.weeks) == 1 and listed.weeks[0] >= 1:
            question = " ".join(text[f"question-week-{listed.weeks[0]:02d}"].split())
            assert listed.title.lower() in question.lower(), listed.title

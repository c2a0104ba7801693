"""Forms of the internship get the points they are worth, and every way to break one gets a sentence."""

import ast
import contextlib
import re
from functools import cache
from pathlib import Path

import pytest
from nbformat import NotebookNode

from citylab.internship import answers
from classroom.assignment import open_assignment
from classroom.building.targets import DOCUMENT, document_masters
from classroom.grading.engine import Engine
from classroom.sandbox.probe import why_not_sealed
from classroom.variants import path_of, read_variants

REPOSITORY = Path(__file__).resolve().parents[2]
NAMES = sorted(document_masters(REPOSITORY))
PYTHONS_OWN = re.compile(
    r"(?<!\(Syntax)Error\b|Traceback|NoneType|object has no|subscriptable|hashable|not defined|<class"
)
SYNTAX = "this is not Python ("
every_document = pytest.mark.parametrize("name", NAMES)
opened = cache(lambda name: open_assignment(REPOSITORY, name))


def variants_of(name):
    return read_variants(path_of(REPOSITORY, name), opened(name))


def forms_of(assignment):
    """Ids of the cells that hold a form."""
    return [name for name in assignment.reference if name not in assignment.written_points]


def is_sentence(text):
    """Return whether every line is for a person: short, and without Python's own words."""
    rows = text.removeprefix("FormError: ").splitlines()
    return bool(rows) and all(10 <= len(row) <= 400 and not PYTHONS_OWN.search(row) for row in rows)


# In the engine, where answers come through a wall. One engine for all documents, as starting one takes longest.


@pytest.fixture(scope="module")
def mark():
    """Mark answers to a document as `citylab grade` does."""
    everything = NotebookNode(cells=[cell for name in NAMES for cell in opened(name).source.cells])
    with Engine(everything, sealed=not why_not_sealed()) as engine:
        yield lambda name, given: engine.mark(opened(name).with_hidden_tests(given))


@every_document
def test_the_reference_gets_every_automatic_point(mark, name):
    marks = mark(name, opened(name).reference)
    assert marks.scores == opened(name).points, marks.messages


@every_document
def test_the_untouched_release_gets_nothing_and_sentences(mark, name):
    marks = mark(name, {})
    assert marks.total == 0
    assert [said for said in marks.messages.values() if not is_sentence(said)] == []


@pytest.mark.parametrize(
    "cell", [SYNTAX, "def {0}(): return 1", "class Own: pass\n{0} = Own()", "{0} = {{}}; {0}['a'] = {{1, 2}}"]
)
def test_what_is_no_form_gets_nothing_and_sentences(mark, cell):
    name = f"{DOCUMENT}learning-agreement"
    marks = mark(name, {form: cell.format(form.replace("-", "_")) for form in forms_of(opened(name))})
    assert marks.total == 0
    assert [said for said in marks.messages.values() if not is_sentence(said)] == []


@pytest.mark.parametrize("name", [f"{DOCUMENT}learning-agreement", f"{DOCUMENT}weekly-log"])
def test_each_variant_loses_exactly_its_points_in_the_engine(mark, name):
    points = opened(name).points
    for variant in variants_of(name):
        scores = mark(name, variant.answers).scores
        assert {test: points[test] - scores[test] for test in points if scores[test] < points[test]} == variant.loses, (
            variant.name
        )


# The same tests here, without the wall: as a notebook runs them, from top to bottom.


def ran(name, sources):
    """Run answers and tests of a document; return what each test said, and the points that it took away."""
    space, said, lost = {}, {}, {}
    for cell in opened(name).source.cells:
        tags = cell.metadata.nbgrader
        if tags.solution and cell.cell_type == "code":
            with contextlib.suppress(Exception):
                exec(sources[tags.grade_id], space)
        elif tags.grade and not tags.solution:
            said[tags.grade_id], share = told(cell.source, space)
            if said[tags.grade_id] or share is not None:
                lost[tags.grade_id] = tags.points - (share or 0)
    return said, {test: points for test, points in lost.items() if points}


def told(source, space):
    """Run a test; return what it said, empty if it was content, and its value: part of the points, or nothing."""
    *body, last = ast.parse(source).body
    space = dict(space)
    try:
        exec(compile(ast.Module(body, []), "test", "exec"), space)
        return "", eval(compile(ast.Expression(last.value), "test", "eval"), space)
    except Exception as error:
        return (str(error) if type(error).__name__ == "FormError" else f"{type(error).__name__}: {error}"), None


@every_document
def test_each_variant_loses_exactly_its_points(name):
    for variant in variants_of(name):
        said, lost = ran(name, variant.answers)
        assert lost == pytest.approx(variant.loses), variant.name
        assert [text for text in said.values() if text and not is_sentence(text)] == [], variant.name


@every_document
def test_a_cell_that_cannot_run_costs_only_its_own_points(name):
    first, *_ = forms_of(opened(name))
    said, _ = ran(name, {**opened(name).reference, first: SYNTAX})
    assert {test for test, text in said.items() if text} == set(opened(name).tests_of(first))


def each(change):
    """Change every value in a form; containers stay."""

    def changed(value):
        if isinstance(value, dict):
            return {key: changed(item) for key, item in value.items()}
        return [changed(item) for item in value] if isinstance(value, list) else change(value)

    return changed


def without_first(value):
    """Leave out the first line of every dictionary."""
    if isinstance(value, dict):
        return {key: without_first(item) for key, item in list(value.items())[1:]}
    return [without_first(item) for item in value] if isinstance(value, list) else value


EMPTY = {
    "text instead of a dictionary": lambda value: "all agreed",
    "nothing": lambda value: None,
    "a list": lambda value: [],
    "an empty dictionary": lambda value: {},
    "every value None": each(lambda value: None),
    "every value three dots": each(lambda value: ...),
    "pictures": each(lambda value: "🙂"),
    "half of a character": each(lambda value: "\ud800"),
    "ten thousand words": each(lambda value: "word " * 10_000),
    "functions": each(lambda value: len),
    "keys that are numbers": lambda value: dict(enumerate(value.values())),
    "dictionaries everywhere": lambda value: {key: {"a": {"b": 1}} for key in value},
    "names with a slip": lambda value: {f"{key}x": item for key, item in value.items()},
}
ODD = {
    "numbers as text": each(lambda value: str(value) if type(value) in (int, float) else value),
    "not a number": each(lambda value: float("nan") if type(value) in (int, float) else value),
    "dates as 1/2/27": each(lambda value: re.sub(r"\d{4}-\d\d-\d\d", "1/2/27", value) if type(value) is str else value),
    "yes and no as text": each(lambda value: "perhaps" if type(value) is bool else value),
    "a line missing": without_first,
    "lists as text": lambda value: {key: str(item) if type(item) is list else item for key, item in value.items()},
    "one more key": lambda value: {**value, "comment": "see above"},
}


@every_document
@pytest.mark.parametrize("way", [*EMPTY, *ODD])
def test_a_broken_form_gets_a_sentence(name, way):
    said = filled(name, {**EMPTY, **ODD}[way])
    assert [text for text in said.values() if text and not is_sentence(text)] == []
    assert way in ODD or all(said.values()), said


@every_document
def test_a_form_that_repeats_the_examples_gets_nothing(name):
    fields = answers.form(name.removeprefix(DOCUMENT)).fields
    examples = {key: example(field) for key, field in fields.items()}
    assert all(filled(name, lambda value: {key: examples[key] for key in value}).values())


def example(field):
    if field.kind == "rows":
        return [{one.name: example(one) for one in field.fields}] * field.items[0]
    return field.example


def filled(name, change):
    """Fill every form of a document with changed answers of the author; return what each test said."""
    space, said = {}, {}
    for cell in opened(name).source.cells:
        tags = cell.metadata.nbgrader
        if tags.solution and cell.cell_type == "code":
            variable = tags.grade_id.replace("-", "_")
            space[variable] = change(reference(name, tags.grade_id, variable))
        elif tags.grade and not tags.solution:
            said[tags.grade_id], _ = told(cell.source, space)
    return said


@cache
def reference(name, grade_id, variable):
    """Return the author's answer: the last value that the cell gives to the form's name."""
    found = [node for node in ast.parse(opened(name).reference[grade_id]).body if isinstance(node, ast.Assign)]
    assert found[-1].targets[0].id == variable
    return ast.literal_eval(found[-1].value)

"""A filled-in form becomes a notebook that the engine marks like any other; nothing in it ever becomes code."""

import ast
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citylab.internship.rules.supervisor_evaluation import share
from classroom.errors import CitylabError
from classroom.internship import forms
from classroom.internship.forms.literals import as_assignment
from classroom.marking import mark_all

NAME = "internship-supervisor-evaluation"
CODE = "'''\"\"\"\n} ; __import__('os').system('touch hacked') #\\'\\\" {{ 7*7 }} \\N{BULLET} %s \x85 \u2028 end"


@pytest.fixture
def course(repository, tmp_path):
    """A course root with the released assignment."""
    shutil.copytree(repository / "assignments/release" / NAME, tmp_path / "course/release" / NAME)
    return tmp_path / "course"


@pytest.fixture
def filled(sent, save):
    return forms.read(save(sent))


def answer_in(path):
    notebook = nbformat.read(path, as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.metadata.nbgrader.solution]
    return cell.source


def values_in(path):
    name, _, literal = answer_in(path).partition(" = ")
    assert name == "evaluation"
    return ast.literal_eval(literal)


def test_the_notebook_holds_what_the_supervisor_wrote(filled, course, sent):
    path = forms.hand_in(filled, course, at=datetime(2027, 4, 23, 9, 30, tzinfo=UTC))
    assert path == course / "submitted/ines-calder" / NAME / f"{NAME}.ipynb"
    assert values_in(path) == sent["answers"]
    assert (path.parent / "timestamp.txt").read_text(encoding="utf-8").startswith("2027-04-23 09:30:00")


def test_the_engine_marks_it_by_its_levels(filled, course, evaluation):
    source = answer_in(forms.hand_in(filled, course))
    lowest = source.replace("'quality': '2'", "'quality': '0'")
    marked = mark_all(evaluation, [{"evaluation": source}, {"evaluation": lowest}], workers=1)
    # 3 + 2 + 2 + 3 + 1 + 2 + 2 of 21; one was not seen
    assert marked[0].total == pytest.approx(24 * 15 / 21, abs=0.01)
    assert marked[1].total == 0
    assert "reason_for_none" in marked[1].messages["test-evaluation-1"]


def test_a_crafted_answer_stays_text(sent, save, course):
    sent["answers"]["strength"] = CODE.replace("\x85", "") + " word" * 20 + " and a few different ones more or less too"
    path = forms.hand_in(forms.read(save(sent)), course)
    tree = ast.parse(answer_in(path))
    assert [type(node) for node in tree.body] == [ast.Assign]
    assert not any(isinstance(node, ast.Call) for node in ast.walk(tree))
    assert values_in(path) == sent["answers"]


def test_the_same_form_twice_changes_nothing(filled, course):
    path = forms.hand_in(filled, course)
    before = path.stat().st_mtime_ns
    assert forms.hand_in(filled, course) == path
    assert path.stat().st_mtime_ns == before


def test_another_form_is_refused_and_on_purpose_the_earlier_one_is_kept(filled, course):
    path = forms.hand_in(filled, course)
    first = path.read_bytes()
    newer = replace(filled, answers={**filled.answers, "quality": "3"})
    with pytest.raises(CitylabError, match="is there already; ask the supervisor which one counts"):
        forms.hand_in(newer, course)
    assert path.read_bytes() == first
    forms.hand_in(newer, course, replace=True)
    assert values_in(path)["quality"] == "3"
    assert path.with_name(f"{NAME}-earlier-1.ipynb.kept").read_bytes() == first


def test_a_course_without_the_release_is_told(filled, tmp_path):
    with pytest.raises(CitylabError, match=f"run: citylab release {NAME}"):
        forms.hand_in(filled, tmp_path)


def test_a_release_with_other_cells_is_told(filled, course):
    path = course / "release" / NAME / f"{NAME}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = notebook["cells"][:2]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(CitylabError, match="should have one answer cell, and has 0"):
        forms.hand_in(filled, course)


def test_an_id_that_climbs_is_refused_even_if_it_was_never_read(filled, course):
    with pytest.raises(CitylabError, match="cannot be the name of a folder"):
        forms.hand_in(replace(filled, intern="../ines"), course)


def test_nothing_is_written_through_a_link(filled, course, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (course / "submitted").mkdir()
    (course / "submitted/ines-calder").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CitylabError, match="a link, which is not written through"):
        forms.hand_in(filled, course)


@given(st.dictionaries(st.text(), st.text() | st.booleans() | st.integers() | st.lists(st.text())))
def test_any_text_comes_back_from_its_literal(values):
    source = as_assignment("answers", values)
    assert ast.literal_eval(source.partition(" = ")[2]) == values
    assert source.isprintable() or set(source) - set(filter(str.isprintable, source)) == {"\n"}


@pytest.mark.parametrize("value", [object(), {"a": 1}, None, float("inf"), (1,)])
def test_what_is_no_plain_answer_is_never_written(value):
    with pytest.raises(TypeError, match="is not written"):
        as_assignment("answers", {"a": value})


def test_levels_are_shares_of_the_points(sent):
    levels = dict.fromkeys(("reliability", "understanding", "quality", "care_with_data", "independence"), "3")
    assert share(sent["answers"]) == pytest.approx(15 / 21)
    assert share({**sent["answers"], **levels}) == pytest.approx(19 / 21)
    assert share({name: 0 for name in levels}) == 0

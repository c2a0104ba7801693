"""The answers for practising agree with the assignment: numbers, criteria and sums of marks."""

import re

import pytest

from citylab import data, grid
from classroom.assignment import open_assignment


@pytest.fixture(scope="module")
def guide(repository):
    return (repository / "course/guide/02-smart-grids-written-answers.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def proposals():
    figures = data.load("smart_grid_figures")["value"]
    home_kw, charger_kw = figures["home_admd_design"] + figures["heat_pump_admd"], figures["charger_single_32a"]
    added_kw = {
        "as asked": 18 * (home_kw + charger_kw),
        "half power": 18 * (home_kw + charger_kw / 2),
        "managed": 18 * home_kw + 20,
    }
    street = grid.network("lv_kerber").with_loads(figures["home_admd_design"])
    found = {name: street.with_load(54, kw) for name, kw in added_kw.items()}
    raised = {f"{name}, raised tap": feeder.with_tap(-2) for name, feeder in found.items()}
    return {name: grid.solve(feeder) for name, feeder in {**found, **raised}.items()}


def test_numbers_of_the_proposals_are_those_of_the_engine(guide, proposals):
    rows = re.findall(r"^\| ([a-z, ]+) \| ([\d.]+) \| (\d+) % \| (\d+) % \| \d+ \|$", guide, flags=re.MULTILINE)
    assert len(rows) == 5
    for name, lowest, line, transformer in rows:
        result = proposals[name]
        assert float(lowest) == pytest.approx(result.nodes["voltage_pu"].min(), abs=5e-4)
        assert float(line) == pytest.approx(result.lines["loading_percent"].max(), abs=0.5)
        assert float(transformer) == pytest.approx(result.transformers["loading_percent"].max(), abs=0.5)


def test_marks_of_the_criteria_add_up_to_the_heading(guide):
    answers = re.findall(r"### Answer \w: (\d+) points?\n(.*?)(?=\n##|\Z)", guide, flags=re.DOTALL)
    assert len(answers) == 6
    for total, text in answers:
        assert sum(int(marks) for marks in re.findall(r"^\| [A-Z][\w ]+ \| ([012]) \|", text, flags=re.M)) == int(total)


@pytest.mark.parametrize("question", ["memo", "cost"])
def test_criteria_are_those_that_students_see_with_two_points_each(guide, repository, question):
    assignment = open_assignment(repository, "smart-grids")
    text = next(c.source for c in assignment.released.cells if c.metadata.nbgrader.grade_id == f"question-{question}")
    criteria = re.findall(r"^\* \*\*([^*]+)\*\*", text, flags=re.MULTILINE)
    assert 2 * len(criteria) == assignment.written_points[question]
    for criterion in criteria:
        assert len(re.findall(rf"^\| {criterion} \|", guide, flags=re.MULTILINE)) == 3


@pytest.mark.parametrize(("question", "most_words"), [("memo", 250), ("cost", 150)])
def test_sample_answer_keeps_its_own_limit_of_words(repository, question, most_words):
    assert len(open_assignment(repository, "smart-grids").reference[question].split()) <= most_words

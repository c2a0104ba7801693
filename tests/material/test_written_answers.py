"""The answers for practising agree with the assignment: numbers, criteria and sums of marks."""

import re
from pathlib import Path

import pytest

from citylab import data, grid
from classroom.assignment import open_assignment
from classroom.building.targets import module_masters

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = {name: open_assignment(ROOT, name).written_points for name in module_masters(ROOT)}
QUESTIONS = [(name, question) for name, points in WRITTEN.items() for question in points]
every_question = pytest.mark.parametrize(("name", "question"), QUESTIONS)


def guide(name):
    (path,) = (ROOT / "course/guide").glob(f"[0-9][0-9]-{name}-written-answers.md")
    return path.read_text(encoding="utf-8")


def asked(name, question):
    cells = open_assignment(ROOT, name).released.cells
    return next(cell.source for cell in cells if cell.metadata.nbgrader.grade_id == f"question-{question}")


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


def test_numbers_of_the_proposals_are_those_of_the_engine(proposals):
    row = r"^\| ([a-z, ]+) \| ([\d.]+) \| (\d+) % \| (\d+) % \| \d+ \|$"
    rows = re.findall(row, guide("smart-grids"), flags=re.MULTILINE)
    assert len(rows) == 5
    for name, lowest, line, transformer in rows:
        result = proposals[name]
        assert float(lowest) == pytest.approx(result.nodes["voltage_pu"].min(), abs=5e-4)
        assert float(line) == pytest.approx(result.lines["loading_percent"].max(), abs=0.5)
        assert float(transformer) == pytest.approx(result.transformers["loading_percent"].max(), abs=0.5)


@pytest.mark.parametrize("name", WRITTEN)
def test_marks_of_the_criteria_add_up_to_the_heading(name):
    answers = re.findall(r"### Answer \w: (\d+) points?\n(.*?)(?=\n##|\Z)", guide(name), flags=re.DOTALL)
    assert len(answers) == 3 * len(WRITTEN[name])
    for total, text in answers:
        assert sum(int(marks) for marks in re.findall(r"^\| [A-Z][\w ]+ \| ([012]) \|", text, flags=re.M)) == int(total)


@every_question
def test_criteria_are_those_that_students_see_with_two_points_each(name, question):
    criteria = re.findall(r"^\* \*\*([^*]+)\*\*", asked(name, question), flags=re.MULTILINE)
    assert 2 * len(criteria) == WRITTEN[name][question]
    for criterion in criteria:
        assert len(re.findall(rf"^\| {criterion} \|", guide(name), flags=re.MULTILINE)) == 3


@every_question
def test_sample_answer_keeps_its_own_limit_of_words(name, question):
    (most,) = re.findall(r"[Aa]t most (\d+) words", asked(name, question))
    assert len(open_assignment(ROOT, name).reference[question].split()) <= int(most)

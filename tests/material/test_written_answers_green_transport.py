"""The corridor and the answers for practising agree with the assignment, and leave no doubt about the decision."""

import itertools
import re

import numpy as np
import pandas as pd
import pytest

from citylab import data
from classroom.assignment import open_assignment

EFFECTS = ["cost_kgbp", "time_kh", "co2e_t", "poorest_jobs"]


@pytest.fixture(scope="module")
def guide(repository):
    return (repository / "course/guide/03-green-transport-written-answers.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def assignment(repository):
    return open_assignment(repository, "green-transport")


@pytest.fixture(scope="module")
def solved(assignment):
    """Names that the author's answers leave behind."""
    names: dict = {}
    for cell in assignment.source.cells:
        kind = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and not (kind.get("grade") and not kind.get("solution")):
            exec(assignment.reference.get(kind.get("grade_id"), cell.source), names)
    return names


@pytest.fixture(scope="module")
def plans(solved):
    """All plans of Dock Road with cost and effects, added up here once more."""
    options = solved["priced"].set_index("option")
    rows = {}
    for plan in itertools.product(*[list(group.index) for _, group in options.groupby("group")]):
        total = options.loc[list(plan), EFFECTS].sum()
        for pair in solved["together"].to_dict("records"):
            if {pair["first"], pair["second"]} <= set(plan):
                total = total + pd.Series({name: pair[name] for name in EFFECTS})
        rows[frozenset(plan)] = total
    return pd.DataFrame(rows).T


def test_there_are_216_plans_and_today_is_one_of_them(plans):
    assert len(plans) == 216
    today = frozenset({"31 every 15", "32 every 30", "all stops", "lights as now", "no bus lane"})
    assert plans[EFFECTS].loc[[today]].eq(0).all(axis=None)


@pytest.mark.parametrize("view", ["travellers", "climate", "estates"])
def test_each_view_has_one_favourite_within_the_budget(plans, solved, view):
    weights = solved["preferences"].loc[view]
    affordable = plans[plans["cost_kgbp"] <= solved["budget_kgbp"]]
    scores = (affordable[weights.index] @ weights).sort_values()
    assert scores.iloc[-1] - scores.iloc[-2] > 0.5
    assert scores.index[-1] == frozenset(solved["plans"][view])


def test_the_mixed_plan_has_the_least_regret_of_the_four_and_of_all(plans, solved):
    weights = solved["preferences"]
    scores = plans[plans["cost_kgbp"] <= solved["budget_kgbp"]][weights.columns] @ weights.T
    regret = (scores.max() - scores).max(axis=1).sort_values()
    assert solved["decision"]["candidate"] == "mixed"
    assert regret.index[0] == frozenset(solved["decision"]["plan"])
    assert regret.iloc[0] == pytest.approx(solved["decision"]["regret"])


def test_numbers_of_the_candidates_in_the_guide_are_those_of_the_plans(guide, solved):
    scores = solved["effects"][solved["preferences"].columns] @ solved["preferences"].T
    behind = (scores.max() - scores).max(axis=1)
    rows = re.findall(r"^\| (\w+) \|.*?\| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", guide, flags=re.MULTILINE)
    assert [row[0] for row in rows] == list(behind.index)
    for name, *numbers in rows:
        truth = [*solved["effects"].loc[name, EFFECTS], behind[name]]
        assert np.abs(np.array(numbers, dtype=float) - truth).max() < 0.51


def test_figures_of_today_in_the_guide_are_those_of_the_data(guide, solved):
    decision, road = solved["decision"], data.load("corridor_redesign_synthetic")
    retimed = solved["paired_gain"](road["trials"]["as_now_h"], road["trials"]["retimed_h"])[0]
    fifths = solved["jobs_by_fifth"](road["travel_minutes"], road["workplaces"]["jobs"], road["homes"], 30)
    mean, low, high = decision["priority_gain_h"]
    for text in (
        f"reaches {fifths[1]:.0f} jobs",
        f"the second {fifths[2]:,.0f}",
        f"reach {fifths.loc[3:].min():,.0f} to {fifths.max() + 1e-6:,.0f}",
        f"wait {decision['excess_wait_min']:.1f} minutes longer",
        f"saves {mean:.1f} person-hours",
        f"interval {low:.1f} to {high:.1f}",
        f"save {retimed:.1f} against",
    ):
        assert text in guide, text


def test_within_45_minutes_everybody_reaches_every_job(solved):
    jobs = solved["workplaces"]["jobs"]
    fifths = solved["jobs_by_fifth"](solved["travel_minutes"], jobs, solved["homes"], 45)
    assert fifths.eq(jobs.sum()).all()
    assert jobs.sum() == 4860


def test_the_bus_lane_spares_what_one_bus_costs(solved):
    spared = solved["together"].query("cost_kgbp < 0")
    assert spared["cost_kgbp"].eq(-solved["service_cost_kgbp"](1, 0, 2, 4200, 60, 55)).all()
    assert spared["second"].eq("all-day bus lane").all()


def test_the_survey_holds_the_value_of_time_that_made_it(solved):
    assert solved["value_of_time_gbph"](solved["survey"]) == pytest.approx(11.0, rel=0.25)


def test_travel_times_of_the_poorest_are_not_missing(solved):
    assert np.isfinite(solved["travel_minutes"]).all(axis=None)
    assert set(solved["homes"]["fifth"]) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(("question", "words"), [("advice", 250), ("absent", 180)])
def test_sample_answers_of_the_guide_keep_the_limit_of_words(guide, question, words):
    part = guide.split("## Question 2")[1 if question == "advice" else 2]
    for answer in re.findall(r"### Answer \w: \d+ points?\n\n((?:>.*\n)+)", part):
        assert len(answer.replace(">", "").replace("**", "").split()) <= words

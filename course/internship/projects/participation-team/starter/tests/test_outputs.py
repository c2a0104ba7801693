"""Must and should: the outputs are there, say what your functions say, and betray nobody."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from participation_team import counting, missing, reading
from participation_team.attack import facts
from participation_team.publishing import exposed_cells

PROJECT = Path(__file__).parents[1]
SURVEY = PROJECT / "data" / "millfield_survey_synthetic"
WORRIES = pd.read_csv(PROJECT / "data" / "millfield_people_synthetic" / "survey.csv")


def output(name):
    path = PROJECT / "outputs" / name
    assert path.is_file(), f"outputs/{name} is not there yet: run the notebooks in their order"
    return path


def test_who_is_missing_is_said_for_survey_and_vote():
    table = pd.read_csv(output("missing.csv")).set_index(["channel", "variable", "category"])
    margins = reading.read_margins(SURVEY / "margins.csv")
    expected = missing.compare(pd.read_csv(SURVEY / "answers.csv"), margins)
    assert {"survey", "vote"} <= set(table.index.get_level_values("channel"))
    assert table.loc["survey"]["ratio"].to_dict() == pytest.approx(expected["ratio"].to_dict(), abs=1e-6)


def test_the_weighted_share_lies_in_its_interval_and_its_cost_is_told():
    table = pd.read_csv(output("survey.csv")).set_index("question")
    answers = pd.read_csv(SURVEY / "answers.csv")
    weights = missing.rake(answers, reading.read_margins(SURVEY / "margins.csv"))
    for question in ("car_park", "trust"):
        row = table.loc[question]
        assert row["weighted"] == pytest.approx(np.average(answers[question], weights=weights), abs=1e-4)
        assert row["low"] <= row["weighted"] <= row["high"]
        assert row["design_effect"] == pytest.approx(missing.design_effect(weights), rel=1e-3)


def test_winners_keep_to_the_budget_and_are_those_of_your_functions():
    table = pd.read_csv(output("winners.csv")).set_index("project")
    vote = reading.read_vote(PROJECT / "data" / "millfield_vote_synthetic" / "millfield_vote.pb")
    costs = vote.projects["cost"].to_numpy()
    rules = {
        "by_votes": counting.by_votes(vote.approvals, costs, vote.budget),
        "equal_shares": counting.complete(vote.approvals, costs, vote.budget)[0],
    }
    for rule, winners in rules.items():
        assert table.loc[table[rule], "cost"].sum() <= 500_000, f"{rule} spends more than there is"
        assert table.index[table[rule]].tolist() == vote.projects.index[winners].tolist(), rule
        assert table[f"{rule}_chance"].between(0, 1).all(), "in which share of the draws it wins"


def test_the_published_table_hides_what_is_small_and_cannot_be_undone():
    shown = pd.read_csv(output("worries_by_ward.csv"), index_col="ward")
    counts = pd.crosstab(WORRIES["ward"], WORRIES["worry"])
    shown = shown.loc[counts.index, counts.columns]
    assert shown.mask((counts >= 1) & (counts <= 4)).equals(shown), "counts of 1 to 4 are empty in the published table"
    seen = shown.notna().to_numpy()
    assert (shown.to_numpy()[seen] == counts.to_numpy()[seen]).all(), "what is shown is true"
    cells = {(ward, worry, "all"): int(counts.loc[ward, worry]) for ward in counts.index for worry in counts.columns}
    assert exposed_cells(cells, facts(counts, shown)).empty, "its sums betray a hidden cell"


def test_plans_were_attacked_and_the_one_that_is_published_exposes_nobody():
    table = pd.read_csv(output("exposure.csv"))
    assert len(table) >= 3, "compare three plans or more"
    assert (table["exposed"] > 0).any(), "find a plan that fails: two tables, each safe alone"
    assert table.loc[table["published"], "exposed"].tolist() == [0], "publish one plan, and one that exposes nobody"


def test_the_report_names_no_person():
    text = output("report.md").read_text(encoding="utf-8")
    assert len(text.split()) >= 200, "one page for residents: who is missing, what won, what is not published and why"
    assert not set(WORRIES["answer"]) & set(text.split()), "no code of an answer"
    assert "@" not in text, "no address out of a comment"

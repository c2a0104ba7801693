"""The reference for a participation team agrees with other ways to compute, and its tests notice slips."""

import itertools
import os
import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from citylab import data, paths
from citylab.participation import pabulib, rules, weighting
from classroom.internship import projects

OUTPUTS = paths.root() / "course" / "internship" / "projects" / "participation-team" / "reference" / "outputs"


@pytest.fixture(scope="module")
def winners():
    return pd.read_csv(OUTPUTS / "winners.csv", dtype={"project": str}).set_index("project")


@pytest.fixture(scope="module")
def worries():
    survey = data.load("millfield_people_synthetic", "survey")
    is_old = survey["birth_date"] <= pd.Timestamp("1946-03-02")  # 80 or more on 2 March 2026
    return pd.crosstab(survey["ward"], survey["worry"]), pd.crosstab(survey["ward"][~is_old], survey["worry"][~is_old])


def test_raked_share_and_design_effect_agree_with_the_course():
    millfield = data.load("millfield_survey_synthetic")
    answers, margins = millfield["answers"], weighting.read_margins(millfield["margins"])
    weights = weighting.rake(answers, margins).weights
    stored = pd.read_csv(OUTPUTS / "survey.csv").set_index("question")
    for question in ("car_park", "trust"):
        assert stored.loc[question, "weighted"] == pytest.approx(
            np.average(answers[question], weights=weights), abs=1e-4
        )
    assert stored["design_effect"].tolist() == pytest.approx([weighting.design_effect(weights)] * 2, rel=1e-3)


def test_the_interval_by_drawing_again_agrees_with_linearisation():
    millfield = data.load("millfield_survey_synthetic")
    answers, margins = millfield["answers"], weighting.read_margins(millfield["margins"])
    weights = weighting.rake(answers, margins).weights
    formula = weighting.interval(answers["car_park"], weights, given=answers[list(margins)])
    stored = pd.read_csv(OUTPUTS / "survey.csv").set_index("question").loc["car_park"]
    # 200 draws leave the ends of an interval uncertain by about a tenth of its width.
    assert (stored["low"], stored["high"]) == pytest.approx((formula.low, formula.high), abs=0.015)


def test_winners_agree_with_the_exact_count_of_the_course(winners):
    read = pabulib.read(data.path("millfield_vote_synthetic", "millfield_vote.pb"))
    assert set(winners.index[winners["by_votes"]]) == set(rules.greedy(read).winners)
    assert set(winners.index[winners["equal_shares"]]) == set(rules.equal_shares(read, completion="add1").winners)


def test_who_has_nothing_is_counted_from_the_ballots(winners):
    lines = data.path("millfield_vote_synthetic", "millfield_vote.pb").read_text(encoding="utf-8").splitlines()
    ballots = [line.split(";") for line in lines[lines.index("VOTES") + 2 :]]
    nothing = pd.read_csv(OUTPUTS / "nothing.csv").set_index("ward")
    for rule in ("by_votes", "equal_shares"):
        won = set(winners.index[winners[rule]])
        estate = [won.isdisjoint(vote.split(",")) for _, ward, vote in ballots if ward == "Weir Estate"]
        assert nothing.loc["Weir Estate", rule] == pytest.approx(sum(estate) / len(estate))


def test_the_published_table_leaves_the_small_count_open(worries):
    counts, _ = worries
    shown = pd.read_csv(OUTPUTS / "worries_by_ward.csv", index_col="ward")
    rows, columns = (
        sorted(set(labels))
        for labels in zip(*shown.stack(future_stack=True).loc[lambda one: one.isna()].index, strict=True)
    )
    assert (rows, columns) == (["Station", "Weir Estate"], ["loneliness", "violence at home"])
    # Four hidden cells in a rectangle: one number decides all. Every value from 0 to 14 fits the sums.
    (a, b), (c, d) = counts.loc[rows, columns].to_numpy()
    fitting = [b + move for move in range(-b, a + 1) if c + move >= 0 and d - move >= 0]
    assert fitting == list(range(0, 15))


def test_two_tables_give_away_eleven_small_groups_by_plain_subtraction(worries):
    everybody, under = worries
    hidden = {
        ("Station", "violence at home"),
        ("Station", "loneliness"),
        ("Weir Estate", "violence at home"),
        ("Weir Estate", "loneliness"),
    }
    old = everybody - under
    found = [
        old.loc[at] for at in itertools.product(old.index, old.columns) if at not in hidden and 0 < old.loc[at] < 5
    ]
    exposure = pd.read_csv(OUTPUTS / "exposure.csv").set_index("plan")["exposed"]
    assert len(found) == exposure["by ward, and by ward under 80"] == 11
    assert exposure["by ward"] == 0
    assert old.loc["Station"].to_dict() == {worry: 12 if worry == "illness" else 0 for worry in old.columns}


ENV = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # small matrices: one thread is quicker

# One slip in each file: what is right, and what somebody may write.
SLIPS = {
    "missing": ("(checked**2).sum() / checked.sum() ** 2", "(checked**2).sum() / (checked.sum() ** 2 - 1)"),
    "counting": (
        "left[payers] -= np.minimum(left[payers], prices[best] * costs[best])",
        "left[payers] -= prices[best] * costs[best]",
    ),
    "publishing": ("for row, column in _exposed(counts, shown, small, minimum):", "for row, column in []:"),
}


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return projects.write_reference("participation-team", tmp_path_factory.mktemp("reference") / "participation-team")


def failing(folder):
    """Run the tests of the functions, and return the names of the files in which one fails."""
    command = [sys.executable, "-B", "-m", "pytest", "-p", "no:cacheprovider", "--tb=no", "-rf"]
    files = [f"tests/test_{name}.py" for name in SLIPS]
    run = subprocess.run(
        [*command, *files], cwd=folder, capture_output=True, text=True, timeout=120, check=False, env=ENV
    )
    assert run.returncode in (0, 1), run.stdout[-2000:]
    return set(re.findall(r"^FAILED tests/test_(\w+)\.py", run.stdout, flags=re.MULTILINE))


def test_each_file_of_tests_notices_its_slip(reference):
    # That they pass without the slips is part of the verdict, see the tests of verifying.
    for name, (right, slip) in SLIPS.items():
        source = reference / "src" / "participation_team" / f"{name}.py"
        text = source.read_text(encoding="utf-8")
        assert right in text, f"{name}.py has changed, and this test with it: {right}"
        source.write_text(text.replace(right, slip, 1), encoding="utf-8")
    assert failing(reference) == set(SLIPS)

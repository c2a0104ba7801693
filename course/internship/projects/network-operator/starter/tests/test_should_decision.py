"""Should: the decision for the host stands in a file that a program can read."""

import json
from pathlib import Path

import pytest

DECISION = Path(__file__).resolve().parents[1] / "outputs" / "decision.json"
ASSETS = {"F1", "F2", "F3", "F4", "F5", "F6", "T"}


def read_decision():
    """Return the decision, or say how it comes into being."""
    if not DECISION.is_file():
        pytest.fail("there is no outputs/decision.json; run the notebooks from the first cell to the last")
    return json.loads(DECISION.read_text(encoding="utf-8"))


def test_the_decision_names_something_for_each_asset():
    decision = read_decision()
    assert set(decision["action"]) == ASSETS, "an action for each feeder and for the transformer T"
    assert set(decision["action"].values()) <= {"nothing yet", "flexibility", "reinforce"}


def test_the_decision_says_for_which_scenario_and_year_it_holds():
    decision = read_decision()
    assert decision["scenario"] in {"slow", "steady", "fast"}, "name the scenario of data/uptake_scenarios.csv"
    assert decision["year"] in {2028, 2031, 2034, 2037, 2040}, "name the year"


def test_the_order_leaves_nobody_out_and_says_who_shares_a_place():
    decision = read_decision()
    listed = [name for group in decision["order"] for name in group]
    assert sorted(listed) == sorted(ASSETS - {"T"}), (
        "a list of groups of feeders; who cannot be told apart is one group"
    )

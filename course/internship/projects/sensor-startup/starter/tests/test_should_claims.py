"""Should: a verdict for each wish, and nothing on the sheet that was not shown."""

import json
from pathlib import Path

import pandas as pd
import pytest
from datasheet import sources
from datasheet.claims import judge

OUTPUTS = Path(__file__).resolve().parents[1] / "outputs"


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(1.0, 1.9, "may"), (1.0, 2.0, "may"), (1.9, 2.1, "not shown"), (2.0, 2.1, "not shown"), (2.1, 3.0, "may not")],
)
def test_an_error_of_at_most_two(low, high, verdict):
    assert judge(2.0, low, high) == verdict, "all of the interval, none of it, or not shown; an equal end keeps it"


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(1.0, 1.8, "may"), (0.6, 1.8, "not shown"), (0.2, 1.0, "not shown"), (0.2, 0.9, "may not")],
)
def test_a_life_of_at_least_one_year(low, high, verdict):
    assert judge(1.0, low, high, more_is_better=True) == verdict, "more is better: compare the other way round"


def read_judged():
    """Return the verdicts, or say how they come into being."""
    if not (OUTPUTS / "claims.csv").is_file():
        pytest.fail("there is no outputs/claims.csv; run the notebooks from the first cell to the last")
    return pd.read_csv(OUTPUTS / "claims.csv", index_col="number")


def test_every_wish_has_the_verdict_that_its_interval_gives():
    judged = read_judged()
    assert list(judged.index) == list(sources.wishes().index), "one row per wish, in order"
    assert (judged["low"] <= judged["high"]).all(), "low is the lower end"
    for row in judged.itertuples():
        expected = judge(row.value, row.low, row.high, more_is_better=row.figure.startswith("battery"))
        assert row.verdict == expected, f"wish “{row.claim}”: the interval gives “{expected}”"


def test_the_sheet_says_under_which_conditions_it_was_tested():
    judged = read_judged()
    sheet = json.loads((OUTPUTS / "data_sheet.json").read_text(encoding="utf-8"))
    assert {"units", "hours", "reference_ugm3", "humidity_percent"} <= set(sheet["tested"]), "say what was tested"
    assert sheet["may"] == judged.index[judged["verdict"] == "may"].tolist(), "print what may be printed, and no more"

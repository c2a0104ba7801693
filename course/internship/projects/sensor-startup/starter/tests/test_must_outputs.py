"""Must: the second notebook has been run, and what it wrote is a result."""

from pathlib import Path

import pandas as pd
import pytest
from datasheet import sources

OUTPUT = Path(__file__).resolve().parents[1] / "outputs" / "validation.csv"
WAYS = {"raw", "factory", "own, linear", "own, growth"}


def read_validation():
    """Return the table, or say how it comes into being."""
    if not OUTPUT.is_file():
        pytest.fail("there is no outputs/validation.csv; run the notebooks from the first cell to the last")
    return pd.read_csv(OUTPUT)


def test_each_unit_is_judged_in_each_way():
    validation = read_validation()
    assert set(validation["way"]) == WAYS, "raw, factory, and each unit's own in two forms"
    assert not validation.duplicated(["way", "unit"]).any(), "one row per way and unit"
    assert len(validation) == 24, "four ways, six units"


def test_each_error_lies_in_its_interval():
    validation = read_validation()
    assert (validation["low"] <= validation["rmse"]).all(), "the interval holds its estimate"
    assert (validation["rmse"] <= validation["high"]).all(), "the interval holds its estimate"


def test_raw_readings_are_judged_on_the_fourth_week():
    validation = read_validation()
    judge = sources.trial().loc[sources.JUDGE]
    found = validation[validation["way"] == "raw"].set_index("unit")["bias"]
    for unit in sources.UNITS:
        expected = (judge[unit] - judge["reference_ugm3"]).mean()
        assert found[unit] == pytest.approx(expected), "judge on week 4, 23 February to 1 March, and on nothing else"

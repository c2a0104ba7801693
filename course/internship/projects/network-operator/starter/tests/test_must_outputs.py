"""Must: the notebooks have been run, and what they wrote is a result."""

from pathlib import Path

import pandas as pd
import pytest

OUTPUTS = Path(__file__).resolve().parents[1] / "outputs"
ASSETS = {"F1", "F2", "F3", "F4", "F5", "F6", "T"}


def read(name):
    """Return a table, or say how it comes into being."""
    if not (OUTPUTS / name).is_file():
        pytest.fail(f"there is no outputs/{name}; run the notebooks from the first cell to the last")
    return pd.read_csv(OUTPUTS / name)


def test_each_feeder_and_the_transformer_has_a_probability_at_each_uptake():
    table = read("uptake.csv")
    assert set(table["asset"]) == ASSETS, "six feeders and the transformer T"
    assert not table.duplicated(["asset", "share"]).any(), "one row per asset and share"


def test_each_probability_lies_in_its_interval():
    table = read("uptake.csv")
    assert (table["low"] <= table["probability"]).all(), "the interval holds its estimate"
    assert (table["probability"] <= table["high"]).all(), "the interval holds its estimate"
    assert table["weeks"].min() >= 100, "100 weeks at the least; with fewer, 5 % cannot be told from 0"


def test_more_uptake_is_never_safer():
    table = read("uptake.csv").sort_values("share")
    steps = table.groupby("asset")["probability"].diff().dropna()
    assert (steps >= -0.02).all(), "with the same weeks at each uptake, the probability cannot fall"

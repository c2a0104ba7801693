"""Should: when each asset is no longer accepted, and how firm the order is."""

import numpy as np
import pandas as pd
from feeders.risk import first_years, places


def test_the_interval_says_from_when_possibly_and_by_when_surely():
    table = pd.DataFrame(
        {
            "scenario": "steady",
            "year": [2028, 2031, 2034, 2028, 2031, 2034],
            "asset": ["F1"] * 3 + ["F2"] * 3,
            "low": [0.00, 0.02, 0.30, 0.0, 0.0, 0.0],
            "high": [0.02, 0.09, 0.60, 0.02, 0.02, 0.02],
        }
    )
    found = first_years(table)
    assert found.loc[("steady", "F1")].tolist() == [2031, 2034], "high passes 5 % in 2031, low in 2034"
    assert found.loc[("steady", "F2")].isna().all(), "F2 is never in doubt, so it has no year"


def test_the_smallest_margin_comes_first():
    found = places(pd.DataFrame({"F1": [3.0, 4.0, 3.5], "F2": [1.0, 2.0, 1.5], "F3": [2.0, 3.0, 2.5]}))
    assert list(found.index) == ["F2", "F3", "F1"], "rows in the order of the places"
    assert (found["low"] == found["high"]).all(), "each week says the same, so every place is firm"


def test_two_equal_feeders_share_their_places():
    random = np.random.default_rng(2)
    margin = pd.DataFrame(random.normal(1, 0.1, (400, 2)), columns=["F1", "F2"]).assign(F3=0.0)
    found = places(margin)
    assert found.loc["F3", ["median", "low", "high"]].tolist() == [1, 1, 1], "F3 is first in every week"
    assert found.loc[["F1", "F2"], "low"].tolist() == [2, 2], "either of the two may come second"
    assert found.loc[["F1", "F2"], "high"].tolist() == [3, 3], "either of the two may come third"

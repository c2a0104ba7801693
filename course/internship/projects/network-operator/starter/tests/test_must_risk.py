"""Must: probabilities with an interval, and the uptake that follows from them."""

import numpy as np
import pandas as pd
import pytest
from feeders.risk import largest_share, probability


def test_a_probability_comes_with_wilsons_interval():
    found = probability(pd.DataFrame({"F1": [True] * 10 + [False] * 90}))
    row = found.loc["F1"]
    assert (row["weeks"], row["broken"], row["probability"]) == (100, 10, 0.1)
    # (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n) with z = 1.96
    assert [row["low"], row["high"]] == pytest.approx([0.0552, 0.1744], abs=1e-4), "Wilson's interval, 95 %"


def test_never_in_two_hundred_weeks_is_not_never():
    row = probability(pd.DataFrame({"F1": np.zeros(200, dtype=bool)})).loc["F1"]
    assert row["low"] == pytest.approx(0, abs=1e-12)
    assert row["high"] == pytest.approx(0.0188, abs=1e-4), "200 weeks without a fault leave up to 1.9 %"


def test_more_weeks_make_the_interval_narrower():
    random = np.random.default_rng(3)
    broken = pd.DataFrame({"F1": random.random(4000) < 0.2})
    few, many = (probability(broken[:rows]).loc["F1"] for rows in (100, 4000))
    assert many["high"] - many["low"] < (few["high"] - few["low"]) / 4, "forty times the weeks, a sixth of the width"


def steps(values, asset="F1"):
    """Return a table with probability, and an interval of ±0.02, at shares 0.1, 0.2, …"""
    table = pd.DataFrame({"asset": asset, "share": np.arange(1, len(values) + 1) / 10, "probability": values})
    return table.assign(low=table["probability"] - 0.02, high=table["probability"] + 0.02)


def test_the_largest_share_is_the_last_before_the_first_failure():
    found = largest_share(steps([0.00, 0.04, 0.06, 0.30, 0.01])).loc["F1"]
    assert found.to_dict() == {"cautious": 0.1, "best": 0.2, "bold": 0.3}, (
        "with 5 % accepted: 0.1 by the upper end, 0.2 by the estimate, 0.3 by the lower end; 0.5 comes after a failure"
    )


def test_an_asset_that_fails_at_once_has_no_share():
    found = largest_share(pd.concat([steps([0.5, 0.6], "F2"), steps([0.0, 0.0], "F1")]))
    assert found.loc["F2"].isna().all(), "not a number, for even the smallest share is not accepted"
    assert found.loc["F1", "best"] == 0.2, "each asset is judged by its own rows"


def test_the_order_of_the_rows_does_not_matter():
    table = steps([0.0, 0.01, 0.2, 0.4])
    mixed = table.sample(frac=1, random_state=1)
    assert largest_share(mixed).loc["F1", "best"] == 0.2, "sort by share first"

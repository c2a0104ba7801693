"""Could: what it brings and costs to let vehicles wait."""

import numpy as np
import pandas as pd
import pytest
from tram_and_bus.connections import hold

# Ready at 1060, the tram left at 1000: 60 s of waiting would do. Ready at 2200, left at 2000: 200 s. The third is kept.
JUDGED = pd.DataFrame(
    {
        "fate": ["missed", "missed", "kept"],
        "actual_arrival_s": [1000.0, 2140.0, 3000.0],
        "actual_departure_s": [1000.0, 2000.0, 3600.0],
        "next_departure_s": [1600.0, 2600.0, 3600.0],
    }
)


def test_a_short_wait_saves_one_by_hand():
    result = hold(JUDGED, longest_s=60)
    assert (result["saved"], result["waits_s"], result["saves_s"]) == (1, 60, 540), "leaves at 1060 instead of 1600"
    assert result["break_even"] == pytest.approx(9), "540 s won for 60 s lost"


def test_a_longer_wait_saves_both_at_a_lower_ratio():
    result = hold(JUDGED, longest_s=200)
    assert (result["saved"], result["waits_s"], result["saves_s"]) == (2, 260, 540 + 400)
    assert result["break_even"] == pytest.approx(940 / 260)


def test_without_a_wait_nothing_is_saved():
    result = hold(JUDGED, longest_s=10)
    assert result["saved"] == 0
    assert np.isnan(result["break_even"])

"""A street small enough to compute by hand, for all tests."""

import numpy as np
import pytest
from feeders.paths import Paths


@pytest.fixture
def street():
    """Two feeders behind an ideal transformer; load 0 and 1 share line 0, load 2 has line 2 to itself."""
    return Paths(
        feeder=np.array(["F1", "F1", "F2"]),
        uses=np.array([[True, False, False], [True, True, False], [False, False, True]]),
        resistance_ohm=np.array([0.1, 0.2, 0.3]),
        reactance_ohm=np.array([0.01, 0.02, 0.03]),
        head_rated_a={"F1": 100.0, "F2": 200.0},
        transformer_resistance_ohm=0.0,
        transformer_reactance_ohm=0.0,
        transformer_kva=400.0,
        rated_v=400.0,
        source_pu=1.0,
    )

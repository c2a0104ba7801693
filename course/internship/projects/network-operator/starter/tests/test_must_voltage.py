"""Must: voltage and loading, by hand on a small street, and against the full power flow on the village."""

from dataclasses import replace

import numpy as np
import pytest
from feeders import sources
from feeders.engine import full_flow_pu
from feeders.paths import follow
from feeders.voltage import head_percent, shared_ohm, voltage_pu

NONE = np.zeros((1, 3))


def test_loads_share_the_lines_that_both_use(street):
    found = shared_ohm(street.uses, street.resistance_ohm, 0.0)
    by_hand = [[0.1, 0.1, 0.0], [0.1, 0.3, 0.0], [0.0, 0.0, 0.3]]
    assert found == pytest.approx(np.array(by_hand)), "loads 0 and 1 share line 0; load 2 shares no line with them"


def test_all_loads_share_the_transformer(street):
    found = shared_ohm(street.uses, street.resistance_ohm, 0.05)
    assert found[0, 2] == pytest.approx(0.05), "two feeders have only the transformer in common"
    assert found[1, 1] == pytest.approx(0.35), "a load shares with itself its whole path and the transformer"


def test_sixteen_kw_over_a_tenth_of_an_ohm_cost_one_percent(street):
    found = voltage_pu(street, np.array([[16.0, 0.0, 0.0]]), NONE)
    assert found == pytest.approx(np.array([[0.99, 0.99, 1.0]])), (
        "1,600 V² over 160,000 V² is 0.01; load 1 lies behind the same line, load 2 does not"
    )


def test_reactive_power_lowers_the_voltage_too(street):
    found = voltage_pu(street, NONE, np.array([[0.0, 16.0, 0.0]]))
    assert found[0] == pytest.approx([0.999, 0.997, 1.0]), "use the reactance for reactive power"


def test_drops_of_two_loads_add_up(street):
    random = np.random.default_rng(5)
    one, other = random.uniform(0, 9, (2, 4, 3))
    together = voltage_pu(street, one + other, 0 * one)
    assert 1 - together == pytest.approx(2 - voltage_pu(street, one, 0 * one) - voltage_pu(street, other, 0 * one)), (
        "the linear form adds the drops of two loads"
    )


def test_a_higher_source_lifts_every_voltage(street):
    load_kw = np.array([[3.0, 5.0, 7.0]])
    lifted = voltage_pu(replace(street, source_pu=1.02), load_kw, NONE)
    assert lifted - voltage_pu(street, load_kw, NONE) == pytest.approx(0.02), "begin at the voltage of the source"


def test_the_linear_form_agrees_with_the_full_power_flow_at_small_loads():
    village = sources.network()
    random = np.random.default_rng(7)
    load_kw = random.uniform(0, 2, (5, len(village.loads)))
    linear = voltage_pu(follow(village), load_kw, 0.3 * load_kw)
    difference = np.abs(linear - full_flow_pu(village, load_kw, 0.3 * load_kw)).max()
    assert difference < 1e-3, f"at small loads both agree to a thousandth; found a difference of {difference:.4f}"


def test_the_first_cable_carries_all_homes_of_its_feeder(street):
    # √3 · 400 V · 100 A is 69.28 kVA; 3 kW and 4 kvar are 5 kVA.
    found = head_percent(street, np.array([[1.0, 2.0, 0.0]]), np.array([[4.0, 0.0, 0.0]]))
    assert list(found.columns) == ["F1", "F2"], "one column per feeder, in the order of their names"
    assert found["F1"][0] == pytest.approx(7.217, abs=0.001), "add up kW and kvar of the feeder, then take √(P² + Q²)"
    assert found["F2"][0] == 0, "F2 carries nothing here"

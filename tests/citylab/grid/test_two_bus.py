"""The closed form of two buses, against hand calculation and the power flow."""

import math

import pandas as pd
import pytest

from citylab import grid
from citylab.grid import two_bus

LINE = {"resistance_ohm": 0.12, "reactance_ohm": 0.05}


def two_nodes(p_kw: float, q_kvar: float, sending_pu: float = 1.0) -> grid.Network:
    return grid.Network(
        "two nodes",
        nodes=pd.DataFrame({"voltage_rated_v": [400.0, 400.0]}, index=[0, 1]),
        lines=pd.DataFrame({"from_node": [0], "to_node": [1], "length_m": [300.0]} | {k: [v] for k, v in LINE.items()}),
        loads=pd.DataFrame({"node": [1], "p_kw": [p_kw], "q_kvar": [q_kvar]}),
        source=pd.DataFrame({"node": [0], "voltage_pu": [sending_pu]}),
    )


@pytest.mark.parametrize("sending_pu", [0.95, 1.0, 1.04])
@pytest.mark.parametrize(("p_kw", "q_kvar"), [(0, 0), (20, 0), (60, 20), (40, -30), (-80, 0), (-50, 25), (250, 0)])
def test_power_flow_of_two_nodes_equals_the_closed_form(p_kw, q_kvar, sending_pu):
    exact_v = two_bus.receiving_voltage_v(400 * sending_pu, p_kw, q_kvar, **LINE)
    solved_v = grid.solve(two_nodes(p_kw, q_kvar, sending_pu)).nodes.loc[1, "voltage_v"]
    assert solved_v == pytest.approx(exact_v, abs=1e-6)


def test_closed_form_satisfies_the_circuit_equation():
    received_v = two_bus.receiving_voltage_v(400.0, 60.0, 20.0, **LINE)
    current = complex(60e3, -20e3) / (math.sqrt(3) * received_v)
    sent_v = received_v + math.sqrt(3) * complex(0.12, 0.05) * current
    assert abs(sent_v) == pytest.approx(400.0, abs=1e-9)


def test_drop_by_hand_is_the_known_five_volts():
    assert two_bus.approximate_voltage_drop_v(400.0, 20.0, resistance_ohm=0.1) == 5.0


def test_feeding_in_raises_the_voltage():
    assert two_bus.approximate_voltage_drop_v(400.0, -20.0, resistance_ohm=0.1) == -5.0
    assert two_bus.receiving_voltage_v(400.0, -20.0, resistance_ohm=0.1) > 400.0


@pytest.mark.parametrize("p_kw", [5.0, 20.0, -20.0])
def test_hand_calculation_is_within_a_tenth_of_the_exact_drop_at_small_loads(p_kw):
    exact_v = 400.0 - two_bus.receiving_voltage_v(400.0, p_kw, **LINE)
    by_hand_v = two_bus.approximate_voltage_drop_v(400.0, p_kw, **LINE)
    assert by_hand_v == pytest.approx(exact_v, rel=0.1)


def test_largest_load_halves_the_voltage_of_a_resistive_line():
    largest_kva = two_bus.largest_load_kva(400.0, 1.0, resistance_ohm=0.1)
    assert largest_kva == 400.0
    assert two_bus.receiving_voltage_v(400.0, largest_kva, resistance_ohm=0.1) == pytest.approx(200.0)


def test_feeding_in_through_a_resistive_line_has_no_largest_power():
    assert two_bus.largest_load_kva(400.0, -1.0, resistance_ohm=0.1) == math.inf


def test_line_without_load_keeps_its_voltage():
    assert two_bus.receiving_voltage_v(400.0, 0.0, **LINE) == 400.0


def test_load_beyond_the_largest_is_refused_with_the_largest():
    with pytest.raises(ValueError, match=r"500 kVA is more than the 400\.0 kVA"):
        two_bus.receiving_voltage_v(400.0, 500.0, resistance_ohm=0.1)


@pytest.mark.parametrize(("sending_v", "resistance_ohm"), [(0.0, 0.1), (400.0, -0.1)])
def test_line_that_cannot_be_is_refused(sending_v, resistance_ohm):
    with pytest.raises(ValueError, match="must be above 0 V"):
        two_bus.approximate_voltage_drop_v(sending_v, 1.0, resistance_ohm=resistance_ohm)

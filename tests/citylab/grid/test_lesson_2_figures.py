"""The figures in the text of lesson 2, against a sweep along the street that shares no code with the solver."""

import math

import pytest

from citylab import grid
from citylab.grid.practice import EXERCISES
from citylab.practice import judge

BUSBAR, END = 3, 4
RATED_V = 400.0


@pytest.fixture(scope="module")
def street():
    return grid.network("lv_rural_simbench")


def swept_pu(street):
    """Return the voltages by backward and forward sweeps: currents up the tree, voltages down."""
    unit = street.transformers.iloc[0]
    size = unit["short_circuit_voltage_percent"] / 100
    loss = unit["copper_loss_kw"] / unit["rated_kva"]
    upstream = complex(loss, math.sqrt(size**2 - loss**2)) * RATED_V**2 / (unit["rated_kva"] * 1e3)
    feeding_v = street.source["voltage_pu"].iloc[0] * RATED_V
    way = [(BUSBAR, None, upstream)]
    for node, _, _ in way:
        for line in street.lines.itertuples():
            other = {line.from_node: line.to_node, line.to_node: line.from_node}.get(node)
            if other is not None and other not in [reached for reached, _, _ in way]:
                way.append((other, node, complex(line.resistance_ohm, line.reactance_ohm)))
    voltage = {node: complex(feeding_v) for node, _, _ in way}
    for _ in range(40):
        current = dict.fromkeys(voltage, 0j)
        for load in street.loads.itertuples():
            power = complex(load.p_kw, load.q_kvar) * 1e3
            current[load.node] += (power / voltage[load.node]).conjugate()
        for node, parent, _ in reversed(way[1:]):
            current[parent] += current[node]
        for node, parent, ohm in way:
            voltage[node] = (feeding_v if parent is None else voltage[parent]) - ohm * current[node]
    return {node: abs(volt) / RATED_V for node, volt in voltage.items()}


@pytest.mark.parametrize("homes", [0, 7, 13])
def test_sweep_and_solver_agree_with_chargers_at_the_end(street, homes):
    network = street.with_load(END, homes * 11.0)
    solved_pu = grid.solve(network).nodes["voltage_pu"]
    assert swept_pu(network) == pytest.approx({node: solved_pu[node] for node in street.low_voltage_nodes}, abs=2e-4)


@pytest.mark.parametrize(("homes", "end_pu"), [(0, 1.002), (7, 0.968), (12, 0.942), (13, 0.937)])
def test_evening_figures_of_the_text(street, homes, end_pu):
    assert swept_pu(street.with_load(END, homes * 11.0))[END] == pytest.approx(end_pu, abs=7e-4)


def test_noon_figures_of_the_text(street):
    noon = street.with_loads(0.0).with_generator(END, 143.0)
    assert swept_pu(noon)[END] == pytest.approx(1.078, abs=7e-4)


def test_drop_of_the_farm_is_the_known_one_percent():
    drop_percent = 400 * 0.2067 / 1000 * 20_000 / RATED_V**2 * 100
    assert drop_percent == pytest.approx(4.13 / RATED_V * 100, abs=0.01)


@pytest.mark.parametrize(
    ("name", "by_hand", "within"),
    [
        ("grid-2-drop", 0.4 * (0.2067 * 30_000 + 0.0804248 * 10_000) / RATED_V**2 * 100, 1e-3),
        ("grid-2-homes", 5, 0),
        ("grid-2-busiest", 2, 0),
    ],
)
def test_answers_worked_out_apart_are_right(name, by_hand, within):
    asked = next(exercise for exercise in EXERCISES if exercise.id == name)
    assert judge(asked, by_hand).right
    assert asked.expected() == pytest.approx(by_hand, abs=within)


def test_five_homes_load_the_transformer_fully_and_six_too_much(street):
    loading = [
        grid.solve(street.with_load(END, homes * 12.7)).transformers["loading_percent"].max() for homes in (5, 6)
    ]
    assert loading[0] < 100 < loading[1]

"""
The full power flow, to check the simple method against. Nothing here is left to do.

References
----------
.. [1] Power Grid Model, documentation, https://power-grid-model.readthedocs.io
"""

from __future__ import annotations

import numpy as np
from power_grid_model import ComponentType, DatasetType, LoadGenType, PowerGridModel, WindingType, initialize_array

from feeders.sources import Network

# A medium-voltage network without an impedance of its own.
SOURCE_VA = 1e20


def full_flow_pu(network: Network, load_kw: np.ndarray, load_kvar: np.ndarray) -> np.ndarray:
    """
    Return the voltage at each load by Newton's method.

    Parameters
    ----------
    network : Network
        The network.
    load_kw, load_kvar : numpy.ndarray, shape (n_steps, n_loads)
        Active and reactive power of each load. [kW, kvar]

    Returns
    -------
    numpy.ndarray, shape (n_steps, n_loads)
        Voltage. [per unit of the rated voltage]
    """
    place = {node: number for number, node in enumerate(network.nodes.index)}
    loads = 10_000 + np.arange(len(network.loads), dtype=np.int32)
    model = PowerGridModel(_input(network, place, loads), system_frequency=50.0)
    update = {
        "id": np.tile(loads, (len(load_kw), 1)),
        "p_specified": np.ascontiguousarray(load_kw * 1e3),
        "q_specified": np.ascontiguousarray(load_kvar * 1e3),
    }
    found = model.calculate_power_flow(
        update_data={ComponentType.sym_load: update}, output_component_types={ComponentType.node: ["u_pu"]}
    )
    return found[ComponentType.node]["u_pu"][:, [place[node] for node in network.loads["node"]]]


def _input(network: Network, place: dict[int, int], loads: np.ndarray) -> dict[ComponentType, np.ndarray]:
    lines, unit = network.lines, network.transformer
    node = {"id": list(place.values()), "u_rated": network.nodes["voltage_rated_v"]}
    line = {
        "id": 20_000 + np.arange(len(lines)),
        "from_node": [place[n] for n in lines["from_node"]],
        "to_node": [place[n] for n in lines["to_node"]],
        "from_status": 1,
        "to_status": 1,
        "r1": lines["resistance_ohm"],
        "x1": lines["reactance_ohm"],
        "c1": 0.0,
        "tan1": 0.0,
        "i_n": lines["current_rated_a"],
    }
    transformer = {
        "id": 30_000,
        "from_node": place[int(unit["from_node"])],
        "to_node": place[int(unit["to_node"])],
        "from_status": 1,
        "to_status": 1,
        "u1": unit["voltage_from_v"],
        "u2": unit["voltage_to_v"],
        "sn": unit["rated_kva"] * 1e3,
        "uk": unit["short_circuit_voltage_percent"] / 100,
        "pk": unit["copper_loss_kw"] * 1e3,
        "i0": 0.0,
        "p0": 0.0,
        "winding_from": WindingType.delta,
        "winding_to": WindingType.wye_n,
        "clock": int(unit["clock"]),
        "tap_side": 0,
        "tap_pos": 0,
        "tap_min": 0,
        "tap_max": 0,
        "tap_size": 0.0,
    }
    load = {
        "id": loads,
        "node": [place[n] for n in network.loads["node"]],
        "status": 1,
        "type": LoadGenType.const_power,
        "p_specified": 0.0,
        "q_specified": 0.0,
    }
    source = {
        "id": 40_000,
        "node": place[int(network.source["node"])],
        "status": 1,
        "u_ref": network.source["voltage_pu"],
        "sk": SOURCE_VA,
    }
    return {
        ComponentType.node: _array(ComponentType.node, len(place), node),
        ComponentType.line: _array(ComponentType.line, len(lines), line),
        ComponentType.transformer: _array(ComponentType.transformer, 1, transformer),
        ComponentType.sym_load: _array(ComponentType.sym_load, len(loads), load),
        ComponentType.source: _array(ComponentType.source, 1, source),
    }


def _array(kind: ComponentType, length: int, values: dict[str, object]) -> np.ndarray:
    made = initialize_array(DatasetType.input, kind, length)
    for name, value in values.items():
        made[name] = value
    return made

"""
Hand a network to power-grid-model, and take powers and voltages back.

References
----------
.. [1] Contributors to the LF Energy project Power Grid Model, documentation of
   components and calculations, https://power-grid-model.readthedocs.io
"""

from typing import Any, cast

import numpy as np
import pandas as pd
from power_grid_model import (
    ComponentType,
    DatasetType,
    LoadGenType,
    PowerGridModel,
    WindingType,
    initialize_array,
)
from power_grid_model.errors import PowerGridError

from citylab.grid._tables import without_attrs
from citylab.grid.network import Network

__all__ = ["FlowError", "calculate"]

Columns = dict[str, np.ndarray]
# The source is as good as ideal: its own impedance would add less than 1e-9 to a voltage.
SOURCE_SHORT_CIRCUIT_POWER_VA = 1e20
# Loading is computed from currents here; a rated current the engine does not need is 1 A.
_UNUSED_CURRENT_A = 1.0
_WANTED = {
    ComponentType.node: ["u_pu"],
    ComponentType.line: ["p_from", "p_to", "q_from", "i_from", "i_to"],
    ComponentType.transformer: ["p_from", "p_to", "q_from", "loading"],
    ComponentType.source: ["p", "q"],
}


class FlowError(ValueError):
    """Powers for which no power flow can be found; the message names the remedy."""


def calculate(network: Network, p_kw: np.ndarray, q_kvar: np.ndarray, *, first_step: int = 0) -> dict[str, Columns]:
    """
    Calculate the symmetric power flow of many steps with Newton's method.

    Parameters
    ----------
    network : Network
        The network.
    p_kw, q_kvar : numpy.ndarray, shape (n_steps, n_loads)
        Power of each load in the order of `network.loads`. [kW, kvar]

    first_step : int
        Number of the first step, for the message of an error.

    Returns
    -------
    dict of str to dict of str to numpy.ndarray, shape (n_steps, n_elements)
        The engine's own results in its own units: V, A, W, var.

    Raises
    ------
    FlowError
        If a step has no solution.
    """
    model = PowerGridModel(_input(network), system_frequency=50.0)
    first = _first_number(network)["loads"]
    ids = np.arange(first, first + len(network.loads), dtype=np.int32)
    update = {
        "id": np.tile(ids, (len(p_kw), 1)),
        "p_specified": np.ascontiguousarray(p_kw * 1e3),
        "q_specified": np.ascontiguousarray(q_kvar * 1e3),
    }
    try:
        results = model.calculate_power_flow(
            update_data={ComponentType.sym_load: update},
            output_component_types=cast(Any, _WANTED),
            threading=0,
        )
    except PowerGridError as problem:
        raise FlowError(_no_solution(network, p_kw, problem, first_step)) from None
    # The engine says nothing of a kind that the network has none of.
    nothing = np.zeros((len(p_kw), 0))
    return {
        kind.value: cast(Columns, results.get(kind, dict.fromkeys(wanted, nothing))) for kind, wanted in _WANTED.items()
    }


def _no_solution(network: Network, p_kw: np.ndarray, problem: PowerGridError, first_step: int) -> str:
    failed = getattr(problem, "failed_scenarios", None)
    step = int(failed[0]) if failed is not None and len(failed) else 0
    largest = int(np.abs(p_kw[step]).argmax())
    total_kw, largest_kw = p_kw[step].sum(), p_kw[step, largest]
    return (
        f"step {first_step + step} has no power flow: {total_kw:.0f} kW in all, "
        f"{largest_kw:.0f} kW of it at node {network.loads['node'].iloc[largest]}, is more than "
        f"the cables of {network.name} can carry; lower it, or check that powers are in kW, not W"
    )


def _first_number(network: Network) -> dict[str, int]:
    """Return the engine's number of the first element of each table."""
    first, total = {}, 0
    for name, table in network.tables.items():
        first[name], total = total, total + len(table)
    return first


def _input(network: Network) -> dict[ComponentType, np.ndarray]:
    kinds = {
        "nodes": (ComponentType.node, _nodes),
        "lines": (ComponentType.line, _lines),
        "transformers": (ComponentType.transformer, _transformers),
        "loads": (ComponentType.sym_load, _loads),
        "source": (ComponentType.source, _source),
    }
    first = _first_number(network)
    nodes = network.nodes.index
    arrays = {}
    for name, (kind, columns) in kinds.items():
        table = without_attrs(getattr(network, name))
        # Arithmetic with pandas' columns takes longer than the power flow of a small network.
        values = {column: table[column].to_numpy() for column in table.columns}
        arrays[kind] = initialize_array(DatasetType.input, kind, len(table))
        arrays[kind]["id"] = first[name] + np.arange(len(table))
        for attribute, given in columns(values, nodes).items():
            arrays[kind][attribute] = given
    return arrays


def _ends(table: Columns, nodes: pd.Index) -> dict[str, Any]:
    ends = {end: nodes.get_indexer(table[end]) for end in ("from_node", "to_node")}
    return {**ends, "from_status": 1, "to_status": 1}


def _nodes(table: Columns, nodes: pd.Index) -> dict[str, Any]:
    return {"u_rated": table["voltage_rated_v"]}


def _lines(lines: Columns, nodes: pd.Index) -> dict[str, Any]:
    return {
        **_ends(lines, nodes),
        "r1": lines["resistance_ohm"],
        "x1": lines["reactance_ohm"],
        "c1": lines["capacitance_nf"] * 1e-9,
        "tan1": 0.0,
        "i_n": _UNUSED_CURRENT_A,
    }


def _transformers(units: Columns, nodes: pd.Index) -> dict[str, Any]:
    odd = units["clock"].astype(int) % 2 == 1
    return {
        **_ends(units, nodes),
        "u1": units["voltage_from_v"],
        "u2": units["voltage_to_v"],
        "sn": units["rated_kva"] * 1e3,
        "uk": units["short_circuit_voltage_percent"] / 100,
        "pk": units["copper_loss_kw"] * 1e3,
        "i0": units["no_load_current_percent"] / 100,
        "p0": units["no_load_loss_kw"] * 1e3,
        "winding_from": np.where(odd, WindingType.delta, WindingType.wye_n),
        "winding_to": WindingType.wye_n,
        "clock": units["clock"],
        "tap_side": (units["tap_side"] == "to").astype(int),
        "tap_pos": units["tap_position"],
        "tap_nom": units["tap_neutral"],
        "tap_min": units["tap_min"],
        "tap_max": units["tap_max"],
        "tap_size": units["tap_step_percent"] / 100 * _tapped_voltage_v(units),
    }


def _tapped_voltage_v(units: Columns) -> np.ndarray:
    return np.where(units["tap_side"] == "to", units["voltage_to_v"], units["voltage_from_v"])


def _loads(loads: Columns, nodes: pd.Index) -> dict[str, Any]:
    return {
        "node": nodes.get_indexer(loads["node"]),
        "status": 1,
        "type": LoadGenType.const_power,
        "p_specified": loads["p_kw"] * 1e3,
        "q_specified": loads["q_kvar"] * 1e3,
    }


def _source(source: Columns, nodes: pd.Index) -> dict[str, Any]:
    return {
        "node": nodes.get_indexer(source["node"]),
        "status": 1,
        "u_ref": source["voltage_pu"],
        "sk": SOURCE_SHORT_CIRCUIT_POWER_VA,
    }

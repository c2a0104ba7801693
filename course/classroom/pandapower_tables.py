"""Turn a pandapower network into the course's tables; the `make.py` of each feeder uses it."""

import json
from typing import Any

import pandas as pd

__all__ = ["FIELDS", "network_tables"]

FIELDS: dict[str, dict[str, tuple[str, str]]] = {
    "nodes": {
        "node": ("-", "Number of the node, as in the source"),
        "name": ("-", "Name of the node, as in the source"),
        "voltage_rated_v": ("V", "Rated voltage between two phases"),
        "x": ("-", "Position to the right, empty where the source has none"),
        "y": ("-", "Position upwards, empty where the source has none"),
    },
    "lines": {
        "line": ("-", "Number of the line"),
        "from_node": ("-", "Node at its beginning"),
        "to_node": ("-", "Node at its end"),
        "length_m": ("m", "Length"),
        "resistance_ohm": ("Ω", "Resistance of one phase over the whole length"),
        "reactance_ohm": ("Ω", "Reactance of one phase over the whole length"),
        "capacitance_nf": ("nF", "Capacitance over the whole length"),
        "current_rated_a": ("A", "Highest lasting current, empty where the source has none"),
    },
    "transformers": {
        "transformer": ("-", "Number of the transformer"),
        "from_node": ("-", "Node on the high-voltage side"),
        "to_node": ("-", "Node on the low-voltage side"),
        "rated_kva": ("kVA", "Rated power"),
        "voltage_from_v": ("V", "Rated voltage of the high-voltage side"),
        "voltage_to_v": ("V", "Rated voltage of the low-voltage side"),
        "short_circuit_voltage_percent": ("%", "Short-circuit voltage, of the rated voltage"),
        "copper_loss_kw": ("kW", "Loss in the windings at rated current"),
        "no_load_loss_kw": ("kW", "Loss in the core"),
        "no_load_current_percent": ("%", "No-load current, of the rated current"),
        "clock": ("-", "Vector group number, in steps of 30 degrees"),
        "tap_side": ("-", "Side with the tap changer, from or to"),
        "tap_position": ("-", "Tap position"),
        "tap_neutral": ("-", "Tap position at which the rated ratio holds"),
        "tap_min": ("-", "Lowest tap position"),
        "tap_max": ("-", "Highest tap position"),
        "tap_step_percent": ("%", "Change of voltage per tap step, of the rated voltage"),
    },
    "loads": {
        "load": ("-", "Number of the load"),
        "node": ("-", "Node it is connected to"),
        "name": ("-", "Name of the load, as in the source"),
        "p_kw": ("kW", "Active power, positive for consumption"),
        "q_kvar": ("kvar", "Reactive power, positive for an inductive load"),
        "profile": ("-", "Name of its profile or kind"),
    },
    "source": {
        "node": ("-", "Node where the upstream network feeds in"),
        "voltage_pu": ("1", "Voltage it holds, per unit of the rated voltage"),
    },
}


def network_tables(net: Any, *, current_rated_known: bool = True) -> dict[str, pd.DataFrame]:
    """
    Extract nodes, lines, transformers, loads and source from a pandapower network.

    Closed switches between two nodes disappear: their nodes become one.

    Parameters
    ----------
    net : pandapower.pandapowerNet
        Network in which everything is in service and no line is doubled.
    current_rated_known : bool
        False if the source publishes no rated currents, only a filler.

    Returns
    -------
    dict of str to pandas.DataFrame
        Tables with the columns of `FIELDS`.

    Raises
    ------
    ValueError
        If an element is out of service, doubled or scaled.
    """
    _check_plain(net)
    fused = _fused_nodes(net)
    tables = {
        "nodes": _nodes(net, fused),
        "lines": _lines(net, fused, current_rated_known),
        "transformers": _transformers(net, fused),
        "loads": _loads(net, fused),
        "source": pd.DataFrame({"node": net.ext_grid.bus.map(fused), "voltage_pu": net.ext_grid.vm_pu}),
    }
    return {name: table[list(FIELDS[name])].reset_index(drop=True) for name, table in tables.items()}


def _check_plain(net: Any) -> None:
    for name in ("bus", "line", "trafo", "load"):
        if not net[name].in_service.all():
            raise ValueError(f"{name}: an element is out of service; drop it first")
    for name in ("line", "trafo"):
        if (net[name].parallel != 1).any() or (net[name].df != 1).any():
            raise ValueError(f"{name}: parallel and df must be 1")
    if (net.load.scaling != 1).any() or (net.line.g_us_per_km != 0).any():
        raise ValueError("scaling of loads must be 1, conductance of lines 0")


def _fused_nodes(net: Any) -> dict[int, int]:
    """Return for each bus the node that stands for it."""
    fused = {int(bus): int(bus) for bus in net.bus.index}
    for switch in net.switch.itertuples():
        if switch.et != "b" or not switch.closed or switch.z_ohm:
            raise ValueError("only closed switches between nodes are understood")
        fused[int(switch.element)] = fused[int(switch.bus)]
    return fused


def _nodes(net: Any, fused: dict[int, int]) -> pd.DataFrame:
    kept = net.bus.loc[sorted(set(fused.values()))]
    points = [pd.NA if pd.isna(geo) else json.loads(geo)["coordinates"] for geo in kept.geo]
    return pd.DataFrame(
        {
            "node": kept.index,
            "name": kept.name,
            "voltage_rated_v": (kept.vn_kv * 1000).round(3),
            "x": [float("nan") if point is pd.NA else round(point[0], 6) for point in points],
            "y": [float("nan") if point is pd.NA else round(point[1], 6) for point in points],
        }
    )


def _lines(net: Any, fused: dict[int, int], current_rated_known: bool) -> pd.DataFrame:
    lines = net.line
    return pd.DataFrame(
        {
            "line": lines.index,
            "from_node": lines.from_bus.map(fused),
            "to_node": lines.to_bus.map(fused),
            "length_m": (lines.length_km * 1000).round(6),
            "resistance_ohm": (lines.r_ohm_per_km * lines.length_km).round(12),
            "reactance_ohm": (lines.x_ohm_per_km * lines.length_km).round(12),
            "capacitance_nf": (lines.c_nf_per_km * lines.length_km).round(9),
            "current_rated_a": (lines.max_i_ka * 1000).round(6) if current_rated_known else float("nan"),
        }
    )


def _transformers(net: Any, fused: dict[int, int]) -> pd.DataFrame:
    trafos = net.trafo
    return pd.DataFrame(
        {
            "transformer": trafos.index,
            "from_node": trafos.hv_bus.map(fused),
            "to_node": trafos.lv_bus.map(fused),
            "rated_kva": (trafos.sn_mva * 1000).round(6),
            "voltage_from_v": (trafos.vn_hv_kv * 1000).round(3),
            "voltage_to_v": (trafos.vn_lv_kv * 1000).round(3),
            "short_circuit_voltage_percent": trafos.vk_percent.round(12),
            "copper_loss_kw": (trafos.vkr_percent / 100 * trafos.sn_mva * 1000).round(9),
            "no_load_loss_kw": trafos.pfe_kw.astype(float),
            "no_load_current_percent": trafos.i0_percent.astype(float),
            "clock": (trafos.shift_degree / 30).round().astype(int),
            "tap_side": trafos.tap_side.map({"hv": "from", "lv": "to"}).fillna("from").astype(str),
            "tap_position": trafos.tap_pos.fillna(0).astype(int),
            "tap_neutral": trafos.tap_neutral.fillna(0).astype(int),
            "tap_min": trafos.tap_min.fillna(0).astype(int),
            "tap_max": trafos.tap_max.fillna(0).astype(int),
            "tap_step_percent": trafos.tap_step_percent.fillna(0.0).astype(float),
        }
    )


def _loads(net: Any, fused: dict[int, int]) -> pd.DataFrame:
    loads = net.load
    profile = loads.get("profile", "constant")
    return pd.DataFrame(
        {
            "load": loads.index,
            "node": loads.bus.map(fused),
            "name": loads.name,
            "p_kw": (loads.p_mw * 1000).round(6),
            "q_kvar": (loads.q_mvar * 1000).round(6),
            "profile": profile,
        }
    )

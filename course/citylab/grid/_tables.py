"""Bring the tables of a network into one shape."""

from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from citylab.grid._checks import NetworkError, Tables, check_ends, check_finite, check_tables

__all__ = ["checked_loads", "checked_tables", "distances_m", "parents", "without_attrs"]

_NEEDED = {
    "nodes": ("voltage_rated_v",),
    "lines": ("from_node", "to_node", "length_m", "resistance_ohm", "reactance_ohm"),
    "transformers": (
        "from_node",
        "to_node",
        "rated_kva",
        "voltage_from_v",
        "voltage_to_v",
        "short_circuit_voltage_percent",
        "copper_loss_kw",
    ),
    "loads": ("node", "p_kw"),
    "source": ("node", "voltage_pu"),
}
_DEFAULTS: dict[str, dict[str, Any]] = {
    "nodes": {"name": "", "x": np.nan, "y": np.nan},
    "lines": {"capacitance_nf": 0.0, "current_rated_a": np.nan},
    "transformers": {
        "no_load_loss_kw": 0.0,
        "no_load_current_percent": 0.0,
        "clock": 5,
        "tap_side": "from",
        "tap_position": 0,
        "tap_neutral": 0,
        "tap_min": 0,
        "tap_max": 0,
        "tap_step_percent": 0.0,
    },
    "loads": {"name": "", "q_kvar": 0.0, "profile": "constant"},
    "source": {},
}
_IDS = {"nodes": "node", "lines": "line", "transformers": "transformer", "loads": "load"}


def checked_tables(tables: Tables) -> tuple[Tables, pd.Series]:
    """
    Return the tables with an index of numbers and every column filled, and how far each node is.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        `nodes`, `lines`, `transformers`, `loads` and `source`.

    Returns
    -------
    dict of str to pandas.DataFrame
        Copies; the index is the element's number, except for `source`.
    pandas.Series
        As `distances_m`. [m]

    Raises
    ------
    NetworkError
        If a column is missing, a number out of its range, an end unknown or a
        node without supply.
    """
    shaped = {name: _shaped(name, table) for name, table in tables.items()}
    plain = {name: without_attrs(table) for name, table in shaped.items()}
    for name, columns in _NEEDED.items():
        check_finite(name, plain[name][list(columns)])
    check_tables(plain)
    away_m = distances_m(plain)
    if not (supplied := np.isfinite(away_m)).all():
        alone = ", ".join(str(node) for node in supplied.index[~supplied][:5])
        raise NetworkError(
            f"{(~supplied).sum()} node(s) have no connection to the source: {alone}; "
            "add the missing line or drop the node"
        )
    return shaped, away_m


def checked_loads(loads: pd.DataFrame, nodes: pd.Index) -> pd.DataFrame:
    """Return a copy of a table of loads in its shape; raise a `NetworkError` if it is none for these nodes."""
    shaped = _shaped("loads", loads)
    plain = without_attrs(shaped)
    check_finite("loads", plain[list(_NEEDED["loads"])])
    check_ends("loads", plain, nodes)
    return shaped


def without_attrs(table: pd.DataFrame) -> pd.DataFrame:
    """Return the same values without `attrs`, which pandas would copy whenever a column is taken."""
    plain = table.copy(deep=False)
    plain.attrs = {}
    return plain


def distances_m(tables: Tables) -> pd.Series:
    """Return for each node the length of line between it and the transformer. [m]"""
    away_m, _ = _ways(tables)
    # The graph marks a transformer as an edge of almost no length.
    return pd.Series(away_m.round(3), index=tables["nodes"].index, name="distance_m")


def parents(tables: Tables) -> pd.Series:
    """Return for each node the next one on its way to the source, which has none."""
    nodes = tables["nodes"].index
    _, before = _ways(tables)
    has_one = before >= 0
    return pd.Series(nodes[before[has_one]].astype(int), index=nodes[has_one], name="parent")


def _ways(tables: Tables) -> tuple[np.ndarray, np.ndarray]:
    """Return the distance of each node, and the place of the next node on its way; negative if there is none."""
    start = tables["nodes"].index.get_loc(tables["source"]["node"].iloc[0])
    return dijkstra(_graph(tables), directed=False, indices=start, return_predecessors=True)


def _shaped(name: str, table: pd.DataFrame) -> pd.DataFrame:
    key = _IDS.get(name)
    table = table.copy()
    if key in table.columns:
        table = table.set_index(key)
    if missing := [column for column in _NEEDED[name] if column not in table.columns]:
        raise NetworkError(f"{name}: column {missing[0]} is missing; needed are {', '.join(_NEEDED[name])}")
    for column, value in _DEFAULTS[name].items():
        if column not in table.columns:
            table[column] = value
    if not table.index.is_unique:
        twice = table.index[table.index.duplicated()][0]
        raise NetworkError(f"{name}: number {twice} appears twice; give each {key} its own")
    return table.rename_axis(index=key)


def _graph(tables: Tables) -> coo_array:
    """Return the network as a weighted graph. [m]"""
    nodes = tables["nodes"].index
    lines, units = without_attrs(tables["lines"]), without_attrs(tables["transformers"])
    first, last = (
        np.concatenate([nodes.get_indexer(table[end]) for table in (lines, units)]) for end in ("from_node", "to_node")
    )
    # A sparse graph cannot hold an edge of length zero.
    length_m = np.concatenate([lines["length_m"].to_numpy(dtype=float), np.zeros(len(units))]).clip(min=1e-9)
    # Of two parallel lines the shorter one counts; the sparse graph would add them up.
    order = np.lexsort((length_m, last, first))
    first, last, length_m = first[order], last[order], length_m[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (first[1:] != first[:-1]) | (last[1:] != last[:-1])
    ends = (first[is_first], last[is_first])
    return coo_array((length_m[is_first], ends), shape=(len(nodes), len(nodes)))

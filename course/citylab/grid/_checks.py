"""Refuse the tables of what cannot be a network, and say what to mend."""

import numpy as np
import pandas as pd

__all__ = ["NetworkError", "Tables", "check_ends", "check_finite", "check_tables"]

Tables = dict[str, pd.DataFrame]

_NOT_NEGATIVE = {
    "lines": ("length_m", "resistance_ohm", "reactance_ohm", "capacitance_nf"),
    "transformers": ("copper_loss_kw", "no_load_loss_kw", "no_load_current_percent"),
}
_POSITIVE = {
    "nodes": ("voltage_rated_v",),
    "transformers": (
        "rated_kva",
        "voltage_from_v",
        "voltage_to_v",
        "short_circuit_voltage_percent",
    ),
    "source": ("voltage_pu",),
}
_ENDS = {
    "lines": ("from_node", "to_node"),
    "transformers": ("from_node", "to_node"),
    "loads": ("node",),
    "source": ("node",),
}


class NetworkError(ValueError):
    """A network that cannot be one; the message names the element and the remedy."""


def check_tables(tables: Tables) -> None:
    """Raise a `NetworkError` for a number out of range or an end that is unknown."""
    if len(tables["source"]) != 1:
        raise NetworkError(f"a network needs exactly one source, found {len(tables['source'])}")
    _check_ranges(tables)
    for name in _ENDS:
        check_ends(name, tables[name], tables["nodes"].index)
    _check_lines(tables)
    _check_transformers(tables["transformers"])


def check_ends(name: str, table: pd.DataFrame, nodes: pd.Index) -> None:
    """Raise a `NetworkError` if a table names a node that is not there."""
    for column in _ENDS[name]:
        at = nodes.get_indexer(table[column])
        if (at < 0).any():
            unknown = (at < 0).argmax()
            some = ", ".join(str(node) for node in nodes[:8])
            raise NetworkError(
                f"{name}: number {table.index[unknown]} names node {table[column].iloc[unknown]} as {column}, "
                f"which is not among the nodes; there are {len(nodes)}: {some} ..."
            )


def check_finite(name: str, numbers: pd.DataFrame) -> None:
    """Raise a `NetworkError` if a needed number is missing."""
    finite = np.isfinite(numbers.to_numpy(dtype=float)).all(axis=0)
    if not finite.all():
        column = numbers.columns[~finite][0]
        raise NetworkError(f"{name}: {column} must be a finite number in every row")


def _check_ranges(tables: Tables) -> None:
    for limits, word in ((_NOT_NEGATIVE, "0 or more"), (_POSITIVE, "above 0")):
        for name, column in [(table, entry) for table in limits for entry in limits[table]]:
            values = tables[name][column].to_numpy()
            wrong = values <= 0 if limits is _POSITIVE else values < 0
            if wrong.any():
                first = wrong.argmax()
                raise NetworkError(
                    f"{name}: {column} must be {word}, found {values[first]:g} for number {tables[name].index[first]}"
                )
    voltage_pu = float(tables["source"]["voltage_pu"].iloc[0])
    if not 0.5 <= voltage_pu <= 1.5:
        raise NetworkError(
            f"source: voltage_pu must be within 0.5..1.5, found {voltage_pu:g}; divide volts by the rated voltage"
        )


def _check_lines(tables: Tables) -> None:
    lines, nodes = tables["lines"], tables["nodes"]
    first, last = lines["from_node"].to_numpy(), lines["to_node"].to_numpy()
    rated_v = nodes["voltage_rated_v"].to_numpy()
    first_v, last_v = rated_v[nodes.index.get_indexer(first)], rated_v[nodes.index.get_indexer(last)]
    has_none = (lines["resistance_ohm"].to_numpy() == 0) & (lines["reactance_ohm"].to_numpy() == 0)
    wrong = (first == last) | has_none | (first_v != last_v)
    if not wrong.any():
        return
    at = wrong.argmax()
    line = lines.index[at]
    if first[at] == last[at]:
        raise NetworkError(f"line {line} begins and ends at node {first[at]}")
    if has_none[at]:
        raise NetworkError(f"line {line} has no impedance; give its resistance_ohm, or merge its nodes")
    raise NetworkError(
        f"line {line} joins nodes of {first_v[at]:g} V and {last_v[at]:g} V; put a transformer between them"
    )


def _check_transformers(transformers: pd.DataFrame) -> None:
    for unit in transformers.itertuples():
        if not unit.tap_min <= unit.tap_position <= unit.tap_max:
            raise NetworkError(
                f"transformer {unit.Index}: tap_position must be within "
                f"{unit.tap_min}..{unit.tap_max}, found {unit.tap_position}"
            )
        if unit.tap_side not in ("from", "to"):
            raise NetworkError(f"transformer {unit.Index}: tap_side must be from or to, found {unit.tap_side}")
        if unit.copper_loss_kw > unit.short_circuit_voltage_percent / 100 * unit.rated_kva:
            raise NetworkError(
                f"transformer {unit.Index}: a copper_loss_kw of {unit.copper_loss_kw:g} is more "
                f"than a short-circuit voltage of {unit.short_circuit_voltage_percent:g} % allows"
            )

"""Refuse the tables of what cannot be a network, and say what to mend."""

import numpy as np
import pandas as pd

__all__ = ["NetworkError", "Tables", "check_finite", "check_tables"]

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


class NetworkError(ValueError):
    """A network that cannot be one; the message names the element and the remedy."""


def check_tables(tables: Tables) -> None:
    """Raise a `NetworkError` for a number out of range or an end that is unknown."""
    if len(tables["source"]) != 1:
        raise NetworkError(f"a network needs exactly one source, found {len(tables['source'])}")
    _check_ranges(tables)
    _check_ends(tables)
    _check_lines(tables)
    _check_transformers(tables["transformers"])


def check_finite(name: str, numbers: pd.DataFrame) -> None:
    """Raise a `NetworkError` if a needed number is missing."""
    finite = np.isfinite(numbers.to_numpy(dtype=float)).all(axis=0)
    if not finite.all():
        column = numbers.columns[~finite][0]
        raise NetworkError(f"{name}: {column} must be a finite number in every row")


def _check_ranges(tables: Tables) -> None:
    for limits, word in ((_NOT_NEGATIVE, "0 or more"), (_POSITIVE, "above 0")):
        for name, column in [(table, entry) for table in limits for entry in limits[table]]:
            values = tables[name][column]
            wrong = values[values <= 0 if limits is _POSITIVE else values < 0]
            if len(wrong):
                raise NetworkError(
                    f"{name}: {column} must be {word}, found {wrong.iloc[0]:g} for number {wrong.index[0]}"
                )
    voltage_pu = float(tables["source"]["voltage_pu"].iloc[0])
    if not 0.5 <= voltage_pu <= 1.5:
        raise NetworkError(
            f"source: voltage_pu must be within 0.5..1.5, found {voltage_pu:g}; divide volts by the rated voltage"
        )


def _check_ends(tables: Tables) -> None:
    known = tables["nodes"].index
    for name, columns in (
        ("lines", ("from_node", "to_node")),
        ("transformers", ("from_node", "to_node")),
        ("loads", ("node",)),
        ("source", ("node",)),
    ):
        for column in columns:
            ends = tables[name][column]
            unknown = ends[~ends.isin(known)]
            if len(unknown):
                some = ", ".join(str(node) for node in known[:8])
                raise NetworkError(
                    f"{name}: number {unknown.index[0]} names node {unknown.iloc[0]} as {column}, "
                    f"which is not among the nodes; there are {len(known)}: {some} ..."
                )


def _check_lines(tables: Tables) -> None:
    lines, rated_v = tables["lines"], tables["nodes"]["voltage_rated_v"]
    for line in lines.itertuples():
        if line.from_node == line.to_node:
            raise NetworkError(f"line {line.Index} begins and ends at node {line.from_node}")
        if line.resistance_ohm == 0 and line.reactance_ohm == 0:
            raise NetworkError(f"line {line.Index} has no impedance; give its resistance_ohm, or merge its nodes")
        if rated_v[line.from_node] != rated_v[line.to_node]:
            raise NetworkError(
                f"line {line.Index} joins nodes of {rated_v[line.from_node]:g} V and "
                f"{rated_v[line.to_node]:g} V; put a transformer between them"
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

"""Power flow of one moment and of a whole year: voltages, loading, losses, balance."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from citylab.grid._engine import FlowError, calculate
from citylab.grid.network import Network

__all__ = ["BatchResult", "FlowError", "FlowResult", "solve", "solve_batch"]

STEPS_PER_CHUNK = 4_000


@dataclass(frozen=True, eq=False)
class BatchResult:
    """
    Power flow of many steps.

    Attributes
    ----------
    network : Network
        The network the columns belong to.
    times : pandas.Index
        Label of each step, from the index of the powers given.
    p_kw, q_kvar : numpy.ndarray, shape (n_steps, n_loads)
        Powers given, in the order of `network.loads`. [kW, kvar]
    voltage_pu : numpy.ndarray, shape (n_steps, n_nodes)
        Voltage, in the order of `network.nodes`. [per unit of the rated voltage]
    line_current_a : numpy.ndarray, shape (n_steps, n_lines)
        Current at the end that carries more. [A]
    line_kw, transformer_kw : numpy.ndarray, shape (n_steps, n_elements)
        Active power that enters at `from_node`; negative flows the other way. [kW]
    line_kvar, transformer_kvar : numpy.ndarray, shape (n_steps, n_elements)
        Reactive power that enters at `from_node`. [kvar]
    transformer_loading_percent : numpy.ndarray, shape (n_steps, n_transformers)
        Apparent power, of the rated power. [%]
    source_kw, source_kvar : numpy.ndarray, shape (n_steps,)
        Power that comes from upstream; negative means feeding back. [kW, kvar]
    losses_kw : numpy.ndarray, shape (n_steps,)
        Losses in lines and transformers, summed branch by branch. [kW]
    """

    network: Network
    times: pd.Index
    p_kw: np.ndarray
    q_kvar: np.ndarray
    voltage_pu: np.ndarray
    line_current_a: np.ndarray
    line_kw: np.ndarray
    line_kvar: np.ndarray
    transformer_kw: np.ndarray
    transformer_kvar: np.ndarray
    transformer_loading_percent: np.ndarray
    source_kw: np.ndarray
    source_kvar: np.ndarray
    losses_kw: np.ndarray

    @property
    def line_loading_percent(self) -> np.ndarray:
        """Current, of the rated current; not a number where none is known. [%]"""
        return 100 * self.line_current_a / self.network.lines["current_rated_a"].to_numpy()

    def voltages(self) -> pd.DataFrame:
        """Return the voltages as a table of times and nodes. [per unit]"""
        return pd.DataFrame(self.voltage_pu, index=self.times, columns=self.network.nodes.index)

    def worst(self) -> pd.DataFrame:
        """
        Return the extremes of all steps: value, unit, time and element.

        Voltages are those of the low-voltage nodes; elements without a rated
        value are left out.
        """
        nodes, lines, units = (self.network.low_voltage_nodes, self.network.lines, self.network.transformers)
        voltage_pu = self.voltages()[nodes].to_numpy()
        rows = [
            self._extreme("lowest voltage", voltage_pu, "pu", nodes, -1),
            self._extreme("highest voltage", voltage_pu, "pu", nodes, 1),
            self._extreme("highest line loading", self.line_loading_percent, "%", lines.index, 1),
            self._extreme("highest transformer loading", self.transformer_loading_percent, "%", units.index, 1),
        ]
        return pd.DataFrame([row for row in rows if row]).set_index("extreme")

    def _extreme(self, name: str, values: np.ndarray, unit: str, elements: pd.Index, sign: int) -> dict[str, Any]:
        known = np.where(np.isnan(values), -np.inf, sign * values)
        if not np.isfinite(known).any():
            return {}
        step, column = np.unravel_index(known.argmax(), known.shape)
        return {
            "extreme": name,
            "value": values[step, column],
            "unit": unit,
            "time": self.times[step],
            "element": elements[column],
        }


@dataclass(frozen=True, eq=False)
class FlowResult:
    """
    Power flow of one moment.

    Attributes
    ----------
    nodes : pandas.DataFrame, shape (n_nodes, 4)
        `name`, `distance_m` [m], `voltage_pu` [per unit], `voltage_v` [V, between
        two phases; divide by √3 for the 230 V of a socket].
    lines : pandas.DataFrame, shape (n_lines, 4)
        `from_node`, `to_node`, `current_a` [A], `loading_percent` [%].
    transformers : pandas.DataFrame, shape (n_transformers, 2)
        `rated_kva` [kVA], `loading_percent` [%].
    balance : pandas.Series
        `source_kw`, `load_kw`, `losses_kw` and `difference_kw`, what the first
        has over the other two: zero but for rounding. [kW]
    """

    nodes: pd.DataFrame
    lines: pd.DataFrame
    transformers: pd.DataFrame
    balance: pd.Series


def solve(network: Network) -> FlowResult:
    """
    Solve the power flow of the network's own loads.

    Parameters
    ----------
    network : Network
        Network with its loads; all three phases carry the same.

    Returns
    -------
    FlowResult
        Voltages, currents, loading and the balance of power.

    Raises
    ------
    FlowError
        If the loads are more than the network can carry.

    Examples
    --------
    >>> from citylab import grid
    >>> result = grid.solve(grid.network("lv_cigre"))
    >>> float(result.nodes["voltage_pu"].min().round(4))
    0.9123
    """
    loads = network.loads
    batch = solve_batch(network, loads[["p_kw"]].T.to_numpy(), loads[["q_kvar"]].T.to_numpy())
    nodes = network.nodes[["name"]].assign(
        distance_m=network.distance_from_transformer_m,
        voltage_pu=batch.voltage_pu[0],
        voltage_v=batch.voltage_pu[0] * network.nodes["voltage_rated_v"],
    )
    lines = network.lines[["from_node", "to_node"]].assign(
        current_a=batch.line_current_a[0], loading_percent=batch.line_loading_percent[0]
    )
    transformers = network.transformers[["rated_kva"]].assign(loading_percent=batch.transformer_loading_percent[0])
    source, used, lost = batch.source_kw[0], loads["p_kw"].sum(), batch.losses_kw[0]
    values = {"source_kw": source, "load_kw": used, "losses_kw": lost}
    balance = pd.Series(values | {"difference_kw": source - used - lost}, name="power")
    return FlowResult(nodes, lines, transformers, balance)


def solve_batch(network: Network, p_kw: Any, q_kvar: Any = None) -> BatchResult:
    """
    Solve the power flow of many steps, such as the quarter hours of a year.

    Parameters
    ----------
    network : Network
        The network; the powers of its own loads are not used.
    p_kw : array-like or pandas.DataFrame, shape (n_steps, n_loads)
        Active power of each load, positive for consumption. The columns of a
        DataFrame are the numbers of the loads, in any order. [kW]
    q_kvar : array-like or pandas.DataFrame, shape (n_steps, n_loads), optional
        Reactive power; none if left out. [kvar]

    Returns
    -------
    BatchResult
        Arrays with one row per step.

    Raises
    ------
    ValueError
        If a shape is wrong, a column unknown or a value not finite.
    FlowError
        If a step has no solution.

    Examples
    --------
    >>> from citylab import grid
    >>> feeder = grid.network("lv_rural_simbench")
    >>> year = grid.solve_batch(feeder, feeder.year_kw(), feeder.year_kvar())
    >>> year.voltage_pu.shape
    (35136, 15)
    """
    times = p_kw.index if isinstance(p_kw, pd.DataFrame) else None
    p_kw = _powers(network, "p_kw", p_kw)
    q_kvar = np.zeros_like(p_kw) if q_kvar is None else _powers(network, "q_kvar", q_kvar)
    if q_kvar.shape != p_kw.shape:
        raise ValueError(f"q_kvar must have one row per row of p_kw, found {len(q_kvar)} and {len(p_kw)} rows")
    starts = range(0, len(p_kw), STEPS_PER_CHUNK)
    pieces = [slice(start, start + STEPS_PER_CHUNK) for start in starts]
    parts = [_part(network, p_kw[piece], q_kvar[piece], piece.start) for piece in pieces]
    # Each piece is let go as soon as it is joined, which halves the memory.
    whole = {name: np.concatenate([part.pop(name) for part in parts]) for name in list(parts[0])}
    times = pd.RangeIndex(len(p_kw)) if times is None else times
    return BatchResult(network, times, p_kw, q_kvar, **whole)


def _part(network: Network, p_kw: np.ndarray, q_kvar: np.ndarray, first_step: int) -> dict[str, np.ndarray]:
    raw = calculate(network, p_kw, q_kvar, first_step=first_step)
    line, unit = raw["line"], raw["transformer"]
    losses_w = sum((branch["p_from"] + branch["p_to"]).sum(axis=1) for branch in (line, unit))
    return {
        "voltage_pu": raw["node"]["u_pu"],
        "line_current_a": np.maximum(line["i_from"], line["i_to"]),
        "line_kw": line["p_from"] / 1e3,
        "line_kvar": line["q_from"] / 1e3,
        "transformer_kw": unit["p_from"] / 1e3,
        "transformer_kvar": unit["q_from"] / 1e3,
        "transformer_loading_percent": unit["loading"] * 100,
        "source_kw": raw["source"]["p"][:, 0] / 1e3,
        "source_kvar": raw["source"]["q"][:, 0] / 1e3,
        "losses_kw": losses_w / 1e3,
    }


def _powers(network: Network, name: str, powers: Any) -> np.ndarray:
    loads = network.loads.index
    if isinstance(powers, pd.DataFrame):
        if set(powers.columns) != set(loads):
            raise ValueError(
                f"{name} needs one column per load of {network.name}, named "
                f"{loads[0]}..{loads[-1]}; found {list(powers.columns[:5])}"
            )
        powers = powers[list(loads)]
    array = np.asarray(powers, dtype=float)
    if array.ndim != 2 or array.shape[1] != len(loads) or not len(array):
        raise ValueError(
            f"{name} must have the shape (n_steps, {len(loads)}), one column per load of "
            f"{network.name}; found {array.shape}"
        )
    if not np.isfinite(array).all():
        step = int(np.argwhere(~np.isfinite(array))[0, 0])
        raise ValueError(f"{name} has a missing value in step {step}; fill it or drop the step")
    return array

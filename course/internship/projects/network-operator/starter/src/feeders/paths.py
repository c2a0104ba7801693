"""Follow the lines of a radial network from the transformer to each building. Nothing here is left to do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from feeders.sources import Network


@dataclass(frozen=True)
class Paths:
    """
    What the formulas need of a network, as arrays.

    Attributes
    ----------
    feeder : numpy.ndarray of str, shape (n_loads,)
        Feeder of each load: F1, F2, …
    uses : numpy.ndarray of bool, shape (n_loads, n_lines)
        Whether a line lies between a load and the transformer.
    resistance_ohm, reactance_ohm : numpy.ndarray, shape (n_lines,)
        Of each line. [Ω per phase]
    head_rated_a : dict of str to float
        Rated current of each feeder's first cable. [A]
    transformer_resistance_ohm, transformer_reactance_ohm : float
        Seen from the low-voltage side. [Ω per phase]
    transformer_kva : float
        Rated power. [kVA]
    rated_v, source_pu : float
        Rated voltage between two phases [V]; voltage before the transformer [per unit].
    """

    feeder: np.ndarray
    uses: np.ndarray
    resistance_ohm: np.ndarray
    reactance_ohm: np.ndarray
    head_rated_a: dict[str, float]
    transformer_resistance_ohm: float
    transformer_reactance_ohm: float
    transformer_kva: float
    rated_v: float
    source_pu: float

    @property
    def names(self) -> list[str]:
        """Names of the feeders, in order."""
        return sorted(set(self.feeder))


def follow(network: Network) -> Paths:
    """Return the paths of a network."""
    paths = _lines_between(network)
    own = [paths[node] for node in network.loads["node"]]
    heads = sorted({lines[0] for lines in own})
    names = {head: f"F{number}" for number, head in enumerate(heads, start=1)}
    unit = network.transformer
    resistance, reactance = _transformer_ohm(unit)
    return Paths(
        feeder=np.array([names[lines[0]] for lines in own]),
        uses=np.array([network.lines.index.isin(lines) for lines in own]),
        resistance_ohm=network.lines["resistance_ohm"].to_numpy(),
        reactance_ohm=network.lines["reactance_ohm"].to_numpy(),
        head_rated_a={names[head]: float(network.lines["current_rated_a"][head]) for head in heads},
        transformer_resistance_ohm=resistance,
        transformer_reactance_ohm=reactance,
        transformer_kva=float(unit["rated_kva"]),
        rated_v=float(unit["voltage_to_v"]),
        source_pu=float(network.source["voltage_pu"]),
    )


def _lines_between(network: Network) -> dict[int, list[int]]:
    """Return, for each node, the lines between it and the transformer, nearest to the transformer first."""
    busbar = int(network.transformer["to_node"])
    found: dict[int, list[int]] = {busbar: []}
    waiting = [busbar]
    while waiting:
        node = waiting.pop()
        for here, there in (("from_node", "to_node"), ("to_node", "from_node")):
            for line, other in network.lines.loc[network.lines[here] == node, there].items():
                if other not in found:
                    found[other] = [*found[node], line]
                    waiting.append(other)
    return found


def _transformer_ohm(unit: pd.Series) -> tuple[float, float]:
    """Return resistance, from the copper loss at rated power, and reactance, the rest of the short-circuit voltage."""
    base_ohm = unit["voltage_to_v"] ** 2 / (unit["rated_kva"] * 1e3)
    impedance = unit["short_circuit_voltage_percent"] / 100
    resistance = unit["copper_loss_kw"] / unit["rated_kva"]
    return float(base_ohm * resistance), float(base_ohm * np.sqrt(impedance**2 - resistance**2))

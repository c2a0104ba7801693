"""
Voltage and loading of a radial network, by the linear form of the power flow.

Power P and Q that flows over a branch of resistance R and reactance X lowers the voltage by nearly (R P + X Q) / V².
Losses, and the second-order part of the drop, are left out: `engine.full_flow_pu` tells how much that is.

References
----------
.. [1] M. E. Baran, F. F. Wu, "Network reconfiguration in distribution systems for loss reduction and load
   balancing", IEEE Transactions on Power Delivery 4 (1989) 1401-1407: the simplified DistFlow equations.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from feeders.paths import Paths


def shared_ohm(uses: np.ndarray, line_ohm: np.ndarray, transformer_ohm: float) -> np.ndarray:
    """
    Return the resistance (or reactance) that each pair of loads has in common.

    Parameters
    ----------
    uses : numpy.ndarray of bool, shape (n_loads, n_lines)
        Whether a line lies between a load and the transformer.
    line_ohm : numpy.ndarray, shape (n_lines,)
        Resistance of each line. [Ω per phase]
    transformer_ohm : float
        That of the transformer, through which all power comes. [Ω per phase]

    Returns
    -------
    numpy.ndarray, shape (n_loads, n_loads)
        Sum over the lines that both use, plus the transformer. [Ω per phase]
    """
    return (uses * line_ohm) @ uses.T + transformer_ohm


def voltage_pu(paths: Paths, load_kw: np.ndarray, load_kvar: np.ndarray) -> np.ndarray:
    """
    Return the voltage at each load, by the linear form.

    Parameters
    ----------
    paths : Paths
        The network.
    load_kw, load_kvar : numpy.ndarray, shape (n_steps, n_loads)
        Active and reactive power of each load. [kW, kvar]

    Returns
    -------
    numpy.ndarray, shape (n_steps, n_loads)
        Voltage. [per unit of the rated voltage]
    """
    resistance = shared_ohm(paths.uses, paths.resistance_ohm, paths.transformer_resistance_ohm)
    reactance = shared_ohm(paths.uses, paths.reactance_ohm, paths.transformer_reactance_ohm)
    drop_v2 = 1e3 * (load_kw @ resistance + load_kvar @ reactance)
    return paths.source_pu - drop_v2 / paths.rated_v**2


def head_percent(paths: Paths, load_kw: np.ndarray, load_kvar: np.ndarray) -> pd.DataFrame:
    """
    Return the loading of each feeder's first cable, which carries the power of all its loads.

    Parameters
    ----------
    paths : Paths
        The network.
    load_kw, load_kvar : numpy.ndarray, shape (n_steps, n_loads)
        Active and reactive power of each load. [kW, kvar]

    Returns
    -------
    pandas.DataFrame, shape (n_steps, n_feeders)
        Apparent power over √3 · rated voltage · rated current, one column per feeder. [%]
    """
    loading = {}
    for name in paths.names:
        own = paths.feeder == name
        apparent_kva = np.hypot(load_kw[:, own].sum(axis=1), load_kvar[:, own].sum(axis=1))
        loading[name] = 100 * apparent_kva * 1e3 / (np.sqrt(3) * paths.rated_v * paths.head_rated_a[name])
    return pd.DataFrame(loading)

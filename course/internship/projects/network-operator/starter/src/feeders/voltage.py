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
    raise NotImplementedError("shared_ohm is yours to write; its docstring says what it returns")


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
    raise NotImplementedError("voltage_pu is yours to write; its docstring says what it returns")


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
    raise NotImplementedError("head_percent is yours to write; its docstring says what it returns")

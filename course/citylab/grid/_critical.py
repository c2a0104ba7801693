"""Find the few quarter hours of a year that can be its worst, and solve only those."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd

from citylab.grid.flow import BatchResult, solve_batch

__all__ = ["critical_steps", "extremes", "sun_of"]

STEPS_PER_BATCH = 4_000
ANGLES_DEGREES = (0, 20, 40)


def critical_steps(base: BatchResult, solar_kw_per_kwp: Any) -> np.ndarray:
    """
    Return the steps that can be the worst of the year once panels are built.

    All panels follow one sun. So a step cannot bring the highest voltage of a
    node if another step has more sun and a higher voltage there already; nor the
    highest rise if another has more sun and a lower voltage; nor the highest
    feed-in through a branch if another has more sun and less demand behind it.

    Parameters
    ----------
    base : BatchResult
        The year without panels, of a radial network.
    solar_kw_per_kwp : array-like, shape (n_steps,)
        Output of one installed kilowatt. [kW/kWp]

    Returns
    -------
    numpy.ndarray of int
        Positions of the critical steps, in order.

    Raises
    ------
    ValueError
        If the sun does not fit the steps, or the network is not radial.

    Notes
    -----
    This is exact where voltages with panels grow with the sun and with the voltage
    before. Loading depends on reactive power, too: apparent power is the largest of
    P cos α + Q sin α over all angles α. Ranking at three angles, 20 degrees apart,
    leaves at most 1 - cos 10° = 1.5 % of a loading unseen, as long as Q is not above
    1.2 P. The tests compare with whole years and find no difference.

    Examples
    --------
    >>> from citylab import data, grid
    >>> feeder = grid.network("lv_rural_simbench")
    >>> year = grid.solve_batch(feeder, feeder.year_kw(), feeder.year_kvar())
    >>> sun = data.load("lv_rural_simbench", "profiles_solar")["PV5"]
    >>> 180 < len(critical_steps(year, sun)) < 200  # of 35,136; steps that tie may differ between systems
    True
    """
    sun = sun_of(base, solar_kw_per_kwp)
    network = base.network
    if len(network.lines) + len(network.transformers) != len(network.nodes) - 1:
        raise ValueError(f"{network.name} is not radial; use monte_carlo with all_steps=True")
    brightest, darkest = np.argsort(-sun, kind="stable"), np.argsort(sun, kind="stable")
    critical = np.zeros(len(sun), dtype=bool)
    for voltage_pu in base.voltage_pu.T[_low(base)]:
        critical[_front(brightest, voltage_pu)] = True
        critical[_front(brightest, -voltage_pu)] = True
    for demand_kw, reactive_kvar in _demands(base):
        for angle in np.radians(ANGLES_DEGREES):
            active, reactive = np.cos(angle) * demand_kw, np.sin(angle) * reactive_kvar
            critical[_front(brightest, reactive - active)] = True
            critical[_front(darkest, reactive + active)] = True
    return np.flatnonzero(critical)


def extremes(base: BatchResult, sun: np.ndarray, steps: np.ndarray, installed_kwp: np.ndarray) -> pd.DataFrame:
    """
    Solve the steps of several futures and return the extremes of each.

    Parameters
    ----------
    base : BatchResult
        The year without panels.
    sun : numpy.ndarray, shape (n_steps,)
        Output of one installed kilowatt. [kW/kWp]
    steps : numpy.ndarray of int
        Positions of the steps to solve.
    installed_kwp : numpy.ndarray, shape (n_futures, n_loads)
        Installed power per future and load. [kWp]

    Returns
    -------
    pandas.DataFrame, shape (n_futures, 4)
        Highest voltage and rise [per unit], line and transformer loading [%].
    """
    lit, dark = steps[sun[steps] > 0], steps[sun[steps] == 0]
    different, which = np.unique(installed_kwp, axis=0, return_inverse=True)
    at_once = max(1, STEPS_PER_BATCH // len(lit))
    starts = range(0, len(different), at_once)
    pieces = [_piece(base, sun, lit, different[start : start + at_once]) for start in starts]
    # In the dark the year without panels holds, whatever is installed.
    solved = pd.concat(pieces, ignore_index=True).iloc[which]
    most = np.fmax(solved.to_numpy(), _night(base, dark).to_numpy())
    return pd.DataFrame(most, columns=solved.columns)


def sun_of(base: BatchResult, solar_kw_per_kwp: Any) -> np.ndarray:
    """Return the sun as an array, or refuse one that does not fit the steps of `base`."""
    sun = np.asarray(solar_kw_per_kwp, dtype=float)
    if sun.shape != (len(base.times),):
        raise ValueError(
            f"solar_kw_per_kwp needs one value for each of the {len(base.times)} steps, found the shape {sun.shape}"
        )
    if not (np.isfinite(sun).all() and sun.min() >= 0 and sun.max() > 0):
        raise ValueError("solar_kw_per_kwp must be 0 or more in every step, and somewhere above; fill gaps with 0")
    return sun


def _piece(base: BatchResult, sun: np.ndarray, lit: np.ndarray, installed_kwp: np.ndarray) -> pd.DataFrame:
    """Solve the lit steps of some futures, and return the extremes of each."""
    futures = len(installed_kwp)
    solar_kw = sun[lit][None, :, None] * installed_kwp[:, None, :]
    p_kw = (base.p_kw[lit] - solar_kw).reshape(-1, base.p_kw.shape[1])
    solved = solve_batch(base.network, p_kw, np.tile(base.q_kvar[lit], (futures, 1)))
    rise_pu = solved.voltage_pu - np.tile(base.voltage_pu[lit], (futures, 1))
    return _extremes(solved, rise_pu, futures)


def _night(base: BatchResult, dark: np.ndarray) -> pd.Series:
    """Return the extremes of the dark steps, when panels change nothing."""
    rows = {f.name: getattr(base, f.name)[dark] for f in fields(base) if f.name != "network"}
    return _extremes(BatchResult(base.network, **rows), np.zeros_like(base.voltage_pu[dark]), 1).iloc[0]


def _extremes(result: BatchResult, rise_pu: np.ndarray, futures: int) -> pd.DataFrame:
    low = _low(result)
    values = {
        "voltage_max_pu": result.voltage_pu[:, low],
        "voltage_rise_max_pu": rise_pu[:, low],
        "line_loading_max_percent": result.line_loading_percent,
        "transformer_loading_max_percent": result.transformer_loading_percent,
    }
    # fmax passes over lines without a rated current.
    most = {name: np.fmax.reduce(v, axis=1, initial=np.nan).reshape(futures, -1) for name, v in values.items()}
    return pd.DataFrame({name: np.fmax.reduce(v, axis=1, initial=np.nan) for name, v in most.items()})


def _front(order: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the steps that, in the given order, beat all before."""
    ranked = values[order]
    beats = np.ones(len(order), dtype=bool)
    beats[1:] = ranked[1:] > np.maximum.accumulate(ranked)[:-1]
    return order[beats]


def _low(base: BatchResult) -> np.ndarray:
    """Return the columns of the low-voltage nodes."""
    return base.network.nodes.index.get_indexer(base.network.low_voltage_nodes)


def _demands(base: BatchResult) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Give for each branch the power away from the source, active and size of reactive."""
    away_m, lines = base.network.distance_from_transformer_m, base.network.lines
    towards = away_m[lines["to_node"]].to_numpy() < away_m[lines["from_node"]].to_numpy()
    for sign, active_kw, reactive_kvar in zip(np.where(towards, -1, 1), base.line_kw.T, base.line_kvar.T, strict=True):
        yield sign * active_kw, np.abs(reactive_kvar)
    for active_kw, reactive_kvar in zip(base.transformer_kw.T, base.transformer_kvar.T, strict=True):
        yield active_kw, np.abs(reactive_kvar)

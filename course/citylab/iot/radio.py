"""
How far a radio signal reaches in a city, and with what probability.

The path loss is that of 3GPP TR 38.901 [1]_ for a street canyon (`"umi"`, antenna at 10 m, below the
roofs) or an urban cell (`"uma"`, antenna at 25 m, above them), for 0.5 to 100 GHz. Houses make places at
equal distance differ: in decibels that difference is normal, with the report's standard deviation.

References
----------
.. [1] 3GPP TR 38.901 (ETSI TR 138 901), Study on channel model for frequencies from 0.5 to 100 GHz,
   table 7.4.1-1.
"""

from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

__all__ = ["GATEWAY_M", "SHADOWING_DB", "coverage_probability", "distances_m", "path_loss_db", "reach_m"]

GATEWAY_M = {"umi": 10.0, "uma": 25.0}
SHADOWING_DB = {("umi", True): 4.0, ("umi", False): 7.82, ("uma", True): 4.0, ("uma", False): 6.0}
DISTANCE_M = (10.0, 5000.0)
LIGHT_M_S = 3.0e8  # the rounded value that the report prescribes for the break point


def path_loss_db(
    distance_m: Any,
    *,
    frequency_mhz: float = 868.0,
    sensor_m: float = 3.0,
    scenario: str = "umi",
    line_of_sight: bool = False,
) -> Any:
    """
    Return the median loss between sensor and gateway, after TR 38.901 table 7.4.1-1.

    Parameters
    ----------
    distance_m : float or array
        Distance on the map, 10 to 5,000. [m]
    frequency_mhz : float
        Carrier frequency, 500 to 100,000. [MHz]
    sensor_m : float
        Height of the sensor, 1.5 to 22.5 (for ``"uma"`` up to 13). [m]
    scenario : str
        ``"umi"``, street canyon, gateway at 10 m; ``"uma"``, gateway at 25 m.
    line_of_sight : bool
        Whether sensor and gateway see each other.

    Returns
    -------
    float or array
        Path loss, median over places. [dB]

    Raises
    ------
    ValueError
        If the scenario is unknown, or a number is outside the range of the model.

    Examples
    --------
    >>> round(path_loss_db(100.0), 1), round(path_loss_db(1000.0), 1)
    (91.3, 126.5)
    """
    distance = np.asarray(distance_m, dtype=float)
    _check(distance, frequency_mhz, sensor_m, scenario)
    gateway_m, f_ghz = GATEWAY_M[scenario], frequency_mhz / 1000
    log_d = np.log10(np.hypot(distance, gateway_m - sensor_m))
    near, slope = (32.4, 21.0) if scenario == "umi" else (28.0, 22.0)
    knee = 9.5 if scenario == "umi" else 9.0
    break_m = 4 * (gateway_m - 1) * (sensor_m - 1) * frequency_mhz * 1e6 / LIGHT_M_S
    beyond = near + 40 * log_d - knee * np.log10(break_m**2 + (gateway_m - sensor_m) ** 2)
    loss = np.where(distance <= break_m, near + slope * log_d, beyond) + 20 * np.log10(f_ghz)
    if not line_of_sight:
        hidden = (
            35.3 * log_d + 22.4 + 21.3 * np.log10(f_ghz) - 0.3 * (sensor_m - 1.5)
            if scenario == "umi"
            else 13.54 + 39.08 * log_d + 20 * np.log10(f_ghz) - 0.6 * (sensor_m - 1.5)
        )
        loss = np.maximum(loss, hidden)
    return float(loss) if loss.ndim == 0 else loss


def coverage_probability(
    path_loss_db: Any,
    *,
    sensitivity_dbm: float,
    power_dbm: float = 14.0,
    margin_db: float = 0.0,
    shadowing_db: float = SHADOWING_DB["umi", False],
) -> Any:
    """
    Return the probability that a place with this median loss is heard.

    Parameters
    ----------
    path_loss_db : float or array
        Median path loss. [dB]
    sensitivity_dbm : float
        Weakest signal that the receiver takes. [dBm]
    power_dbm : float
        Radiated power of the sensor, antenna included. [dBm]
    margin_db : float
        Kept in reserve for the noise of the city. [dB]
    shadowing_db : float
        Standard deviation of the loss between places; 0 for none. [dB]

    Returns
    -------
    float or array
        Probability, 0 to 1; it is 0.5 where the median signal just suffices. [1]

    Raises
    ------
    ValueError
        If `shadowing_db` is negative, or the sensitivity is not below the power.

    Examples
    --------
    >>> coverage_probability(137.0, sensitivity_dbm=-123, power_dbm=14)
    0.5
    """
    if shadowing_db < 0:
        raise ValueError(f"shadowing_db is a standard deviation, 0 or more, got {shadowing_db}")
    if sensitivity_dbm >= power_dbm:
        raise ValueError(f"sensitivity_dbm must be below the power of {power_dbm} dBm, got {sensitivity_dbm}")
    spare = power_dbm - sensitivity_dbm - margin_db - np.asarray(path_loss_db, dtype=float)
    share = ndtr(spare / shadowing_db) if shadowing_db else (spare >= 0).astype(float)
    return float(share) if np.ndim(share) == 0 else share


def reach_m(
    probability: float,
    *,
    sensitivity_dbm: float,
    power_dbm: float = 14.0,
    margin_db: float = 0.0,
    **model: Any,
) -> float:
    """
    Return the distance at which a place is still heard with a given probability.

    Parameters
    ----------
    probability : float
        Above 0 and below 1. [1]
    sensitivity_dbm, power_dbm, margin_db
        As for `coverage_probability`.
    **model
        As for `path_loss_db`; the shadowing is the one of that scenario.

    Returns
    -------
    float
        Distance on the map, rounded down to a metre. [m]

    Raises
    ------
    ValueError
        If `probability` is none, or the distance lies outside the range of the model.
    """
    if not 0 < probability < 1:
        raise ValueError(f"probability must lie between 0 and 1, got {probability}")
    metres = np.arange(DISTANCE_M[0], DISTANCE_M[1] + 1)
    shadowing_db = SHADOWING_DB[model.get("scenario", "umi"), model.get("line_of_sight", False)]
    most_db = power_dbm - sensitivity_dbm - margin_db - shadowing_db * ndtri(probability)
    heard = metres[path_loss_db(metres, **model) <= most_db]
    if heard.size in (0, metres.size):
        side = "below 10 m" if heard.size == 0 else "beyond 5,000 m"
        raise ValueError(f"the reach lies {side}, outside the range of the model; change margin_db or the power")
    return float(heard[-1])


def distances_m(from_xy: Any, to_xy: Any) -> np.ndarray:
    """
    Return all distances between two sets of places on a plane map.

    Parameters
    ----------
    from_xy, to_xy : array or DataFrame, shape (n, 2) and (m, 2)
        East and north in one projection. [m]

    Returns
    -------
    numpy.ndarray, shape (n, m)
        Distances. [m]

    Raises
    ------
    ValueError
        If a set has not two columns, or holds degrees instead of metres.

    Examples
    --------
    >>> distances_m([[0, 0]], [[300, 400], [0, 1000]]).tolist()
    [[500.0, 1000.0]]
    """
    places = [np.asarray(xy, dtype=float) for xy in (from_xy, to_xy)]
    if any(xy.ndim != 2 or xy.shape[1] != 2 for xy in places):
        raise ValueError(f"each set needs two columns, east and north; got shapes {[xy.shape for xy in places]}")
    return np.hypot(*(places[0][:, None, axis] - places[1][None, :, axis] for axis in (0, 1)))


def _check(distance: np.ndarray, frequency_mhz: float, sensor_m: float, scenario: str) -> None:
    if scenario not in GATEWAY_M:
        raise ValueError(f"scenario must be 'umi' or 'uma', got {scenario!r}")
    if not np.all((distance >= DISTANCE_M[0]) & (distance <= DISTANCE_M[1])):
        outside = distance[~((distance >= DISTANCE_M[0]) & (distance <= DISTANCE_M[1]))]
        raise ValueError(
            f"the model holds from 10 m to 5,000 m, got {outside.flat[0]:g} m; "
            "clip the distances with numpy.clip(distance_m, 10, 5000) if that is good enough"
        )
    if not 500 <= frequency_mhz <= 100_000:
        raise ValueError(f"the model holds from 500 MHz to 100,000 MHz, got {frequency_mhz} (in MHz?)")
    highest_m = 22.5 if scenario == "umi" else 13.0
    if not 1.5 <= sensor_m <= highest_m:
        raise ValueError(f"sensor_m must lie between 1.5 m and {highest_m} m, got {sensor_m}")

"""Time the lights of one junction: Webster's cycle, greens and delay, and the wait of a pedestrian."""

from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = [
    "SignalError",
    "green_splits_s",
    "pedestrian_wait_s",
    "webster_cycle_s",
    "webster_delay_parts_s",
    "webster_delay_s",
]


class SignalError(ValueError):
    """A signal plan that cannot work; the message names the remedy."""


def webster_cycle_s(lost_s: float, flow_ratios: Sequence[float]) -> float:
    """
    Return Webster's cycle, near which the delay of all vehicles is least.

    ``(1.5 L + 5) / (1 - Y)``, with the lost time L and the sum Y of the flow ratios.

    Parameters
    ----------
    lost_s : float
        Time lost in a cycle, all stages together. [s]
    flow_ratios : sequence of float, shape (n_stages,)
        Flow over saturation flow of the busiest approach of each stage. [1]

    Returns
    -------
    float
        Length of the cycle. [s]

    Raises
    ------
    SignalError
        If a number is negative, or the flow ratios add up to 1 or more.

    References
    ----------
    .. [1] F. V. Webster, *Traffic Signal Settings*, Road Research Technical Paper 39,
       HMSO, London, 1958.

    Examples
    --------
    >>> round(webster_cycle_s(12, [0.4, 0.3]))
    77
    """
    ratios = _ratios(flow_ratios)
    return (1.5 * _lost(lost_s) + 5) / (1 - ratios.sum())


def green_splits_s(cycle_s: float, lost_s: float, flow_ratios: Sequence[float]) -> np.ndarray:
    """
    Share the green of a cycle in proportion to the flow ratios.

    Parameters
    ----------
    cycle_s : float
        Length of the cycle. [s]
    lost_s : float
        Time lost in a cycle, all stages together. [s]
    flow_ratios : sequence of float, shape (n_stages,)
        Flow over saturation flow of the busiest approach of each stage. [1]

    Returns
    -------
    numpy.ndarray, shape (n_stages,)
        Effective green of each stage; with the lost time they fill the cycle. [s]

    Raises
    ------
    SignalError
        If the lost time fills the cycle, or the flow ratios are not usable.

    Examples
    --------
    >>> green_splits_s(60, 10, [0.3, 0.2]).tolist()
    [30.0, 20.0]
    """
    ratios = _ratios(flow_ratios)
    if ratios.sum() == 0:
        raise SignalError("all flow ratios are 0, so nobody needs green; give at least one flow")
    if not cycle_s > _lost(lost_s):
        raise SignalError(f"a cycle of {cycle_s:g} s must be longer than its lost time of {lost_s:g} s; lengthen it")
    return np.asarray((cycle_s - lost_s) * ratios / ratios.sum())


def webster_delay_parts_s(
    cycle_s: float, green_s: float, *, flow_vehh: float, saturation_vehh: float = 1800.0
) -> tuple[float, float, float]:
    """
    Return the three terms of Webster's delay: regular arrivals, random arrivals, correction.

    Parameters
    ----------
    cycle_s : float
        Length of the cycle. [s]
    green_s : float
        Effective green of the approach. [s]
    flow_vehh : float
        Vehicles that arrive, at random times. [vehicles/h]
    saturation_vehh : float
        Vehicles that could leave in an hour of green. [vehicles/h]

    Returns
    -------
    tuple of float
        The three terms; their sum is the mean delay of a vehicle. [s]

    Raises
    ------
    SignalError
        If the green is longer than the cycle, the flow is not above 0, or it reaches the capacity.

    References
    ----------
    .. [1] F. V. Webster, *Traffic Signal Settings*, Road Research Technical Paper 39,
       HMSO, London, 1958.

    Examples
    --------
    >>> [round(part, 1) for part in webster_delay_parts_s(60, 30, flow_vehh=600)]
    [11.2, 4.0, -1.4]
    """
    if not 0 < green_s <= cycle_s:
        raise SignalError(
            f"green must be within 0..{cycle_s:g} s, the cycle, found {green_s:g}; "
            "shorten the green or lengthen the cycle"
        )
    if not (flow_vehh > 0 and saturation_vehh > 0):
        raise SignalError(f"flows must be above 0 vehicles/h, found {flow_vehh:g} and {saturation_vehh:g}")
    share = green_s / cycle_s
    degree = flow_vehh / (share * saturation_vehh)
    if degree >= 1:
        raise SignalError(
            f"{flow_vehh:g} vehicles/h reach the capacity of {share * saturation_vehh:g}, so the queue grows for ever; "
            "give more green, add a lane, or lower the flow"
        )
    per_s = flow_vehh / 3600
    regular = cycle_s * (1 - share) ** 2 / (2 * (1 - share * degree))
    at_random = degree**2 / (2 * per_s * (1 - degree))
    correction = -0.65 * (cycle_s / per_s**2) ** (1 / 3) * degree ** (2 + 5 * share)
    return regular, at_random, correction


def webster_delay_s(cycle_s: float, green_s: float, *, flow_vehh: float, saturation_vehh: float = 1800.0) -> float:
    """
    Return the mean delay of a vehicle by Webster's formula.

    The sum of the three terms of `webster_delay_parts_s`, with its parameters and errors.

    Examples
    --------
    >>> round(webster_delay_s(60, 30, flow_vehh=600), 1)
    13.9
    """
    return sum(webster_delay_parts_s(cycle_s, green_s, flow_vehh=flow_vehh, saturation_vehh=saturation_vehh))


def pedestrian_wait_s(cycle_s: float, walk_s: float) -> float:
    """
    Return the mean wait of pedestrians who come at any time and obey the light.

    ``(C - w)² / (2 C)``: the share (C - w)/C comes while the light is red, and waits half of it.

    Parameters
    ----------
    cycle_s : float
        Length of the cycle. [s]
    walk_s : float
        Time in a cycle in which they may begin to cross. [s]

    Returns
    -------
    float
        Mean wait. [s]

    Raises
    ------
    SignalError
        If the walk time does not fit into the cycle.

    Examples
    --------
    >>> pedestrian_wait_s(60, 12)
    19.2
    """
    if not 0 < walk_s <= cycle_s:
        raise SignalError(f"walk time must be within 0..{cycle_s:g} s, the cycle, found {walk_s:g}")
    return (cycle_s - walk_s) ** 2 / (2 * cycle_s)


def _lost(lost_s: float) -> float:
    if not lost_s >= 0:
        raise SignalError(f"lost time must be 0 s or more, found {lost_s:g}")
    return lost_s


def _ratios(flow_ratios: Any) -> np.ndarray:
    ratios = np.atleast_1d(np.asarray(flow_ratios, dtype=float))
    if not (ratios >= 0).all():
        raise SignalError(f"flow ratios must be 0 or more, found {ratios.tolist()}; a flow cannot be negative")
    if ratios.sum() >= 1:
        raise SignalError(
            f"the flow ratios add up to {ratios.sum():.2f}; at 1 or more no cycle is long enough: "
            "add a lane, or send less traffic"
        )
    return ratios

"""
How long a sensor lives on its battery.

A sensor sleeps, wakes up, measures, sends and sleeps again. What counts is the
charge of a whole round, current times time, spread over the period. A cell also
loses charge by itself; that is a current as well, and the smallest sensors draw
less than it.
"""

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Phase", "at_battery_ma", "energy_j", "life_years", "mean_current_ua"]

SECONDS_PER_HOUR = 3600.0
HOURS_PER_YEAR = 8766.0  # 365.25 days


class Phase(NamedTuple):
    """
    One thing that happens in each round.

    Attributes
    ----------
    current_ma : float
        Current from the battery while it lasts. [mA]
    duration_s : float
        How long it lasts. [s]
    """

    current_ma: float
    duration_s: float


def mean_current_ua(phases: Iterable[tuple[float, float]], *, period_s: float, sleep_ua: float) -> float:
    """
    Return the mean current of a sensor that works in rounds.

    Parameters
    ----------
    phases : iterable of Phase or tuple of float
        Current and duration of each thing done in one round. [mA, s]
    period_s : float
        Time from one round to the next. [s]
    sleep_ua : float
        Current in the rest of the time. [µA]

    Returns
    -------
    float
        Mean current. [µA]

    Raises
    ------
    ValueError
        If a current or time is below 0, or the phases take longer than the period.

    Examples
    --------
    >>> mean_current_ua([(36.0, 1.0)], period_s=3600.0, sleep_ua=0.0)
    10.0
    """
    steps = [Phase(*phase) for phase in phases]
    if sleep_ua < 0 or any(number < 0 for step in steps for number in step):
        raise ValueError("currents and durations must be 0 or more; the battery is not charged here")
    awake_s = sum(step.duration_s for step in steps)
    if not period_s > 0 or awake_s > period_s:
        raise ValueError(
            f"the phases take {awake_s:g} s, more than the period of {period_s:g} s; "
            "measure less often, or shorten them"
        )
    charge_uas = sum(step.current_ma * 1e3 * step.duration_s for step in steps) + sleep_ua * (period_s - awake_s)
    return charge_uas / period_s


def at_battery_ma(current_ma: float, *, load_v: float, battery_v: float, efficiency: float) -> float:
    """
    Return the current a converter draws from the battery for a part on another voltage.

    Parameters
    ----------
    current_ma : float
        Current of the part. [mA]
    load_v, battery_v : float
        Voltage of the part and of the battery, above 0. [V]
    efficiency : float
        Share of the energy that the converter passes on, above 0, at most 1. [1]

    Returns
    -------
    float
        Current from the battery. [mA]

    Raises
    ------
    ValueError
        If a voltage is not above 0 or the efficiency not within 0..1.

    Examples
    --------
    >>> at_battery_ma(36.0, load_v=5.0, battery_v=4.0, efficiency=0.9)
    50.0
    """
    if not (load_v > 0 and battery_v > 0):
        raise ValueError(f"voltages must be above 0 V, found {load_v:g} V and {battery_v:g} V")
    if not 0 < efficiency <= 1:
        raise ValueError(f"efficiency is a share above 0 and at most 1, found {efficiency:g}; 90 % is 0.9")
    return current_ma * load_v / (battery_v * efficiency)


def energy_j(current_ma: float, duration_s: float, *, voltage_v: float) -> float:
    """Return the energy of a current [mA] that flows for a time [s] at a voltage [V]. [J]"""
    if min(current_ma, duration_s, voltage_v) < 0:
        raise ValueError("current, duration and voltage must be 0 or more")
    return current_ma * 1e-3 * duration_s * voltage_v


def life_years(mean_current_ua: float, *, capacity_ah: float, self_discharge_percent: float = 0.0) -> float:
    """
    Return how long a cell lasts.

    Self-discharge is taken as a steady loss of a share of the rated capacity, so
    it adds a steady current.

    Parameters
    ----------
    mean_current_ua : float
        Mean current of the sensor. [µA]
    capacity_ah : float
        Rated capacity. [Ah]
    self_discharge_percent : float
        Share of the rated capacity lost in a year. [%]

    Returns
    -------
    float
        Years of 8766 h until the cell is empty. [a]

    Raises
    ------
    ValueError
        If the capacity is not above 0, a loss is below 0, or nothing is drawn.

    Examples
    --------
    >>> round(life_years(100.0, capacity_ah=8.766), 6)
    10.0
    """
    if not capacity_ah > 0:
        raise ValueError(f"capacity_ah must be above 0 Ah, found {capacity_ah:g}; 2600 mAh are 2.6 Ah")
    if mean_current_ua < 0 or self_discharge_percent < 0:
        raise ValueError("mean_current_ua and self_discharge_percent must be 0 or more")
    yearly_ah = mean_current_ua * 1e-6 * HOURS_PER_YEAR + self_discharge_percent / 100 * capacity_ah
    if yearly_ah == 0:
        raise ValueError("nothing is drawn, so the cell has no end; give mean_current_ua or self_discharge_percent")
    return capacity_ah / yearly_ah

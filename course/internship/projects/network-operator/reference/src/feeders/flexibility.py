"""How much charging would have to wait, so that a limit holds without new cables."""

from __future__ import annotations

import numpy as np
from feeders.growth import STEP_H, STEPS_PER_DAY

# What waits is charged from midnight to six.
NIGHT_STEPS = 24


def share_to_delay(with_cars: np.ndarray, without_cars: np.ndarray, limit: float) -> np.ndarray:
    """
    Return the share of the cars' power that must wait in each step.

    Voltages of the linear form are straight lines in this share: 0 gives `with_cars`, 1 gives `without_cars`.

    Parameters
    ----------
    with_cars, without_cars : numpy.ndarray, shape (n_steps,)
        What is limited, such as the lowest voltage of a feeder, with all cars charging and with none.
    limit : float
        Lowest value allowed, in the same unit.

    Returns
    -------
    numpy.ndarray, shape (n_steps,)
        0 where the limit holds, up to 1; infinite where it does not even hold without cars. [1]
    """
    share = np.zeros(len(with_cars))
    short = with_cars < limit
    share[short] = np.inf
    helps = short & (without_cars >= limit)
    share[helps] = (limit - with_cars[helps]) / (without_cars[helps] - with_cars[helps])
    return share


def delay_to_night(car_kw: np.ndarray, share: np.ndarray) -> np.ndarray:
    """
    Let a share of the charging wait until the night that follows.

    Parameters
    ----------
    car_kw : numpy.ndarray, shape (672, n_cars)
        Power of cars in each quarter hour of a week that begins at midnight. [kW]
    share : numpy.ndarray, shape (672,)
        Share of it that waits, 0 to 1. [1]

    Returns
    -------
    numpy.ndarray, shape (672, n_cars)
        The same energy: what waits between noon and the next noon is charged evenly from midnight to six in between;
        after the last noon, in the first night of the week. [kW]
    """
    delayed_kw = car_kw * share[:, None]
    # Shifted by half a day, each row of days runs from noon to noon.
    half = STEPS_PER_DAY // 2
    by_day = np.roll(delayed_kw, -half, axis=0).reshape(-1, STEPS_PER_DAY, car_kw.shape[1])
    added = np.zeros_like(by_day)
    added[:, half : half + NIGHT_STEPS] = (by_day.sum(axis=1) / NIGHT_STEPS)[:, None]
    return car_kw - delayed_kw + np.roll(added.reshape(delayed_kw.shape), half, axis=0)


def delayed_kwh(car_kw: np.ndarray, share: np.ndarray) -> float:
    """Return the energy that waits, of cars (672, n_cars) [kW] and the share that waits (672,) [1]. [kWh]"""
    return float((car_kw * share[:, None]).sum() * STEP_H)

"""Draw the loads of a winter week: who has a car or a heat pump, and when they run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

STEPS_PER_DAY = 96
DAYS = 7
STEP_H = 0.25


@dataclass(frozen=True)
class Week:
    """
    One drawn winter week: what each home would draw, and how early it takes up something new.

    Attributes
    ----------
    home_kw, car_kw, heat_pump_kw : numpy.ndarray, shape (672, n_homes)
        Mean power of each quarter hour; the last two if the home has one. [kW]
    car_rank, heat_pump_rank : numpy.ndarray, shape (n_homes,)
        Between 0 and 1: the home has one as soon as the share of homes that have one is above its rank. [1]
    """

    home_kw: np.ndarray
    car_kw: np.ndarray
    heat_pump_kw: np.ndarray
    car_rank: np.ndarray
    heat_pump_rank: np.ndarray

    def cars_at_kw(self, cars_per_home: float) -> np.ndarray:
        """Return the power of the cars of each home at this share of homes with a car. [kW]"""
        return self.car_kw * (self.car_rank < cars_per_home)

    def total_kw(self, cars_per_home: float, heat_pumps_per_home: float) -> np.ndarray:
        """Return the power of each home at these shares of homes with a car and with a heat pump. [kW]"""
        pumps_kw = self.heat_pump_kw * (self.heat_pump_rank < heat_pumps_per_home)
        return self.home_kw + self.cars_at_kw(cars_per_home) + pumps_kw


def heat_pump_profile_kw(assumed: pd.Series) -> np.ndarray:
    """
    Return the mean power of a heat pump on a cold day, by quarter hour. [kW]

    Published are the peak, its time (the morning), that there are two peaks, and the level at night [1]_. What lies
    between is our assumption: 70 % of the peak at midday, 95 % in the evening, straight lines from one to the next.

    References
    ----------
    .. [1] J. Love et al., "The addition of heat pump electricity load profiles to GB electricity demand",
       Applied Energy 204 (2017), abstract.
    """
    clock_h = [0, 4, 7, 9, 13, 18, 20, 24]
    night = assumed["heat_pump_night"]
    level = [night, night, 1.0, 1.0, 0.7, 0.95, 0.95, night]
    return assumed["heat_pump_peak"] * np.interp(np.arange(STEPS_PER_DAY) * STEP_H, clock_h, level)


def heat_pumps_kw(random: np.random.Generator, n_pumps: int, assumed: pd.Series) -> np.ndarray:
    """
    Draw a week of heat pumps that switch on and off.

    In each quarter hour a pump runs at its rated power, or not at all; the probability is such that the mean of many
    pumps follows `heat_pump_profile_kw`. The quarter hours are independent of each other.

    Parameters
    ----------
    random : numpy.random.Generator
        Source of the draws.
    n_pumps : int
        How many.
    assumed : pandas.Series
        ``heat_pump_peak``, ``heat_pump_rated`` [kW] and ``heat_pump_night`` [1].

    Returns
    -------
    numpy.ndarray, shape (672, n_pumps)
        Power. [kW]
    """
    rated_kw = assumed["heat_pump_rated"]
    runs = np.tile(heat_pump_profile_kw(assumed) / rated_kw, DAYS)
    return rated_kw * (random.random((len(runs), n_pumps)) < runs[:, None])


def charging_kw(start_h: np.ndarray, energy_kwh: np.ndarray, *, charger_kw: float) -> np.ndarray:
    """
    Return the mean power of charges that begin at known times and run at the charger's power.

    Parameters
    ----------
    start_h : numpy.ndarray, shape (7, n_cars)
        Clock time at which the charge of each day begins, 0 to 24. [h]
    energy_kwh : numpy.ndarray, shape (7, n_cars)
        Energy of each charge, 0 for none; no charge lasts longer than a day. [kWh]
    charger_kw : float
        Power of a charger. [kW]

    Returns
    -------
    numpy.ndarray, shape (672, n_cars)
        Mean power of each quarter hour. A charge that runs into the next day goes on there; what runs past the last
        midnight goes on at the beginning of the week. [kW]
    """
    step_h = STEP_H * np.arange(2 * STEPS_PER_DAY)[:, None]
    days, n_cars = start_h.shape
    week_kw = np.zeros((days + 1, STEPS_PER_DAY, n_cars))
    for day in range(days):
        end_h = start_h[day] + energy_kwh[day] / charger_kw
        overlap_h = np.minimum(end_h, step_h + STEP_H) - np.maximum(start_h[day], step_h)
        week_kw[day : day + 2] += charger_kw * (overlap_h.clip(0) / STEP_H).reshape(2, STEPS_PER_DAY, n_cars)
    week_kw[0] += week_kw[-1]
    return week_kw[:-1].reshape(-1, n_cars)


def cars_kw(random: np.random.Generator, n_cars: int, assumed: pd.Series) -> np.ndarray:
    """
    Draw a week of cars that charge at home as soon as they are plugged in.

    Each day a car charges with probability `charge_share`. It starts at a normally distributed clock time and takes a
    lognormally distributed energy.

    Parameters
    ----------
    random : numpy.random.Generator
        Source of the draws.
    n_cars : int
        How many.
    assumed : pandas.Series
        ``charger`` [kW], ``charge_start``, ``charge_start_spread`` [h], ``charge_energy`` [kWh, median],
        ``charge_energy_spread``, ``charge_share`` [1].

    Returns
    -------
    numpy.ndarray, shape (672, n_cars)
        Mean power of each quarter hour. [kW]
    """
    shape = (DAYS, n_cars)
    start_h = random.normal(assumed["charge_start"], assumed["charge_start_spread"], shape).clip(0, 24)
    energy_kwh = assumed["charge_energy"] * np.exp(random.normal(0, assumed["charge_energy_spread"], shape))
    energy_kwh *= random.random(shape) < assumed["charge_share"]
    return charging_kw(start_h, energy_kwh.clip(max=24 * assumed["charger"]), charger_kw=assumed["charger"])


def draw_week(random: np.random.Generator, homes_kw: pd.DataFrame, n_homes: int, assumed: pd.Series) -> Week:
    """
    Draw one winter week of a village.

    Parameters
    ----------
    random : numpy.random.Generator
        Source of the draws.
    homes_kw : pandas.DataFrame, shape (2688, n_metered)
        Four weeks of homes without cars and electric heating. One of the weeks is drawn, the same for all homes,
        and for each home of the village one of the metered homes. [kW]
    n_homes : int
        Homes of the village.
    assumed : pandas.Series
        See `cars_kw` and `heat_pumps_kw`.

    Returns
    -------
    Week
        What each home would draw.
    """
    steps = DAYS * STEPS_PER_DAY
    first = steps * random.integers(len(homes_kw) // steps)
    chosen = random.integers(homes_kw.shape[1], size=n_homes)
    return Week(
        home_kw=homes_kw.to_numpy()[first : first + steps][:, chosen],
        car_kw=cars_kw(random, n_homes, assumed),
        heat_pump_kw=heat_pumps_kw(random, n_homes, assumed),
        car_rank=random.random(n_homes),
        heat_pump_rank=random.random(n_homes),
    )

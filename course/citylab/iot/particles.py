"""
What humidity does to an optical particle sensor, and what to do about it.

An optical sensor shines a laser through the air and turns the light that particles
scatter into a mass, as if they were dry. Humid particles have drunk water: they
are larger and scatter more. In κ-Köhler theory a particle with the hygroscopicity
κ holds, at the water activity :math:`a_w`, the volume :math:`κ a_w / (1 - a_w)` of
water per volume of dry matter [1]_. With the density of dry particles relative to
water, :math:`ρ`, the mass grows by the factor [2]_

.. math:: C = 1 + \\frac{κ / ρ}{1 / a_w - 1}.

For particles of this size :math:`a_w` is the relative humidity as a share of 1.

References
----------
.. [1] M. D. Petters and S. M. Kreidenweis, "A single parameter representation of
   hygroscopic growth and cloud condensation nucleus activity", Atmospheric
   Chemistry and Physics 7 (2007) 1961-1971, https://doi.org/10.5194/acp-7-1961-2007
.. [2] L. R. Crilley et al., "Evaluation of a low-cost optical particle counter
   (Alphasense OPC-N2) for ambient air monitoring", Atmospheric Measurement
   Techniques 11 (2018) 709-720, https://doi.org/10.5194/amt-11-709-2018
.. [3] K. K. Barkjohn, B. Gantt, A. L. Clements, "Development and application of a
   United States-wide correction for PM2.5 data collected with the PurpleAir
   sensor", Atmospheric Measurement Techniques 14 (2021) 4617-4637,
   https://doi.org/10.5194/amt-14-4617-2021
"""

from typing import TypeVar

import numpy as np
import pandas as pd

__all__ = ["correct_epa", "dry_ugm3", "growth_factor"]

Numbers = TypeVar("Numbers", float, np.ndarray, pd.Series)

DRY_DENSITY = 1.65
EPA_SLOPE, EPA_PER_PERCENT, EPA_OFFSET_UGM3 = 0.524, -0.0862, 5.75


def growth_factor(humidity_percent: Numbers, *, kappa: float, dry_density: float = DRY_DENSITY) -> Numbers:
    """
    Return how many times heavier particles look in humid air than dry [2]_.

    Parameters
    ----------
    humidity_percent : float, numpy.ndarray or pandas.Series
        Relative humidity, 0 to below 100; missing values stay missing. [%]
    kappa : float
        Hygroscopicity κ, 0 for particles that take up no water. [1]
    dry_density : float
        Density of the dry particles over that of water, 1.65 as published. [1]

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Mass of the wet particles over the mass of the dry ones, at least 1. [1]

    Raises
    ------
    ValueError
        If a humidity is below 0 or not below 100, `kappa` is below 0, or
        `dry_density` is not above 0.

    Examples
    --------
    >>> [round(growth_factor(humidity, kappa=0.3), 2) for humidity in (0.0, 50.0, 85.0, 95.0)]
    [1.0, 1.18, 2.03, 4.45]
    """
    _check_humidity(humidity_percent)
    if np.any(np.asarray(humidity_percent, dtype=float) >= 100):
        raise ValueError(
            "humidity_percent must be below 100: in saturated air the growth has no end; "
            "leave fog out, or cap the humidity, for example at 98"
        )
    if not (kappa >= 0 and dry_density > 0):
        raise ValueError(
            f"kappa must be 0 or more and dry_density above 0; found {kappa:g} and {dry_density:g}; "
            "kappa of particles in air is mostly 0.1 to 0.9"
        )
    # The same as the printed formula, but also fit for a humidity of 0.
    return 1 + kappa / dry_density * humidity_percent / (100 - humidity_percent)


def dry_ugm3(wet_ugm3: Numbers, humidity_percent: Numbers, *, kappa: float) -> Numbers:
    """
    Return the dry mass behind an optical reading: reading over growth factor.

    Parameters
    ----------
    wet_ugm3 : float, numpy.ndarray or pandas.Series
        What the sensor reads. [µg/m³]
    humidity_percent : float, numpy.ndarray or pandas.Series
        Relative humidity at the sensor, 0 to below 100. [%]
    kappa : float
        Hygroscopicity κ of the particles. [1]

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Concentration of dry particles. [µg/m³]

    Raises
    ------
    ValueError
        If the humidity or `kappa` is refused by `growth_factor`.

    Examples
    --------
    >>> round(dry_ugm3(40.6, 85.0, kappa=0.3), 1)
    20.0
    """
    return wet_ugm3 / growth_factor(humidity_percent, kappa=kappa)


def correct_epa(pm25_ugm3: Numbers, humidity_percent: Numbers) -> Numbers:
    """
    Correct a PurpleAir sensor with the equation used across the United States [3]_.

    It was fitted to 24-hour means of one make of sensor (two Plantower PMS5003,
    their output "CF=1" averaged) beside reference instruments in 16 states. For another
    sensor or another country it is a first guess; dense smoke has equations of
    its own. Near 0 µg/m³ the result can be negative: a mean needs those values.

    Parameters
    ----------
    pm25_ugm3 : float, numpy.ndarray or pandas.Series
        Raw PM2.5. [µg/m³]
    humidity_percent : float, numpy.ndarray or pandas.Series
        Relative humidity as the sensor itself reads it, 0 to 100. [%]

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Corrected PM2.5. [µg/m³]

    Raises
    ------
    ValueError
        If a concentration is below 0 or a humidity is not within 0..100.

    Examples
    --------
    >>> round(correct_epa(40.0, 50.0), 2)
    22.4
    """
    _check_humidity(humidity_percent)
    if np.any(np.asarray(pm25_ugm3, dtype=float) < 0):
        raise ValueError("pm25_ugm3 must be 0 µg/m³ or more: give the sensor's raw reading, not a corrected one")
    return EPA_SLOPE * pm25_ugm3 + EPA_PER_PERCENT * humidity_percent + EPA_OFFSET_UGM3


def _check_humidity(humidity_percent: Numbers) -> None:
    values = np.asarray(humidity_percent, dtype=float)
    wrong = values[(values < 0) | (values > 100)]
    if wrong.size:
        raise ValueError(
            f"humidity_percent must be within 0..100, found {wrong[0]:g}; "
            "a sensor that says so is broken or not calibrated: leave the reading out"
        )

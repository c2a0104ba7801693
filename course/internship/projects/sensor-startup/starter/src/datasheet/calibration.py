"""
Teach a unit what the reference beside it reads.

References
----------
.. [1] L. R. Crilley et al., "Evaluation of a low-cost optical particle counter (Alphasense OPC-N2) for ambient air
   monitoring", Atmospheric Measurement Techniques 11 (2018) 709-720.
.. [2] M. D. Petters, S. M. Kreidenweis, "A single parameter representation of hygroscopic growth and cloud
   condensation nucleus activity", Atmospheric Chemistry and Physics 7 (2007) 1961-1971.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

# Density of dry particles over that of water [1].
DRY_DENSITY = 1.65


@dataclass(frozen=True)
class Calibration:
    """
    A correction: constant + gain · reading / growth + per_percent · humidity.

    Attributes
    ----------
    constant : float
        [µg/m³]
    gain : float
        [1]
    per_percent : float
        Added per percent of humidity; 0 where the growth stands for it. [µg/m³/%]
    kappa : float
        Hygroscopicity of the growth; 0 for none. [1]
    """

    constant: float
    gain: float
    per_percent: float = 0.0
    kappa: float = 0.0

    def apply(self, reading: pd.Series, humidity: pd.Series) -> pd.Series:
        """Return corrected readings of readings [µg/m³] at a humidity [%]. [µg/m³]"""
        dry = reading / growth_factor(humidity, kappa=self.kappa)
        return self.constant + self.gain * dry + self.per_percent * humidity


def growth_factor(humidity: pd.Series, *, kappa: float) -> pd.Series:
    """
    Return how many times heavier particles look in humid air than dry: 1 + (κ / ρ) / (1 / a − 1) [1]_.

    Parameters
    ----------
    humidity : pandas.Series, shape (n,)
        Relative humidity, above 0 and below 100; as a share of 1 it is the water activity a. [%]
    kappa : float
        Hygroscopicity κ, mostly 0.1 to 0.9 in air [2]_. [1]

    Returns
    -------
    pandas.Series, shape (n,)
        Growth, at least 1; ρ is `DRY_DENSITY`. [1]
    """
    raise NotImplementedError("growth_factor is yours to write; its docstring says what it returns")


def fit_growth(reference: pd.Series, reading: pd.Series, humidity: pd.Series, *, kappa: float) -> Calibration:
    """
    Learn reference = constant + gain · reading / growth, by least squares.

    Parameters
    ----------
    reference, reading : pandas.Series, shape (n,)
        What the reference and the unit say in the same hours. [µg/m³]
    humidity : pandas.Series, shape (n,)
        Relative humidity. [%]
    kappa : float
        Hygroscopicity of the growth; 0 for a plain straight line. [1]

    Returns
    -------
    Calibration
        With `per_percent` 0.
    """
    raise NotImplementedError("fit_growth is yours to write; its docstring says what it returns")


def fit_linear(reference: pd.Series, reading: pd.Series, humidity: pd.Series) -> Calibration:
    """
    Learn reference = constant + gain · reading + per_percent · humidity, by least squares.

    Parameters
    ----------
    reference, reading, humidity : pandas.Series, shape (n,)
        As in `fit_growth`. [µg/m³, µg/m³, %]

    Returns
    -------
    Calibration
        With `kappa` 0.
    """
    raise NotImplementedError("fit_linear is yours to write; its docstring says what it returns")


def of_the_others(calibrations: dict[str, Calibration], unit: str) -> Calibration:
    """
    Return the factory's calibration of a unit that never stood beside a reference: the mean of all *other* units.

    Parameters
    ----------
    calibrations : dict of str to Calibration
        Each unit's own; all with the same `kappa`.
    unit : str
        The unit that is left out.

    Returns
    -------
    Calibration
        Means of constant, gain and per_percent of the others.
    """
    raise NotImplementedError("of_the_others is yours to write; its docstring says what it returns")

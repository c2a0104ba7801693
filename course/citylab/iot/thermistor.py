"""
A thermistor: a resistor whose resistance falls as it gets warmer.

It stands in a voltage divider: the supply feeds a fixed resistor, the thermistor
leads from there to ground, and the converter reads the voltage between them. Two
models turn the resistance :math:`R` into the absolute temperature :math:`T`. The
B value takes :math:`\\ln R` as a straight line in :math:`1/T` through one known
point [1]_; Steinhart and Hart bend the line [2]_:

.. math:: 1/T = 1/T_0 + \\ln(R/R_0) / B, \\qquad 1/T = a + b \\ln R + c (\\ln R)^3.

References
----------
.. [1] IEC 60539-1, Directly heated negative temperature coefficient thermistors,
   Part 1: Generic specification (definition of the B value)
.. [2] J. S. Steinhart and S. R. Hart, "Calibration curves for thermistors",
   Deep-Sea Research 15 (1968) 497-503
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

__all__ = [
    "BValue",
    "SteinhartHart",
    "divider_resistance_ohm",
    "divider_voltage_v",
    "fit_b_value",
    "fit_steinhart_hart",
    "resistance_ohm",
    "temperature_degc",
]

Numbers = TypeVar("Numbers", float, np.ndarray, pd.Series)

ZERO_DEGC_K = 273.15


@dataclass(frozen=True)
class BValue:
    """
    The model with one parameter.

    Attributes
    ----------
    b_k : float
        The B value. [K]
    nominal_ohm, nominal_degc : float
        The point through which the curve goes. [Ω, °C]
    """

    b_k: float
    nominal_ohm: float = 10_000.0
    nominal_degc: float = 25.0

    def inverse_kelvin(self, log_ohm: Numbers) -> Numbers:
        """Return 1/T for the natural logarithm of a resistance in ohms. [1/K]"""
        return (log_ohm - np.log(self.nominal_ohm)) / self.b_k + 1 / (self.nominal_degc + ZERO_DEGC_K)

    def log_ohm(self, inverse_kelvin: Numbers) -> Numbers:
        """Return the natural logarithm of the resistance for a 1/T in 1/K. [ln Ω]"""
        return np.log(self.nominal_ohm) + self.b_k * (inverse_kelvin - 1 / (self.nominal_degc + ZERO_DEGC_K))


@dataclass(frozen=True)
class SteinhartHart:
    """
    The model with three parameters [2]_.

    Attributes
    ----------
    a, b, c : float
        Coefficients for a resistance in ohms. [1/K]
    """

    a: float
    b: float
    c: float

    def inverse_kelvin(self, log_ohm: Numbers) -> Numbers:
        """Return 1/T for the natural logarithm of a resistance in ohms. [1/K]"""
        return self.a + self.b * log_ohm + self.c * log_ohm**3

    def log_ohm(self, inverse_kelvin: Numbers) -> Numbers:
        """Return the natural logarithm of the resistance for a 1/T in 1/K, by Cardano's formula. [ln Ω]"""
        half = (self.a - inverse_kelvin) / (2 * self.c)
        root = np.sqrt((self.b / (3 * self.c)) ** 3 + half**2)
        return np.cbrt(root - half) - np.cbrt(root + half)


Model = BValue | SteinhartHart


def divider_resistance_ohm(voltage_v: Numbers, *, supply_v: float, series_ohm: float) -> Numbers:
    """
    Return the thermistor's resistance behind the voltage of the divider.

    Parameters
    ----------
    voltage_v : float, numpy.ndarray or pandas.Series
        Voltage across the thermistor, between 0 and `supply_v`. [V]
    supply_v : float
        Voltage that feeds the divider. [V]
    series_ohm : float
        The fixed resistor. [Ω]

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Resistance of the thermistor. [Ω]

    Raises
    ------
    ValueError
        If a voltage is not between 0 and `supply_v`, or `series_ohm` not above 0.

    Examples
    --------
    >>> divider_resistance_ohm(1.25, supply_v=2.5, series_ohm=10_000.0)
    10000.0
    """
    _check_positive("series_ohm", series_ohm)
    if not np.all(np.greater(voltage_v, 0) & np.less(voltage_v, supply_v)):
        raise ValueError(
            "voltage_v must lie between 0 V and supply_v: at 0 V the thermistor is shorted, "
            "at supply_v its wire is broken; leave such readings out"
        )
    return series_ohm * voltage_v / (supply_v - voltage_v)


def divider_voltage_v(resistance_ohm: Numbers, *, supply_v: float, series_ohm: float) -> Numbers:
    """Return the voltage across a thermistor [Ω] that a fixed resistor [Ω] feeds from a supply [V]. [V]"""
    _check_positive("resistance_ohm", resistance_ohm)
    _check_positive("series_ohm", series_ohm)
    return supply_v * resistance_ohm / (resistance_ohm + series_ohm)


def temperature_degc(resistance_ohm: Numbers, *, model: Model) -> Numbers:
    """
    Return the temperature of a thermistor.

    Parameters
    ----------
    resistance_ohm : float, numpy.ndarray or pandas.Series
        Resistance, above 0. [Ω]
    model : BValue or SteinhartHart
        Curve of the thermistor.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Temperature. [°C]

    Raises
    ------
    ValueError
        If a resistance is not above 0.

    Examples
    --------
    >>> round(temperature_degc(10_000.0, model=BValue(3380.0)), 6)
    25.0
    """
    _check_positive("resistance_ohm", resistance_ohm)
    return _plain(1 / model.inverse_kelvin(np.log(resistance_ohm)) - ZERO_DEGC_K)


def resistance_ohm(temperature_degc: Numbers, *, model: Model) -> Numbers:
    """
    Return the resistance of a thermistor at a temperature.

    Parameters
    ----------
    temperature_degc : float, numpy.ndarray or pandas.Series
        Temperature, above absolute zero. [°C]
    model : BValue or SteinhartHart
        Curve of the thermistor.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Resistance. [Ω]

    Raises
    ------
    ValueError
        If a temperature is not above -273.15 °C.

    Examples
    --------
    >>> round(resistance_ohm(50.0, model=BValue(3380.0)))
    4160
    """
    if not np.all(np.greater(temperature_degc, -ZERO_DEGC_K)):
        raise ValueError("temperature_degc must be above -273.15 °C; check that it is not in another unit")
    return _plain(np.exp(model.log_ohm(1 / (temperature_degc + ZERO_DEGC_K))))


def fit_b_value(cold: tuple[float, float], warm: tuple[float, float]) -> BValue:
    """
    Return the B value through two points; the first becomes the nominal one [1]_.

    Parameters
    ----------
    cold, warm : tuple of float
        Temperature and resistance. [°C, Ω]

    Returns
    -------
    BValue
        The curve.

    Raises
    ------
    ValueError
        If the points have the same temperature, or a resistance is not above 0.

    Examples
    --------
    >>> round(fit_b_value((25.0, 10_000.0), (50.0, 4161.0)).b_k)
    3379
    """
    for _, ohm in (cold, warm):
        _check_positive("a resistance", ohm)
    if cold[0] == warm[0]:
        raise ValueError("a B value needs two different temperatures")
    apart = 1 / (cold[0] + ZERO_DEGC_K) - 1 / (warm[0] + ZERO_DEGC_K)
    return BValue(float(np.log(cold[1] / warm[1]) / apart), nominal_ohm=cold[1], nominal_degc=cold[0])


def fit_steinhart_hart(points: Sequence[tuple[float, float]]) -> SteinhartHart:
    """
    Return the curve of Steinhart and Hart through three points [2]_.

    Parameters
    ----------
    points : sequence of tuple of float, length 3
        Temperature and resistance of each. [°C, Ω]

    Returns
    -------
    SteinhartHart
        The curve.

    Raises
    ------
    ValueError
        If there are not three points with different resistances above 0.

    Examples
    --------
    >>> curve = fit_steinhart_hart([(0.0, 27_219.0), (25.0, 10_000.0), (50.0, 4161.0)])
    >>> round(temperature_degc(10_000.0, model=curve), 6)
    25.0
    """
    degc, ohm = np.array(points, dtype=float).T
    _check_positive("a resistance", ohm)
    if len(set(ohm)) != 3 or len(ohm) != 3:
        raise ValueError(f"three points with three different resistances are needed, found {len(set(ohm))}")
    logs = np.log(ohm)
    terms = np.column_stack([np.ones(3), logs, logs**3])
    return SteinhartHart(*(float(number) for number in np.linalg.solve(terms, 1 / (degc + ZERO_DEGC_K))))


def _plain(values: Numbers) -> Numbers:
    """Turn NumPy's single number into Python's, so that it is shown without its type."""
    return float(values) if isinstance(values, np.floating) else values


def _check_positive(name: str, values: Numbers) -> None:
    if not np.all(np.greater(values, 0)):
        raise ValueError(f"{name} must be above 0 Ω, found {np.min(values):g}; a negative resistance is a wiring error")

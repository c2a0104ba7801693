"""
Simulate street sensors: the air, what a low-cost sensor makes of it, and the messages it sends.

Everything is seeded: the same call gives the same numbers. The faults live in
`classroom.sensor_faults` and can be reached from here, too: ``street_sensors.stuck(...)``.
A deployment is made in four steps: `true_air`, `measure`, `to_messages`, then faults, one after another.
"""

import numpy as np
import pandas as pd

from citylab.iot import particles
from classroom.sensor_faults import (
    clipped,
    clock_jump,
    drifting,
    duplicate,
    late,
    missing,
    out_of_order,
    spiking,
    stuck,
    wrong_unit,
)

__all__ = [
    "Seed",
    "add_smoke",
    "clipped",
    "clock_jump",
    "drifting",
    "duplicate",
    "late",
    "measure",
    "missing",
    "out_of_order",
    "spiking",
    "stuck",
    "to_messages",
    "true_air",
    "wrong_unit",
]

Seed = int | np.random.Generator

TYPICAL_UGM3 = 7.5
HOURS_PER_YEAR = 8766.0
HUMIDITY_RANGE_PERCENT = (30.0, 94.0)


def true_air(
    start: str,
    days: int,
    *,
    step_min: int = 60,
    timezone: str = "Europe/London",
    seed: Seed = 0,
    typical_ugm3: float = TYPICAL_UGM3,
    episodes_per_month: float = 2.0,
) -> pd.DataFrame:
    """
    Make up the air of a street: fine particles, humidity, temperature.

    The logarithm of PM2.5 is the sum of a daily cycle (traffic at 8, stoves at
    20 o'clock), weather that changes within two days, gusts that change within two
    hours, and episodes of one to three days. Shapes and sizes are our choice.

    Parameters
    ----------
    start : str
        First local day, such as ``"2026-01-12"``.
    days : int
        Local days, 1 or more; a day with a change of the clock has 23 or 25 hours. [d]
    step_min : int
        Time between two values, a divisor of 60. [min]
    timezone : str
        Zone of the city, whose clock people and traffic follow.
    seed : int or numpy.random.Generator
        Seed of the random numbers.
    typical_ugm3 : float
        Median of PM2.5 without its episodes, about. [µg/m³]
    episodes_per_month : float
        Mean number of episodes in 30 days.

    Returns
    -------
    pandas.DataFrame, shape (n_steps, 3)
        ``pm25_ugm3`` [µg/m³], ``humidity_percent`` [%], ``temperature_degc`` [°C],
        on a UTC index named ``time``.

    Raises
    ------
    ValueError
        If `days` is below 1 or `step_min` does not divide 60.
    """
    if days < 1:
        raise ValueError(f"days must be 1 or more, got {days}")
    if step_min < 1 or 60 % step_min:
        raise ValueError(f"step_min must divide 60, such as 10, 15 or 60; got {step_min}")
    rng = np.random.default_rng(seed)
    first = pd.Timestamp(start, tz=timezone)
    local = pd.date_range(first, first + pd.DateOffset(days=days), freq=f"{step_min}min", inclusive="left", name="time")
    hour = (local.hour + local.minute / 60).to_numpy(dtype=float)
    hours = np.asarray((local - local[0]) / pd.Timedelta("1h"), dtype=float)
    weather = _wander(hours, 40.0, rng)
    log_pm25 = 0.45 * weather + 0.25 * _wander(hours, 2.0, rng) + _daily_log(hour, local.day_of_week >= 5)
    log_pm25 += _episodes(hours, episodes_per_month, rng)
    temperature = _temperature_degc(local, hour, hours, rng)
    dew_gap = 4.0 * np.cos(2 * np.pi * (hour - 15) / 24)
    humidity = 79 - 2.6 * dew_gap + 8 * _wander(hours, 30.0, rng) + 2 * _wander(hours, 3.0, rng)
    return pd.DataFrame(
        {
            "pm25_ugm3": typical_ugm3 * np.exp(log_pm25),
            "humidity_percent": np.clip(humidity, *HUMIDITY_RANGE_PERCENT),
            "temperature_degc": temperature + dew_gap,
        },
        index=local.tz_convert("UTC"),
    )


def add_smoke(
    truth: pd.DataFrame,
    *,
    count: int,
    size_ugm3: tuple[float, float] = (15.0, 60.0),
    hours: tuple[float, float] = (1.0, 3.0),
    seed: Seed = 0,
) -> pd.DataFrame:
    """
    Add real, short peaks of PM2.5 to the air: a bonfire, a barbecue, a delivery van that idles.

    They are no fault, and must not be taken for one.

    Parameters
    ----------
    truth : pandas.DataFrame, shape (n, 3)
        What `true_air` returned.
    count : int
        Number of peaks.
    size_ugm3, hours : tuple of float
        Least and greatest height [µg/m³] and length [h].
    seed : int or numpy.random.Generator
        Seed of places, heights and lengths.

    Returns
    -------
    pandas.DataFrame, shape (n, 3)
        The air with the peaks.
    """
    rng = np.random.default_rng(seed)
    since_h = np.asarray((truth.index - truth.index[0]) / pd.Timedelta("1h"), dtype=float)
    added = np.zeros(len(truth))
    for _ in range(count):
        middle, length = rng.uniform(0, since_h[-1]), rng.uniform(*hours)
        added += rng.uniform(*size_ugm3) * np.exp(-(((since_h - middle) / (length / 2)) ** 2))
    return truth.assign(pm25_ugm3=truth["pm25_ugm3"] + added)


def measure(
    truth: pd.DataFrame,
    *,
    gain: float = 1.0,
    offset_ugm3: float = 0.0,
    growth: float = 0.2,
    noise_ugm3: float = 1.0,
    fade_percent_per_week: float = 0.0,
    seed: Seed = 0,
) -> pd.Series:
    """
    Return what a low-cost optical sensor reports of this air.

    Damp particles swell and scatter more light: the sensor sees PM2.5 times the
    growth factor of κ-Köhler theory, `citylab.iot.particles.growth_factor` [1]_.

    Parameters
    ----------
    truth : pandas.DataFrame, shape (n, 3)
        What `true_air` returned.
    gain : float
        Reading per true concentration in dry air.
    offset_ugm3 : float
        Reading in clean air. [µg/m³]
    growth : float
        κ of the particles: 0 for none, about 0.1 to 0.4 in cities.
    noise_ugm3 : float
        Standard deviation of the noise of a single reading. [µg/m³]
    fade_percent_per_week : float
        Share of the gain lost per week, as dust gathers on the optics. [%/week]
    seed : int or numpy.random.Generator
        Seed of the noise.

    Returns
    -------
    pandas.Series, shape (n,)
        Readings, 0 or more, with one decimal. [µg/m³]

    Raises
    ------
    ValueError
        If `gain` is not above 0, or `growth` or `noise_ugm3` is negative.

    References
    ----------
    .. [1] L. R. Crilley et al., "Evaluation of a low-cost optical particle counter (Alphasense OPC-N2)
       for ambient air monitoring", Atmospheric Measurement Techniques 11, 2018, pp. 709-720.
    """
    if gain <= 0 or growth < 0 or noise_ugm3 < 0:
        raise ValueError(
            f"gain must be above 0, growth and noise_ugm3 0 or more; got {gain:g}, {growth:g}, {noise_ugm3:g}"
        )
    rng = np.random.default_rng(seed)
    swollen = particles.growth_factor(truth["humidity_percent"].to_numpy(dtype=float), kappa=growth)
    weeks = np.asarray((truth.index - truth.index[0]) / pd.Timedelta("7D"), dtype=float)
    fading = (1 - fade_percent_per_week / 100) ** weeks
    reading = gain * fading * truth["pm25_ugm3"].to_numpy(dtype=float) * swollen + offset_ugm3
    reading = reading + rng.normal(0, noise_ugm3, size=len(truth))
    return pd.Series(reading.clip(min=0).round(1), index=truth.index, name="pm25_ugm3")


def to_messages(
    readings: pd.Series,
    *,
    sensor: str,
    quantity: str = "pm25",
    unit: str = "ug/m3",
    delay_s: float = 3.0,
    seed: Seed = 0,
) -> pd.DataFrame:
    """
    Send each reading as one message, without a fault yet.

    Parameters
    ----------
    readings : pandas.Series, shape (n,)
        Readings on a timezone-aware index.
    sensor, quantity, unit : str
        Name of the sensor, what it measures, and the unit by its SenML name [1]_, such
        as ``ug/m3``, ``%RH``, ``Cel``.
    delay_s : float
        Mean time from the measurement to the arrival. [s]
    seed : int or numpy.random.Generator
        Seed of the delays.

    Returns
    -------
    pandas.DataFrame, shape (n, 7)
        ``sensor``, ``time`` (of measurement) and ``received``, both UTC, in whole
        seconds; ``quantity``, ``unit``, ``value``, and ``label``, empty. Sorted by arrival.

    Raises
    ------
    ValueError
        If the index of `readings` has no timezone.

    References
    ----------
    .. [1] RFC 8428 and RFC 8798: units of Sensor Measurement Lists (SenML).
    """
    if getattr(readings.index, "tz", None) is None:
        raise ValueError("readings need a timezone-aware index; use readings.tz_localize('Europe/London')")
    time = pd.DatetimeIndex(readings.index).tz_convert("UTC")
    seconds = 1 + np.random.default_rng(seed).poisson(max(delay_s - 1, 0), size=len(readings))
    table = pd.DataFrame({"sensor": sensor, "time": time, "received": time + pd.to_timedelta(seconds, unit="s")})
    return table.assign(quantity=quantity, unit=unit, value=readings.to_numpy(dtype=float), label="")


def _wander(hours: np.ndarray, memory_h: float, rng: np.random.Generator) -> np.ndarray:
    """Return a first-order autoregressive series of mean 0 and deviation 1, correlated over `memory_h`."""
    step_h = hours[1] - hours[0] if len(hours) > 1 else 1.0
    keep = np.exp(-step_h / memory_h)
    steps = rng.normal(0, 1, size=len(hours))
    values = np.empty(len(hours))
    values[0] = steps[0]
    for number in range(1, len(hours)):
        values[number] = keep * values[number - 1] + np.sqrt(1 - keep**2) * steps[number]
    return values


def _daily_log(hour: np.ndarray, weekend: np.ndarray) -> np.ndarray:
    traffic = 0.35 * np.exp(-(((hour - 8) / 1.8) ** 2)) * np.where(weekend, 0.3, 1.0)
    stoves = 0.5 * np.exp(-(((hour - 20) / 2.5) ** 2))
    return traffic + stoves - 0.15


def _episodes(hours: np.ndarray, per_month: float, rng: np.random.Generator) -> np.ndarray:
    """Return what episodes add to the logarithm of PM2.5."""
    added = np.zeros(len(hours))
    for _ in range(rng.poisson(per_month * hours[-1] / 720)):
        middle, width, size = rng.uniform(0, hours[-1]), rng.uniform(10, 30), rng.uniform(0.6, 1.2)
        added += size * np.exp(-(((hours - middle) / width) ** 2))
    return added


def _temperature_degc(
    local: pd.DatetimeIndex, hour: np.ndarray, hours: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Return the slow part of a mild maritime year, coldest at the end of January. [°C]"""
    year_h = 24.0 * (local.day_of_year.to_numpy(dtype=float) - 1) + hour
    season = 10 - 6 * np.cos(2 * np.pi * (year_h - 24 * 28) / HOURS_PER_YEAR)
    return season + 2.5 * _wander(hours, 72.0, rng) + 0.4 * _wander(hours, 4.0, rng)

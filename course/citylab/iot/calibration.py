"""
Teach a low-cost sensor what a reference station beside it reads, and find out how well it learnt.

The model is the plain one that published corrections use, too [1]_: reference =
constant + gain x sensor + c x humidity, by least squares.

References
----------
.. [1] K. K. Barkjohn, B. Gantt, A. L. Clements, "Development and application of a United States-wide
   correction for PM2.5 data collected with the PurpleAir sensor", Atmospheric
   Measurement Techniques 14, 2021, pp. 4617-4637.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["Calibration", "errors", "fit", "split_at_random", "split_by_time"]


@dataclass(frozen=True)
class Calibration:
    """
    What was learnt beside the reference station.

    Attributes
    ----------
    constant : float
        Result at a reading and humidity of zero. [unit of the reference]
    gain : float
        Change of the result per unit of the reading.
    per_percent : float
        Change of the result per percent of humidity, 0 if it was not used. [unit of the reference/%]
    uses_humidity : bool
        Whether `apply` needs the humidity.
    n : int
        Hours from which it was learnt.
    """

    constant: float
    gain: float
    per_percent: float
    uses_humidity: bool
    n: int

    def apply(self, sensor: pd.Series, humidity: pd.Series | None = None) -> pd.Series:
        """
        Correct readings; where an input is missing, so is the result.

        Parameters
        ----------
        sensor : pandas.Series, shape (n,)
            Readings of the sensor.
        humidity : pandas.Series, shape (n,), optional
            Relative humidity on the same index. [%]

        Returns
        -------
        pandas.Series, shape (n,)
            Corrected readings. They may fall below zero in clean air; a mean needs them.

        Raises
        ------
        ValueError
            If the humidity is needed and not given, or given and not needed.
        """
        if (humidity is not None) != self.uses_humidity:
            need = "needs the humidity" if self.uses_humidity else "was learnt without humidity"
            raise ValueError(f"this calibration {need}; call apply with the same inputs as fit")
        damp = 0.0 if humidity is None else self.per_percent * humidity
        return (self.constant + self.gain * sensor + damp).rename("corrected")


def fit(reference: pd.Series, sensor: pd.Series, humidity: pd.Series | None = None) -> Calibration:
    """
    Learn a correction from hours in which sensor and reference stood side by side.

    Parameters
    ----------
    reference : pandas.Series, shape (n,)
        Readings of the reference station.
    sensor : pandas.Series, shape (n,)
        Readings of the sensor on the same index, in the same unit.
    humidity : pandas.Series, shape (n,), optional
        Relative humidity on the same index. [%]

    Returns
    -------
    Calibration
        The least-squares solution over the hours in which nothing is missing.

    Raises
    ------
    ValueError
        If the indexes differ, fewer hours than coefficients are complete, or an
        input never changes, so that its effect cannot be told.

    Examples
    --------
    >>> true = pd.Series([4.0, 8.0, 12.0])
    >>> learnt = fit(true, 2 * true + 3)
    >>> round(learnt.gain, 3), round(learnt.constant, 3)
    (0.5, -1.5)
    """
    inputs = {"sensor": sensor} if humidity is None else {"sensor": sensor, "humidity": humidity}
    for name, series in inputs.items():
        if not series.index.equals(reference.index):
            raise ValueError(f"reference and {name} need the same index; use {name}.reindex(reference.index)")
    table = pd.DataFrame({"reference": reference, **inputs}).dropna()
    design = np.column_stack([np.ones(len(table)), table[list(inputs)].to_numpy(dtype=float)])
    solution, _, rank, _ = np.linalg.lstsq(design, table["reference"].to_numpy(dtype=float), rcond=None)
    if rank < design.shape[1]:
        raise ValueError(
            f"{len(table)} complete hours cannot tell {design.shape[1]} coefficients apart; "
            "give more hours, in which sensor and humidity change"
        )
    constant, gain, *rest = (float(number) for number in solution)
    return Calibration(constant, gain, rest[0] if rest else 0.0, humidity is not None, len(table))


def errors(reference: pd.Series, corrected: pd.Series) -> pd.Series:
    """
    Compare readings with the reference.

    Parameters
    ----------
    reference, corrected : pandas.Series, shape (n,)
        Both on the same index; hours in which one is missing are left out.

    Returns
    -------
    pandas.Series
        ``rmse``, ``mae`` and ``bias`` (reading minus reference, mean), in the unit of the readings; ``nrmse_percent``,
        the RMSE over the mean of the reference; ``slope`` and ``intercept`` of the readings over the reference;
        ``r2``, their squared correlation; ``n``, the hours. All but `n` are missing if no hour is left; `slope`,
        `intercept` and `r2` also if the reference never changes.

    Raises
    ------
    ValueError
        If the indexes differ.
    """
    if not reference.index.equals(corrected.index):
        raise ValueError("reference and corrected need the same index; use corrected.reindex(reference.index)")
    both = pd.DataFrame({"x": reference, "y": corrected}).dropna()
    difference = both["y"] - both["x"]
    rmse = float(np.sqrt((difference**2).mean()))
    spread = float(both["x"].var(ddof=0)) if len(both) > 1 else 0.0
    slope = float(both.cov(ddof=0).loc["x", "y"]) / spread if spread > 0 else np.nan
    known = spread > 0 and float(both["y"].var(ddof=0)) > 0
    return pd.Series(
        {
            "rmse": rmse,
            "mae": difference.abs().mean(),
            "bias": difference.mean(),
            "nrmse_percent": 100 * rmse / both["x"].mean() if len(both) else np.nan,
            "slope": slope,
            "intercept": both["y"].mean() - slope * both["x"].mean(),
            "r2": both["x"].corr(both["y"]) ** 2 if known else np.nan,
            "n": float(len(both)),
        }
    )


def split_by_time(table: pd.DataFrame, *, learn_until: str | pd.Timestamp) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Split rows into those before a moment and those from it on.

    Parameters
    ----------
    table : pandas.DataFrame, shape (n, ...)
        Rows on an index of times with a zone.
    learn_until : str or pandas.Timestamp
        First moment of the later part, in the zone of the index unless it has its own.

    Returns
    -------
    tuple of two pandas.DataFrame
        To learn from, and to judge on.

    Raises
    ------
    ValueError
        If the index has no timezone.
    """
    zone = getattr(table.index, "tz", None)
    if zone is None:
        raise ValueError("table needs an index of times with a timezone; use table.tz_localize('UTC')")
    moment = pd.Timestamp(learn_until)
    moment = moment.tz_localize(zone) if moment.tz is None else moment
    return table[table.index < moment], table[table.index >= moment]


def split_at_random(table: pd.DataFrame, *, share: float, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Split rows by lot, which flatters: each hour to judge lies between hours that were learnt.

    Parameters
    ----------
    table : pandas.DataFrame, shape (n, ...)
        Rows in any order.
    share : float
        Share of the rows to learn from, between 0 and 1.
    seed : int
        Seed of the lot.

    Returns
    -------
    tuple of two pandas.DataFrame
        To learn from, and to judge on; both in the order of the table.

    Raises
    ------
    ValueError
        If `share` is not between 0 and 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"share must be between 0 and 1, got {share:g}")
    chosen = np.zeros(len(table), dtype=bool)
    chosen[np.random.default_rng(seed).permutation(len(table))[: round(share * len(table))]] = True
    return table[chosen], table[~chosen]

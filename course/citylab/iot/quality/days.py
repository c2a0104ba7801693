"""
Which days have enough readings to be published?

References
----------
.. [1] Directive 2008/50/EC on ambient air quality and cleaner air for Europe, Annex XI, part A: a 24-hour
   value needs 75 % of the hourly averages, at least 18 hourly values.
"""

import pandas as pd

from citylab.iot.quality._checks import checked_series

__all__ = ["HOURS_NEEDED", "daily_mean", "valid_days"]

HOURS_NEEDED = 18


def valid_days(hourly: pd.Series, *, min_hours: int = HOURS_NEEDED) -> pd.Series:
    """
    Tell which local days have enough valid hours to count [1]_.

    Parameters
    ----------
    hourly : pandas.Series, shape (n_hours,)
        Hourly values on an index in the city's zone; what is not to be trusted is missing.
    min_hours : int
        Valid hours a day needs, 1 to 24, also on the days with 23 or 25 hours. [h]

    Returns
    -------
    pandas.Series of bool, shape (n_days,)
        One truth value per day from the first to the last, on local midnights;
        a day without any row is not valid. Empty for an empty series.

    Raises
    ------
    ValueError
        If the index has no timezone, or `min_hours` is not within 1..24.
    """
    if not 1 <= min_hours <= 24:
        raise ValueError(f"min_hours must be within 1..24, got {min_hours}")
    return checked_series(hourly, "hourly").resample("D").count().ge(min_hours).rename("valid")


def daily_mean(hourly: pd.Series, *, min_hours: int = HOURS_NEEDED) -> pd.Series:
    """
    Average over local days; a day with too few valid hours is missing, not clean.

    Parameters
    ----------
    hourly : pandas.Series, shape (n_hours,)
        Hourly values on an index in the city's zone; what is not to be trusted is missing.
    min_hours : int
        Valid hours a day needs, 1 to 24. [h]

    Returns
    -------
    pandas.Series, shape (n_days,)
        Daily means on local midnights, in the unit of the values.

    Raises
    ------
    ValueError
        If the index has no timezone, or `min_hours` is not within 1..24.
    """
    valid = valid_days(hourly, min_hours=min_hours)
    return hourly.resample("D").mean().where(valid)

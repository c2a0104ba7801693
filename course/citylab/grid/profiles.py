"""
Standard load profiles: what an average customer draws, quarter hour by quarter hour.

References
----------
.. [1] BDEW, Standardlastprofile Strom, 2025,
   https://www.bdew.de/energie/standardlastprofile-strom/
.. [2] demandlib 0.2.2, which carries the tables and the factor of the day,
   https://github.com/oemof/demandlib
.. [3] J. Meeus, Astronomical Algorithms, 2nd ed., 1998, chapter 8 (date of Easter).
"""

import datetime as dt
from collections.abc import Iterable

import numpy as np
import pandas as pd

from citylab import data

__all__ = ["daily_factor", "public_holidays", "standard_profile"]

PROFILES = ("h25", "g25", "l25", "p25", "s25")
DYNAMIC = ("h25", "p25", "s25")
_DAY_TYPES = ("workday", "saturday", "sunday")


def standard_profile(
    name: str,
    *,
    year: int,
    annual_kwh: float,
    zone: str = "Europe/Berlin",
    holidays: Iterable[dt.date] | None = None,
) -> pd.Series:
    """
    Expand a BDEW 2025 load profile over a calendar year.

    Every day takes the table of its month and day type [1]_. Public holidays
    count as Sundays; 24 and 31 December count as Saturdays, unless they are
    Sundays. The household profiles h25, p25 and s25 are multiplied by the
    factor of the day (see `daily_factor`). The year is then scaled, by well
    below 1 %, so that its energy is exactly `annual_kwh`.

    Parameters
    ----------
    name : str
        h25 households, g25 commerce, l25 farms, p25 households with solar
        panels, s25 households with solar panels and a battery.
    year : int
        Calendar year.
    annual_kwh : float
        Energy of the year. [kWh]
    zone : str
        Time zone of the customer.
    holidays : iterable of datetime.date, optional
        Days that count as Sundays; `public_holidays` if not given.

    Returns
    -------
    pandas.Series, shape (n_quarter_hours,)
        Mean power of each quarter hour, named by the start of the quarter
        hour. [kW]

    Raises
    ------
    ValueError
        If there is no such profile, or `annual_kwh` is not above zero.

    Examples
    --------
    >>> home_kw = standard_profile("h25", year=2025, annual_kwh=2700)
    >>> float(round(home_kw.sum() / 4, 6))
    2700.0
    """
    if name not in PROFILES:
        raise ValueError(f"no load profile named {name}; there are: {', '.join(PROFILES)}")
    if not annual_kwh > 0:
        raise ValueError(f"annual_kwh must be above 0, got {annual_kwh}")
    times = pd.date_range(f"{year}-01-01", f"{year + 1}-01-01", freq="15min", tz=zone)[:-1]
    quarter = times.hour * 4 + times.minute // 15
    day_type = _day_types(times, public_holidays(year) if holidays is None else holidays)
    energy_kwh = _table(name)[times.month - 1, day_type, quarter]
    if name in DYNAMIC:
        energy_kwh = energy_kwh * daily_factor(times.day_of_year)
    power_kw = 4 * energy_kwh * (annual_kwh / energy_kwh.sum())
    return pd.Series(power_kw, index=times.rename("time"), name=f"{name}_kw")


def daily_factor(day_of_year: np.ndarray | pd.Index | int) -> np.ndarray:
    """
    Return BDEW's factor that carries a household profile through the seasons.

    The polynomial of the 1999 profile H0 is kept for H25, P25 and S25 [1]_ [2]_.

    Parameters
    ----------
    day_of_year : array_like of int
        1 is 1 January. [days]

    Returns
    -------
    numpy.ndarray
        Factor on the table's values, 0.78 to 1.26. [1]
    """
    day = np.asarray(day_of_year, dtype=float)
    return np.polyval([-3.92e-10, 3.20e-7, -7.02e-5, 2.10e-3, 1.24], day)


def public_holidays(year: int) -> list[dt.date]:
    """Return the nine holidays that all German states share; Easter after Meeus [3]_."""
    easter = _easter(year)
    fixed = [(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)]
    after_easter = [-2, 1, 39, 50]  # Good Friday, Easter Monday, Ascension, Whit Monday
    days = [dt.date(year, month, day) for month, day in fixed]
    return sorted(days + [easter + dt.timedelta(days=n) for n in after_easter])


def _easter(year: int) -> dt.date:
    century, rest = divmod(year, 100)
    leaps, leap_rest = divmod(century, 4)
    correction = (century + 8) // 25
    golden = year % 19
    moon = (19 * golden + century - leaps - (century - correction + 1) // 3 + 15) % 30
    weekday = (32 + 2 * leap_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _day_types(times: pd.DatetimeIndex, holidays: Iterable[dt.date]) -> np.ndarray:
    """Return 0 for a workday, 1 for a Saturday, 2 for a Sunday or holiday."""
    is_eve = (times.month == 12) & np.isin(times.day, [24, 31])
    sundays = set(holidays)
    is_holiday = np.array([day in sundays for day in times.date])
    day_type = np.where((times.day_of_week == 5) | is_eve, 1, 0)
    return np.where((times.day_of_week == 6) | is_holiday, 2, day_type)


def _table(name: str) -> np.ndarray:
    """Return the profile as an array over month, day type and quarter hour. [kWh]"""
    table = data.load("bdew_2025", "profiles")
    day_type = table["day_type"].map({kind: i for i, kind in enumerate(_DAY_TYPES)})
    quarter = table["time"].str[:2].astype(int) * 4 + table["time"].str[3:].astype(int) // 15
    values = np.empty((12, 3, 96))
    values[table["month"] - 1, day_type, quarter] = table[name]
    return values

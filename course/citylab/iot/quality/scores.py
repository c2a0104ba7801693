"""
How unusual is a reading, and how often does an alarm lie?

References
----------
.. [1] B. Iglewicz, D. C. Hoaglin, "How to Detect and Handle Outliers", ASQC Quality Press, 1993.
.. [2] P. J. Rousseeuw, C. Croux, "Alternatives to the Median Absolute Deviation", Journal of the
   American Statistical Association 88 (424), 1993, pp. 1273-1283: the factor 1.4826.
"""

import numpy as np
import pandas as pd

from citylab.iot.quality._checks import checked_series

__all__ = ["MAD_TO_DEVIATION", "alarms", "count_errors", "plain_score", "robust_score"]

MAD_TO_DEVIATION = 1.4826  # 1 / 0.6745: makes the MAD of a normal distribution its standard deviation [2]


def plain_score(values: pd.Series) -> pd.Series:
    """
    Return the z-score: distance from the mean, in standard deviations.

    Parameters
    ----------
    values : pandas.Series, shape (n,)
        Readings; missing ones are left out and stay missing.

    Returns
    -------
    pandas.Series, shape (n,)
        The score, 0 everywhere if all readings are equal. [standard deviations]
    """
    distance = values - values.mean()
    return _ratio(distance, pd.Series(values.std(), index=values.index)).rename("plain_score")


def robust_score(
    values: pd.Series, *, by_hour: bool = False, around: int | None = None, timezone: str | None = None
) -> pd.Series:
    """
    Return the distance from the median, in robust deviations: 1.4826 times the MAD [1]_ [2]_.

    MAD is the median absolute deviation. Half of the readings may be wrong before it breaks
    down; mean and standard deviation need only one.

    Parameters
    ----------
    values : pandas.Series, shape (n,)
        Readings; with `by_hour`, on an index of times with a zone.
    by_hour : bool
        Whether each hour of the day has a median and a MAD of its own.
    around : int, optional
        Subtract first the median of this many readings around each (odd): what is
        left is the distance from the neighbours, and slow changes no longer count.
    timezone : str, optional
        Zone whose clock tells the hour; without it, that of the index.

    Returns
    -------
    pandas.Series, shape (n,)
        The score, signed. Where the MAD is 0, as in a constant series, or with `around` in
        one that only rises, a value at the median has 0 and any other has plus or minus infinity. Missing
        readings stay missing. [robust deviations]

    Raises
    ------
    ValueError
        If `around` is even or below 3, or hours are asked for and the index has no zone.

    Examples
    --------
    >>> robust_score(pd.Series([1.0, 2.0, 3.0, 4.0, 100.0])).round(2).tolist()
    [-1.35, -0.67, 0.0, 0.67, 65.43]
    """
    if around is not None and (around < 3 or around % 2 == 0):
        raise ValueError(f"around must be odd, 3 or more, so that the reading stands in the middle; got {around}")
    rest = values if around is None else values - values.rolling(around, center=True, min_periods=1).median()
    group = np.zeros(len(values))
    if by_hour:
        checked_series(values, "values")
        index = pd.DatetimeIndex(values.index)
        group = (index.tz_convert(timezone) if timezone else index).hour.to_numpy()
    distance = rest - rest.groupby(group).transform("median")
    mad = distance.abs().groupby(group).transform("median")
    return _ratio(distance, MAD_TO_DEVIATION * mad).rename("robust_score")


def alarms(score: pd.Series, *, threshold: float) -> pd.Series:
    """
    Raise an alarm where the score is beyond the threshold, up or down.

    Parameters
    ----------
    score : pandas.Series, shape (n,)
        A score; a missing one raises no alarm.
    threshold : float
        Size of the score above which a reading is called unusual, above 0.

    Returns
    -------
    pandas.Series of bool, shape (n,)
        The alarms, on the index of the score.

    Raises
    ------
    ValueError
        If the threshold is not above 0.
    """
    if not threshold > 0:
        raise ValueError(f"threshold must be above 0, got {threshold:g}")
    return score.abs().gt(threshold).rename("alarm")


def count_errors(alarm: pd.Series, label: pd.Series, *, beside: int = 1) -> pd.Series:
    """
    Count what the alarms hit, what they missed, and how often they cried wolf.

    Consecutive labelled readings are one event, found if any of them raised an alarm.
    Consecutive alarms on readings that are good, and not beside an event, are one false alarm.
    As an alarm that never ends is one alarm, too, look also at the share of readings with an alarm.

    Parameters
    ----------
    alarm : pandas.Series of bool, shape (n,)
        Alarms in order of time, on an index of times with a zone.
    label : pandas.Series of bool, shape (n,)
        Which readings are known to be wrong, on the same index.
    beside : int
        Readings before and after an event on which an alarm is not false, 0 or more.

    Returns
    -------
    pandas.Series
        ``events``, ``found``, ``missed``, ``false_alarms``, ``weeks`` from the first to the last
        reading, ``false_alarms_per_week`` and ``alarm_percent``, the share of readings with an alarm.

    Raises
    ------
    ValueError
        If the two have different indexes, the index has no timezone or fewer than two times, or `beside` is negative.
    """
    checked_series(alarm, "alarm")
    if not alarm.index.equals(label.index):
        raise ValueError("alarm and label need the same index; use label.reindex(alarm.index, fill_value=False)")
    if len(alarm) < 2 or beside < 0:
        raise ValueError(f"a rate needs two times or more, and beside 0 or more; found {len(alarm)} and {beside}")
    alarm, label = alarm.astype(bool), label.astype(bool)
    found = alarm.groupby(_runs(label)).any().drop(0, errors="ignore")
    near = label.rolling(2 * beside + 1, center=True, min_periods=1).max().astype(bool)
    false = int(_runs(alarm & ~near).max())
    weeks = (alarm.index[-1] - alarm.index[0]) / pd.Timedelta("7D")
    counts = {"events": len(found), "found": int(found.sum()), "missed": int((~found).sum()), "false_alarms": false}
    rates = {"weeks": weeks, "false_alarms_per_week": false / weeks, "alarm_percent": 100 * alarm.mean()}
    return pd.Series({**counts, **rates})


def _ratio(distance: pd.Series, scale: pd.Series) -> pd.Series:
    """Return distance over scale; 0 over 0 is 0, anything else over 0 is infinite."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = distance / scale
    return ratio.mask((distance == 0) & (scale == 0), 0.0)


def _runs(marks: pd.Series) -> pd.Series:
    """Number the runs of True; 0 where False."""
    return (marks & ~marks.shift(fill_value=False)).cumsum().where(marks, 0)

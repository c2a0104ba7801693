"""How many people reach a place in time."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


def share_within(travel_s: ArrayLike, people: ArrayLike, limit_s: float) -> np.ndarray:
    """
    Return the share of people who arrive within a limit, for each moment of leaving.

    Parameters
    ----------
    travel_s : array_like, shape (n_homes, n_moments)
        Travel times. [s]
    people : array_like, shape (n_homes,)
        People who live in each home.
    limit_s : float
        Longest time that counts; equal counts. [s]

    Returns
    -------
    numpy.ndarray, shape (n_moments,)
        Shares of all people, between 0 and 1.

    Raises
    ------
    ValueError
        If nobody lives anywhere.
    """
    raise NotImplementedError(
        "share_within: make arrays (np.asarray); homes are rows, moments columns; count people, not homes"
    )


def by_hour(values: ArrayLike, leaves_s: ArrayLike) -> pd.Series:
    """
    Average over the moments of each hour.

    Parameters
    ----------
    values : array_like, shape (n_moments,)
        A value for each moment, such as a share.
    leaves_s : array_like, shape (n_moments,)
        The moments, in seconds of the service day. [s]

    Returns
    -------
    pandas.Series
        Means by `hour`, 25 for the hour after 1 o'clock at night. Hours without a moment are missing.
    """
    raise NotImplementedError("by_hour: hours of the service day, from the seconds")


def person_hours_gained(
    before_s: ArrayLike, after_s: ArrayLike, people: ArrayLike, *, limit_s: float, step_s: float = 60.0
) -> float:
    """
    Return for how many person-hours of a day the target comes within the limit, less those for which it falls out.

    100 people who can arrive in time during 30 minutes more of the day are 50 person-hours.

    Parameters
    ----------
    before_s, after_s : array_like, shape (n_homes, n_moments)
        Travel times before and after a change. [s]
    people : array_like, shape (n_homes,)
        People who live in each home.
    limit_s : float
        Longest time that counts; equal counts. [s]
    step_s : float
        Time from one moment to the next. [s]

    Returns
    -------
    float
        Gain, below 0 if more is lost than won. [person-hours]
    """
    raise NotImplementedError("person_hours_gained: count people and minutes, gains less losses")

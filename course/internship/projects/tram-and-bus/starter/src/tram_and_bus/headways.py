"""What one more vehicle between each two of a line costs."""

import pandas as pd


def add_between(events: pd.DataFrame, route_id: str, *, from_s: float, to_s: float) -> pd.DataFrame:
    """
    Run one more trip halfway between each two that follow each other, in both directions of a line.

    Parameters
    ----------
    events : pandas.DataFrame
        A day, as `feed.read_day` returns it.
    route_id : str
        The line.
    from_s, to_s : float
        Only between trips that both leave their first stop within this time; equal counts. [s]

    Returns
    -------
    pandas.DataFrame
        The same rows, and those of the added trips. An added trip copies the one before it, later by half of the time
        between the two; its `trip_id` is that of the one before with "+" behind it.

    Raises
    ------
    ValueError
        If no two trips of the line follow each other within that time.
    """
    raise NotImplementedError("add_between: take each direction by itself, its trips in order")


def vehicle_hours(events: pd.DataFrame) -> float:
    """
    Return how long vehicles are on their way, from the first departure to the last arrival of each trip. [h]

    Turning round at the end and coming from the depot are not in it.

    Parameters
    ----------
    events : pandas.DataFrame
        A day, as `feed.read_day` returns it.

    Returns
    -------
    float
        Vehicle-hours. [h]
    """
    raise NotImplementedError("vehicle_hours: one trip is one vehicle on its way")

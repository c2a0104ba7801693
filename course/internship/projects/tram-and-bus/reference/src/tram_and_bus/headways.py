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
    added = []
    for _, rides in events[events["route_id"] == route_id].groupby("direction_id"):
        first_s = rides.groupby("trip_id")["departure_s"].min().sort_values()
        first_s = first_s[(first_s >= from_s) & (first_s <= to_s)]
        later_s = (first_s.shift(-1) - first_s).dropna() / 2
        copies = rides[rides["trip_id"].isin(later_s.index)].copy()
        for column in ("arrival_s", "departure_s"):
            copies[column] += copies["trip_id"].map(later_s)
        added.append(copies.assign(trip_id=copies["trip_id"] + "+"))
    if not sum(map(len, added)):
        raise ValueError(f"no two trips of line {route_id!r} follow each other within {from_s} to {to_s} s")
    return pd.concat([events, *added], ignore_index=True)


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
    trips = events.groupby("trip_id")
    return float((trips["arrival_s"].max() - trips["departure_s"].min()).sum() / 3600)

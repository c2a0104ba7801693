"""Several requests about one fault."""

import numpy as np
import pandas as pd

__all__ = ["first_reports"]

_M_PER_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371 km radius


def first_reports(requests: pd.DataFrame, *, within_m: float = 25, within_days: float = 30) -> pd.DataFrame:
    """
    Keep the first request of each fault, and count the later ones.

    A request is about a known fault if one of the same kind was reported nearby not long before. Requests
    without a place are kept: nothing shows that they repeat another.

    Parameters
    ----------
    requests : pandas.DataFrame, shape (n_requests, n_columns)
        With `service_code`, `requested_datetime`, `lat` and `long`, as `read` gives them.
    within_m : float
        Largest distance to the first report. [m]
    within_days : float
        Longest time after the first report. [d]

    Returns
    -------
    pandas.DataFrame, shape (n_faults, n_columns + 1)
        The first reports in the order of time, with `reports`, how many requests each fault got.

    Raises
    ------
    ValueError
        If a column is missing, or a limit is negative.
    """
    needed = ["service_code", "requested_datetime", "lat", "long"]
    if missing := [name for name in needed if name not in requests]:
        raise ValueError(f"requests lacks the columns {missing}; read it with requests311.read")
    if not (within_m >= 0 and within_days >= 0):
        raise ValueError(f"within_m and within_days must be 0 or more, got {within_m} and {within_days}")
    ordered = requests.sort_values("requested_datetime", kind="stable")
    east, north = _metres(ordered)
    days = (ordered["requested_datetime"] - ordered["requested_datetime"].min()).dt.total_seconds() / 86_400
    reports = np.zeros(len(ordered), dtype=int)
    for places in ordered.groupby("service_code", dropna=False).indices.values():
        _count(reports, places, east, north, days.to_numpy(), within_m, within_days)
    return ordered.assign(reports=reports)[reports > 0].reset_index(drop=True)


def _metres(requests: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return local coordinates, good to a few metres within a city. [m]"""
    north = requests["lat"].to_numpy() * _M_PER_DEGREE
    middle = np.radians(np.nanmean(requests["lat"])) if requests["lat"].notna().any() else 0.0
    return requests["long"].to_numpy() * _M_PER_DEGREE * np.cos(middle), north


def _count(
    reports: np.ndarray,
    places: np.ndarray,
    east: np.ndarray,
    north: np.ndarray,
    days: np.ndarray,
    within_m: float,
    within_days: float,
) -> None:
    """Add each request to the nearest open fault of its kind, or to a new one."""
    heads: list[int] = []
    for place in places:
        open_ones = [head for head in heads if days[place] - days[head] <= within_days]
        away = np.hypot(east[open_ones] - east[place], north[open_ones] - north[place])
        if len(open_ones) and np.nanmin(away, initial=np.inf) <= within_m:
            reports[open_ones[int(np.nanargmin(away))]] += 1
        else:
            reports[place] = 1
            heads.append(int(place))

"""Which changes from one vehicle to another the timetable offers, and what became of them on a day."""

import numpy as np
import pandas as pd
from tram_and_bus.journeys import MIN_CHANGE_S

# The six changes that the authority watches (directions as in the feed: 0 is out of town or north).
WATCHED = pd.DataFrame(
    [
        ("21 to T1, to the college", "N2", "21", 1, "T1", 0),
        ("T1 to 21, back to Weir Estate", "N2", "T1", 1, "21", 0),
        ("22 to T1, to the college", "N4", "22", 1, "T1", 0),
        ("T1 to 22, back to Quarry Hill", "N4", "T1", 1, "22", 0),
        ("21 to 22, Weir Estate to Quarry Hill", "N1", "21", 1, "22", 0),
        ("22 to 21, Quarry Hill to Weir Estate", "N1", "22", 1, "21", 0),
    ],
    columns=["connection", "stop_id", "from_route", "from_direction", "to_route", "to_direction"],
)


def planned(events: pd.DataFrame, watched: pd.DataFrame, *, min_change_s: float = MIN_CHANGE_S) -> pd.DataFrame:
    """
    Return the connections of a timetable: each arriving vehicle, with the first one that its passengers can catch.

    Parameters
    ----------
    events : pandas.DataFrame
        The planned day, as `feed.read_day` returns it.
    watched : pandas.DataFrame
        `connection` (a name), `stop_id`, `from_route`, `from_direction`, `to_route`, `to_direction`.
    min_change_s : float
        Time that a change takes at least; equal is enough. [s]

    Returns
    -------
    pandas.DataFrame
        One row for each arriving vehicle that has one to catch on that day: the columns of `watched`, and `from_trip`,
        `to_trip`, `arrival_s`, `departure_s` [s].
    """
    found = []
    for pair in watched.to_dict("records"):
        arriving = _at(events, pair["stop_id"], pair["from_route"], pair["from_direction"]).sort_values("arrival_s")
        leaving = _at(events, pair["stop_id"], pair["to_route"], pair["to_direction"]).sort_values("departure_s")
        first = np.searchsorted(leaving["departure_s"], arriving["arrival_s"] + min_change_s, side="left")
        has_one = first < len(leaving)
        arriving, caught = arriving[has_one], leaving.iloc[first[has_one]]
        rows = pd.DataFrame(
            {
                "from_trip": arriving["trip_id"].to_numpy(),
                "to_trip": caught["trip_id"].to_numpy(),
                "arrival_s": arriving["arrival_s"].to_numpy(),
                "departure_s": caught["departure_s"].to_numpy(),
            }
        )
        found.append(rows.assign(**pair))
    return pd.concat(found, ignore_index=True)[[*watched.columns, "from_trip", "to_trip", "arrival_s", "departure_s"]]


def judge(connections: pd.DataFrame, actual: pd.DataFrame, *, min_change_s: float = MIN_CHANGE_S) -> pd.DataFrame:
    """
    Return what became of each planned connection on a day.

    Parameters
    ----------
    connections : pandas.DataFrame
        What `planned` returns.
    actual : pandas.DataFrame
        The day as it went, as `feed.read_day` returns it. A trip that was cancelled has no row.
    min_change_s : float
        Time that a change takes at least; equal is enough. [s]

    Returns
    -------
    pandas.DataFrame
        The rows of `connections`, in their order, with `actual_arrival_s` [s], `actual_departure_s` [s],
        `next_departure_s` (of the first vehicle of that line and direction that the passengers really caught) [s],
        `lost_s` (`next_departure_s` less the planned `departure_s`) [s], and `fate`:
        "kept" if the planned vehicle left `min_change_s` after the arrival or later, "missed" if it left before,
        "cancelled" if one of the two did not run. What did not take place is NaN.
    """
    at_stop = actual.set_index(["trip_id", "stop_id"])
    arrives = _lookup(at_stop["arrival_s"], connections["from_trip"], connections["stop_id"])
    leaves = _lookup(at_stop["departure_s"], connections["to_trip"], connections["stop_id"])
    ready = arrives + min_change_s
    following = [
        _first_after(actual, row.stop_id, row.to_route, row.to_direction, moment)
        for row, moment in zip(connections.itertuples(index=False), ready, strict=True)
    ]
    fate = np.where(np.isnan(arrives) | np.isnan(leaves), "cancelled", np.where(leaves >= ready, "kept", "missed"))
    return connections.assign(
        actual_arrival_s=arrives,
        actual_departure_s=leaves,
        next_departure_s=following,
        lost_s=np.array(following) - connections["departure_s"].to_numpy(),
        fate=fate,
    )


def hold(judged: pd.DataFrame, *, longest_s: float, min_change_s: float = MIN_CHANGE_S) -> dict[str, float]:
    """
    Return what it brings and costs to let vehicles wait for missed connections, up to a limit.

    A vehicle waits if its missed passengers are ready at most `longest_s` after it left. Nobody counted passengers,
    so the result is a ratio: as long as those seated in the waiting vehicle are fewer than `break_even` times those who
    change, waiting saves more passenger-minutes than it costs. It leaves out that the vehicle stays late afterwards.

    Parameters
    ----------
    judged : pandas.DataFrame
        What `judge` returns.
    longest_s : float
        Longest wait; equal is allowed. [s]
    min_change_s : float
        Time that a change takes at least. [s]

    Returns
    -------
    dict
        `saved`: missed connections that are kept then; `waits_s`: all waits together [s]; `saves_s`: time that one
        passenger of each saved connection wins, together [s]; `break_even`: `saves_s` / `waits_s`, NaN if none waits.
    """
    missed = judged[judged["fate"] == "missed"]
    missed = missed.assign(wait_s=missed["actual_arrival_s"] + min_change_s - missed["actual_departure_s"])
    waits = missed[missed["wait_s"] <= longest_s]
    # Without a wait they leave with the next vehicle; with it, as soon as they have changed.
    saves_s = waits["next_departure_s"] - waits["actual_departure_s"] - waits["wait_s"]
    ratio = saves_s.sum() / waits["wait_s"].sum() if len(waits) else np.nan
    return {
        "saved": len(waits),
        "waits_s": float(waits["wait_s"].sum()),
        "saves_s": float(saves_s.sum()),
        "break_even": float(ratio),
    }


def _at(events: pd.DataFrame, stop_id: str, route_id: str, direction_id: int) -> pd.DataFrame:
    here = (events["stop_id"] == stop_id) & (events["route_id"] == route_id) & (events["direction_id"] == direction_id)
    return events[here]


def _lookup(values: pd.Series, trips: pd.Series, stops: pd.Series) -> np.ndarray:
    return values.reindex(pd.MultiIndex.from_arrays([trips, stops])).to_numpy()


def _first_after(events: pd.DataFrame, stop_id: str, route_id: str, direction_id: int, moment_s: float) -> float:
    leaves = _at(events, stop_id, route_id, direction_id)["departure_s"]
    leaves = leaves[leaves >= moment_s]  # no departure is at or after NaN
    return float(leaves.min()) if len(leaves) else np.nan

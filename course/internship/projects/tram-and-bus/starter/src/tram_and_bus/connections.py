"""Which changes from one vehicle to another the timetable offers, and what became of them on a day."""

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
    raise NotImplementedError("planned: find the first departure of the other line that can be caught")


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
    raise NotImplementedError("judge: compare the moments of the day, not those of the timetable")


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
    raise NotImplementedError("hold: only missed connections can be saved, and each wait counts")

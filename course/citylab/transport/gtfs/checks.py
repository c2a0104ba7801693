"""
List what is wrong in a feed, with file and row.

Severities follow the standard: what it requires or forbids is an *error*, what is only unwise a *warning*, what is
merely good to know an *info*.

References
----------
.. [1] GTFS Schedule Reference, https://gtfs.org/documentation/schedule/reference/
.. [2] MobilityData, Canonical GTFS Schedule validator, rules, https://gtfs-validator.mobilitydata.org/rules.html
"""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from citylab.transport.gtfs import place_checks, row_checks, speed_checks, stop_checks, time_checks
from citylab.transport.gtfs.feed import Feed, problem_table

__all__ = ["check"]

Rule = Callable[[Feed], Iterator[dict[str, Any]]]
RULES: tuple[Rule, ...] = (
    row_checks.missing_files,
    row_checks.missing_values,
    row_checks.duplicate_keys,
    row_checks.unknown_ids,
    row_checks.unknown_services,
    row_checks.unknown_codes,
    row_checks.names_and_agencies,
    time_checks.bad_dates,
    time_checks.calendars,
    time_checks.trips_too_short,
    time_checks.stop_times,
    time_checks.distances,
    time_checks.frequencies,
    place_checks.coordinates,
    place_checks.swapped,
    speed_checks.too_fast,
    stop_checks.names,
    stop_checks.parents,
    stop_checks.served_places,
    stop_checks.unused,
)
WORST_FIRST = ("error", "warning", "info")


def check(feed: Feed) -> pd.DataFrame:
    """
    List what is wrong in a feed.

    Parameters
    ----------
    feed : Feed
        The feed.

    Returns
    -------
    pandas.DataFrame, shape (n_problems, 5)
        `severity` (``error`` for what the standard forbids, ``warning`` for what is unwise, ``info`` for what is never
        used), `file`, `row` (as in the file, the header is row 1; missing where the whole file is meant), `field` and
        `message`. Errors come first.

    Examples
    --------
    >>> from citylab import data
    >>> from citylab.transport import gtfs
    >>> len(check(gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))))
    0
    """
    found = problem_table([problem for rule in RULES for problem in rule(feed)])
    table = pd.concat([feed.problems, found], ignore_index=True) if len(feed.problems) else found
    rank = table["severity"].map(WORST_FIRST.index)
    table = table.assign(rank=rank).sort_values(["rank", "file", "row"], kind="stable", ignore_index=True)
    return table.drop(columns="rank")

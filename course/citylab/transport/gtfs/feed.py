"""A timetable feed: one table per file, and what was wrong when it was read."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from citylab.transport.gtfs.columns import typed
from citylab.transport.gtfs.standard import COLUMNS

__all__ = ["PROBLEM_COLUMNS", "Feed", "GtfsError", "problem_table"]

PROBLEM_COLUMNS = ["severity", "file", "row", "field", "message"]


class GtfsError(ValueError):
    """A feed that cannot be read, or a question it cannot answer; the message names the remedy."""


def problem_table(problems: list[dict[str, Any]]) -> pd.DataFrame:
    """Return listed problems as a table; `row` is missing where a whole file is meant."""
    table = pd.DataFrame(problems, columns=PROBLEM_COLUMNS)
    return table.astype({"row": "Int64"})


@dataclass(frozen=True, repr=False)
class Feed:
    """
    A GTFS feed: one table per file.

    ``feed.stop_times`` is the table of ``stop_times.txt``, and so on. The index of a table is the row in the file: the
    header is row 1. Ids stay text, with their leading zeros; codes are whole numbers; what is blank is missing. Beside
    the times as text stand seconds after noon minus 12 h of the service day: `arrival_s` and `departure_s`,
    and `start_s` and `end_s` in ``frequencies``. An optional file that is absent is an empty table.

    Attributes
    ----------
    name : str
        Name of the zip file or folder.
    tables : dict of str to pandas.DataFrame
        The tables by the name of their file, without ``.txt``.
    problems : pandas.DataFrame
        What was wrong when the feed was read; `check` lists it together with everything else.
    absent : frozenset of str
        Files of the standard that the feed does not have.
    """

    name: str
    tables: dict[str, pd.DataFrame]
    problems: pd.DataFrame = field(default_factory=lambda: problem_table([]))
    absent: frozenset[str] = frozenset()

    def __getattr__(self, name: str) -> pd.DataFrame:
        if not name.startswith("_") and name != "tables" and name in self.tables:
            return self.tables[name]
        raise AttributeError(f"a feed has no table {name!r}")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.tables]

    def __repr__(self) -> str:
        counts = (len(self.routes), len(self.trips), len(self.stop_times))
        return "Feed {}: {:,} routes, {:,} trips, {:,} stop times".format(self.name, *counts)

    def with_tables(self, **tables: pd.DataFrame) -> "Feed":
        """
        Return a copy of the feed with some tables exchanged, to try a change.

        Parameters
        ----------
        **tables : pandas.DataFrame
            New tables by name, such as ``stop_times=...``. Seconds are worked out anew from the times as text, and
            values that cannot be read are added to the problems; problems of values that are gone are left out.

        Returns
        -------
        Feed
            The copy; this feed stays as it is.

        Raises
        ------
        GtfsError
            If the standard has no file of that name.

        Examples
        --------
        >>> from citylab import data
        >>> from citylab.transport import gtfs
        >>> feed = gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))
        >>> trams = feed.with_tables(trips=feed.trips[feed.trips["route_id"] == "T1"])
        >>> len(trams.trips) < len(feed.trips)
        True
        """
        unknown = sorted(set(tables) - set(COLUMNS) - set(self.tables))
        if unknown:
            raise GtfsError(f"no file {unknown[0]}.txt; there are: {', '.join(COLUMNS)}")
        made, listed = dict(self.tables), [self.problems[self._still_there(tables)]]
        for name, table in tables.items():
            made[name], wrong = typed(name, table)
            listed.append(problem_table(wrong))
        problems = pd.concat([part for part in listed if len(part)] or listed[:1], ignore_index=True)
        return replace(self, tables=made, problems=problems, absent=self.absent - set(tables))

    def _still_there(self, tables: dict[str, pd.DataFrame]) -> NDArray[np.bool_]:
        return np.array([_holds(problem, tables) for problem in self.problems.itertuples()], dtype=bool)


def _holds(problem: Any, tables: dict[str, pd.DataFrame]) -> bool:
    """Tell whether a problem of reading still holds after tables are exchanged; times are judged anew."""
    table = tables.get(problem.file.removesuffix(".txt"))
    if table is None or pd.isna(problem.row):
        return True
    if problem.row not in table.index:
        return False
    return problem.field not in table or bool(pd.isna(table[problem.field]).loc[[problem.row]].any())

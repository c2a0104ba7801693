"""
Timetables in the General Transit Feed Specification (GTFS): read, check, count.

`read` takes the zip file or folder of any feed; `check` lists what is wrong in it, with file and row. `services_on`
and `trips_on` say what runs on a date, `departures` when each vehicle is at each stop. `trip_statistics` and `service`
count kilometres and hours; `headways` holds the gaps between vehicles against what a passenger waits.

References
----------
.. [1] GTFS Schedule Reference, https://gtfs.org/documentation/schedule/reference/
"""

from citylab.transport.gtfs.calendars import dates, services_on, trips_on
from citylab.transport.gtfs.checks import check
from citylab.transport.gtfs.feed import Feed, GtfsError
from citylab.transport.gtfs.reading import read
from citylab.transport.gtfs.runs import departures
from citylab.transport.gtfs.service import service
from citylab.transport.gtfs.statistics import trip_statistics
from citylab.transport.gtfs.times import clock, seconds
from citylab.transport.gtfs.waits import Headways, headways, mean_wait
from citylab.transport.gtfs.writing import to_zip, write

__all__ = [
    "Feed",
    "GtfsError",
    "Headways",
    "check",
    "clock",
    "dates",
    "departures",
    "headways",
    "mean_wait",
    "read",
    "seconds",
    "service",
    "services_on",
    "to_zip",
    "trip_statistics",
    "trips_on",
    "write",
]

"""Self-checks of *Read a timetable*."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from citylab import data
from citylab.practice import Exercise, Mistake
from citylab.transport import gtfs

if TYPE_CHECKING:
    import pandas as pd

LESSON = "03-green-transport/01_read_a_timetable"

FEEDS = "corridor_timetable_synthetic"
TUESDAY, FRIDAY = "2026-05-12", "2026-05-15"
MIDNIGHT_S = 24 * 3600
DAYTIME = {"from_s": 7 * 3600, "to_s": 19 * 3600}


@cache
def _feed(file: str = "planned.zip") -> gtfs.Feed:
    return gtfs.read(data.path(FEEDS, file))


@cache
def _departures(file: str = "planned.zip", date: str = TUESDAY) -> "pd.DataFrame":
    return gtfs.departures(_feed(file), date)


def _ride_min(start: str = "C3", end: str = "N4", trip: str = "T1-we-0-0800") -> float:
    times = _feed().stop_times
    arrival_s = times[times["trip_id"] == trip].set_index("stop_id")["arrival_s"]
    return float(arrival_s[end] - arrival_s[start]) / 60


def _no_number(answer: Any) -> bool:
    """Return whether the answer is NaN, or a column that holds nothing else."""
    return bool((answer != answer).all()) if hasattr(answer, "index") else bool(answer != answer)


def _near(value: Callable[[], float], within: float, *, beyond: float = -1.0) -> Callable[[Any], bool]:
    """Return a question: does the answer lie near the value, as with rounded figures, but not within `beyond` of it?"""
    return lambda answer: beyond < abs(answer - value()) <= within


def _night_trips(column: str = "departure_s", which: str = "first", after_s: float = MIDNIGHT_S) -> int:
    times = _departures(date=FRIDAY).groupby("trip_id")[column].agg(which)
    return int((times >= after_s).sum())


def _night_buses() -> int:
    runs = _departures(date=FRIDAY)["trip_id"]
    return int(runs[runs.str.startswith("N22")].nunique())


def _night_rows() -> int:
    return int((_departures(date=FRIDAY)["departure_s"] >= MIDNIGHT_S).sum())


def _trips_of_the_file() -> int:
    """Return what counts without the repeated runs of the night bus."""
    names = _departures(date=FRIDAY).groupby("trip_id")["departure_s"].first()
    late = names[names >= MIDNIGHT_S].index
    return len({name.split("#")[0] for name in late})


def _gaps(file: str, stop_id: str = "N1", **chosen: Any) -> gtfs.Headways:
    return gtfs.headways(_departures(file), stop_id, **{"route_id": "21", "direction_id": 1, **DAYTIME, **chosen})


def _extra_min(**chosen: Any) -> float:
    return _gaps("actual.zip", **chosen).wait_min - _gaps("planned.zip", **chosen).wait_min


def _ratio() -> float:
    return _gaps("actual.zip").wait_min / _gaps("planned.zip").wait_min


def _extra_longest_min() -> float:
    return float(_gaps("actual.zip").gaps_min.max() - _gaps("planned.zip").gaps_min.max())


def _extra_headway_min() -> float:
    return _gaps("actual.zip").mean_min - _gaps("planned.zip").mean_min


@cache
def _by_hour(file: str = "planned.zip", route_id: str | None = "22") -> "pd.DataFrame":
    """Return the hours of a line; of all lines with None."""
    table = gtfs.service(_feed(file), TUESDAY, by=["route_id", "hour"])
    return table if route_id is None else table[table["route_id"] == route_id].set_index("hour")


def _hours(file: str = "planned.zip") -> float:
    return float(_by_hour(file)["vehicle_hours"].sum())


def _needed_h(file: str = "planned.zip", speed_kmh: float | None = None) -> float:
    """Return the hours of bus 22 at one speed: that of hour 5, if none is given."""
    return float(_by_hour(file)["vehicle_km"].sum() / (speed_kmh or _by_hour()["speed_kmh"][5]))


def _saved_h(file: str = "planned.zip") -> float:
    return _hours(file) - _needed_h(file)


def _saved_by_all_h() -> float:
    lines = _by_hour(route_id=None)
    return float(lines["vehicle_hours"].sum() - lines["vehicle_km"].sum() / _by_hour()["speed_kmh"][5])


def _saved_at_the_mean_h() -> float:
    return _hours() - _needed_h(speed_kmh=float(_by_hour()["speed_kmh"].mean()))


def _saved_from_the_mean_h() -> float:
    speeds_kmh = _by_hour()["speed_kmh"]
    return float(_hours() * (1 - speeds_kmh.mean() / speeds_kmh[5]))


def _saved_as_in_the_peak_h() -> float:
    speeds_kmh = _by_hour()["speed_kmh"]
    return float(_hours() * (1 - speeds_kmh.min() / speeds_kmh.max()))


EXERCISES = [
    Exercise(
        id="transport-1-ride",
        lesson=LESSON,
        expected=_ride_min,
        unit="min",
        tolerance=0.01,
        mistakes=[
            Mistake(gives=lambda: _ride_min() * 60, say="This is in seconds; minutes are asked for."),
            Mistake(
                gives=lambda: _ride_min("C1"),
                say="This is counted from the first stop of the trip; the ride begins at Central Station.",
            ),
            Mistake(
                gives=lambda: _ride_min("C1", "N7"),
                say="This is the whole trip; the ride goes from Central Station to the hospital.",
            ),
            Mistake(
                gives=lambda: _ride_min("C1", "N7") * 60,
                say="This is the whole trip, in seconds; the ride goes from C3 to N4, and minutes are asked for.",
            ),
            Mistake(
                gives=lambda: _ride_min("C2", "N4", "22-we-0-0800"),
                say="This is the bus of the text, from the Exchange. Take the tram T1-we-0-0800, from Central Station.",
            ),
            Mistake(
                gives=lambda: _ride_min() / 100,
                say="This reads the clock as a decimal number; take arrival_s, which is in seconds, and divide by 60.",
            ),
            Mistake(
                when=_no_number,
                say="Nothing but NaN: pandas subtracts rows with the same label, and yours have different ones. "
                'Take two single values first, as bus_s["N4"] and bus_s["C2"] in the text.',
            ),
            Mistake(gives=lambda: -_ride_min(), say="The sign is turned round: take the later time minus the earlier."),
        ],
        hints=[
            "Which column of planned.stop_times can be subtracted?",
            'Keep the rows whose trip_id is "T1-we-0-0800", as for the bus; then .set_index("stop_id")["arrival_s"].',
            'Take the values at "N4" and at "C3", subtract, and divide by 60.',
        ],
    ),
    Exercise(
        id="transport-1-night",
        lesson=LESSON,
        expected=_night_trips,
        unit="trips",
        mistakes=[
            Mistake(
                gives=_trips_of_the_file,
                say="Either the night bus is counted once per direction (it leaves every half hour: count its runs), "
                "or you start after 25:00 (24:00 is 24 * 3600).",
            ),
            Mistake(
                gives=lambda: _night_trips(after_s=25 * 3600),
                say="This starts at 25:00, an hour after midnight; 24:00 is 24 * 3600.",
            ),
            Mistake(
                gives=lambda: _night_trips(after_s=24),
                say="These are all trips of the day. first_s is in seconds: how many seconds are 24 hours?",
            ),
            Mistake(
                gives=_night_buses, say="These are the night buses alone. And the trams that leave after midnight?"
            ),
            Mistake(
                gives=lambda: _night_trips("arrival_s", "last"),
                say="This counts trips that end after midnight; some of them left before it.",
            ),
            Mistake(
                gives=_night_rows,
                say="This counts stops, not trips: each trip has many rows. Take its first departure only.",
            ),
            Mistake(
                gives=lambda: _night_trips(after_s=MIDNIGHT_S + 1),
                say="A trip that leaves at 24:00 exactly counts, too.",
            ),
        ],
        note="16 of them are night buses; the others are trams.",
        hints=[
            "What is 24:00 in seconds?",
            "first_s holds one moment per trip, in seconds. Which comparison is True for the trips that you want?",
            "Compare first_s with 24 * 3600 by >=; .sum() counts what is True.",
        ],
    ),
    Exercise(
        id="transport-1-extra",
        lesson=LESSON,
        expected=_extra_min,
        unit="min",
        tolerance=0.01,
        mistakes=[
            Mistake(
                gives=_extra_headway_min,
                say="This is the difference of the mean headways; the waits are asked for.",
            ),
            Mistake(
                gives=lambda: _extra_headway_min() / 2,
                say="Half the headway is the wait only if buses come evenly; use the wait_min of gtfs.headways.",
            ),
            Mistake(gives=lambda: _extra_min(direction_id=0), say="This is direction 0, out of town."),
            Mistake(
                gives=lambda: _extra_min(direction_id=None),
                say="Both directions are mixed; who waits for a bus to town cannot use the other one.",
            ),
            Mistake(
                gives=lambda: _extra_min(from_s=0.0, to_s=float("inf")),
                say="This is the whole day; only 7 to 19 o'clock is asked for.",
            ),
            Mistake(gives=lambda: _extra_min(route_id="22"), say="This is bus 22; bus 21 is asked for."),
            Mistake(
                gives=lambda: _extra_min(stop_id="C5", route_id="22"),
                say="This is the example of the text: bus 22 at Opera Gate. Bus 21 at Bridge End (N1) is asked for.",
            ),
            Mistake(
                gives=lambda: _extra_min(stop_id="C5"), say="This is Opera Gate (C5); Bridge End (N1) is asked for."
            ),
            Mistake(
                gives=_extra_longest_min, say="This compares the longest gaps; the mean waits (wait_min) are asked for."
            ),
            Mistake(
                gives=lambda: _ratio() - 1, say="This is a share of the planned wait; subtract the waits, in minutes."
            ),
            Mistake(gives=_ratio, say="This is how many times as long the wait is; subtract the waits, in minutes."),
            Mistake(
                when=_no_number,
                say="NaN: no bus was found in that time. Are from_s and to_s in seconds, as 7 * 3600?",
            ),
            Mistake(gives=lambda: -_extra_min(), say="The sign is turned round: the day minus the plan."),
            Mistake(
                gives=lambda: _gaps("actual.zip").wait_min,
                say="This is the wait on the day; subtract the wait of the plan.",
            ),
        ],
        hints=[
            "Write a dictionary like bus_22, but for bus 21.",
            'gtfs.headways(real_day, "N1", **bus_21).wait_min is the wait on the day.',
            "Do the same with plan_day, and subtract it.",
        ],
    ),
    Exercise(
        id="transport-1-saved",
        lesson=LESSON,
        expected=_saved_h,
        unit="h",
        tolerance=0.05,
        mistakes=[
            Mistake(
                when=_near(_saved_h, 0.2, beyond=0.05),
                say="The way is right; the printed figures are rounded: take them from the tables.",
            ),
            Mistake(
                when=_near(_needed_h, 0.2),
                say="These are the hours still needed; by how much is that less than planned?",
            ),
            Mistake(gives=_hours, say="These are the hours of the plan; subtract those needed at the speed of hour 5."),
            Mistake(
                when=_near(lambda: _hours("actual.zip") - _hours(), 0.1),
                say="This is the real day minus the plan; the plan at another speed is asked for.",
            ),
            Mistake(
                gives=_saved_by_all_h, say="These are the kilometres and hours of all lines; keep those of bus 22."
            ),
            Mistake(
                when=_near(_saved_as_in_the_peak_h, 0.2),
                say="Not every hour is as slow as the peak: divide the whole day's kilometres by the speed of hour 5.",
            ),
            Mistake(
                gives=_saved_at_the_mean_h,
                say="This takes the mean of the hourly speeds; take the speed of hour 5.",
            ),
            Mistake(
                when=_near(_saved_from_the_mean_h, 0.15),
                say="This starts from the mean of the hourly speeds, in which an hour with two trips counts as much as "
                "one with eight. Start from the hours and kilometres.",
            ),
            Mistake(
                gives=lambda: -_saved_h(), say="The sign is turned round: what is needed today minus what would be."
            ),
            Mistake(
                gives=lambda: _saved_h("actual.zip"),
                say="This starts from the hours of the real day; the plan is asked for.",
            ),
            Mistake(gives=lambda: _saved_h() * 60, say="This is in minutes; hours are asked for."),
        ],
        note="That is more than one tenth of the line's hours: enough for several trips more. Early buses also board "
        "fewer people, so a bus lane alone would save less.",
        hints=[
            "Time is distance divided by speed: which distance, at which speed?",
            'line_22["vehicle_km"].sum() are the kilometres; speeds_kmh.loc[5, "22"] is the speed of hour 5.',
            'Subtract line_22["vehicle_km"].sum() / speeds_kmh.loc[5, "22"] from line_22["vehicle_hours"].sum().',
        ],
    ),
]

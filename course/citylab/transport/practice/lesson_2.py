"""Self-checks of *Reach a job in thirty minutes*."""

from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from citylab import data
from citylab.practice import Exercise, Mistake
from citylab.transport import access, gtfs, network, router

LESSON = "03-green-transport/02_reach_a_job"

DAY = "2026-05-12"
MINUTES_S = np.arange(7 * 3600, 9 * 3600, 60)
LIMIT_S = 30 * 60
HALVES_IN_10_MIN = np.log(2) / 10
ESTATE, HILL = 148, 202  # blocks at the ends of bus 21 and bus 22
STATION = (60.1706, 24.9414)


class Town(NamedTuple):
    """The town of the lesson."""

    network: network.WalkingNetwork
    feed: gtfs.Feed
    homes: pd.DataFrame
    home_nodes: np.ndarray
    workplaces: pd.DataFrame
    work_nodes: np.ndarray


@cache
def _town() -> Town:
    parts = data.load("walking_helsinki"), data.load("corridor_homes_synthetic")
    nodes, edges, workplaces = (pd.concat([part[name] for part in parts]) for name in ("nodes", "edges", "workplaces"))
    streets = network.WalkingNetwork(nodes, edges).largest()
    work_nodes, _ = streets.snap(workplaces["lat_deg"], workplaces["lon_deg"])
    homes = parts[1]["homes"]
    feed = gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))
    return Town(streets, feed, homes, streets.positions(homes["node"]), workplaces, work_nodes)


@cache
def _departures() -> pd.DataFrame:
    return gtfs.departures(_town().feed, DAY)


def _timetable(departures: pd.DataFrame) -> router.Timetable:
    return router.Timetable(departures, stops=_town().feed.stops, min_transfer_s=60)


def _far_people(*, speed_kmh: float = 4.8) -> int:
    return int(_town().homes.loc[_far(speed_kmh), "people"].sum())


def _far(speed_kmh: float = 4.8) -> np.ndarray:
    town = _town()
    stops, _ = town.network.snap(town.feed.stops["stop_lat"], town.feed.stops["stop_lon"])
    return np.asarray(town.network.walk_s(stops, speed_kmh=speed_kmh)[town.home_nodes] > 300)


@cache
def _good_minutes(block: int) -> int:
    town = _town()
    station, _ = town.network.snap(*STATION)
    home = [town.home_nodes[block]]
    times_s = router.door_to_door(town.network, _timetable(_departures()), home, MINUTES_S, targets=station)
    return int((times_s <= LIMIT_S).sum())


@cache
def _offices(kind: str = "office", block: int = ESTATE) -> np.ndarray:
    """Return how many workplaces of the kind a block reaches in each minute."""
    town = _town()
    home, targets = [town.home_nodes[block]], town.work_nodes
    times_s = router.door_to_door(town.network, _timetable(_departures()), home, MINUTES_S, targets=targets)[0]
    wanted = np.ones(len(targets)) if kind == "all" else (town.workplaces["kind"] == kind).to_numpy(dtype=float)
    return access.cumulative(times_s, wanted, LIMIT_S)


@cache
def _access(
    route_id: str = "", later_s: float = 0.0, *, gravity: bool = False, on_top_of_21: bool = False
) -> np.ndarray:
    """Return the mean access of each block; the trips of the route run once more, later."""
    town, departures = _town(), _departures()
    tables = [departures, _later(departures, route_id, later_s)]
    if on_top_of_21:
        tables.append(_later(departures, "21", 600.0))
    timetable = _timetable(pd.concat(tables))
    places, counts = np.unique(town.work_nodes, return_counts=True)
    times_s = router.door_to_door(town.network, timetable, town.home_nodes, MINUTES_S, targets=places)
    if gravity:
        return access.gravity(times_s, counts, HALVES_IN_10_MIN).mean(axis=1)
    return access.cumulative(times_s, counts, LIMIT_S).mean(axis=1)


def _later(departures: pd.DataFrame, route_id: str, later_s: float) -> pd.DataFrame:
    extra = departures[departures["route_id"] == route_id].copy()
    extra["trip_id"] = extra["trip_id"] + " extra"
    extra[["arrival_s", "departure_s"]] = extra[["arrival_s", "departure_s"]] + later_s
    return extra


def _gini(*, gravity: bool = True, weighted: bool = True) -> float:
    weights = _town().homes["people"] if weighted else None
    return access.gini(_access(gravity=gravity), weights)


def _gain(route_id: str, later_s: float, fifth: int = 1) -> float:
    """Return the gain per person of one fifth. [workplaces]"""
    return _mean_of(_access(route_id, later_s) - _access(), fifth)


def _mean_of(values: np.ndarray, fifth: int) -> float:
    homes = _town().homes
    chosen = (homes["income_fifth"] == fifth).to_numpy()
    return float(np.average(values[chosen], weights=homes.loc[chosen, "people"]))


def _rival() -> np.ndarray:
    return _access("22", 450.0)


def _both() -> np.ndarray:
    return _access("22", 450.0, on_top_of_21=True)


EXERCISES = [
    Exercise(
        id="transport-2-far",
        lesson=LESSON,
        expected=_far_people,
        unit="people",
        mistakes=[
            Mistake(
                gives=lambda: int(_far().sum()),
                say="This is the number of blocks; how many people live in them?",
            ),
            Mistake(
                gives=lambda: int(_town().homes["people"].sum()) - _far_people(),
                say="These people live within five minutes; those who live farther away are asked for.",
            ),
            Mistake(
                gives=lambda: int(_town().homes["people"].sum()),
                say="These are all the people of the town; which of their blocks have a to_stop_min above 5?",
            ),
            Mistake(
                gives=lambda: _far_people() / int(_town().homes["people"].sum()),
                say="This is a share; the number of people is asked for.",
            ),
        ],
        note="About one person in six.",
        hints=[
            'Which rows of homes have a to_stop_min above 5? A comparison such as homes["to_stop_min"] > 5 marks them.',
            'homes.loc[mask, "people"] keeps the people of the rows where mask is True; then add them up.',
            'homes.loc[homes["to_stop_min"] > ..., "people"].sum()',
        ],
    ),
    Exercise(
        id="transport-2-minutes",
        lesson=LESSON,
        expected=lambda: _good_minutes(HILL),
        unit="minutes",
        mistakes=[
            Mistake(
                gives=lambda: _good_minutes(ESTATE),
                say="This is block 148 on the Weir Estate; block 202 is asked for.",
            ),
            Mistake(
                gives=lambda: len(MINUTES_S) - _good_minutes(HILL),
                say="In these minutes the way takes longer than 30 minutes; count the others.",
            ),
            Mistake(
                gives=lambda: _good_minutes(HILL) / len(MINUTES_S),
                say="This is a share; the number of minutes is asked for.",
            ),
            Mistake(
                gives=0,
                say="Not one minute? Look at the unit: door_to_door gives seconds, and the limit is 30 minutes.",
            ),
            Mistake(
                gives=len(MINUTES_S),
                say="These are all the minutes. Did you compare minutes with seconds, or count without comparing? "
                "And 202 is a block: its place is home_nodes[202].",
            ),
        ],
        note="Fewer than for block 148, though its bus runs more often: the way is longer.",
        hints=[
            "The cell that computed to_station_min needs one change: another home. Give it a new name, such as quarry, "
            "so that home stays the Weir Estate.",
            "home_nodes[202] is where block 202 begins its way; take the times through router.door_to_door as above.",
            "(router.door_to_door(town, timetable, [home_nodes[202]], minutes_s, targets=station)[0, :, 0] / 60 <= 30) "
            "marks the minutes; .sum() counts them.",
        ],
    ),
    Exercise(
        id="transport-2-offices",
        lesson=LESSON,
        expected=lambda: float(_offices().mean()),
        unit="offices",
        mistakes=[
            Mistake(
                gives=lambda: float(_offices("all").mean()),
                say="These are workplaces of all kinds; count offices only.",
            ),
            Mistake(
                gives=lambda: float(_offices().max()),
                say="This is the best minute; the mean over all 120 is asked for.",
            ),
            Mistake(
                gives=lambda: float(np.median(_offices())),
                say="This is the median over the minutes; the mean is asked for.",
            ),
            Mistake(
                gives=lambda: float(_offices(block=HILL).mean()),
                say="This is the mean of block 202. Set home = home_nodes[148] again, and run the cells from there on.",
            ),
            Mistake(
                gives=0.0,
                say="No office at all: the limit is in seconds, 30 * 60.",
            ),
            Mistake(
                gives=lambda: float((_town().workplaces["kind"] == "office").mean()),
                say="This is the share of offices among all workplaces; give `offices` to access.cumulative first.",
            ),
            Mistake(
                gives=lambda: float((_town().workplaces["kind"] == "office").sum()),
                say="These are all offices of the town, whether they are within reach or not.",
            ),
        ],
        hints=[
            "access.cumulative takes the travel times, what each target counts, and the limit in seconds.",
            'offices = (workplaces["kind"] == "office").astype(float) holds 1 for an office and 0 for anything else.',
            "access.cumulative(times_s, offices, limit_s=30 * 60) gives one number per minute; take its mean.",
        ],
    ),
    Exercise(
        id="transport-2-gravity",
        lesson=LESSON,
        expected=_gini,
        tolerance=0.0005,
        mistakes=[
            Mistake(
                gives=lambda: _gini(weighted=False),
                say="Each block counts the same here; give the people of the blocks as second argument.",
            ),
            Mistake(
                gives=lambda: _gini(gravity=False),
                say="This is the Gini coefficient of cumulative access; gravity access is asked for.",
            ),
            Mistake(
                gives=lambda: access.gini(_town().homes["people"], _access(gravity=True)),
                say="The two are swapped: first what each block has, then its people.",
            ),
            Mistake(
                gives=lambda: access.palma(_access(gravity=True), _town().homes["people"]),
                say="This is the Palma ratio; the Gini coefficient is asked for.",
            ),
        ],
        note="0.298 instead of 0.349: what you measure moves it more than bus 21 will (0.308), so compare plans "
        "by one measure. It is lower, since a workplace 31 minutes away now counts for something.",
        hints=[
            "Two steps: the gravity access of each block, and then access.gini of it.",
            "access.gravity(journeys(departures), counts, decay=np.log(2) / 10) has one row per block and one column "
            "per minute; .mean(axis=1) takes the mean over the minutes.",
            'access.gini(gravity, homes["people"]), where gravity is that mean.',
        ],
    ),
    Exercise(
        id="transport-2-rival",
        lesson=LESSON,
        expected=lambda: _gain("22", 450.0),
        unit="workplaces",
        tolerance=0.03,
        mistakes=[
            Mistake(
                gives=lambda: _gain("21", 600.0),
                say="This is the gain from bus 21; the rival proposal is bus 22.",
            ),
            Mistake(
                gives=lambda: _gain("22", 600.0),
                say="The extra buses run 600 s later; half of the headway of bus 22 is 450 s.",
            ),
            Mistake(
                gives=lambda: _gain("22", 450.0, 5),
                say="This is the gain of the richest fifth; fifth 1 is the poorest.",
            ),
            Mistake(
                gives=lambda: max(_gain("22", 450.0, fifth) for fifth in range(1, 6)),
                say="This is the greatest gain of all fifths; that of fifth 1, the poorest, is asked for.",
            ),
            Mistake(
                gives=lambda: float((_rival() - _access()).mean()),
                say="This is the mean over all blocks; by_fifth gives one mean per fifth, and [1] takes the poorest.",
            ),
            Mistake(
                gives=lambda: float(np.average(_rival() - _access(), weights=_town().homes["people"])),
                say="This is the mean over all people of the town; take fifth 1 out of by_fifth.",
            ),
            Mistake(
                gives=lambda: _mean_of(_rival(), 1),
                say="This is how many workplaces the poorest fifth reaches then; by how many did that rise?",
            ),
            Mistake(
                gives=lambda: _mean_of(_rival() - _access("21", 600.0), 1),
                say="This compares with more_21; compare with `base`, today's timetable.",
            ),
            Mistake(
                gives=lambda: _mean_of(_both() - _access(), 1),
                say="Here both buses run twice as often: put `departures`, not more_21, into twice_as_often.",
            ),
            Mistake(
                gives=lambda: _mean_of(_both() - _access("21", 600.0), 1),
                say="Here bus 22 comes on top of more_21; start from `departures`, and compare with `base`.",
            ),
            Mistake(
                gives=0.0,
                say="No gain at all: is later_s in seconds (450), and did you route on the new timetable?",
            ),
        ],
        note="A quarter of what bus 21 brings the poorest fifth, for twice the vehicle-hours; but others gain as well.",
        hints=[
            "Repeat the cell above for the other line; by_fifth gives the mean of each fifth.",
            'twice_as_often(departures, "22", later_s=450) is the new timetable; then journeys and access.cumulative.',
            'The gain of all fifths is by_fifth(rival) - by_fifth(homes["base"]); [1] takes the poorest. '
            "rival is .mean(axis=1) of the counts.",
        ],
    ),
]

"""Self-checks of *Wrap up: a boat or a bus for Gannet Haven*, for the data of any seed."""

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from citylab import data
from citylab.practice import Exercise, Mistake
from citylab.practice.problems import DEFAULT_SEED, Problems
from citylab.transport import access, choice, emissions, gtfs, network, router, signals
from citylab.transport.practice._gannet_haven import TOWN, GannetHaven, draws

if TYPE_CHECKING:
    import pandas as pd

LESSON = "03-green-transport/06_wrap_up"
FRIDAY, SATURDAY, THURSDAY = "2026-06-12", "2026-06-13", "2026-06-11"
MIDNIGHT_S, LONG_MIN = 24 * 3600, 12
LATER_S = {"F": 900, "07": 360}  # half of the headway by day
JOURNEYS, COMMUTING_DAYS, BOAT_DAYS = 2, 220, 250
LOST_S, LANE_VEHH = 10, 1800
TEXT = GannetHaven(seed=DEFAULT_SEED)  # the numbers of the page
NOTHING_T = 1e-3
BAY_KM = 19  # round the bay, as in the brief
FIRST_STOP = "A trip belongs where its first departure is."
OWN_KM = "Each row has its own `distance_km`: multiply row by row, then add up the rows of the car."
IN_T = "are in kg: grams divided by 1e6 are tonnes."
ON_TOP = (
    "Read the departures again, with "
    '`day = gtfs.departures(planned, "2026-06-11")`, and start both proposals from `day`.'
)


@cache
def _feed(file: str = "planned.zip") -> gtfs.Feed:
    return gtfs.read(data.path(TOWN, file))


@cache
def _departures(file: str = "planned.zip", date: str = THURSDAY) -> "pd.DataFrame":
    return gtfs.departures(_feed(file), date)


def _first_s(date: str) -> "pd.Series":
    return _departures(date=date).groupby("trip_id")["departure_s"].first()


@cache
def _saturday_trips(*, after: bool = True, before: bool = False) -> int:
    """Count Saturday's own trips; after midnight of Friday, and Saturday's after its midnight, if asked for."""
    friday, saturday = _first_s(FRIDAY), _first_s(SATURDAY)
    night = int((friday >= MIDNIGHT_S).sum()) if after else 0
    return night + int((saturday < (np.inf if before else MIDNIGHT_S)).sum())


@cache
def _trips_by_any_stop(stop: str = "any") -> int:
    """Count trips as Saturday's that have any stop, or the last one, there by the clock."""
    late, early = (_departures(date=date) for date in (FRIDAY, SATURDAY))
    if stop == "last":
        late, early = (day.groupby("trip_id", as_index=False).last() for day in (late, early))
    night = late.loc[late["departure_s"] >= MIDNIGHT_S, "trip_id"].nunique()
    return int(night + early.loc[early["departure_s"] < MIDNIGHT_S, "trip_id"].nunique())


def _gaps_min(file: str = "actual.zip", direction: int = 0, given: GannetHaven = TEXT) -> np.ndarray:
    bus = given.bus_7 | {"direction_id": direction}
    return gtfs.headways(_departures(file), given.stop_id, **bus).gaps_min


def _long_share(**which: Any) -> float:
    gaps_min = _gaps_min(**which)
    return float(np.maximum(gaps_min - LONG_MIN, 0).sum() / gaps_min.sum())


def _in_long_gaps(given: GannetHaven = TEXT) -> float:
    gaps_min = _gaps_min(given=given)
    return float(gaps_min[gaps_min > LONG_MIN].sum() / gaps_min.sum())


def _longer_mean_wait(given: GannetHaven = TEXT) -> float:
    real, plan = (gtfs.mean_wait(_gaps_min(file, given=given)) for file in ("actual.zip", "planned.zip"))
    return float((real - plan) / real)


@cache
def _town() -> network.WalkingNetwork:
    return network.WalkingNetwork(data.load(TOWN, "nodes"), data.load(TOWN, "edges"))


@cache
def _times_s(more: str = "") -> np.ndarray:
    """Return travel times of all blocks, with the lines in `more` twice as often, such as ``"F 07"``. [s]"""
    import pandas as pd

    departures = _departures()
    for line in more.split():
        extra = departures[departures["route_id"] == line].copy()
        extra["trip_id"] = extra["trip_id"] + " extra"
        extra[["arrival_s", "departure_s"]] += LATER_S[line]
        departures = pd.concat([departures, extra])
    timetable = router.Timetable(departures, stops=_feed().stops, min_transfer_s=60)
    homes, work = (_town().positions(data.load(TOWN, name)["node"]) for name in ("homes", "workplaces"))
    return router.door_to_door(_town(), timetable, homes, np.arange(7 * 3600, 8 * 3600, 60), targets=work)


@cache
def _rows(who: str) -> np.ndarray:
    """Return True for each block that is meant; nobody moves, whatever is drawn."""
    homes = data.load(TOWN, "homes")
    poor, holm = homes["income_fifth"] == 1, homes["area"] == "Holm"
    rows = {"all": homes["people"] > 0, "holm": holm, "poorest": poor, "poorest of holm": poor & holm}[who]
    return np.asarray(rows)


def _people(who: str, given: GannetHaven = TEXT) -> int:
    return int(given.places["homes"].loc[_rows(who), "people"].sum())


def _jobs(
    more: str = "", *, who: str = "all", limit_min: float = 40, weighted: bool = True, minutes: str = "each",
    kiosk_is_job: bool = False, given: GannetHaven = TEXT,
) -> float:  # fmt: skip
    """Return the jobs that the average person reaches; `minutes` is each, the first, or their mean."""
    homes, jobs = given.places["homes"], given.places["workplaces"]["jobs"].to_numpy()
    times_s = _times_s(more)[_rows(who)]
    times_s = {"each": times_s, "first": times_s[:, :1], "mean": times_s.mean(axis=1, keepdims=True)}[minutes]
    reached = access.cumulative(times_s, np.ones(len(jobs)) if kiosk_is_job else jobs, limit_min * 60)
    weights = homes.loc[_rows(who), "people"] if weighted else None
    return float(np.average(reached.mean(axis=1), weights=weights))


def _boat_minus_bus(**how: Any) -> float:
    return _jobs("F", **how) - _jobs("07", **how)


@cache
def _car_km(how: str = "row by row") -> float:
    """Return the km that leave the cars in one journey of all commuters; by default as asked. [passenger-km]"""
    now, weights = data.load(TOWN, "commuters"), data.load(TOWN, "preferences")["value"]
    plan = now.copy()
    plan.loc[plan["mode"] == "boat", "wait_min"] = 7.5
    fewer = choice.probabilities(weights, now) - choice.probabilities(weights, plan)
    car, km = now["mode"] == "car", now["distance_km"]
    ways = {
        "row by row": (fewer * km)[car].sum(),
        "boats, too": (fewer * km).sum(),
        "brief": fewer[car].sum() * BAY_KM,
        "mean": fewer[car].sum() * km[car].mean(),
        "share": fewer[car].sum() / now["person"].nunique(),
    }
    return float(ways[how])


def _car_t(*, journeys: int = JOURNEYS, people: str = "car_occupancy_work", how: str = "row by row") -> float:
    figures = emissions.factors()["value"]
    shared = figures[people] if people else 1.0
    return float(_car_km(how) * journeys * COMMUTING_DAYS * figures["car_average"] / shared / 1e6)


def _boat_t(days: int = BOAT_DAYS, ways: int = 2, given: GannetHaven = TEXT) -> float:
    boats = _departures()
    crossings = boats[boats["route_id"] == "F"]["trip_id"].nunique() * ways / 2
    return float(crossings * days * given.crossing_kwh * given.grid_gkwh / 1e6)


def _saved_t(given: GannetHaven = TEXT, **cars: Any) -> float:
    return _car_t(**cars) - _boat_t(given=given)


def _ratios(given: GannetHaven) -> list[float]:
    """Return the sum of the flow ratios of each junction, which Webster's formula wants below 1. [1]"""
    table = given.places["junctions"]
    ratio = table["flow_vehh"] / LANE_VEHH / table["lanes"]
    return ratio.groupby([table["junction"], table["stage"]]).max().groupby(level=0).sum().tolist()


def _cycles_s(*, lanes: bool = True, most: bool = True, given: GannetHaven = TEXT) -> list[float]:
    """Return Webster's cycle of each junction; with the sum of the approaches of a stage if not `most`. [s]"""
    table = given.places["junctions"]
    ratio = table["flow_vehh"] / LANE_VEHH / (table["lanes"] if lanes else 1)
    stages = ratio.groupby([table["junction"], table["stage"]]).agg("max" if most else "mean")
    return [signals.webster_cycle_s(LOST_S, stages[name].tolist()) for name in ("Custom House", "Station")]


def exercises_for(given: GannetHaven) -> list[Exercise]:
    """Return the six exercises; all but the first depend on the data that are given."""
    return [
        Exercise(
            id="transport-w-night",
            lesson=LESSON,
            expected=_saturday_trips,
            unit="trips",
            mistakes=[
                Mistake(
                    gives=lambda: _saturday_trips(after=False, before=True),
                    say="This is Saturday's service day. Its last trips leave on Sunday by the clock, and some of "
                    "Friday's leave on Saturday.",
                ),
                Mistake(
                    gives=lambda: _saturday_trips(after=False),
                    say="Something else leaves on Saturday by the clock: what belongs to the service day before?",
                ),
                Mistake(
                    gives=lambda: _saturday_trips(before=True),
                    say="You added Friday's night. Some of Saturday's own leave on Sunday by the clock: take them off.",
                ),
                Mistake(
                    gives=lambda: int(
                        (_departures(date=FRIDAY)["departure_s"] >= MIDNIGHT_S).sum()
                        + (_departures(date=SATURDAY)["departure_s"] < MIDNIGHT_S).sum()
                    ),
                    say="These are stops, not trips. Take the first departure of each trip.",
                ),
                Mistake(gives=_trips_by_any_stop, say=FIRST_STOP),
                Mistake(
                    gives=lambda: _trips_by_any_stop("last"), say="You looked at the last departure. " + FIRST_STOP
                ),
            ],
            hints=[
                "Two service days have a part in this Saturday. Which ones?",
                "Of Friday's service day take what leaves at 24:00 or later, of Saturday's what leaves before 24:00.",
                'first_s = gtfs.departures(planned, "2026-06-12").groupby("trip_id")["departure_s"].first(); '
                "(first_s >= 24 * 3600).sum() counts one part; the other has 2026-06-13 and <.",
            ],
            note="14 of them stand in Friday's timetable, where nobody looks on a Saturday.",
        ),
        Exercise(
            id="transport-w-long",
            lesson=LESSON,
            expected=lambda: _long_share(given=given),
            tolerance=0.005,
            mistakes=[
                Mistake(
                    gives=lambda: float((_gaps_min(given=given) > LONG_MIN).mean()),
                    say="This is the share of the gaps. Long gaps catch more passengers, but not all wait long.",
                ),
                Mistake(
                    gives=lambda: _in_long_gaps(given),
                    say="These passengers come in a gap longer than 12 minutes. Those who come in its last 12 minutes "
                    "do not wait that long.",
                ),
                Mistake(
                    gives=lambda: float((_gaps_min(given=given) - LONG_MIN).sum() / _gaps_min(given=given).sum()),
                    say="Short gaps must count 0, not less: nobody in them waits too long, and that makes no other "
                    "wait shorter.",
                ),
                Mistake(
                    gives=lambda: float(
                        np.maximum(_gaps_min(given=given) - LONG_MIN, 0).sum() / (given.to_hour - given.from_hour) / 60
                    ),
                    say="The passengers come between the first departure and the last; that is less than all the "
                    "hours. Divide by the sum of the gaps.",
                ),
                Mistake(
                    gives=lambda: _longer_mean_wait(given),
                    say="This compares the mean waits, now and by plan. Asked is which share of the passengers waits "
                    "longer than 12 minutes.",
                ),
                Mistake(gives=0.0, say="That is so by plan. Take the departures of the real day."),
                Mistake(
                    gives=lambda: 100 * _long_share(given=given),
                    say="This is in percent; a share between 0 and 1 is asked for.",
                ),
                Mistake(
                    gives=lambda: _long_share(direction=1, given=given),
                    say="This is the way to the pier; Beacon Hill is direction 0.",
                ),
            ],
            hints=[
                "Of a gap of 20 minutes, which minutes are bad ones to come in? How many are they?",
                "A gap of h minutes has h - 12 bad minutes, or none. Add them up, and divide by all the minutes.",
                "With gaps_min = gtfs.headways(real_day, problem.stop_id, **problem.bus_7).gaps_min: "
                "np.maximum(gaps_min - 12, 0).sum() / gaps_min.sum().",
            ],
            note="By the mean headway, hardly longer than the 12 minutes of the plan, one would not have guessed it.",
        ),
        Exercise(
            id="transport-w-holm",
            lesson=LESSON,
            expected=lambda: _jobs(who="holm", given=given),
            unit="jobs",
            tolerance=1.0,
            mistakes=[
                Mistake(
                    gives=lambda: _jobs(who="holm", weighted=False, given=given),
                    say="This is the mean of the blocks. Weight each block with its people.",
                ),
                Mistake(
                    gives=lambda: _jobs(given=given),
                    say="This is the mean of all people of the town. Take the area Holm.",
                ),
                Mistake(
                    gives=lambda: _jobs(who="holm", limit_min=30, given=given),
                    say="This is within 30 minutes; 40 are asked for.",
                ),
                Mistake(
                    gives=lambda: _jobs(who="holm", minutes="first", given=given),
                    say="These people all leave at 7:00. Take the mean over the 60 minutes.",
                ),
                Mistake(
                    gives=lambda: _jobs(who="holm", minutes="mean", given=given),
                    say="You averaged the times, then counted. Count in each minute first, then take the mean of the "
                    "counts: a job within reach in half of the minutes counts half.",
                ),
                Mistake(
                    gives=lambda: _jobs(who="holm", kiosk_is_job=True, given=given),
                    say='These are workplaces, each counted once. Count their jobs: `work["jobs"]`.',
                ),
                Mistake(
                    gives=lambda: _jobs(who="holm", limit_min=40 / 60, given=given),
                    say="This is within 40 seconds: `limit_s` is in seconds.",
                ),
                Mistake(
                    gives=lambda: _jobs(weighted=False, given=given),
                    say="This is the mean over everything. Keep one number per block, with `.mean(axis=1)`; then take "
                    "the blocks of Holm, weighted with their people.",
                ),
                Mistake(
                    gives=lambda: _jobs(who="holm", given=given) * _people("holm", given) / _people("all", given),
                    say="You divided by the people of the whole town. Divide by those of Holm.",
                ),
                Mistake(
                    gives=lambda: _jobs(who="holm", given=given) * _people("holm", given),
                    say="This is the sum over all people of Holm. For the average person, divide by the people.",
                ),
            ],
            hints=[
                "First the jobs of each block in each minute, then the mean of the minutes, then that of Holm.",
                'access.cumulative(times_s, work["jobs"], limit_s=40 * 60) has one row per block; '
                ".mean(axis=1) is its mean over the minutes.",
                'Put that into homes["base"]; holm = homes[homes["area"] == "Holm"]; '
                'np.average(holm["base"], weights=holm["people"]).',
            ],
            note="Compare with the people of the town: it is not the same town.",
        ),
        Exercise(
            id="transport-w-boat",
            lesson=LESSON,
            expected=lambda: _boat_minus_bus(who="poorest", given=given),
            unit="jobs",
            tolerance=1.0,
            mistakes=[
                Mistake(
                    gives=lambda: -_boat_minus_bus(who="poorest", given=given),
                    say="This is the bus minus the boat; the boat minus the bus is asked for.",
                ),
                Mistake(
                    gives=lambda: _boat_minus_bus(who="poorest", limit_min=30, given=given),
                    say="This is within 30 minutes; the question asks for 40.",
                ),
                Mistake(
                    gives=lambda: _boat_minus_bus(given=given),
                    say="This is the mean of all people. Take the poorest fifth.",
                ),
                Mistake(
                    gives=lambda: _boat_minus_bus(who="holm", given=given),
                    say="These are the people of Holm. The poorest fifth lives on Beacon Hill, too.",
                ),
                Mistake(
                    gives=lambda: _boat_minus_bus(who="poorest", weighted=False, given=given),
                    say="This is the mean of the blocks. Weight each block with its people.",
                ),
                Mistake(
                    gives=lambda: _jobs("F", who="poorest", given=given) - _jobs(who="poorest", given=given),
                    say="This is what the boat gives against today. Take off what the bus gives; or did your bus line "
                    'change nothing? Its id is `"07"`.',
                ),
                Mistake(
                    gives=lambda: _boat_minus_bus(who="poorest of holm", given=given),
                    say='These are the poorest of Holm alone. Did you overwrite `homes`? `homes = places["homes"]` '
                    "brings all blocks back.",
                ),
                Mistake(
                    gives=lambda: _jobs("F", who="poorest", given=given) - _jobs("F 07", who="poorest", given=given),
                    say="Your bus comes on top of the boat. " + ON_TOP,
                ),
                Mistake(
                    gives=lambda: _jobs("F 07", who="poorest", given=given) - _jobs("07", who="poorest", given=given),
                    say="Your boat comes on top of the bus. " + ON_TOP,
                ),
            ],
            hints=[
                "Do what you did for Holm, twice: with other departures, and for income_fifth 1.",
                'twice_as_often(day, "F", 900) and twice_as_often(day, "07", 360) are the departures of the two.',
                "For each: a router.Timetable, router.door_to_door, access.cumulative(...).mean(axis=1), and "
                "np.average over the rows of homes with income_fifth == 1, weights their people. Subtract.",
            ],
            note="Remember to do it with 30 minutes, too.",
        ),
        Exercise(
            id="transport-w-carbon",
            lesson=LESSON,
            expected=lambda: _saved_t(given),
            unit="t",
            tolerance=0.2,
            mistakes=[
                Mistake(gives=_car_t, say="These are the cars alone. The second boat needs electricity."),
                Mistake(
                    gives=lambda: _saved_t(given, people=""),
                    say="You counted a car for each passenger-km. Divide by the people in it.",
                ),
                Mistake(
                    gives=lambda: _saved_t(given, people="car_occupancy"),
                    say="1.55 people sit in a car on the average of all trips. On the way to work there are fewer.",
                ),
                Mistake(gives=lambda: _saved_t(given, journeys=1), say="People go home, too: two journeys a day."),
                Mistake(
                    gives=lambda: _car_t() - _boat_t(days=COMMUTING_DAYS, given=given),
                    say="The boats run on 250 days, whether or not people have a holiday.",
                ),
                Mistake(
                    gives=lambda: _car_t() - _boat_t(ways=1, given=given),
                    say="You counted the boats of one direction. They come back, and that needs electricity, too.",
                ),
                Mistake(
                    gives=lambda: _boat_t(given=given) - _car_t(),
                    say="The sign is turned: what is no longer emitted counts as saved.",
                ),
                Mistake(
                    when=lambda answer: abs(float(answer) + _boat_t(given=given)) < NOTHING_T,
                    say="No km leaves the car: did you change the table itself, not a copy? Run the cell that loads "
                    '`commuters` again. Or did you change no row? The mode is called `"boat"`.',
                ),
                Mistake(
                    gives=lambda: _saved_t(given, how="share"),
                    say="Hardly any km leaves the car: a difference of shares is not yet a number of km. " + OWN_KM,
                ),
                Mistake(gives=lambda: _saved_t(given, how="brief"), say="The 19 km are those of the brief. " + OWN_KM),
                Mistake(gives=lambda: _saved_t(given, how="mean"), say="You took the mean distance. " + OWN_KM),
                Mistake(
                    gives=lambda: _saved_t(given, how="boats, too"),
                    say="You added up the rows of the boat, too. Only the km of the car count.",
                ),
                Mistake(
                    gives=lambda: _car_t() - 2 * _boat_t(given=given),
                    say="You counted each crossing twice: `day` already holds both directions. Or do the extra boats "
                    'stand in `day`? `day = gtfs.departures(planned, "2026-06-11")` brings the plan back.',
                ),
                Mistake(gives=lambda: _car_t() - 1000 * _boat_t(given=given), say="Your boats " + IN_T),
                Mistake(gives=lambda: 1000 * _car_t() - _boat_t(given=given), say="Your cars " + IN_T),
            ],
            hints=[
                "Two accounts: kilometres that leave the car, and crossings that are added.",
                "Copy commuters, change wait_min of the boat, and subtract the probabilities of the two tables in the "
                "rows of the car. Times distance_km, summed, that is the passenger-km of one journey.",
                "car_t = km * 2 * 220 * car_average / car_occupancy_work / 1e6, both from emissions.factors(); "
                'boats: day[day["route_id"] == "F"]["trip_id"].nunique() * 250 * '
                "problem.crossing_kwh * problem.grid_gkwh / 1e6.",
            ],
            note="The boat sails whether it is full or not. What follows for the boats at noon?",
        ),
        Exercise(
            id="transport-w-cycle",
            lesson=LESSON,
            expected=lambda: max(_cycles_s(given=given)),
            unit="s",
            tolerance=0.1,
            mistakes=[
                Mistake(
                    gives=lambda: min(_cycles_s(given=given)),
                    say="This is the shorter one: too short for the busier junction.",
                ),
                Mistake(
                    gives=lambda: float(np.mean(_cycles_s(given=given))),
                    say="This is the mean of both: too short for the busier junction.",
                ),
                Mistake(
                    gives=lambda: max(_cycles_s(most=False, given=given)),
                    say="You took the mean of the approaches of a stage. The busiest decides.",
                ),
                Mistake(
                    when=lambda answer: float(answer) < 0,
                    say="No cycle is below 0: your ratios add up to more than 1. Take each junction alone, with the "
                    "busiest approach of each stage, and mind the lanes.",
                ),
                Mistake(
                    gives=90.0, say="90 s is what Ancoats Quay runs in lesson 4. Here the formula gives the cycle."
                ),
            ],
            hints=[
                "For each approach: flow over what its lanes let go. For each stage: the busiest. Then the formula.",
                'junctions["ratio"] = junctions["flow_vehh"] / (1800 * junctions["lanes"]); a groupby by junction and '
                "stage gives the largest of each.",
                'ratios = junctions.groupby(["junction", "stage"])["ratio"].max(); then the larger of '
                'signals.webster_cycle_s(10, ratios["Custom House"]) and the same of "Station".',
            ],
            note="At the Custom House everyone now waits for a cycle that another junction needs.",
        ),
    ]


def _is_fair(given: GannetHaven) -> bool:
    """Ask whether some wait too long, the junctions can be timed, and no saving is near zero."""
    if not all(0.3 < ratio < 0.85 for ratio in _ratios(given)):
        return False
    shorter_s, longer_s = sorted(_cycles_s(given=given))
    gain = _boat_minus_bus(who="poorest", given=given)
    saved_t, long_share = _saved_t(given), _long_share(given=given)
    return abs(saved_t) > 5 and 0.02 < long_share < 0.9 and longer_s - shorter_s > 2 and abs(gain) > 20


new_problem = Problems(TEXT, draws, exercises_for=exercises_for, is_fair=_is_fair)
EXERCISES = exercises_for(TEXT)

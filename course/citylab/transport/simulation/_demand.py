"""Draw the trips of one morning: the same seed gives the same trips, whatever the lights do."""

from dataclasses import dataclass

import numpy as np

from citylab.transport.simulation.corridor import Corridor, Line

BUS_JITTER_S = 60.0  # standard deviation of a bus against its timetable, our assumption
DWELL_SHAPE = 4.0  # of a gamma distribution: the standard deviation is half of the mean, our assumption


@dataclass(frozen=True)
class Trip:
    """One vehicle: what it is, where it enters and leaves, when, and how long it stops after which junction. [s]"""

    kind: str
    group: str
    line: str
    old: bool
    origin: str
    destination: str
    round_it: bool
    depart_s: float
    dwells_s: tuple[tuple[str, float], ...] = ()


def draw_trips(corridor: Corridor, *, until_s: float, seed: int) -> list[Trip]:
    """Return all trips that begin before `until_s`, in order of their departure."""
    drawn = _from_ends(corridor, until_s, seed) + _from_cross_streets(corridor, until_s, seed)
    if corridor.zone:
        drawn = [changed for car in drawn if (changed := _at_the_zone(corridor, car))]
    cars = [Trip("car", car[0], "", car[4] < 0, car[1], car[2], car[6], car[3]) for car in drawn]
    return sorted(cars + _buses(corridor, until_s, seed), key=lambda trip: trip.depart_s)


# A drawn car: group, origin, destination, departure, a number below 0 if it is old, one that decides
# what its owner does at the zone, and whether it goes round.
_Car = tuple[str, str, str, float, float, float, bool]


def _from_ends(corridor: Corridor, until_s: float, seed: int) -> list[_Car]:
    cars: list[_Car] = []
    ends = (("north", "south", corridor.southbound_vehh), ("south", "north", corridor.northbound_vehh))
    for stream, (origin, far_end, vehh) in enumerate(ends):
        times, random = _arrivals(vehh, until_s, seed, stream)
        leaves = random.uniform(size=len(times)) < corridor.leaving
        where = random.integers(0, 2 * len(corridor.junctions), size=len(times))
        arms = [f"{name} {side}" for name in corridor.junctions for side in ("west", "east")]
        cars += [
            ("road", origin, arms[arm] if leaving else far_end, time, *_zone_draws(corridor, two), False)
            for time, leaving, arm, two in zip(times, leaves, where, random.uniform(size=(len(times), 2)), strict=True)
        ]
    return cars


def _from_cross_streets(corridor: Corridor, until_s: float, seed: int) -> list[_Car]:
    cars: list[_Car] = []
    for number, (name, vehh) in enumerate(zip(corridor.junctions, corridor.cross_vehh, strict=True)):
        for side, (arm, ahead) in enumerate((("west", "east"), ("east", "west"))):
            times, random = _arrivals(vehh, until_s, seed, 2 + 2 * number + side)
            turns = random.uniform(size=len(times))
            for time, turn, two in zip(times, turns, random.uniform(size=(len(times), 2)), strict=True):
                end = "south" if turn < corridor.turning / 2 else "north"
                goal = end if turn < corridor.turning else f"{name} {ahead}"
                cars.append(("cross", f"{name} {arm}", goal, time, *_zone_draws(corridor, two), False))
    return cars


def _arrivals(vehh: float, until_s: float, seed: int, stream: int) -> tuple[np.ndarray, np.random.Generator]:
    """Return times of random (Poisson) arrivals, and the stream of random numbers behind them."""
    random = np.random.default_rng([seed, stream])
    return np.sort(random.uniform(0, until_s, size=random.poisson(vehh * until_s / 3600))), random


def _zone_draws(corridor: Corridor, two: np.ndarray) -> tuple[float, float]:
    """Return a number below 0 for an older car, and one that decides what its owner does."""
    return float(two[0]) - (corridor.zone.old_share if corridor.zone else 0.0), float(two[1])


def _at_the_zone(corridor: Corridor, car: _Car) -> _Car | None:
    """Return what becomes of a car at the zone: unchanged, newer, on the bypass, or not there (None)."""
    group, origin, destination, depart_s, age, act, _ = car
    zone = corridor.zone
    if zone is None or age >= 0 or not _enters(corridor, origin, destination):
        return car
    if act < zone.replaced:
        return group, origin, destination, depart_s, 1.0, act, False
    if act < zone.replaced + zone.round_it:
        # Who starts or ends inside cannot drive round, and stays away.
        through = {_place(origin), _place(destination)} & set(zone.junctions)
        return None if through else (group, origin, destination, depart_s, age, act, True)
    return None if act < zone.replaced + zone.round_it + zone.stays_home else car


def _enters(corridor: Corridor, origin: str, destination: str) -> bool:
    inside = set(corridor.zone.junctions if corridor.zone else ()) | {"south"}
    return bool({_place(origin), _place(destination)} & inside)


def _place(node: str) -> str:
    return node.split(" ")[0]


def _buses(corridor: Corridor, until_s: float, seed: int) -> list[Trip]:
    trips = []
    for number, line in enumerate(corridor.lines):
        start = f"{line.joins_at} west" if line.joins_at else "north"
        for direction, (origin, goal) in enumerate(((start, "south"), ("south", start))):
            random = np.random.default_rng([seed, 1000 + 2 * number + direction])
            planned = np.arange(random.uniform(0, line.headway_s), until_s, line.headway_s)
            times = np.clip(planned + random.normal(0, BUS_JITTER_S, size=len(planned)), 0, until_s - 1)
            trips += [
                Trip("bus", "bus", line.name, False, origin, goal, False, float(time), _dwells(corridor, line, random))
                for time in times
            ]
    return trips


def _dwells(corridor: Corridor, line: Line, random: np.random.Generator) -> tuple[tuple[str, float], ...]:
    drawn = random.gamma(DWELL_SHAPE, corridor.dwell_s / DWELL_SHAPE, size=len(corridor.junctions)).tolist()
    stops = zip(corridor.junctions, drawn, strict=True)
    return tuple((name, dwell_s) for name, dwell_s in stops if corridor.dwell_s and name not in line.skips)

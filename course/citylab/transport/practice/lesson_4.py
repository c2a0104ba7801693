"""Self-checks of *Time the lights*."""

from functools import cache

import pandas as pd

from citylab import data
from citylab.practice import Exercise, Mistake
from citylab.transport import signals, simulation

LESSON = "03-green-transport/04_time_the_lights"
LOST_S, WALK_S, STUDENT = 10.0, 12.0, 2.571


@cache
def _ratios() -> tuple[float, float]:
    return simulation.north_road().flow_ratios("N1")


def _lane_cycle_s() -> float:
    road, cross = _ratios()
    return signals.webster_cycle_s(LOST_S, [2 * road, cross])


@cache
def _table() -> pd.DataFrame:
    """Wave and wave with priority on the six mornings of the lesson."""
    plans = {"wave": simulation.fixed(70), "wave + priority": simulation.fixed(70, bus_priority=True)}
    return simulation.compare(simulation.north_road(), plans, seeds=range(6), per_car=_per_car(), per_bus=20)


def _per_car() -> float:
    return float(data.load("transport_figures").loc["car_occupancy_work", "value"])


def _gains_s() -> pd.Series:
    return _table()["bus_s"]["wave + priority"] - _table()["bus_s"]["wave"]


def _half_s() -> float:
    return float(STUDENT * _gains_s().std() / len(_gains_s()) ** 0.5)


def _even_people(per_car: float | None = None) -> float:
    means = _table().groupby("plan").mean()
    change = means.loc["wave + priority"] - means.loc["wave"]
    cost_s = change["car_s"] * means.loc["wave", "cars"] * (_per_car() if per_car is None else per_car)
    return float(cost_s / (-change["bus_s"] * means.loc["wave", "buses"]))


def _even_without_numbers() -> float:
    """Forget that there are many cars and few buses."""
    means = _table().groupby("plan").mean()
    change = means.loc["wave + priority"] - means.loc["wave"]
    return float(change["car_s"] * _per_car() / -change["bus_s"])


def _mixed_vehh(share: float, headway_s: float) -> float:
    return 3600 / ((1 - share) * 2 + share * headway_s)


EXERCISES = [
    Exercise(
        id="transport-4-cycle",
        lesson=LESSON,
        expected=_lane_cycle_s,
        unit="s",
        tolerance=0.5,
        mistakes=[
            Mistake(
                gives=lambda: signals.webster_cycle_s(LOST_S, _ratios()),
                say="This is the cycle with two lanes each way. What does its flow ratio do with half the lanes?",
            ),
            Mistake(
                gives=lambda: signals.webster_cycle_s(LOST_S, [_ratios()[0] / 2, _ratios()[1]]),
                say="With fewer lanes the road needs green for a larger share of the time, not a smaller one.",
            ),
            Mistake(
                gives=lambda: LOST_S / (1 - 2 * _ratios()[0] - _ratios()[1]),
                say="This is the shortest cycle that can carry the traffic; Webster's has 1.5 L + 5 above the line.",
            ),
        ],
        note="More than twice as long: a bus lane changes the wait of everybody, also of those who cross.",
        hints=[
            "Flow ratio is flow over saturation flow. The flow stays, the saturation flow is that of one lane.",
            "With half the lanes, the flow ratio of North Road is twice as large.",
            "Call signals.webster_cycle_s(10, [...]) with 2 * ratios[0] and ratios[1].",
        ],
    ),
    Exercise(
        id="transport-4-walk",
        lesson=LESSON,
        expected=lambda: signals.pedestrian_wait_s(90, WALK_S) - signals.pedestrian_wait_s(45, WALK_S),
        unit="s",
        tolerance=0.05,
        mistakes=[
            Mistake(
                gives=lambda: signals.pedestrian_wait_s(90, WALK_S),
                say="This is the wait with 90 s; how much longer is it than with 45 s?",
            ),
            Mistake(
                gives=lambda: signals.pedestrian_wait_s(45, WALK_S) - signals.pedestrian_wait_s(90, WALK_S),
                say="Longer means a positive number here: the wait with 90 s minus the wait with 45 s.",
            ),
            Mistake(
                gives=lambda: (90 - WALK_S) / 2 - (45 - WALK_S) / 2,
                say="Who comes at red waits half of it; but some come while they may walk, and wait nothing.",
            ),
        ],
        note="Twice the cycle, nearly three times the wait. Who waits long is tempted to cross at red.",
        hints=[
            "You need the mean wait for two cycles, with the same 12 s to begin crossing.",
            "signals.pedestrian_wait_s takes the cycle, then the walk time, both in seconds.",
            "Subtract signals.pedestrian_wait_s(45, 12) from signals.pedestrian_wait_s(90, 12).",
        ],
    ),
    Exercise(
        id="transport-4-interval",
        lesson=LESSON,
        expected=_half_s,
        unit="s",
        tolerance=0.02,
        mistakes=[
            Mistake(gives=lambda: 2 * _half_s(), say="This is the whole width; half of it is asked for."),
            Mistake(
                gives=lambda: float(STUDENT * _gains_s().std()),
                say="The mean of six mornings varies less than one morning: divide by the square root of n.",
            ),
            Mistake(
                gives=lambda: float(STUDENT * _gains_s().std() / len(_gains_s())),
                say="Divide by the square root of n, not by n: n ** 0.5.",
            ),
            Mistake(
                gives=lambda: float(STUDENT * _gains_s().std(ddof=0) / len(_gains_s()) ** 0.5),
                say="Use the standard deviation of a sample, with n - 1 below the line: .std() of a Series.",
            ),
            Mistake(
                gives=lambda: float(-_gains_s().mean()),
                say="This is the mean gain of the buses; half the width of its interval is asked for.",
            ),
        ],
        note="The interval leaves out 0: buses gain. More mornings narrow it, by the square root of their number.",
        hints=[
            'table["bus_s"]["wave"] is a Series with one value per morning. Subtract the one from the other.',
            "Of these six differences take .std(), times 2.571, divided by the square root of 6.",
            "With the differences in gains_s: half_s = 2.571 * gains_s.std() / len(gains_s) ** 0.5.",
        ],
    ),
    Exercise(
        id="transport-4-even",
        lesson=LESSON,
        expected=_even_people,
        unit="people",
        tolerance=0.5,
        mistakes=[
            Mistake(
                gives=lambda: _even_people(per_car=1.0),
                say="This counts one person in each car; data say per_car.",
            ),
            Mistake(
                gives=lambda: _even_people(per_car=1.55),
                say="1.55 people are in a car on all trips. This is the way to work: per_car.",
            ),
            Mistake(
                gives=lambda: -_even_people(),
                say="A number of people cannot be negative: which delay falls, and which grows?",
            ),
            Mistake(
                gives=_even_without_numbers,
                say="Many cars lose a little, few buses gain a lot: multiply by how many cars and buses there are.",
            ),
        ],
        note="About the average on board in England: whether priority pays on the wave depends on the hour of the day.",
        hints=[
            "What people in cars lose is the change of car_s, times cars, times per_car. What do people in buses gain?",
            'change = means.loc["wave + priority"] - means.loc["wave"] has the changes of car_s and bus_s.',
            "Divide change['car_s'] * cars * per_car by -change['bus_s'] * buses; cars and buses are columns of means.",
        ],
    ),
    Exercise(
        id="transport-4-mix",
        lesson=LESSON,
        expected=lambda: _mixed_vehh(0.3, 2 / 1.8),
        unit="vehicles/h",
        tolerance=3.0,
        mistakes=[
            Mistake(
                gives=lambda: 0.7 * 1800 + 0.3 * 1800 * 1.8,
                say="Average the headways, not the capacities: cars pass one by one, and each takes its own time.",
            ),
            Mistake(
                gives=lambda: _mixed_vehh(0.7, 2 / 1.8),
                say="The shares have changed places: 30 % drive themselves.",
            ),
            Mistake(
                gives=lambda: _mixed_vehh(0.3, 2.5),
                say="2.5 s belong to cars that are not connected.",
            ),
            Mistake(
                gives=lambda: 0.7 * 2 + 0.3 * 2 / 1.8,
                say="This is the mean headway in seconds; how many of them fit into an hour?",
            ),
        ],
        note="About 15 % more than 1,800. With cautious, unconnected ones it would be 7 % less.",
        hints=[
            "First the mean headway: 70 % keep 2 s, 30 % keep 2 / 1.8 s.",
            "An hour has 3,600 s; how many headways fit into it?",
            "Divide 3600 by (0.7 * 2 + 0.3 * 2 / 1.8).",
        ],
    ),
]

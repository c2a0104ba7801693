"""Self-checks of *Time the lights*."""

from collections.abc import Callable
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


def _walk_s(walk_s: float) -> float:
    """Return how much longer people on foot wait with 90 s than with 45 s."""
    return signals.pedestrian_wait_s(90, walk_s) - signals.pedestrian_wait_s(45, walk_s)


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


def _even_today() -> float:
    """Return the same with today's plans; negative, as cars gain as well."""
    plans = {
        "plain": simulation.fixed(90, wave_kmh=None),
        "prior": simulation.fixed(90, wave_kmh=None, bus_priority=True),
    }
    means = simulation.compare(simulation.north_road(), plans, seeds=range(6)).groupby("plan").mean()
    change = means.loc["prior"] - means.loc["plain"]
    return float(
        change["car_s"] * means.loc["plain", "cars"] * _per_car() / (-change["bus_s"] * means.loc["plain", "buses"])
    )


def _half_of(column: str, plan: str | None = None) -> float:
    """Return half the width for another column, or of one plan's mornings alone."""
    values = _table()[column]
    chosen = values["wave + priority"] - values["wave"] if plan is None else values[plan]
    return float(STUDENT * chosen.std() / len(chosen) ** 0.5)


def _half_of_stds() -> float:
    """Subtract the standard deviations in place of the mornings."""
    return _half_of("bus_s", "wave + priority") - _half_of("bus_s", "wave")


def _half_not_paired(value: float = STUDENT) -> float:
    values = _table()["bus_s"]
    return float(value * ((values["wave + priority"].var() + values["wave"].var()) / 6) ** 0.5)


def _half_welch() -> float:
    found = simulation.difference(_table()["bus_s"], "wave + priority", "wave", paired=False)
    return float((found["high"] - found["low"]) / 2)


def _any_of(*wrong: float | Callable[[], float], within: float = 0.01) -> Callable[[float], bool]:
    """Return a test whether an answer is one of several wrong ones that deserve the same sentence."""
    return lambda answer: any(abs(answer - (one() if callable(one) else one)) <= within for one in wrong)


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
            Mistake(
                when=lambda answer: answer < 0,
                say="A negative cycle: the flow ratios add up to more than 1. "
                "Only North Road's doubles; the cross street keeps its lane.",
            ),
            Mistake(
                when=_any_of(lambda: 20 / (1 - 2 * _ratios()[0]), lambda: 20 / (1 - _ratios()[0]), within=0.2),
                say="The cross street is missing: Y is the sum of both flow ratios.",
            ),
            Mistake(
                when=_any_of(lambda: 2 * signals.webster_cycle_s(LOST_S, _ratios()), within=0.3),
                say="This is twice the cycle of today's lanes. "
                "The flow ratio doubles, not the cycle: put it into the formula again.",
            ),
            Mistake(
                when=_any_of(lambda: 20 / (1 - sum(_ratios()) / 2), lambda: 20 / (1 - _ratios()[1]), within=0.2),
                say="Here Y has become smaller. With one lane each way, North Road needs green "
                "for twice the share of time.",
            ),
            Mistake(
                when=_any_of(lambda: 12.5 / (1 - 2 * _ratios()[0] - _ratios()[1]), within=0.3),
                say="This has L = 5 s. There are two changes in a cycle, and each loses 5 s.",
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
        expected=lambda: _walk_s(WALK_S),
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
            Mistake(
                when=_any_of(lambda: _walk_s(11), within=0.06),
                say="The 11 s are for crossing. Use the 12 s in which they may begin.",
            ),
            Mistake(
                when=_any_of(lambda: _walk_s(23), lambda: _walk_s(15.7), within=0.06),
                say="Use w = 12 s, in which they may begin; not the 23 s to begin and cross, nor the green of 15.7 s.",
            ),
            Mistake(
                when=lambda answer: abs(answer) > 1000,
                say="Put 2*C in brackets: Python divides by 2 and then multiplies by C. Write (C - w)**2 / (2*C).",
            ),
            Mistake(
                gives=lambda: signals.pedestrian_wait_s(45, WALK_S),
                say="This is the wait with 45 s alone; take it off the wait with 90 s.",
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
            Mistake(
                when=lambda answer: answer != answer,
                say="NaN (not a number): pandas subtracts rows with the same label; these still carry the plan's name. "
                '`table["bus_s"]["wave"]` leaves only the morning.',
            ),
            Mistake(gives=lambda: 2 * _half_s(), say="This is the whole width; half of it is asked for."),
            Mistake(
                when=_any_of(lambda: _half_s() / STUDENT, lambda: _half_s() / STUDENT * 6**0.5),
                say="Multiply by 2.571, Student's value for six mornings; and divide by the square root of n.",
            ),
            Mistake(
                when=_any_of(
                    lambda: _half_of("bus_s", "wave + priority"),
                    lambda: _half_of("bus_s", "wave"),
                    _half_of_stds,
                    lambda: -_half_of_stds(),
                ),
                say="Subtract morning by morning first, then .std() of the six differences.",
            ),
            Mistake(
                when=_any_of(_half_not_paired, _half_welch),
                say="This is not paired: subtract morning by morning, then take .std() of the differences.",
            ),
            Mistake(
                when=_any_of(*(lambda rows=rows: _half_s() * (6 / rows) ** 0.5 for rows in (12, 48))),
                say="n is the number of mornings, six. len(table) counts the rows of all plans.",
            ),
            Mistake(
                when=_any_of(lambda: _half_of("car_s"), lambda: _half_of("person_s")),
                say="Take bus_s, the delay of a bus.",
            ),
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
                say="This counts one person in each car; data say per_car. (Or is it England's average from the text?)",
            ),
            Mistake(
                gives=lambda: _even_people(per_car=1.55),
                say="1.55 people are in a car on all trips. This is the way to work: per_car.",
            ),
            Mistake(
                when=_any_of(_even_today, within=0.1),
                say="These are today's plans, where cars gain as well; take the wave.",
            ),
            Mistake(
                when=lambda answer: answer < 0,
                say="A number of people cannot be negative: which delay falls, and which grows?",
            ),
            Mistake(
                when=lambda answer: answer == 20,
                say="20 is what we assumed; which number makes loss and gain equal?",
            ),
            Mistake(
                when=lambda answer: 9 <= answer <= 15 and abs(answer - _even_people()) > 0.5,
                say="Near; compute it from `means`, the slider only moves in steps of 2.",
            ),
            Mistake(
                when=_any_of(1.35, within=0.05),
                say="This is the change of person_s: already per person, with 20 in a bus. Begin with car_s and bus_s.",
            ),
            Mistake(
                when=_any_of(62.3, lambda: float(-_gains_s().mean()), within=0.1),
                say="This is the difference of bus_s: seconds that a bus saves. How many people must be in it?",
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
            Mistake(
                when=_any_of(1039, within=3),
                say="This fits into half an hour: an hour has 3,600 s.",
            ),
            Mistake(
                when=_any_of(3240, 3243, within=3),
                say="Here all cars drive themselves. With 30 %, the mean headway lies between 1.11 s and 2 s.",
            ),
            Mistake(
                when=_any_of(103.7, within=0.5),
                say="30 % is 0.3, and the rest 0.7.",
            ),
            Mistake(
                when=_any_of(1733, within=3),
                say="This is a thousand times the mean headway; how many headways fit into the seconds of an hour?",
            ),
            Mistake(
                when=lambda answer: answer == 1800,
                say="This is a lane without self-driving cars; 30 % of them keep a shorter headway.",
            ),
            Mistake(
                when=lambda answer: answer == 2340,
                say="30 % more is for a headway that shrinks for all. Take the mean headway first.",
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

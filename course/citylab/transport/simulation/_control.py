"""Decide, step by step, which phase each junction shows."""

from collections.abc import Callable
from dataclasses import dataclass, field

from citylab.transport.simulation._streets import CROSS, ROAD
from citylab.transport.simulation.corridor import Corridor
from citylab.transport.simulation.plans import Plan


@dataclass
class Detectors:
    """What a junction can see: cars that wait on the road and in the cross street, and whether a bus comes."""

    road_queue: Callable[[], float]
    cross_queue: Callable[[], float]
    bus_comes: Callable[[], bool]


@dataclass
class Controller:
    """
    The lights of one junction: green for the road (phase 0), all red (1), the cross street (2), all red (3).

    In the simulation the first car leaves when green begins, and times are whole steps, so a green of k steps
    lets ``floor(k * step / headway) + 1`` cars pass: on average it counts for `gain_s` more than its length.
    Green is shown that much shorter than the effective green of the plan, and all-red longer.
    """

    plan: Plan
    road_s: float
    cross_s: float
    offset_s: float
    gain_s: float
    step_s: float
    phase: int = ROAD
    since_s: float = 0.0
    cycle: float = -1e9
    road_end_s: float = 0.0
    cross_end_s: float = 0.0
    asked_s: float = -1.0  # when the other side first asked for this green to end
    log: list[tuple[float, int]] = field(default_factory=list)

    @classmethod
    def at(cls, corridor: Corridor, plan: Plan, junction: str) -> "Controller":
        """Return the controller of a junction."""
        step_s = corridor.reaction_s
        gain_s = corridor.headway_s - step_s / 2
        if plan.follows_queues:
            return cls(plan, 0.0, 0.0, 0.0, gain_s, step_s)
        return cls(plan, *plan.greens_s(corridor, junction), plan.offset_s(corridor, junction), gain_s, step_s)

    @property
    def all_red_s(self) -> float:
        """All-red after a green. [s]"""
        return self.plan.lost_s / 2 + self.gain_s

    def step(self, now_s: float, seen: Detectors) -> int:
        """Return the phase to be shown from now on."""
        following = self._by_queue(now_s, seen) if self.plan.follows_queues else self._by_clock(now_s, seen)
        if following != self.phase or not self.log:
            self.phase, self.since_s = following, now_s
            self.log.append((now_s, following))
        return self.phase

    def _by_clock(self, now_s: float, seen: Detectors) -> int:
        clock_s = self._clock_s(now_s)
        if self.plan.bus_priority:
            self._ask_for_buses(clock_s, now_s, seen)
        if clock_s < self.road_end_s:
            return ROAD
        if clock_s < self.road_end_s + self.all_red_s:
            return ROAD + 1
        if clock_s < self.cross_end_s:
            return CROSS
        return CROSS + 1 if clock_s < self.cross_end_s + self.all_red_s else ROAD

    def _clock_s(self, now_s: float) -> float:
        """Return the time in the cycle; when one begins, lay down when its greens end."""
        cycle_s = self.road_s + self.cross_s + self.plan.lost_s
        # A small number keeps a time that is a rounding error short of a change from being late by a step.
        cycle, clock_s = divmod(now_s - self.offset_s + 1e-6, cycle_s)
        if cycle != self.cycle:
            # Whole steps would cut each green by the same bit; a shift that varies cancels out over the cycles.
            shift_s = 2 * self.step_s * ((cycle * 0.618) % 1 - 0.5)
            self.cycle = cycle
            self.road_end_s = self.road_s - self.gain_s + shift_s
            self.cross_end_s = cycle_s - self.all_red_s
        return clock_s

    def _ask_for_buses(self, clock_s: float, now_s: float, seen: Detectors) -> None:
        """Move the end of a green for a bus: of the road to later, of the cross street to earlier."""
        least_s, most_s = self.plan.least_green_s, self.plan.extension_s
        if self.phase == ROAD and self.road_end_s <= clock_s < self.cross_end_s:
            planned_s = self.road_s - self.gain_s
            hold_s = min(planned_s + most_s, self.cross_end_s - self.all_red_s - least_s)
            if clock_s < hold_s and seen.bus_comes():
                self.road_end_s = clock_s + self.step_s / 2
        elif self.phase == CROSS and self.cross_end_s - most_s <= clock_s < self.cross_end_s:
            served = now_s - self.since_s + 1e-6 >= least_s
            if served and seen.bus_comes():
                self.cross_end_s = clock_s

    def _by_queue(self, now_s: float, seen: Detectors) -> int:
        lasted_s = now_s - self.since_s + 1e-6
        if self.phase in (ROAD + 1, CROSS + 1):
            if lasted_s < self.all_red_s - self.step_s / 2:
                return self.phase
            return CROSS if self.phase == ROAD + 1 else ROAD
        if lasted_s < self.plan.least_green_s:
            return self.phase
        bus = self.plan.bus_priority and seen.bus_comes()
        if bus and self.phase == CROSS:
            return CROSS + 1
        here, there = (seen.road_queue, seen.cross_queue)[:: 1 if self.phase == ROAD else -1]
        waiting = there()
        switch = waiting > here() or (waiting and lasted_s >= self.plan.most_green_s)
        if not switch:
            return self.phase
        if self.asked_s <= self.since_s:
            self.asked_s = now_s
        return ROAD if bus and now_s - self.asked_s < self.plan.extension_s else self.phase + 1

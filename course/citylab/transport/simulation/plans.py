"""Signal plans: fixed times, lights that follow the queues, priority for buses, a bus lane."""

from dataclasses import dataclass

from citylab.transport.signals import green_splits_s, webster_cycle_s
from citylab.transport.simulation._checks import SimulationError
from citylab.transport.simulation.corridor import Corridor

__all__ = ["LOST_S", "Plan", "adaptive", "fixed"]

LOST_S = 10.0  # two stages of 5 s, our assumption
LONGEST_CYCLE_S = 150.0


@dataclass(frozen=True)
class Plan:
    """
    How the lights of all junctions work; make one with `fixed` or `adaptive`.

    Attributes
    ----------
    cycle_s : float, optional
        Length of the cycle; Webster's of the busiest junction if left out. [s]
    road_share : float, optional
        Share of the green that the road gets; in proportion to the flow ratios if left out. [1]
    wave_kmh : float, optional
        Speed of a green wave to the south; all junctions begin together if left out. [km/h]
    follows_queues : bool
        Whether the lights follow the queues instead of the clock.
    least_green_s, most_green_s : float
        Bounds of a green that may change; pedestrians need the least one. [s]
    bus_priority : bool
        Whether a bus that comes holds the green, or calls it early.
    extension_s : float
        How long a bus may hold the green. [s]
    bus_lane : bool
        Whether one lane of the road is for buses and trams alone.
    lost_s : float
        Time lost in a cycle, half of it after each stage. [s]
    """

    cycle_s: float | None = None
    road_share: float | None = None
    wave_kmh: float | None = None
    follows_queues: bool = False
    least_green_s: float = 12.0
    most_green_s: float = 60.0
    bus_priority: bool = False
    extension_s: float = 10.0
    bus_lane: bool = False
    lost_s: float = LOST_S

    def __post_init__(self) -> None:
        if not 0 < self.least_green_s <= self.most_green_s:
            raise SimulationError("least_green_s must be above 0 s and at most most_green_s")
        if not (self.lost_s >= 0 and self.extension_s >= 0):
            raise SimulationError("lost_s and extension_s must be 0 s or more")
        if self.cycle_s is not None and not self.cycle_s > self.lost_s:
            raise SimulationError(
                f"a cycle of {self.cycle_s:g} s must be longer than its lost time of {self.lost_s:g} s; lengthen it"
            )
        if self.road_share is not None and not 0 < self.road_share < 1:
            raise SimulationError(f"road_share must be between 0 and 1, found {self.road_share:g}; 60 % is 0.6")
        if self.wave_kmh is not None and not self.wave_kmh > 0:
            raise SimulationError(f"wave_kmh must be above 0 km/h, found {self.wave_kmh:g}")

    def lanes(self, corridor: Corridor) -> int:
        """Return the lanes of the road that are left for cars. [lanes]"""
        if self.bus_lane and corridor.lanes < 2:
            raise SimulationError("a bus lane takes one of two lanes, but this road has one; add a lane first")
        return corridor.lanes - int(self.bus_lane)

    def cycle_of(self, corridor: Corridor) -> float:
        """Return the common cycle: the given one, or Webster's of the busiest junction, at most 150 s. [s]"""
        if self.cycle_s is not None:
            return self.cycle_s
        ratios = [corridor.flow_ratios(name, lanes=self.lanes(corridor)) for name in corridor.junctions]
        return min(webster_cycle_s(self.lost_s, max(ratios, key=sum)), LONGEST_CYCLE_S)

    def greens_s(self, corridor: Corridor, junction: str) -> tuple[float, float]:
        """
        Return the effective greens of the road and the cross street at a junction.

        Parameters
        ----------
        corridor : Corridor
            The streets and their traffic.
        junction : str
            Name of the junction.

        Returns
        -------
        tuple of float
            Both greens; with the lost time they fill the cycle. [s]

        Raises
        ------
        SimulationError
            If there is no such junction, or a green is shorter than a car's headway.
        """
        cycle_s = self.cycle_of(corridor)
        ratios = corridor.flow_ratios(junction, lanes=self.lanes(corridor))
        if self.road_share is not None:
            ratios = (0.9 * self.road_share, 0.9 * (1 - self.road_share))
        road_s, cross_s = (float(green) for green in green_splits_s(cycle_s, self.lost_s, ratios))
        if min(road_s, cross_s) <= corridor.headway_s:
            raise SimulationError(
                f"greens of {road_s:.1f} and {cross_s:.1f} s at {junction}: one is too short for a car; "
                "lengthen the cycle, or set road_share"
            )
        return road_s, cross_s

    def offset_s(self, corridor: Corridor, junction: str) -> float:
        """Return when the cycle of a junction begins, after the first one in the north. [s]"""
        if self.wave_kmh is None:
            return 0.0
        before = corridor.junctions.index(junction)
        return sum(corridor.lengths_m[1 : before + 1]) / (self.wave_kmh / 3.6)


def fixed(
    cycle_s: float | None = None,
    *,
    road_share: float | None = None,
    wave_kmh: float | None = 50.0,
    bus_priority: bool = False,
    bus_lane: bool = False,
) -> Plan:
    """
    Return a plan by the clock.

    Parameters
    ----------
    cycle_s : float, optional
        Length of the cycle; Webster's of the busiest junction if left out. [s]
    road_share : float, optional
        Share of the green that the road gets; in proportion to the flow ratios if left out. [1]
    wave_kmh : float, optional
        Speed of a green wave to the south; None if all junctions begin together. [km/h]
    bus_priority : bool
        Whether a bus on the road holds the green for up to 10 s, or calls it up to 10 s early; a bus
        in a cross street has none.
    bus_lane : bool
        Whether one lane of the road is for buses and trams alone.

    Returns
    -------
    Plan
        The plan.

    Raises
    ------
    SimulationError
        If the cycle does not exceed the lost time, or the share is not between 0 and 1.
    """
    return Plan(cycle_s, road_share, wave_kmh, bus_priority=bus_priority, bus_lane=bus_lane)


def adaptive(
    *,
    least_green_s: float = 12.0,
    most_green_s: float = 60.0,
    bus_priority: bool = False,
    bus_lane: bool = False,
) -> Plan:
    """
    Return a plan that follows the queues, each junction for itself.

    A green ends when more vehicles wait on the other side than on this one, or at its longest if any wait.
    It is a simple controller without coordination, far from systems such as SCOOT, SCATS or MOVA.

    Parameters
    ----------
    least_green_s, most_green_s : float
        Bounds of each green. [s]
    bus_priority : bool
        Whether a bus on the road holds the green for up to 10 s after the other side asked for it, and ends
        the green of the cross street once its least green has passed.
    bus_lane : bool
        Whether one lane of the road is for buses and trams alone.

    Returns
    -------
    Plan
        The plan.

    Raises
    ------
    SimulationError
        If the bounds of the green do not fit.
    """
    greens = {"least_green_s": least_green_s, "most_green_s": most_green_s}
    return Plan(follows_queues=True, bus_priority=bus_priority, bus_lane=bus_lane, **greens)

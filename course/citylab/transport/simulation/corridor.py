"""The corridor to be simulated: its streets, its traffic and its lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from citylab.transport.simulation._checks import SimulationError, check_corridor

__all__ = ["Corridor", "Line", "Zone", "junction", "north_road"]

# Straight lines between the stops on the ellipsoid WGS 84, from N4 in the north to C3 in the south.
_NORTH_ROAD_M = (513.5, 513.5, 513.5, 520.2, 528.6, 408.7)


@dataclass(frozen=True)
class Line:
    """
    A bus or tram line that shares the lights.

    Attributes
    ----------
    name : str
        Name of the line.
    headway_s : float
        Time between two buses of a direction. [s]
    joins_at : str, optional
        Junction at which it comes from the west; left out, it runs on the whole road.
    skips : tuple of str
        Junctions after which it does not stop.
    """

    name: str
    headway_s: float
    joins_at: str | None = None
    skips: tuple[str, ...] = ()


@dataclass(frozen=True)
class Zone:
    """
    A low-emission zone on a part of the road, and what owners of older cars do.

    Attributes
    ----------
    junctions : tuple of str
        Junctions inside; they are the last ones in the south.
    old_share : float
        Share of cars below the standard. [1]
    replaced, round_it, stays_home : float
        Shares of their owners who come with a newer car, drive round the zone, or do not
        drive; the rest drives in and pays. [1]
    bypass_m : float
        Length of the way round. [m]
    """

    junctions: tuple[str, ...] = ("C5", "C4")
    old_share: float = 0.39
    replaced: float = 0.0
    round_it: float = 0.0
    stays_home: float = 0.0
    bypass_m: float = 2200.0


@dataclass(frozen=True)
class Corridor:
    """
    A street with junctions, seen from north to south; make one with `north_road` or `junction`.

    Attributes
    ----------
    junctions : tuple of str
        Names, from north to south.
    lengths_m : tuple of float, shape (n_junctions + 1,)
        Pieces of the street, with the one before the first junction and after the last. [m]
    southbound_vehh, northbound_vehh : float
        Cars that enter at the ends. [vehicles/h]
    cross_vehh : tuple of float, shape (n_junctions,)
        Cars that enter on each of the two arms of a cross street. [vehicles/h]
    turning : float
        Share of the cars of a cross street that turn into the road, half of them each way. [1]
    leaving : float
        Share of the cars of the road that leave it at some junction. [1]
    lines : tuple of Line
        Buses and trams.
    lanes : int
        Lanes of the road in each direction; cross streets have one. [lanes]
    speed_kmh : float
        Speed on an empty street. [km/h]
    headway_s : float
        Mean time between cars that leave a queue in one lane. [s]
    jam_vehkm : float
        Cars on a kilometre of a standing lane. [vehicles/km]
    zone : Zone, optional
        A low-emission zone.
    dwell_s : float
        Mean time of a bus at a stop, *our assumption*; drawn for each bus and stop [1]_. Stops are bays behind
        the junctions, where a bus that stands holds nobody up; 0 leaves them out. [s]

    References
    ----------
    .. [1] H. S. Levinson, "Analyzing transit travel time performance", *Transportation Research Record*
       915, 1983: a dwell of about 5 s and 2.75 s per passenger; 20 s is thus some five passengers.
    """

    junctions: tuple[str, ...]
    lengths_m: tuple[float, ...]
    southbound_vehh: float
    northbound_vehh: float
    cross_vehh: tuple[float, ...]
    turning: float = 0.2
    leaving: float = 0.4
    lines: tuple[Line, ...] = ()
    lanes: int = 2
    speed_kmh: float = 50.0
    headway_s: float = 2.0
    jam_vehkm: float = 144.0
    zone: Zone | None = None
    dwell_s: float = 20.0

    def __post_init__(self) -> None:
        check_corridor(self)

    @property
    def saturation_vehh(self) -> float:
        """Cars that leave a queue in one lane in an hour of green. [vehicles/h]"""
        return 3600 / self.headway_s

    @property
    def reaction_s(self) -> float:
        """Reaction time of the following car: the headway less the time to drive one place in the queue. [s]"""
        return self.headway_s - 1 / (self.speed_kmh / 3.6 * self.jam_vehkm / 1000)

    def flows_vehh(self, junction: str) -> dict[str, float]:
        """
        Return the flows that are expected at a junction.

        Parameters
        ----------
        junction : str
            Name of the junction.

        Returns
        -------
        dict of str to float
            `southbound`, `northbound` and `cross` (each arm). [vehicles/h]

        Raises
        ------
        SimulationError
            If there is no such junction.
        """
        if junction not in self.junctions:
            raise SimulationError(f"no junction {junction!r}; there are: {', '.join(self.junctions)}")
        i, n = self.junctions.index(junction), len(self.junctions)
        south = self.southbound_vehh * (1 - self.leaving * i / n) + self.turning * sum(self.cross_vehh[:i])
        north = self.northbound_vehh * (1 - self.leaving * (n - 1 - i) / n)
        north += self.turning * sum(self.cross_vehh[i + 1 :])
        return {"southbound": south, "northbound": north, "cross": self.cross_vehh[i]}

    def flow_ratios(self, junction: str, *, lanes: int | None = None) -> tuple[float, float]:
        """Return Webster's flow ratios of a junction: the road and the cross street. [1]"""
        flows = self.flows_vehh(junction)
        busiest = max(flows["southbound"], flows["northbound"])
        road_vehh = (lanes or self.lanes) * self.saturation_vehh
        return busiest / road_vehh, flows["cross"] / self.saturation_vehh

    def with_zone(self, zone: Zone) -> "Corridor":
        """Return the same corridor with a low-emission zone."""
        return replace(self, zone=zone)

    def with_self_driving(self, share: float, *, headway_s: float) -> "Corridor":
        """
        Return the corridor with a share of self-driving cars, as a mean headway of all.

        Who follows whom is not modelled: every car of the mix keeps the mean headway.

        Parameters
        ----------
        share : float
            Self-driving cars, of all. [1]
        headway_s : float
            Time between cars that leave a queue, if all were self-driving. [s]

        Returns
        -------
        Corridor
            The corridor with headway ``(1 - share) * headway now + share * headway_s``.

        Raises
        ------
        SimulationError
            If the share is not within 0..1, or the headway too short for the speed.
        """
        if not 0 <= share <= 1:
            raise SimulationError(f"share must be within 0..1, found {share:g}; 30 % is 0.3")
        return replace(self, headway_s=(1 - share) * self.headway_s + share * headway_s)


def north_road(
    *,
    southbound_vehh: float = 1000.0,
    northbound_vehh: float = 700.0,
    cross_vehh: Sequence[float] = (300.0, 400.0, 460.0, 420.0, 360.0),
    zone: Zone | None = None,
) -> Corridor:
    """
    Return North Road in the morning peak, from N3 to C4, with the tram and two bus lines.

    Distances are those between the stops of the timetable; traffic is *our assumption*.

    Parameters
    ----------
    southbound_vehh, northbound_vehh : float
        Cars that enter at the ends. [vehicles/h]
    cross_vehh : sequence of float, shape (5,)
        Cars on each arm of the cross streets at N3, N2, N1, C5, C4. [vehicles/h]
    zone : Zone, optional
        A low-emission zone.

    Returns
    -------
    Corridor
        The corridor.

    Examples
    --------
    >>> road = north_road()
    >>> [round(ratio, 2) for ratio in road.flow_ratios("N1")]
    [0.27, 0.26]
    """
    lines = (Line("T1", 600), Line("21", 1200, joins_at="N2"), Line("22", 900, skips=("N3", "N2")))
    names = ("N3", "N2", "N1", "C5", "C4")
    flows = (southbound_vehh, northbound_vehh, tuple(cross_vehh))
    return Corridor(names, _NORTH_ROAD_M, *flows, lines=lines, zone=zone)


def junction(*, southbound_vehh: float, northbound_vehh: float, cross_vehh: float, lanes: int = 1) -> Corridor:
    """
    Return one junction alone, with streets of 500 m and cars that go straight on.

    Parameters
    ----------
    southbound_vehh, northbound_vehh, cross_vehh : float
        Cars that enter on each arm; `cross_vehh` on both arms of the cross street. [vehicles/h]
    lanes : int
        Lanes of the road in each direction. [lanes]

    Returns
    -------
    Corridor
        A corridor with the junction "J".
    """
    flows = (southbound_vehh, northbound_vehh, (cross_vehh,))
    return Corridor(("J",), (500.0, 500.0), *flows, turning=0.0, leaving=0.0, lanes=lanes)

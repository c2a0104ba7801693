"""Nodes, links and routes of a corridor, as UXsim wants them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from re import split

from citylab.transport.simulation.corridor import Corridor

CROSS_M = 250.0  # length of each arm of a cross street
STOP_M = 60.0  # a stop lies this far behind its junction, our assumption
ROAD, CROSS = 0, 2  # signal phases with green; 1 and 3 are red for all
STANDING = 9  # a phase that is never shown: a bus in a bay waits until its doors close


@dataclass(frozen=True)
class Street:
    """A link: where it runs, how long and wide it is, and in which phase it has green."""

    name: str
    start: str
    end: str
    length_m: float
    lanes: int
    phase: int


def streets(corridor: Corridor, *, lanes: int, bus_lane: bool) -> list[Street]:
    """Return all links; `lanes` are those of the road that cars may use."""
    found = _along(corridor, "", lanes)
    if bus_lane:
        found += _along(corridor, "bus ", 1)
    for name in corridor.junctions:
        for side in ("west", "east"):
            arm = f"{name} {side}"
            found += [Street(f"{arm}>{name}", arm, name, CROSS_M, 1, CROSS)]
            found += [Street(f"{name}>{arm}", name, arm, CROSS_M, 1, ROAD)]
    if corridor.zone:
        gate = _gate(corridor)
        found += [Street(f"{gate}>round>south", gate, "south", corridor.zone.bypass_m, 1, ROAD)]
        found += [Street(f"south>round>{gate}", "south", gate, corridor.zone.bypass_m, 1, CROSS)]
    return found


def route(
    corridor: Corridor,
    origin: str,
    destination: str,
    *,
    by_bus_lane: bool,
    round_it: bool,
    stops: Iterable[str] = (),
) -> list[str]:
    """Return the names of the links from where a vehicle enters to where it leaves; `stops` are junctions."""
    way = _way(corridor, origin, destination)
    if round_it:
        return _around(corridor, way)
    lane = "bus " if by_bus_lane else ""
    return [link for a, b in pairwise(way) for link in _piece(corridor, a, b, lane, stops=a in stops)]


def has_stop(corridor: Corridor, start: str) -> bool:
    """Return whether there are stops on the pieces of the road that begin here."""
    return start in corridor.junctions and bool(corridor.lines) and corridor.dwell_s > 0


def place_of(name: str) -> str:
    """Return a link or node without what it is for: as if it were on the road itself."""
    return name.removeprefix("bay ").removeprefix("bus ")


def in_zone(corridor: Corridor, link: str) -> bool:
    """Return whether a link counts as inside the zone: it touches a junction of the zone."""
    inside = corridor.zone.junctions if corridor.zone else ()
    return any(place.split(" ")[0] in inside for place in split("[>~]", place_of(link)))


def _along(corridor: Corridor, lane: str, lanes: int) -> list[Street]:
    nodes = [f"{lane}north", *corridor.junctions, f"{lane}south"]
    found = []
    for (a, b), length_m in zip(pairwise(nodes), corridor.lengths_m, strict=True):
        for start, end in ((a, b), (b, a)):
            found += _pieces(corridor, start, end, lane, lanes, length_m)
    return found


def _pieces(corridor: Corridor, start: str, end: str, lane: str, lanes: int, length_m: float) -> list[Street]:
    """Return the links between two junctions: one, or two that meet at a stop, and the bay beside the first."""
    names = _piece(corridor, start.removeprefix(lane), end.removeprefix(lane), lane)
    if len(names) == 1:
        return [Street(names[0], start, end, length_m, lanes, ROAD)]
    stop = f"{lane}{start}~{end.removeprefix(lane)}"
    bay = _piece(corridor, start, end.removeprefix(lane), lane, stops=True)[0]
    return [
        Street(names[0], start, stop, STOP_M, lanes, ROAD),
        Street(bay, start, stop, STOP_M, 1, STANDING),
        Street(names[1], stop, end, length_m - STOP_M, lanes, ROAD),
    ]


def _piece(corridor: Corridor, a: str, b: str, lane: str, *, stops: bool = False) -> list[str]:
    """Return the names of the links between two neighbours, through the bay if a bus stops."""
    if not {a, b} <= {"north", "south", *corridor.junctions}:
        return [f"{a}>{b}"]
    if not has_stop(corridor, a):
        return [f"{lane}{a}>{b}"]
    return [f"{'bay ' if stops else ''}{lane}{a}>{a}~{b}", f"{lane}{a}~{b}>{b}"]


def _way(corridor: Corridor, origin: str, destination: str) -> list[str]:
    nodes = ["north", *corridor.junctions, "south"]
    first, last = (nodes.index(end.split(" ")[0]) for end in (origin, destination))
    step = 1 if last >= first else -1
    middle = nodes[first : last + step if last + step >= 0 else None : step]
    return [*([origin] if " " in origin else []), *middle, *([destination] if " " in destination else [])]


def _around(corridor: Corridor, way: list[str]) -> list[str]:
    gate = _gate(corridor)
    at = way.index(gate)
    if way[-1] == "south":
        return [*_links(corridor, way[: at + 1]), f"{gate}>round>south"]
    return [f"south>round>{gate}", *_links(corridor, way[at:])]


def _links(corridor: Corridor, way: list[str]) -> list[str]:
    return [link for a, b in pairwise(way) for link in _piece(corridor, a, b, "")]


def _gate(corridor: Corridor) -> str:
    """Return the last junction before the zone, where the way round begins."""
    inside = len(corridor.zone.junctions) if corridor.zone else 0
    return corridor.junctions[len(corridor.junctions) - inside - 1]

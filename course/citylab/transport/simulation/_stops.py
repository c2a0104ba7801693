"""Let buses stand in their bays until their passengers are on board."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from citylab.transport.simulation._demand import Trip
from citylab.transport.simulation._streets import ROAD, STANDING

if TYPE_CHECKING:
    from citylab.transport.simulation._engine import Engine


def dwell_steps(trip: Trip, links: list[str], step_s: float) -> dict[str, int]:
    """Return how many whole steps a bus stands in each bay on its way."""
    dwells_s = dict(trip.dwells_s)
    bays = [link for link in links if link.startswith("bay ")]
    return {link: round(dwells_s[junction_of(link)] / step_s) for link in bays}


def junction_of(bay: str) -> str:
    """Return the junction behind which a bay lies."""
    return bay.split(">")[0].split(" ")[-1]


@dataclass
class Stops:
    """All bays with the buses that may come: a bay opens when its first bus has stood long enough."""

    bays: list[Any]
    buses: list[Any]
    steps: dict[tuple[int, int], int]
    since: dict[tuple[int, int], tuple[int, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, engine: "Engine", buses: list[Any]) -> "Stops":
        """Return the bays of an engine."""
        links = {name: engine.world.get_link(name)._cpp_link for name in engine.streets if name.startswith("bay ")}
        rows = zip(engine.vehicles, engine.trips, engine.routes, strict=True)
        steps = {
            (links[name].id, bus.id): number
            for bus, trip, route in rows
            if trip.dwells_s
            for name, number in dwell_steps(trip, route, engine.corridor.reaction_s).items()
        }
        return cls(list(links.values()), buses, steps)

    def step(self, now: int) -> None:
        """Open or close each bay in which a bus stands."""
        for bay in self.bays:
            if bay.vehicle_count:
                bay.signal_group = [ROAD if self._first_is_ready(bay, now) else STANDING]

    def _first_is_ready(self, bay: Any, now: int) -> bool:
        inside = [bus for bus in self.buses if bus.link is not None and bus.link.id == bay.id]
        first = max(inside, key=lambda bus: bus.x)
        if first.x < bay.length - 1e-9:
            return False
        key = (bay.id, first.id)
        came, rest_m = self.since.setdefault(key, (now, first.move_remain))
        if now - came < self.steps[key]:
            return False
        first.move_remain = rest_m  # a vehicle that is held would else leave with a whole step on top
        return True

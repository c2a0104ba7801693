"""Lay a corridor out in UXsim, and run it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from uxsim import uxsim_cpp
from uxsim.uxsim_cpp_wrapper import CppWorld

from citylab.transport.simulation import _streets
from citylab.transport.simulation._control import Controller, Detectors
from citylab.transport.simulation._demand import Trip, draw_trips
from citylab.transport.simulation._stops import Stops
from citylab.transport.simulation.corridor import Corridor
from citylab.transport.simulation.plans import Plan

BUS_SEEN_M = 150.0  # a bus is seen this far before the stop line, our assumption
RUNNING, ARRIVED = 2, 3  # states of a vehicle; before: 0 at home, 1 waits to be let in


class World(CppWorld):
    """UXsim's fast engine, without copying the state of all vehicles after each step."""

    def _sync_from_cpp(self) -> None:
        return


@dataclass
class Engine:
    """A world with its trips, vehicles, routes and controllers."""

    corridor: Corridor
    plan: Plan
    world: Any
    streets: dict[str, _streets.Street]
    trips: list[Trip]
    routes: list[list[str]]
    vehicles: list[Any]
    controllers: dict[str, Controller]
    end_s: float


def build(corridor: Corridor, plan: Plan, *, seed: int, demand_s: float, end_s: float, log: bool) -> Engine:
    """Return an engine that is ready to run."""
    step_s = corridor.reaction_s
    options: dict[str, Any] = {"print_mode": 0, "save_mode": 0, "show_mode": 0, "show_progress": 0}
    world = World(
        deltan=1, reaction_time=step_s, tmax=end_s + 10 * step_s, random_seed=seed, hard_deterministic_mode=True,
        vehicle_logging_timestep_interval=int(log), **options,
    )  # fmt: skip
    world._skip_analyzer_setup = True  # its tables are not read here
    links = _streets.streets(corridor, lanes=plan.lanes(corridor), bus_lane=plan.bus_lane)
    _lay(world, corridor, links)
    trips = draw_trips(corridor, until_s=demand_s, seed=seed)
    routes = _routes(corridor, plan, trips)
    vehicles = _enter(world, trips, routes)
    controllers = {name: Controller.at(corridor, plan, name) for name in corridor.junctions}
    streets = {street.name: street for street in links}
    return Engine(corridor, plan, world, streets, trips, routes, vehicles, controllers, end_s)


def execute(engine: Engine) -> None:
    """Run to the end, setting the lights before each step."""
    world, step_s = engine.world, engine.corridor.reaction_s
    buses = [bus for bus, trip in zip(engine.vehicles, engine.trips, strict=True) if trip.kind == "bus"]
    lights = [
        (world.get_node(name)._cpp_node, controller, _detectors(engine, name, buses))
        for name, controller in engine.controllers.items()
    ]
    world.finalize_scenario()
    stops = Stops.of(engine, buses)
    for step in range(int(engine.end_s / step_s)):
        stops.step(step)
        for node, controller, seen in lights:
            node.signal_phase = controller.step(step * step_s, seen)
        world._cpp_world.main_loop(-1.0, step * step_s)


def close(engine: Engine) -> None:
    """Let go of the world at once: its parts refer to each other, and would stay until the next clean-up."""
    parts = [*engine.world.LINKS, *engine.world.NODES, engine.world]
    engine.vehicles.clear()
    for part in parts:
        vars(part).clear()


def _lay(world: Any, corridor: Corridor, links: Iterable[_streets.Street]) -> None:
    for name in dict.fromkeys(end for street in links for end in (street.start, street.end)):
        # Lights are set from outside before each step, so no phase may end by itself.
        world.addNode(name, 0, 0, signal=[1e9] * 4 if name in corridor.junctions or "~" in name else [0])
    for street in links:
        world.addLink(
            street.name, street.start, street.end, street.length_m, free_flow_speed=corridor.speed_kmh / 3.6,
            jam_density_per_lane=corridor.jam_vehkm / 1000, number_of_lanes=street.lanes, signal_group=street.phase,
            merge_priority=2 if street.phase == _streets.STANDING else 1,  # cars let a bus out of its bay
        )  # fmt: skip


def _routes(corridor: Corridor, plan: Plan, trips: list[Trip]) -> list[list[str]]:
    known: dict[tuple[str, str, bool, bool, tuple[str, ...]], list[str]] = {}
    found = []
    for trip in trips:
        by_bus_lane = plan.bus_lane and trip.kind == "bus"
        stops = tuple(name for name, _ in trip.dwells_s)
        key = (trip.origin, trip.destination, by_bus_lane, trip.round_it, stops)
        if key not in known:
            ends = {"by_bus_lane": by_bus_lane, "round_it": trip.round_it}
            known[key] = _streets.route(corridor, trip.origin, trip.destination, **ends, stops=stops)
        found.append(known[key])
    return found


def _enter(world: Any, trips: list[Trip], routes: list[list[str]]) -> list[Any]:
    """Add the vehicles. UXsim's own `addVehicle` loses one where step * (1 / step) is rounded to less than 1."""
    step_s, engine = world.DELTAT, world._cpp_world
    known: dict[int, tuple[str, str, list[Any]]] = {}
    vehicles = []
    for number, (trip, names) in enumerate(zip(trips, routes, strict=True)):
        if id(names) not in known:
            links = [world.get_link(name) for name in names]
            known[id(names)] = links[0].start_node.name, links[-1].end_node.name, [link._cpp_link for link in links]
        origin, destination, route = known[id(names)]
        middle_s = (int(trip.depart_s / step_s) + 0.5) * step_s
        uxsim_cpp.add_demand(engine, origin, destination, middle_s, middle_s + step_s, (1 + 1e-9) / step_s, [])
        vehicles.append(engine.get_vehicle_by_index(number))
        vehicles[-1].enforce_route(route)
    return vehicles


def _detectors(engine: Engine, junction: str, buses: list[Any]) -> Detectors:
    inlinks = engine.world.get_node(junction).inlinks
    phases = {name: engine.streets[name].phase for name in inlinks}
    queues = {
        phase: [inlinks[name]._cpp_link for name in inlinks if phases[name] == phase and not name.startswith("bus ")]
        for phase in (_streets.ROAD, _streets.CROSS)
    }
    road = {inlinks[name].id: engine.streets[name].length_m for name in inlinks if phases[name] == _streets.ROAD}

    def waiting(phase: int) -> float:
        return sum(link.count_vehicles_in_queue() for link in queues[phase])

    def bus_comes() -> bool:
        return any(_is_near(bus, road) for bus in buses)

    return Detectors(lambda: waiting(_streets.ROAD), lambda: waiting(_streets.CROSS), bus_comes)


def _is_near(bus: Any, road: dict[int, float]) -> bool:
    link = bus.link
    return link is not None and link.id in road and road[link.id] - bus.x <= BUS_SEEN_M

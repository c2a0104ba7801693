"""Refuse a corridor that cannot be simulated."""

from typing import TYPE_CHECKING

from citylab.transport.signals import SignalError

if TYPE_CHECKING:
    from citylab.transport.simulation.corridor import Corridor

__all__ = ["SimulationError", "check_corridor"]


class SimulationError(SignalError):
    """Input that cannot be simulated; the message names the remedy."""


def check_corridor(road: "Corridor") -> None:
    """Raise SimulationError if streets, flows, lines or zone do not fit together."""
    n = len(road.junctions)
    if not n or len(road.lengths_m) != n + 1 or len(road.cross_vehh) != n or len(set(road.junctions)) != n:
        raise SimulationError(
            f"{n} junctions need {n} different names, {n} cross flows and {n + 1} lengths, "
            f"found {len(road.cross_vehh)} and {len(road.lengths_m)}"
        )
    flows = (road.southbound_vehh, road.northbound_vehh, *road.cross_vehh)
    if not all(flow >= 0 for flow in flows):
        raise SimulationError(f"demand must be 0 vehicles/h or more, found {min(flows):g}")
    if not all(0 <= share <= 1 for share in (road.turning, road.leaving)):
        raise SimulationError("turning and leaving are shares within 0..1; 20 % is 0.2")
    if not all(length >= 50 for length in road.lengths_m):
        raise SimulationError(f"pieces of street must be 50 m or longer, found {min(road.lengths_m):g}")
    if road.lanes < 1 or not road.reaction_s > 0.1:
        raise SimulationError(
            f"a headway of {road.headway_s:g} s leaves a reaction time of {road.reaction_s:.2f} s; "
            "it must be above 0.1 s: lengthen the headway"
        )
    _check_members(road)


def _check_members(road: "Corridor") -> None:
    asked = [line.joins_at for line in road.lines if line.joins_at]
    asked += [name for line in road.lines for name in line.skips]
    asked += list(road.zone.junctions) if road.zone else []
    if unknown := [name for name in asked if name not in road.junctions]:
        raise SimulationError(f"no junction {unknown[0]!r}; there are: {', '.join(road.junctions)}")
    if not all(line.headway_s > 0 for line in road.lines):
        raise SimulationError("the headway of a line must be above 0 s")
    if not road.dwell_s >= 0:
        raise SimulationError(f"dwell_s must be 0 s or more, found {road.dwell_s:g}")
    if zone := road.zone:
        shares = (zone.old_share, zone.replaced, zone.round_it, zone.stays_home)
        if min(shares) < 0 or zone.old_share > 1 or sum(shares[1:]) > 1 + 1e-9:
            raise SimulationError("shares of a zone lie within 0..1, and what owners do adds up to 1 at most")
        inside = road.junctions[-len(zone.junctions) :]
        if not zone.junctions or set(inside) != set(zone.junctions) or len(inside) == len(road.junctions):
            raise SimulationError(
                f"a zone holds the last junctions in the south but not all, such as {inside}, found {zone.junctions}"
            )

"""
Simulate the traffic of a corridor with UXsim: signals, buses, a low-emission zone, self-driving cars.

A `Corridor` says what moves where, a `Plan` how the lights work; `run` simulates one morning of them,
`compare` many, and `difference` gives the interval of what a plan changes.
"""

from citylab.transport.simulation._checks import SimulationError
from citylab.transport.simulation.comparison import compare, difference
from citylab.transport.simulation.corridor import Corridor, Line, Zone, junction, north_road
from citylab.transport.simulation.plans import LOST_S, Plan, adaptive, fixed
from citylab.transport.simulation.result import PEOPLE_PER_BUS, PEOPLE_PER_CAR, Result
from citylab.transport.simulation.runs import run

__all__ = [
    "LOST_S",
    "PEOPLE_PER_BUS",
    "PEOPLE_PER_CAR",
    "Corridor",
    "Line",
    "Plan",
    "Result",
    "SimulationError",
    "Zone",
    "adaptive",
    "compare",
    "difference",
    "fixed",
    "junction",
    "north_road",
    "run",
]

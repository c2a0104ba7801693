"""
Smart grids: networks, power flow, demand, solar power, forecasts and schedules.

``grid.network``, ``grid.solve`` and ``grid.solve_batch`` are what a lesson calls
most. The rest are modules, loaded when first used: ``grid.demand``, ``grid.solar``,
``grid.hosting``, ``grid.two_bus``, ``grid.pictures`` and so on.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

# Not on first use: importing the module of the same name would hide the function.
from citylab.grid.network import Network, NetworkError, network

if TYPE_CHECKING:
    from citylab.grid.flow import FlowError as FlowError
    from citylab.grid.flow import solve as solve
    from citylab.grid.flow import solve_batch as solve_batch

__all__ = ["FlowError", "Network", "NetworkError", "network", "solve", "solve_batch"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(f"{__name__}.flow"), name)
    if not name.startswith("_") and find_spec(f"{__name__}.{name}"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"citylab.grid has no {name!r}; it has: {', '.join(__all__)} and modules")

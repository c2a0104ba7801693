"""
Green transport: timetables, access to jobs, choice of mode, and traffic lights of a corridor.

The parts are modules, loaded when first used: ``transport.gtfs``, ``transport.network``, ``transport.router``,
``transport.access``, ``transport.choice``, ``transport.emissions``, ``transport.signals``, ``transport.simulation``.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any


def __getattr__(name: str) -> Any:
    if not name.startswith("_") and find_spec(f"{__name__}.{name}"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"citylab.transport has no module {name!r}")

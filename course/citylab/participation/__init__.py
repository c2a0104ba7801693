"""
Public participation: who answers, how a budget is voted on and shared, what people think, and what may be published.

The parts are modules, loaded when first used: ``participation.weighting``, ``participation.requests311``,
``participation.pabulib``, ``participation.rules``, ``participation.budget_pictures``, ``participation.voting``,
``participation.opinions``, ``participation.comments``, ``participation.privacy``.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any


def __getattr__(name: str) -> Any:
    if not name.startswith("_") and find_spec(f"{__name__}.{name}"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"citylab.participation has no module {name!r}")

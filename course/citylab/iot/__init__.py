"""
Internet of Things: from a sensor's counts to a reading that a city can trust.

The parts are modules, loaded when first used: ``iot.adc``, ``iot.broker``, ``iot.senml``,
``iot.quality``, ``iot.calibration``, ``iot.lora`` and so on.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any


def __getattr__(name: str) -> Any:
    if not name.startswith("_") and find_spec(f"{__name__}.{name}"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"citylab.iot has no module {name!r}")

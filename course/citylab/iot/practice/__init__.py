"""The self-checks of module 01, one file per page, and new data for its wrap-up."""

from importlib import import_module
from pkgutil import iter_modules

from citylab.iot.practice.wrap_up import new_problem as new_problem

EXERCISES = [
    exercise
    for page in sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    for exercise in import_module(f"{__name__}.{page}").EXERCISES
]

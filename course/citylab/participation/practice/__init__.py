"""The self-checks of module 04, one file per page."""

from importlib import import_module
from pkgutil import iter_modules

EXERCISES = [
    exercise
    for page in sorted(module.name for module in iter_modules(__path__))
    for exercise in import_module(f"{__name__}.{page}").EXERCISES
]

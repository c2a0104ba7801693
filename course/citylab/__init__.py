"""
What the lessons of the Joint Smart Cities Laboratory import.

Everything is loaded when it is first used, so ``import citylab`` costs next to
nothing: ``citylab.data``, ``citylab.maps``, ``citylab.progress`` and the themes
are modules; ``citylab.show``, ``citylab.check``, ``citylab.quiz`` and
``citylab.review`` are what a lesson calls. In the kernel of an open notebook the
time spent there is counted from now on, see `citylab.study_time`.
"""

import os
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citylab.figures import show as show
    from citylab.practice import check as check
    from citylab.quizzes import quiz as quiz
    from citylab.reviews import review as review

__all__ = ["check", "course", "data", "maps", "progress", "quiz", "review", "show"]

_CALLED = {
    "check": "citylab.practice",
    "quiz": "citylab.quizzes",
    "review": "citylab.reviews",
    "show": "citylab.figures",
}


def __getattr__(name: str) -> Any:
    if name in _CALLED:
        return getattr(import_module(_CALLED[name]), name)
    if not name.startswith("_") and find_spec(f"{__name__}.{name}"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"citylab has no {name!r}; it has: {', '.join(__all__)} and the themes, such as citylab.grid")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


if os.environ.get("JPY_SESSION_NAME"):
    import_module("citylab.study_time").start()

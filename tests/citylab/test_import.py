import subprocess
import sys

import pytest

import citylab

HEAVY = [
    "matplotlib",
    "numpy",
    "pandas",
    "folium",
    "ipywidgets",
    "scipy",
    "power_grid_model",
    "pvlib",
    "IPython",
]


def test_import_citylab_loads_no_heavy_library():
    code = f"import sys, citylab; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_a_lesson_calls_is_found_without_further_imports():
    assert callable(citylab.show)
    assert callable(citylab.check)
    assert callable(citylab.quiz)
    assert citylab.progress.__name__ == "citylab.progress"


def test_unknown_name_lists_the_known_ones():
    with pytest.raises(AttributeError, match="it has: check, course, data, maps"):
        citylab.chekc  # noqa: B018

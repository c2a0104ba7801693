"""A small course of its own for each test, and one engine for all of them."""

import shutil

import nbformat
import pytest

from classroom.grading.engine import Engine
from classroom.own_work import marking
from classroom.own_work.running import Outcome

NAME = "street-lamps"
WRONG = {
    "energy": "def energy_kwh(power_w, hours):\n    return power_w * hours",
    "lamps": "def lamps(length_m, spacing_m):\n    return round(length_m / spacing_m) + 1",
}
DISCUSSION = """\
# %% [markdown] discussion="energy"
# A watt for an hour is a watt-hour. Dividing by *1000* makes it a kilowatt-hour, and `1e-3` does the same.

# %% tests="energy" points=1
"""


@pytest.fixture
def root(tmp_path, small_course):
    """The course with the small assignment, to be worked in; one question has a discussion."""
    made = tmp_path / "course-folder"
    shutil.copytree(small_course, made)
    master = made / "assignments" / "masters" / NAME / f"{NAME}.py"
    text = master.read_text(encoding="utf-8")
    master.write_text(text.replace('# %% tests="energy" points=1\n', DISCUSSION, 1), encoding="utf-8")
    return made


@pytest.fixture
def write(root, street_lamps):
    """Write the learner's copy with some answers; the others are the author's."""

    def written(answers=None, *, change=lambda notebook: None):
        notebook = street_lamps.handed_in({**street_lamps.reference, **(answers or {})})
        change(notebook)
        path = root / "course" / "my-work" / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
        return path

    return written


@pytest.fixture(scope="session")
def engine(street_lamps):
    """The engine of the course, started once."""
    with Engine(street_lamps.source, sealed=False) as started:
        yield started


@pytest.fixture
def quick(monkeypatch, engine):
    """Mark with the engine that runs already."""

    def run(source, notebook, *, seed, in_kernel=None):
        marked = engine.mark(notebook)
        return Outcome(marked.notebook, marked.scores, marked.remarks)

    monkeypatch.setattr(marking, "run", run)

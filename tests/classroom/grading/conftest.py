"""The small assignment, handed in by honest and other students, and marked behind walls."""

import copy
import json
import shutil
import sqlite3
import warnings
from contextlib import closing, suppress

import nbformat
import pytest

from classroom.course_root import copy_root
from classroom.grading.engine import Engine
from classroom.grading.grade import Order, grade
from classroom.grading.rebuild import rebuild
from classroom.sandbox.probe import why_not_sealed
from classroom.sandbox.runner import Limits

NAME = "street-lamps"
SEED = 734091826554377
LIMITS = Limits(cell_s=4.0, notebook_s=30.0, output_mb=20, memory_mb=1000)
TESTS = ("test-energy-1", "test-energy-2", "test-lamps-1", "test-lamps-2", "test-dark-hours-1")
BOTH = ("outside", "inside")
WRONG = {
    "energy": "def energy_kwh(power_w, hours):\n    return 0.5",
    "lamps": "def lamps(length_m, spacing_m):\n    return 7",
    "dark-hours": "dark_h = 3",
}


def tags_of(cell):
    return cell.metadata.get("nbgrader", {})


def cell_of(notebook, name):
    return next(cell for cell in notebook.cells if tags_of(cell).get("grade_id") == name)


def without_tags(notebook):
    """Return an assignment whose tests run where the student's code runs."""
    made = copy.deepcopy(notebook)
    for cell in made.cells:
        cell.metadata.pop("tags", None)
    return made


class Marking:
    """An engine for one way of reaching the verdict."""

    def __init__(self, assignment, way):
        change = without_tags if way == "inside" else copy.deepcopy
        self.assignment, self.way = assignment, way
        self.source, self.released = change(assignment.source), change(assignment.released)
        self.engine = Engine(self.source, class_seed=SEED, limits=LIMITS)
        if way == "outside":
            # What goes otherwise, as with all hostile answers, is run as without a rehearsal.
            assert self.engine.rehearse()

    def handed_in(self, answers=(), *, first="", last=""):
        """Return a notebook with the author's answers but for these, and a cell of the student's own at either end."""
        notebook = self.assignment.handed_in({**self.assignment.reference, **dict(answers)})
        if self.way == "inside":
            notebook = without_tags(notebook)
        own = [nbformat.v4.new_code_cell(text) if text else None for text in (first, last)]
        notebook.cells = [cell for cell in (own[0], *notebook.cells, own[1]) if cell]
        return notebook

    def mark(self, notebook):
        rebuilt = rebuild(self.source, self.released, notebook)
        marked = self.engine.mark(rebuilt.notebook)
        marked.remarks[:0] = rebuilt.remarks
        return marked

    def of(self, answers=(), **own):
        return self.mark(self.handed_in(answers, **own))


@pytest.fixture(scope="session")
def _markings(street_lamps):
    if why := why_not_sealed():
        pytest.skip(f"submissions cannot be sealed here: {why}")
    made = {way: Marking(street_lamps, way) for way in BOTH}
    yield made
    for one in made.values():
        one.engine.stop()


@pytest.fixture(params=BOTH)
def marking(request, _markings):
    """Both ways of reaching a verdict."""
    return _markings[request.param]


@pytest.fixture
def outside(_markings):
    return _markings["outside"]


@pytest.fixture
def inside(_markings):
    return _markings["inside"]


def flags(marked):
    return [remark for remark in marked.remarks if remark.kind == "flagged"]


class Class:
    """A course with what students handed in."""

    def __init__(self, folder, marking):
        self.folder, self.marking = folder, marking

    def hand_in(self, student, notebook):
        folder = self.folder / "submitted" / student / NAME
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{NAME}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        (folder / "timestamp.txt").write_text("2026-03-01 10:00:00 UTC")
        return folder

    def grade(self, workers=2, **settings):
        """Mark the class; return the records by student."""
        order = Order(self.folder, NAME, workers=workers, **{"limits": LIMITS, **settings})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader uses calls that Python and SQLAlchemy advise against
            return {record.student: record for record in grade(order).records}

    def scores(self, student):
        """What the gradebook has: automatic marks by cell."""
        rows = (
            "SELECT c.name, auto_score FROM grade g JOIN base_cell c ON c.id = g.cell_id "
            "JOIN submitted_notebook n ON n.id = g.notebook_id "
            "JOIN submitted_assignment a ON a.id = n.assignment_id WHERE student_id = ?"
        )
        with closing(sqlite3.connect(self.folder / "gradebook.db")) as db:
            return {name: score for name, score in db.execute(rows, [student]) if name != "who"}

    def total(self, student):
        found = self.scores(student).values()
        return None if None in found else sum(found)

    def autograded(self, student):
        path = self.folder / "autograded" / student / NAME / f"{NAME}.ipynb"
        with suppress(FileNotFoundError):
            return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def _empty_class(small_course, tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    copy_root(small_course / "assignments", folder, assignment=NAME)
    shutil.copytree(small_course / "assignments" / "release" / NAME, folder / "release" / NAME, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def new_class(_empty_class, _markings, tmp_path_factory):
    """Make a class whose tests' verdicts are reached outside."""
    return lambda: Class(
        shutil.copytree(_empty_class, tmp_path_factory.mktemp("class") / "class"), _markings["outside"]
    )

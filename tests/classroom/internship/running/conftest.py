"""A cohort of four fictional interns at two fictional hosts, with stand-ins for the documents."""

import json
import random
import shutil
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from citylab.internship.documents import document, documents
from classroom.internship.records import Cohort, Event, Intern, Placement, open_records
from classroom.internship.records.gradebook import open_book
from classroom.internship.records.journal import RECEIVED, VERDICT
from classroom.internship.starting import begin
from classroom.internship.taking import take

START = date(2027, 2, 1)
NAMES = {"ada": "Ada Example", "bo": "Bo <b>Sample</b>", "li": "李小明", "zoe": "Zoë Ōmoto"}
HOSTS = {"grid": ("Millfield Grid Co.", "Grit Host"), "port": ("Port of Example", "Pat Quay")}


def notebook(name, code=""):
    """Return a notebook of a document, as bytes: marked cells as in its release, and a cell of code."""
    kinds = [("test", False), ("answer", True)]
    tags = [{"nbgrader": {"grade_id": f"{name}-{one}", "solution": solution}} for one, solution in kinds]
    empty = {"cell_type": "code", "outputs": [], "execution_count": None}
    cells = [{**empty, "id": f"c{number}", "metadata": tag, "source": code} for number, tag in enumerate(tags)]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def log_of(weeks, hours=35, **more):
    """Return the notebook of a log with so many weeks, or with the weeks listed."""
    listed = range(1, weeks + 1) if isinstance(weeks, int) else weeks
    entries = {week: entry_of(week, hours) | more for week in listed}
    return notebook("weekly-log", "\n".join(f"week_{week:02} = {entry!r}" for week, entry in entries.items()))


def entry_of(week, hours):
    """Return what an intern writes into a week."""
    return {
        "monday": str(START + timedelta(weeks=week - 1)),
        "hours": hours,
        "did": sentence(week, "did", 12),
        "learned": sentence(week, "learned", 9),
        "evidence": f"notebooks/week_{week:02}.ipynb",
        "blocks": sentence(week, "blocks", 4),
        "next_week": sentence(week, "next", 7),
        "met_supervisor": True,
    }


def sentence(week, field, length):
    """Return words that stand in no other week or field in this order."""
    words = "gaps meters feeders maps tables plots tests peaks tariffs trams stops sensors noise forms sums keys days"
    return " ".join(random.Random(f"{week} {field}").sample(words.split(), length))


def agreement_of(one):
    """Return the notebook of a learning agreement that all three have signed."""
    names = {"intern": NAMES[one], "supervisor": "Grit Host", "tutor": "Dr Tess Tutor"}
    signed = {f"{who}_signature": name for who, name in names.items()}
    signed |= {f"{who}_signed_on": "2027-01-22" for who in names}
    return notebook("learning-agreement", f"signatures = {signed!r}")


@pytest.fixture(scope="session")
def course_template(tmp_path_factory, repository):
    """A course root with the real settings, and a stand-in for the release of each document."""
    root = tmp_path_factory.mktemp("class") / "assignments"
    for one in documents():
        folder = root / "release" / one.assignment
        folder.mkdir(parents=True)
        about = "# **Time** 75 minutes, and a talk. More about it."
        (folder / f"{one.assignment}.ipynb").write_bytes(notebook(one.name, about))
    shutil.copy(repository / "assignments" / "nbgrader_config.py", root)
    return root


def intern(one, host="grid"):
    name, supervisor = HOSTS[host]
    place = Placement(host, name, supervisor, f"{host}@example.org", START)
    return Intern(one, NAMES[one], f"{one}@example.org", "Dr Tess Tutor", "tess@example.org", (place,))


@pytest.fixture(scope="session")
def begun(course_template, tmp_path_factory):
    """The records of the cohort on its first day; copied for each test."""
    root = tmp_path_factory.mktemp("begun")
    shutil.copytree(course_template, root / "assignments")
    cohort = Cohort("Spring 2027", START, coordinator="Cora Office", coordinator_email="cora@example.org")
    people = [intern("ada"), intern("bo"), intern("li", "port"), intern("zoe", "port")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[begin.__module__], "hand_out_forms", lambda records, intern: None)
        begin(root / "internship-records", cohort, people, at=datetime(2027, 1, 18, 9, tzinfo=UTC))
    _make_documents(root / "assignments")
    return root


def _make_documents(course):
    """Make each document in the gradebook: a test of 6 points, and a question of 4 that a person marks."""
    with open_book(course) as book:
        for one in documents():
            book.add_assignment(one.assignment)
            book.add_notebook(one.assignment, one.assignment)
            book.add_grade_cell("tests", one.assignment, one.assignment, max_score=6, cell_type="code")
            book.add_grade_cell("what-it-shows", one.assignment, one.assignment, max_score=4, cell_type="markdown")
            book.add_solution_cell("what-it-shows", one.assignment, one.assignment)


class Running:
    """A cohort with short ways to let things happen."""

    def __init__(self, folder):
        self.folder = folder
        self.records = open_records(folder / "internship-records")
        self.course = folder / "assignments"

    notebook = staticmethod(notebook)
    entry_of = staticmethod(entry_of)

    def day(self, week, weekday=4):
        """Return a day by its week and weekday, Friday unless told."""
        return START + timedelta(weeks=week - 1, days=weekday)

    def at(self, week, weekday=4, hour=12):
        day = self.day(week, weekday)
        return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    def hand_in(self, one, name, week=None, content=None, weekday=None, file=None):
        """Let an intern hand in a document on its due day, or in another week."""
        asked = document(name)
        week = asked.weeks[0] if week is None else week
        due = asked.due_on(START)[0].weekday() if weekday is None else weekday
        at = self.at(week, due)
        path = self.folder / (file or f"internship-{name}.ipynb")
        path.write_bytes(notebook(name) if content is None else content)
        with self.records.lock():
            return take(self.records, one, [path], at=at, now=max(at, datetime.now(UTC)))[0]

    def log(self, one, weeks, week=None, **more):
        return self.hand_in(
            one, "weekly-log", week or (weeks if isinstance(weeks, int) else weeks[-1]), log_of(weeks), **more
        )

    def mark(self, one, *names, tests=6.0, by_hand=4.0, comment=""):
        """Mark documents as tests, and a person in formgrader, would; None waits for a person."""
        with open_book(self.course) as book:
            for asked in (document(name).assignment for name in names):
                book.update_or_create_submission(asked, one)
                grade = book.find_grade("tests", asked, asked, one)
                grade.auto_score, grade.needs_manual_grade = tests, False
                written = book.find_grade("what-it-shows", asked, asked, one)
                written.manual_score, written.needs_manual_grade = by_hand, by_hand is None
                book.find_comment("what-it-shows", asked, asked, one).manual_comment = comment
            book.db.commit()

    def finish(self, one, but=()):
        """Hand in and mark everything of an intern in time and with full marks, but for the documents named."""
        for asked in documents():
            if asked.name in but:
                continue
            if asked.filled_by == "supervisor":
                facts = {"document": asked.name, "by": "supervisor", "file": "none.json", "sha256": asked.name}
                self.records.add(one, Event(self.at(12), RECEIVED, facts))
            elif asked.name == "weekly-log":
                for week in range(1, 13):
                    self.log(one, week)
            else:
                self.hand_in(one, asked.name, content=agreement_of(one) if asked.name == "learning-agreement" else None)
        self.mark(one, *(asked.name for asked in documents() if asked.name not in but))
        if "verdict" not in but:
            facts = {"accepted": True, "by": "Dr Tess Tutor", "title": "Peaks & feeders", "says": []}
            self.records.add(one, Event(self.at(12), VERDICT, facts))

    def change(self, one, **values):
        """Write an intern's file anew with other values."""
        self.records.write(replace(self.records.read(one).intern, **values))


@pytest.fixture
def running(begun, tmp_path):
    return Running(shutil.copytree(begun, tmp_path / "city"))


@pytest.fixture(scope="session")
def _finished(begun, tmp_path_factory):
    made = Running(shutil.copytree(begun, tmp_path_factory.mktemp("finished") / "city"))
    made.finish("ada")
    made.finish("li")
    return made.folder


@pytest.fixture
def finished(_finished, tmp_path):
    """The cohort with two interns, ada and li, who have done everything in time and with full marks."""
    return Running(shutil.copytree(_finished, tmp_path / "city"))

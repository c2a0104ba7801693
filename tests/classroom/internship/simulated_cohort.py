"""A cohort of 24 interns and 10 hosts for the run-through: what they hand in, and how it is marked."""

import json
import re
import shutil
import warnings
from datetime import UTC, date, datetime, timedelta

import nbformat
from nbgrader.api import Grade, SubmittedAssignment, SubmittedNotebook

from citylab.internship.documents import document, documents
from classroom.assignment import open_assignment
from classroom.grading.book import Book
from classroom.internship.records import open_records
from classroom.internship.records.gradebook import open_book
from classroom.internship.taking import take

START = date(2027, 2, 1)  # a Monday, as in the masters' own answers
ALWAYS = datetime(2030, 1, 1, tzinfo=UTC)  # the present moment of the simulation
SUPERVISORS = ("supervisor-evaluation", "host-feedback")


def copy_course(repository, root):
    """Copy the course root with the internship's real documents, and nothing else."""
    course = root / "assignments"
    for step in ("source", "release"):
        for one in documents():
            shutil.copytree(repository / "assignments" / step / one.assignment, course / step / one.assignment)
    shutil.copy(repository / "assignments" / "nbgrader_config.py", course)
    return course


class Cohort:
    """The records of the cohort, and short ways to let its people act."""

    def __init__(self, root, repository):
        self.root, self.course = root, root / "assignments"
        self.records = open_records(root / "internship-records")
        self.interns = {one: self.records.read(one).intern for one in self.records.ids()}
        self._built = {one.name: open_assignment(repository, one.assignment) for one in documents()}

    def at(self, week, weekday=4):
        """Return noon of a day, Friday unless told."""
        day = START + timedelta(weeks=week - 1, days=weekday)
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    def filled_in(self, name, who, weeks=12):
        """Return the author's own answers to a document as a notebook; of the log, the first weeks, or those listed."""
        built = self._built[name]
        answers = dict(built.reference)
        if name == "weekly-log":
            listed = range(1, weeks + 1) if isinstance(weeks, int) else weeks
            answers = {f"week-{week:02}": answers[f"week-{week:02}"] for week in listed}
        notebook = built.handed_in(answers)
        notebook.cells.append(nbformat.v4.new_markdown_cell(f"By {who}", id="by"))  # no two hand in the same bytes
        return nbformat.writes(notebook).encode()

    def hand_in(self, who, name, week=None, weekday=None, **more):
        """Let an intern hand in a document on its due day, or on another day."""
        due = document(name).due_on(START)[0]
        at = self.at(document(name).weeks[0] if week is None else week, due.weekday() if weekday is None else weekday)
        path = self.root / f"{document(name).assignment}.ipynb"
        path.write_bytes(self.filled_in(name, self.interns[who].name, **more))
        return self._take(who, path, at)

    def evaluate(self, who, name, by=None, week=12):
        """Let a supervisor send a form, filled in with the author's answers; `by` is another placement's person."""
        place = by or self.records.read(who).intern.placements[-1]
        answers = literals(self._built[name].reference)
        answers |= {"intern": self.interns[who].name, "host": place.host_name, "signed_on": str(self.at(week).date())}
        answers |= {"supervisor_name": place.supervisor, "signed_name": place.supervisor}
        answers |= {"supervisor_email": place.supervisor_email}
        path = self.root / f"{name}.json"
        form = {"citylab_form": 1, "document": name, "intern": who, "answers": answers}
        path.write_text(json.dumps(form), encoding="utf-8")
        return self._take(who, path, self.at(week))

    def _take(self, who, path, at):
        with self.records.lock():
            return take(self.records, who, [path], at=at, now=ALWAYS)[0]

    def mark(self, share_of, *, but=()):
        """
        Mark what lies in ``submitted/`` as tests, and people in formgrader, would: rows in nbgrader's gradebook.

        `share_of` gives the share of all points, 0 to 1, by intern and document; pairs in `but` are left as they are.
        """
        for one in documents():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # nbgrader uses calls that SQLAlchemy advises against
                with Book(self.course, one.assignment):
                    pass  # makes the assignment in the gradebook, as citylab grade does
        with open_book(self.course) as book:
            for one in documents():
                assignment = book.find_assignment(one.assignment)
                notebook = assignment.notebooks[0]
                cells = notebook.grade_cells
                for student in book.students:
                    is_there = (self.course / "submitted" / student.id / one.assignment).is_dir()
                    if is_there and (student.id, one.name) not in but:
                        work = SubmittedAssignment(assignment=assignment, student=student)
                        made = SubmittedNotebook(notebook=notebook, assignment=work)
                        book.db.add(work)
                        for cell in cells:
                            points = cell.max_score * share_of(student.id, one.name)
                            kind = "auto_score" if cell.cell_type == "code" else "manual_score"
                            book.db.add(Grade(cell=cell, notebook=made, needs_manual_grade=False, **{kind: points}))
            book.db.commit()


def literals(cells):
    """Return the fields that the cells of an answered form give, all sections in one dictionary."""
    import ast

    found = {}
    for source in cells.values():
        for node in ast.parse(source).body:
            if isinstance(node, ast.Assign) and re.match("[{]", ast.get_source_segment(source, node.value) or ""):
                found |= ast.literal_eval(node.value)
    return found

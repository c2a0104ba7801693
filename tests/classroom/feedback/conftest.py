"""A marked notebook of the small assignment, without running anything."""

import copy
import shutil
import warnings
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from classroom.feedback.marks import Mark, Marks

NAME = "street-lamps"


def error(ename, evalue, *rows):
    """An output as a kernel gives it."""
    return nbformat.v4.new_output("error", ename=ename, evalue=evalue, traceback=[*rows, f"{ename}: {evalue}"])


@pytest.fixture
def marked(street_lamps):
    """The source with a student's answers; every test passes."""
    return _answered(street_lamps)


def _answered(street_lamps):
    notebook = copy.deepcopy(street_lamps.source)
    for cell in notebook.cells:
        if cell.metadata.nbgrader.solution and cell.cell_type == "code":
            cell.source = street_lamps.reference[cell.metadata.nbgrader.grade_id]
    return notebook


@pytest.fixture
def marks():
    """Nothing earned, and the written answer waits."""
    of = {"test-energy-1": 1, "test-energy-2": 2, "test-lamps-1": 2, "test-lamps-2": 3, "test-dark-hours-1": 2}
    cells = {name: Mark(0.0, float(most), False) for name, most in of.items()}
    return Marks("ada", "Ada Okoro", {**cells, "who": Mark(0.0, 4.0, True)}, {}, 0.0, 0.0, 14.0, 4.0, 0.0, 0.0)


@pytest.fixture
def course(tmp_path, marked_course):
    """A copy of a course root with a gradebook and two students, of whom one is marked."""
    return Path(shutil.copytree(marked_course, tmp_path / "course"))


@pytest.fixture(scope="session")
def marked_course(tmp_path_factory, small_course, street_lamps):
    """The course root itself; to make a gradebook takes seconds."""
    root, marked = tmp_path_factory.mktemp("marked"), _answered(street_lamps)
    shutil.copy(small_course / "assignments" / "nbgrader_config.py", root)
    with warnings.catch_warnings(), Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        warnings.simplefilter("ignore")  # nbgrader uses a call that SQLAlchemy advises against
        gradebook.add_assignment(NAME)
        gradebook.add_notebook(NAME, NAME)
        for cell in marked.cells:
            tags = cell.metadata.nbgrader
            if tags.grade:
                gradebook.add_grade_cell(tags.grade_id, NAME, NAME, max_score=tags.points, cell_type=cell.cell_type)
            if tags.solution:
                gradebook.add_solution_cell(tags.grade_id, NAME, NAME)
        gradebook.add_student("ada", first_name="Ada", last_name="Okoro")
        gradebook.add_student("ben")
        gradebook.add_submission(NAME, "ada")
        for grade in gradebook.find_submission_notebook(NAME, NAME, "ada").grades:
            grade.auto_score, grade.needs_manual_grade = (
                (grade.max_score, False) if grade.name != "who" else (None, True)
            )
        gradebook.find_comment("lamps", NAME, NAME, "ada").manual_comment = "Well *drawn*."
        gradebook.find_comment("who", NAME, NAME, "ada").auto_comment = "No response."
        gradebook.db.commit()
    folder = root / "autograded" / "ada" / NAME
    folder.mkdir(parents=True)
    nbformat.write(marked, folder / f"{NAME}.ipynb")
    (folder / "timestamp.txt").write_text("2025-03-13 12:00:00 UTC")
    (folder / "submission_secret.txt").write_text("secret")
    return root

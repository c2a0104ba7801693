"""`citylab feedback`: write the pages of a class to where nbgrader hands them out from."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from classroom.course_root import load_config
from classroom.errors import CitylabError
from classroom.feedback.content import make_page
from classroom.feedback.marks import read_marks
from classroom.feedback.render import render

# What `nbgrader release_feedback` looks for beside a page.
BESIDE = ("timestamp.txt", "submission_secret.txt")


def write_pages(
    course: Path, assignment: str, *, student: str | None = None, say: Callable[[str], object] = print
) -> list[Path]:
    """
    Write a page for everybody who is marked, or for one student.

    Parameters
    ----------
    course : pathlib.Path
        The course root, the folder with ``nbgrader_config.py``.
    assignment : str
        For example ``smart-grids``.
    student : str, optional
        Only this one.
    say : callable
        Told in a line why somebody gets no page.

    Returns
    -------
    list of pathlib.Path
        The pages.

    Raises
    ------
    CitylabError
        If the student or the assignment is unknown, or nobody is marked.
    """
    written: list[Path] = []
    with _open_gradebook(course) as gradebook:
        students = _students(gradebook, course, assignment, student)
        for name in students:
            try:
                written += _write(course, gradebook, assignment, name)
            except CitylabError as error:
                if student:
                    raise
                say(str(error))
    if not written:
        raise CitylabError(f"{assignment}: nobody is marked yet; run: citylab grade {assignment}")
    return written


def read_autograded(path: Path) -> NotebookNode:
    """
    Read a marked notebook.

    Raises
    ------
    CitylabError
        If it is missing or damaged.
    """
    remedy = "mark it again, with: citylab grade --regrade"
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(notebook)
    except FileNotFoundError:
        raise CitylabError(f"{path}: the marked notebook is missing; {remedy}") from None
    except OSError as error:
        raise CitylabError(f"{path}: cannot be read ({error.strerror})") from None
    except Exception:
        raise CitylabError(f"{path}: the marked notebook is damaged; {remedy}") from None
    return notebook


def _write(course: Path, gradebook: Any, assignment: str, student: str) -> list[Path]:
    marked = course / "autograded" / student / assignment
    sources = sorted(marked.glob("*.ipynb"))
    if not sources:
        read_marks(gradebook, assignment, assignment, student)
        read_autograded(marked / f"{assignment}.ipynb")
    written = []
    for source in sources:
        marks = read_marks(gradebook, assignment, source.stem, student)
        html = render(make_page(read_autograded(source), marks, assignment=assignment))
        target = course / "feedback" / student / assignment / f"{source.stem}.html"
        try:
            _put(target, html)
            for name in BESIDE:
                if (marked / name).exists():
                    shutil.copyfile(marked / name, target.with_name(name))
        except OSError as error:
            raise CitylabError(f"{target}: cannot be written ({error.strerror})") from error
        written.append(target)
    return written


def _put(target: Path, html: str) -> None:
    """Write whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    partial.write_text(html, encoding="utf-8")
    partial.replace(target)


def _students(gradebook: Any, course: Path, assignment: str, student: str | None) -> list[str]:
    """Return whose pages are to be written: those who handed in."""
    from nbgrader.api import MissingEntry

    try:
        gradebook.find_assignment(assignment)
    except MissingEntry:
        names = ", ".join(sorted(found.name for found in gradebook.assignments)) or "none"
        raise CitylabError(f"no assignment named {assignment} in the gradebook; there are: {names}") from None
    if student is None:
        return sorted(found.student.id for found in gradebook.assignment_submissions(assignment))
    try:
        return [gradebook.find_student(student).id]
    except MissingEntry:
        raise CitylabError(f"no student named {student} in the gradebook; see: nbgrader db student list") from None


@contextmanager
def _open_gradebook(course: Path) -> Iterator[Any]:
    from nbgrader.api import Gradebook
    from sqlalchemy.exc import SQLAlchemyError

    url = load_config(course).CourseDirectory.db_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        raise CitylabError(f"{course}: there is no gradebook yet; mark the class first, with: citylab grade")
    try:
        with Gradebook(url) as gradebook:
            yield gradebook
    except SQLAlchemyError as error:
        raise CitylabError(f"{url}: the gradebook cannot be read: {str(error).splitlines()[0]}") from error

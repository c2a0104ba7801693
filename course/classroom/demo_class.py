"""Make a class of simulated students and take it from handing out to handing back."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from classroom import gradebook
from classroom.assignment import open_assignment
from classroom.course_root import CONFIG
from classroom.demo_report import DemoClass, Row, print_report
from classroom.errors import CitylabError
from classroom.nbgrader_run import NbgraderRun
from classroom.simulation import Student, make_class
from classroom.variants import path_of, read_variants

DUE = datetime(2025, 3, 14, 17, 0)
SIGN = "SIMULATED.txt"
SIGN_TEXT = "Everything in this folder is simulated: no student here exists. `citylab demo-class` may replace it.\n"
FOLDERS = ("source", "release", "exchange", "students", "submitted", "autograded", "marking", "feedback")
FILES = (CONFIG, "gradebook.db", "grades.csv")


def run(
    assignment: str,
    *,
    root: Path,
    students: int = 12,
    folder: Path | None = None,
    seed: int = 2025,
    console: Console | None = None,
) -> DemoClass:
    """
    Make a class, hand out, hand in, mark, give feedback, export, and print the gradebook.

    Parameters
    ----------
    assignment : str
        For example ``smart-grids``.
    root : pathlib.Path
        The repository.
    students : int
        Size of the class, 1 to 200.
    folder : pathlib.Path, optional
        Where the class is made, ``demo-class`` in the repository unless told. An earlier
        demonstration there is replaced; anything else is left alone.
    seed : int
        The same seed makes the same class.
    console : rich.console.Console, optional
        Where progress and tables are printed.

    Returns
    -------
    DemoClass

    Raises
    ------
    CitylabError
        If there is no such assignment, the size is out of range, the folder holds anything
        but an earlier demonstration or cannot be written to, or nbgrader fails on more than
        single submissions.
    """
    if not 1 <= students <= 200:
        raise CitylabError(f"a demonstration class has 1 to 200 students, got {students}; try --students 12")
    console = console or Console()
    folder = (folder or root / "demo-class").resolve()
    asked = open_assignment(root, assignment)
    people = make_class(asked, read_variants(path_of(root, assignment), asked), students=students, seed=seed)
    _clear(folder)
    with warnings.catch_warnings():
        # nbgrader uses calls that Python and SQLAlchemy advise against; nobody here can mend that.
        warnings.simplefilter("ignore")
        nbgrader = NbgraderRun(root / "assignments", folder, assignment)
        with Progress(console=console, transient=True) as progress:
            reasons = _take_through(nbgrader, people, progress)
        entries = {entry.student: entry for entry in gradebook.read_entries(folder, assignment)}
    rows = [Row(person, entries[person.id], reasons.get(person.id, "")) for person in people]
    made = DemoClass(assignment, folder, rows)
    print_report(made, console)
    return made


def _clear(folder: Path) -> None:
    """Remove an earlier demonstration; refuse anything else."""
    from nbgrader.utils import rmtree

    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not (folder / SIGN).exists():
            raise CitylabError(f"{folder}: holds something that demo-class did not make; name an empty --folder")
        for name in FOLDERS:
            if (folder / name).exists():
                rmtree(str(folder / name))
        for name in FILES:
            (folder / name).unlink(missing_ok=True)
        (folder / SIGN).write_text(SIGN_TEXT, encoding="utf-8")
    except OSError as error:
        raise CitylabError(f"{folder}: cannot be written to ({error.strerror}); name another --folder") from error


def _take_through(nbgrader: NbgraderRun, people: list[Student], progress: Progress) -> dict[str, str]:
    """Run all steps; return the reason for each submission that could not be marked."""
    handing_in = [person for person in people if person.submission.notebook is not None]
    bar = progress.add_task("", total=6 + len(people) + 2 * len(handing_in))

    def step(words: str) -> None:
        progress.update(bar, advance=1, description=words)

    step("generating the release")
    nbgrader.generate(DUE)
    step("releasing")
    nbgrader.release()
    for person in people:
        step(f"{person.id} hands in")
        nbgrader.enrol(person.id, person.first_name, person.last_name, person.email)
        if person.submission.notebook is not None:
            nbgrader.submit(
                person.id, person.submission.notebook, DUE + timedelta(seconds=person.submission.after_due_s)
            )
    step("collecting")
    nbgrader.collect()
    reasons = _mark(nbgrader, handing_in, step)
    for person in handing_in:
        step(f"feedback for {person.id}")
        if person.id not in reasons:
            nbgrader.generate_feedback(person.id)
    step("releasing feedback")
    nbgrader.release_feedback()
    step("exporting")
    nbgrader.export()
    return reasons


def _mark(nbgrader: NbgraderRun, people: list[Student], step: Callable[[str], None]) -> dict[str, str]:
    """Mark as ``citylab grade`` does; the submissions are the author's own, so they may run where nothing seals."""
    if not hasattr(os, "fork"):
        return _mark_as_nbgrader(nbgrader, people, step)
    # nbgrader takes a second to import.
    from classroom.grading.grade import Order, grade
    from classroom.grading.submissions import Record
    from classroom.sandbox.probe import why_not_sealed

    def tell(what: str, left: int, record: Record | None) -> None:
        if record is not None:
            step(f"marked {record.student}")

    result = grade(Order(nbgrader.folder, nbgrader.assignment, sealed=not why_not_sealed()), tell=tell)
    # After the semicolon stands what to do; nobody can ask these students.
    return {record.student: record.reason.partition(";")[0] for record in result.records if record.reason}


def _mark_as_nbgrader(nbgrader: NbgraderRun, people: list[Student], step: Callable[[str], None]) -> dict[str, str]:
    reasons = {}
    for person in people:
        step(f"marking {person.id}")
        if reason := nbgrader.autograde(person.id):
            reasons[person.id] = reason
    return reasons

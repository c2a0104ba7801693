"""Put a supervisor's answers into the notebook of the assignment, as if they had been typed there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from citylab.internship.answers import form
from citylab.internship.documents import document
from classroom.errors import CitylabError
from classroom.intake.places import STAMP, write
from classroom.internship.forms.filled import Filled
from classroom.internship.forms.ids import refuse_unsafe
from classroom.internship.forms.literals import as_assignment

__all__ = ["hand_in"]


def hand_in(filled: Filled, course: Path, *, at: datetime | None = None, replace: bool = False) -> Path:
    """
    Write ``submitted/INTERN/ASSIGNMENT/ASSIGNMENT.ipynb``, which `citylab grade` marks like any submission.

    An earlier one is never lost: if it says the same, nothing is written; if it says something else, this is
    refused. With `replace` the earlier notebook stays beside as ``ASSIGNMENT-earlier-1.ipynb.kept``, and so on.

    Parameters
    ----------
    filled : Filled
        Of `read`.
    course : pathlib.Path
        The nbgrader course root, with the released assignment.
    at : datetime.datetime, optional
        When it came in, in UTC; for the rules about lateness. Without it, it counts as in time.
    replace : bool
        Whether a newer form takes the place of an earlier one.

    Raises
    ------
    CitylabError
        If the assignment was never released, another form is there already, or the place is a link.
    """
    refuse_unsafe(filled.intern)
    name = document(filled.document).assignment
    content = nbformat.writes(_filled_in(_release(course, name), filled)).encode("utf-8")
    folder = course / "submitted" / filled.intern / name
    path = folder / f"{name}.ipynb"
    for link in (path, folder, folder.parent):
        if link.is_symlink():
            raise CitylabError(f"{link}: a link, which is not written through; put a folder in its place")
    if path.exists() and path.read_bytes() != content:
        if not replace:
            raise CitylabError(
                f"{path}: another {filled.document} of {filled.intern} is there already; "
                "ask the supervisor which one counts, and replace it on purpose: the earlier one is then kept beside it"
            )
        _keep(path)
    folder.mkdir(parents=True, exist_ok=True)
    write(path, content)
    if at is not None:
        write(folder / STAMP, at.strftime("%Y-%m-%d %H:%M:%S.%f UTC").encode())
    return path


def _release(course: Path, name: str) -> NotebookNode:
    path = course / "release" / name / f"{name}.ipynb"
    if not path.is_file():
        raise CitylabError(f"{path}: the assignment has not been released; run: citylab release {name}")
    return nbformat.read(path, as_version=4)


def _filled_in(notebook: NotebookNode, filled: Filled) -> NotebookNode:
    """Return the notebook with the answers in its one answer cell, in the order of the form."""
    cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    if len(cells) != 1 or cells[0].cell_type != "code":
        raise CitylabError(
            f"the released notebook of {filled.document} should have one answer cell, and has {len(cells)}; "
            f"release it anew: citylab release {document(filled.document).assignment}"
        )
    ordered = {name: filled.answers[name] for name in form(filled.document).fields if name in filled.answers}
    cells[0].source = as_assignment(cells[0].metadata.nbgrader.grade_id.replace("-", "_"), ordered)
    return notebook


def _keep(path: Path) -> None:
    """Move an earlier notebook beside, under a name that nobody takes for a submission."""
    number = 1
    while (kept := path.with_name(f"{path.stem}-earlier-{number}{path.suffix}.kept")).exists():
        number += 1
    path.rename(kept)

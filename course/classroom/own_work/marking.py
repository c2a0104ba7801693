"""Mark a learner's own copy as a class's submissions are marked: no server, no network, no gradebook."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from citylab import progress
from classroom.building.masters import discussions_of
from classroom.errors import CitylabError
from classroom.feedback.alone import Alone
from classroom.feedback.content import Page
from classroom.feedback.failures import TOO_LONG
from classroom.grading.matching import squeezed
from classroom.grading.notebook_bytes import UnreadableNotebookError
from classroom.grading.reading import read_notebook
from classroom.grading.rebuild import rebuild
from classroom.grading.remarks import Remark
from classroom.own_work import copies, page, running, tries
from classroom.own_work.lab_address import lab_address
from classroom.own_work.release import released_from, source_of
from classroom.own_work.running import run

CHANGED = (
    "The assignment has changed since your copy was made: your answers are marked against the new one. "
    "To bring your work into it, run citylab save, then citylab restore with the file that it wrote."
)


AGAIN = (
    "In JupyterLab, choose File, then Revert Notebook to Checkpoint; or rename it, and the next call makes a new copy"
)
SMALLER = "Choose Edit, then Clear Outputs of All Cells, take out cells of your own that you don't need, and save"


@dataclass(frozen=True)
class OwnMark:
    """
    What came of marking a learner's own copy.

    Attributes
    ----------
    page : pathlib.Path
        The feedback page, one HTML file.
    points, total : float
        From the tests; written answers count for nothing here. [points]
    lines : list of str
        What a person should know, in sentences.
    """

    page: Path
    points: float
    total: float
    lines: list[str]


def mark(
    root: Path, notebook: Path, *, name: str | None = None, home: str | None = None, in_kernel: bool | None = None
) -> OwnMark:
    """
    Mark a notebook and write its feedback page; the notebook itself stays as it is.

    Parameters
    ----------
    root : pathlib.Path
        The repository.
    notebook : pathlib.Path
        The learner's copy, or any notebook with the answers.
    name : str, optional
        The assignment; else it is found by the notebook's name, folder or questions.
    home : str, optional
        Address of JupyterLab, for links to lessons, such as ``http://localhost:8888``; else it is looked for.
    in_kernel : bool, optional
        Whether a plain kernel runs it; unless told, where the engine cannot work.

    Raises
    ------
    CitylabError
        If there is no such file or assignment, the file is no notebook or one of something else,
        or no page can be written.
    """
    path = notebook.expanduser().resolve()
    submitted, remarks = _read(path)
    asked = copies.checked_name(root, name) if name else copies.name_of(root, path, _ids(submitted))
    source = source_of(root, asked)
    released = released_from(source)
    copies.check_belongs(path, asked, submitted, released)
    saved = page.saved_at(path)
    rebuilt = rebuild(source, released, submitted)
    outcome = run(source, rebuilt.notebook, seed=seed_of(rebuilt.notebook), in_kernel=in_kernel)
    marks = page.own_marks(outcome.notebook, outcome.scores)
    found = page.questions_of(outcome.notebook, marks, assignment=asked, home=home or lab_address(root))
    standings = _remember(asked, found, released, outcome.notebook)
    notes = [*_notes([*remarks, *rebuilt.remarks, *outcome.remarks]), *too_long(outcome.notebook)]
    notes += [CHANGED] if _has_changed(path, submitted, released) else []
    alone = Alone(_shown(path, root), saved, notes)
    made = page.with_references(found, source, standings, _discussions(root, asked), alone)
    written = page.write(made, copies.place_of(root, asked).parent)
    progress.record_assignment(asked, points=marks.automatic, total=marks.of)
    return OwnMark(written, marks.automatic, marks.of, _lines(made, saved, notes))


def seed_of(notebook: NotebookNode) -> int:
    """
    Return the number from which hidden tests draw their inputs, made of the learner's code.

    Other code is tried with other inputs, so no typed-in number lasts; the same code always gets the same, so a
    mark never changes by chance.
    """
    theirs = [
        cell.source
        for cell in notebook.cells
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("locked")
    ]
    return int(hashlib.sha256("\0".join(theirs).encode("utf-8", "replace")).hexdigest()[:12], 16)


def _read(path: Path) -> tuple[NotebookNode, list[Remark]]:
    if not path.exists():
        raise CitylabError(f"{path}: there is no such file; check its name, or leave --file out for your own copy")
    try:
        return read_notebook(path)
    except UnreadableNotebookError as error:
        what = str(error).partition(";")[0]
        is_large = "limit" in what or "more than" in what
        raise CitylabError(f"{path}: {what}. It is left as it is. {SMALLER if is_large else AGAIN}") from None


def _ids(notebook: NotebookNode) -> set[str]:
    return {str(cell.metadata.get("nbgrader", {}).get("grade_id", "")) for cell in notebook.cells}


def _remember(name: str, found: Page, released: NotebookNode, notebook: NotebookNode) -> dict[str, tries.Standing]:
    stubs = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in released.cells}
    return {
        one.id: tries.remember(name, one, stub=stubs.get(one.id, ""), notebook=notebook)
        for one in found.questions
        if one.is_code
    }


def _discussions(root: Path, name: str) -> dict[str, str]:
    """Return what authors say about other ways; without masters, as in a course that was only handed out, nothing."""
    path = root / "assignments" / "masters" / name / f"{name}.py"
    return discussions_of(path) if path.exists() else {}


def _notes(remarks: list[Remark]) -> list[str]:
    """Say what was mended in the notebook before it was marked."""
    return list(dict.fromkeys(f"{one.cell}: {one.text}" if one.cell else one.text for one in remarks))


def too_long(notebook: NotebookNode) -> list[str]:
    """Name the learner's cells that were stopped: the tests behind them only see that a name is missing."""
    found = []
    for cell in notebook.cells:
        tags = cell.metadata.get("nbgrader", {})
        errors = [output.ename for output in cell.get("outputs", []) if output.output_type == "error"]
        if not tags.get("locked") and set(errors) & set(TOO_LONG):
            name = tags.get("grade_id", "a cell of your own")
            found.append(f"{name}: this cell took longer than {running.CELL_S:g} s, and was stopped.")
    return found


def _has_changed(path: Path, submitted: NotebookNode, released: NotebookNode) -> bool:
    """Return whether a copy was made from another release, and still holds what that one said."""
    stamp = copies.stamp_in(path)
    if not stamp or stamp == copies.print_of(released):
        return False
    texts = {squeezed(cell.source) for cell in submitted.cells}
    given = [cell for cell in released.cells if not cell.metadata.get("nbgrader", {}).get("solution")]
    return any(squeezed(cell.source) not in texts for cell in given)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _lines(made: Page, saved: str, notes: list[str]) -> list[str]:
    """Return the result in sentences."""
    alone = made.alone
    tested = [question for question in made.questions if question.is_code]
    right = sum(question.status == "full" for question in tested)
    opened = [one.title for one in tested if one.status != "full" and one.reference and one.reference.text]
    lines = [
        f"{made.title}: {made.marks.automatic:.4g} of {made.marks.of:.4g} points from the tests; "
        f"{right} of {len(tested)} questions are right.",
        f"Marked: {alone.file if alone else ''}, saved {saved}. What was typed after that is not in it.",
    ]
    if opened:
        lines.append(f"The reference solution is open for: {'; '.join(opened)}.")
    return [*lines, *notes]

"""The feedback page of a learner's own copy: the class's page, with solutions that open and no person who waits."""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from nbformat import NotebookNode

from classroom.building.regions import without_markers
from classroom.errors import CitylabError
from classroom.feedback.alone import Alone, Reference
from classroom.feedback.content import Page, Question, make_page
from classroom.feedback.marks import Mark, Marks
from classroom.feedback.render import render
from classroom.own_work.tries import TRIES, WORDS, Standing, words

PAGE = "feedback.html"
CLOSED = (
    "The reference solution, and a discussion of other ways, open when this answer is right, "
    f"or after {TRIES} different answers that ran and were marked. So far: {{tries}} of {TRIES}."
)
CLOSED_SAMPLE = (
    f"Your own words first: a sample answer opens here when you have written at least {WORDS} words. So far: {{words}}."
)


def own_marks(notebook: NotebookNode, scores: Mapping[str, float]) -> Marks:
    """Return the marks of the tests; written answers wait, and no points are counted for them."""
    cells = {}
    for cell in notebook.cells:
        tags = cell.metadata.get("nbgrader", {})
        if tags.get("grade"):
            name, of = tags["grade_id"], float(tags["points"])
            cells[name] = Mark(scores.get(name, 0.0), of, name not in scores)
    automatic = sum(scores.values())
    of = sum(mark.of for name, mark in cells.items() if name in scores)
    return Marks("", "", cells, {}, automatic, 0.0, of, 0.0, 0.0, 0.0)


def questions_of(notebook: NotebookNode, marks: Marks, *, assignment: str, home: str) -> Page:
    """Return what the class's page would say; `home` is where JupyterLab runs."""
    return make_page(notebook, marks, assignment=assignment, home=home)


def with_references(
    page: Page,
    source: NotebookNode,
    standings: Mapping[str, Standing],
    discussions: Mapping[str, str],
    alone: Alone,
) -> Page:
    """Add to each question what the learner may read of the author's answer."""
    texts = {
        cell.metadata.nbgrader.grade_id: without_markers(cell.source)
        for cell in source.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    for question in page.questions:
        if question.id in texts:
            question.reference = _reference(question, texts[question.id], standings, discussions)
    return dataclasses.replace(page, alone=alone)


def _reference(
    question: Question, text: str, standings: Mapping[str, Standing], discussions: Mapping[str, str]
) -> Reference:
    if not question.is_code:
        written = words(question.answer)
        return Reference(text) if written >= WORDS else Reference("", "", CLOSED_SAMPLE.format(words=written))
    standing = standings[question.id]
    if standing.is_open:
        return Reference(text, discussions.get(question.id, ""))
    return Reference("", "", CLOSED.format(tries=standing.tries))


def saved_at(path: Path) -> str:
    """Say when a file was saved last, for what is typed after that is not marked."""
    try:
        saved = datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return "at a time that this computer cannot tell"
    told = f"{saved.day} {saved:%B %Y, %H:%M:%S}"
    is_ahead = saved.timestamp() > datetime.now().timestamp() + 60
    return f"{told} (ahead of this computer's clock: was the clock set back?)" if is_ahead else told


def write(page: Page, folder: Path) -> Path:
    """
    Write the page into `folder`, whole or not at all; where that cannot be written to, into a folder for the moment.

    Raises
    ------
    CitylabError
        If neither can be written to.
    """
    html = render(page).encode("utf-8")
    error: OSError | None = None
    for place in (folder, Path(tempfile.gettempdir()) / f"citylab-{page.assignment}-{os.getpid()}"):
        try:
            place.mkdir(parents=True, exist_ok=True)
            return _put(place / PAGE, html)
        except OSError as found:
            error = found
    raise CitylabError(f"{folder}: the page cannot be written ({error.strerror if error else ''}); is the disk full?")


def _put(target: Path, data: bytes) -> Path:
    number, part = tempfile.mkstemp(prefix=".page-", dir=target.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        os.chmod(part, 0o644)
        os.replace(part, target)
    finally:
        Path(part).unlink(missing_ok=True)
    return target

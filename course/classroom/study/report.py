"""A learner's standing as a table in the terminal, and as JSON."""

import json
from collections.abc import Mapping
from typing import Any

from citylab import overview
from citylab.modules import modules
from citylab.overview import Overview, Step
from citylab.reviews.due import Due
from citylab.standing import Standing

__all__ = ["as_json", "look", "row", "show"]


def look() -> Overview:
    """Return where the learner stands now."""
    return overview.now(modules())


def row(one: Standing, due: Due) -> dict[str, Any]:
    """
    Return the figures of a module by name.

    `read_share` is within 0 and 1, `seconds` is in seconds; what there is nothing of yet is None.
    """
    quiz: Mapping[str, Any] = one.quiz or {}
    marked: Mapping[str, Any] = one.assignment or {}
    return {
        "module": one.module.slug,
        "read_share": round(one.read, 3),
        "exercises": one.exercises,
        "tried": one.tried,
        "solved": one.solved,
        "quiz_best": quiz.get("best"),
        "quiz_last": quiz.get("last"),
        "quiz_questions": quiz.get("questions"),
        "wrap_up_solved": one.wrap_up.solved,
        "wrap_up_checks": one.wrap_up.total,
        "assignment_best": marked.get("best"),
        "assignment_last": marked.get("last"),
        "assignment_total": marked.get("total"),
        "assignment_when": marked.get("when"),
        "seconds": one.seconds,
        "questions_due": len(due.questions),
        "look_again": due.lesson.key if due.lesson else None,
        "is_complete": one.is_complete,
        "missing": "; ".join(one.missing.values()),
    }


def as_json(seen: Overview) -> str:
    """Return the modules that are ready, and what to do next, as JSON."""
    content = {
        "modules": [row(one, seen.due[one.module.slug]) for one in _ready(seen)],
        "next": [_said(step) for step in seen.steps],
        "seconds": seen.seconds,
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


def show(seen: Overview) -> None:
    """Print the table, and what to do next."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)  # so that it fits into 80 columns
    table.add_column("Module", min_width=12)
    for name in ("Read", "Solved", "Tried", "Quiz", "Wrap-up", "Assignment", "Time", "Due", "Done"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in _ready(seen):
        table.add_row(*_cells(one, seen.due[one.module.slug]))
    console = Console(highlight=False)
    console.print(table)
    for step in seen.steps:
        console.print(f"* {_said(step)}", markup=False)
    if seen.seconds:
        console.print(f"Time so far: {overview.spent(seen.seconds)}")
    console.print(overview.HOW_COUNTED, style="dim")


def _cells(one: Standing, due: Due) -> list[str]:
    quiz, marked = one.quiz, one.assignment
    return [
        f"{one.module.number:02d} {one.module.title}",
        f"{100 * one.read:.0f} %",
        f"{one.solved}/{one.exercises}",
        str(one.tried),
        f"{quiz['best']}/{quiz['questions']}" if quiz else "-",
        f"{one.wrap_up.solved}/{one.wrap_up.total}",
        f"{marked['best']:g}/{marked['total']:g}" if marked else "-",
        overview.spent(one.seconds) if one.seconds else "-",
        str(len(due.questions)) if due.questions else "-",
        "yes" if one.is_complete else "no",
    ]


def _ready(seen: Overview) -> list[Standing]:
    return [one for one in seen.standings if one.module.status == "ready"]


def _said(step: Step) -> str:
    return f"{step.say}: {step.title}" if step.title else step.say

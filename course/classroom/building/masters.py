"""From one hand-written assignment to nbgrader's source notebook."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from classroom.building import regions
from classroom.building.notebooks import make_cell, to_bytes
from classroom.building.percent import Cell, TagError, read_cells
from classroom.grading.steps import OUTSIDE

ALLOWED = {
    "code": {"solution", "tests", "points", "verdict"},
    "markdown": {"question", "manual", "points", "discussion"},
}
# Where a test's verdict is reached: outside the student's process unless the author says otherwise.
INSIDE = "inside"
PLACEHOLDER = re.compile(r"\[\[(points|total)\]\]")


def build_master(path: Path) -> bytes:
    """
    Build nbgrader's source notebook.

    ``[[points]]`` in a question, and ``[[total]]`` anywhere in the text, are filled in
    from the tags, so that printed points are marked points.

    Raises
    ------
    TagError
        If a tag or a region is wrong, or parts of a question are missing.
    """
    cells = read_cells(path, allowed=ALLOWED)
    points = _points(path, cells)
    _check(path, cells, points)
    # For who works alone, once the question is answered; no notebook holds it, and no other cell is numbered by it.
    cells = [cell for cell in cells if "discussion" not in cell.tags]
    made = []
    numbers: Counter[str] = Counter()
    for position, cell in enumerate(cells):
        grade_id = _grade_id(cell, position, numbers)
        source = _fill(path, cell, points)
        metadata: dict[str, Any] = {"nbgrader": _metadata(cell, grade_id)}
        if "tests" in cell.tags and cell.tags.get("verdict", OUTSIDE) == OUTSIDE:
            metadata["tags"] = [OUTSIDE]
        made.append(make_cell(cell.kind, source, grade_id, metadata))
    return to_bytes(made)


def discussions_of(path: Path) -> dict[str, str]:
    """
    Return what the author says about other ways, in Markdown, by the question's id.

    Raises
    ------
    TagError
        If a tag is wrong.
    """
    cells = read_cells(path, allowed=ALLOWED)
    _check(path, cells, _points(path, cells))
    return {cell.tags["discussion"]: cell.source for cell in cells if "discussion" in cell.tags}


def _points(path: Path, cells: list[Cell]) -> Counter[str]:
    """Sum the points of each question."""
    points: Counter[str] = Counter()
    for cell in cells:
        marked = cell.tags.get("tests") or cell.tags.get("manual")
        if bool(marked) != ("points" in cell.tags):
            remedy = "write points=2 beside it" if marked else 'only tests="id" and manual="id" carry points'
            raise TagError(path, cell.line, f"tests or manual, and points, go together; {remedy}")
        if marked:
            points[marked] += cell.tags["points"]
    return points


def _check(path: Path, cells: list[Cell], points: Counter[str]) -> None:
    lines: dict[tuple[str, str], int] = {}
    for cell in cells:
        roles = [tag for tag in cell.tags if tag not in ("points", "verdict")]
        if "verdict" in cell.tags and ("tests" not in cell.tags or cell.tags["verdict"] not in (OUTSIDE, INSIDE)):
            raise TagError(path, cell.line, 'verdict="inside" or "outside" stands beside tests="id"')
        if len(roles) > 1:
            raise TagError(path, cell.line, f"a cell has one role, found {' and '.join(roles)}; split the cell")
        for role in roles:
            key = (role, cell.tags[role])
            if role != "tests" and key in lines:
                raise TagError(path, cell.line, f"{role} {key[1]!r} stands already on line {lines[key]}; rename one")
            lines.setdefault(key, cell.line)
        _check_regions(path, cell)
    for (role, name), line in lines.items():
        for needed, remedy in _missing(role, name, lines):
            raise TagError(path, line, f"{role} {name!r} has no {needed}; {remedy}")
    for cell in cells:
        if "question" in cell.tags and "[[points]]" not in cell.source:
            raise TagError(path, cell.line, "a question says its points; write [[points]] in its heading")
        if "question" not in cell.tags and "[[points]]" in cell.source:
            raise TagError(path, cell.line, '[[points]] belongs in a cell with question="id"')


def _missing(role: str, name: str, lines: dict[tuple[str, str], int]) -> list[tuple[str, str]]:
    """List the partners that a cell lacks, each with the remedy."""
    answered = ("solution", name) in lines or ("manual", name) in lines
    if role == "question" and not answered:
        return [("answer cell", f'add # %% solution="{name}" or # %% [markdown] manual="{name}" points=3')]
    if role == "solution" and ("tests", name) not in lines:
        return [("tests", f'add # %% tests="{name}" points=2')]
    if role == "tests" and ("solution", name) not in lines:
        return [("solution", f'add # %% solution="{name}"')]
    if role == "discussion" and ("solution", name) not in lines:
        return [("solution", f'write it below # %% solution="{name}"; a written answer has its sample answer instead')]
    if role != "question" and ("question", name) not in lines:
        return [("question", f'add # %% [markdown] question="{name}"')]
    return []


def _check_regions(path: Path, cell: Cell) -> None:
    if "solution" in cell.tags:
        regions.check_regions(path, cell, name=regions.SOLUTION, required=True)
        regions.refuse_regions(path, cell, (regions.HIDDEN_TESTS,))
    elif "tests" in cell.tags:
        regions.check_regions(path, cell, name=regions.HIDDEN_TESTS, required=False)
        regions.refuse_regions(path, cell, (regions.SOLUTION,))
    else:
        regions.refuse_regions(path, cell, (regions.SOLUTION, regions.HIDDEN_TESTS))


def _grade_id(cell: Cell, position: int, numbers: Counter[str]) -> str:
    if name := cell.tags.get("solution") or cell.tags.get("manual"):
        return name
    if name := cell.tags.get("question"):
        return f"question-{name}"
    if name := cell.tags.get("tests"):
        numbers[name] += 1
        return f"test-{name}-{numbers[name]}"
    return f"cell-{position:03d}"


def _metadata(cell: Cell, grade_id: str) -> dict[str, Any]:
    is_graded = "tests" in cell.tags or "manual" in cell.tags
    is_answer = "solution" in cell.tags or "manual" in cell.tags
    metadata = {
        "grade": is_graded,
        "grade_id": grade_id,
        # Text, imports and tests are put back when the work is graded.
        "locked": not is_answer,
        "schema_version": 3,
        "solution": is_answer,
        "task": False,
    }
    if is_graded:
        metadata["points"] = cell.tags["points"]
    return metadata


def _fill(path: Path, cell: Cell, points: Counter[str]) -> str:
    if cell.kind != "markdown":
        return cell.source
    values = {"total": sum(points.values()), "points": points.get(cell.tags.get("question", ""), 0)}

    def spell(match: re.Match[str]) -> str:
        number = values[match[1]]
        return f"{number} point" if number == 1 else f"{number} points"

    return PLACEHOLDER.sub(spell, cell.source)

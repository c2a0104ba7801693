"""The marked regions of a cell: solutions and hidden tests."""

from __future__ import annotations

import ast
import textwrap
from pathlib import Path

from classroom.building.percent import Cell, TagError

SOLUTION = "SOLUTION"
HIDDEN_TESTS = "HIDDEN TESTS"
LESSON_STUB = "# Your code here."


def check_regions(path: Path, cell: Cell, *, name: str, required: bool) -> None:
    """
    Refuse a cell whose ``### BEGIN name`` and ``### END name`` lines do not pair.

    Raises
    ------
    TagError
        If a region is open, closed twice, nested, or missing though required.
    """
    begin, end = f"### BEGIN {name}", f"### END {name}"
    is_open, count = False, 0
    for offset, row in enumerate(cell.source.splitlines(), start=1):
        if row.strip() == begin:
            if is_open:
                raise TagError(path, cell.line + offset, f"'{begin}' inside another; close the first one")
            is_open, count = True, count + 1
        elif row.strip() == end:
            if not is_open:
                raise TagError(path, cell.line + offset, f"'{end}' without '{begin}'")
            is_open = False
    if is_open:
        raise TagError(path, cell.line, f"'{begin}' is never closed; add '{end}'")
    if required and not count:
        raise TagError(path, cell.line, f"this cell needs '{begin}' and '{end}' around what students write")


def refuse_regions(path: Path, cell: Cell, names: tuple[str, ...]) -> None:
    """
    Refuse marked regions where the cell's tag does not call for them.

    Raises
    ------
    TagError
        If such a region is found: it would reach students as it is.
    """
    for name in names:
        if f"### BEGIN {name}" in cell.source or f"### END {name}" in cell.source:
            tag = "solution" if name == SOLUTION else "tests"
            raise TagError(path, cell.line, f'a {name.lower()} region needs a tag: write # %% {tag}="id"')


def without_markers(source: str) -> str:
    """Return the cell as the solution notebook shows it: without the region marks."""
    rows = [row for row in source.splitlines() if not row.strip().startswith(("### BEGIN ", "### END "))]
    return "\n".join(rows)


def with_stub(path: Path, cell: Cell, *, used_later: set[str]) -> str:
    """
    Return the cell as the student's lesson shows it.

    At top level every name that the solution binds, and that a later cell uses, becomes ``name = ...``, so
    that the lesson still runs and the self-check can say "not answered yet". Other names are the solver's own.

    Raises
    ------
    TagError
        If a top-level solution binds no such name: there would be nothing to check.
    """
    rows: list[str] = []
    block: list[str] | None = None
    for row in cell.source.splitlines():
        mark = row.strip()
        if mark == f"### BEGIN {SOLUTION}":
            block, indent = [], row[: len(row) - len(row.lstrip())]
        elif mark == f"### END {SOLUTION}" and block is not None:
            rows += [indent + LESSON_STUB, *(indent + stub for stub in _stubs(path, cell, block, indent, used_later))]
            block = None
        elif block is not None:
            block.append(row)
        else:
            rows.append(row)
    return "\n".join(rows)


def _stubs(path: Path, cell: Cell, block: list[str], indent: str, used_later: set[str]) -> list[str]:
    if indent:
        return ["..."]
    names: list[str] = []
    for node in ast.parse(textwrap.dedent("\n".join(block))).body:
        if isinstance(node, ast.FunctionDef):
            names.append(node.name)
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            names += [n.id for n in ast.walk(target) if isinstance(n, ast.Name)] if target else []
    asked = [name for name in dict.fromkeys(names) if name in used_later]
    if not asked:
        raise TagError(path, cell.line, "the solution binds no name that a later cell uses; check(...) one of them")
    return [f"{name} = ..." for name in asked]

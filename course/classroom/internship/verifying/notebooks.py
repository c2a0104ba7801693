"""Read the notebooks of a project, as data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.verdict import Finding, count, failed, ok

__all__ = ["Cell", "Notebook", "read"]

MOST_CELLS = 1_000
MOST_MB = 10
# A cell with this tag may fail: nbclient, which others run notebooks with, goes on as well.
_MAY_FAIL = "raises-exception"


@dataclass(frozen=True)
class Cell:
    """
    A code cell.

    Attributes
    ----------
    number : int
        Its place among all cells of the notebook; the first is 1.
    source : str
        The code.
    may_fail : bool
        Whether the author expects an error.
    """

    number: int
    source: str
    may_fail: bool = False


@dataclass(frozen=True)
class Notebook:
    """
    A notebook.

    Attributes
    ----------
    path : str
        In the project.
    cells : tuple of Cell
        Its code cells.
    """

    path: str
    cells: tuple[Cell, ...]


def read(folder: Folder, paths: tuple[str, ...]) -> tuple[list[Notebook], list[Finding]]:
    """Return the notebooks that are named, and the findings of the check ``notebooks``."""
    found, problems = [], []
    for path in paths:
        try:
            found.append(_notebook(folder, path))
        except ValueError as error:
            remedy = "Open it in Jupyter, save it, and mend its name in portfolio.toml."
            problems.append(failed("notebooks", str(error), remedy))
    others = sorted(file for file in folder.below("notebooks") if file.endswith(".ipynb") and file not in paths)
    remedy = "Name it in portfolio.toml at the place where it runs, or delete it."
    problems += [failed("notebooks", f"portfolio.toml does not name {file}", remedy) for file in others]
    cells = [cell for one in found for cell in one.cells]
    return found, problems or [ok("notebooks", f"{count(found, 'notebook')} with {count(cells, 'code cell')}")]


def _notebook(folder: Folder, path: str) -> Notebook:
    if not folder.has(path):
        raise ValueError(f"{path} is not there")
    content = folder.read(path)
    if len(content) > MOST_MB * 1_000_000:
        raise ValueError(f"{path} has more than {MOST_MB} MB: clear its outputs")
    try:
        data = json.loads(content)
        if data["nbformat"] != 4:
            raise ValueError("not of format 4")
        listed = [_cell(number, cell) for number, cell in enumerate(data["cells"], start=1)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{path} is no notebook that can be read: {type(error).__name__}: {error}") from None
    cells = tuple(cell for cell in listed if cell is not None)
    if not cells or len(listed) > MOST_CELLS:
        raise ValueError(f"{path} has {len(cells)} code cells; it may have 1 to {MOST_CELLS:,}")
    return Notebook(path, cells)


def _cell(number: int, data: Any) -> Cell | None:
    if data["cell_type"] != "code":
        return None
    source = data["source"] if isinstance(data["source"], str) else "".join(data["source"])
    return Cell(number, source, _MAY_FAIL in data.get("metadata", {}).get("tags", []))

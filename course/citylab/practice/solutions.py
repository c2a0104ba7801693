"""The author's solution of an exercise, taken from the solution notebooks."""

import json
from pathlib import Path

from citylab.paths import root

__all__ = ["solution"]

_MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")


def solution(name: str) -> str | None:
    """
    Return the source of the solution cell.

    Parameters
    ----------
    name : str
        Id of the exercise, which is the id of the cell.

    Returns
    -------
    str or None
        Python source without the markers; None if no solution notebook has the cell.
    """
    for path in sorted((root() / "course" / "solutions").rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts and (source := _cell(path, name)) is not None:
            lines = source.splitlines()
            return "\n".join(line for line in lines if line.strip() not in _MARKERS)
    return None


def _cell(path: Path, name: str) -> str | None:
    text = path.read_text(encoding="utf-8")
    if f'"{name}"' not in text:
        return None
    for cell in json.loads(text)["cells"]:
        if cell.get("id") == name:
            return "".join(cell["source"])
    return None

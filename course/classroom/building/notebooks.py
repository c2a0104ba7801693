"""Write notebooks whose bytes depend on their source only."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def make_cell(kind: str, source: str, cell_id: str, metadata: dict[str, Any] | None = None) -> nbformat.NotebookNode:
    """Return a cell without outputs, with a stable id."""
    make = new_code_cell if kind == "code" else new_markdown_cell
    return make(source, id=cell_id[:64], metadata=metadata or {})


def to_bytes(cells: list[nbformat.NotebookNode]) -> bytes:
    """Return the notebook file. The same cells give the same bytes."""
    notebook = new_notebook(cells=cells, metadata=METADATA)
    nbformat.validate(notebook)
    return (nbformat.writes(notebook, version=4) + "\n").encode("utf-8")


def is_worked_in(data: bytes) -> bool:
    """Tell whether somebody ran the notebook, or saved it: what was built says less about its language."""
    try:
        notebook = nbformat.reads(data.decode("utf-8"), as_version=4)
    except Exception:
        # What cannot be read may still be somebody's work.
        return True
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    ran = any(cell.get("outputs") or cell.get("execution_count") for cell in code)
    return ran or notebook.metadata != METADATA

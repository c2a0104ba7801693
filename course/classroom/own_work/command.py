"""`citylab mark`: mark a learner's own copy of an assignment, and show the page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab mark smart-grids                       mark your copy, course/my-work/smart-grids/smart-grids.ipynb\n"
    "  citylab mark smart-grids --file my.ipynb       another notebook with your answers\n"
    "  citylab mark smart-grids --no-browser          only say where the page is\n"
    "\n\b\n"
    "Save the notebook first. Its tests are those that an instructor's marking runs, hidden ones too; nothing leaves\n"
    "your computer. Hidden tests get other inputs whenever your code changes. Your first call makes your copy."
)


def mark(
    name: Annotated[str, typer.Argument(help="The assignment, such as smart-grids.")],
    file: Annotated[Path | None, typer.Option(help="A notebook with your answers; else your copy.")] = None,
    browser: Annotated[bool, typer.Option(help="Show the page in the browser.")] = True,
) -> None:
    """Mark your own copy of an assignment, and show what is right, what is not, and where to look."""
    from citylab import paths
    from classroom.own_work import copies

    root = paths.root()
    copies.checked_name(root, name)
    path = file or _copy(root, name)
    if path is None:
        return
    from classroom.own_work.marking import mark as mark_notebook

    marked = mark_notebook(root, path, name=name)
    for line in marked.lines:
        typer.echo(line)
    typer.echo(f"Page: {marked.page}")
    if browser:
        import webbrowser

        webbrowser.open(marked.page.as_uri())


def _copy(root: Path, name: str) -> Path | None:
    """Return the learner's copy; None if it has only now been made and holds no answer."""
    from classroom.own_work import copies

    path = copies.place_of(root, name)
    if os.path.lexists(path):
        return path
    others = sorted(one.name for one in path.parent.glob("*.ipynb"))
    path = copies.copy_of(root, name)
    typer.echo(f"Your copy was made: {path}")
    if others:
        typer.echo(f"There are other notebooks beside it: {', '.join(others)}. To mark one, name it with --file.")
    if copies.holds_answers(root, name, path):
        typer.echo("It holds the answers that stood in assignments/release.")
        return path
    typer.echo(f"Open it in JupyterLab, answer what you can, save it, and run again: citylab mark {name}")
    return None

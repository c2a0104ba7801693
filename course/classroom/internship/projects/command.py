"""The command ``citylab internship starter``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["EXAMPLES", "starter"]

EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship starter                               list the starter projects\n"
    "  citylab internship starter network-operator              write one into a new folder of its name\n"
    "  citylab internship starter sensor-startup ~/my-project   write it there"
)


def starter(
    name: Annotated[str | None, typer.Argument(help="The project; without it, all are listed.")] = None,
    folder: Annotated[Path | None, typer.Argument(help="Where; a new folder of its name unless told.")] = None,
) -> None:
    """Write a starter project: data, a first notebook that runs, and tests that say when it is done."""
    from classroom.internship import projects

    if name is None:
        for one in map(projects.project, projects.names()):
            typer.echo(f"{one.name:20}{one.line}")
        return
    written = projects.write_starter(name, folder or Path(name))
    typer.echo(f"wrote {written}")
    typer.echo("next: read its README.md, then open the first notebook in its folder notebooks")

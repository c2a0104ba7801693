"""The command ``citylab progress``."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated

import typer

from classroom.errors import CitylabError

__all__ = ["EXAMPLES", "progress"]

EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab progress                          how far you are in each module\n"
    "  citylab progress --json                   the same for machines\n"
    "  citylab progress --export my-course.csv   one row per module, for a spreadsheet\n"
    "  citylab progress --export my-course.json  all that is kept of you\n"
    "  citylab progress --forget                 delete it, after asking\n"
    "\n\b\n"
    "Cells that you run, and time, are counted in JupyterLab; exercises and quizzes wherever you solve them.\n"
    "All of it lies in one file, .citylab/progress.json in your home folder; CITYLAB_PROGRESS names another."
)


def progress(
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON, and nothing else.")] = False,
    export: Annotated[Path | None, typer.Option(help="Write a new file, .json or .csv, and end.")] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Delete all of it, after asking, and end.")] = False,
) -> None:
    """Show how far you are in each module, what to review, and what to do next."""
    if sum((as_json, export is not None, forget)) > 1:
        raise CitylabError("choose one of --json, --export and --forget")
    if forget:
        _forget()
        return
    from citylab.modules import CourseError
    from classroom.study import report

    with redirect_stdout(sys.stderr):  # a remark about the file must not stand in the JSON
        try:
            seen = report.look()
        except CourseError as error:
            raise CitylabError(str(error)) from None
    if export is not None:
        from classroom.study.export import write

        write(export, seen)
        typer.echo(f"wrote {export}")
    elif as_json:
        typer.echo(report.as_json(seen))
    else:
        report.show(seen)


def _forget() -> None:
    from classroom.study import forgetting

    kept = forgetting.kept()
    if not kept.files:
        typer.echo(f"nothing is kept: there is no file {kept.location}")
        return
    for line in kept.lines:
        typer.echo(line)
    typer.confirm("Delete this for good?", abort=True)
    forgetting.delete(kept)
    typer.echo("deleted; your notebooks and the answers in them stay as they are")

"""The commands ``citylab save`` and ``citylab restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from classroom.errors import CitylabError

SAVE_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab save                           write citylab-work-2026-11-21.zip, with today's date\n"
    "  citylab save my-week.zip               give it a name\n"
    "\n\b\n"
    "In it: notebooks of course/notebooks, course/my-work and assignments/release that you changed, what you\n"
    "put beside them, and your progress. Not in it: outputs, hidden files,\n"
    "course/my-work/backup, files above 5 MB (50 MB in all)."
)
RESTORE_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab restore citylab-work-2026-11-21.zip\n"
    "  citylab restore from-a-friend.zip --from-another     notebooks only\n"
    "  citylab restore from-my-laptop.zip --mine            your own work: joins the progress of both computers\n"
    "\n\b\n"
    "Where you and the course both changed a cell, both stay, under a note. What stands here and is neither the\n"
    "course's nor in the file goes to course/my-work/backup. Restore as often as you like."
)


def save(
    file: Annotated[
        Path | None, typer.Argument(help="The new file, or a folder; citylab-work-DAY.zip here unless told.")
    ] = None,
) -> None:
    """Put your notebooks, your files and your progress into one file, to take with you."""
    from citylab import paths
    from classroom import keeping
    from classroom.keeping.saving import save_with_report
    from classroom.keeping.writing import free_name, write_new

    target = file or Path()
    if target.is_dir():
        target = free_name(target / keeping.file_name())
    if target.suffix.lower() != ".zip":
        raise CitylabError(
            f"{target}: the file is a zip file; give a name that ends in .zip, such as {target.stem}.zip"
        )
    saved = save_with_report(paths.root())
    write_new(target, saved.data)
    for line in saved.lines:
        typer.echo(line)
    typer.echo(f"wrote {target.absolute()} ({len(saved.data) / 1000:.0f} kB)")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that citylab save has made.")],
    from_another: Annotated[
        bool, typer.Option("--from-another", help="Take in another person's notebooks, without their progress.")
    ] = False,
    mine: Annotated[
        bool, typer.Option("--mine", help="The file is your own, from another computer: join the progress of both.")
    ] = False,
) -> None:
    """Bring saved work back, also into a newer version of the course; no cell of yours is lost."""
    from citylab import paths
    from classroom import keeping

    try:
        data = file.read_bytes()
    except OSError as error:
        raise CitylabError(f"{file}: cannot be read ({error.strerror}); name the file that citylab save made") from None
    for line in keeping.restore(paths.root(), data, from_another=from_another, mine=mine).lines:
        typer.echo(line)

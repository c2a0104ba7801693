"""The command ``citylab internship take``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from classroom.internship.records.options import InternArgument, RecordsOption

EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship take ada internship-scoping-sheet.ipynb        received now\n"
    "  citylab internship take ada mail/ --at 2027-02-12T16:30           a folder, received then\n"
    "  citylab internship take ada sheet.ipynb --document scoping-sheet  where neither name nor content tells\n"
    "  citylab internship take ada evaluation.json                       a supervisor's form\n"
    "  citylab internship take ada mail-of-the-host/ --from-supervisor   a folder of such forms\n"
    "\n\b\n"
    "Every version is kept. What is refused lies in the folder aside/ of the intern, with the reason in her journal.\n"
    "Then mark, for example: citylab grade internship-scoping-sheet. Exit code 1 if anything was refused."
)


def take(
    intern: InternArgument,
    files: Annotated[list[Path], typer.Argument(help="Notebooks, supervisors' forms (.json), or folders of them.")],
    at: Annotated[str, typer.Option(help="When it was received, such as 2027-02-12T16:30; now unless told.")] = "",
    document: Annotated[str, typer.Option(help="Which document it is, such as scoping-sheet.")] = "",
    from_supervisor: Annotated[
        bool,
        typer.Option("--from-supervisor", help="It came from the supervisor's address: take forms also from a folder."),
    ] = False,
    records: RecordsOption = None,
) -> None:
    """Take in what was handed in, keep each version, and lay it ready for marking."""
    from citylab.internship.documents import document as named
    from classroom.certificates.plain_text import shown_lines
    from classroom.errors import CitylabError
    from classroom.internship.records.options import moment_from, now, opened
    from classroom.internship.taking import take as take_in
    from classroom.internship.taking.take import NOT_TAKEN

    book = opened(records)
    try:
        wish = named(document) if document else None
    except KeyError as error:
        raise CitylabError(str(error.args[0])) from None
    with book.lock():
        moment = moment_from(at, book.cohort)
        taken = take_in(book, intern, files, at=moment, now=now(), document=wish, from_supervisor=from_supervisor)
    for one in taken:
        typer.echo(shown_lines(f"{one.outcome}: {one.document or one.file.name}{f'; {one.says}' if one.says else ''}"))
    if any(one.outcome == NOT_TAKEN for one in taken):
        raise typer.Exit(1)

"""The commands ``citylab internship marks``, ``event dispute``, ``event decide`` and ``event verdict``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from classroom.internship.records.options import InternArgument, RecordsOption, TodayOption

MARKS_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship marks                 the final marks, written into the gradebook as well\n"
    "\n\b\n"
    "The points of a document are those of the gradebook, by tests and by hand, or the second marker's. Lateness is\n"
    "taken off by the rule in cohort.toml. Then, in the folder of the course: nbgrader export"
)
DISPUTE_EXAMPLES = "\b\nexamples:\n  citylab internship event dispute ada final-report --why 'question 4 is answered'"
DECIDE_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship event decide ada final-report --points 41 --by 'Dr Sam Second' --why 'it is, on page 3'"
)
VERDICT_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship event verdict ada my-project/                    verify it now, and note what came of it\n"
    "  citylab internship event verdict ada --accepted --by 'Dr Ada Tutor' note a verdict that was reached elsewhere"
)
DocumentArgument = Annotated[str, typer.Argument(help="Name of the document, such as final-report.")]


def marks(today: TodayOption = "", records: RecordsOption = None) -> None:
    """Compute the final marks, show them, and write them into the gradebook."""
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from classroom.certificates.plain_text import shown
    from classroom.internship.marks import exporting
    from classroom.internship.records.options import day_from, opened

    book = opened(records)
    with book.lock():
        found = exporting.export(book, day_from(today, book.cohort))
    known = {True: "accepted", False: "refused"}
    projects = {intern: known[accepted] for intern, accepted in exporting.verdicts(book).items()}
    table = Table("id", box=box.SIMPLE_HEAD, title=f"{book.cohort.name}: {book.cohort.late.in_words()}")
    for name in ("final mark", "project", "open"):
        table.add_column(name)
    for intern, final in found.items():
        open_ = "; ".join(f"{one.document.title}: {one.why_not}" for one in final.open)
        table.add_row(escape(shown(intern)), f"{final.mark:.1f} %", projects.get(intern, "–"), escape(open_))
    Console(highlight=False).print(table)
    typer.echo(f"in the gradebook as {exporting.FINAL_MARK} and {exporting.PROJECT}")


def dispute(
    intern: InternArgument,
    document: DocumentArgument,
    why: Annotated[str, typer.Option(help="The intern's reason, in a line.")],
    records: RecordsOption = None,
) -> None:
    """Note that an intern disputes a mark."""
    from classroom.internship.marks import disputes
    from classroom.internship.records.options import now, opened

    book = opened(records)
    with book.lock():
        before = disputes.dispute(book, intern, document, why, at=now())
    typer.echo(f"noted: {document} of {intern}, {before:g} points; next: citylab internship event decide")


def decide(
    intern: InternArgument,
    document: DocumentArgument,
    points: Annotated[float, typer.Option(help="The second marker's points.")],
    by: Annotated[str, typer.Option(help="Name of the second marker, who is not the tutor.")],
    why: Annotated[str, typer.Option(help="The reason, in a line.")],
    records: RecordsOption = None,
) -> None:
    """Note what the second marker decided; that mark counts."""
    from classroom.internship.marks import disputes
    from classroom.internship.records.options import now, opened

    book = opened(records)
    with book.lock():
        made = disputes.decide(book, intern, document, points, by=by, why=why, at=now())
    typer.echo(
        f"{document} of {intern}: {made.before:g} before, {made.after:g} points now; then: citylab internship marks"
    )


def verdict(
    intern: InternArgument,
    project: Annotated[Path | None, typer.Argument(help="The project's folder, to verify it now.")] = None,
    accepted: Annotated[bool | None, typer.Option("--accepted/--refused", help="A verdict reached elsewhere.")] = None,
    by: Annotated[str, typer.Option(help="Who reached it.")] = "",
    wheels: Annotated[Path | None, typer.Option(help="Folder of packages to install from, without a network.")] = None,
    records: RecordsOption = None,
) -> None:
    """Note whether the portfolio's project can be reproduced."""
    from classroom.errors import CitylabError
    from classroom.internship.marks.verdicts import note, note_verified
    from classroom.internship.records.options import now, opened

    if (project is None) == (accepted is None):
        raise CitylabError("name the project's folder, or say --accepted or --refused with --by NAME")
    book = opened(records)
    if project is not None:
        says = note_verified(book, intern, project, at=now(), wheels=wheels)
    else:
        with book.lock():
            says = note(book, intern, bool(accepted), by=by, title="", says=(), at=now())
    typer.echo(says)

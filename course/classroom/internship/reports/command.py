"""The command ``citylab internship report``."""

from __future__ import annotations

from typing import Annotated

import typer

from classroom.internship.records.options import RecordsOption, TodayOption

EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship report ada --kind mid-term\n"
    "  citylab internship report --kind final              of every intern\n"
    "\n\b\n"
    "A page and a PDF in the folder reports/ of the intern. They hold marks and the supervisor's evaluation:\n"
    "give them to the intern and to nobody without her agreement."
)


def report(
    intern: Annotated[str, typer.Argument(help="Id of the intern; all unless told.")] = "",
    kind: Annotated[str, typer.Option(help="mid-term or final.")] = "mid-term",
    today: TodayOption = "",
    records: RecordsOption = None,
) -> None:
    """Write the mid-term or the final report, as a page and as PDF."""
    from classroom.errors import CitylabError
    from classroom.internship.marks.final import final
    from classroom.internship.marks.given import read_given
    from classroom.internship.records import Damage
    from classroom.internship.records.files import write_whole
    from classroom.internship.records.options import day_from, opened
    from classroom.internship.reports import page, pdf
    from classroom.internship.reports.content import KINDS
    from classroom.internship.reports.content import report as content_of

    if kind not in KINDS:
        raise CitylabError(f"--kind must be one of: {', '.join(KINDS)}; found {kind!r:.40}")
    book = opened(records)
    day = day_from(today, book.cohort)
    given = read_given(book.course)
    for one in [book.read(intern)] if intern else book.all():
        if isinstance(one, Damage):
            typer.echo(f"no report of {one.id}: {one.says}", err=True)
            continue
        made = content_of(one, book.cohort, final(one, book.cohort, day, given), kind, day)
        path = one.folder / "reports" / f"{kind}-{day}"
        write_whole(path.with_suffix(".html"), page.render(made))
        write_whole(path.with_suffix(".pdf"), pdf.render(made))
        typer.echo(f"wrote {path.with_suffix('.html')} and {path.with_suffix('.pdf').name}")

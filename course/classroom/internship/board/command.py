"""The commands ``citylab internship status`` and ``remind``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from classroom.internship.records.options import RecordsOption, TodayOption

STATUS_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship status                          who needs attention first\n"
    "  citylab internship status --today 2027-03-05       as it stood on that day\n"
    "  citylab internship status --html board.html        a page to open or print\n"
    "  citylab internship status --json                   for machines\n"
)
REMIND_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship remind                          texts for what is overdue or due within three days\n"
    "  citylab internship remind --to supervisors         only to the hosts\n"
    "\n\b\n"
    "Nothing is sent. Each text lies in the folder reminders/ of the intern, with address and subject; copy it into\n"
    "your mail. A second reminder of the same thing also names the tutor."
)


def status(
    today: TodayOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the board as JSON, and nothing else.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the board as a page to this file.")] = None,
    records: RecordsOption = None,
) -> None:
    """Show the board: who is on time, late, silent, absent or without a host, and what is due."""
    from classroom.internship.board import rows, showing
    from classroom.internship.records.options import day_from, opened

    book = opened(records)
    day = day_from(today, book.cohort)
    board = rows(book, day)
    if as_json:
        typer.echo(showing.as_json(book.cohort, board, day))
    elif html is not None:
        from classroom.internship.board.page import render
        from classroom.internship.records.files import write_whole

        write_whole(html, render(book.cohort, board, day))
        typer.echo(f"wrote {html}; it holds names: keep it where only you read it")
    else:
        showing.show(book.cohort, board, day)


def remind(
    today: TodayOption = "",
    to: Annotated[str, typer.Option(help="interns, supervisors or all.")] = "all",
    records: RecordsOption = None,
) -> None:
    """Write texts that remind interns and supervisors; nothing is sent."""
    from classroom.errors import CitylabError
    from classroom.internship.board import reminding
    from classroom.internship.records.options import day_from, now, opened

    whom = {"interns": ("intern",), "supervisors": ("supervisor",), "all": ("intern", "supervisor")}
    if to not in whom:
        raise CitylabError(f"--to must be one of: {', '.join(whom)}; found {to!r:.40}")
    book = opened(records)
    with book.lock():
        made = reminding.remind(book, day_from(today, book.cohort), at=now(), to=whom[to])
    for one in made:
        again = f" (time {one.time})" if one.time > 1 else ""
        typer.echo(f"{one.intern}, to the {one.to}{again}: {'; '.join(one.asks)}\n  {one.file}")
    typer.echo(f"{len(made)} texts written, none sent" if made else "nobody has to be reminded today")

"""The commands ``citylab internship event …``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from classroom.internship.marks import command as marks_command
from classroom.internship.records.options import InternArgument, RecordsOption

app = typer.Typer(
    help="Note what happens: absence, withdrawal, a call, a host that leaves, a new place, a dispute, a verdict.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship event absent ada --first 2027-02-15 --last 2027-02-19\n"
    "  citylab internship event host-left port --on 2027-03-05       and then place its interns anew"
)
app.command(epilog=marks_command.DISPUTE_EXAMPLES)(marks_command.dispute)
app.command(epilog=marks_command.DECIDE_EXAMPLES)(marks_command.decide)
app.command(epilog=marks_command.VERDICT_EXAMPLES)(marks_command.verdict)
Day = Annotated[str, typer.Option("--on", help="The day, such as 2027-03-05; today unless told.")]


@app.command(epilog="\b\nexamples:\n  citylab internship event absent ada --first 2027-02-15 --last 2027-02-19")
def absent(
    intern: InternArgument,
    first: Annotated[str, typer.Option(help="First day away.")],
    last: Annotated[str, typer.Option(help="Last day away.")],
    records: RecordsOption = None,
) -> None:
    """Note days away; no reason is kept. What falls due in them is due a week after the return."""
    from classroom.internship.changing import changes
    from classroom.internship.records.names import read_day
    from classroom.internship.records.options import now, opened

    book = opened(records)
    with book.lock():
        days = read_day(first, of="--first"), read_day(last, of="--last")
        changes.absent(book, intern, *days, at=now())
    typer.echo(f"{intern} is away from {days[0]} to {days[1]}")


@app.command(epilog="\b\nexamples:\n  citylab internship event withdrawn ada --on 2027-02-22")
def withdrawn(intern: InternArgument, on: Day = "", records: RecordsOption = None) -> None:
    """Note that an intern gives up; from that day on nothing is due."""
    from classroom.internship.changing import changes
    from classroom.internship.records.options import day_from, now, opened

    book = opened(records)
    with book.lock():
        day = day_from(on, book.cohort, of="--on")
        changes.withdrawn(book, intern, day, at=now())
    typer.echo(f"{intern} withdrew on {day}; to delete the records: citylab internship forget {intern}")


@app.command(epilog="\b\nexamples:\n  citylab internship event contact ada --on 2027-02-22")
def contact(intern: InternArgument, on: Day = "", records: RecordsOption = None) -> None:
    """Note that you have spoken with an intern; what was said is not kept."""
    from classroom.internship.changing import changes
    from classroom.internship.records.options import moment_from, opened

    book = opened(records)
    with book.lock():
        changes.contact(book, intern, at=moment_from(on, book.cohort, of="--on"))
    typer.echo(f"noted for {intern}")


@app.command("host-left", epilog="\b\nexamples:\n  citylab internship event host-left port --on 2027-03-05")
def host_left(
    host: Annotated[str, typer.Argument(help="Id of the host.")], on: Day = "", records: RecordsOption = None
) -> None:
    """Note that a host leaves, and on which day it is the last time there for its interns."""
    from classroom.internship.changing import changes
    from classroom.internship.records import Damage
    from classroom.internship.records.options import day_from, now, opened

    book = opened(records)
    with book.lock():
        day = day_from(on, book.cohort, of="--on")
        lost = changes.host_left(book, host, day, at=now())
        gone = [one.intern.id for one in book.all() if not isinstance(one, Damage) and one.intern.withdrawn_on]
    typer.echo(f"without a host: {', '.join(lost)}")
    if gone:
        typer.echo(
            f"withdrawn: {', '.join(gone)}; first take their rows out of the list of interns and out of the match "
            "that --fixed names, so that their places are free"
        )
    typer.echo("match them anew, then: citylab internship event placed --match NEW --hosts hosts.csv --on DAY")


@app.command(
    epilog="\b\nexamples:\n  citylab internship event placed --match new-match.csv --hosts hosts.csv --on 2027-03-08"
)
def placed(
    match: Annotated[Path, typer.Option(help="Result of matching anew, CSV or JSON.")],
    hosts: Annotated[Path, typer.Option(help="The list of hosts it was made from.")],
    on: Day = "",
    records: RecordsOption = None,
) -> None:
    """Give each intern who has lost the host the one that a new match names; nobody else moves."""
    from classroom.errors import CitylabError
    from classroom.internship.changing import changes
    from classroom.internship.people import read_hosts
    from classroom.internship.records import Damage
    from classroom.internship.records.options import day_from, now, opened
    from classroom.internship.starting.begin import hand_out_forms
    from classroom.internship.starting.matched import placement_at, read_pairs

    book = opened(records)
    pairs, places = read_pairs(match), {one.id: one for one in read_hosts(hosts)}
    with book.lock():
        day = day_from(on, book.cohort, of="--on")
        waiting = [
            one.intern.id
            for one in book.all()
            if not isinstance(one, Damage) and not one.intern.has_withdrawn(day) and not one.intern.placement_on(day)
        ]
        found = [one for one in waiting if pairs.get(one) in places]
        for one in found:
            changes.placed(book, one, placement_at(places[pairs[one]], day), at=now())
            hand_out_forms(book, book.read(one).intern)
    for one in waiting:
        typer.echo(f"{one}: {places[pairs[one]].name if one in found else 'still without a host'}")
    if not waiting:
        raise CitylabError(f"nobody is without a host on {day}; nothing was changed")

"""The commands ``citylab internship certify``, ``dossier`` and ``forget``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from classroom.internship.records.options import InternArgument, RecordsOption, TodayOption

CERTIFY_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship certify ada --issuer 'University of Examples'\n"
    "  citylab internship certify --issuer 'University of Examples'     everybody who passed\n"
    "\n\b\n"
    "Conditions: final mark and hours as in cohort.toml, a signed learning agreement, a project that was accepted.\n"
    "Your key is that of citylab certify. Check one with: citylab verify FILE"
)
DOSSIER_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship dossier ada                       dossier-ada.zip, for her alone\n"
    "  citylab internship dossier ada --to ada.zip\n"
    "\n\b\n"
    "When somebody asks for a copy of her data, the law gives you one month in the United Kingdom; see ico.org.uk.\n"
    "Look at the files that name other people before you hand it over."
)
FORGET_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship forget ada                        after asking\n"
    "  citylab internship forget ada --yes --count          without, and count one more in forgotten.json\n"
    "\n\b\n"
    "Give her the dossier first. Your school may have to keep marks for some years: ask before you delete them."
)


def certify(
    issuer: Annotated[str, typer.Option(help="How your school is called.")],
    intern: Annotated[str, typer.Argument(help="Id of the intern; all unless told.")] = "",
    with_name: Annotated[bool, typer.Option("--with-name", help="Write her name into it, if she agreed.")] = False,
    today: TodayOption = "",
    records: RecordsOption = None,
) -> None:
    """Issue certificates of the internship, or say which condition does not hold."""
    from classroom.certificates import keys
    from classroom.errors import CitylabError
    from classroom.internship.closing import certificate
    from classroom.internship.marks.final import final
    from classroom.internship.marks.given import read_given
    from classroom.internship.records import Damage
    from classroom.internship.records.names import check_line
    from classroom.internship.records.options import day_from, now, opened

    book = opened(records)
    day = day_from(today, book.cohort)
    check_line(issuer, of="--issuer")
    key, is_new = keys.own_key()
    if is_new:
        typer.echo(f"made your key: {keys.key_file()}; keep a copy where only you can read it", err=True)
    count = 0
    with book.lock():
        given = read_given(book.course)
        for one in [book.read(intern)] if intern else list(book.all()):
            if isinstance(one, Damage):
                typer.echo(f"{one.id}: none: {one.says}")
                continue
            marks = final(one, book.cohort, day, given)
            made = certificate.certify(
                book, one, marks, key=key, issuer=issuer, with_name=with_name, today=day, at=now()
            )
            count += bool(made.files)
            typer.echo(f"{made.intern}: {made.files[0] if made.files else 'none: ' + '; '.join(made.why_not)}")
    typer.echo(f"{count} written")
    if intern and not count:
        raise CitylabError(f"no certificate for {intern}; the line above says why")


def dossier(
    intern: InternArgument,
    to: Annotated[Path | None, typer.Option(help="The new zip file; dossier-ID.zip unless told.")] = None,
    today: TodayOption = "",
    records: RecordsOption = None,
) -> None:
    """Write a copy of all that is kept of one intern, for herself."""
    from classroom.internship.closing.dossier import dossier as copy_of
    from classroom.internship.records.options import day_from, opened
    from classroom.keeping.writing import write_new

    book = opened(records)
    made = copy_of(book, intern, day_from(today, book.cohort))
    path = to or Path(f"dossier-{intern}.zip")
    write_new(path, made.data)
    typer.echo(f"wrote {path}; give it to {intern} alone, then delete it here")
    for name in made.names_others:
        typer.echo(f"look at it first, it names another intern: {name}")


def forget(
    intern: InternArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    count: Annotated[bool, typer.Option("--count", help="Count one more, without a name, for statistics.")] = False,
    records: RecordsOption = None,
) -> None:
    """Delete all that is kept of one intern, and say what remains."""
    from classroom.internship.closing import forgetting
    from classroom.internship.records.options import opened

    book = opened(records)
    if not yes:
        typer.confirm(f"Delete records, submissions and marks of {intern} for good?", abort=True)
    with book.lock():
        done = forgetting.forget(book, intern, counted=count)
    for one in done.deleted:
        typer.echo(f"deleted {one}")
    for one in done.remains:
        typer.echo(f"still named in {one}: look whether it has to go")
    typer.echo(forgetting.OUT_OF_REACH)

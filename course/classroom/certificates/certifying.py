"""Do what ``citylab certify`` was asked: for oneself, or for a class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from citylab import paths
from citylab.internship.documents import documents
from classroom.certificates import classbook, did_key, identity, instructor, keys, learner, revocation, writing
from classroom.certificates.errors import Refused
from classroom.certificates.open_badge import issue
from classroom.certificates.plain_text import shown
from classroom.certificates.trust import read_trusted
from classroom.errors import CitylabError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True)
class Common:
    """What any certificate may be given: whose, with which marks and dates, and where it goes."""

    name: str
    email: str
    with_marks: bool
    at: datetime
    until: datetime | None
    folder: Path | None


@dataclass(frozen=True)
class Asked:
    """What an instructor may say besides: from which gradebook, what for, for whom, and with which share of points."""

    gradebook: Path
    assignment: str | None
    everything: bool
    student: str | None
    did: str
    issuer: str
    share: float


def for_self(module: str | None, common: Common) -> None:
    """
    Certify oneself: one module, or the course if `module` is None.

    Raises
    ------
    CitylabError
        If it is not complete, or key or folder cannot be used.
    """
    root = paths.root()
    if module:
        achieved = learner.achieved_module(root, module, with_marks=common.with_marks)
    else:
        achieved = learner.achieved_course(root, with_marks=common.with_marks)
    identities = [identity.from_email(common.email)] if common.email else []
    if common.name:
        identities.append(identity.from_name(common.name))
    signer = _own_key()
    certificate = issue(
        achieved,
        key=signer,
        issuer_name=f"{common.name or 'A learner'} (self-issued)",
        holder=did_key.from_public(signer.public_key()),
        identities=tuple(identities),
        at=common.at,
        until=common.until,
    )
    data, page = writing.write(_place(common.folder, root / "course" / "my-work"), achieved.key, certificate)
    typer.echo(f"wrote {data}\nwrote {page}  (to read and to print)")
    typer.echo("Self-issued: nobody but you vouches. Your instructor can issue one from the marks of the class.")


def for_class(asked: Asked, common: Common) -> None:
    """
    Certify one student or a class from the gradebook, and print a table.

    Raises
    ------
    CitylabError
        If something that was named is not there, or the one student named gets none.
    """
    if (common.name or common.email or asked.did) and asked.student is None:
        raise CitylabError("--name, --email and --did are of one person; name the student with --student")
    if asked.did:
        read_trusted([asked.did])
    book = classbook.read_class(asked.gradebook)
    # Documents of the internship lead to one certificate together: see `citylab internship certify`.
    of_internship = {one.assignment for one in documents()}
    everything = [name for name in book.assignments if name not in of_internship]
    names = everything if asked.everything else [asked.assignment or instructor.COURSE]
    students = instructor.chosen(book, asked.student, names)
    signer = _own_key()
    if asked.did == did_key.from_public(signer.public_key()):
        raise CitylabError("that is your own key: a certificate for yourself is self-issued, without --gradebook")
    wish = instructor.Wish(
        share=asked.share,
        issuer_name=asked.issuer or "An instructor of the Joint Smart Cities Laboratory",
        with_marks=common.with_marks,
        at=common.at,
        until=common.until,
        name=common.name,
        email=common.email,
        did=asked.did,
    )
    folder = _place(common.folder, book.course)
    outcomes = list(instructor.certify(book, students, names, wish, key=signer, folder=folder))
    _print_outcomes(outcomes)
    if asked.student and not any(one.files for one in outcomes):
        raise CitylabError(f"no certificate for {asked.student}; the table says why")


def revoke(number: str, path: Path, at: datetime) -> None:
    """
    Add a certificate to one's signed list of those that were taken back.

    Raises
    ------
    CitylabError
        If it is no number, or the list cannot be read or written.
    """
    try:
        before = path.read_bytes() if path.exists() else None
        made = revocation.add(number, to=before, key=_own_key(), at=at)
        partial = path.with_name(path.name + ".partial")
        partial.write_bytes(made)
        partial.replace(path)
    except Refused as refused:
        raise CitylabError(f"{path}: {refused}") from None
    except OSError as error:
        raise CitylabError(f"{path}: cannot be written ({error.strerror}); name another file") from error
    count = len(revocation.read(made).numbers)
    typer.echo(f"wrote {path}; it now lists {count}. Publish it where your key stands.")


def print_who() -> None:
    """Print one's public key and its thirty digits, so that it may go into a file of keys to trust."""
    did = did_key.from_public(_own_key().public_key())
    typer.echo(f"{did}\n# to read aloud: {did_key.fingerprint(did)}")


def end_of(until: datetime | None, at: datetime) -> datetime | None:
    """
    Return the last second of a day in UTC.

    Raises
    ------
    CitylabError
        If it is over at the moment `at`.
    """
    if until is None:
        return None
    end = until.replace(tzinfo=UTC) + timedelta(days=1, seconds=-1)
    if end <= at:
        raise CitylabError(f"--until {until:%Y-%m-%d} is over; this computer's clock says {at:%Y-%m-%d}")
    return end


def _place(named: Path | None, usual: Path) -> Path:
    if named is not None:
        return named
    writing.keep_out_of_git(usual / "certificates")
    return usual / "certificates"


def _own_key() -> Ed25519PrivateKey:
    key, is_new = keys.own_key()
    path = keys.key_file()
    # On stderr: what `--who` prints may go into a file.
    if is_new:
        typer.echo(f"made your key: {path}", err=True)
        typer.echo("Keep a copy where only you can read it; whoever has it can sign as you.", err=True)
    elif not keys.is_private(path):
        typer.echo(f"Watch out: others can read your key; run: chmod 600 '{path}'", err=True)
    return key


def _print_outcomes(outcomes: list[instructor.Outcome]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("student", "for", "points", "certificate, or why there is none")
    for one in outcomes:
        last = str(one.files[0]) if one.files else f"none: {one.why_not}"
        cells = (escape(shown(cell)) for cell in (one.student, one.key, one.points, last))
        table.add_row(*cells, style="" if one.files else "yellow")
    console = Console()
    console.print(table)
    console.print(f"{sum(bool(one.files) for one in outcomes)} of {len(outcomes)} written.")

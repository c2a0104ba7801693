"""The commands ``citylab certify`` and ``citylab verify``."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from classroom.errors import CitylabError

CERTIFY_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab certify smart-grids                        a module that you have completed\n"
    "  citylab certify --course --name 'Ada Byron'        the whole course, with your name on it\n"
    "  citylab certify --who                              your key, and thirty digits to read aloud\n"
    "  citylab certify smart-grids --gradebook assignments/gradebook.db --student anna\n"
    "  citylab certify --all --gradebook assignments/gradebook.db     every assignment of the class\n"
    "  citylab certify --revoke urn:uuid:…                take one back, in a list to publish\n"
    "\n\b\n"
    "Without --gradebook you certify yourself, from your own progress. With it you are the instructor. Your key is\n"
    "made at first use and lies in your settings folder; CITYLAB_KEY_FILE names another. Keep a copy of it."
)
VERIFY_EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab verify smart-grids.json                    who signed it, and what it says\n"
    "  citylab verify smart-grids.html                    the page carries the certificate, too\n"
    "  citylab verify smart-grids.json --trust school.txt      only if the key is in that file\n"
    "  citylab verify smart-grids.json --email ada@example.org whether it is that person's\n"
    "  citylab verify smart-grids.json --revoked revoked.json  with the school's list of what it took back\n"
    "  citylab verify smart-grids.json --json             for machines\n"
    "\n\b\n"
    "Nothing is fetched. Exit code 0 if all holds, else 1."
)


def certify(
    module: Annotated[str | None, typer.Argument(help="The module, such as smart-grids.")] = None,
    course: Annotated[bool, typer.Option("--course", help="One certificate for all modules together.")] = False,
    name: Annotated[str, typer.Option(help="The holder's name, if it is to be in the certificate.")] = "",
    email: Annotated[str, typer.Option(help="The holder's e-mail address; only its hash is written.")] = "",
    with_marks: Annotated[bool, typer.Option("--with-marks", help="Write points into it.")] = False,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day on which it is valid.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where; else course/my-work/certificates.")] = None,
    who: Annotated[bool, typer.Option("--who", help="Print your public key, and end.")] = False,
    gradebook: Annotated[Path | None, typer.Option(help="As instructor: gradebook.db, or the course root.")] = None,
    student: Annotated[str | None, typer.Option(help="As instructor: only this one.")] = None,
    assignment: Annotated[str | None, typer.Option(help="As instructor: the same as the module.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="As instructor: each assignment.")] = False,
    passed: Annotated[int, typer.Option("--pass", min=1, max=100, help="As instructor: per cent of points.")] = 50,
    issuer: Annotated[str, typer.Option(help="As instructor: how your school is called.")] = "",
    did: Annotated[str, typer.Option(help="As instructor: the student's did:key, from --who.")] = "",
    revoke: Annotated[str, typer.Option(help="Take back the certificate of this number, urn:uuid:…, and end.")] = "",
    revoked: Annotated[Path, typer.Option(help="With --revoke: the list to publish.")] = Path("revoked.json"),
) -> None:
    """Issue a certificate that anybody can check: of your own work, or of your students'."""
    from classroom.certificates import certifying, dates

    is_of_class = student or assignment or everything or issuer or did or passed != 50
    if gradebook is None and is_of_class:
        raise CitylabError("--student, --assignment, --all, --issuer, --did and --pass need --gradebook FILE")
    if who:
        certifying.print_who()
        return
    if revoke:
        certifying.revoke(revoke, revoked, dates.now())
        return
    if assignment and module and assignment != module:
        raise CitylabError(f"{module} and {assignment}: name one of them")
    asked = module or assignment
    if bool(asked) + course + everything != 1:
        raise CitylabError("say what for: a module such as smart-grids, or --course" + (", or --all" * bool(gradebook)))
    at = dates.now()
    common = certifying.Common(
        name=name.strip(), email=email, with_marks=with_marks, at=at, until=certifying.end_of(until, at), folder=folder
    )
    if gradebook is None:
        certifying.for_self(asked, common)
    else:
        asked_for = certifying.Asked(gradebook, asked, everything, student, did, issuer, passed / 100)
        certifying.for_class(asked_for, common)


def verify(
    file: Annotated[Path, typer.Argument(help="The JSON file of a certificate, or its page.")],
    trust: Annotated[
        list[str] | None, typer.Option(help="A did:key that you know to be right, or a file with some.")
    ] = None,
    email: Annotated[str | None, typer.Option(help="The holder's e-mail address, to compare.")] = None,
    revoked: Annotated[
        Path | None, typer.Option(help="The issuer's list of certificates that were taken back.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON, and nothing else.")] = False,
) -> None:
    """Check a certificate without a network: what it says, who signed it, and on what evidence."""
    from classroom.certificates import container, dates, saying, verification
    from classroom.certificates.trust import read_revoked, read_trusted

    trusted = read_trusted(trust) if trust else None
    data = container.read(file)
    taken_back = read_revoked(revoked) if revoked else None
    verdict = verification.verify(data, at=dates.now(), trusted=trusted, email=email, revoked=taken_back)
    if as_json:
        typer.echo(json.dumps({"file": str(file), **saying.as_data(verdict)}, indent=1))
    else:
        encoding = sys.stdout.encoding or "utf-8"  # in a pipe, Windows may have one without ₂ or ✗
        typer.echo(saying.as_text(verdict).encode(encoding, "replace").decode(encoding), nl=False)
    if not verdict.holds:
        raise typer.Exit(1)

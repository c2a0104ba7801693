"""`citylab doctor`."""

from __future__ import annotations

from time import monotonic
from typing import Annotated

import typer

from classroom.errors import CitylabError

EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab doctor                         look at this computer; a table with remedies\n"
    "  citylab doctor --json                  for machines\n"
    "  citylab doctor --sandbox               knock at each wall around a submission\n"
    "\n\b\n"
    "A learner needs no --sandbox: it is for those who mark other people's work. Exit code 1 if there is a\n"
    "problem; a warning may be lived with. Nothing is changed, and no network is needed."
)


def doctor(
    sandbox: Annotated[bool, typer.Option("--sandbox", help="Try every wall around a submission instead.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON, and nothing else.")] = False,
) -> None:
    """Say whether this computer can do what the course needs."""
    if sandbox and as_json:
        raise typer.BadParameter("--sandbox prints a table only; leave --json out")
    if sandbox:
        _try_walls()
    else:
        _look(as_json)


def _try_walls() -> None:
    from classroom.sandbox import report

    if not report.print_walls():
        raise CitylabError("not every wall holds: don't mark strangers' work here without the container's way")


def _look(as_json: bool) -> None:
    from rich.console import Console

    from citylab import paths
    from classroom.doctor import report
    from classroom.doctor.looks import examine

    begun = monotonic()
    with Console(stderr=True).status("Looking at this computer; this takes some seconds ..."):
        found = examine(paths.root())
    seconds = monotonic() - begun
    if as_json:
        typer.echo(report.as_json(found, seconds=seconds))
    else:
        report.print_table(found, seconds=seconds, console=Console())
    if wrong := report.problems(found):
        names = ", ".join(finding.subject for finding in wrong)
        raise CitylabError(f"not ready ({names}); do what stands beside each problem, then run: citylab doctor")

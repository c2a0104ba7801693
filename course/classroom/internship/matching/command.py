"""The command ``citylab internship match``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship match interns.csv hosts.csv                     stable, best for the interns\n"
    "  citylab internship match interns.csv hosts.csv --method fair       as many placed as possible\n"
    "  citylab internship match interns.csv hosts.csv --seed 7 --again    other lots, replace the result\n"
    "  citylab internship match interns.csv hosts.csv --fixed kept.csv    these pairs stay as they are\n"
    "  citylab internship match interns.csv hosts.csv --json              for machines\n"
    "  citylab internship match interns.csv hosts.csv --out internship-records/matching/week-5 \\\n"
    "    --fixed internship-records/matching/match.csv --leaving inland-port --week 5\n"
    "                                        a host leaves: its interns get free places, nobody else moves\n"
    "\n\b\n"
    "The columns of both files are described in course/internship/examples/README.md, beside two examples. The result\n"
    "is a proposal: a person reads each match, and why, before it is sent. The same files and seed give the same bytes."
)


def match(
    interns: Annotated[Path, typer.Argument(help="CSV file, a row for each intern.")],
    hosts: Annotated[Path, typer.Argument(help="CSV file, a row for each host.")],
    method: Annotated[str, typer.Option(help="stable, or fair.")] = "stable",
    seed: Annotated[int, typer.Option(help="Of the lots between equals.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Folder; else internship-records/matching.")] = None,
    fixed: Annotated[Path | None, typer.Option(help="CSV file with intern,host: pairs that stay.")] = None,
    leaving: Annotated[str, typer.Option(help="Id of a host that leaves; with --week and --fixed.")] = "",
    week: Annotated[int, typer.Option(help="In which it leaves, 1 to 12.")] = 0,
    again: Annotated[bool, typer.Option("--again", help="Replace the result of an earlier matching.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON, and nothing else.")] = False,
) -> None:
    """Match interns to hosts, explain each match, and say who has no place and why."""
    from rich.console import Console

    from citylab import paths
    from classroom.errors import CitylabError
    from classroom.internship import matching, people
    from classroom.internship.matching.printing import print_matching

    if bool(leaving) != bool(week) or (leaving and not fixed):
        raise CitylabError("for a host that leaves, give all three: --fixed match.csv --leaving HOST --week N")
    folder = out or paths.root() / "internship-records" / "matching"
    matching.refuse_earlier(folder, again=again)
    read_interns, read_hosts = people.read_people(interns, hosts)
    kept = matching.read_pairs(fixed, read_interns, read_hosts) if fixed else None
    if leaving:
        standing = matching.resume(read_interns, read_hosts, kept or {}, method=method, seed=seed)
        made = matching.rematch(standing, read_interns, read_hosts, leaving, week)
    else:
        made = matching.match(read_interns, read_hosts, method=method, seed=seed, fixed=kept)  # type: ignore[arg-type]
    matching.write(made, folder, again=again)
    if as_json:
        typer.echo(matching.as_json(made))
    else:
        print_matching(made, folder, Console())

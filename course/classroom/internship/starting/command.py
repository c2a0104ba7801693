"""The command ``citylab internship new``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from classroom.internship.records.options import RecordsOption

EXAMPLES = (
    "\b\nexamples:\n"
    "  citylab internship new 'Spring 2027' --starts 2027-02-01 --match match.csv \\\n"
    "      --interns interns.csv --hosts hosts.csv --tutor 'Dr Ada Example' --tutor-email ada@example.org\n"
    "\n\b\n"
    "Each intern gets a folder in internship-records/, which git ignores, with the notebooks to fill in and the\n"
    "supervisor's forms, and a line in the gradebook. The rules for late work and for the certificate stand in\n"
    "internship-records/cohort.toml; look at them before the first week."
)


def new(
    name: Annotated[str, typer.Argument(help="How the cohort is called.")],
    starts: Annotated[str, typer.Option(help="First day at the hosts, a Monday, such as 2027-02-01.")],
    match: Annotated[Path, typer.Option(help="Result of citylab internship match, CSV or JSON.")],
    interns: Annotated[Path, typer.Option(help="The list of interns it was made from.")],
    hosts: Annotated[Path, typer.Option(help="The list of hosts it was made from.")],
    tutor: Annotated[str, typer.Option(help="Name of the academic tutor.")] = "",
    tutor_email: Annotated[str, typer.Option(help="The tutor's e-mail address.")] = "",
    coordinator: Annotated[str, typer.Option(help="Name of the coordinator, whom interns and hosts ask.")] = "",
    coordinator_email: Annotated[str, typer.Option(help="The coordinator's e-mail address.")] = "",
    timezone: Annotated[str, typer.Option(help="In which days begin and end.")] = "Europe/London",
    course: Annotated[Path | None, typer.Option(help="The course root; assignments/ unless told.")] = None,
    records: RecordsOption = None,
) -> None:
    """Begin a cohort: a folder, notebooks and forms for each intern, and lines in the gradebook."""
    from citylab import paths
    from classroom.internship.records import Cohort
    from classroom.internship.records.cohort import check
    from classroom.internship.records.names import read_day
    from classroom.internship.records.options import now, records_folder
    from classroom.internship.starting import begin, interns_from
    from classroom.internship.starting.begin import path_between

    folder = records_folder(records).resolve()
    starts_on = read_day(starts, of="--starts")
    cohort = Cohort(
        name,
        starts_on,
        timezone=timezone,
        course=path_between(folder, (course or paths.root() / "assignments").resolve()),
        coordinator=coordinator,
        coordinator_email=coordinator_email,
    )
    check(cohort, of="citylab internship new")
    people = interns_from(match, interns, hosts, starts_on=starts_on, tutor=tutor, tutor_email=tutor_email)
    begun = begin(folder, cohort, people, at=now())
    typer.echo(f"{len(people)} interns at {len({one.placements[0].host for one in people})} hosts: {begun.folder}")
    typer.echo(f"Late work: {cohort.late.in_words()}. Change the rules in {folder / 'cohort.toml'}.")

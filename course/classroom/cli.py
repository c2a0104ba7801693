"""The command line ``citylab``: what authors and instructors run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from classroom import binder_link
from classroom.certificates import command as certificates_command
from classroom.certificates.plain_text import shown_lines
from classroom.doctor import command as doctor_command
from classroom.errors import CitylabError
from classroom.internship import command as internship_command
from classroom.keeping import command as keeping_command
from classroom.own_work import command as own_work_command
from classroom.quick_start import quick_start
from classroom.site import command as site_command
from classroom.study import command as study_command

app = typer.Typer(
    help="Joint Smart Cities Laboratory: build the notebooks, release assignments, mark a class.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _root() -> Path:
    from citylab import paths

    return paths.root()


@app.command(
    epilog="\b\nexamples:\n"
    "  citylab build                          rebuild every notebook\n"
    "  citylab build --check                  list the notebooks that are out of date\n"
    "  citylab build --force                  also those that somebody ran"
)
def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if any is old.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite also what somebody ran.")] = False,
) -> None:
    """Make the committed notebooks from lessons and assignments."""
    from classroom import building

    if check:
        stale = building.outdated(_root())
        for path in stale:
            typer.echo(f"out of date: {path}")
        if stale:
            raise CitylabError("run: citylab build")
        typer.echo("every notebook is up to date")
        return
    report = building.build(_root(), force=force)
    for verb, paths in (("wrote", report.written), ("removed", report.removed), ("kept", report.kept)):
        for path in paths:
            typer.echo(f"{verb} {path}")
    typer.echo(f"{len(report.written)} written, {len(report.removed)} removed, {report.unchanged} unchanged")
    if report.kept:
        raise CitylabError(
            "the kept notebooks hold somebody's work and are as they were, the others are built; "
            "to have the course's instead, copy them elsewhere, then run: citylab build --force"
        )


@app.command(
    epilog="\b\nexamples:\n  citylab release smart-grids            write the student version of the assignment"
)
def release(name: Annotated[str, typer.Argument(help="The assignment, such as smart-grids.")]) -> None:
    """Write an assignment's source and, through nbgrader, its student version."""
    from classroom import building

    for path in building.build_assignment(_root(), name):
        typer.echo(f"wrote {path}")


@app.command(
    epilog="\b\nexamples:\n"
    "  citylab lab                            open the start page in the browser\n"
    "  citylab lab --port 8899 --no-browser   serve on a port of your own"
)
def lab(
    port: Annotated[int | None, typer.Option(help="Port; else the first free from 8888.")] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
) -> None:
    """Open JupyterLab on the course's start page."""
    from classroom import lab as jupyter

    jupyter.start(_root(), port=port, browser=browser)


@app.command(
    "demo-class",
    epilog="\b\nexamples:\n"
    "  citylab demo-class smart-grids                       twelve students, in the folder demo-class\n"
    "  citylab demo-class smart-grids --students 30 --folder my-class",
)
def demo_class(
    assignment: Annotated[str, typer.Argument(help="The assignment, such as smart-grids.")],
    students: Annotated[int, typer.Option(help="Size of the class, 1 to 200.")] = 12,
    folder: Annotated[Path | None, typer.Option(help="Where; demo-class in the repository unless told.")] = None,
    seed: Annotated[int, typer.Option(help="Another seed makes another class.")] = 2025,
) -> None:
    """Make a class of simulated students and mark it with nbgrader, step by step."""
    from classroom import demo_class as demonstration

    made = demonstration.run(assignment, root=_root(), students=students, folder=folder, seed=seed)
    if not made.is_as_expected:
        raise CitylabError("some marks are not as expected; the table shows them with ✗")


@app.command(
    epilog="\b\nexamples:\n"
    "  citylab vote                                   Millfield's projects, on this computer\n"
    "  citylab vote --host 0.0.0.0                    for the class's network; prints the address\n"
    "  citylab vote --election town.pb --voters codes.csv\n"
    "  citylab vote --export class.pb                 write the ballots, without names\n"
    "  citylab vote --forget                          delete names and ballots\n"
    "\n\b\n"
    "Each open page takes about 40 MB of memory, 30 of them 1.4 GB with the server. With less, let\n"
    "several learners vote one after another on one page, with its button Next voter."
)
def vote(
    election: Annotated[str, typer.Option(help="A .pb file, or one of the course's data sets.")] = (
        "millfield_vote_synthetic"
    ),
    ballots: Annotated[
        Path | None, typer.Option(help="File of names and ballots; in your home folder unless told.")
    ] = None,
    voters: Annotated[Path | None, typer.Option(help="CSV of code words; then only these may vote.")] = None,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for the class's network.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(help="Port; else the first free from 8866.")] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
    export: Annotated[Path | None, typer.Option(help="Write the ballots to this new .pb file, and end.")] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Delete names and ballots, after asking, and end.")] = False,
) -> None:
    """Let a class vote on the projects of an election, and see two rules count live."""
    from classroom import voting

    if export is not None:
        number = voting.save(voting.where(election, ballots), export)
        typer.echo(f"wrote {export}; ballots: {number}")
    elif forget:
        path = voting.where(election, ballots)
        typer.confirm(f"Delete all names and ballots in {path}?", abort=True)
        voting.delete(path)
        typer.echo(f"deleted {path}")
    else:
        box = voting.open_box(election, ballots=ballots, voters=voters)
        voting.serve(box, host=host, port=port, browser=browser, say=typer.echo)


@app.command(
    epilog="\b\nexamples:\n"
    "  citylab feedback smart-grids                  a page for everybody who is marked\n"
    "  citylab feedback smart-grids --student anna   one page again, after a comment was added\n"
    "\n\b\n"
    "The pages lie where `nbgrader release_feedback` hands them out. Links to lessons lead to\n"
    "http://localhost:8888; set CITYLAB_COURSE_URL if your class works on a server."
)
def feedback(
    name: Annotated[str, typer.Argument(help="The assignment, such as smart-grids.")],
    student: Annotated[str | None, typer.Option(help="Only this one.")] = None,
    course: Annotated[Path | None, typer.Option(help="The course root; assignments/ unless told.")] = None,
) -> None:
    """Write a page for each student: points, what failed and why, hints and comments."""
    from classroom.feedback.command import write_pages

    folder = (course or _root() / "assignments").resolve()
    pages = write_pages(folder, name, student=student, say=lambda line: typer.echo(f"no page: {line}"))
    typer.echo(f"{len(pages)} {'page' if len(pages) == 1 else 'pages'} in {folder / 'feedback'}")


@app.command(
    epilog="\b\nexamples:\n"
    "  citylab grade smart-grids                     mark what is new or has changed\n"
    "  citylab grade smart-grids --student anna      one student\n"
    "  citylab grade smart-grids --regrade           everybody once more\n"
    "  citylab grade smart-grids --json              for machines\n"
    "  citylab grade smart-grids --scheduler tcp://10.0.0.5:8786    on the workers of a Dask cluster\n"
    "\n\b\n"
    "Each submission runs behind walls: without network, without your files. Hidden tests draw their inputs\n"
    "from a secret number in your settings folder; whoever marks the same class elsewhere needs the same file\n"
    "(CITYLAB_CLASS_SEED_FILE names it). Interrupt it at any time: the next call goes on."
)
def grade(
    name: Annotated[str, typer.Argument(help="The assignment, such as smart-grids.")],
    student: Annotated[str | None, typer.Option(help="Only this one.")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Submissions at the same time; one per core unless told.")
    ] = None,
    regrade: Annotated[bool, typer.Option("--regrade", help="Also what was marked and has not changed.")] = False,
    course: Annotated[Path | None, typer.Option(help="The course root; assignments/ unless told.")] = None,
    unsealed: Annotated[bool, typer.Option("--unsealed", help="Run strangers' code with your own rights.")] = False,
    scheduler: Annotated[str, typer.Option(help="Dask's scheduler, to mark on its workers; tcp://HOST:PORT.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the marks as JSON, and nothing else.")] = False,
) -> None:
    """Mark a class: run every submission behind walls, and fill the gradebook."""
    from classroom.grading import command

    folder = (course or _root() / "assignments").resolve()
    command.run(
        folder,
        name,
        student=student,
        workers=workers,
        regrade=regrade,
        sealed=not unsealed,
        as_json=as_json,
        scheduler=scheduler,
    )


@app.command(
    epilog="\b\nexamples:\n"
    "  citylab collect smart-grids moodle.zip                    what Moodle or Canvas let you download\n"
    "  citylab collect smart-grids downloads/ --roster class.csv a folder of notebooks or zip files\n"
    "  citylab collect smart-grids                               what came through nbgrader's exchange\n"
    "\n\b\n"
    "The roster is the gradebook's students, or a CSV file with id,first_name,last_name,email[,lms_user_id].\n"
    "What nobody can be found for, or cannot be read, lies in aside/NAME with the reason in collected.csv."
)
def collect(
    name: Annotated[str, typer.Argument(help="The assignment, such as smart-grids.")],
    sources: Annotated[
        list[Path] | None, typer.Argument(help="Folders and zip files; nbgrader's exchange if there is none.")
    ] = None,
    roster: Annotated[Path | None, typer.Option(help="CSV file of the class; else the gradebook's students.")] = None,
    course: Annotated[Path | None, typer.Option(help="The course root; the folder assignments unless told.")] = None,
) -> None:
    """Take in what a class handed in, and say what was mended, put aside or is missing."""
    from rich.console import Console

    from classroom.intake.collecting import collect as take_in
    from classroom.intake.report import print_report

    collected = take_in(course or _root() / "assignments", name, sources or [], roster=roster)
    print_report(collected, Console())


app.add_typer(
    internship_command.app,
    name="internship",
    epilog="\b\nexamples:\n  citylab internship match interns.csv hosts.csv    and: citylab internship COMMAND --help",
)
app.command(epilog=binder_link.EXAMPLES)(binder_link.badge)
app.command(epilog=certificates_command.CERTIFY_EXAMPLES)(certificates_command.certify)
app.command(epilog=certificates_command.VERIFY_EXAMPLES)(certificates_command.verify)
app.command(epilog=doctor_command.EXAMPLES)(doctor_command.doctor)
app.command(epilog=own_work_command.EXAMPLES)(own_work_command.mark)
app.command(epilog=study_command.EXAMPLES)(study_command.progress)
app.command(epilog=keeping_command.SAVE_EXAMPLES)(keeping_command.save)
app.command(epilog=keeping_command.RESTORE_EXAMPLES)(keeping_command.restore)
app.command(epilog=site_command.EXAMPLES)(site_command.site)


def main() -> None:
    """Run the command line; what a person can mend is one line on stderr, and exit code 1."""
    quick_start()
    try:
        app()
    except CitylabError as error:
        typer.echo(f"citylab: {shown_lines(str(error))}", err=True)  # it may repeat what a stranger wrote
        raise SystemExit(1) from None
